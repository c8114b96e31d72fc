"""How one article tells of each event: who affirms it, who denies it, whom it is laid to.

Written as summary triples (`gb:claimedBy`, `gb:deniedBy`, `gb:attributedTo` ...) and as the grounds of `gb:status`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graphbuild.graph.namespaces import gb
from graphbuild.model import Claim, Proposition, Reading
from graphbuild.resolve.names import Referents

Triple = tuple[str, str, str]


@dataclass(slots=True)
class Telling:
    """Whether an event is affirmed in the outlet's own voice, as the word of others, or only as what is denied; and
    whether somebody denies it."""

    own: bool = False
    attributed: bool = False
    disputed_only: bool = False
    denied: bool = False


def status(own: bool, attributed: bool, disputed_only: bool, denied: bool) -> str | None:
    """The status of an event from all that is told of it; None where nobody claims anything.

    >>> status(True, False, False, True), status(False, True, False, False), status(False, False, True, True)
    ('Contested', 'Claimed', 'Denied')
    """
    if denied:
        return "Contested" if own or attributed else "Denied"
    if own:
        return "Reported"
    return "Claimed" if attributed or disputed_only else None


def claimant(claim: Claim, names: Referents) -> NamedNode:
    """Who makes a claim: an actor, the outlet, or somebody unnamed where the claim is known only by its denial."""
    if claim.claimant is not None:
        return NamedNode(names.of[claim.claimant])
    if claim.attested_only_via is not None:
        return gb("unnamed")
    return NamedNode(names.publisher or names.article)


def held(claim: Claim, claims: Mapping[str, Claim]) -> tuple[Proposition, ...]:
    """The propositions of a claim; for a denial without any, what it refuses of the claims that it disputes.

    Of an accusation that is who did it: where it was and who died may well be granted.
    """
    if claim.propositions or claim.stance == "affirms":
        return claim.propositions
    disputed = [claims[one] for one in claim.disputes]
    return tuple(
        one
        for other in disputed
        for one in other.propositions
        if other.kind != "Accusation" or one.relation == "perpetrator"
    )


def concerned(reading: Reading, names: Referents) -> dict[str, list[str]]:
    """The events that each claim is about, by the id of the claim.

    They are the event that it names and those in its propositions; for a claim without either, those of the claims
    that it disputes.
    """
    events = {iri for iri, thing in names.things if thing.family == "event"}
    found: dict[str, list[str]] = {}
    for claim in reading.claims:
        sides = {side for one in claim.propositions for side in (one.subject, one.object)}
        sides |= {claim.about} if claim.about is not None else set()
        found[claim.id] = sorted({names.of[side] for side in sides} & events)
    return {
        claim.id: found[claim.id] or sorted({event for other in claim.disputes for event in found[other]})
        for claim in reading.claims
    }


def tellings(reading: Reading, names: Referents) -> dict[str, Telling]:
    """How the article tells of each event that its claims are about."""
    found: dict[str, Telling] = {}
    events = concerned(reading, names)
    for claim in reading.claims:
        for event in events[claim.id]:
            telling = found.setdefault(event, Telling())
            telling.denied |= claim.stance == "denies"
            if claim.stance == "affirms":
                telling.disputed_only |= claim.attested_only_via is not None
                telling.own |= claim.attested_only_via is None and claim.claimant is None
                telling.attributed |= claim.attested_only_via is None and claim.claimant is not None
    return found


def summaries(reading: Reading, names: Referents) -> Iterator[Triple]:
    """Who claims, denies and is accused of the events of an article, as (event, property, actor)."""
    events = concerned(reading, names)
    by_id = {claim.id: claim for claim in reading.claims}
    for claim in reading.claims:
        who = claimant(claim, names).value
        if claim.stance == "denies":
            own = answered(claim, who, by_id, names)
            for event in sorted(own.union(events[claim.id])):
                yield event, "deniedBy", who
                if event in own:
                    yield event, "responsibilityDeniedBy", who
        elif claim.kind == "Accusation":
            yield from accused(claim, names)
        elif claim.claimant is not None:
            for event in events[claim.id]:
                yield event, "claimedBy", who
                if claim.kind == "ResponsibilityClaim":
                    yield event, "responsibilityClaimedBy", who


def accused(claim: Claim, names: Referents) -> Iterator[Triple]:
    """Whom an accusation lays its events to."""
    for one in claim.propositions:
        if one.relation == "perpetrator":
            yield names.of[one.subject], "attributedTo", names.of[one.object]


def answered(denial: Claim, who: str, claims: Mapping[str, Claim], names: Referents) -> set[str]:
    """The events for which a denial refuses the claimant's own responsibility.

    It does so where it denies that the claimant was the perpetrator, or disputes an accusation that says so.
    """
    accusations = [claims[one] for one in denial.disputes if claims[one].kind == "Accusation"]
    return {
        names.of[one.subject]
        for claim in (denial, *accusations)
        for one in claim.propositions
        if one.relation == "perpetrator" and names.of[one.object] == who
    }
