"""Text as it is shown: without characters that reorder or hide other characters, short where room is short."""

import re
import textwrap
import unicodedata
from functools import lru_cache

# Bidirectional controls can make a name read as another one (Unicode TR36); other controls draw nothing or a box.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def shown(raw: str) -> str:
    """The text without control and bidirectional formatting characters; lone surrogates become U+FFFD.

    >>> shown("abc\\u202edef\\x00")
    'abcdef'
    """
    if raw.isprintable():  # nearly all text is, and what is taken out is not
        return raw
    return _SURROGATES.sub("\ufffd", _UNSEEN.sub("", raw))


@lru_cache(maxsize=4096)  # a label is measured, drawn and listed
def lines(label: str, *, width: int = 20, most: int = 3) -> tuple[str, ...]:
    """A label broken into at most `most` lines of at most `width` characters; what is cut ends in an ellipsis.

    >>> lines("Ministry of Defence of the Republic", width=14)
    ('Ministry of', 'Defence of the', 'Republic')
    >>> lines("x" * 50, width=10, most=2)
    ('xxxxxxxxxx', 'xxxxxxxxx…')
    """
    compact = " ".join(shown(label)[: 4 * width * most].split()) or "(no label)"
    broken = textwrap.wrap(compact, width, break_long_words=True, break_on_hyphens=False)
    if len(broken) > most:
        last = broken[most - 1]
        broken = [*broken[: most - 1], (last if len(last) < width else last[: width - 1]).rstrip() + "…"]
    return tuple(broken)


_NARROW = frozenset("ijlftrI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%—…")


def width(text: str) -> float:
    """About how wide a line of text is, in units of the font size; the reader's font is not known here.

    >>> width("ill") < width("sea") < width("SEA") < width("WWW") < width("\u4e2d\u6587\u5b57")
    True
    """
    return sum(_letter(sign) for sign in text)


@lru_cache(maxsize=4096)
def _letter(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.05
    if unicodedata.combining(sign):
        return 0.0
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE:
        return 0.95
    return 0.7 if sign.isupper() else 0.59
