"""Who says what: the told relations joined with the attributions that hold them.

A relation belongs to the innermost attribution whose content covers the word that tells it; without one the outlet
says so itself.  A denial that quotes what it denies yields two claims, the denial and the claim that is known through
it.  Accusations and claims of responsibility become claims of their own kind.  Nodes are indices of the caller's
mentions; what is one thing is the caller's `same`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graphbuild.extract.attribution import Attribution
from graphbuild.extract.evidence import UNLAYERED
from graphbuild.extract.figures import like_people
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import VIOLENT
from graphbuild.extract.voices import Hold, asserts, innermost
from graphbuild.model import Certainty, ClaimKind, Figure, Period, Stance

SURE, UNSURE = 0.9, 0.6  # of what no layer judges: relations of grammar; what a claim of responsibility takes up
RANK: tuple[Certainty, ...] = ("possible", "probable", "certain")
Triple = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """A told relation over nodes; `token` is the word that tells it, `event` the node of the event or None.

    `confidence` says how sure it is that the text tells it.  `anaphoric` marks what a definite noun adds to an event
    that was told before ("The strike was carried out by ...").
    """

    triple: Triple
    token: int
    event: int | None
    anaphoric: bool = False
    certainty: Certainty = "certain"
    confidence: float = SURE


@dataclass(slots=True)
class Draft:
    """A claim while it is put together; `claimant` and `via` are nodes, `disputes` indices of other drafts."""

    attribution: int | None
    claimant: int | None
    kind: ClaimKind
    stance: Stance
    certainty: Certainty
    verb: str | None
    start: int
    end: int
    about: int | None
    said_on: Period | None = None
    triples: dict[Triple, float] = field(default_factory=dict)
    via: tuple[int, ...] = ()
    disputes: list[int] = field(default_factory=list)
    attested_only_via: int | None = None
    confidence: float = SURE


@dataclass(frozen=True, slots=True)
class Actors:
    """What the claims need to know of nodes: the node of a source's token, sameness, sides, and event types."""

    node_at: Callable[[int], int | None]
    same: Callable[[int, int], bool]
    same_side: Callable[[int, int], bool]
    is_named_actor: Callable[[int], bool]
    kind: Callable[[int], str]
    chain: Callable[[int], int]
    figure: Callable[[int], Figure | None]


def weaker(left: Certainty, right: Certainty) -> Certainty:
    """The lower of two certainties.

    >>> weaker("certain", "possible")
    'possible'
    """
    return RANK[min(RANK.index(left), RANK.index(right))]


class ClaimBook:
    """Drafts by attribution and event: one for each, or for each sentence and event in the outlet's own voice."""

    def __init__(
        self,
        scene: Scene,
        attributions: tuple[Attribution, ...],
        holds: Mapping[int, tuple[Hold, ...]],
        actors: Actors,
    ) -> None:
        self.scene = scene
        self.attributions = attributions
        self.holds = holds
        self.actors = actors
        self.drafts: list[Draft] = []
        self.index: dict[tuple[int | None, int, int | None, Certainty], int] = {}
        self.unasserted: list[Fact] = []

    def file(self, fact: Fact) -> None:
        """Put a fact under each who holds it; the outlet's own voice where nobody does."""
        sure = {one.attribution: one.confidence for one in self.holds_of(fact.token) if one.told}
        held = list(sure)
        inner = innermost(self.attributions, fact.token)
        if not held and inner and not asserts(self.attributions[inner[0]]):
            self.unasserted.append(fact)
            return
        if not held:
            self._put(fact, None)
            return
        filed = {k: self._put(fact, k) for k in held}
        for k, at in filed.items():
            self.drafts[at].confidence = max(sure[k], self.drafts[at].confidence)
        for k, denial in filed.items():
            for other, claim in filed.items():
                if self.attributions[k].stance == "denies" and self.attributions[other].stance == "affirms":
                    self._answer(denial, claim)

    def holds_of(self, token: int) -> tuple[Hold, ...]:
        """Who holds what a word tells; for words that are no trigger, the innermost in whose content it stands.

        Nobody holds and denies the same words: of two such the surer counts.
        """
        if token in self.holds:
            kept: list[Hold] = []
            for hold in self.holds[token]:
                if not any(self._contradicts_itself(hold.attribution, other.attribution) for other in kept):
                    kept.append(hold)
            return tuple(kept)
        inner = innermost(self.attributions, token)[:1]
        return tuple(Hold(k, UNLAYERED, True) for k in inner if asserts(self.attributions[k]))

    def _contradicts_itself(self, one: int, other: int) -> bool:
        """ "Denied the killing and insisted that ...": whether one source would hold and deny the same words."""
        return self.attributions[one].stance != self.attributions[other].stance and self._one_voice(one, other)

    def _one_voice(self, inner: int, outer: int) -> bool:
        """Whether two attributions have one source."""
        tokens = self.attributions[inner].source, self.attributions[outer].source
        left, right = (self.actors.node_at(token) if token is not None else None for token in tokens)
        return tokens[0] == tokens[1] or (left is not None and right is not None and self.actors.same(left, right))

    def _answer(self, denial: int, claim: int) -> None:
        if claim not in self.drafts[denial].disputes:
            self.drafts[denial].disputes.append(claim)
        if self.drafts[claim].claimant is None:  # where its holder is named, the outlet says that it is held
            self.drafts[claim].attested_only_via = denial

    def _put(self, fact: Fact, attribution: int | None) -> int:
        at = self.draft(attribution, fact.token, fact.event, fact.certainty)
        draft = self.drafts[at]
        draft.triples[fact.triple] = max(fact.confidence, draft.triples.get(fact.triple, 0.0))
        if draft.stance == "affirms":
            draft.certainty = weaker(draft.certainty, fact.certainty)
        return at

    def draft(self, attribution: int | None, token: int, event: int | None, certainty: Certainty = "certain") -> int:
        """The index of the draft of this attribution (or sentence) about this event, made on first use."""
        start, end = self.scene.sentence(token)
        group = self.actors.chain(event) if event is not None else None
        key = (attribution, start if attribution is None else 0, group, certainty)
        if key not in self.index:
            self.index[key] = len(self.drafts)
            self.drafts.append(self._fresh(attribution, start, end, event))
        return self.index[key]

    def _fresh(self, attribution: int | None, start: int, end: int, event: int | None) -> Draft:
        if attribution is None:
            return Draft(None, None, "Claim", "affirms", "certain", None, start, end, event)
        one = self.attributions[attribution]
        source = self.actors.node_at(one.source) if one.source is not None else None
        via = tuple(node for token in one.via if (node := self.actors.node_at(token)) is not None)
        kind: ClaimKind = "Denial" if one.stance == "denies" else "Claim"
        begin, stop = min(start, one.start), max(end, one.end)
        said_on = day_of_saying(self.scene, one)
        made = Draft(attribution, source, kind, one.stance, one.certainty, one.verb, begin, stop, event, said_on)
        made.via, made.confidence = via, 0.0  # until it is known how surely it holds something
        return made


def day_of_saying(scene: Scene, attribution: Attribution) -> Period | None:
    """When it was said, where the words tell and the calendar knows."""
    at = next((one for one in scene.times if one.start_token == attribution.on), None)
    found = scene.placed.get(at) if at is not None else None
    return Period("", *found, at.text) if at is not None and found is not None else None


def claims(
    scene: Scene,
    attributions: tuple[Attribution, ...],
    holds: Mapping[int, tuple[Hold, ...]],
    facts: list[Fact],
    told: dict[int, int],
    actors: Actors,
) -> ClaimBook:
    """All claims of a document.  `told` maps the token of each trigger to the node of its event."""
    book = ClaimBook(scene, attributions, holds, actors)
    for fact in facts:
        book.file(fact)
    taken_up(book, facts, told)
    for i, attribution in enumerate(attributions):
        if attribution.act in ("claim-responsibility", "deny-responsibility", "accuse", "deny"):
            responsibility(book, i, told)
    for draft in book.drafts:
        name_kind(draft, actors)
    continue_attribution(book, facts)
    link_denials(book)
    link_tolls(book)
    return book


CORE = ("perpetrator", "target", "participant", "instrument", "place")


def taken_up(book: ClaimBook, facts: list[Fact], told: dict[int, int]) -> None:
    """Claims about an event of which the words add nothing: "the ministry confirmed the raid".

    They hold what had been told of it, but no number of victims; with nothing else told, all of it.
    """
    actors = book.actors
    for token, node in told.items():
        group = actors.chain(node)
        known = {f.triple: f.confidence for f in facts if f.event is not None and actors.chain(f.event) == group}
        core = {triple: sure for triple, sure in known.items() if triple[1] in CORE} or known
        for hold in book.holds_of(token):
            about = (d for d in book.drafts if d.attribution == hold.attribution and d.about is not None)
            if core and not any(actors.chain(d.about) == group for d in about if d.about is not None):
                draft = book.drafts[book.draft(hold.attribution, token, node)]
                draft.triples.update(core)
                draft.confidence = max(hold.confidence, draft.confidence)


def responsibility(book: ClaimBook, i: int, told: dict[int, int]) -> None:
    """Add who is said (or says of itself) to have done the events that the attribution speaks of."""
    attribution, actors = book.attributions[i], book.actors
    token = attribution.accused if attribution.act == "accuse" else attribution.source
    node = actors.node_at(token) if token is not None else None
    if node is None:
        return
    deeds = [t for t in told if actors.kind(told[t]) in VIOLENT | OTHER_DEEDS]
    inside = [t for t in deeds if any(one.attribution == i for one in book.holds_of(t))]
    sure = bool(inside)
    if attribution.act == "deny" and any(d.attribution == i and d.triples for d in book.drafts):
        return
    if not inside:
        before = [t for t in deeds if t < attribution.end]
        inside = before[-1:] if attribution.act in ("claim-responsibility", "deny-responsibility") else []
    for t in inside:
        at = book.draft(i, t, told[t])
        draft = book.drafts[at]
        draft.triples.setdefault((told[t], "perpetrator", node), SURE)
        draft.start, draft.end = min(draft.start, attribution.start), max(draft.end, attribution.end)
        if attribution.act == "claim-responsibility":
            draft.kind = "ResponsibilityClaim"
        elif attribution.act == "accuse" and draft.stance == "affirms":
            draft.kind = "Accusation"
        draft.confidence = draft.confidence or (SURE if sure else UNSURE)


OTHER_DEEDS = frozenset({"Abduction", "Torture", "SexualViolence", "Siege", "Destruction", "Displacement"})


def name_kind(draft: Draft, actors: Actors) -> None:
    """A claim that its holder did it is a ResponsibilityClaim; that a named other did it, an Accusation."""
    if draft.kind != "Claim" or draft.claimant is None:
        return
    for event, relation, actor in draft.triples:
        if relation == "perpetrator" and actors.kind(event) in VIOLENT | OTHER_DEEDS:
            if actors.same(actor, draft.claimant):
                draft.kind = "ResponsibilityClaim"
            elif actors.is_named_actor(actor) and not actors.same_side(actor, draft.claimant):
                draft.kind = "Accusation"


def continue_attribution(book: ClaimBook, facts: list[Fact]) -> None:
    """Detail that a sentence adds to an event known only by one source, next to that source's words, stays theirs.

    "... have been killed in an airstrike, the ministry said.  The strike was carried out by ..." is no testimony of
    the outlet's: such a claim is given to the source, with lower certainty and confidence, and without a report verb.
    """
    actors = book.actors
    anaphoric: dict[tuple[Triple, int], bool] = {(fact.triple, fact.token): fact.anaphoric for fact in facts}
    starts = {fact.triple: book.scene.sentence(fact.token)[0] for fact in facts if fact.anaphoric}
    own = [d for d in book.drafts if d.attribution is None and d.about is not None]
    for draft in own:
        if not all(starts.get(triple) == draft.start for triple in draft.triples) or not any(anaphoric.values()):
            continue
        group = actors.chain(draft.about) if draft.about is not None else None
        others = [d for d in book.drafts if d is not draft and d.about is not None and actors.chain(d.about) == group]
        told_by_outlet = [d for d in others if d.attribution is None and d.start < draft.start and d.claimant is None]
        before = [d for d in others if d.claimant is not None and d.start < draft.start and d.stance == "affirms"]
        near = [d for d in before if 0 <= sentences_between(book.scene, d.end, draft.start) <= 1]
        if near and not told_by_outlet:
            draft.claimant = near[-1].claimant
            draft.certainty = weaker(near[-1].certainty, "probable")
            draft.confidence = UNSURE


def sentences_between(scene: Scene, end: int, start: int) -> int:
    """How many sentences begin between two token offsets."""
    return sum(1 for i in range(end, start) if scene.doc[i].is_sent_start)


def link_denials(book: ClaimBook) -> None:
    """A denial disputes the claims of others that affirm what it denies: those of named holders, if there are any."""
    actors = book.actors

    def like(left: Triple, right: Triple) -> bool:
        return left[1] == right[1] and actors.same(left[0], right[0]) and actors.same(left[2], right[2])

    for denial in book.drafts:
        if denial.stance != "denies":
            continue
        denied = [
            j
            for j, other in enumerate(book.drafts)
            if other.stance == "affirms"
            and not _same_holder(actors, denial, other)
            and any(like(a, b) for a in denial.triples for b in other.triples)
        ]
        named = [j for j in denied if book.drafts[j].claimant is not None]
        denial.disputes = sorted({*denial.disputes, *(named or denied)})


def link_tolls(book: ClaimBook) -> None:
    """The lower of two tolls that different holders give of one event disputes the higher, if they cannot both be."""
    actors = book.actors
    tolls = [
        (k, actors.chain(event), figure)
        for k, draft in enumerate(book.drafts)
        if draft.stance == "affirms"
        for node, relation, event in draft.triples
        if relation.endswith("In") and (figure := actors.figure(node)) is not None
    ]
    for k, event, low in tolls:
        for j, other_event, high in tolls:
            lower, higher = book.drafts[k], book.drafts[j]
            if (event, low.outcome) != (other_event, high.outcome) or _same_holder(actors, lower, higher):
                continue
            if not like_people(low, high):
                continue
            if low.at_most is not None and high.at_least is not None and low.at_most < high.at_least:
                lower.disputes = sorted({*lower.disputes, j})


def _same_holder(actors: Actors, left: Draft, right: Draft) -> bool:
    if left.claimant is None or right.claimant is None:
        return left.claimant is right.claimant
    return actors.same(left.claimant, right.claimant)
