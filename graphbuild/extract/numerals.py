"""Whole numbers as English writes them: in figures, in words, mixed ("1.2 million", "two dozen", "a hundred")."""

import re
from typing import Final

SMALL: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
# "score" counts people only in set phrases ("three score"); "scores" is a vague amount, see lexicon/amounts.tsv.
SCALES: Final = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}

_FIGURES = r"[1-9]\d{0,2} 000(?![\d,])|\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:\.\d+)?"
_ONES = "|".join(sorted((word for word, value in SMALL.items() if 0 < value < 10), key=len, reverse=True))
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_TENS = "|".join(TENS)
_BELOW_100 = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_SMALL})"
_BELOW_1000 = rf"(?:(?:(?:{_SMALL})|an?|{_FIGURES})\s+hundred(?:\s+(?:and\s+)?{_BELOW_100})?|{_BELOW_100})"
_SCALED = (
    rf"(?:{_BELOW_1000}|an?|{_FIGURES})(?:\s+|-)(?:thousand|million|billion)"
    rf"(?:,?\s+(?:and\s+)?{_BELOW_1000}(?:\s+thousand)?)?"
)
_DOZENS = (
    rf"half\s+an?\s+(?:dozen|hundred|million)|(?:{_BELOW_100}|an?|{_FIGURES})\s+(?:and\s+a\s+half\s+)?(?:dozen|score)"
)

NUMBER: Final = rf"(?:{_SCALED}|{_DOZENS}|{_BELOW_1000}|{_FIGURES})(?![\w])"
"""A regular expression (case ignored, no groups) for one number; dozens and hundreds come with their article."""

_PART = re.compile(rf"{_FIGURES}|[a-z]+", re.IGNORECASE)


def number(text: str) -> int | None:
    """Read one number; None where it is none, or is not whole.

    >>> number("one hundred and twenty"), number("1,200"), number("1.2 million"), number("two dozen")
    (120, 1200, 1200000, 24)
    >>> number("HALF A DOZEN"), number("a hundred"), number("3.5"), number("some")
    (6, 100, None, None)
    """
    total: float = 0
    current: float | None = None
    half = False
    for word in _PART.findall(text.casefold()):
        if word[0].isdigit():
            current = (current or 0) + float(re.sub(r"[, \u00a0\u202f]", "", word))
        elif word in SMALL or word in TENS:
            current = (current or 0) + SMALL.get(word, TENS.get(word, 0))
        elif word in SCALES:
            scale = SCALES[word]
            multiplied = (1 if current is None else current) * scale
            # Hundreds are counted on ("two hundred thousand"), thousands and above are closed.
            total, current = (total + multiplied, 0) if scale >= 1_000 else (total, multiplied)
        elif word == "half":
            half = True
        elif word not in ("a", "an", "and"):
            return None
    return _whole(total, current, half, text)


def _whole(total: float, current: float | None, half: bool, text: str) -> int | None:
    if current is None:
        return None
    value = total + current
    if half:
        # "half a dozen" is 6; "a dozen and a half" is 18.
        value = value / 2 if re.match(r"\s*half\b", text, re.IGNORECASE) else value * 1.5
    return round(value) if abs(value - round(value)) < 1e-6 else None
