"""Who says what: the told relations joined with the attributions that hold them.

A denial that quotes what it denies yields two claims, the denial and the claim that is known through it.  Accusations
and claims of responsibility become claims of their own kind; who takes up what was told holds what was told of it;
denials and lower tolls dispute what they contradict.
"""

from collections.abc import Mapping

from graphbuild.extract.attribution import Attribution
from graphbuild.extract.denials import link_denials, narrow_denials, part_ways, same_holder
from graphbuild.extract.drafts import SURE, UNSURE, Actors, ClaimBook, Deed, Draft, Fact, Triple, weaker
from graphbuild.extract.figures import like_people
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import VIOLENT
from graphbuild.extract.voices import Hold, covers, refuses


def claims(
    scene: Scene,
    attributions: tuple[Attribution, ...],
    holds: Mapping[int, tuple[Hold, ...]],
    facts: list[Fact],
    deeds: Mapping[int, Deed],
    actors: Actors,
) -> ClaimBook:
    """All claims of a document.  `deeds` has what the token of each trigger tells of."""
    book = ClaimBook(scene, attributions, holds, actors, frozenset(t for t, deed in deeds.items() if deed.denied))
    told = {token: deed.node for token, deed in deeds.items()}
    for fact in facts:
        book.file(fact)
    taken_up(book, facts, told)
    for i, attribution in enumerate(attributions):
        if attribution.act in ("claim-responsibility", "deny-responsibility", "accuse", "deny"):
            responsibility(book, i, told)
    for draft in book.drafts:
        name_kind(draft, actors)
    continue_attribution(book, facts)
    narrow_denials(book, facts, deeds)
    part_ways(book)
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
    against = refuses(book.scene, attribution) or any(covers(attribution, t) for t in book.denied)
    if against and attribution.act in ("claim-responsibility", "accuse"):
        return  # what its words negate it does not claim
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
            if (event, low.outcome) != (other_event, high.outcome) or same_holder(actors, lower, higher):
                continue
            if not like_people(low, high):
                continue
            if low.at_most is not None and high.at_least is not None and low.at_most < high.at_least:
                lower.disputes = sorted({*lower.disputes, j})
