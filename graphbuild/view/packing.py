"""Components side by side: each where it fits nearest to the middle, in a bay of the others where there is one.

Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the polyomino packing approach", 2002: a component is
the set of grid cells that its boxes and lines cover, so that small ones find room in the corners of big ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil, floor

CELL = 30.0
MARGIN = 22.0
CHOICES = 400
FITTED = 24  # the biggest components are fitted into each other's bays, the rest stand in shelves below

Point = tuple[float, float]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """Room that a node needs around its position, in page units: half its width, and how far it reaches up and down."""

    half: float
    up: float
    down: float


def pack(
    parts: Sequence[Mapping[str, Point]], boxes: Mapping[str, Box], pairs: Sequence[tuple[str, str]], *, aspect: float
) -> dict[str, Point]:
    """Positions of all nodes, the biggest component in the middle, the whole growing `aspect` times as wide as high."""
    lines: dict[str, list[str]] = {}
    for left, right in pairs:
        lines.setdefault(left, []).append(right)
    covered = [(_covered(part, boxes, lines), part) for part in parts]
    covered.sort(key=lambda item: -len(item[0]))
    taken: set[Cell] = set()
    placed: dict[str, Point] = {}
    for cells, part in covered[:FITTED]:
        columns, rows = [column for column, _ in cells], [row for _, row in cells]
        middle = ((min(columns) + max(columns)) // 2, (min(rows) + max(rows)) // 2)
        centred = sorted((column - middle[0], row - middle[1]) for column, row in cells)
        dx, dy = _place(centred, taken, aspect)
        taken.update((column + dx, row + dy) for column, row in centred)
        for name, (x, y) in part.items():
            placed[name] = (x + (dx - middle[0]) * CELL, y + (dy - middle[1]) * CELL)
    placed.update(_shelves(covered[FITTED:], taken, aspect))
    return placed


def _shelves(
    parts: Sequence[tuple[set[Cell], Mapping[str, Point]]], taken: set[Cell], aspect: float
) -> dict[str, Point]:
    """Components side by side in rows under the cells taken, the highest first: time grows with their number only."""
    if not parts:
        return {}
    extents = [_extent(cells) for cells, _ in parts]
    left, right, _, bottom = _extent(taken)
    area = sum((extent[1] - extent[0] + 2) * (extent[3] - extent[2] + 2) for extent in extents)
    width = max(right - left + 1, ceil((area * aspect) ** 0.5))
    placed: dict[str, Point] = {}
    column, row, high = left, bottom + 2, 0
    for at in sorted(range(len(parts)), key=lambda i: (extents[i][2] - extents[i][3], i)):
        first, last, top, low = extents[at]
        if column > left and column + last - first > left + width:
            column, row, high = left, row + high + 1, 0
        for name, (x, y) in parts[at][1].items():
            placed[name] = (x + (column - first) * CELL, y + (row - top) * CELL)
        column += last - first + 2
        high = max(high, low - top + 1)
    return placed


def outwards(aspect: float) -> Iterator[Cell]:
    """All cells, ring by ring from the middle; a ring is `aspect` times as wide as high.

    >>> from itertools import islice
    >>> list(islice(outwards(1.0), 5))
    [(0, 0), (0, -1), (-1, 0), (1, 0), (0, 1)]
    """
    yield 0, 0
    ring, before = 0, 0
    while True:
        ring += 1
        wide = ceil(ring * aspect)
        rim = [(dx, dy) for dx in range(-wide, wide + 1) for dy in (-ring, ring)]
        sides = [*range(-wide, -before), *range(before + 1, wide + 1)]
        rim += [(dx, dy) for dx in sides for dy in range(1 - ring, ring)]
        yield from sorted(rim, key=lambda cell: (cell[0] ** 2 + cell[1] ** 2, cell[1], cell[0]))
        before = wide


def _place(cells: Sequence[Cell], taken: set[Cell], aspect: float) -> Cell:
    """The shift that keeps the whole smallest among the first `CHOICES` at which no cell is taken twice."""
    free = (
        (dx, dy) for dx, dy in outwards(aspect) if all((column + dx, row + dy) not in taken for column, row in cells)
    )
    if not taken:
        return next(free)
    own, all_taken = _extent(cells), _extent(taken)

    def growth(shift: Cell) -> tuple[float, int, Cell]:
        left, right = min(own[0] + shift[0], all_taken[0]), max(own[1] + shift[0], all_taken[1])
        top, bottom = min(own[2] + shift[1], all_taken[2]), max(own[3] + shift[1], all_taken[3])
        wide, high = right - left + 1, bottom - top + 1
        return max(wide / aspect, high), wide * high, shift

    return min(islice(free, CHOICES), key=growth)


def _extent(cells: Iterable[Cell]) -> tuple[int, int, int, int]:
    """(leftmost, rightmost, topmost, lowest) cell."""
    columns, rows = zip(*cells, strict=True)
    return min(columns), max(columns), min(rows), max(rows)


def _covered(part: Mapping[str, Point], boxes: Mapping[str, Box], lines: Mapping[str, list[str]]) -> set[Cell]:
    cells: set[Cell] = set()
    for name, (x, y) in part.items():
        box = boxes[name]
        for column in range(floor((x - box.half - MARGIN) / CELL), floor((x + box.half + MARGIN) / CELL) + 1):
            for row in range(floor((y - box.up - MARGIN) / CELL), floor((y + box.down + MARGIN) / CELL) + 1):
                cells.add((column, row))
        for other in lines.get(name, ()):
            cells.update(_along((x, y), part[other]))
    return cells


def _along(start: Point, end: Point) -> Iterator[Cell]:
    steps = ceil(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / CELL) * 2 + 1
    for step in range(steps + 1):
        share = step / steps
        x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        yield floor(x / CELL), floor(y / CELL)
