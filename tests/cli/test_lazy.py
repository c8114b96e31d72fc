"""`--help` is quick because it imports nothing heavy: looked at, not clocked."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "graphbuild.build",
    "graphbuild.pipeline",
    "jinja2",
    "networkx",
    "numpy",
    "onnxruntime",
    "pyoxigraph",
    "pyshacl",
    "pyvis",
    "rdflib",
    "rich",
    "spacy",
    "sqlite3",
    "tokenizers",
}
PROGRAM = """
import json, sys
sys.argv = json.loads(sys.argv[1])
from graphbuild.cli import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
COMMANDS = ("build", "query", "validate", "view", "explain", "evaluate", "doctor", "config", "config show")


def imported_by(*words: str) -> tuple[str, set[str]]:
    """Run a command in a process of its own; return what it printed and the modules it imported."""
    command = [sys.executable, "-c", PROGRAM, json.dumps(["graphbuild", *words])]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return done.stdout, set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", ["--help", "build --help", "evaluate --help", "--version", "config show"])
def test_what_needs_nothing_heavy_imports_nothing_heavy(words: str) -> None:
    printed, modules = imported_by(*words.split())
    assert printed
    assert not modules & HEAVY


@pytest.mark.parametrize("command", COMMANDS)
def test_help_opens_with_examples(command: str) -> None:
    from typer.testing import CliRunner

    from graphbuild.cli.app import app

    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    usage, examples = result.stdout.lstrip().split("\n\n")[:2]
    assert usage.startswith("Usage: ")
    lines = examples.splitlines()
    assert len(lines) == 2
    assert all("graphbuild " in line for line in lines)
