"""Which belongs to which: the pairing of two rows of items, one to one, whose weights add up to most."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")
Weights = Mapping[tuple[int, int], float]


def best_pairs(weights: Weights) -> list[tuple[int, int]]:
    """The pairs of a heaviest pairing, sorted; a pair without a weight above 0 is never made.

    Kuhn's method with potentials (Kuhn 1955, Munkres 1957), for each set of connected items by itself.

    >>> best_pairs({(0, 0): 2.0, (0, 1): 3.0, (1, 1): 2.5})
    [(0, 0), (1, 1)]
    """
    found = []
    for rows, columns in _connected(weights):
        turned = len(rows) > len(columns)
        short, long = (columns, rows) if turned else (rows, columns)
        cost = [[-weights.get((b, a) if turned else (a, b), 0.0) for b in long] for a in short]
        for i, j in _cheapest(cost):
            pair = (long[j], short[i]) if turned else (short[i], long[j])
            if weights.get(pair, 0.0) > 0:
                found.append(pair)
    return sorted(found)


def paired(left: Sequence[Left], right: Sequence[Right], same: Callable[[Left, Right], bool]) -> list[tuple[int, int]]:
    """As many pairs of like items as can be, one to one, by their places in the two rows.

    >>> paired(["a", "b"], ["B", "A", "A"], lambda one, other: one == other.lower())
    [(0, 1), (1, 0)]
    """
    return best_pairs({(i, j): 1.0 for i, a in enumerate(left) for j, b in enumerate(right) if same(a, b)})


def _connected(weights: Weights) -> list[tuple[list[int], list[int]]]:
    """The rows and columns that hang together through weights above 0."""
    beside: dict[tuple[bool, int], list[tuple[bool, int]]] = {}
    for (i, j), weight in weights.items():
        if weight > 0:
            beside.setdefault((False, i), []).append((True, j))
            beside.setdefault((True, j), []).append((False, i))
    seen: set[tuple[bool, int]] = set()
    found = []
    for start in sorted(beside):
        if start in seen:
            continue
        seen.add(start)
        group, waiting = [start], [start]
        while waiting:
            for other in beside[waiting.pop()]:
                if other not in seen:
                    seen.add(other)
                    group.append(other)
                    waiting.append(other)
        found.append((sorted(k for is_column, k in group if not is_column), sorted(k for c, k in group if c)))
    return found


def _cheapest(cost: list[list[float]]) -> list[tuple[int, int]]:
    """The cheapest column for each row, all different; there are at least as many columns as rows."""
    rows, columns = len(cost), len(cost[0])
    by_row, by_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken, came = [0] * (columns + 1), [0] * (columns + 1)
    for i in range(1, rows + 1):
        taken[0], at = i, 0
        least, used = [math.inf] * (columns + 1), [False] * (columns + 1)
        while True:
            used[at] = True
            row, step, following = taken[at], math.inf, 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                reduced = cost[row - 1][j - 1] - by_row[row] - by_column[j]
                if reduced < least[j]:
                    least[j], came[j] = reduced, at
                if least[j] < step:
                    step, following = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    by_row[taken[j]] += step
                    by_column[j] -= step
                else:
                    least[j] -= step
            at = following
            if taken[at] == 0:
                break
        while at:
            taken[at], at = taken[came[at]], came[at]
    return [(taken[j] - 1, j - 1) for j in range(1, columns + 1) if taken[j]]
