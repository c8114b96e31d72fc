"""Which names of places are too wide, or too common, to tell where one event was."""

from functools import lru_cache
from pathlib import Path

from graphbuild.resolve.wordings import normalised

COUNTRIES = Path(__file__).resolve().parents[1] / "extract" / "lexicon" / "countries.tsv"
"""The list that reading uses, so that there is one; it is data, and reading it imports nothing."""
WIDE_WORDS = (
    "area border coast country department district division frontier governorate oblast prefecture province region "
    "regions republic state territory valley"
)
WIDE = frozenset(WIDE_WORDS.split())
PARTS = frozenset(("north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "upper"))
COMMON_WORDS = (
    "airport area barracks base border bridge building camp capital center centre checkpoint church city coast country "
    "court district downtown embassy field front frontier ground headquarters highway hill hills home hospital hotel "
    "house island lake market mosque mountain mountains palace park port prison province region river road school sea "
    "square station street town university valley village"
)
COMMON = frozenset(COMMON_WORDS.split()) | PARTS
FACILITIES = COMMON - PARTS - WIDE - frozenset(("city", "town", "village", "island", "lake", "sea", "river"))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Countries and regions of the world, as `normalised` spells them, with their other names."""
    with COUNTRIES.open(encoding="utf-8", newline="\n") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    return frozenset(normalised(name) for row in rows for name in (row[0], *row[4].split("|")) if name)


@lru_cache(maxsize=8192)
def wide(name: str) -> bool:
    """Whether a place, by its normalised name, is so large that two events there need not be one.

    >>> wide("mali"), wide("rostov region"), wide("eastern ukraine"), wide("gossi"), wide("east timor")
    (True, True, True, False, True)
    """
    first, *rest = name.split() or [""]
    return name in countries() or (rest or [first])[-1] in WIDE or (first in PARTS and bool(rest))


def common(name: str) -> bool:
    """Whether a name is a common word, which many places are called by.

    >>> common("bridge"), common("gossi")
    (True, False)
    """
    return name in COMMON or len(name) < 3


def grounds_of(name: str) -> tuple[str, ...]:
    """What the name of a facility begins with, for it may be where the facility is.

    >>> grounds_of("el obeid teaching hospital"), grounds_of("gossi")
    (('el obeid teaching', 'el obeid', 'el'), ())
    """
    words = name.split()
    if not words or words[-1] not in FACILITIES:
        return ()
    return tuple(" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
