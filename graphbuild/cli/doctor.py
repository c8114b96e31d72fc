"""`graphbuild doctor`: is everything needed here, and does it work?"""

import json
import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

import typer

from graphbuild import __version__
from graphbuild.cli import options
from graphbuild.cli.talk import RUN_ERROR, settings_from, talking

if TYPE_CHECKING:
    from graphbuild.settings import Settings

NEEDED = (
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
    "threadpoolctl",
    "tokenizers",
    "typer",
)
OPTIONAL = {"torch": "to train the language model: pip install graphbuild[train]"}
State = Literal["ok", "absent", "broken"]
SENTENCE = "The army said on Friday that two soldiers were killed in an attack near the invented town of Qasr al-Tin."


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part. Only a "broken" one keeps graphbuild from working."""

    part: str
    state: State
    detail: str


def doctor(
    *,
    config: options.Config = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    debug: options.Debug = False,
) -> None:
    """\b
    graphbuild doctor
    graphbuild doctor --json

    Print the versions of everything needed, and check that a report can be read, drawn and asked.

    The exit code is 1 if something needed is missing or does not work.
    """
    with talking(quiet=quiet, verbose=verbose, no_color=no_color, debug=debug) as talk:
        settings = settings_from({}, config=config).settings
        findings = [
            *versions(),
            check("language model", lambda: model_check(settings)),
            check("self-check", self_check),
        ]
        if as_json:
            typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
        else:
            for finding in findings:
                typer.echo(f"{finding.state:<7} {finding.part:<16} {finding.detail}")
        broken = [finding.part for finding in findings if finding.state == "broken"]
        if broken:
            talk.complain(
                f"not working: {', '.join(broken)}. Install it again: pip install --force-reinstall graphbuild"
            )
            raise typer.Exit(RUN_ERROR)
        talk.say("All is well")


def versions() -> Iterator[Finding]:
    """Yield the version of Python, of graphbuild, and of everything it needs or can use."""
    yield Finding("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding("graphbuild", "ok", __version__)
    for name in NEEDED:
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "broken", f"is not installed: pip install {name}")
    for name, purpose in OPTIONAL.items():
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "absent", f"optional, {purpose}")


def check(part: str, attempt: Callable[[], str]) -> Finding:
    """Return what comes of an attempt to use a part; whatever goes wrong is what was to be found out."""
    try:
        return Finding(part, "ok", attempt())
    except Exception as error:
        return Finding(part, "broken", f"{type(error).__name__}: {error}")


def model_check(settings: "Settings") -> str:
    """Read a sentence with the language model, and return the fingerprint of the pipeline."""
    from graphbuild.model import Article
    from graphbuild.pipeline import load

    reader = load(settings)
    reading = reader.read(Article(id="doctor", text=SENTENCE))
    if not reading.mentions:
        raise RuntimeError("the model loads, but finds nothing in a sentence that names an attack")
    return f"{reader.fingerprint}, finds {len(reading.mentions)} mentions in a sentence"


def self_check() -> str:
    """Write the graph of one reading to a folder of its own, read it back and ask it something."""
    from graphbuild.graph.store import open_graph
    from graphbuild.graph.write import write_graph
    from graphbuild.jsonl import reading_line
    from graphbuild.model import Article, Reading
    from graphbuild.query.run import run

    article = Article(id="doctor", text=SENTENCE)
    reading = Reading(article, "doctor", mentions=(), periods=(), claims=(), links=())
    with TemporaryDirectory() as name:
        folder = Path(name)
        readings = folder / "readings.jsonl"
        readings.write_text(reading_line(reading) + "\n", encoding="utf-8", newline="\n")
        write_graph(readings, folder)
        store = open_graph(folder)
        answer = run(store, "SELECT ?article { ?article a gb:Article }", {})
        if len(answer.rows) != 1:
            raise RuntimeError(f"a graph of one article answers with {len(answer.rows)}")
        return f"a graph of {len(store):,} statements was written, read back and asked"
