"""Claims while they are put together: told relations, drafts of claims, and the book that files one under the other.

A relation belongs to the innermost attribution whose content covers the word that tells it; without one the outlet
says so itself.  Nodes are indices of the caller's mentions; what is one thing is the caller's `same`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from graphbuild.extract.attribution import Attribution
from graphbuild.extract.evidence import UNLAYERED
from graphbuild.extract.scene import Scene
from graphbuild.extract.voices import Hold, asserts, covers, innermost, negates, refuses
from graphbuild.model import Certainty, ClaimKind, Figure, Period, Stance

SURE, UNSURE = 0.9, 0.6  # of what no layer judges: relations of grammar; what a claim of responsibility takes up
RANK: tuple[Certainty, ...] = ("possible", "probable", "certain")
Triple = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """A told relation over nodes; `token` is the word that tells it, `event` the node of the event or None.

    `argument` is the head of who or what takes part, if that is known to stand in words of its own.

    `confidence` says how sure it is that the text tells it.  `anaphoric` marks what a definite noun adds to an event
    that was told before ("The strike was carried out by ...").
    """

    triple: Triple
    token: int
    event: int | None
    anaphoric: bool = False
    certainty: Certainty = "certain"
    confidence: float = SURE
    argument: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """The node of the event that a trigger tells of, and whether its clause negates it.

    `unhurt` is the word for who came to no harm: "no soldier died".
    """

    node: int
    denied: bool = False
    unhurt: int | None = None


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
        denied: Collection[int] = (),
    ) -> None:
        self.scene = scene
        self.attributions = attributions
        self.holds = holds
        self.actors = actors
        self.denied = denied  # the triggers that their own clause negates
        self.drafts: list[Draft] = []
        self.index: dict[tuple[int | None, int, int | None, Certainty, Stance], int] = {}
        self.unasserted: list[Fact] = []

    def file(self, fact: Fact) -> None:
        """Put a fact under each who holds it; the outlet's own voice where nobody does."""
        token = self.said_at(fact)
        sure = {one.attribution: one.confidence for one in self.holds_of(token) if one.told}
        held = list(sure)
        inner = innermost(self.attributions, token)
        if not held and inner and not asserts(self.attributions[inner[0]]):
            self.unasserted.append(fact)
            return
        if not held:
            self._put(fact, None, token)
            return
        filed = {k: self._put(fact, k, token) for k in held}
        for k, at in filed.items():
            self.drafts[at].confidence = max(sure[k], self.drafts[at].confidence)
        for k, denial in filed.items():
            for other, claim in filed.items():
                if self.stance(k, token) == "denies" and self.stance(other, token) == "affirms":
                    self._answer(denial, claim)

    def said_at(self, fact: Fact) -> int:
        """The word that tells who tells a fact: that of the event, or of who takes part, where only another names him.

        "Four farmers were killed.  'We did not lay the mine,' said ...": it is not the outlet that speaks of "we".
        """
        if fact.argument is None or self.scene.sentence(fact.argument) == self.scene.sentence(fact.token):
            return fact.token
        inner = innermost(self.attributions, fact.argument)[:1]
        elsewhere = inner and asserts(self.attributions[inner[0]]) and inner[0] not in self._sayers(fact.token)
        return fact.argument if elsewhere else fact.token

    def _sayers(self, token: int) -> set[int]:
        return {
            *innermost(self.attributions, token),
            *(one.attribution for one in self.holds.get(token, ()) if one.told),
        }

    def stance(self, attribution: int | None, token: int) -> Stance:
        """Whether who says so affirms or denies what a word tells.

        Who says in so many words that it was not so denies it, whatever the verb: "we never attacked them, he said".
        """
        if token in self.denied:
            return "denies"
        if attribution is None:
            return "affirms"
        one = self.attributions[attribution]
        if covers(one, token):
            against = token not in self.holds and negates(self.scene, token)
        else:
            against = refuses(self.scene, one)
        return "denies" if against else one.stance

    def holds_of(self, token: int) -> tuple[Hold, ...]:
        """Who holds what a word tells; for words that are no trigger, the innermost in whose content it stands.

        Nobody holds and denies the same words: of two such the surer counts.  A clause that negates the event speaks
        for those only whose words it is.
        """
        if token in self.holds:
            kept: list[Hold] = []
            inner = innermost(self.attributions, token) if token in self.denied else None
            for hold in self.holds[token]:
                if inner is not None and hold.attribution not in inner[:1]:
                    continue
                if not any(self._contradicts_itself(hold.attribution, other.attribution, token) for other in kept):
                    kept.append(hold)
            return tuple(kept)
        inner = innermost(self.attributions, token)[:1]
        return tuple(Hold(k, UNLAYERED, True) for k in inner if asserts(self.attributions[k]))

    def _contradicts_itself(self, one: int, other: int, token: int) -> bool:
        """ "Denied the killing and insisted that ...": whether one source would hold and deny the same words."""
        return self.stance(one, token) != self.stance(other, token) and self._one_voice(one, other)

    def _one_voice(self, inner: int, outer: int) -> bool:
        """Whether two attributions have one source."""
        tokens = self.attributions[inner].source, self.attributions[outer].source
        left, right = (self.actors.node_at(token) if token is not None else None for token in tokens)
        if tokens[0] == tokens[1] is not None:
            return True
        return left is not None and right is not None and self.actors.same(left, right)

    def _answer(self, denial: int, claim: int) -> None:
        if claim not in self.drafts[denial].disputes:
            self.drafts[denial].disputes.append(claim)
        if self.drafts[claim].claimant is None:  # where its holder is named, the outlet says that it is held
            self.drafts[claim].attested_only_via = denial

    def _put(self, fact: Fact, attribution: int | None, token: int) -> int:
        at = self.draft(attribution, token, fact.event, fact.certainty)
        draft = self.drafts[at]
        draft.triples[fact.triple] = max(fact.confidence, draft.triples.get(fact.triple, 0.0))
        if draft.stance == "affirms":
            draft.certainty = weaker(draft.certainty, fact.certainty)
        return at

    def draft(self, attribution: int | None, token: int, event: int | None, certainty: Certainty = "certain") -> int:
        """The index of the draft of this attribution (or sentence) about this event, made on first use."""
        start, end = self.scene.sentence(token)
        group = self.actors.chain(event) if event is not None else None
        stance = self.stance(attribution, token)
        key = (attribution, start if attribution is None else 0, group, certainty, stance)
        if key not in self.index:
            self.index[key] = len(self.drafts)
            self.drafts.append(self._fresh(attribution, stance, start, end, event))
        return self.index[key]

    def _fresh(self, attribution: int | None, stance: Stance, start: int, end: int, event: int | None) -> Draft:
        kind: ClaimKind = "Denial" if stance == "denies" else "Claim"
        if attribution is None:
            return Draft(None, None, kind, stance, "certain", None, start, end, event)
        one = self.attributions[attribution]
        source = self.actors.node_at(one.source) if one.source is not None else None
        via = tuple(node for token in one.via if (node := self.actors.node_at(token)) is not None)
        begin, stop = min(start, one.start), max(end, one.end)
        said_on = day_of_saying(self.scene, one)
        made = Draft(attribution, source, kind, stance, one.certainty, one.verb, begin, stop, event, said_on)
        made.via, made.confidence = via, 0.0  # until it is known how surely it holds something
        return made


def day_of_saying(scene: Scene, attribution: Attribution) -> Period | None:
    """When it was said, where the words tell and the calendar knows."""
    at = next((one for one in scene.times if one.start_token == attribution.on), None)
    found = scene.placed.get(at) if at is not None else None
    return Period("", *found, at.text) if at is not None and found is not None else None
