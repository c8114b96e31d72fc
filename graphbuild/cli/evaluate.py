"""`graphbuild evaluate`: score readings against gold answers, and keep the scores from falling."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphbuild.cli import options
from graphbuild.cli.talk import BELOW, PARTIAL, Talk, settings_from, talking
from graphbuild.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from graphbuild.evaluate.gate import Answers
    from graphbuild.evaluate.gold import Gold
    from graphbuild.evaluate.score import Scores
    from graphbuild.model import Reading
    from graphbuild.settings import Settings


@dataclass(frozen=True, slots=True)
class Shows:
    """What is shown, and as what."""

    layers: list[str]
    worst: int
    out: Path | None
    as_json: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: scores, which answers they are for, and the pipelines that made the readings."""

    scores: "Scores"
    answers: "Answers"
    pipelines: tuple[str, ...]


GoldFiles = Annotated[
    list[Path], typer.Argument(metavar="GOLD...", help="Gold answers: stand-off (.jsonl) or marked form (others).")
]
Readings = Annotated[
    Path | None, typer.Option("--readings", metavar="FILE", help="Score these readings; else the texts are read now.")
]
Against = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="Compare with a second annotation, a file or folder, in place of readings."),
]
Part = Annotated[str | None, typer.Option(metavar="NAME", help="Only reports with this 'split': train, dev, test.")]
Layers = Annotated[list[str] | None, typer.Option("--layer", metavar="NAME", help="Show only this layer; repeatable.")]
Worst = Annotated[int, typer.Option(metavar="N", min=0, help="Show the faults of the N worst reports of each layer.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write the scores here too, as JSON.")]
Keep = Annotated[Path | None, typer.Option("--keep", metavar="FILE", help="Write the readings that were scored here.")]
ToJsonl = Annotated[
    Path | None,
    typer.Option("--to-jsonl", metavar="FILE", help="Only check the gold, write its stand-off form (- for stdout)."),
]
FloorsFile = Annotated[
    Path | None, typer.Option("--floors", metavar="FILE", help="Exit with 5 if a score is below its floor.")
]
SetFloors = Annotated[
    Path | None, typer.Option("--set-floors", metavar="FILE", help="Write floors from what is measured.")
]
Margin = Annotated[float, typer.Option(metavar="POINTS", min=0, help="How far below the scores floors are set.")]
Lower = Annotated[str | None, typer.Option(metavar="REASON", help="Let --set-floors lower floors, and note why.")]
Date = Annotated[str | None, typer.Option(metavar="DAY", help="The day to note with --lower.")]


def evaluate(
    gold: GoldFiles,
    *,
    readings: Readings = None,
    against: Against = None,
    part: Part = None,
    layer: Layers = None,
    worst: Worst = 0,
    out: Out = None,
    keep: Keep = None,
    to_jsonl: ToJsonl = None,
    floors: FloorsFile = None,
    set_floors: SetFloors = None,
    margin: Margin = 1.0,
    lower: Lower = None,
    date: Date = None,
    model: options.Model = None,
    min_confidence: options.MinConfidence = None,
    threads: options.Threads = None,
    config: options.Config = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    debug: options.Debug = False,
) -> None:
    """\b
    graphbuild evaluate gold.jsonl --part dev --worst 3
    graphbuild evaluate gold.jsonl --readings out/readings.jsonl --json

    Score readings, or with --against other gold, against gold answers: precision, recall, F1 and 95 % intervals.

    The exit code is 4 if some answers are faulty and were left out, 5 if a score is below its floor.
    """
    with talking(quiet=quiet, verbose=verbose, no_color=no_color, debug=debug) as talk:
        golds, faults = checked(existing(gold, readings, floors), talk)
        shows = Shows(known(layer or []), worst, out, as_json)
        if against is not None:
            refuse((readings, keep, to_jsonl, floors, set_floors))
            faults += compare(chosen(golds, part), against, shows, talk)
        elif to_jsonl is not None:
            write_gold(golds, to_jsonl, faults, talk)
        else:
            flags = {"model": model, "min_confidence": min_confidence, "threads": threads}
            settings = settings_from(flags, config=config).settings
            found = scored(chosen(golds, part), part, readings, settings, keep, talk)
            gate(told(found, shows), floors, set_floors, talk, margin=margin, reason=lower, date=date)
        raise typer.Exit(PARTIAL if faults else 0)


def existing(gold: Sequence[Path], readings: Path | None, floors: Path | None) -> Sequence[Path]:
    """The gold files; raises `UsageError` if a file to read is not there."""
    for path in (*gold, *(one for one in (readings, floors) if one is not None)):
        if not path.is_file():
            raise UsageError(f"there is no file {path}. Name one: graphbuild evaluate gold.jsonl")
    return gold


def checked(paths: Iterable[Path], talk: Talk) -> tuple[list["Gold"], int]:
    """Return the answers that are well made and the number of faults in the others, and say these."""
    from graphbuild.evaluate.answers import answers

    golds, faults = [], 0
    for found in answers(paths):
        if isinstance(found, ArticleError):
            faults += 1
            talk.complain(str(found))
        else:
            golds.append(found)
    return golds, faults


def write_gold(golds: Sequence["Gold"], target: Path, faults: int, talk: Talk) -> None:
    """Write answers in stand-off form, and say how many are well made."""
    from graphbuild.evaluate.gold import gold_line

    text = "".join(gold_line(one) + "\n" for one in golds)
    if target.as_posix() == "-":
        typer.echo(text, nl=False)
    else:
        target.write_text(text, encoding="utf-8", newline="\n")
    talk.say(f"{len(golds):,} reports are well made, {faults:,} faults in others")


def known(layers: Sequence[str]) -> list[str]:
    """Return the layers if there are such. Raises `UsageError`."""
    from graphbuild.evaluate.score import LAYERS

    for one in layers:
        if one not in LAYERS:
            raise UsageError(f"there is no layer {one!r}. The layers are: {', '.join(LAYERS)}")
    return [*layers]


def chosen(golds: Sequence["Gold"], part: str | None) -> list["Gold"]:
    """Return the reports of a part of the corpus. Raises `UsageError` if there are none."""
    from graphbuild.evaluate.answers import part_of

    found = [one for one in golds if part is None or part_of(one) == part]
    if not found:
        parts = sorted({name for one in golds if (name := part_of(one))})
        remedy = f"The parts are: {', '.join(parts)}" if parts else "No report there is of a named part"
        raise UsageError(f"there is no report to score{f' in part {part!r}' if part else ''}. {remedy}")
    return found


def scored(
    golds: list["Gold"], part: str | None, readings: Path | None, settings: "Settings", keep: Path | None, talk: Talk
) -> Found:
    """Score the readings of a file, or read the texts now and score that."""
    from graphbuild.evaluate.answers import digest
    from graphbuild.evaluate.gate import Answers
    from graphbuild.evaluate.score import score
    from graphbuild.jsonl import reading_line

    wanted = {one.id for one in golds}
    if readings is not None:
        found = [one for one in stored(readings) if one.article.id in wanted]
        missing = sorted(wanted - {one.article.id for one in found})
        if missing:
            talk.complain(
                f"{len(missing):,} reports have no reading in {readings}, which counts as nothing read: "
                + ", ".join(missing[:5])
            )
    else:
        found = list(read_now(golds, settings, talk))
    if keep is not None:
        keep.write_text("".join(reading_line(one) + "\n" for one in found), encoding="utf-8", newline="\n")
    answers = Answers(digest(golds), len(golds), part)
    return Found(score(golds, found), answers, tuple(sorted({one.pipeline for one in found})))


def stored(path: Path) -> Iterator["Reading"]:
    """Yield the readings of a file."""
    from graphbuild.jsonl import read_reading

    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield read_reading(line, where=f"{path}:{number}")


def read_now(golds: Sequence["Gold"], settings: "Settings", talk: Talk) -> Iterator["Reading"]:
    """Read the texts of the answers with the package's own pipeline, and show how far it is."""
    from graphbuild.evaluate.score import article
    from graphbuild.pipeline import load

    reader = load(settings)
    with ExitStack() as stack:
        step: Any = None
        if talk.shows_progress:
            from rich.progress import Progress

            bar = stack.enter_context(Progress(console=talk.console(), transient=True))
            task = bar.add_task("reading", total=len(golds))
            step = partial(bar.advance, task)
        else:
            talk.say(f"Reading {len(golds):,} reports")
        for one in golds:
            yield reader.read(article(one))
            if step is not None:
                step()


def told(found: Found, shows: Shows) -> Found:
    """Write the scores to standard output, and as JSON to a file if one is named; return them."""
    from graphbuild.evaluate.tables import as_values

    values = as_values(found.scores, found.answers, pipelines=found.pipelines, layers=shows.layers, worst=shows.worst)
    write(values, shown(found.scores, shows.layers, shows.worst), shows)
    return found


def write(values: dict[str, Any], text: str, shows: Shows) -> None:
    """Write what was found to standard output, as text or as JSON, and as JSON to a file if one is named."""
    lines = json.dumps(values, ensure_ascii=False, indent=2) + "\n"
    if shows.out is not None:
        shows.out.write_text(lines, encoding="utf-8", newline="\n")
    typer.echo(lines if shows.as_json else text, nl=False)


def shown(scores: "Scores", layers: Sequence[str], worst: int) -> str:
    """Return the scores as people read them."""
    from graphbuild.evaluate.score import LAYERS
    from graphbuild.evaluate.tables import measures_text, taken_text, worst_text

    parts = [measures_text(scores, layers), taken_text(scores, layers)]
    parts.append(worst_text(scores, layers or LAYERS, worst) if worst else "")
    return "\n".join(one for one in parts if one)


def refuse(others: Iterable[Path | None]) -> None:
    """Raise `UsageError` if a file is named that has no use where two annotations are compared."""
    if any(one is not None for one in others):
        raise UsageError(
            "--against compares two annotations, no readings. Leave out --readings, --keep, --to-jsonl, --floors and "
            "--set-floors"
        )


def compare(golds: Sequence["Gold"], against: Path, shows: Shows, talk: Talk) -> int:
    """Tell how far a second annotation agrees, and return the number of faults in it, other texts included."""
    from graphbuild.evaluate.agreement import agreement
    from graphbuild.evaluate.agreement_tables import agreement_text, agreement_values
    from graphbuild.evaluate.answers import digest

    second, faults = checked(second_files(against), talk)
    texts = {one.id: one.text for one in golds}
    for one in second:
        if one.id in texts and one.text != texts[one.id]:
            talk.complain(f"{against}: {one.id}: its text is not that of the first annotation. Left out")
            faults += 1
    second = [one for one in second if one.text == texts.get(one.id)]
    if not second:
        raise UsageError(f"no report of {against} is one of those it is to be compared with")
    ids = {one.id for one in second}
    first = [one for one in golds if one.id in ids]
    talk.say(f"{len(first):,} reports are annotated twice")
    found = agreement(first, second)
    gold = {"reports": len(first), "first": digest(first), "second": digest(second)}
    values = {"gold": gold, **agreement_values(found, shows.layers, shows.worst)}
    write(values, agreement_text(found, shows.layers, shows.worst), shows)
    return faults


def second_files(path: Path) -> list[Path]:
    """Return the files of a second annotation: the file, or those of the folder. Raises `UsageError`."""
    files = sorted(one for one in path.glob("*") if one.suffix in {".jsonl", ".txt"}) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        raise UsageError(f"there is no annotation {path}. Name a file, or a folder of files that end in .txt or .jsonl")
    return files


def gate(
    found: Found,
    floors: Path | None,
    new: Path | None,
    talk: Talk,
    *,
    margin: float,
    reason: str | None,
    date: str | None,
) -> None:
    """Write floors, then hold the scores against floors, where either is asked for."""
    settle(found, new, margin=margin, reason=reason, date=date)
    below(found, floors, talk)


def settle(found: Found, path: Path | None, *, margin: float, reason: str | None, date: str | None) -> None:
    """Write floors from what was measured, if a file is named; those in it already fall only for a reason."""
    from graphbuild.evaluate.gate import floors_text, read_floors, settled

    if path is None:
        return
    old = read_floors(path.read_text(encoding="utf-8"), where=path.as_posix()) if path.exists() else None
    new = settled(found.scores, found.answers, old, margin=margin, reason=reason, date=date)
    path.write_text(floors_text(new), encoding="utf-8", newline="\n")


def below(found: Found, path: Path | None, talk: Talk) -> None:
    """Say which scores are below their floors, if floors are named, and exit if any is."""
    from graphbuild.evaluate.gate import breaches, read_floors

    if path is None:
        return
    floors = read_floors(path.read_text(encoding="utf-8"), where=path.as_posix())
    fallen = breaches(found.scores, floors, found.answers)
    for one in fallen:
        talk.complain(one)
    if fallen:
        raise typer.Exit(BELOW)
    talk.say(f"All {len(floors.floors):,} floors are reached")
