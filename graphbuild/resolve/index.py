"""What is known by the same name in several articles, counted without keeping the articles.

The index holds one small record for each distinct name and for each dated event at a named place; it grows with what
the reports are about, and not with their number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphbuild.ids import named
from graphbuild.model import Reading
from graphbuild.resolve.clusters import Cluster
from graphbuild.resolve.geography import common, wide
from graphbuild.resolve.kinds import agreed, ancestors, type_family
from graphbuild.resolve.wordings import normalised

PUBLISHER = "Group"
"""That somebody publishes says no more of their kind: doctors and ministries do so too."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What would make two things of different articles one: family and name, or type, place and day of an event."""

    family: str
    name: str

    def iri(self, base: str, kind: str) -> str:
        """The IRI of the thing of this identity; `kind` is empty unless incompatible kinds share the name."""
        return named(base, self.family, self.name, self.name, *([kind] if kind else []))


@dataclass(slots=True)
class Bearers:
    """The things of one identity and kind: how many, and the first of the mentions that stand for them."""

    count: int = 0
    mention: str | None = None

    def add(self, mention: str | None) -> None:
        """Count one more, with the mention that stands for it, if it has one."""
        self.count += 1
        if mention is not None and (self.mention is None or mention < self.mention):
            self.mention = mention


@dataclass(slots=True)
class Index:
    """All identities met, with their kinds.  It is the same whatever the order of the readings."""

    base: str
    known: dict[Identity, dict[str, Bearers]] = field(default_factory=dict)
    publishers: set[Identity] = field(default_factory=set)

    def add(self, reading: Reading, things: Sequence[Cluster]) -> None:
        """Count the things of one article, and its publisher."""
        for thing, identity in zip(things, identities(reading, things), strict=True):
            if identity:
                self.count(identity, thing.kind, thing.mention)
        if publisher := publisher_identity(reading):
            self.publishers.add(publisher)
            self.count(publisher, PUBLISHER, None)

    def count(self, identity: Identity, kind: str, mention: str | None) -> None:
        """Count one thing of an identity and kind."""
        self.known.setdefault(identity, {}).setdefault(kind, Bearers()).add(mention)

    def company(self, identity: Identity, kind: str) -> tuple[str, str | None, int]:
        """Who shares an identity with a thing of this kind: their IRI, their first mention, and how many they are.

        Kinds on one line of the class tree go together.  Where a name is borne by incompatible kinds, each kind is a
        thing of its own, and a broader one goes with the most frequent of them below it.
        """
        kinds = self.known[identity]
        shared = side(kinds, kind)
        group = [bearers for one, bearers in kinds.items() if side(kinds, one) == shared]
        first = min((one.mention for one in group if one.mention), default=None)
        return identity.iri(self.base, shared), first, sum(one.count for one in group)


def side(kinds: dict[str, Bearers], kind: str) -> str:
    """The kind whose company a kind keeps among those that share a name; empty where they all go together."""
    deepest = max(kinds, key=lambda one: (len(ancestors(one)), one))
    if all(one in ancestors(deepest) for one in kinds):
        return ""
    below = [one for one in kinds if one != kind and kind in ancestors(one)]
    return side(kinds, agreed(name for one in below for name in [one] * kinds[one].count)) if below else kind


def identities(reading: Reading, things: Sequence[Cluster]) -> list[Identity | None]:
    """By what each thing of an article can be known in another; None where nothing is sure enough.

    Persons need a name of two words or more; groups and places any name; events an explicit day and a named place,
    narrower than a country or province, and they must be the only one of their type there and then that the article
    tells of.  Things that the article keeps apart although they bear one name are known by none.
    """
    owner = {mention: number for number, thing in enumerate(things) for mention in thing.mentions}
    found = [by_name(thing) for thing in things]
    for number, identity in by_place_and_day(reading, things, owner, found).items():
        found[number] = identity
    for link in reading.links:
        left, right = owner[link.left], owner[link.right]
        if not link.same and left != right and found[left] == found[right]:
            found[left] = found[right] = None
    return found


def by_name(thing: Cluster) -> Identity | None:
    """The identity of a named person, group or place."""
    name = normalised(thing.label)
    words = len(name.split())
    if thing.form != "name" or len(name) < 2 or thing.family not in ("person", "group", "place"):
        return None
    return None if thing.family == "person" and words < 2 else Identity(thing.family, name)


def by_place_and_day(
    reading: Reading, things: Sequence[Cluster], owner: dict[str, int], found: Sequence[Identity | None]
) -> dict[int, Identity]:
    """The identities of the events of an article, by their number among its things."""
    places: dict[int, set[str]] = {}
    for claim in reading.claims:
        for one in claim.propositions:
            place = found[owner[one.object]]
            affirmed = one.relation == "place" and claim.stance == "affirms"
            if affirmed and place and place.family == "place" and not wide(place.name) and not common(place.name):
                places.setdefault(owner[one.subject], set()).add(place.name)
    days: dict[int, set[str]] = {}
    for period in reading.periods:
        exact = period.precision == "day" and period.begin and period.begin == period.end
        days.setdefault(owner[period.mention], set()).add(period.begin.isoformat() if exact and period.begin else "")
    told = {
        number: Identity("event", f"{type_family(thing.kind)} {' + '.join(sorted(places[number]))} {min(days[number])}")
        for number, thing in enumerate(things)
        if thing.family == "event" and number in places and len(days.get(number, ())) == 1 and min(days[number])
    }
    return {number: one for number, one in told.items() if sum(one == other for other in told.values()) == 1}


def publisher_identity(reading: Reading) -> Identity | None:
    """The identity of the outlet, where it is known."""
    name = normalised(reading.article.publisher or "")
    return Identity("group", name) if name else None


def reason(identity: Identity) -> tuple[str, float]:
    """Why two things of one identity are taken for one, in words, and how sure that is."""
    if identity.family == "event":
        return "same type of event, same named place, same day", 0.6
    return "same name", 0.9 if identity.family == "person" or " " in identity.name else 0.8


def index_of(readings: Iterable[tuple[Reading, Sequence[Cluster]]], *, base: str) -> Index:
    """The index of readings with their clusters."""
    index = Index(base)
    for reading, things in readings:
        index.add(reading, things)
    return index
