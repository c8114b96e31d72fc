"""Sentences of a gold text by plain rules: the span of a claim where the person who marked it gave none."""

import re
from typing import Final

_END = re.compile(r"""[.!?]+["'”’)\]]*(?=\s+["'“‘(\[]?[A-Z0-9])|\n\n""")
_SHORT: Final = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Cmdr|Adm|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|Gov|"
    r"Rep|Sen|Prof|Rev)|\b[A-Z]|\b(?:U\.S|U\.N|a\.m|p\.m))\.$"
)


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """First and last offset of the sentences from `start` to `end`.

    >>> text = "Gen. Musa spoke. The army fired. It rained."
    >>> [text[slice(*sentence_bounds(text, at, at + 1))] for at in (5, 20)]
    ['Gen. Musa spoke.', 'The army fired.']
    """
    left, right = 0, len(text)
    for stop in _END.finditer(text):
        if _SHORT.search(text[: stop.end()]) and not stop[0].isspace():
            continue
        if stop.end() <= start:
            left = stop.end()
        elif stop.start() >= end - 1:
            right = stop.end()
            break
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right
