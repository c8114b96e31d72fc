"""From the words of a time expression to its earliest and latest day, one reader a way of saying it.

A reader takes the match of its pattern (`time_rules`) and the anchor, and gives bounds, or None where the words cannot
be placed: a relative expression without the day it is relative to, or a day that the calendar does not have.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, cast

from graphbuild.extract import periods
from graphbuild.extract.numerals import number
from graphbuild.extract.periods import Anchor, Bounds, Third
from graphbuild.extract.time_words import MONTHS, NAMED_DAYS, WEEKDAYS

Reader = Callable[[re.Match[str], Anchor], Bounds | None]

# A day and month without a year may lie this many days after publication and still be meant: outlets east of the
# reporter, datelines a day old, and plans for the coming days; a year back would be the only other reading.
AHEAD_DAYS = 7
WEEKDAY_SEARCH_YEARS = 6


def said(match: re.Match[str], name: str) -> str:
    """The words of a group of the match, lower case, single spaces; empty if it is absent."""
    found = match.groupdict().get(name)
    return re.sub(r"\s+", " ", found).casefold() if found else ""


def _month(match: re.Match[str]) -> int:
    return MONTHS[said(match, "month").rstrip(".")]


def third_said(match: re.Match[str]) -> Third | None:
    """Which third the words name ("early", "mid", "the end of"), if any."""
    words = said(match, "part")
    if "mid" in words:  # also "middle"
        return "mid"
    if re.search(r"\b(?:early|beginning|start)\b", words):
        return "early"
    return "late" if re.search(r"\b(?:late|end)\b", words) else None


def full_date(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """Day, month and year."""
    return periods.day(periods.full_year(said(match, "year"), anchor.today), _month(match), int(match["day"]))


def iso_date(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """Year, month and day in figures (ISO 8601)."""
    return periods.day(int(match["year"]), int(match["figure"]), int(match["day"]))


def numeric_date(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """Two figures and a year: 8/9/2017 may be August or September, so both days bound it; 8.9.2017 is day first."""
    year = periods.full_year(match["year"], anchor.today)
    day_first = periods.day(year, int(match["b"]), int(match["a"]))
    if match["sep"] == ".":
        return day_first
    month_first = periods.day(year, int(match["a"]), int(match["b"]))
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    earlier, later = sorted((cast(date, day_first.begin), cast(date, month_first.begin)))
    return periods.days(earlier, later)


def day_of_month(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """Day and month without year; a weekday beside it picks the year, "next" before it looks ahead."""
    if said(match, "relative") == "next":
        anchor = Anchor(anchor.published, anchor.context, future=True)
    return _yearless(int(match["day"]), _month(match), said(match, "weekday"), anchor)


def _yearless(number_: int, month: int, weekday: str, anchor: Anchor) -> Bounds | None:
    today = anchor.today
    if today is None:
        return None
    years = [today.year + 1, *range(today.year, today.year - 8, -1)]  # eight years hold a 29 February but for 1900
    found = [bounds.begin for year in years if (bounds := periods.day(year, month, number_)) and bounds.begin]
    if weekday:
        fitting = [one for one in found if one.weekday() == weekday_number(weekday)]
        # A weekday that fits no near year is an error of the report; the date is then read without it.
        near = [one for one in fitting if abs(one.year - today.year) < WEEKDAY_SEARCH_YEARS]
        found = near or found
    chosen = choose(found, today, anchor.future)
    return periods.days(chosen, chosen, "day") if chosen else None


def choose(found: list[date], today: date, future: bool) -> date | None:
    """The next of some days if the text looks ahead, else the latest one that is past or about to come."""
    if future and (ahead := [one for one in found if one >= today]):
        return min(ahead)
    return max((one for one in found if (one - today).days <= AHEAD_DAYS), default=None)


def weekday_number(word: str) -> int:
    """Monday is 0; abbreviations too."""
    return next(value for name, value in WEEKDAYS.items() if name.startswith(word.rstrip(".")[:3]))


def day_range(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """Two days of one month: "between 3 and 5 May", "May 3-5, 2014"."""
    first, last = int(match["day"]), int(match["last"])
    if first >= last:
        return None
    if not said(match, "year"):
        begin = _yearless(first, _month(match), "", anchor)
        end = begin and begin.begin and periods.day(begin.begin.year, _month(match), last)
        return periods.spanned(begin, end or None)
    year = periods.full_year(said(match, "year"), anchor.today)
    return periods.spanned(periods.day(year, _month(match), first), periods.day(year, _month(match), last))


def bare_day(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "On the 19th", "the 3rd of last month": the month comes from the publication day."""
    today, words = anchor.today, said(match, "relative")
    if today is None:
        return None
    month = today.month + {"last": -1, "next": 1}.get(words, 0)
    if not words and int(match["day"]) > today.day:
        month += 1 if anchor.future else -1
    whole = periods.month(today.year, month)
    return periods.day(whole.begin.year, whole.begin.month, int(match["day"])) if whole and whole.begin else None


def month_and_year(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "April 2017", "early April 2017"."""
    year = periods.full_year(match["year"], anchor.today)
    return periods.third(periods.month(year, _month(match)), third_said(match))


def month_of_year(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "May last year", "3 May last year"."""
    if anchor.today is None:
        return None
    year = anchor.today.year + {"last": -1, "next": 1}.get(said(match, "relative"), 0)
    if day := said(match, "day"):
        return periods.day(year, _month(match), int(day))
    return periods.third(periods.month(year, _month(match)), third_said(match))


def month_alone(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "In April": the latest April not after publication; "last April": not the one of publication either."""
    today, month, words = anchor.today, _month(match), said(match, "relative")
    if today is None:
        return None
    year = today.year
    if words == "next" or (anchor.future and not words):
        year += int(month < today.month or (words == "next" and month == today.month))
    elif words != "this":
        year -= int(month > today.month or (words in ("last", "past") and month == today.month))
    return periods.third(periods.month(year, month), third_said(match))


def year_alone(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "2015", "mid-2015"."""
    return periods.third(periods.year(int(match["year"])), third_said(match))


def year_range(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "2014-2016", "2014-15"; "2009-10" may also be a month, which lies inside."""
    first, last = int(match["year"]), int(match["last"])
    if last < 100:
        last += first - first % 100
        if not first < last and 1 <= last % 100 <= 12:
            return periods.month(first, last % 100)
    return periods.spanned(periods.year(first), periods.year(last)) if first < last else None


def decade(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "The 1990s", "the '90s", "the early nineties"."""
    words = said(match, "word")
    if words:
        return periods.third(periods.decade(1900 + (number(words[:-3] + "y") or 0)), third_said(match))
    digits = int(match["decade"])
    return periods.third(periods.decade(digits if digits > 99 else 1900 + digits), third_said(match))


def season(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """A season with its year, or the latest, last or next one."""
    name, words, today = said(match, "season"), said(match, "relative"), anchor.today
    if match.groupdict().get("year"):
        return periods.season(name, int(match["year"]))
    if today is None:
        return None
    if words in ("last", "this", "next") and match.groupdict().get("of_year"):
        return periods.season(name, today.year + {"last": -1, "this": 0, "next": 1}[words])
    candidates = [
        periods.latest_winter(date(year, 12, 1)) if name == "winter" else periods.season(name, year)
        for year in range(today.year - 2, today.year + 2)
        if 1 < year < 9999
    ]
    known = [(one.begin, one) for one in candidates if one and one.begin and one.end]
    if words == "next" or (anchor.future and words != "last"):
        return next((one for begin, one in known if begin > today), None)
    if words == "last":  # the latest that is over
        return next((one for _, one in reversed(known) if one.end and one.end < today), None)
    return next((one for begin, one in reversed(known) if begin <= today), None)


def ordinal_part(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "The first half of 2016", "the last week of May", "the third quarter of last year"."""
    year = (anchor.today.year if anchor.today else None) if not match["year"] else int(match["year"])
    if year is None:
        return None
    if words := said(match, "relative"):
        year += {"last": -1, "next": 1}.get(words, 0)
    nth = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}[said(match, "nth")]
    if match["month"]:
        whole = month_alone(match, anchor) if not match["year"] else periods.month(year, _month(match))
        return _part_of_month(whole, said(match, "piece"), nth)
    months = {"half": 6, "quarter": 3}.get(said(match, "piece"))
    if months is None or nth >= 12 // months:
        return None
    start = (nth % (12 // months)) * months + 1
    return periods.spanned(periods.month(year, start), periods.month(year, start + months - 1))


def _part_of_month(whole: Bounds | None, piece: str, nth: int) -> Bounds | None:
    if whole is None or whole.begin is None or whole.end is None:
        return None
    last = whole.end.day
    halves, weeks = ((1, 15), (16, last)), ((1, 7), (8, 14), (15, 21), (22, 28), (last - 6, last))
    pieces = halves if piece == "half" else weeks if piece == "week" else ()
    if not -1 <= nth < len(pieces):
        return None
    begin, end = pieces[nth]
    return periods.days(whole.begin.replace(day=begin), whole.begin.replace(day=end))


def named_day(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """Days known by a name: Christmas Day, 9/11."""
    year, month, day = NAMED_DAYS[said(match, "name")]
    return periods.day(year, month, day) if year else _yearless(day, month, "", anchor)


def september_11(match: re.Match[str], anchor: Anchor) -> Bounds | None:
    """ "The September 11 attacks" are those of 2001 whenever the report was written."""
    return periods.day(2001, 9, 11)


READERS: Final[dict[str, Reader]] = {
    "full_date": full_date,
    "iso_date": iso_date,
    "numeric_date": numeric_date,
    "day_of_month": day_of_month,
    "day_range": day_range,
    "bare_day": bare_day,
    "month_and_year": month_and_year,
    "month_of_year": month_of_year,
    "month_alone": month_alone,
    "year_alone": year_alone,
    "year_range": year_range,
    "decade": decade,
    "season": season,
    "ordinal_part": ordinal_part,
    "named_day": named_day,
    "september_11": september_11,
}
"""The readers by the name that `lexicon/times.tsv` gives them."""
