"""From points to boxes that do not overlap: turned, spread, pushed apart."""

from itertools import count
from math import atan2, cos, pi, sin, sqrt

import numpy as np

from graphbuild.view.component import Array, Indices

PATIENCE = 150
GROWTH = 1.06
STEP = 0.55
NEAR = 40.0
AIR = 1.0  # on every side, so that nothing touches when positions are rounded and `TOUCH` is left of an overlap
TOUCH = 0.5
SIDES = 40
FILLED = 0.6
GOLDEN = 0.381966
WIDER = 1.06
# How much of a disc lies to the left of each place from -1 to 1.
_DISC_AT = np.linspace(-1.0, 1.0, 401)
_DISC_SHARE = (np.arcsin(_DISC_AT) + _DISC_AT * np.sqrt(1 - _DISC_AT**2)) / pi + 0.5


def space(points: Array, shape: Array) -> Array:
    """Positions near the points at which no two boxes overlap; `shape` has rows (half width, up, down)."""
    return _apart(_spread(_lying(points), shape), shape)


def _lying(points: Array) -> Array:
    """Turned so that the longest extent lies flat: labels are wide and screens are too."""
    x, y = (points - points.mean(axis=0)).T
    angle = atan2(2 * float(x @ y), float(x @ x) - float(y @ y)) / 2
    turned = np.column_stack([x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)])
    signs = np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    return np.asarray(turned * signs)


def _spread(points: Array, shape: Array) -> Array:
    """Spread evenly over a disc that the boxes fill to a good part: what is crowded gets room, what is far comes near.

    White room costs legibility, since all must fit the window.  From many sides in turn, the points are moved towards
    where their projections would be if their boxes filled the disc evenly (sliced optimal transport: Rabin, Peyre,
    Delon and Bernot, "Wasserstein barycenter and its application to texture mixing", 2011).  A small graph keeps its
    shape and much of its room, since its lines carry words.
    """
    share = min(1.0, len(points) / 100)
    area = 2 * shape[:, 0] * (shape[:, 1] + shape[:, 2])
    reach = max(float(np.sqrt((points**2).sum(axis=1)).mean()), 1e-9)
    filling = sqrt(float(area.sum()) / FILLED / pi) / (1.5 * reach)
    points = points * filling**share
    radius = 1.5 * reach * filling**share
    # A small graph is moved so little that few sides do, each for several.
    sides, strength = (SIDES, 0.5) if share > 0.5 else (SIDES // 4, 2.0)
    for side in range(sides):
        angle = pi * (side * GOLDEN % 1)
        direction = np.array([cos(angle), sin(angle)])
        along = points @ direction
        order = np.argsort(along, kind="stable")
        before = np.cumsum(area[order]) - area[order] / 2
        wished = np.empty(len(points))
        wished[order] = np.interp(before / float(area.sum()), _DISC_SHARE, _DISC_AT) * radius
        points = points + strength * share**2 * (wished - along)[:, None] * direction
    return np.asarray(points * np.array([WIDER, 1 / WIDER]))


def _apart(points: Array, shape: Array) -> Array:
    """Push overlapping boxes apart, each pair along the axis where they overlap least, until none is left.

    Which boxes are near each other is looked up anew only when one has moved by half of `NEAR` (Verlet, "Computer
    experiments on classical fluids", 1967).
    """
    half, high = shape[:, 0] + AIR, (shape[:, 1] + shape[:, 2]) / 2 + AIR
    shift = np.column_stack([np.zeros(len(points)), (shape[:, 2] - shape[:, 1]) / 2])
    centre = points + shift
    seen, near = centre, _near(centre, half, high)
    for done in count(1):
        if done % PATIENCE == 0:  # too crowded to be solved by pushing alone
            centre = centre * GROWTH
        if np.abs(centre - seen).max() > NEAR / 2:
            seen, near = centre, _near(centre, half, high)
        moved = _pushed(centre, half, high, *near)
        if moved is None:
            break
        centre = moved
    return np.asarray(centre - shift)


def _pushed(centre: Array, half: Array, high: Array, left: Indices, right: Indices) -> Array | None:
    """One push for all pairs that overlap, or None where none does."""
    across, down = (centre[right] - centre[left]).T
    over_x = half[left] + half[right] - np.abs(across)
    over_y = high[left] + high[right] - np.abs(down)
    hit = np.flatnonzero((over_x > TOUCH) & (over_y > TOUCH))
    if not len(hit):
        return None
    left, right, over_x, over_y = left[hit], right[hit], over_x[hit], over_y[hit]
    aside = over_x <= over_y
    moved = np.empty_like(centre)
    for axis, offset, over, chosen in ((0, across[hit], over_x, aside), (1, down[hit], over_y, ~aside)):
        one, other = left[chosen], right[chosen]
        push = np.where(offset[chosen] < 0, -over[chosen], over[chosen])
        size = len(centre)
        total = np.bincount(other, push, size) - np.bincount(one, push, size)
        busy = np.bincount(other, minlength=size) + np.bincount(one, minlength=size)
        moved[:, axis] = centre[:, axis] + STEP * total / np.maximum(busy, 1)
    return moved


def _near(centre: Array, half: Array, high: Array) -> tuple[Indices, Indices]:
    """All pairs of boxes less than `NEAR` apart on both axes, by a walk along x; the order is fixed by x and then by
    position."""
    order = np.argsort(centre[:, 0] - half, kind="stable")
    begin = (centre[:, 0] - half)[order]
    until = np.searchsorted(begin, (centre[:, 0] + half)[order] + NEAR)
    many = until - np.arange(len(order)) - 1
    first = np.repeat(np.arange(len(order)), many)
    second = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many) + first + 1
    left, right = order[first], order[second]
    close = np.abs(centre[left, 1] - centre[right, 1]) < high[left] + high[right] + NEAR
    return left[close], right[close]
