"""Scores of happenings: the events themselves, who and what takes part, when they were, and the people counted."""

from graphbuild.evaluate.alignment import RELATION_OF, Case
from graphbuild.evaluate.assignment import best_pairs, paired
from graphbuild.evaluate.gold import ROLES, Event, Thing
from graphbuild.evaluate.tally import Sheet
from graphbuild.model import Figure

EVENTS, ARGUMENTS, FIGURES, PERIODS = "events", "arguments", "figures", "periods"
_IN = {role: relation.removesuffix("In") + "-in" for role, relation in RELATION_OF.items()}


def happened(case: Case) -> list[Event]:
    """The events of the gold that are wanted."""
    return [one for one in case.gold.events if one.factuality == "happened"]


def read_events(case: Case) -> list[int]:
    """The events of the reading, as chains."""
    return [at for at, chain in enumerate(case.chains) if chain.family == "event"]


def events(case: Case, sheet: Sheet) -> None:
    """Score events as one thing however often mentioned: found, then also of the right type, place and period."""
    wanted, given = happened(case), read_events(case)
    sizes = {"given": len(given), "wanted": len(wanted)}
    found = [one for one in wanted if one.id in case.happened]
    typed = [one for one in found if case.chains[case.happened[one.id]].kind == one.kind]
    placed = [one for one in typed if place_right(case, one)]
    dated = [one for one in placed if period_right(case, one)]
    sheet.count(EVENTS, "found", right=len(found), **sizes)
    sheet.count(EVENTS, "with type", right=len(typed), **sizes)
    sheet.count(EVENTS, "with place", right=sum(place_right(case, one) for one in found), **sizes)
    sheet.count(EVENTS, "with type and place", right=len(placed), **sizes)
    sheet.count(EVENTS, "with type, place and period", right=len(dated), **sizes)
    chains = {one.id: {at for at in given if one.id in case.shared.get(at, ())} for one in wanted}
    sheet.share(EVENTS, "split", right=sum(len(one) > 1 for one in chains.values()), wanted=len(wanted))
    ids = {one.id for one in wanted}
    merged = [at for at in given if len(case.shared.get(at, frozenset()) & ids) > 1]
    sheet.share(EVENTS, "merged", right=len(merged), wanted=len(given))
    for one in wanted:
        chain = case.happened.get(one.id)
        sheet.taken[("event", one.kind, "not found" if chain is None else case.chains[chain].kind)] += 1
    _event_faults(case, sheet, wanted, given)


def _event_faults(case: Case, sheet: Sheet, wanted: list[Event], given: list[int]) -> None:
    for one in wanted:
        chain, at = case.happened.get(one.id), trigger_at(case, one.id)
        if chain is None:
            sheet.fault(EVENTS, "missed", f"{one.kind} {one.id}", at)
        elif case.chains[chain].kind != one.kind:
            sheet.fault(EVENTS, "false", f"{one.kind} {one.id} is read as {case.chains[chain].kind}", at)
        elif not place_right(case, one):
            told = [case.chains[place].label for place in case.places(chain)]
            places = [filler for role, filler in one.arguments if role == "place"]
            sheet.fault(EVENTS, "false", f"{one.kind} {one.id} was at {places or 'no place'}, read {told}", at)
        elif not period_right(case, one):
            found = case.period(chain)
            told_as = f"{found.begin}..{found.end}" if found else "without a period"
            when = f"{one.when.begin}..{one.when.end}" if one.when else "at no told time"
            sheet.fault(EVENTS, "false", f"{one.kind} {one.id} was {when}, read {told_as}", at)
    paired_chains = set(case.happened.values())
    for chain in given:
        if chain not in paired_chains:
            others = ", ".join(f"{one} {case.events[one].factuality}" for one in sorted(case.shared.get(chain, ())))
            what = f"{case.chains[chain].kind} {case.chains[chain].label!r}" + (f" (is of {others})" if others else "")
            sheet.fault(EVENTS, "false", what, chain_at(case, chain))


def trigger_at(case: Case, event: str) -> int:
    """Where an event of the gold is first mentioned."""
    return min((one.start for one in case.gold.triggers if one.of == event), default=0)


def chain_at(case: Case, chain: int) -> int:
    """Where a chain of the reading begins."""
    return min(one.start for one in case.reading.mentions if case.chain_of[one.id] == chain)


def place_right(case: Case, event: Event) -> bool:
    """Whether a place of a found event is one of the gold's, or neither side has a place."""
    told = case.places(case.happened[event.id])
    wanted = [filler for role, filler in event.arguments if role == "place"]
    if not told or not wanted:
        return not told and not wanted
    return any(case.same_thing(place, one) for place in wanted for one in told)


def period_right(case: Case, event: Event) -> bool:
    """Whether first and last day of a found event are the gold's, or neither side has any."""
    told = case.period(case.happened[event.id])
    if told is None or event.when is None:
        return told is None and event.when is None
    return (told.begin, told.end) == (event.when.begin, event.when.end)


def arguments(case: Case, sheet: Sheet) -> None:
    """Score (event, role, thing): events by their pairs, things by the mentions or names that they share."""
    wanted = [(one.id, role, thing) for one in happened(case) for role, thing in one.arguments]
    given = sorted(case.arguments)

    def same(gold: tuple[str, str, str], read: tuple[int, str, int]) -> bool:
        return gold[1] == read[1] and case.same_event(gold[0], read[0]) and case.same_thing(gold[2], read[2])

    pairs = paired(wanted, given, same)
    sheet.count(ARGUMENTS, "all", right=len(pairs), given=len(given), wanted=len(wanted))
    whole = sorted({(case.rejoined.get(event, event), role, thing) for event, role, thing in given})
    right = len(paired(wanted, whole, same))
    sheet.count(ARGUMENTS, "all, split events rejoined", right=right, given=len(whole), wanted=len(wanted))
    for role in ROLES:
        sheet.count(
            ARGUMENTS,
            _IN.get(role, role),
            right=sum(wanted[i][1] == role for i, _ in pairs),
            given=sum(one[1] == role for one in given),
            wanted=sum(one[1] == role for one in wanted),
        )
    found, sound = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, (event, role, thing) in enumerate(wanted):
        if i not in found:
            what = f"{role} of {event} {case.events[event].kind}: {words(case, thing)}"
            sheet.fault(ARGUMENTS, "missed", what, trigger_at(case, event))
    for j, (chain, role, one) in enumerate(given):
        if j not in sound:
            what = f"{role} of {case.chains[chain].kind} {case.chains[chain].label!r}: {case.chains[one].label!r}"
            sheet.fault(ARGUMENTS, "false", what, chain_at(case, chain))


def words(case: Case, thing: str) -> str:
    """A thing of the gold by its id and the words of its first mention."""
    spans = [one for one in case.gold.mentions if one.of == thing]
    return f"{thing} {case.gold.text[spans[0].start : spans[0].end]!r}" if spans else thing


def figures(case: Case, sheet: Sheet) -> None:
    """Score counted sets of people: outcome and bounds."""
    wanted = [one for one in case.gold.things if one.kind == "CasualtyFigure"]
    given = [
        (at, figure) for at, chain in enumerate(case.chains) if (figure := _figure(case, chain.mentions)) is not None
    ]
    weights = {
        (i, j): 1 + 0.1 * (one.outcome == figure.outcome) + 0.01 * (_bounds(one) == _bounds(figure))
        for i, one in enumerate(wanted)
        for j, (chain, figure) in enumerate(given)
        if one.id in case.shared.get(chain, ())
    }
    pairs = best_pairs(weights)
    both = [(wanted[i], given[j][1]) for i, j in pairs]
    alike = [(one, figure) for one, figure in both if one.outcome == figure.outcome]
    sizes = {"given": len(given), "wanted": len(wanted)}
    sheet.count(FIGURES, "found", right=len(both), **sizes)
    sheet.count(FIGURES, "with outcome", right=len(alike), **sizes)
    low = sum(one.at_least == figure.at_least for one, figure in alike)
    sheet.count(FIGURES, "with outcome and at least", right=low, **sizes)
    exact = sum(_bounds(one) == _bounds(figure) for one, figure in alike)
    sheet.count(FIGURES, "with outcome and both bounds", right=exact, **sizes)
    found, sound = dict(pairs), {j for _, j in pairs}
    for i, one in enumerate(wanted):
        at = min((span.start for span in case.gold.mentions if span.of == one.id), default=0)
        if i not in found:
            sheet.fault(FIGURES, "missed", f"{words(case, one.id)} {one.outcome} {_told(one)}", at)
        elif (figure := given[found[i]][1]).outcome != one.outcome or _bounds(figure) != _bounds(one):
            what = f"{words(case, one.id)} {one.outcome} {_told(one)} is read as {figure.outcome} {_told(figure)}"
            sheet.fault(FIGURES, "false", what, at)
    for j, (chain, figure) in enumerate(given):
        if j not in sound:
            what = f"{case.chains[chain].label!r} {figure.outcome} {_told(figure)}"
            sheet.fault(FIGURES, "false", what, chain_at(case, chain))


def _figure(case: Case, mentions: tuple[str, ...]) -> Figure | None:
    """The figure of a chain: that of its first mention with one, as the graph has it."""
    by_id = {one.id: one.figure for one in case.reading.mentions if one.figure is not None}
    return next((by_id[one] for one in mentions if one in by_id), None)


def _bounds(one: Thing | Figure) -> tuple[int | None, int | None]:
    return one.at_least, one.at_most


def _told(one: Thing | Figure) -> str:
    low, high = ("" if bound is None else str(bound) for bound in _bounds(one))
    return f"{low}..{high}"


def periods(case: Case, sheet: Sheet) -> None:
    """Score when events were; an event that was not found has no right period, one that is none a false one."""
    wanted = [one for one in happened(case) if one.when is not None]
    given = [at for at in read_events(case) if case.period(at) is not None]
    rights = {"begin and end": 0, "begin, end and precision": 0, "begin": 0, "overlap": 0}
    for one in wanted:
        chain = case.happened.get(one.id)
        told = case.period(chain) if chain is not None else None
        if told is None or one.when is None:
            continue
        exact = (told.begin, told.end) == (one.when.begin, one.when.end)
        rights["begin and end"] += exact
        rights["begin, end and precision"] += exact and told.precision == one.when.precision
        rights["begin"] += told.begin == one.when.begin
        rights["overlap"] += (told.begin is None or told.begin <= one.when.end) and (
            told.end is None or told.end >= one.when.begin
        )
    for measure, right in rights.items():
        sheet.count(PERIODS, measure, right=right, given=len(given), wanted=len(wanted))
    for one in wanted:
        chain = case.happened.get(one.id)
        if one.when and chain is not None and not period_right(case, one):
            found = case.period(chain)
            told_as = f"read as {found.begin}..{found.end} ({found.text!r})" if found else "not read"
            what = f"{one.kind} {one.id} {one.when.begin}..{one.when.end} {told_as}"
            sheet.fault(PERIODS, "false" if found else "missed", what, trigger_at(case, one.id))
    dated = {case.happened[one.id] for one in wanted if one.id in case.happened}
    for chain in given:
        found = case.period(chain)
        if chain not in dated and found:
            what = f"{case.chains[chain].label!r} {found.begin}..{found.end} ({found.text!r})"
            sheet.fault(PERIODS, "false", what, chain_at(case, chain))
