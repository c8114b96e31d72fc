"""The gate: floors below which no measure may fall, with a digest of the answers that they were measured on.

A floors file is JSON, to be kept beside the code: `floors` by measure, `gold` (digest, reports and part of the
answers), and `changes`, one for each time that floors were lowered, with the reason.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from graphbuild.errors import InputError, UsageError
from graphbuild.evaluate.score import Scores

PINNED: Final = (
    "mentions: overlap",
    "mentions: overlap with exact class",
    "coreference: B-cubed",
    "coreference: CoNLL mean",
    "triggers: overlap",
    "triggers: overlap with type",
    "events: found",
    "events: with type and place",
    "events: with type, place and period",
    "arguments: all",
    "arguments: killed-in",
    "figures: with outcome and both bounds",
    "periods: begin and end",
    "claims: total",
    "claims: attributed",
    "claims: denials",
    "propositions: with stance and claimant",
)
"""The measures that a new floors file pins; others can be added to the file by hand."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Which answers were scored: digest, number of reports, and the part of the corpus, None for all."""

    digest: str
    reports: int
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Floors that were lowered, from and to, why, and when if that was told."""

    reason: str
    lowered: Mapping[str, tuple[float, float]]
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors in 0..1 by measure, the answers they stand for, and what was lowered so far."""

    gold: Answers
    floors: Mapping[str, float]
    changes: tuple[Change, ...] = ()


def values(scores: Scores) -> dict[str, float | None]:
    """What each measure comes to, by its name."""
    return {row.name: row.value for row in scores.rows}


def breaches(scores: Scores, floors: Floors, gold: Answers) -> list[str]:
    """What keeps the gate shut, in words; nothing if every measure reaches its floor on the same answers."""
    found = []
    if gold.digest != floors.gold.digest:
        found.append(
            f"the answers are not those that the floors were set for: digest {gold.digest} of {_told(gold)} instead of "
            f"{floors.gold.digest} of {_told(floors.gold)}. Set the floors again with --set-floors"
        )
    measured = values(scores)
    for name, floor in floors.floors.items():
        if name not in measured:
            found.append(f"there is no measure {name!r}, which has a floor. Correct its name")
            continue
        value = measured[name]
        if value is None or value < floor:
            shown = "nothing" if value is None else f"{100 * value:.2f}"
            found.append(f"{name} is {shown}, below its floor of {100 * floor:.2f}")
    return found


def _told(gold: Answers) -> str:
    return f"{gold.reports:,} reports" + (f" of part {gold.part}" if gold.part else "")


def settled(
    scores: Scores, gold: Answers, old: Floors | None, *, margin: float, reason: str | None, date: str | None
) -> Floors:
    """The floors from what was measured, less a margin in points; no floor is lowered without a reason.

    A floor is raised where the measure less the margin is above it, and stays where the measure still reaches it.
    Where the measure has fallen below it, it is lowered and the change noted if there is a reason; otherwise
    `UsageError`.
    """
    measured = values(scores)
    names = [*dict.fromkeys((*(old.floors if old else ()), *PINNED))]
    before = old.floors if old else {}
    floors: dict[str, float] = {}
    lowered: dict[str, tuple[float, float]] = {}
    for name in names:
        value = measured.get(name)
        floor = max(0.0, math.floor(1e4 * ((value or 0.0) - margin / 100) + 1e-6) / 1e4)
        if name in before and (value or 0.0) < before[name]:
            lowered[name] = (before[name], floor)
            floors[name] = floor
        elif name in before or value is not None:
            floors[name] = max(floor, before.get(name, 0.0))
    if lowered and not reason:
        told = "; ".join(f"{name} from {100 * high:.2f} to {100 * low:.2f}" for name, (high, low) in lowered.items())
        raise UsageError(f'floors would be lowered: {told}. Mend what fell, or say why: --lower "REASON"')
    changes = old.changes if old else ()
    if lowered and reason:
        changes = (*changes, Change(reason, lowered, date))
    return Floors(gold, floors, changes)


def floors_text(floors: Floors) -> str:
    """A floors file."""
    row = asdict(floors)
    for one in row["changes"]:
        if one["date"] is None:
            del one["date"]
    return json.dumps(row, ensure_ascii=False, indent=2) + "\n"


def read_floors(text: str, *, where: str) -> Floors:
    """What a floors file says; `InputError` where it is none."""
    try:
        row = json.loads(text)
        floors = {str(name): float(floor) for name, floor in row["floors"].items()}
        return Floors(Answers(**row["gold"]), floors, tuple(_change(one) for one in row.get("changes", ())))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{where} is no floors file ({type(error).__name__}: {error}). Write one with --set-floors"
        ) from None


def _change(row: Mapping[str, Any]) -> Change:
    lowered = {str(name): (float(high), float(low)) for name, (high, low) in row["lowered"].items()}
    return Change(str(row["reason"]), lowered, row.get("date"))
