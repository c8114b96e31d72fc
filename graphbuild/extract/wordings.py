"""Whether two names are wordings of one: parts of a person's name, spellings of a foreign name."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

_ARTICLES: Final = frozenset(
    {"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "es", "ez", "er", "ul", "ud", "the"}
)
_PARTICLES: Final = _ARTICLES | {"de", "del", "la", "los", "van", "von", "bin", "ibn", "abu", "ben", "di", "da"}


def same_part_of_name(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a shorter name is the end of a person's full name, its start, or its first and last word.

    >>> same_part_of_name(("al", "shimali"), ("abu", "muhammad", "al", "shimali"))
    True
    >>> same_part_of_name(("khalimov",), ("gulmurod", "khalimov")), same_part_of_name(("abu",), ("abu", "omar"))
    (True, False)
    """
    core = tuple(word for word in short if word not in _ARTICLES)
    if not core or all(word in _PARTICLES for word in core):
        return False
    bare = tuple(word for word in full if word not in _ARTICLES)
    if bare[-len(core) :] == core or bare[: len(core)] == core:
        return True
    if len(core) == 1:
        return len(core[0]) > 3 and core[0] in bare[1:]
    return core[0] == bare[0] and (core[-1] == bare[-1] or core[1] in bare[1:])


def without_articles(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name's pieces without Arabic articles.

    >>> without_articles(("deir", "ez", "zor"))
    ('deir', 'zor')
    """
    return tuple(word for word in name if word not in _ARTICLES)


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """The consonants of a word, spelling variants levelled, doubled letters once.

    >>> skeleton("zour"), skeleton("zor"), skeleton("hezbollah"), skeleton("hizballah"), skeleton("qaddafi")
    ('zr', 'zr', 'hzbl', 'hzbl', 'kdf')
    """
    for pattern, letter in _LEVELS:
        word = re.sub(pattern, letter, word)
    word = word[:1] + re.sub(r"[aeiouwyh]", "", word[1:])
    word = re.sub(r"^[aeiou]+", "a", word)
    return re.sub(r"(.)\1+", r"\1", word)


_LEVELS: Final = tuple((re.compile(pattern), letter) for pattern, letter in (
    ("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sch", "sh"), ("ch", "sh"), ("sh", "s"),
    ("tz", "z"), ("q", "k"), ("ck", "k"), ("c(?=[eiy])", "s"), ("c", "k"), ("dj", "j"), ("v", "w"), ("x", "ks"),
))  # fmt: skip


def same_spelling(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two different names read like one foreign name spelled twice.

    >>> same_spelling(("deir", "ez", "zor"), ("deir", "el", "zour")), same_spelling(("raqqa",), ("raqqah",))
    (True, True)
    >>> same_spelling(("mali",), ("malawi",)), same_spelling(("iran",), ("iraq",))
    (False, False)
    """
    a, b = without_articles(one), without_articles(other)
    if not a or len(a) != len(b):
        return False
    if any(word.isdigit() for word in (*a, *b)):
        return a == b
    if not all(x == y or (skeleton(x) == skeleton(y) and x[0] == y[0]) for x, y in zip(a, b, strict=True)):
        return False
    several = len(a) > 1 and sum(len(skeleton(word)) for word in a) >= 4
    return several or all(x == y or _near(x, y) for x, y in zip(a, b, strict=True))


def _near(one: str, other: str) -> bool:
    """Much the same letters in the same order and number."""
    return abs(len(one) - len(other)) <= 1 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.7
