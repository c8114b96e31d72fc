"""Calendar arithmetic: the earliest and latest day of what a time expression names."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from graphbuild.model import Precision

Third = Literal["early", "mid", "late"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Earliest and latest day, either open, and how fine the words are."""

    begin: date | None
    end: date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative expression is counted from.

    `published` is the day of publication, `context` the day that the text is speaking of ("the previous day"),
    `future` says that the verb looks ahead ("will resume on Friday").
    """

    published: date | None
    context: date | None = None
    future: bool = False

    @property
    def today(self) -> date | None:
        """The day from which a missing year is filled in."""
        return self.published or self.context


def day(year: int, month: int, number: int) -> Bounds | None:
    """One day; None where the calendar has no such day.

    >>> day(2017, 2, 30) is None
    True
    """
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Bounds(found, found, "day")


def days(begin: date, end: date, precision: Precision = "range") -> Bounds:
    """Some days, first and last included."""
    return Bounds(begin, end, precision)


def shifted(start: date, count: int) -> date | None:
    """The day `count` days on; None outside the calendar of Python (years 1 to 9999)."""
    try:
        return start + timedelta(days=count)
    except OverflowError:
        return None


def month(year: int, number: int) -> Bounds | None:
    """A calendar month; months past either end of the year carry over.

    >>> month(2017, 14).begin
    datetime.date(2018, 2, 1)
    """
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return Bounds(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> Bounds | None:
    """A calendar year."""
    return Bounds(date(number, 1, 1), date(number, 12, 31), "year") if 1 <= number <= 9999 else None


def decade(number: int) -> Bounds | None:
    """Ten years from one ending in 0: the 1990s are 1990 to 1999."""
    return Bounds(date(number, 1, 1), date(number + 9, 12, 31), "decade") if 1 <= number <= 9990 else None


def week(inside: date) -> Bounds:
    """The week, Monday to Sunday (ISO 8601), that holds a day."""
    monday = inside - timedelta(days=inside.weekday())
    return Bounds(monday, monday + timedelta(days=6), "week")


def weekend(inside: date) -> Bounds:
    """The latest Saturday and Sunday that have begun by a day.

    >>> weekend(date(2017, 9, 8)).begin, weekend(date(2017, 9, 10)).begin
    (datetime.date(2017, 9, 2), datetime.date(2017, 9, 9))
    """
    saturday = inside - timedelta(days=(inside.weekday() - 5) % 7)
    return Bounds(saturday, saturday + timedelta(days=1), "range")


def season(name: str, number: int) -> Bounds | None:
    """A season of the north by whole months (spring: March to May; summer; autumn; winter: December to February).

    "The winter of 2016" may begin or end in 2016; both are kept, so it spans January 2016 to February 2017.
    """
    first, last = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (1, 14)}[name]
    begin, end = month(number, first), month(number, last)
    return Bounds(begin.begin, end.end, "season") if begin and end else None


def latest_winter(today: date) -> Bounds | None:
    """The winter, December to February, that began last."""
    number = today.year if today.month == 12 else today.year - 1
    begin, end = month(number, 12), month(number, 14)
    return Bounds(begin.begin, end.end, "season") if begin and end else None


def third(whole: Bounds | None, part: Third | None) -> Bounds | None:
    """The early, middle or late third of a month, a year or a decade; anything shorter stays whole.

    Days 1-10, 11-20 and 21 to the last of a month; January-April, May-August and September-December of a year; years
    0-3, 4-6 and 7-9 of a decade.

    >>> third(month(2017, 4), "early").end
    datetime.date(2017, 4, 10)
    """
    if whole is None or part is None or whole.begin is None or whole.end is None:
        return whole
    first = whole.begin
    index = ("early", "mid", "late").index(part)
    if whole.precision == "month":
        last = (10, 20, whole.end.day)[index]
        return Bounds(first.replace(day=(1, 11, 21)[index]), first.replace(day=last), "range")
    if whole.precision == "year":
        begin, end = month(first.year, 4 * index + 1), month(first.year, 4 * index + 4)
    elif whole.precision == "decade":
        begin, end = year(first.year + (0, 4, 7)[index]), year(first.year + (3, 6, 9)[index])
    else:
        return whole
    return Bounds(begin.begin, end.end, "range") if begin and end else None


def spanned(first: Bounds | None, last: Bounds | None) -> Bounds | None:
    """From the earliest day of one to the latest of another; None if either is unknown or they run backwards."""
    if first is None or last is None or first.begin is None or last.end is None or first.begin > last.end:
        return None
    return Bounds(first.begin, last.end, "range")


def full_year(text: str, today: date | None) -> int:
    """A year of two or four digits as four.

    Two digits are the latest such year that is not after the one of publication; with no publication day, 70 to 99
    belong to the twentieth century (the rule of POSIX strptime, with 1970 for 1969).

    >>> full_year("89", date(1990, 1, 13)), full_year("'17", date(2017, 9, 8)), full_year("89", None)
    (1989, 2017, 1989)
    """
    digits = re.sub(r"\D", "", text)
    number = int(digits)
    if len(digits) > 2:
        return number
    if today is None:
        return number + (1900 if number >= 70 else 2000)
    century = today.year - today.year % 100
    # A plan for next year may carry two digits too.
    return century + number if century + number <= today.year + 1 else century - 100 + number
