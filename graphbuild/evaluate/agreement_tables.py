"""Agreement of two golds as text to be read, and as values to be written as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from graphbuild.evaluate.agreement import JUDGED, Agreement, Kappa
from graphbuild.evaluate.score import LAYERS
from graphbuild.evaluate.tables import SHOWN, worst_text

NOTE = (
    "Faults with the first as gold: what is missed the second lacks, what is false it has alone or tells otherwise.\n"
)


def agreement_text(found: Agreement, layers: Sequence[str] = (), worst: int = 0) -> str:
    """Tables of F1 and kappa for some layers, all if none are named; then what differs most often, and where."""
    lines: list[tuple[str, ...]] = []
    for layer in LAYERS:
        if not layers or layer in layers:
            lines += [(), (layer, "F1", "95 %", "both", "first", "second")]
            for row in (one for one in found.scores.rows if one.layer == layer):
                counts = (row.right, row.wanted, row.given) if row.precision is not None else ()
                numbers = [f"{one:,.0f}" for one in counts]
                lines.append((f"  {row.measure}", percent(row.value), *_span_text(row.interval, percent), *numbers))
    kappas = [one for one in found.kappas if not layers or JUDGED[one.name] in layers]
    if kappas:
        lines += [(), ("Cohen's kappa, of items in both", "kappa", "95 %", "agree", "items")]
    for each in kappas:
        counts_of = (f"{each.agreed:,}", f"{each.items:,}")
        lines.append((f"  {each.name}", ratio(each.value), *_span_text(each.interval, ratio), *counts_of))
    faults = worst_text(found.scores, layers or [*LAYERS], worst) if worst else ""
    return aligned(lines[1:]) + "".join(map(_differ, kappas)) + (f"\n{NOTE}\n{faults}" if faults else "")


def percent(value: float | None) -> str:
    """A ratio in per cent."""
    return "" if value is None else f"{100 * value:.1f}"


def ratio(value: float | None) -> str:
    """A ratio as it is."""
    return "" if value is None else f"{value:.2f}"


def _span_text(interval: tuple[float, float] | None, shown: Callable[[float], str]) -> tuple[str]:
    return ("" if interval is None else " to ".join(map(shown, interval)),)


def aligned(lines: Sequence[tuple[str, ...]]) -> str:
    """Rows of cells as text, the first column flush left, the others flush right."""
    columns = max(map(len, lines), default=0)
    widths = [max(len(line[at]) for line in lines if len(line) > at) for at in range(columns)]
    texts = [
        "  ".join(cell.rjust(widths[at]) if at else cell.ljust(widths[0]) for at, cell in enumerate(line)).rstrip()
        for line in lines
    ]
    return "\n".join(texts) + "\n"


def _differ(one: Kappa) -> str:
    """The most frequent pairs of one judgement that differ."""
    pairs = [f"  {count:>5,}  {first}, second {second}" for first, second, count in one.pairs if first != second]
    return "\n".join([f"\n{one.name}: {one.agreed:,} of {one.items:,} agree", *pairs[:SHOWN]]) + "\n"


def agreement_values(found: Agreement, layers: Sequence[str] = (), worst: int = 0) -> dict[str, Any]:
    """Everything as JSON can hold it; ratios in -1..1."""

    def short(value: float | None) -> float | None:
        return None if value is None else round(value, 6)

    def ends(interval: tuple[float, float] | None) -> list[float | None] | None:
        return None if interval is None else [short(one) for one in interval]

    return {
        "measures": [
            {
                "layer": row.layer, "measure": row.measure, "f1": short(row.value), "interval": ends(row.interval),
                "both": short(row.right), "first": short(row.wanted), "second": short(row.given),
            }
            for row in found.scores.rows
            if not layers or row.layer in layers
        ],
        "kappas": [
            {
                "judged": one.name, "kappa": short(one.value), "interval": ends(one.interval), "agreed": one.agreed,
                "items": one.items,
                "pairs": [{"first": mine, "second": his, "count": count} for mine, his, count in one.pairs],
            }
            for one in found.kappas
            if not layers or JUDGED[one.name] in layers
        ],
        "worst": [
            {"layer": layer, "report": report.gold.id, "faults": [asdict(fault) for fault in report.faults]}
            for layer in layers or LAYERS
            for report in found.scores.worst(layer, worst)
        ],
    }  # fmt: skip
