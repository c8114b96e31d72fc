"""Components side by side: each where it fits nearest to the middle, in a bay of the others where there is one.

Freivalds, Dogrusoz and Kikusts, "Disconnected graph layout and the polyomino packing approach", 2002: a component is
the set of grid cells that its boxes and lines cover, so that small ones find room in the corners of big ones.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphbuild.view.component import Array, Component

CELL = 20.0
MARGIN = 13.0

Point = tuple[float, float]
Cell = tuple[int, int]
Grid = NDArray[np.bool_]
Cells = NDArray[np.int64]
Sums = NDArray[np.unsignedinteger[Any]]
Rectangle = tuple[int, int, int, int]
"""Top, bottom, left, right in cells of a shape; ends exclusive."""


def pack(parts: Sequence[Component], drawn: Sequence[Array], *, aspect: float) -> dict[str, Point]:
    """Positions of all nodes, the first part in the middle, the whole growing `aspect` times as wide as high."""
    placed: dict[str, Point] = {}
    taken, corner = np.zeros((0, 0), dtype=np.bool_), (0, 0)
    for part, points in zip(parts, drawn, strict=True):
        shape, start = _covered(part, points)
        target = _place(shape, taken, corner, aspect)
        taken, corner = _joined(taken, corner, shape, target)
        moved = points + CELL * (np.array(target) - np.array(start))
        placed.update((name, (x, y)) for name, (x, y) in zip(part.names, moved.tolist(), strict=True))
    return placed


def _place(shape: Grid, taken: Grid, corner: Cell, aspect: float) -> Cell:
    """The cell for the upper left corner of a shape at which it covers nothing taken and reaches out least.

    How far it reaches is measured from the middle of the page, which is that of the first shape.
    """
    high, wide = shape.shape
    if not taken.size:
        return -(wide // 2), -(high // 2)
    # From wholly above and left of what is taken to wholly below and right of it.
    left = corner[0] - wide + np.arange(taken.shape[1] + wide + 1)
    top = corner[1] - high + np.arange(taken.shape[0] + high + 1)
    across = np.maximum(np.abs(left), np.abs(left + wide)) / aspect
    down = np.maximum(np.abs(top), np.abs(top + high)).astype(np.float64)
    cost = np.maximum(across[None, :], down[:, None])
    # Among places that reach equally far, the one nearest to the middle.
    beside, below = ((left + wide / 2) / aspect) ** 2, (top + high / 2) ** 2
    most = 1.0 + 4.0 * (beside.max() + below.max())
    cost += (beside / most)[None, :]
    cost += (below / most)[:, None]
    row, column = divmod(_best(cost, shape, taken), cost.shape[1])
    return int(left[column]), int(top[row])


def _best(cost: Array, shape: Grid, taken: Grid) -> int:
    """The place of least cost, counted row by row, at which the shape covers no cell that is taken.

    Where there is room for the whole box round a shape is soon known, and nothing dearer can be the best.  The shape's
    own rectangles are tested, by sums over what is taken, only where none before them is in the way, big ones first.
    """
    high, wide = shape.shape
    sums = _sums(shape, taken)
    bound = cost[_clear(sums, (0, high, 0, wide), cost.shape)].min()
    first, *others = _rectangles(shape)
    open_ = np.flatnonzero(_clear(sums, first, cost.shape) & (cost <= bound))
    flat, stride = sums.ravel(), sums.shape[1]
    corner = open_ // cost.shape[1] * stride + open_ % cost.shape[1]
    for top, bottom, left, right in others:
        below, above = corner + bottom * stride, corner + top * stride
        clear = flat[below + right] - flat[above + right] == flat[below + left] - flat[above + left]
        open_, corner = open_[clear], corner[clear]
    return int(open_[cost.ravel()[open_].argmin()])


def _sums(shape: Grid, taken: Grid) -> Sums:
    """How many cells are taken above and left of each, with room for the shape on every side."""
    high, wide = shape.shape
    # No sum over a rectangle of a shape is greater than its size, so that it does not matter if those over the page
    # run over: the differences are right.
    kind = np.uint16 if shape.size < 2**16 else np.uint32
    sums = np.zeros((taken.shape[0] + 2 * high + 1, taken.shape[1] + 2 * wide + 1), dtype=kind)
    sums[high + 1 : -high, wide + 1 : -wide] = taken
    np.cumsum(sums, axis=0, out=sums)
    return np.cumsum(sums, axis=1, out=sums)


def _clear(sums: Sums, rectangle: Rectangle, places: tuple[int, ...]) -> Grid:
    """For each place of a shape's corner whether no cell of one of its rectangles is taken."""
    top, bottom, left, right = rectangle
    rows, columns = places
    band = sums[bottom : bottom + rows] - sums[top : top + rows]
    clear: Grid = band[:, right : right + columns] == band[:, left : left + columns]
    return clear


def _rectangles(shape: Grid) -> list[Rectangle]:
    """The cells of a shape as rectangles, big ones first: runs of rows that are equal."""
    top = np.flatnonzero(np.append(True, (shape[1:] != shape[:-1]).any(axis=1)))
    bottom = np.append(top[1:], len(shape))
    row, edge = np.nonzero(np.diff(shape[top].astype(np.int8), prepend=0, append=0))
    row, left, right = row[::2], edge[::2], edge[1::2]
    order = np.argsort((top - bottom)[row] * (right - left), kind="stable")
    rows = np.column_stack([top[row], bottom[row], left, right])[order].tolist()
    return [(first, last, start, end) for first, last, start, end in rows]


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


def _covered(part: Component, points: Array) -> tuple[Grid, Cell]:
    """The cells that a part covers, and which cell of the page the upper left one of them is."""
    reach = part.shape + MARGIN
    begin = _cells(points - reach[:, :2])
    end = _cells(points + reach[:, ::2]) + 1
    start = begin.min(axis=0)
    wide, high = (end.max(axis=0) - start).tolist()
    begin, end = begin - start, end - start
    # Each box adds one at its upper left cell and takes it away past its edges: the sums are how many boxes lie there.
    marks = np.zeros((high + 1, wide + 1), dtype=np.int32)
    for rows, columns, sign in ((begin, begin, 1), (begin, end, -1), (end, begin, -1), (end, end, 1)):
        np.add.at(marks, (rows[:, 1], columns[:, 0]), sign)
    shape = marks.cumsum(axis=0).cumsum(axis=1)[:high, :wide] > 0
    along = _along(points[part.lines[:, 0]], points[part.lines[:, 1]]) - start
    shape[along[:, 1], along[:, 0]] = True
    return shape, (int(start[0]), int(start[1]))


def _along(start: Array, end: Array) -> Cells:
    """The cells (column, row) that lines pass, looked at twice for each cell's length."""
    steps = np.ceil(np.abs(end - start).max(axis=1) / CELL).astype(np.int64) * 2 + 1
    line = np.repeat(np.arange(len(steps)), steps + 1)
    step = np.arange(len(line)) - np.repeat(np.cumsum(steps + 1) - (steps + 1), steps + 1)
    return _cells(start[line] + (end - start)[line] * (step / steps[line])[:, None])


def _cells(points: Array) -> Cells:
    return np.floor(points / CELL).astype(np.int64)
