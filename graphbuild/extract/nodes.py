"""Entities, events and figures of a document as one row of nodes, and their way into a `Reading`."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations

from graphbuild.extract.amounts import amount_at
from graphbuild.extract.drafts import Actors, ClaimBook, Draft, Fact
from graphbuild.extract.figures import (
    PEOPLE,
    Count,
    affiliation_of,
    figure_of,
    is_bare,
    is_vague,
    same_count,
    taken_up,
    told_again,
)
from graphbuild.extract.happenings import Told
from graphbuild.extract.kinds import country_of
from graphbuild.extract.layers import Entity
from graphbuild.extract.learned import likeliest_type
from graphbuild.extract.modality import Modality
from graphbuild.extract.participants import HARMED
from graphbuild.extract.plain import Doc
from graphbuild.extract.relations import GROUPS, named_among, standing_relations
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import GENERIC, VIOLENT
from graphbuild.model import Article, Claim, Figure, Form, Link, Mention, Proposition, Reading

RULES = "graphbuild"
VAGUE = "a vague number of the same people harmed in one event"


class Chains:
    """Union-find over nodes; the lowest index stands for its chain."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, i: int) -> int:
        """The node that stands for the chain."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make one chain of two."""
        low, high = sorted((self.find(i), self.find(j)))
        self.parent[high] = low


@dataclass
class Nodes:
    """Entities, events and figures of a document as one row of nodes: entities first, then triggers, then figures."""

    scene: Scene
    told: tuple[Told, ...]
    chains: Chains
    links: list[tuple[int, int, float, str]]
    figures: dict[tuple[int, str], int] = field(default_factory=dict)
    made: list[tuple[int, Figure, int | None]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)

    @property
    def offset(self) -> int:
        """The node of the first trigger."""
        return len(self.scene.entities)

    def refine(self) -> None:
        """Give each trigger the most telling type of its chain."""
        self.kinds = [one.trigger.kind for one in self.told]
        groups: dict[int, list[int]] = {}
        for k in range(len(self.told)):
            groups.setdefault(self.chains.find(self.offset + k), []).append(k)
        for members in groups.values():
            learned = likeliest_type(self.scene, [self.told[k].trigger.token for k in members])
            best = learned or self.kinds[max(members, key=lambda k: (telling(self.kinds[k]), -k))]
            for k in members:
                if self.kinds[k] in VIOLENT or learned:
                    self.kinds[k] = best

    def facts(self, moods: tuple[Modality, ...]) -> Iterable[Fact]:
        """All told relations, those of events first."""
        for k, (one, mood) in enumerate(zip(self.told, moods, strict=True)):
            node = self.offset + k
            token = one.trigger.token
            anaphoric = any(c.lower_ in ("the", "this", "that") for c in self.scene.dependents(token, "det"))
            for (relation, i), chance in one.participants.items():
                if relation in HARMED:
                    triple = (self.person_or_figure(i, relation), f"{relation}In", node)
                else:
                    triple = (node, relation, i)
                sure, said_of = min(one.confidence, chance), self.scene.entities[i].head
                yield Fact(triple, token, node, anaphoric, mood.certainty, sure, said_of)
        yield from self._headed()
        for person, group in named_among(self.scene):
            yield from self._among(person, group)
        for subject, relation, thing, token in standing_relations(self.scene):
            if self.chains.find(subject) != self.chains.find(thing):
                yield Fact((subject, relation, thing), token, None)

    def _headed(self) -> Iterable[Fact]:
        """Equipment that a heading names is taken for the instrument of the first violent event below it.

        Only where that event has none; it is held by whoever tells the event, as no more than possible.
        """
        for start, end in self.scene.headings:
            named = [i for i, e in enumerate(self.scene.entities) if e.kind == "Equipment" and start <= e.head < end]
            if named and not any(start <= one.trigger.token < end for one in self.told):
                below = [k for k, one in enumerate(self.told) if end <= one.trigger.token < end + 120]
                k = next((k for k in below if self.kinds[k] in VIOLENT), None)
                if k is not None and not any(relation == "instrument" for relation, _ in self.told[k].participants):
                    node = self.offset + k
                    yield Fact((node, "instrument", named[0]), self.told[k].trigger.token, node, False, "possible")

    def _among(self, person: int, group: int) -> Iterable[Fact]:
        """A person named as one of a counted set shares its fate."""
        for i, outcome in list(self.figures):
            if self.chains.find(i) == self.chains.find(group):
                for k, one in enumerate(self.told):
                    if (outcome, i) in one.participants:
                        token = self.scene.entities[person].head
                        event = self.offset + k
                        yield Fact((person, f"{outcome}In", event), token, event, True)
                        break

    def person_or_figure(self, i: int, outcome: str) -> int:
        """The node of a victim: the entity itself, or a figure made for this entity and outcome."""
        if (i, outcome) in self.figures:
            return self.figures[(i, outcome)]
        figure = figure_of(self.scene, self.scene.entities[i], outcome)
        if figure is None and self.only_harmed(i):
            figure = Figure(outcome, 1, 1, self.scene.doc[self.scene.entities[i].head].lower_, None)
        if figure is None:
            return i
        self.made.append((i, figure, affiliation_of(self.scene, self.scene.entities[i])))
        node = self.offset + len(self.told) + len(self.made) - 1
        self.chains.parent.append(node)
        self.figures[(i, outcome)] = node
        return node

    def only_harmed(self, i: int) -> bool:
        """Whether an entity is one person who has no name, does nothing and is only harmed: such a one is counted.

        "A woman was killed", not "the mayor was killed": of the mayor there is one, whoever he is.
        """
        one = self.scene.entities[i]
        if one.kind != "Person" or one.form != "nominal":
            return False
        chain = self.chains.find(i)
        same = {k for k in range(len(self.scene.entities)) if self.chains.find(k) == chain}
        if any(self.scene.entities[k].form == "name" for k in same) or not any(self._some(k) for k in same):
            return False
        return not any(k in same and relation not in HARMED for told in self.told for relation, k in told.participants)

    def _some(self, i: int) -> bool:
        """Whether a mention brings in somebody unknown: "a woman", "another militant"."""
        one = self.scene.entities[i]
        return any(token.lower_ in ("a", "an", "another") for token in self.scene.doc[one.start : one.head])

    def actors(self) -> Actors:
        """What the claims need to know of nodes."""
        return Actors(
            node_at=self.node_at,
            same=lambda a, b: self.chains.find(a) == self.chains.find(b),
            same_side=self.same_side,
            is_named_actor=self.is_named_actor,
            kind=lambda node: self.kinds[node - self.offset] if 0 <= node - self.offset < len(self.told) else "",
            chain=self.chains.find,
            figure=self.figure_at,
        )

    def figure_at(self, node: int) -> Figure | None:
        """The figure that a node stands for, if it is one."""
        at = node - self.offset - len(self.told)
        return self.made[at][1] if at >= 0 else None

    def node_at(self, token: int) -> int | None:
        """The entity whose head is this token; for a pronoun without one, the same pronoun earlier in the sentence."""
        found = self.scene.by_head.get(token)
        word = self.scene.doc[token]
        if found is not None or word.pos_ != "PRON":
            return found
        earlier = range(token - 1, self.scene.sentence(token)[0] - 1, -1)
        return next(
            (
                self.scene.by_head[i]
                for i in earlier
                if self.scene.doc[i].lower_ == word.lower_ and i in self.scene.by_head
            ),
            None,
        )

    def is_named_actor(self, node: int) -> bool:
        """Whether the chain of a node holds a name of a person or group."""
        chain = self.chains.find(node)
        return any(
            entity.form == "name" and entity.kind in PEOPLE and self.chains.find(i) == chain
            for i, entity in enumerate(self.scene.entities)
        )

    def same_side(self, left: int, right: int) -> bool:
        """Whether two actors are of one country, as their words say ("Russian air force", "Russia's ministry")."""
        return bool(self._countries(left) & self._countries(right))

    def _countries(self, node: int) -> set[str]:
        chain = self.chains.find(node)
        found = set()
        for i, entity in enumerate(self.scene.entities):
            if self.chains.find(i) == chain and entity.kind in GROUPS | {"Person"}:
                for token in self.scene.doc[entity.start : entity.end]:
                    if country := country_of(token.text):
                        found.add(country)
        return found

    def reading(self, article: Article, pipeline: str, book: ClaimBook, notes: tuple[str, ...]) -> Reading:
        """Nodes become mentions with ids in the order of the text; drafts become claims."""
        self.join_counts(book.drafts)
        self.join_victims()
        rows = self._mentions()
        order = sorted(range(len(rows)), key=lambda n: (rows[n].start, rows[n].end, n))
        replaced = {i for i, _ in self.figures}  # a counted set stands as its figure
        alias = {i: node for (i, _), node in sorted(self.figures.items(), reverse=True)}
        kept = [n for n in order if not (n in replaced and n < self.offset)]
        ids = {n: f"m{at}" for at, n in enumerate(kept, 1)}
        ids |= {i: ids[node] for i, node in alias.items() if i not in ids}
        mentions = []
        for n in kept:
            row = replace(rows[n], id=ids[n])
            if row.figure is not None:
                group = self.made[n - self.offset - len(self.told)][2]
                row = replace(row, figure=replace(row.figure, affiliation=ids[group] if group is not None else None))
            mentions.append(row)
        periods = [
            replace(one.period, mention=ids[self.offset + k])
            for k, one in enumerate(self.told)
            if one.period is not None
        ]
        links = [
            Link(ids[a], ids[b], True, round(score, 2), reason, RULES)
            for a, b, score, reason in self.links
            if ids[a] != ids[b]
        ]
        return Reading(
            article, pipeline, tuple(mentions), tuple(periods), self._claims(book.drafts, ids), tuple(links), notes
        )

    def join_counts(self, drafts: list[Draft]) -> None:
        """One count told twice of one event is one figure."""
        first = self.offset + len(self.told)
        events: dict[int, set[int]] = {}
        for draft in drafts:
            for subject, relation, event in draft.triples:
                if relation.endswith("In") and subject >= first:
                    events.setdefault(self.chains.find(event), set()).add(subject)
        for members in events.values():
            row = [(node, self._count(node)) for node in sorted(members)]
            for (a, left), (b, right) in combinations(row, 2):
                if same_count(left, right):
                    self._one_figure(a, b, 0.8, "the same number of the same people harmed in one event")
                elif left.vague and right.vague and told_again(left, right):
                    self._one_figure(a, b, 0.6, VAGUE)
            for node, count in row:
                meant = [k for k, its in row if count.vague and not its.vague and told_again(count, its)]
                if len({self.chains.find(k) for k in meant}) == 1:  # of two it may be the sum
                    self._one_figure(min(meant[0], node), max(meant[0], node), 0.6, VAGUE)

    def _one_figure(self, earlier: int, later: int, score: float, reason: str) -> None:
        if self.chains.find(earlier) != self.chains.find(later):
            self.chains.join(earlier, later)
            self.links.append((earlier, later, score, reason))

    def join_victims(self) -> None:
        """Those harmed in one event in one way: a pronoun or a definite description takes up who was named before."""
        fates: dict[tuple[int, str], list[int]] = {}
        for k, one in enumerate(self.told):
            for relation, i in one.participants:
                if relation in HARMED:
                    fates.setdefault((self.chains.find(self.offset + k), relation), []).append(i)
        for (_, relation), members in sorted(fates.items()):
            row = sorted(set(members), key=lambda i: self.scene.entities[i].head)
            for at, j in enumerate(row):
                before = next((i for i in reversed(row[:at]) if taken_up(self.scene, i, j)), None)
                if before is None:
                    continue
                left, right = (self.figures.get((i, relation), i) for i in (before, j))
                if self.chains.find(left) != self.chains.find(right):
                    self.chains.join(left, right)
                    self.links.append((left, right, 0.7, "taken up among those harmed in one event"))

    def _count(self, node: int) -> Count:
        at, figure, _ = self.made[node - self.offset - len(self.told)]
        entity = self.scene.entities[at]
        word = self.scene.doc[entity.head]
        noun = word.lemma_.lower() if word.pos_ != "NUM" else ""
        vague, bare = is_vague(self.scene, entity), is_bare(self.scene, entity)
        return Count(figure, noun, self.scene.sentence(entity.head), vague, bare)

    def _mentions(self) -> list[Mention]:
        """A mention for each node, without its id."""
        doc, text = self.scene.doc, self.scene.doc.text

        def mention(start: int, end: int, kind: str, label: str, form: Form, figure: Figure | None = None) -> Mention:
            a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
            return Mention("", a, b, text[a:b], kind, label, form, figure)

        rows = [mention(e.start, e.end, e.kind, shown(doc, e), e.form) for e in self.scene.entities]
        for k, one in enumerate(self.told):
            start, end = one.trigger.start, one.trigger.end
            label = doc.text_at(start, end).lower()
            if one.place is not None:
                label = f"{label}, {self.scene.entities[one.place].label}"
            rows.append(mention(start, end, self.kinds[k], label, "nominal"))
        for i, figure, _ in self.made:
            entity = self.scene.entities[i]
            amount = amount_at(doc[entity.head], self.scene.amounts)  # "at least 83 civilians" begins with its amount
            near = amount is not None and entity.start - 4 <= amount.start_token < entity.start
            start = amount.start_token if amount is not None and near else entity.start
            label = doc.text_at(start, entity.end)
            rows.append(mention(start, entity.end, "CasualtyFigure", label, "nominal", figure))
        return rows

    def _claims(self, drafts: list[Draft], ids: dict[int, str]) -> tuple[Claim, ...]:
        doc = self.scene.doc
        least = self.scene.least
        for d in drafts:
            d.triples = {triple: sure for triple, sure in d.triples.items() if sure >= least}
        kept = [d for d in drafts if d.triples and d.confidence >= least]
        order = sorted(kept, key=lambda d: (d.start, d.end, drafts.index(d)))
        names = {id(d): f"c{at}" for at, d in enumerate(order, 1)}
        found = []
        for d in order:
            last = d.end - 1
            while last > d.start and doc[last].is_space:
                last -= 1
            first = d.start
            while first < last and doc[first].is_space:
                first += 1
            triples: dict[tuple[str, str, str], float] = {}
            for (s, relation, o), sure in d.triples.items():
                key = ids[s], relation, ids[o]
                triples[key] = max(sure, triples.get(key, 0.0))
            found.append(
                Claim(
                    names[id(d)],
                    d.kind,
                    ids[d.claimant] if d.claimant is not None else None,
                    d.stance,
                    d.certainty,
                    d.verb,
                    doc[first].idx,
                    doc[last].idx + len(doc[last]),
                    tuple(Proposition(*key, round(sure, 2)) for key, sure in triples.items()),
                    ids[d.about] if d.about is not None else None,
                    tuple(names[id(drafts[j])] for j in d.disputes if id(drafts[j]) in names),
                    names.get(id(drafts[d.attested_only_via])) if d.attested_only_via is not None else None,
                    tuple(ids[node] for node in d.via),
                    d.said_on,
                    round(d.confidence, 2),
                )
            )
        return tuple(found)


def shown(doc: Doc, entity: Entity) -> str:
    """The label of a mention; of a row of initials the initials, since many groups share them.

    The lexicon's full name for "KLA" serves to find other wordings of it, but the report did not write it.
    """
    words = doc.text_at(entity.start, entity.end).removeprefix("the ").removeprefix("The ")
    initials = entity.form == "name" and words.isalpha() and words.isupper() and len(words) <= 6
    return words if initials else entity.label


def telling(kind: str) -> int:
    """How much an event type says: general types first, narrow ones last.

    >>> telling("Killing") < telling("Attack") < telling("Airstrike")
    True
    """
    if kind == "Killing":
        return 0
    if kind in ("Attack", "ArmedAttack"):
        return 1 + (kind == "ArmedAttack")
    return 3 if kind in GENERIC else 4
