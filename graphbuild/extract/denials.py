"""How far a denial goes, and which claims it answers (docs/decisions/0009)."""

from collections.abc import Mapping

from graphbuild.extract.drafts import Actors, ClaimBook, Deed, Draft, Fact, Triple
from graphbuild.extract.figures import ANYBODY
from graphbuild.extract.voices import covers


def narrow_denials(book: ClaimBook, facts: list[Fact], deeds: Mapping[int, Deed]) -> None:
    """What a denial leaves standing is no part of it.

    Who denies having done it, or that somebody did, denies that and no more: not the place, nor the dead.  So a denial
    that names who did it, and one by a side that somebody says did it.  "No soldier died" and "denied that he was
    killed" deny who was harmed.  All else is denied as a whole.
    """
    actors = book.actors
    unhurt = {(actors.chain(deed.node), t): deed.unhurt for t, deed in deeds.items() if deed.unhurt is not None}
    for draft in book.drafts:
        if draft.stance != "denies":
            continue
        about = actors.chain(draft.about) if draft.about is not None else None
        whom = next((w for (node, t), w in unhurt.items() if node == about and draft.start <= t < draft.end), None)
        if whom is not None:
            draft.triples = harmed(book, facts, about, whom)
            continue
        draft.triples = spoken_of(book, draft, facts) or draft.triples


def spoken_of(book: ClaimBook, draft: Draft, facts: list[Fact]) -> dict[Triple, float]:
    """What the words of a denial deny of its event: who did it, or who was harmed where they name nobody else.

    "Denied that he was killed" denies that, "denied having killed him" who did it.
    """
    one = book.attributions[draft.attribution] if draft.attribution is not None else None
    told = [(f, f.argument) for f in facts if f.triple in draft.triples and f.argument is not None]
    near = {f.triple for f, argument in told if draft.start <= argument < draft.end}
    said = [f for f, argument in told if f.triple in near and (one is None or covers(one, argument))]
    fates = {f.triple for f in said if f.triple[1].endswith("In") and book.scene.passive(f.token)}
    chosen = {f.triple for f in said if f.triple[1] == "perpetrator"} or fates
    if not chosen:
        doers = {triple for triple in draft.triples if triple[1] == "perpetrator"}
        chosen = {triple for triple in doers if triple in near or by_own_side(book.actors, triple[2], draft.claimant)}
    return {triple: sure for triple, sure in draft.triples.items() if triple in chosen}


def by_own_side(actors: Actors, doer: int, claimant: int | None) -> bool:
    """Whether the claimant or its side is said to have done it."""
    return claimant is not None and (actors.same(doer, claimant) or actors.same_side(doer, claimant))


def harmed(book: ClaimBook, facts: list[Fact], about: int | None, whom: int) -> dict[Triple, float]:
    """Who is told to have been harmed in an event, of those that a word means: "nobody", or "soldier"."""
    word = book.scene.doc[whom]
    found: dict[Triple, float] = {}
    for fact in facts:
        node, relation, event = fact.triple
        if not relation.endswith("In") or book.actors.chain(event) != about:
            continue
        figure = book.actors.figure(node)
        anybody = word.pos_ in ("PRON", "DET", "NUM") or word.lemma_.lower() in ANYBODY
        role = (figure.role or "").lower() if figure is not None else ""
        if anybody or role.endswith((word.lemma_.lower(), word.lower_, word.lemma_.lower() + "s")):
            found[fact.triple] = max(fact.confidence, found.get(fact.triple, 0.0))
    return found


def part_ways(book: ClaimBook) -> None:
    """Nobody affirms and denies one thing in one breath: of two such the denial counts.

    "It denied the killing and insisted that the army's bullets had hit him."  Who owns up to it and takes that back
    does both.
    """
    for denial in book.drafts:
        for other in book.drafts:
            owns = other.attribution is not None and book.attributions[other.attribution].act == "claim-responsibility"
            if (denial.stance, other.stance) != ("denies", "affirms") or owns:
                continue
            unnamed = denial.claimant is None and (denial.attribution, other.attribution) != (None, None)
            if unnamed or not same_holder(book.actors, denial, other):
                continue
            if other.start < denial.end and denial.start < other.end:
                other.triples = {
                    triple: sure
                    for triple, sure in other.triples.items()
                    if not any(like(book.actors, triple, denied) for denied in denial.triples)
                }


def like(actors: Actors, left: Triple, right: Triple) -> bool:
    """Whether two propositions say the same of the same things."""
    return left[1] == right[1] and actors.same(left[0], right[0]) and actors.same(left[2], right[2])


def link_denials(book: ClaimBook) -> None:
    """A denial disputes the claims of others that affirm what it denies: those of named holders, if there are any."""
    actors = book.actors
    for denial in book.drafts:
        if denial.stance != "denies":
            continue
        denied = [
            j
            for j, other in enumerate(book.drafts)
            if other.stance == "affirms"
            and not same_holder(actors, denial, other)
            and any(like(actors, a, b) for a in denial.triples for b in other.triples)
        ]
        named = [j for j in denied if book.drafts[j].claimant is not None]
        denial.disputes = sorted({*denial.disputes, *(named or denied)})


def same_holder(actors: Actors, left: Draft, right: Draft) -> bool:
    """Whether two claims are made by one claimant, or both by the outlet."""
    if left.claimant is None or right.claimant is None:
        return left.claimant is right.claimant
    return actors.same(left.claimant, right.claimant)
