"""How many died: the figures of an event brought to a low, a middle and a high number, the figures kept.

The policy is `gb:LargestFigure`.  The figures of one report often overlap ("40 fighters, among them 4 leaders"), so
that adding them up would invent dead; the largest of them counts, or the number of dead that the report names if that
is larger.  Over several reports the least is the low, the middle one (the lower of two) the best, the most the high
number.  A report without an upper bound ("at least 83") leaves the high number open.
"""

from collections.abc import Iterable, Sequence

POLICY = "LargestFigure"
Bounds = tuple[int, int | None]
"""Least and greatest number; None where there is no upper bound."""


def toll(figures: Iterable[Bounds], people: int) -> Bounds | None:
    """The dead of one report: from its figures and the number of single people it tells of; None without either.

    >>> toll([(40, 40), (4, 4)], 2), toll([(83, None)], 0), toll([], 2), toll([], 0)
    ((40, 40), (83, None), (2, 2), None)
    """
    bounds = [*figures, (people, people)] if people else list(figures)
    if not bounds:
        return None
    uppers = [high for _, high in bounds]
    closed = [high for high in uppers if high is not None]
    return max(low for low, _ in bounds), max(closed) if len(closed) == len(uppers) else None


def rolled_up(tolls: Sequence[Bounds]) -> tuple[int, int, int | None]:
    """Low, best and high over the reports.

    >>> rolled_up([(4, 4), (5, 7), (6, 6)]), rolled_up([(83, None)])
    ((4, 5, 7), (83, 83, None))
    """
    lows = sorted(low for low, _ in tolls)
    highs = [high for _, high in tolls if high is not None]
    return lows[0], lows[(len(lows) - 1) // 2], max(highs) if len(highs) == len(tolls) else None
