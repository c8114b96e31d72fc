"""What is told beside the text, checked: date, address, language.  What cannot be right is left out, and said."""

import re
from datetime import date

ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ][0-9:.,+\-Z ]*)?")
EARLIEST, LATEST = 1600, 2100
"""Years in which a report can have been published.  No clock is asked, so that the same input gives the same output."""

Checked = tuple[str | None, tuple[str, str] | None]
"""A value, or None, and what to say of it: reason and remedy."""

NO_DATE = (
    'it has no date of publication, so words like "on Friday" stay without a date',
    'Add one: "Published: 2017-09-08" at the head of a .txt, "published": "2017-09-08" in a .jsonl',
)


def day(value: str | None) -> tuple[date | None, tuple[str, str] | None]:
    """Return the day that is written, or None and why there is none; a time of day is left aside.

    >>> day("2017-09-08T10:00:00Z")
    (datetime.date(2017, 9, 8), None)
    >>> day("2017-02-30")[1][0]
    "its date of publication is no day of the calendar ('2017-02-30'); it is read without a date"
    """
    if value is None or not value.strip():
        return None, NO_DATE
    remedy = "Write it as year, month and day, like 2017-09-08"
    match = MOMENT.fullmatch(value.strip())
    if match is None:
        return None, (f"its date of publication is not written as a date ({short(value)}); {WITHOUT_DATE}", remedy)
    try:
        found = date.fromisoformat(match.group(1))
    except ValueError:
        return None, (f"its date of publication is no day of the calendar ({short(value)}); {WITHOUT_DATE}", remedy)
    if not EARLIEST <= found.year <= LATEST:
        reason = f"its date of publication cannot be right ({short(value)}); {WITHOUT_DATE}"
        return None, (reason, f"Correct the year; years from {EARLIEST} to {LATEST} are taken")
    return found, None


WITHOUT_DATE = "it is read without a date"


def address(value: str | None) -> Checked:
    """Return a web address as it is written, or None and why not.

    >>> address("https://example.org/a?b=1")
    ('https://example.org/a?b=1', None)
    >>> address("javascript:alert(1)")[0] is None
    True
    """
    if value is None or not value.strip():
        return None, None
    value = value.strip()
    if ADDRESS.fullmatch(value):
        return value, None
    return None, (f"its URL is no web address ({short(value)}); it is left out", "Write it with http:// or https://")


def tag(value: str | None) -> Checked:
    """Return a language tag (BCP 47, by its shape) as it is written, or None and why not.

    >>> tag("en-GB")
    ('en-GB', None)
    """
    if value is None or not value.strip():
        return None, None
    value = value.strip()
    if LANGUAGE.fullmatch(value):
        return value, None
    return None, (f"its language is no language tag ({short(value)}); it is left out", 'Write it like "en"')


def short(value: object) -> str:
    """Return a value as it may be shown in a line of a report: quoted, on one line, at most 40 characters."""
    text = repr(value)
    return text if len(text) <= 40 else text[:36] + "...'"
