"""When events were: one period from what several articles say, and periods in words."""

import calendar
from collections import Counter
from collections.abc import Iterable
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
Dates = tuple[str | None, str | None, str]
"""Earliest day, latest day (both ISO dates or None), and precision."""


def narrowest(periods: Iterable[Dates]) -> Dates | None:
    """The most exact of several periods: the fewest days, then the one told most often, then the earliest.

    What each article says stays in the graph as its dating.  A period that ends before it begins is passed over.

    >>> narrowest([("2017-04-01", "2017-04-30", "month"), ("2017-04-04", "2017-04-04", "day")])
    ('2017-04-04', '2017-04-04', 'day')
    """
    counts = Counter(one for one in periods if (one[0] or one[1]) and width(one) >= 0)
    return min(counts, key=lambda one: (width(one), -counts[one], one[0] or "", one[1] or ""), default=None)


def width(period: Dates) -> int:
    """The days of a period; more than any where a side is open."""
    begin, end, _ = period
    return (date.fromisoformat(end) - date.fromisoformat(begin)).days if begin and end else date.max.toordinal()


def in_words(period: Dates) -> str:
    """A period as a person writes it.

    >>> in_words(("2017-04-01", "2017-04-30", "month")), in_words(("2017-09-08", "2017-09-08", "day"))
    ('April 2017', '8 September 2017')
    """
    begin, end = (date.fromisoformat(one) if one else None for one in period[:2])
    if begin is None or end is None:
        return f"since {spoken(begin)}" if begin else f"until {spoken(end)}" if end else ""
    if begin == end:
        return spoken(begin)
    if (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31):
        return str(begin.year) if begin.year == end.year else f"{begin.year} to {end.year}"
    last = calendar.monthrange(end.year, end.month)[1]
    if (begin.year, begin.month, begin.day, end.day) == (end.year, end.month, 1, last):
        return f"{MONTHS[begin.month - 1]} {begin.year}"
    return f"{spoken(begin)} to {spoken(end)}"


def spoken(day: date | None) -> str:
    """A day in words; the names of months are English whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
