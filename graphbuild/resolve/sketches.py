"""What an article tells of an event, as far as it says whether another article tells of the same one."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from graphbuild.ids import article_iri
from graphbuild.model import Reading
from graphbuild.resolve.clusters import Cluster
from graphbuild.resolve.geography import common, grounds_of, wide
from graphbuild.resolve.index import Identity

HARM = frozenset(("killedIn", "injuredIn", "abductedIn", "detainedIn", "displacedIn"))
SPANS = {"day": 0, "week": 7, "month": 31}
"""The precisions that say when an event was, with the most days that each may span."""
ANYBODY_WORDS = (
    "army air force attackers authorities civilians fighters forces government gunmen insurgents islamists jihadists "
    "militants military militia opposition police rebels regime security soldiers state terrorists troops"
)
ANYBODY = frozenset(ANYBODY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Sketch:
    """One event of one article: who stands for it, when, where, who came to harm, who is said to have done it.

    Names are normalised; `wholes` are what the places lie in.  `identity` is the name by which the event is known
    elsewhere, or empty.  `toll` is the largest number of dead.
    """

    mention: str
    article: str
    kind: str
    label: str
    identity: str
    begin: str
    end: str
    precision: str
    places: tuple[str, ...]
    wholes: tuple[str, ...]
    harmed: tuple[str, ...]
    actors: tuple[str, ...]
    toll: tuple[int, int | None] | None

    @property
    def exact(self) -> bool:
        """Whether the very day is known."""
        return self.begin == self.end

    def line(self) -> str:
        """The sketch as JSON."""
        return json.dumps(asdict(self), sort_keys=True)

    def blocks(self) -> Iterator[str]:
        """The keys of which two tellings of one event share at least one: evidence and day."""
        told = [f"place {one}" for one in (*self.places, *self.wholes) if not wide(one)]
        told += [f"place {whole}" for one in self.places for whole in grounds_of(one) if not common(whole)]
        told += [f"harmed {one}" for one in self.harmed]
        told += [f"actor {one} {self.toll}" for one in self.actors if self.toll]
        first, last = date.fromisoformat(self.begin), date.fromisoformat(self.end)
        for one in sorted(set(told)):
            for number in range((last - first).days + 1):
                yield f"{one} {first + timedelta(number)}"


def read_sketch(line: str) -> Sketch:
    """A sketch from its JSON."""
    found = json.loads(line)
    toll = found.pop("toll")
    lists = {name: tuple(value) for name, value in found.items() if isinstance(value, list)}
    return Sketch(**found | lists, toll=tuple(toll) if toll else None)


def sketches(reading: Reading, known: Sequence[tuple[Cluster, Identity | None]], base: str) -> Iterator[Sketch]:
    """The events of an article that another could tell of recognisably: those that are dated."""
    owner = {mention: number for number, (thing, _) in enumerate(known) for mention in thing.mentions}
    told = related(reading, known, owner)
    wholes = within(reading, known, owner)
    tolls = dead(reading, owner)
    article = article_iri(base, reading.article)
    days = dated(reading, owner)
    for number, (thing, identity) in enumerate(known):
        if thing.family != "event" or thing.kind == "Event" or number not in days:
            continue
        begin, end, precision = days[number]
        places = tuple(sorted(told.get((number, "place"), ()) or told.get((number, "site"), ())))
        yield Sketch(
            mention=thing.mention,
            article=article,
            kind=thing.kind,
            label=thing.label,
            identity=identity.name if identity else "",
            begin=begin.isoformat(),
            end=end.isoformat(),
            precision=precision,
            places=places,
            wholes=tuple(sorted({whole for one in places for whole in wholes.get(one, ())} - set(places))),
            harmed=tuple(sorted(told.get((number, "harmed"), ()))),
            actors=tuple(sorted(told.get((number, "actor"), ()))),
            toll=tolls.get(number),
        )


def dated(reading: Reading, owner: dict[str, int]) -> dict[int, tuple[date, date, str]]:
    """The day of each event of which an article gives one, else its week or month; none where it gives several."""
    found: dict[int, set[tuple[date, date, str]]] = {}
    for one in reading.periods:
        if not one.begin or not one.end or one.precision not in SPANS:
            continue
        if timedelta(0) <= one.end - one.begin <= timedelta(SPANS[one.precision]):
            precision = "day" if one.begin == one.end else one.precision
            found.setdefault(owner[one.mention], set()).add((one.begin, one.end, precision))
    narrow = {number: {one for one in told if one[0] == one[1]} or told for number, told in found.items()}
    return {number: min(told) for number, told in narrow.items() if len(told) == 1}


def related(
    reading: Reading, known: Sequence[tuple[Cluster, Identity | None]], owner: dict[str, int]
) -> dict[tuple[int, str], set[str]]:
    """The names of places, of those harmed and of perpetrators, by event and part."""
    found: dict[tuple[int, str], set[str]] = {}
    for claim in reading.claims:
        for one in claim.propositions:
            left, right = owner[one.subject], owner[one.object]
            event, other = (right, left) if one.relation in HARM else (left, right)
            thing, identity = known[other]
            if identity is None:
                continue
            name = identity.name
            if thing.family == "place" and one.relation in ("place", "target") and not common(name):
                found.setdefault((event, "place" if one.relation == "place" else "site"), set()).add(name)
            elif one.relation == "perpetrator" and not ANYBODY.issuperset(name.split()):
                found.setdefault((event, "actor"), set()).add(name)
            # one word may be anybody's name, and what a denial says of those harmed is what it refuses
            elif one.relation in HARM | {"target"} and claim.stance == "affirms" and " " in name:
                found.setdefault((event, "harmed"), set()).add(name)
    return found


def within(
    reading: Reading, known: Sequence[tuple[Cluster, Identity | None]], owner: dict[str, int]
) -> dict[str, set[str]]:
    """What each named place of an article lies in, directly or through others."""
    direct: dict[str, set[str]] = {}
    for claim in reading.claims:
        for one in claim.propositions:
            part, whole = known[owner[one.subject]][1], known[owner[one.object]][1]
            if one.relation == "within" and claim.stance == "affirms" and part and whole:
                direct.setdefault(part.name, set()).add(whole.name)
    for wholes in direct.values():
        reached = list(wholes)
        while reached:
            further = direct.get(reached.pop(), set()) - wholes
            wholes.update(further)
            reached.extend(further)
    return direct


def dead(reading: Reading, owner: dict[str, int]) -> dict[int, tuple[int, int | None]]:
    """The largest number of dead that an article affirms of each event."""
    figures = {
        owner[one.id]: (one.figure.at_least or 0, one.figure.at_most)
        for one in reading.mentions
        if one.figure and (one.figure.at_least, one.figure.at_most) != (None, None)
    }
    found: dict[int, tuple[int, int | None]] = {}
    for claim in reading.claims:
        for one in claim.propositions:
            figure = figures.get(owner[one.subject])
            if one.relation == "killedIn" and claim.stance == "affirms" and figure:
                event = owner[one.object]
                found[event] = max(found.get(event, figure), figure, key=lambda pair: (pair[0], pair[1] or pair[0]))
    return found
