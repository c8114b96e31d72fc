"""Readers of expressions that count from a day: the one of publication, or the one that the text is speaking of."""

import re
from datetime import date
from typing import Final

from graphbuild.extract import periods
from graphbuild.extract.numerals import number
from graphbuild.extract.periods import Anchor, Bounds
from graphbuild.extract.time_readers import Reader, day_of_month, full_date, said, third_said, weekday_number
from graphbuild.extract.time_words import RECENT_DAYS, UNIT_DAYS, VAGUE_COUNTS

DEICTIC_DAYS = {"yesterday": -1, "last night": -1, "last evening": -1, "the day before yesterday": -2, "tomorrow": 1}


def near_day(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """Yesterday, today, this morning, last night, tomorrow: counted from publication."""
    if anchor.published is None:
        return None
    words = said(match, "word")
    found = periods.shifted(anchor.published, DEICTIC_DAYS.get(words, 0))
    return periods.days(found, found, "day") if found else None


def overnight(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "Overnight" runs from the day before publication to it; "overnight on Thursday" from Thursday to Friday."""
    if said(match, "weekday"):
        first = weekday(match, anchor)
        last = periods.shifted(first.begin, 1) if first and first.begin else None
        return periods.days(first.begin, last) if first and first.begin and last else None
    before = periods.shifted(anchor.published, -1) if anchor.published else None
    return periods.days(before, anchor.published) if before and anchor.published else None


def weekday(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "On Friday" is the latest Friday up to publication, that day included ("last Friday": not included)."""
    today, words = anchor.today, said(match, "relative")
    if today is None:
        return None
    number_, of_week = weekday_number(said(match, "weekday")), said(match, "of_week")
    back = (today.weekday() - number_) % 7
    if of_week:
        monday = periods.week(today).begin
        shift = {"last": -7, "next": 7}.get(of_week, 0) + number_
        found = periods.shifted(monday, shift) if monday else None
    elif words in ("next", "coming", "this coming") or (anchor.future and words not in ("last", "past")):
        found = periods.shifted(today, ((-back) % 7) or (7 if words == "next" else 0))
    elif words in ("last", "past", "this past", "previous"):
        found = periods.shifted(today, -(back or 7))
    else:
        found = periods.shifted(today, -back)
    return periods.days(found, found, "day") if found else None


def near_unit(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """Last, this or next week, month, year, decade or weekend, by the calendar.

    What is called "this ..." ends with publication if the text tells the past, begins with it if it looks ahead.
    """
    today, words, unit = anchor.published, said(match, "relative"), said(match, "unit")
    if today is None:
        return None
    if words == "current":
        words = "this"
    whole = _unit(today, unit, {"last": -1, "next": 1}.get(words, 0))
    if whole is None or whole.begin is None or whole.end is None:
        return None
    if words == "this" and unit != "weekend":
        ahead = anchor.future or said(match, "part").startswith("later")
        cut = periods.third(whole, third_said(match))
        if cut is not whole:
            return cut
        if ahead:
            return Bounds(max(today, whole.begin), whole.end, whole.precision)
        return Bounds(whole.begin, min(today, whole.end), whole.precision)
    return periods.third(whole, third_said(match))


def _unit(today: date, unit: str, shift: int) -> Bounds | None:
    """The calendar unit that holds a day, or one that is so many units off."""
    if unit == "month":
        return periods.month(today.year, today.month + shift)
    if unit == "year":
        return periods.year(today.year + shift)
    if unit == "decade":
        return periods.decade(today.year - today.year % 10 + 10 * shift)
    if unit == "weekend":
        current = periods.weekend(today)
        # On a Wednesday "last weekend" is the latest one; on a Saturday it is the one before.
        running = current.end is not None and current.end >= today
        days = 7 * shift if shift > 0 or running else 0
        found = periods.shifted(today, days)
        return periods.weekend(found) if found else None
    found = periods.shifted(today, 7 * shift)
    return periods.week(found) if found else None


def that_unit(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "The previous day", "the same night", "the following week": counted from the day the text speaks of."""
    if anchor.context is None:
        return None
    words, unit = said(match, "relative"), said(match, "unit")
    shift = -1 if re.search("previous|preceding|before|prior", words) else 1
    if re.search("same|that", words):
        shift = 0
    if unit in ("week", "month", "year", "weekend"):
        return _unit(anchor.context, unit, shift)
    found = periods.shifted(anchor.context, shift)
    return periods.days(found, found, "day") if found else None


def counted_from(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "Two days ago" counts from publication, "three weeks earlier" from the day the text speaks of.

    Days are exact; weeks, months and years give the whole calendar unit that is meant; "several days ago" a range.
    """
    words = said(match, "way")
    start = anchor.published if words == "ago" else anchor.context
    counts = _counts(said(match, "count"))
    if start is None or counts is None:
        return None
    low, high = counts
    unit, sign = said(match, "unit").rstrip("s"), 1 if re.search("later|after|from now", words) else -1
    near, far = _moved(start, unit, sign * low), _moved(start, unit, sign * high)
    if near and words == "ago" and said(match, "bound") in ("more than", "over"):
        return Bounds(None, near.end, "range")
    if near and near.begin and words == "ago" and said(match, "bound") in ("less than", "under"):
        return periods.days(near.begin, start)
    if near is None or far is None or low == high:
        return near
    return periods.spanned(far, near) if sign < 0 else periods.spanned(near, far)


def _counts(words: str) -> tuple[int, int] | None:
    if words in VAGUE_COUNTS:
        return VAGUE_COUNTS[words]
    found = 1 if words in ("a", "an") else number(words)
    return None if found is None else (found, found)


def _moved(start: date, unit: str, count: int) -> Bounds | None:
    if unit in ("minute", "hour", "second"):
        days = count // 24 if unit == "hour" and abs(count) >= 24 else 0
        found = periods.shifted(start, days)
    elif unit in ("week", "month", "year", "decade") and 0 < start.year + count < 9999:
        found = periods.shifted(start, 7 * count) if unit == "week" else None
        if found is None:
            return _unit(start, unit, count)
        return periods.week(found)
    else:
        found = periods.shifted(start, count)
    return periods.days(found, found, "day") if found else None


def past_units(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "The past 24 hours", "the last three days", "the coming weeks": up to or from publication."""
    today = anchor.published
    if today is None:
        return None
    words, unit = said(match, "relative"), said(match, "unit").rstrip("s")
    plural = said(match, "unit").endswith("s")
    high = (_counts(said(match, "count")) or (1, 1))[1] if said(match, "count") else 0
    if not high:
        days = RECENT_DAYS.get(unit, 0) if plural else UNIT_DAYS.get(unit, 0)
    elif unit in ("hour", "minute"):
        days = -(-high // 24) if unit == "hour" else 1
    else:
        days = high * UNIT_DAYS.get(unit, 0)
    if not days:
        return None
    ahead = words in ("next", "coming")
    other = periods.shifted(today, days if ahead else -days)
    if other is None:
        return None
    return periods.days(today, other) if ahead else periods.days(other, today)


def week_of(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """The week around a day ("the week of 3 May")."""
    inner = full_date(match, anchor) if said(match, "year") else day_of_month(match, anchor)
    return periods.week(inner.begin) if inner and inner.begin else None


READERS: Final[dict[str, Reader]] = {
    "near_day": near_day,
    "overnight": overnight,
    "weekday": weekday,
    "near_unit": near_unit,
    "that_unit": that_unit,
    "counted_from": counted_from,
    "past_units": past_units,
    "week_of": week_of,
}
"""The readers by the name that `lexicon/times.tsv` gives them."""
