"""The grammar of time expressions: `lexicon/times.tsv`, one row a way of saying when, compiled.

A row is a name, whether words for a part of the day may stand around it ("at dawn on ...", "... night"), a regular
expression, the reader that turns its match into days, and an example.  In the expression case is ignored, a space
stands for any white space and `<NAME>` for one of the fragments below.  Of rows that match at one place the longest
match wins, then the first row.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from graphbuild.extract import time_readers, time_relative
from graphbuild.extract import time_words as words
from graphbuild.extract.windows import opening

_BEGIN: Final = r"(?<![\w$€£.%])(?<!\w-)"
# A number is no day or year if it is part of a longer one, a share, or counts people; a named day counts nobody.
_END: Final = rf"(?![\w%]|[.,:]\d)(?!(?<=\d)\s+(?:{'|'.join(sorted(words.COUNTED_WORDS))})\b)"

FRAGMENTS: Final = {
    "A_DAY": rf"(?P<day>{words.DAY})",
    "A_MONTH": rf"(?P<month>{words.MONTH})",
    "A_YEAR": rf"(?P<year>{words.YEAR})",
    "A_PART": rf"(?:(?P<part>{words.PART})[\s-]+)?",
    "WEEKDAY_BESIDE": rf"(?:(?P<weekday>{words.WEEKDAY}|{words.WEEKDAY_SHORT}),?\s+)?",
    "MONTH_SHORT": r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sept|sep|oct|nov|dec)\.?",
    "TH": r"(?:st|nd|rd|th)?",
    "TO": r"(?:/|\s+(?:to|and|or|until|till|through|into)\s+|\s*[-–—]\s*)",
    "WAY": r"ago|earlier|previously|beforehand|later|afterwards?|(?:before|after)(?=\s*(?:[.,;:)]|$))",
    "DAY": words.DAY,
    "MONTH": words.MONTH,
    "YEAR": words.YEAR,
    "YEAR_2": words.YEAR_2,
    "WEEKDAY": words.WEEKDAY,
    "PART": words.PART,
    "PART_OF_DAY": words.PART_OF_DAY,
    "SEASON": words.SEASON,
    "COUNT": words.COUNT,
    "UNIT": words.UNIT,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying when."""

    name: str
    pattern: re.Pattern[str]
    read: time_readers.Reader
    example: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rows of the table, in its order."""
    return tuple(
        Rule(row["name"], _compiled(row["around_day"] == "yes", row["pattern"]), _reader(row["reader"]), row["example"])
        for row in _rows()
    )


def _rows() -> list[dict[str, str]]:
    text = files("graphbuild.extract").joinpath("lexicon", "times.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _reader(name: str) -> time_readers.Reader:
    if (found := {**time_readers.READERS, **time_relative.READERS}.get(name)) is not None:
        return found
    raise LookupError(
        f"lexicon/times.tsv names the reader {name!r}; give it that of a function in time_readers.READERS"
    )


@cache
def beginning() -> re.Pattern[str]:
    """Where one of the rules can match: their patterns as one, what may stand before a day tried once for all."""
    table = _rows()
    days = "|".join(f"(?:{_filled(row['pattern'])})" for row in table if row["around_day"] == "yes")
    others = [_filled(row["pattern"]) for row in table if row["around_day"] != "yes"]
    return opening(_BEGIN, [f"(?:{words.BEFORE_DAY})?(?:{days})", *others])


def _filled(pattern: str) -> str:
    return re.sub(r"<([A-Z_0-9]+)>", lambda found: FRAGMENTS[found[1]], pattern.replace(" ", r"\s+"))


def _compiled(around_day: bool, pattern: str) -> re.Pattern[str]:
    pattern = _filled(pattern)
    if around_day:
        pattern = rf"(?:{words.BEFORE_DAY})?(?:{pattern}){_END}(?:{words.AFTER_DAY})?"
    return re.compile(rf"{_BEGIN}(?:{pattern}){_END}", re.IGNORECASE)
