"""`graphbuild build`: reports in, graph and page out."""

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli import options
from graphbuild.cli.talk import Talk, settings_from, talking
from graphbuild.errors import UsageError

if TYPE_CHECKING:
    from graphbuild.build import Progress
    from graphbuild.report import Report

Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT", help="Files (.txt, .jsonl) and folders; - is JSON lines on stdin.")
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where to write.")]
LEVELS = {"error": "not read", "duplicate": "there twice", "warning": "read with a gap", "note": "notes"}
WORLD = ("events", "actors", "places", "equipment", "figures", "propositions")
SHOWN = 20
"""Articles shown at the end that were not read; all of them are in `report.json`."""


def build(
    inputs: Inputs,
    *,
    out: Out = Path("out"),
    base: options.Base = None,
    title: options.Title = None,
    any_language: options.AnyLanguage = None,
    judgements: options.Judgements = None,
    model: options.Model = None,
    min_confidence: options.MinConfidence = None,
    threads: options.Threads = None,
    page: options.Page = None,
    config: options.Config = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    debug: options.Debug = False,
) -> None:
    """\b
    graphbuild build reports/ --out out/
    cat reports.jsonl | graphbuild build - --out out/

    Read reports and write graph.ttl, graph.nq, graph.html, readings.jsonl and report.json.

    What was read before is not read again: an interrupted build goes on where it stopped, and reports can be added.
    The exit code is 0 only if everything could be read; otherwise it is 4, and report.json says why.
    """
    with talking(quiet=quiet, verbose=verbose, no_color=no_color, debug=debug) as talk:
        flags = {
            "base": base, "title": title, "any_language": any_language, "judgements": judgements, "model": model,
            "min_confidence": min_confidence, "threads": threads, "page": page,
        }  # fmt: skip
        settings = settings_from(flags, config=config).settings
        check_inputs(inputs, out)
        from graphbuild.build import REPORT
        from graphbuild.build import build as build_graph

        with watching(inputs, out, talk) as (progress, stages):
            report = build_graph(inputs, out, settings=settings, progress=progress)
        show(report, stages, talk)
        if as_json:
            typer.echo((out / REPORT).read_text(encoding="utf-8"), nl=False)
        raise typer.Exit(report.exit_status)


def check_inputs(inputs: Sequence[str], out: Path) -> None:
    """Raise `UsageError` if an input or the folder to write to cannot be meant, with the command that may be."""
    for name in inputs:
        if name == "-" or Path(name).exists():
            continue
        from difflib import get_close_matches

        folder = Path(name).parent
        near = [path.as_posix() for path in folder.iterdir()] if folder.is_dir() else []
        meant = get_close_matches(Path(name).as_posix(), near, 1, 0.5)
        others = [*(word for word in inputs if word != name), *meant] if meant else ["FOLDER"]
        command = shlex.join(["graphbuild", "build", *others, "--out", out.as_posix()])
        raise UsageError(
            f"there is no file or folder {name!r}. {'Perhaps you mean' if meant else 'Name one'}: {command}"
        )
    if out.exists() and not out.is_dir():
        command = shlex.join(["graphbuild", "build", *inputs, "--out", f"{out.as_posix()}.graph"])
        raise UsageError(f"{out} is a file, and a folder is needed to write to. Name another: {command}")


class Stages:
    """How long each stage took, in the order in which they began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name, self._began = "start", perf_counter()

    def enter(self, name: str) -> None:
        """Take the time at which a stage begins, or ends if it is the last."""
        now = perf_counter()
        self.seconds[self._name] = self.seconds.get(self._name, 0.0) + now - self._began
        self._name, self._began = name, now


@contextmanager
def watching(inputs: Sequence[str], out: Path, talk: Talk) -> Iterator[tuple["Progress", Stages]]:
    """Show how far a build is, to whoever looks, and take the time of its stages."""
    stages = Stages()
    if not talk.shows_progress:
        yield (lambda stage, done: stages.enter(stage)), stages
        stages.enter("end")
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from graphbuild.sources import count

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=talk.console(), transient=True) as bar:
        task = bar.add_task("starting", total=count(inputs, apart_from=out))

        def tell(stage: str, done: int) -> None:
            stages.enter(stage)
            bar.update(task, description=stage, completed=done)

        yield tell, stages
        stages.enter("end")


def show(report: "Report", stages: Stages, talk: Talk) -> None:
    """Say what became of the build: a table, the problems, and what to do next."""
    talk.table(("", "", "time", ""), rows(report, stages.seconds))
    for problem in [problem for problem in report.problems if problem.level == "error"][:SHOWN]:
        talk.complain(str(problem))
    alike = Counter((problem.reason, problem.remedy) for problem in report.problems if problem.level == "warning")
    for problem in report.problems:
        others = alike.pop((problem.reason, problem.remedy), 0) if problem.level == "warning" else 0
        if others:
            talk.say(f"warning: {problem}" + (" (and others like it)" if others > 1 else ""))
    told = ", ".join(f"{number:,} {LEVELS[level]}" for level, number in report.levels.items() if number)
    if told:
        talk.say(f"{told}: see {(report.out / 'report.json').as_posix()}")
    if not report.read:
        talk.complain("nothing could be read, so there is no graph")
        return
    name = shlex.quote(report.out.as_posix())
    talk.say(f"Next: graphbuild query {name} contested-claims, or graphbuild view {name} --open")


def rows(report: "Report", seconds: Mapping[str, float]) -> list[tuple[str, str, str, str]]:
    """Return the rows of the summary table: stage, what came of it, time, and a remark."""
    found, graph = report.found, report.graph
    reading = seconds.get("reading", 0.0)
    speed = f"{report.words / reading:,.0f} words a second" if reading and not report.reused else ""
    again = f"{report.reused:,} from an earlier build" if report.reused else ""
    things = ", ".join(f"{graph[name]:,} {name}" for name in WORLD if name in graph)
    claims = f"{found.get('claims', 0):,} claims, of them {found.get('denials', 0):,} denials"
    table = [
        ("read", f"{report.read:,} articles, {report.words:,} words", f"{reading:.1f} s", speed or again),
        ("found", f"{found.get('mentions', 0):,} mentions, {claims}", "", ""),
        ("graph", things, f"{seconds.get('graph', 0.0):.1f} s", f"{graph.get('triples', 0):,} statements"),
    ]
    if "page" in seconds:
        table.append(("page", (report.out / "graph.html").as_posix(), f"{seconds['page']:.1f} s", ""))
    if report.skipped:
        table.append(("not read", f"{report.skipped:,} articles, files or folders", "", "listed below"))
    return table
