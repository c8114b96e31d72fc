"""Readings against gold answers, layer by layer.  `docs/evaluation.md` says what each measure counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graphbuild.errors import InputError
from graphbuild.evaluate.alignment import Case, case
from graphbuild.evaluate.claims import claims, propositions
from graphbuild.evaluate.coreference import MEANS, coreference
from graphbuild.evaluate.gold import Gold
from graphbuild.evaluate.happenings import arguments, events, figures, periods
from graphbuild.evaluate.spans import mentions, triggers
from graphbuild.evaluate.tally import Fault, Row, Sheet, rows
from graphbuild.model import Article, Reading

LAYERS: Final[Mapping[str, Callable[[Case, Sheet], None]]] = {
    "mentions": mentions,
    "coreference": coreference,
    "triggers": triggers,
    "events": events,
    "arguments": arguments,
    "figures": figures,
    "periods": periods,
    "claims": claims,
    "propositions": propositions,
}
TABLES: Final = {"stance": "claims", "event": "events", "factuality": "triggers", "mention": "mentions"}
"""What was taken for what, and the layer that it belongs to."""


@dataclass(frozen=True, slots=True)
class Report:
    """What went wrong in one report."""

    gold: Gold
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """What readings come to: measures, tables of (gold, read) with counts, and the faults of each report."""

    rows: tuple[Row, ...]
    taken: Mapping[str, tuple[tuple[str, str, int], ...]]
    reports: tuple[Report, ...]

    def worst(self, layer: str, number: int) -> list[Report]:
        """The reports with the most faults in a layer, those alone; the first by id of equally many."""
        found = [Report(one.gold, tuple(f for f in one.faults if f.layer == layer)) for one in self.reports]
        found = [one for one in found if one.faults]
        return sorted(found, key=lambda one: (-len(one.faults), one.gold.id))[:number]


def article(gold: Gold) -> Article:
    """The article that a report of the gold is to the reader."""
    return Article(gold.id, gold.text, gold.title, gold.published, gold.publisher, language="en")


def score(golds: Iterable[Gold], readings: Iterable[Reading]) -> Scores:
    """Score readings against the gold of the same ids, in the order of the ids.

    A report without a reading counts as one in which nothing was read.  Raises `InputError` where two readings have one
    id or a reading is of another text.
    """
    by_id: dict[str, Reading] = {}
    for reading in readings:
        if reading.article.id in by_id:
            raise InputError(f"there are two readings of {reading.article.id!r}. Keep one of them")
        by_id[reading.article.id] = reading
    sheets, reports = [], []
    for gold in sorted(golds, key=lambda one: one.id):
        nothing = Reading(article(gold), "", (), (), (), ())
        one = case(gold, by_id.get(gold.id, nothing))
        sheet = Sheet()
        for layer in LAYERS.values():
            layer(one, sheet)
        sheets.append(sheet)
        faults = sorted(sheet.faults, key=lambda fault: (fault.layer, fault.at, fault.kind, fault.what))
        reports.append(Report(gold, tuple(faults)))
    taken: Counter[tuple[str, str, str]] = Counter()
    for sheet in sheets:
        taken.update(sheet.taken)
    return Scores(tuple(rows(sheets, means=MEANS)), _tables(taken), tuple(reports))


def _tables(taken: Counter[tuple[str, str, str]]) -> dict[str, tuple[tuple[str, str, int], ...]]:
    """The counts of each table, the most frequent first."""
    return {
        name: tuple(
            sorted(
                ((gold, read, count) for (table, gold, read), count in taken.items() if table == name and count),
                key=lambda one: (-one[2], one[0], one[1]),
            )
        )
        for name in TABLES
    }
