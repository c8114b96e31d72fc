"""A report beside its reading: which mentions, things and events of the one are those of the other.

Everything that is scored rests on these pairs.  Mentions pair by the characters that they share, one to one, those of
one wide class before those of different classes.  A thing of the gold and a chain of the reading are the same if
they share a mention so paired, or a name.  An event of the gold and a chain pair by the triggers that they share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graphbuild.errors import InputError
from graphbuild.evaluate.assignment import best_pairs
from graphbuild.evaluate.gold import HARM, Event, Gold, Span, Thing
from graphbuild.ids import BASE
from graphbuild.model import Mention, Period, Reading
from graphbuild.resolve.clusters import Cluster, clusters
from graphbuild.resolve.kinds import family
from graphbuild.resolve.wordings import normalised

WIDE: Final = ("Person", "Group", "Place", "Equipment", "CasualtyFigure")
RELATION_OF: Final = {role: relation for role, relation in HARM.items() if role != "missing"}
ROLE_OF: Final = {relation: role for role, relation in RELATION_OF.items()}
_LIKER = 1e-3  # what likeness of type or number adds where pairs share equally many mentions


def wide(kind: str) -> str:
    """The wide class of a kind of thing; Event for every kind of event.

    >>> wide("StateForce"), wide("Airstrike"), wide("CasualtyFigure")
    ('Group', 'Event', 'CasualtyFigure')
    """
    known = family(kind)
    return {"figure": "CasualtyFigure"}.get(known, known.capitalize())


@dataclass(frozen=True, slots=True)
class Stretch:
    """All that one stretch of text is marked as: ids of gold things or events, or ids of mentions of a reading."""

    start: int
    end: int
    wide: str
    pronoun: bool
    ids: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Stretches of a gold report and of its reading, and the pairs among them by their places in the two rows."""

    gold: tuple[Stretch, ...]
    read: tuple[Stretch, ...]
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A report and its reading, paired.

    `chain_of` gives the place in `chains` of each mention of the reading.  `shared` holds the gold things and events
    with which a chain shares paired mentions, `happened` the chain of each gold event that was found.  `rejoined` gives
    for a chain that tells of such an event, but is not its chain, the one that is.  `arguments` are the
    (event, role, thing) that the reading tells in any claim, as chains.
    """

    gold: Gold
    reading: Reading
    chains: tuple[Cluster, ...]
    chain_of: dict[str, int]
    mentions: Pairing
    triggers: Pairing
    shared: dict[int, frozenset[str]]
    gold_names: dict[str, frozenset[str]]
    read_names: dict[int, frozenset[str]]
    things: dict[str, Thing]
    events: dict[str, Event]
    happened: dict[str, int]
    rejoined: dict[int, int]
    arguments: frozenset[tuple[int, str, int]]

    def same_thing(self, thing: str, chain: int) -> bool:
        """Whether a thing of the gold is that of a chain: they share a mention, or a name."""
        named = self.gold_names.get(thing, frozenset()) & self.read_names.get(chain, frozenset())
        return thing in self.shared.get(chain, frozenset()) or bool(named)

    def same_event(self, event: str, chain: int) -> bool:
        """Whether an event of the gold was paired with a chain."""
        return self.happened.get(event) == chain

    def places(self, chain: int) -> list[int]:
        """The chains of the places of an event of the reading."""
        return sorted(thing for event, role, thing in self.arguments if event == chain and role == "place")

    def period(self, chain: int) -> Period | None:
        """The narrowest period of an event of the reading, as the graph chooses it; the first of equally narrow."""
        found = [one for one in self.reading.periods if self.chain_of[one.mention] == chain and (one.begin or one.end)]
        return min(found, key=_days, default=None)


def _days(period: Period) -> float:
    return (period.end - period.begin).days if period.begin and period.end else float("inf")


def case(gold: Gold, reading: Reading) -> Case:
    """Pair a report with its reading; `InputError` if the reading is of another text."""
    if reading.article.text != gold.text:
        raise InputError(
            f"the reading of {gold.id!r} is of another text than the gold answers, so its offsets mean nothing there. "
            "Read the texts of the gold itself: leave the readings out"
        )
    chains = tuple(clusters(reading, base=BASE))
    chain_of = {one: at for at, chain in enumerate(chains) for one in chain.mentions}
    things, events = {one.id: one for one in gold.things}, {one.id: one for one in gold.events}
    kinds = {one.id: one.kind for one in gold.things} | {one.id: one.kind for one in gold.events}
    read = _read(reading.mentions)
    mentions = _pairing(_marked(gold.mentions, kinds), tuple(one for one in read if one.wide != "Event"))
    triggers = _pairing(_marked(gold.triggers, kinds), tuple(one for one in read if one.wide == "Event"))
    shares = _shares(mentions, chain_of) | _shares(triggers, chain_of)
    shared: dict[int, set[str]] = {}
    for chain, one in shares:
        shared.setdefault(chain, set()).add(one)
    happened = _happened(gold, chains, _shares(triggers, chain_of))
    gold_names: dict[str, set[str]] = {}
    for span in gold.mentions:
        if span.form == "name":
            gold_names.setdefault(span.of, set()).add(normalised(gold.text[span.start : span.end]))
    return Case(
        gold=gold,
        reading=reading,
        chains=chains,
        chain_of=chain_of,
        mentions=mentions,
        triggers=triggers,
        shared={chain: frozenset(ids) for chain, ids in shared.items()},
        gold_names={one: frozenset(names) for one, names in gold_names.items()},
        read_names={
            at: frozenset(normalised(text) for form, text in chain.wordings if form == "name")
            for at, chain in enumerate(chains)
        },
        things=things,
        events=events,
        happened=happened,
        rejoined=_rejoined(happened, _shares(triggers, chain_of)),
        arguments=frozenset(_arguments(reading, chains, chain_of)),
    )


def _marked(spans: Iterable[Span], kinds: dict[str, str]) -> tuple[Stretch, ...]:
    rows: dict[tuple[int, int, str], list[Span]] = {}
    for span in spans:
        rows.setdefault((span.start, span.end, wide(kinds[span.of])), []).append(span)
    return tuple(
        Stretch(
            *key, all(one.form == "pronoun" for one in members), tuple(one.of for one in members),
            tuple(kinds[one.of] for one in members),
        )
        for key, members in sorted(rows.items())
    )  # fmt: skip


def _read(mentions: Iterable[Mention]) -> tuple[Stretch, ...]:
    """Mentions of one class on the same words are one stretch: a set killed or injured stands there once for each."""
    rows: dict[tuple[int, int, str], list[Mention]] = {}
    for one in mentions:
        rows.setdefault((one.start, one.end, wide(one.kind)), []).append(one)
    return tuple(
        Stretch(
            *key, all(one.form == "pronoun" for one in members), tuple(one.id for one in members),
            tuple(one.kind for one in members),
        )
        for key, members in sorted(rows.items())
    )  # fmt: skip


def _pairing(gold: tuple[Stretch, ...], read: tuple[Stretch, ...]) -> Pairing:
    """Pair stretches by the share of characters in common: first within a wide class, then those left over."""
    shares = {}
    for i, one in enumerate(gold):
        for j, other in enumerate(read):
            common = min(one.end, other.end) - max(one.start, other.start)
            if common > 0:
                shares[(i, j)] = common / (max(one.end, other.end) - min(one.start, other.start))
    pairs = best_pairs({(i, j): share for (i, j), share in shares.items() if gold[i].wide == read[j].wide})
    rows, columns = {i for i, _ in pairs}, {j for _, j in pairs}
    pairs += best_pairs({(i, j): share for (i, j), share in shares.items() if i not in rows and j not in columns})
    return Pairing(gold, read, tuple(sorted(pairs)))


def _shares(pairing: Pairing, chain_of: dict[str, int]) -> dict[tuple[int, str], int]:
    """How many paired mentions a chain and a gold thing or event share."""
    found: dict[tuple[int, str], int] = {}
    for i, j in pairing.pairs:
        for one in pairing.gold[i].ids:
            for chain in sorted({chain_of[other] for other in pairing.read[j].ids}):
                found[(chain, one)] = found.get((chain, one), 0) + 1
    return found


def _happened(gold: Gold, chains: tuple[Cluster, ...], shares: dict[tuple[int, str], int]) -> dict[str, int]:
    """The chain of each event that happened: one to one, so that most triggers are shared; like types break ties."""
    events = [one for one in gold.events if one.factuality == "happened"]
    weights = {
        (at, chain): count + _LIKER * (chains[chain].kind == event.kind)
        for at, event in enumerate(events)
        for (chain, of), count in shares.items()
        if of == event.id
    }
    return {events[at].id: chain for at, chain in best_pairs(weights)}


def _rejoined(happened: dict[str, int], shares: dict[tuple[int, str], int]) -> dict[int, int]:
    """For each chain that tells of a found event without being its chain, the event's chain."""
    found: dict[int, tuple[int, int]] = {}
    for (chain, event), count in shares.items():
        if event in happened and chain not in happened.values() and count > found.get(chain, (0, 0))[0]:
            found[chain] = (count, happened[event])
    return {chain: own for chain, (_, own) in found.items()}


def _arguments(reading: Reading, chains: tuple[Cluster, ...], chain_of: dict[str, int]) -> set[tuple[int, str, int]]:
    found = set()
    for claim in reading.claims:
        for one in claim.propositions:
            subject, thing = chain_of[one.subject], chain_of[one.object]
            if one.relation in ROLE_OF:
                found.add((thing, ROLE_OF[one.relation], subject))
            elif chains[subject].family == "event":
                found.add((subject, one.relation, thing))
    return found
