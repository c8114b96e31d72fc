"""How far two people agree who annotated the same reports: one gold beside the other, layer by layer.

The second gold is turned into the reading that tells just what it tells, and scored by the layers that score a
program.  That is done in both directions and summed, so that neither gold is the right one and F1 is symmetric.

F1 takes no account of agreement by chance, so on items that both marked there is Cohen's kappa too (Cohen 1960):
(agreed - expected) / (1 - expected), where two people who judged at random, each as often for a value as he did, would
agree on the share that is expected.  Items are paired without a look at what is judged, but for mentions:

- class of mention: names and descriptions that overlap, paired as for the scores (`graphbuild.evaluate.alignment`),
  which prefers mentions of one wide class, so kappa is a little too high; pairs with a pronoun are left out.
- event type, factuality: events of any factuality, one to one so that most triggers are shared.
- stance, certainty, kind: claims of the same claimant about an event so paired, one to one so that they have most
  events, and of equally many most of their span, in common.  Claims that hold no event are left out.

What only one of the two marked is in no pair and so in no kappa: that is what the F1 are for.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graphbuild.evaluate.alignment import RELATION_OF, Case, Stretch, case
from graphbuild.evaluate.assignment import best_pairs
from graphbuild.evaluate.coreference import MEANS
from graphbuild.evaluate.gold import FACTUALITY, Gold, GoldClaim, Span, When
from graphbuild.evaluate.score import LAYERS, Report, Scores, article
from graphbuild.evaluate.tally import SAMPLES, SEED, Sheet, Tally, rows
from graphbuild.model import Claim, Figure, Link, Mention, Period, Proposition, Reading

JUDGED: Final[Mapping[str, str]] = {
    "class of mention": "mentions",
    "event type": "events",
    "factuality": "triggers",
    "stance": "claims",
    "certainty": "claims",
    "claim kind": "claims",
}
"""What kappa is reckoned for, and the layer that it belongs to."""
HAPPENED: Final = ("happened",)
_SPAN = 1e-2  # what a common span adds where claims have equally many events in common
Pairs = Counter[tuple[str, str]]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance on items that both marked; `value` is None where chance alone would agree on all.

    `interval` holds 95 of 100 values drawn by taking reports at random, with replacement (Efron 1979).  `pairs` are
    (first, second, count), the most frequent first.
    """

    name: str
    value: float | None
    interval: tuple[float, float] | None
    pairs: tuple[tuple[str, str, int], ...]

    @property
    def items(self) -> int:
        """How many items both marked."""
        return sum(count for _, _, count in self.pairs)

    @property
    def agreed(self) -> int:
        """On how many of them both say the same."""
        return sum(count for one, other, count in self.pairs if one == other)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two golds compared: symmetric scores, and kappas.

    Of a row `given` is what the second has, `wanted` what the first has, each the mean of the two directions.  Faults
    are told with the first as gold: what is missed, the second lacks; what is false, the first lacks.
    """

    scores: Scores
    kappas: tuple[Kappa, ...]


def agreement(first: Sequence[Gold], second: Sequence[Gold]) -> Agreement:
    """Compare two annotations of the same reports, paired by their ids.

    Reports that only one of the two has are left out.  Raises `InputError` where the texts of one report differ.
    """
    theirs = {one.id: one for one in second}
    both = [(one, theirs[one.id]) for one in sorted(first, key=lambda one: one.id) if one.id in theirs]
    sheets, reports, judged = [], [], []
    for one, other in both:
        there, back = _sheet(one, other), _sheet(other, one)
        faults = sorted(there.faults, key=lambda fault: (fault.layer, fault.at, fault.kind, fault.what))
        sheets.append(_summed(there, back))
        reports.append(Report(one, tuple(faults)))
        judged.append(judgements(one, other))
    kappas = tuple(_kappa(name, [one[name] for one in judged]) for name in JUDGED)
    return Agreement(Scores(tuple(rows(sheets, means=MEANS)), {}, tuple(reports)), kappas)


def _sheet(gold: Gold, other: Gold) -> Sheet:
    sheet = Sheet()
    beside = case(gold, as_reading(other))
    for layer in LAYERS.values():
        layer(beside, sheet)
    return sheet


def _summed(there: Sheet, back: Sheet) -> Sheet:
    """The mean of both directions; shares, which have a direction, are left out."""
    sheet = Sheet()
    for key, one in there.tallies.items():
        if key not in there.shares:
            other = back.tallies[key]
            sheet.tallies[key] = Tally(
                right=(one.right + other.sound) / 2,
                wanted=(one.wanted + other.given) / 2,
                sound=(one.sound + other.right) / 2,
                given=(one.given + other.wanted) / 2,
            )
    return sheet


def as_reading(gold: Gold, *, factuality: Sequence[str] = HAPPENED) -> Reading:
    """The reading that tells what gold answers tell, of events only those of the factuality named.

    A reading says of every event in it that it happened, so others are to be in it for comparison alone.  Lost are
    roles that no claim holds, and that "?" claims something where no denial says so: no reading can tell these.
    """
    things = {one.id: one for one in gold.things}
    kinds = {one.id: one.kind for one in gold.events if one.factuality in factuality}
    marks = _marks(gold, factuality)
    first = _first(marks)
    mentions, links = [], []
    for name, span in marks.items():
        words, thing = gold.text[span.start : span.end], things.get(span.of)
        kind, figure = thing.kind if thing else kinds[span.of], None
        if thing and thing.kind == "CasualtyFigure":
            of = first.get(thing.of) if thing.of else None
            figure = Figure(thing.outcome or "", thing.at_least, thing.at_most, thing.role, of)
        form: Any = span.form or "nominal"
        mentions.append(Mention(name, span.start, span.end, words, kind, words, form, figure))
        if first[span.of] != name:
            links.append(Link(first[span.of], name, True, 1.0, "equal ids", "gold"))
    periods = tuple(_period(first[one.id], one.when, gold.text) for one in gold.events if one.when and one.id in kinds)
    left_out = _events(gold) - kinds.keys()
    held = [one for one in gold.claims if any(item.of not in left_out for item in one.holds)]
    claims = [claim for one in held for claim in _claims(one, gold, first, {each.id for each in held})]
    return Reading(article(gold), "gold", tuple(mentions), periods, tuple(claims), tuple(links))


def _marks(gold: Gold, factuality: Sequence[str]) -> dict[str, Span]:
    """The marks that stand in the reading of gold answers, by the ids of its mentions."""
    told = {one.id for one in gold.events if one.factuality in factuality}
    spans = [*gold.mentions, *(one for one in gold.triggers if one.of in told)]
    return {f"m{number}": span for number, span in enumerate(spans, 1)}


def _first(marks: Mapping[str, Span]) -> dict[str, str]:
    """The id of the first mention of each thing and event."""
    return {span.of: name for name, span in reversed([*marks.items()])}


def _events(gold: Gold) -> set[str]:
    return {one.id for one in gold.events}


def _period(mention: str, when: When, text: str) -> Period:
    precision: Any = when.precision
    return Period(mention, when.begin, when.end, precision, text[slice(*when.words)] if when.words else "")


def _claims(one: GoldClaim, gold: Gold, first: Mapping[str, str], kept: set[str]) -> list[Claim]:
    """A claim of the gold; of several events those without a role in it become claims of their own."""
    propositions = tuple(_propositions(one, gold, first))
    named = {side for each in propositions for side in (each.subject, each.object)}
    about = list(dict.fromkeys(item.of for item in one.holds if item.of in _events(gold) & first.keys()))
    cue = next((gold.text[span.start : span.end] for span in gold.cues if span.of == one.id), None)
    literal: dict[str, Any] = {"kind": one.kind, "stance": one.stance, "certainty": one.certainty}
    whole = Claim(
        id=one.id,
        **literal,
        claimant=None if one.claimant in (None, "?") else first[one.claimant],
        verb=cue,
        start=one.start,
        end=one.end,
        propositions=propositions,
        about=first[about[0]] if about else None,
        disputes=tuple(other for other in one.disputes if other in kept),
        attested_only_via=one.only,
        via=tuple(first[each] for each in one.via),
        said_on=_period("", one.said, gold.text) if one.said else None,
    )
    bare = [event for event in about[1:] if first[event] not in named]
    return [
        whole,
        *(replace(whole, id=f"{one.id}.{it}", propositions=(), about=first[it], disputes=()) for it in bare),
    ]


def _propositions(one: GoldClaim, gold: Gold, first: Mapping[str, str]) -> list[Proposition]:
    events = {event.id: event for event in gold.events if event.id in first}
    relations = {each.id: each for each in gold.relations}
    found: dict[Proposition, None] = {}
    for item in one.holds:
        if item.of in relations:
            each = relations[item.of]
            found[Proposition(first[each.subject], each.relation, first[each.object])] = None
        elif item.of in events:
            for role, thing in events[item.of].arguments:
                if item.role in (None, role) and item.filler in (None, thing):
                    event, part = first[item.of], first[thing]
                    harm = RELATION_OF.get(role)
                    found[Proposition(part, harm, event) if harm else Proposition(event, role, part)] = None
    return list(found)


def judgements(first: Gold, second: Gold) -> dict[str, Pairs]:
    """What both said of the items that both marked, by what was judged: (first, second) with counts."""
    marks = _marks(second, FACTUALITY)
    beside = case(first, as_reading(second, factuality=FACTUALITY))
    found: dict[str, Pairs] = {name: Counter() for name in JUDGED}
    for i, j in beside.mentions.pairs:
        one, other = beside.mentions.gold[i], beside.mentions.read[j]
        if not one.pronoun and not other.pronoun:
            found["class of mention"][_kinds(one, other)] += 1
    events = _same_events(beside, marks)
    theirs = {one.id: one for one in second.events}
    for name, its in events.items():
        found["event type"][(beside.events[name].kind, theirs[its].kind)] += 1
        found["factuality"][(beside.events[name].factuality, theirs[its].factuality)] += 1
    for mine, his in _same_claims(beside, second, marks, events):
        found["stance"][(mine.stance, his.stance)] += 1
        found["certainty"][(mine.certainty, his.certainty)] += 1
        found["claim kind"][(mine.kind, his.kind)] += 1
    return found


def _kinds(one: Stretch, other: Stretch) -> tuple[str, str]:
    """The classes of two paired stretches; where several things stand on the same words, one that both have."""
    common = [kind for kind in one.kinds if kind in other.kinds]
    return (common[0], common[0]) if common else (one.kinds[0], other.kinds[0])


def _same_events(beside: Case, marks: Mapping[str, Span]) -> dict[str, str]:
    """For events of the first those of the second that share most triggers, one to one."""
    shared: Counter[tuple[str, str]] = Counter()
    for i, j in beside.triggers.pairs:
        ids = {marks[one].of for one in beside.triggers.read[j].ids}
        shared.update((one, other) for one in beside.triggers.gold[i].ids for other in sorted(ids))
    mine, his = [sorted({pair[side] for pair in shared}) for side in (0, 1)]
    weights = {(mine.index(one), his.index(other)): float(count) for (one, other), count in shared.items()}
    return {mine[i]: his[j] for i, j in best_pairs(weights)}


def _same_claims(
    beside: Case, second: Gold, marks: Mapping[str, Span], events: Mapping[str, str]
) -> list[tuple[GoldClaim, GoldClaim]]:
    """Claims of one claimant about one event, one to one."""
    first = _first(marks)
    weights = {}
    for i, one in enumerate(beside.gold.claims):
        about = {events[item.of] for item in one.holds if item.of in events}
        for j, other in enumerate(second.claims):
            its = {item.of for item in other.holds if item.of in _events(second)}
            if about & its and _same_claimant(beside, one.claimant, other.claimant, first):
                common = max(min(one.end, other.end) - max(one.start, other.start), 0)
                span = common / (max(one.end, other.end) - min(one.start, other.start))
                weights[(i, j)] = len(about & its) / len(about | its) + _SPAN * span
    return [(beside.gold.claims[i], second.claims[j]) for i, j in best_pairs(weights)]


def _same_claimant(beside: Case, one: str | None, other: str | None, first: Mapping[str, str]) -> bool:
    if one in (None, "?") or other in (None, "?"):
        return one == other
    return beside.same_thing(one, beside.chain_of[first[other]])


def _kappa(name: str, reports: Sequence[Pairs]) -> Kappa:
    values = sorted({value for pairs in reports for pair in pairs for value in pair})
    tables = np.zeros((len(reports), len(values), len(values)))
    total: Pairs = Counter()
    for at, pairs in enumerate(reports):
        total.update(pairs)
        for (one, other), count in pairs.items():
            tables[at, values.index(one), values.index(other)] = count
    # The same draw as for the scores, so that their intervals are of the same samples.
    drawn = np.random.RandomState(SEED).multinomial(len(reports), [1 / len(reports)] * len(reports), size=SAMPLES)
    spread = kappa(np.tensordot(drawn.astype(np.float64), tables, axes=1))
    sure = spread[~np.isnan(spread)]
    low, high = np.percentile(sure, (2.5, 97.5)) if len(sure) else (0.0, 0.0)
    value = float(kappa(tables.sum(axis=0)))
    counts = sorted(((*pair, count) for pair, count in total.items()), key=lambda one: (-one[2], one[0], one[1]))
    return Kappa(
        name, None if np.isnan(value) else value, (float(low), float(high)) if len(sure) else None, tuple(counts)
    )


def kappa(table: Numbers) -> Numbers:
    """Cohen's kappa of a square table of counts, first by second, or of a row of such tables; nan where undefined.

    >>> float(kappa(np.array([[20.0, 5.0], [10.0, 15.0]])).round(6))
    0.4
    """
    total, agreed = table.sum(axis=(-2, -1)), np.trace(table, axis1=-2, axis2=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = (table.sum(axis=-1) * table.sum(axis=-2)).sum(axis=-1) / total
        found: Numbers = (agreed - expected) / (total - expected)
    return found
