"""Components side by side: each where it fits nearest to the middle, in a bay of the others where there is one.

Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the polyomino packing approach", 2002: a component is
the set of grid cells that its boxes and lines cover, so that small ones find room in the corners of big ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

CELL = 20.0
MARGIN = 13.0

Point = tuple[float, float]
Cell = tuple[int, int]
Grid = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Box:
    """Room that a node needs around its position, in page units: half its width, and how far it reaches up and down."""

    half: float
    up: float
    down: float


def pack(
    parts: Sequence[Mapping[str, Point]], boxes: Mapping[str, Box], pairs: Sequence[tuple[str, str]], *, aspect: float
) -> dict[str, Point]:
    """Positions of all nodes, the first part in the middle, the whole growing `aspect` times as wide as high."""
    lines: dict[str, list[str]] = {}
    for left, right in pairs:
        lines.setdefault(left, []).append(right)
    placed: dict[str, Point] = {}
    taken, corner = np.zeros((0, 0), dtype=np.bool_), (0, 0)
    for part in parts:
        shape, start = _covered(part, boxes, lines)
        target = _place(shape, taken, corner, aspect)
        taken, corner = _joined(taken, corner, shape, target)
        for name, (x, y) in part.items():
            placed[name] = (x + (target[0] - start[0]) * CELL, y + (target[1] - start[1]) * CELL)
    return placed


def _place(shape: Grid, taken: Grid, corner: Cell, aspect: float) -> Cell:
    """The cell for the upper left corner of a shape at which it covers nothing taken and reaches out least.

    How far it reaches is measured from the middle of the page, which is that of the first shape.
    """
    high, wide = shape.shape
    if not taken.size:
        return -(wide // 2), -(high // 2)
    blocked = _blocked(shape, taken)
    left = corner[0] - wide + np.arange(blocked.shape[1])
    top = corner[1] - high + np.arange(blocked.shape[0])
    across = np.maximum(np.abs(left), np.abs(left + wide)) / aspect
    down = np.maximum(np.abs(top), np.abs(top + high)).astype(np.float64)
    reach = np.maximum(across[None, :], down[:, None])
    # Among places that reach equally far, the one nearest to the middle.
    apart = ((left + wide / 2) / aspect)[None, :] ** 2 + (top + high / 2)[:, None] ** 2
    cost = np.where(blocked, np.inf, reach + apart / (1.0 + 4.0 * apart.max()))
    row, column = divmod(int(np.argmin(cost)), cost.shape[1])
    return int(left[column]), int(top[row])


def _blocked(shape: Grid, taken: Grid) -> Grid:
    """For each place of the shape's corner, from wholly above and left of what is taken to wholly below and right of
    it: whether a cell would be taken twice.  Whole runs of a row are tested at once, by sums along the rows."""
    high, wide = shape.shape
    around = np.pad(taken, ((high, high), (wide, wide)))
    sums = np.zeros((around.shape[0], around.shape[1] + 1), dtype=np.int32)
    np.cumsum(around, axis=1, out=sums[:, 1:])
    rows, columns = taken.shape[0] + high + 1, taken.shape[1] + wide + 1
    blocked = np.zeros((rows, columns), dtype=np.bool_)
    for row, line in enumerate(shape):
        edges = np.flatnonzero(np.diff(np.concatenate(([False], line, [False])).astype(np.int8)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            band = sums[row : row + rows]
            blocked |= band[:, end : end + columns] > band[:, start : start + columns]
    return blocked


def _joined(taken: Grid, corner: Cell, shape: Grid, at: Cell) -> tuple[Grid, Cell]:
    """The cells taken when the shape stands with its corner at a cell, and the corner of them all."""
    if not taken.size:
        return shape, at
    left, top = min(corner[0], at[0]), min(corner[1], at[1])
    right = max(corner[0] + taken.shape[1], at[0] + shape.shape[1])
    bottom = max(corner[1] + taken.shape[0], at[1] + shape.shape[0])
    joined = np.zeros((bottom - top, right - left), dtype=np.bool_)
    for cells, (column, row) in ((taken, corner), (shape, at)):
        joined[row - top : row - top + cells.shape[0], column - left : column - left + cells.shape[1]] |= cells
    return joined, (left, top)


def _covered(part: Mapping[str, Point], boxes: Mapping[str, Box], lines: Mapping[str, list[str]]) -> tuple[Grid, Cell]:
    """The cells that a part covers, and which cell of the page the upper left one of them is."""
    cells: set[Cell] = set()
    for name, (x, y) in part.items():
        box = boxes[name]
        for column in range(floor((x - box.half - MARGIN) / CELL), floor((x + box.half + MARGIN) / CELL) + 1):
            for row in range(floor((y - box.up - MARGIN) / CELL), floor((y + box.down + MARGIN) / CELL) + 1):
                cells.add((column, row))
        for other in lines.get(name, ()):
            cells.update(_along((x, y), part[other]))
    left, top = min(column for column, _ in cells), min(row for _, row in cells)
    right, bottom = max(column for column, _ in cells), max(row for _, row in cells)
    shape = np.zeros((bottom - top + 1, right - left + 1), dtype=np.bool_)
    for column, row in cells:
        shape[row - top, column - left] = True
    return shape, (left, top)


def _along(start: Point, end: Point) -> Iterator[Cell]:
    steps = ceil(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / CELL) * 2 + 1
    for step in range(steps + 1):
        share = step / steps
        x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        yield floor(x / CELL), floor(y / CELL)
