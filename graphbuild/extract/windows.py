"""The stretches of a text that are worth searching: around the places where a cheap pattern strikes.

A report is mostly words that are neither date nor amount; a whole grammar is run only near a digit or a telling word,
and there only at the places where one of its rules can begin.  Both are looked for in the text in small letters: a
pattern that ignores case takes twice as long.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_ODD: Final = str.maketrans("İıſ", "iis")


def small(text: str) -> str:
    """The text in small letters, every character in its place; what `re.IGNORECASE` takes for i or s is one.

    >>> small("On MONDAY in İzmir")
    'on monday in izmir'
    """
    return text.translate(_ODD).lower()


def windows(text: str, trigger: re.Pattern[str], *, reach: int = 60) -> Iterator[tuple[int, int]]:
    """Stretches of at least `reach` characters around each match of a trigger, joined where they meet.

    They start and end at white space or at an end of the text, so that no word is cut.

    >>> list(windows("aaaa bbbb 1 cccc dddd", re.compile("1"), reach=3))
    [(4, 16)]
    """
    start = end = -1
    for match in trigger.finditer(text):
        if match.end() <= end - reach:
            continue
        low, high = _outward(text, match.start() - reach, match.end() + reach)
        if low > end >= 0:
            yield start, end
            start = low
        elif end < 0:
            start = low
        end = max(end, high)
    if end >= 0:
        yield start, end


def _outward(text: str, low: int, high: int) -> tuple[int, int]:
    low, high = max(0, low), min(len(text), high)
    while low > 0 and not text[low].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    return low, high


def opening(lookbehind: str, patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches wherever one of these does, perhaps elsewhere too; they and the text in small letters.

    >>> bool(opening("", ["(?P<a>[xy])(?P=a)", "z"]).match("xx"))
    True
    """
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    loose = re.sub(r"\(\?P=\w+\)", r"[\\s\\S]*?", re.sub(r"\(\?P<\w+>", "(?:", joined))
    return re.compile(f"{lookbehind}(?:{loose})")


def matches(
    text: str, lower: str, start: int, end: int, begin: re.Pattern[str], patterns: Sequence[re.Pattern[str]]
) -> Iterator[tuple[int, re.Match[str]]]:
    """What `finditer` of each pattern finds, with the pattern's index, by the place in the text, then by the index.

    `begin` must match in `lower`, the text in small letters, wherever one of the patterns does in the text: they are
    tried nowhere else.
    """
    free = [start] * len(patterns)
    place = begin.search(lower, start, end)
    while place is not None:
        here = place.start()
        for k, pattern in enumerate(patterns):
            if free[k] <= here and (match := pattern.match(text, here, end)):
                free[k] = match.end()
                yield k, match
        place = begin.search(lower, here + 1, end)
