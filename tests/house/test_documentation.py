"""House rule 11: what the pages for people name exists: commands, options, targets, queries, files, links."""

import re
import shlex
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graphbuild.query.names import PREFIXES
from graphbuild.query.saved import library

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
PAGES += sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "examples").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def shell_lines(path: Path) -> list[list[str]]:
    """Return every command that a page shows: in blocks of `sh`, and `graphbuild ...` or `make ...` in running text."""
    text = path.read_text(encoding="utf-8")
    lines = [line for kind, block in BLOCK.findall(text) if kind == "sh" for line in block.splitlines()]
    lines += re.findall(r"`((?:graphbuild|make) [^`\n]+)`", text)
    return [words for line in lines if (words := shlex.split(line, comments=True))]


COMMANDS = [(name_of(path), words) for path in PAGES for words in shell_lines(path)]


@pytest.fixture(scope="module")
def program() -> Any:
    """The command `graphbuild` as click knows it."""
    import typer

    from graphbuild.cli.app import app

    return typer.main.get_command(app)


def test_readme_shows_the_two_commands() -> None:
    shown = [words for page, words in COMMANDS if page == "README.md"]
    assert ["make", "demo"] in shown and ["make", "test"] in shown
    named = {words[1] for words in shown if words[0] == "graphbuild"}
    assert {"build", "query", "validate", "view", "explain"} <= named


@pytest.mark.parametrize(("page", "words"), COMMANDS, ids=lambda value: value if isinstance(value, str) else value[0])
def test_command_exists(page: str, words: list[str], program: Any) -> None:
    if words[0] == "make":
        assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    elif words[0] == "graphbuild":
        command = program.commands[words[1]]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        used = {word.partition("=")[0] for word in words[2:] if word.startswith("-") and word != "-"}
        assert used <= known | {"--help"}
    else:
        assert words[0] in {"pip", "cd", "python", "diff", "rm"}, f"{page}: nobody checks {words[0]}"


@pytest.mark.parametrize(("page", "words"), [one for one in COMMANDS if one[1][:2] == ["graphbuild", "query"]])
def test_saved_query_exists(page: str, words: list[str]) -> None:
    asked = [word for word in words[2:4] if re.fullmatch(r"[a-z]+(-[a-z]+)+", word)]
    assert set(asked) <= {query.name for query in library()}


def test_readme_lists_what_a_build_writes() -> None:
    from graphbuild.build import PAGE, REPORT
    from graphbuild.graph.store import WRITTEN
    from graphbuild.journal import READINGS

    table = re.findall(r"^\| `([\w.]+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(table) == sorted((*WRITTEN, PAGE, READINGS, REPORT))


def test_changes_begin_with_this_version() -> None:
    from graphbuild import __version__

    latest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert latest and latest[1] == __version__


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8"))
    lost = [target for target in targets if "://" not in target and not (path.parent / target).exists()]
    assert not lost


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_named_files_exist(path: Path) -> None:
    """Paths of this repository in backticks, such as `graphbuild/model.py`; what a build writes is not among them."""
    top = "graphbuild|tests|ontologies|docs|examples|notebooks|benchmarks"
    named = re.findall(rf"`((?:{top})/[\w./-]*)`", path.read_text(encoding="utf-8"))
    assert not [one for one in named if not (ROOT / one).exists()]
    modules = {file.name for file in (ROOT / "graphbuild").rglob("*.py")}
    bare = set(re.findall(r"`(\w+\.py)`", path.read_text(encoding="utf-8")))
    assert bare <= modules


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(file.name for file in folder.glob("[0-9]*.md"))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_code_and_queries_are_well_formed(path: Path) -> None:
    blocks = BLOCK.findall(path.read_text(encoding="utf-8"))
    for block in (block for kind, block in blocks if kind == "python"):
        compile(block, name_of(path), "exec")
    asked = [block for kind, block in blocks if kind == "sparql"]
    asked += [
        word for words in shell_lines(path) if words[:2] == ["graphbuild", "query"] for word in words if "{" in word
    ]
    for query in asked:
        ox.Store().query(query, prefixes=PREFIXES)
