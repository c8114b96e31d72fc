"""Scores of what is marked in the text: mentions of things, triggers of events, and how real the events are."""

from graphbuild.evaluate.alignment import WIDE, Case, Stretch
from graphbuild.evaluate.gold import FACTUALITY
from graphbuild.evaluate.tally import Sheet

MENTIONS, TRIGGERS = "mentions", "triggers"


def mentions(case: Case, sheet: Sheet) -> None:
    """Score names and descriptions; a pair with a pronoun on either side is left to coreference."""
    gold, read, paired = case.mentions.gold, case.mentions.read, case.mentions.pairs
    pairs = [(gold[i], read[j]) for i, j in paired if not gold[i].pronoun and not read[j].pronoun]
    partner, other = dict(paired), {j: i for i, j in paired}
    wanted = [one for i, one in enumerate(gold) if not one.pronoun and not _pronoun(read, partner.get(i))]
    given = [one for j, one in enumerate(read) if not one.pronoun and not _pronoun(gold, other.get(j))]
    alike = [(one, its) for one, its in pairs if one.wide == its.wide]
    sizes = {"given": len(given), "wanted": len(wanted)}
    sheet.count(MENTIONS, "overlap, any class", right=len(pairs), **sizes)
    sheet.count(MENTIONS, "overlap", right=len(alike), **sizes)
    exact = sum((one.start, one.end) == (its.start, its.end) for one, its in alike)
    sheet.count(MENTIONS, "exact span", right=exact, **sizes)
    same = sum(bool(set(one.kinds) & set(its.kinds)) for one, its in alike)
    sheet.count(MENTIONS, "overlap with exact class", right=same, **sizes)
    for name in WIDE:
        sheet.count(
            MENTIONS,
            name,
            right=sum(one.wide == name for one, _ in alike),
            given=sum(one.wide == name for one in given),
            wanted=sum(one.wide == name for one in wanted),
        )
    for one, its in pairs:
        sheet.taken[("mention", one.kinds[0], its.kinds[0])] += 1
    _faults(case, sheet, MENTIONS, wanted, given, alike)


def _pronoun(stretches: tuple[Stretch, ...], at: int | None) -> bool:
    return at is not None and stretches[at].pronoun


def _faults(
    case: Case,
    sheet: Sheet,
    layer: str,
    wanted: list[Stretch],
    given: list[Stretch],
    right: list[tuple[Stretch, Stretch]],
) -> None:
    found, sound = {id(one) for one, _ in right}, {id(one) for _, one in right}
    text = case.gold.text
    for one in wanted:
        if id(one) not in found:
            sheet.fault(layer, "missed", f"{one.kinds[0]} {text[one.start : one.end]!r} ({one.ids[0]})", one.start)
    for one in given:
        if id(one) not in sound:
            sheet.fault(layer, "false", f"{one.kinds[0]} {text[one.start : one.end]!r}", one.start)


def triggers(case: Case, sheet: Sheet) -> None:
    """Score the mentions of events that happened; those of other events are not wanted, and counted apart if read."""
    gold, read = case.triggers.gold, case.triggers.read
    happened = [bool(kinds_happened(case, one)) for one in gold]
    pairs = [(gold[i], read[j]) for i, j in case.triggers.pairs if happened[i]]
    typed = sum(bool(kinds_happened(case, one) & set(its.kinds)) for one, its in pairs)
    sizes = {"given": len(read), "wanted": sum(happened)}
    sheet.count(TRIGGERS, "overlap", right=len(pairs), **sizes)
    sheet.count(TRIGGERS, "overlap with type", right=typed, **sizes)
    wanted = [one for i, one in enumerate(gold) if happened[i]]
    _faults(case, sheet, TRIGGERS, wanted, list(read), pairs)
    _factuality(case, sheet)


def kinds_happened(case: Case, stretch: Stretch) -> set[str]:
    """The types of the events that happened among those of a stretch."""
    events = (case.events[one] for one in stretch.ids)
    return {one.kind for one in events if one.factuality == "happened"}


def _factuality(case: Case, sheet: Sheet) -> None:
    """How many events of each factuality are read as events, which says that they happened."""
    told = {one for i, _ in case.triggers.pairs for one in case.triggers.gold[i].ids}
    for name in FACTUALITY:
        events = [one.id for one in case.gold.events if one.factuality == name]
        right = sum(one in told for one in events)
        measure = "told as happened" if name == "happened" else f"told as happened though {name}"
        sheet.share(TRIGGERS, measure, right=right, wanted=len(events))
        sheet.taken[("factuality", name, "happened")] += right
        sheet.taken[("factuality", name, "not told")] += len(events) - right
