"""From points to boxes that do not overlap: turned, spread, pushed apart."""

from math import cos, pi, sin, sqrt

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ROUNDS = 600
PATIENCE = 150
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
    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned = centred @ vectors[:, ::-1]
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
    for side in range(SIDES):
        angle = pi * (side * GOLDEN % 1)
        direction = np.array([cos(angle), sin(angle)])
        along = points @ direction
        order = np.argsort(along, kind="stable")
        before = np.cumsum(area[order]) - area[order] / 2
        wished = np.empty(len(points))
        wished[order] = np.interp(before / float(area.sum()), _DISC_SHARE, _DISC_AT) * radius
        points = points + 0.5 * share**2 * np.outer(wished - along, direction)
    return np.asarray(points * np.array([WIDER, 1 / WIDER]))


def _apart(points: Array, shape: Array) -> Array:
    """Push overlapping boxes apart, each pair along the axis where they overlap least, until none is left."""
    half, high = shape[:, 0], (shape[:, 1] + shape[:, 2]) / 2
    shift = np.column_stack([np.zeros(len(points)), (shape[:, 2] - shape[:, 1]) / 2])
    centre = points + shift
    for done in range(ROUNDS):
        if done % PATIENCE == PATIENCE - 1:  # too crowded to be solved by pushing alone
            centre *= 1.06
        left, right = _near(centre, half)
        offset = centre[right] - centre[left]
        over_x = half[left] + half[right] - np.abs(offset[:, 0])
        over_y = high[left] + high[right] - np.abs(offset[:, 1])
        hit = (over_x > 0.5) & (over_y > 0.5)
        if not hit.any():
            break
        left, right, offset, over_x, over_y = left[hit], right[hit], offset[hit], over_x[hit], over_y[hit]
        aside = over_x <= over_y
        moves = [np.where(aside, over_x, 0.0), np.where(aside, 0.0, over_y)]
        for axis, chosen in ((0, aside), (1, ~aside)):
            push = moves[axis] * np.where(offset[:, axis] < 0, -1.0, 1.0)
            count = len(points)
            total = np.bincount(right, push, count) - np.bincount(left, push, count)
            busy = np.bincount(right, chosen, count) + np.bincount(left, chosen, count)
            centre[:, axis] += 0.55 * total / np.maximum(busy, 1)
    return np.asarray(centre - shift)


def _near(centre: Array, half: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """All pairs whose boxes could touch, found by walking along x; the order is fixed by x and then by position."""
    order = np.argsort(centre[:, 0], kind="stable")
    along = centre[order, 0]
    reach = 2 * float(half.max())
    left, right = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
    for step in range(1, len(order)):
        close = np.nonzero(along[step:] - along[:-step] < reach)[0]
        if not len(close):
            break
        left.append(order[close])
        right.append(order[close + step])
    return np.concatenate(left), np.concatenate(right)
