"""Which IRI each mention refers to, across all articles, and the judgements that this rests on.

What `graphbuild` judges by itself is cautious and recorded as links; what people judged is handed in and wins, and
what is kept apart wins over all that joins.  Nothing is merged for good: without a judgement the things fall apart
again, since they are named anew in each build.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphbuild.ids import BASE, article_iri, mention_iris, named
from graphbuild.model import Link, Reading
from graphbuild.resolve.clusters import Cluster, clusters, partition
from graphbuild.resolve.events import JUDGE, Meetings
from graphbuild.resolve.index import PUBLISHER, Identity, Index, identities, publisher_identity, reason
from graphbuild.resolve.sketches import Sketch, sketches

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Referents:
    """What an article speaks of, by IRI.

    `article` and `publisher` are IRIs, `mentions` those of the mentions by id, `of` those of what they refer to;
    `things` are the clusters with the IRI of each, `identities` by what each is known in other articles.
    """

    article: str
    publisher: str | None
    mentions: Mapping[str, str]
    of: Mapping[str, str]
    things: tuple[tuple[str, Cluster], ...]
    identities: tuple[Identity | None, ...]


@dataclass(slots=True)
class Names:
    """The names of all things: first `learn` every reading, then `settle`, then ask for `referents` and `links`.

    `judgements` are links between IRIs of mentions or of things.  Memory grows with the number of distinct names and
    of judgements.
    """

    base: str = BASE
    judgements: Sequence[Link] = ()
    index: Index = field(init=False)
    owners: dict[str, str] = field(default_factory=dict)
    touched: dict[str, tuple[Cluster, Identity | None]] = field(default_factory=dict)
    leader: dict[str, str] = field(default_factory=dict)
    judged: frozenset[str] = field(init=False)
    meetings: Meetings = field(default_factory=Meetings)

    def __post_init__(self) -> None:
        self.index = Index(self.base)
        self.judged = frozenset(side for one in self.judgements for side in (one.left, one.right))

    def learn(self, reading: Reading) -> None:
        """Take note of the names of one article."""
        things = clusters(reading, base=self.base)
        self.index.add(reading, things)
        known = list(zip(things, identities(reading, things), strict=True))
        self.meetings.add(sketches(reading, known, self.base))
        if not self.judged:
            return
        iris = mention_iris(self.base, article_iri(self.base, reading.article), reading.mentions)
        for thing, identity in known:
            for mention in self.judged.intersection(iris[one] for one in thing.mentions):
                self.owners[mention] = thing.mention
                self.touched[thing.mention] = (thing, identity)

    def settle(self) -> None:
        """Apply the judgements, once all readings are learnt: those that join in the order of their score."""
        for side in sorted(self.judged - set(self.owners)):
            if side.startswith(f"{self.base}mention/"):
                LOGGER.warning("a judgement is about %s, which is in none of the readings", side)
        hand = sorted(self.judgements, key=lambda one: (-one.score, one.left, one.right))
        pairs = [(one.same, self.owners.get(one.left, one.left), self.owners.get(one.right, one.right)) for one in hand]
        own = [(mention, self.unjudged(thing, identity)) for mention, (thing, identity) in self.touched.items()]
        sides = {side for _, left, right in pairs for side in (left, right)} | {iri for _, iri in own}
        order = [*sorted(sides - set(self.touched)), *sorted(self.touched)]
        self.leader = partition(
            order,
            [(left, right) for same, left, right in pairs if same] + sorted(own),
            [(left, right) for same, left, right in pairs if not same],
        )
        self.meetings.settle(
            self.sketched, [(self.reached(left), self.reached(right)) for same, left, right in pairs if not same]
        )

    def reached(self, side: str) -> str:
        """The IRI to which people's judgements lead from a mention or a thing."""
        leader = self.leader.get(side, side)
        if leader in self.touched:
            first = self.touched[leader][0]
            return named(self.base, first.family, first.label, first.mention)
        return leader

    def sketched(self, one: Sketch) -> str:
        """The IRI of an event before it is compared with those of other articles."""
        thing = Cluster(one.mention, (), one.kind, "nominal", one.label, ())
        return self.settled(thing, Identity("event", one.identity) if one.identity else None)

    def unjudged(self, thing: Cluster, identity: Identity | None) -> str:
        """The IRI of a thing before people had their say."""
        if identity is None:
            return named(self.base, thing.family, thing.label, thing.mention)
        return self.index.company(identity, thing.kind)[0]

    def settled(self, thing: Cluster, identity: Identity | None) -> str:
        """The IRI of a thing by its name and by what people judged."""
        return self.reached(thing.mention if thing.mention in self.leader else self.unjudged(thing, identity))

    def iri(self, thing: Cluster, identity: Identity | None) -> str:
        """The IRI of a thing."""
        plain = self.settled(thing, identity)
        return self.meetings.leader.get(plain, plain)

    def referents(self, reading: Reading) -> Referents:
        """What the mentions of an article refer to."""
        article = article_iri(self.base, reading.article)
        things = clusters(reading, base=self.base)
        known = identities(reading, things)
        iris = [self.iri(*pair) for pair in zip(things, known, strict=True)]
        publisher = publisher_identity(reading)
        outlet = self.index.company(publisher, PUBLISHER)[0] if publisher else None
        return Referents(
            article=article,
            publisher=self.leader.get(outlet, outlet) if outlet else None,
            mentions=mention_iris(self.base, article, reading.mentions),
            of={mention: iri for iri, thing in zip(iris, things, strict=True) for mention in thing.mentions},
            things=tuple(zip(iris, things, strict=True)),
            identities=tuple(known),
        )

    def links(self, names: Referents) -> Iterator[Link]:
        """The judgements by which the things of an article are taken for things of other articles."""
        for (_, thing), identity in zip(names.things, names.identities, strict=True):
            if identity and (link := self.link(thing.mention, identity, thing.kind)):
                yield link
            if thing.family == "event":
                yield from self.meetings.links(thing.mention)

    def link(self, mention: str, identity: Identity, kind: str) -> Link | None:
        """The judgement that takes a thing, by the mention that stands for it, for the others of its identity.

        It names the first mention of that identity, or the thing itself where it is a publisher or where people have
        set the first mention apart.  None for the first mention, and where people have set this one apart.
        """
        shared, first, count = self.index.company(identity, kind)
        agreed = self.leader.get(shared, shared)
        if count < 2 or first is None or self.leader.get(mention, agreed) != agreed:
            return None
        by_name = identity in self.index.publishers or self.leader.get(first, agreed) != agreed
        left = shared if by_name else first
        why, score = reason(identity)
        return Link(left, mention, True, score, why, JUDGE) if left != mention else None


def names(readings: Iterable[Reading], *, base: str = BASE, judgements: Sequence[Link] = ()) -> Names:
    """The names of all things in the readings, ready to be asked for referents."""
    found = Names(base, judgements)
    for reading in readings:
        found.learn(reading)
    found.settle()
    return found


def links(readings: Iterable[Reading], *, base: str = BASE) -> Iterator[Link]:
    """What is taken for one across articles, each with score and reason.

    Of each reading only small records are held, until all are known.
    """
    found = Names(base)
    kept: list[tuple[str, Identity | None, str]] = []
    for reading in readings:
        found.learn(reading)
        things = clusters(reading, base=base)
        known = zip(things, identities(reading, things), strict=True)
        kept += [(one.mention, identity, one.kind) for one, identity in known if identity or one.family == "event"]
    found.settle()
    for mention, identity, kind in kept:
        if identity and (link := found.link(mention, identity, kind)):
            yield link
        yield from found.meetings.links(mention)
