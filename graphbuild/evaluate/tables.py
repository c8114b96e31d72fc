"""Scores as text to be read, and as values to be written as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from graphbuild.evaluate.gate import Answers
from graphbuild.evaluate.score import LAYERS, TABLES, Report, Scores
from graphbuild.evaluate.sentences import sentence_bounds
from graphbuild.evaluate.tally import Row

HEAD: Final = ("", "P", "R", "F1", "right", "given", "wanted", "95 %")
SHOWN: Final = 12  # pairs of a table of what was taken for what
QUOTED: Final = 200  # characters


def measures_text(scores: Scores, layers: Sequence[str] = ()) -> str:
    """A table of the measures of some layers, all if none are named; ratios in per cent."""
    rows: list[tuple[str, ...]] = []
    for layer in LAYERS:
        if not layers or layer in layers:
            rows.append((layer, *HEAD[1:]))
            rows += [_cells(row) for row in scores.rows if row.layer == layer]
    widths = [max((len(row[at]) for row in rows), default=0) for at in range(len(HEAD))]
    lines: list[str] = []
    for row in rows:
        first, *others = row
        cells = [first.ljust(widths[0]), *(cell.rjust(widths[at]) for at, cell in enumerate(others, 1))]
        lines += [""] * (first in LAYERS and bool(lines)) + ["  ".join(cells).rstrip()]
    return "\n".join(lines) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    interval = "" if row.interval is None else " to ".join(f"{100 * one:.1f}" for one in row.interval)
    counts: tuple[float | None, ...] = (row.right, None if row.is_share else row.given, row.wanted)
    if not any(counts) and row.precision is None:
        counts = (None,) * 3
    ratios = (
        ("", _percent(row.value), "") if row.is_share else tuple(map(_percent, (row.precision, row.recall, row.value)))
    )
    return ("  " + row.measure, *ratios, *("" if one is None else f"{one:,.0f}" for one in counts), interval)


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def taken_text(scores: Scores, layers: Sequence[str] = ()) -> str:
    """What was taken for what: the most frequent pairs that differ of each table, and how many agree."""
    parts = []
    for name, layer in TABLES.items():
        table = scores.taken[name]
        # How real events are told to be stands among the measures.
        if (layers and layer not in layers) or not table or name == "factuality":
            continue
        agree = sum(count for gold, read, count in table if gold == read)
        differ = [f"  {count:>5,}  {gold} read as {read}" for gold, read, count in table if gold != read]
        parts.append("\n".join([f"{name}: {agree:,} of {sum(one[2] for one in table):,} agree", *differ[:SHOWN]]))
    return "\n\n".join(parts) + "\n" if parts else ""


def worst_text(scores: Scores, layers: Iterable[str], number: int) -> str:
    """The reports with the most faults in each layer: every fault on a line, with its sentence."""
    parts = []
    for layer in layers:
        for report in scores.worst(layer, number):
            lines = [f"{layer}: {report.gold.id}, {len(report.faults)} faults"]
            lines += [f"  {fault['kind']}: {fault['what']}  {fault['sentence']!r}" for fault in _faults(report)]
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n" if parts else ""


def _faults(report: Report) -> list[dict[str, str]]:
    return [
        {"kind": fault.kind, "what": fault.what, "sentence": _sentence(report.gold.text, fault.at)}
        for fault in report.faults
    ]


def _sentence(text: str, at: int) -> str:
    start, end = sentence_bounds(text, at, at + 1)
    found = text[start:end]
    return found if len(found) <= QUOTED else found[: QUOTED - 3] + "..."


def as_values(
    scores: Scores, gold: Answers, *, pipelines: Sequence[str], layers: Sequence[str] = (), worst: int = 0
) -> dict[str, Any]:
    """Everything as JSON can hold it; ratios in 0..1."""
    shown = [one for one in LAYERS if not layers or one in layers]
    return {
        "gold": {"digest": gold.digest, "reports": gold.reports, "part": gold.part},
        "pipelines": list(pipelines),
        "measures": [_values(row) for row in scores.rows if row.layer in shown],
        "tables": {
            name: [{"gold": one, "read": other, "count": count} for one, other, count in scores.taken[name]]
            for name, layer in TABLES.items()
            if layer in shown
        },
        "worst": [
            {"layer": layer, "report": report.gold.id, "faults": _faults(report)}
            for layer in shown
            for report in scores.worst(layer, worst)
        ],
    }


def _values(row: Row) -> dict[str, Any]:
    def short(value: float | None) -> float | None:
        return None if value is None else round(value, 6)

    found: dict[str, Any] = {"layer": row.layer, "measure": row.measure}
    if row.is_share:
        found |= {"share": short(row.value), "right": row.right, "wanted": row.wanted}
    else:
        found |= {"f1": short(row.value), "precision": short(row.precision), "recall": short(row.recall)}
        found |= {"right": short(row.right), "given": short(row.given), "wanted": short(row.wanted)}
    return found | {"interval": None if row.interval is None else [short(one) for one in row.interval]}
