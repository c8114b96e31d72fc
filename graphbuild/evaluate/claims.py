"""Scores of who says what: claims and denials by claimant, stance and event, and single propositions.

A claimant is a thing of the gold or a chain of the reading, None for the outlet in its own voice, "?" for somebody
unsaid whose claim is known only by its denial.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from graphbuild.evaluate.alignment import RELATION_OF, ROLE_OF, Case
from graphbuild.evaluate.assignment import paired
from graphbuild.evaluate.gold import GoldClaim
from graphbuild.evaluate.happenings import words
from graphbuild.evaluate.tally import Sheet
from graphbuild.model import Claim, Proposition

CLAIMS, PROPOSITIONS = "claims", "propositions"
UNSAID: Final = "?"
SYMMETRIC: Final = frozenset({"alliedWith", "fights"})
_SPEAKS_FOR: Final = frozenset({"memberOf", "leaderOf"})
GoldSide = str | None
ReadSide = int | str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """That somebody affirms or denies an event of the gold; `extra` is kind or certainty where that counts too."""

    claimant: GoldSide
    stance: str
    event: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """That somebody affirms or denies an event of the reading; `extra` is kind or certainty where that counts too."""

    claimant: ReadSide
    stance: str
    event: int
    extra: str = ""


def claims(case: Case, sheet: Sheet) -> None:
    """Score (claimant, stance, event), once for each event that a claim is about, however often it is said."""
    wanted, given = _wanted(case), _given(case)
    known, read = [one for one in wanted if _is_known(one)], [one for one in given if _is_known(one)]
    pairs = _count(case, sheet, "total", known, read)
    said, told = [one for one in known if one.claimant], [one for one in read if one.claimant is not None]
    _count(case, sheet, "attributed", said, told)
    _count(case, sheet, "outlet", [w for w in known if not w.claimant], [g for g in read if g.claimant is None])
    denied = [one for one in known if one.stance == "denies"]
    _count(case, sheet, "denials", denied, [one for one in read if one.stance == "denies"])
    unsaid = ([w for w in wanted if not _is_known(w)], [g for g in given if not _is_known(g)])
    _count(case, sheet, "known only by a denial", *unsaid)
    near = paired(said, told, lambda one, other: _same(case, one, other, near=True))
    sheet.count(
        CLAIMS, "attributed, to claimant or whom he speaks for", right=len(near), given=len(told), wanted=len(said)
    )
    whole = dict.fromkeys(replace(one, event=case.rejoined.get(one.event, one.event)) for one in read)
    _count(case, sheet, "total, split events rejoined", known, list(whole))
    for extra in ("kind", "certainty"):
        more = [one for one in _wanted(case, extra) if _is_known(one)]
        _count(case, sheet, f"total, with {extra}", more, [one for one in _given(case, extra) if _is_known(one)])
    _disputes(case, sheet)
    for i, j in paired(known, read, lambda one, other: _same(case, one, other, stance=False)):
        sheet.taken[("stance", known[i].stance, read[j].stance)] += 1
    _faults(case, sheet, known, read, pairs)


def _is_known(one: Wanted | Given) -> bool:
    return one.claimant != UNSAID


def _count(
    case: Case, sheet: Sheet, measure: str, wanted: Sequence[Wanted], given: Sequence[Given]
) -> list[tuple[int, int]]:
    pairs = paired(wanted, given, lambda one, other: _same(case, one, other))
    sheet.count(CLAIMS, measure, right=len(pairs), given=len(given), wanted=len(wanted))
    return pairs


def _wanted(case: Case, extra: str = "") -> list[Wanted]:
    """What the gold's claims say of events that happened."""
    return list(
        dict.fromkeys(
            Wanted(claim.claimant, claim.stance, event, _extra(claim, extra))
            for claim in case.gold.claims
            for event in _gold_events(case, claim)
        )
    )


def _gold_events(case: Case, claim: GoldClaim) -> list[str]:
    held = dict.fromkeys(one.of for one in claim.holds)
    return [one for one in held if one in case.events and case.events[one].factuality == "happened"]


def _given(case: Case, extra: str = "") -> list[Given]:
    """What the reading's claims say of events."""
    return list(
        dict.fromkeys(
            Given(speaker(case, claim), claim.stance, event, _extra(claim, extra))
            for claim in case.reading.claims
            for event in read_about(case, claim)
        )
    )


def _extra(claim: GoldClaim | Claim, extra: str) -> str:
    return {"": "", "kind": claim.kind, "certainty": claim.certainty}[extra]


def speaker(case: Case, claim: Claim) -> ReadSide:
    """Who makes a claim of the reading."""
    if claim.claimant is not None:
        return case.chain_of[claim.claimant]
    return None if claim.attested_only_via is None else UNSAID


def read_about(case: Case, claim: Claim) -> list[int]:
    """The events that a claim of the reading is about, as the graph has them.

    They are the event that it names and those in its propositions; for a claim without either, those of the claims
    that it disputes.
    """
    found = _named(case, claim)
    if not found:
        by_id = {one.id: one for one in case.reading.claims}
        found = {event for other in claim.disputes for event in _named(case, by_id[other])}
    return sorted(found)


def _named(case: Case, claim: Claim) -> set[int]:
    sides = {side for one in claim.propositions for side in (one.subject, one.object)}
    sides |= {claim.about} if claim.about is not None else set()
    return {chain for side in sides if case.chains[chain := case.chain_of[side]].family == "event"}


def same_speaker(case: Case, wanted: GoldSide, given: ReadSide, *, near: bool = False) -> bool:
    """Whether two claimants are one; `near` lets a spokesman stand for his group, and the group for him."""
    if wanted is None or wanted == UNSAID or not isinstance(given, int):
        return wanted == given
    ids = {wanted}
    if near:
        bound = [one for one in case.gold.relations if one.relation in _SPEAKS_FOR]
        ids |= {one.object for one in bound if one.subject == wanted}
        ids |= {one.subject for one in bound if one.object == wanted}
    return any(case.same_thing(one, given) for one in sorted(ids))


def _same(case: Case, wanted: Wanted, given: Given, *, stance: bool = True, near: bool = False) -> bool:
    return (
        (wanted.stance == given.stance or not stance)
        and wanted.extra == given.extra
        and case.same_event(wanted.event, given.event)
        and same_speaker(case, wanted.claimant, given.claimant, near=near)
    )


def _disputes(case: Case, sheet: Sheet) -> None:
    """Score pairs of claims that contradict each other: claimant and stance of both, and an event of each."""
    gold_by_id = {one.id: one for one in case.gold.claims}
    read_by_id = {one.id: one for one in case.reading.claims}
    wanted = [
        (one, gold_by_id[other])
        for one in case.gold.claims
        for other in one.disputes
        if _gold_events(case, one) and _gold_events(case, gold_by_id[other])
    ]
    given = [(one, read_by_id[other]) for one in case.reading.claims for other in one.disputes]

    def alike(one: GoldClaim, other: Claim) -> bool:
        return (
            one.stance == other.stance
            and same_speaker(case, one.claimant, speaker(case, other))
            and any(case.same_event(a, b) for a in _gold_events(case, one) for b in read_about(case, other))
        )

    pairs = paired(wanted, given, lambda one, other: all(alike(a, b) for a, b in zip(one, other, strict=True)))
    sheet.count(CLAIMS, "disputes", right=len(pairs), given=len(given), wanted=len(wanted))


def _faults(case: Case, sheet: Sheet, wanted: list[Wanted], given: list[Given], pairs: list[tuple[int, int]]) -> None:
    found, sound = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, one in enumerate(wanted):
        if i not in found:
            at = min(
                claim.start
                for claim in case.gold.claims
                if (claim.claimant, claim.stance) == (one.claimant, one.stance)
                and one.event in _gold_events(case, claim)
            )
            event = "" if one.event in case.happened else ", which is not found"
            kind = case.events[one.event].kind
            what = f"{_who(case, one.claimant)} {one.stance} {kind} ({one.event}{event})"
            sheet.fault(CLAIMS, "missed", what, at)
    ids = {chain: event for event, chain in case.happened.items()}
    for j, its in enumerate(given):
        if j not in sound:
            at = min(
                claim.start
                for claim in case.reading.claims
                if (speaker(case, claim), claim.stance) == (its.claimant, its.stance)
                and its.event in read_about(case, claim)
            )
            chain = case.chains[its.event]
            event = ids.get(its.event, "no event of the gold")
            sheet.fault(CLAIMS, "false", f"{_who(case, its.claimant)} {its.stance} {chain.label!r} ({event})", at)


def _who(case: Case, side: GoldSide | ReadSide) -> str:
    if side is None:
        return "the outlet"
    return repr(case.chains[side].label) if isinstance(side, int) else words(case, side)


GoldTold = tuple[str, str, str, str, GoldSide]
ReadTold = tuple[int, str, int, str, ReadSide]


def propositions(case: Case, sheet: Sheet) -> None:
    """Score single relations with stance and claimant, then without the claimant."""
    wanted, given = gold_told(case), read_told(case)
    pairs = paired(wanted, given, lambda one, other: _same_told(case, one, other))
    strict = {"given": len(given), "wanted": len(wanted)}
    sheet.count(PROPOSITIONS, "with stance and claimant", right=len(pairs), **strict)
    fewer = list(dict.fromkeys((*one[:4], None) for one in wanted))
    less = list(dict.fromkeys((*one[:4], None) for one in given))
    loose = paired(fewer, less, lambda one, other: _same_told(case, one, other))
    sheet.count(PROPOSITIONS, "with stance", right=len(loose), given=len(less), wanted=len(fewer))
    events = {at for at, chain in enumerate(case.chains) if chain.family == "event"}
    bare = [one for one in fewer if not {one[0], one[2]} & case.events.keys()]
    their = [one for one in less if not {one[0], one[2]} & events]
    alone = paired(bare, their, lambda one, other: _same_told(case, one, other))
    sheet.count(PROPOSITIONS, "between things, with stance", right=len(alone), given=len(their), wanted=len(bare))
    _told_faults(case, sheet, (wanted, given), pairs)


def gold_told(case: Case) -> list[GoldTold]:
    """Every relation that a claim of the gold holds, in the terms of the ontology."""
    relations = {one.id: one for one in case.gold.relations}
    found: dict[GoldTold, None] = {}
    for claim in case.gold.claims:
        for item in claim.holds:
            if item.of in relations:
                one = relations[item.of]
                found[(one.subject, one.relation, one.object, claim.stance, claim.claimant)] = None
            elif case.events[item.of].factuality == "happened":
                for role, thing in case.events[item.of].arguments:
                    if item.role in (None, role) and item.filler in (None, thing):
                        triple = (thing, RELATION_OF[role], item.of) if role in RELATION_OF else (item.of, role, thing)
                        found[(*triple, claim.stance, claim.claimant)] = None
    return list(found)


def read_told(case: Case) -> list[ReadTold]:
    """Every relation that a claim of the reading holds, as chains."""
    chain_of = case.chain_of
    by_id = {one.id: one for one in case.reading.claims}
    return list(
        dict.fromkeys(
            (chain_of[one.subject], one.relation, chain_of[one.object], claim.stance, speaker(case, claim))
            for claim in case.reading.claims
            for one in held(claim, by_id)
        )
    )


def held(claim: Claim, by_id: dict[str, Claim]) -> list[Proposition]:
    """The propositions of a claim; for a denial without any, what it refuses of the claims that it disputes.

    Of an accusation that is who did it, as in the graph (`graphbuild/graph/telling.py`).
    """
    if claim.propositions or claim.stance == "affirms":
        return list(claim.propositions)
    return [
        one
        for other in claim.disputes
        for one in by_id[other].propositions
        if by_id[other].kind != "Accusation" or one.relation == "perpetrator"
    ]


def _same_told(case: Case, wanted: GoldTold, given: ReadTold) -> bool:
    if wanted[1] != given[1] or wanted[3] != given[3] or not same_speaker(case, wanted[4], given[4]):
        return False

    def same(one: str, chain: int) -> bool:
        return case.same_event(one, chain) if one in case.events else case.same_thing(one, chain)

    turned = wanted[1] in SYMMETRIC and same(wanted[0], given[2]) and same(wanted[2], given[0])
    return turned or (same(wanted[0], given[0]) and same(wanted[2], given[2]))


def _told_faults(
    case: Case, sheet: Sheet, told: tuple[list[GoldTold], list[ReadTold]], pairs: list[tuple[int, int]]
) -> None:
    found, sound = {i for i, _ in pairs}, {j for _, j in pairs}
    starts: dict[str, int] = {}
    for span in (*case.gold.mentions, *case.gold.triggers):
        starts[span.of] = min(span.start, starts.get(span.of, span.start))
    for i, (subject, relation, thing, stance, who) in enumerate(told[0]):
        if i not in found:
            one, other = (words(case, side) if side in case.things else side for side in (subject, thing))
            event = thing if relation in ROLE_OF else subject
            what = f"{_who(case, who)} {stance}: {one} {relation} {other}"
            sheet.fault(PROPOSITIONS, "missed", what, starts.get(event, 0))
    first = {one.id: one.start for one in case.reading.mentions}
    for j, (left, relation, right, stance, whom) in enumerate(told[1]):
        if j not in sound:
            event_chain = right if relation in ROLE_OF else left
            what = f"{_who(case, whom)} {stance}: {case.chains[left].label!r} {relation} {case.chains[right].label!r}"
            at = min(first[one] for one in case.chains[event_chain].mentions)
            sheet.fault(PROPOSITIONS, "false", what, at)
