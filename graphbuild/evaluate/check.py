"""Whether gold answers hang together: every fault in words that say what to mend."""

from collections.abc import Iterator
from typing import Final

from graphbuild.evaluate.gold import FACTUALITY, HARM, PRECISIONS, ROLES, Event, Gold, GoldClaim, Thing

_ACTORS: Final = frozenset({"Person", "Group", "ArmedGroup", "StateForce", "Government", "InternationalOrganization",
                            "MediaOrganization", "Civilians"})  # fmt: skip
_FILLS: Final = {"place": frozenset({"Place"}), "instrument": frozenset({"Equipment"}),
                 "perpetrator": _ACTORS | {"Equipment"}, "participant": _ACTORS,
                 "target": _ACTORS | {"Place", "Equipment"}}  # fmt: skip
_HARMED: Final = _ACTORS | {"CasualtyFigure"}


def faults(gold: Gold) -> Iterator[str]:
    """What is wrong with a report's gold answers."""
    things = {one.id: one for one in gold.things}
    events = {one.id: one for one in gold.events}
    claims = {one.id: one for one in gold.claims}
    yield from _ids(gold)
    yield from _marks(gold, set(things), set(events), set(claims))
    for thing in gold.things:
        yield from _thing(thing, things)
    for event in gold.events:
        yield from _event(event, things, gold)
    for relation in gold.relations:
        for one in (relation.subject, relation.object):
            if one not in things:
                yield f"the relation {relation.id} names {one}, which is no thing"
    for claim in gold.claims:
        yield from _claim(claim, things, events, {one.id for one in gold.relations}, claims)
    yield from _unheld(gold)


def _ids(gold: Gold) -> Iterator[str]:
    every = [one.id for part in (gold.things, gold.events, gold.relations, gold.claims) for one in part]
    for one in sorted({one for one in every if every.count(one) > 1}):
        yield f"{one} is declared more than once"


def _marks(gold: Gold, things: set[str], events: set[str], claims: set[str]) -> Iterator[str]:
    parts = ((gold.mentions, things, "mention", "thing"), (gold.triggers, events, "trigger", "event"),
             (gold.cues, claims, "cue", "claim"))  # fmt: skip
    for spans, known, mark, noun in parts:
        marked = {one.of for one in spans}
        for one in sorted(marked - known):
            yield f"the {mark} {one} is marked in the text, but no {noun} {one} is declared"
        if noun != "claim":
            for one in sorted(known - marked):
                yield f"the {noun} {one} is declared, but nothing in the text is marked so"
    for claim in gold.claims:
        cued = any(one.of == claim.id for one in gold.cues)
        if claim.claimant not in (None, "?") and not cued:
            wanted = f"{{{claim.id}~...}}"
            yield f"the claim {claim.id} has a claimant, but no cue: mark the words that say so, {wanted}"


def _thing(thing: Thing, things: dict[str, Thing]) -> Iterator[str]:
    if thing.kind == "CasualtyFigure":
        if thing.outcome not in HARM:
            yield f"the figure {thing.id} has the outcome {thing.outcome}; one of {', '.join(HARM)} is wanted"
        if thing.at_least is not None and thing.at_most is not None and thing.at_least > thing.at_most:
            yield f"the figure {thing.id} has its bounds the wrong way round"
        if thing.of is not None and (thing.of not in things or things[thing.of].kind not in _ACTORS):
            yield f"the figure {thing.id} belongs to {thing.of}, which is no declared group"


def _event(event: Event, things: dict[str, Thing], gold: Gold) -> Iterator[str]:
    if event.factuality not in FACTUALITY:
        yield f"the event {event.id} is {event.factuality}; one of {', '.join(FACTUALITY)} is wanted"
    for role, filler in event.arguments:
        if filler not in things:
            yield f"the event {event.id} has the {role} {filler}, which is no declared thing"
        elif things[filler].kind not in _FILLS.get(role, _HARMED):
            yield f"the event {event.id} has the {role} {filler}, which is a {things[filler].kind}"
        elif role not in _FILLS and things[filler].outcome not in (None, role):
            yield f"the figure {filler} is {things[filler].outcome}, but {role} in {event.id}"
    if event.when:
        if event.when.begin > event.when.end:
            yield f"the event {event.id} ends before it begins"
        if event.when.precision not in PRECISIONS:
            yield f"the event {event.id} has the precision {event.when.precision}; {', '.join(PRECISIONS)} are known"
        if event.factuality == "happened" and gold.published and event.when.begin > gold.published:
            yield f"the event {event.id} happened after the day of publication"


def _claim(
    claim: GoldClaim,
    things: dict[str, Thing],
    events: dict[str, Event],
    relations: set[str],
    claims: dict[str, GoldClaim],
) -> Iterator[str]:
    if claim.claimant not in (None, "?") and (
        claim.claimant not in things or things[claim.claimant].kind not in _ACTORS
    ):
        yield f"the claimant {claim.claimant} of {claim.id} is no declared actor (a hospital that speaks is a Group)"
    if claim.certainty not in ("certain", "probable", "possible"):
        yield f"the claim {claim.id} is {claim.certainty}; certain, probable or possible is wanted"
    if claim.kind in ("ResponsibilityClaim", "Accusation") and claim.stance == "denies":
        yield f"the claim {claim.id} denies, so it is no {claim.kind}"
    for one in claim.via:
        if one not in things:
            yield f"the claim {claim.id} came via {one}, which is no declared thing"
    for one in (*claim.disputes, *([claim.only] if claim.only else [])):
        if one not in claims:
            yield f"the claim {claim.id} names the claim {one}, which is not declared"
    if claim.only and claim.only in claims and claims[claim.only].stance != "denies":
        yield f"the claim {claim.id} is known only through {claim.only}, which is no denial"
    for item in claim.holds:
        if item.of in relations and item.role is None:
            continue
        if item.of not in events:
            yield f"the claim {claim.id} holds {item.of}, which is no event or relation"
        elif item.role is not None and not any(
            role == item.role and item.filler in (None, filler) for role, filler in events[item.of].arguments
        ):
            wanted = f"{item.of}.{item.role}" + (f"={item.filler}" if item.filler else "")
            known = "" if item.role in ROLES else f"; roles are {', '.join(ROLES)}"
            yield f"the claim {claim.id} holds {wanted}, which the event does not have{known}"


def _unheld(gold: Gold) -> Iterator[str]:
    held = {item.of for claim in gold.claims for item in claim.holds}
    for event in gold.events:
        if event.factuality == "happened" and event.id not in held:
            yield f"nobody holds the event {event.id}: declare a claim, of the outlet (-) if it says so itself"
    for relation in gold.relations:
        if relation.id not in held:
            yield f"nobody holds the relation {relation.id}"
