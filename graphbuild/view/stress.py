"""Drawings of connected graphs in which distances on the page match distances in the graph.

Stress majorization (Gansner, Koren and North, "Graph drawing by stress majorization", 2004), of all components of one
size at once; above `WHOLE` nodes in its sparse form (Ortmann, Klimenta and Brandes, "A sparse stress model", 2017), in
which each node keeps its distance to its neighbours and to some pivots, each of which stands for the nodes nearest to
it.  Both begin from classical scaling (Brandes and Pich, "Eigensolver methods for progressive multidimensional scaling
of large data", 2007) and end when no node moves further than can be seen.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from graphbuild.view.component import Array, Component, Indices
from graphbuild.view.distances import distances, lengths

WHOLE = 240
PIVOTS = 100
ROUNDS = 120
STILL = 1.0
LENGTH = 102.0
SEED = 7


def stress(components: Sequence[Component]) -> list[Array]:
    """Points (a row for each node) of each component; the same components give the same points."""
    found: list[Array] = [np.zeros((0, 2))] * len(components)
    alike: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(components):
        if len(one.names) > WHOLE:
            found[place] = _sparse(one)
        else:
            alike[len(one.names)].append(place)
    for places in alike.values():
        drawn = _whole([components[place] for place in places])
        for place, points in zip(places, drawn, strict=True):
            found[place] = points
    return found


def _whole(alike: Sequence[Component]) -> Array:
    """Points (component, node, axis) of components of one size: every distance counts, all move at once."""
    count, size = len(alike), len(alike[0].names)
    lines = np.concatenate([one.lines + place * size for place, one in enumerate(alike)])
    length = lengths(lines, np.concatenate([one.shape[:, 0] for one in alike]), unit=LENGTH)
    sources = np.tile(np.where(np.eye(size, dtype=np.bool_), 0.0, np.inf), (count, 1))
    wished = distances(lines, length, sources).reshape(count, size, size)
    weights = np.divide(1.0, wished**2, out=np.zeros_like(wished), where=wished > 0)
    diagonal = np.eye(size) * weights.sum(axis=2)[:, :, None]
    # The matrix has the constants as its null space; with them added it can be inverted, and centred points lose them.
    solver = np.linalg.inv(diagonal - weights + 1.0 / size)
    points = _scaled(wished)
    for _ in range(ROUNDS):
        x, y = points[:, :, 0], points[:, :, 1]
        apart = np.hypot(x[:, :, None] - x[:, None, :], y[:, :, None] - y[:, None, :])
        pull = np.divide(weights * wished, apart, out=np.zeros_like(wished), where=apart > 1e-9)
        moved = solver @ (pull.sum(axis=2)[:, :, None] * points - pull @ points)
        moved = np.asarray(moved - moved.mean(axis=1, keepdims=True))
        step = float(np.abs(moved - points).max())
        points = moved
        if step < STILL:
            break
    return points


def _sparse(component: Component) -> Array:
    """Points of one big component, each node held by its neighbours and by the pivots."""
    lines = component.lines
    length = lengths(lines, component.shape[:, 0], unit=LENGTH)
    wished, pivots = _to_pivots(lines, length, len(component.names))
    share = np.bincount(np.argmin(wished, axis=1), minlength=len(pivots)).astype(np.float64)
    weights = np.divide(np.maximum(share, 1.0), wished**2, out=np.zeros_like(wished), where=wished > 0)
    pull = weights * wished
    ends = np.concatenate([lines, lines[:, ::-1]])
    length = np.concatenate([length, length])
    weight = 4.0 / length**2
    total = weights.sum(axis=1) + np.bincount(ends[:, 0], weight, len(wished))
    points = _scaled(wished[None])[0]
    for _ in range(ROUNDS):
        moved = _held_by_pivots(points, points[pivots], weights, pull)
        apart = points[ends[:, 0]] - points[ends[:, 1]]
        far = np.maximum(np.hypot(apart[:, 0], apart[:, 1]), 1e-9)
        pulled = weight[:, None] * (points[ends[:, 1]] + apart * (length / far)[:, None])
        for axis in (0, 1):
            moved[:, axis] += np.bincount(ends[:, 0], pulled[:, axis], len(points))
        moved /= total[:, None]
        moved -= moved.mean(axis=0)
        step = float(np.abs(moved - points).max())
        points = moved
        if step < STILL:
            break
    return np.asarray(points)


def _held_by_pivots(points: Array, pivots: Array, weights: Array, pull: Array) -> Array:
    """The weighted sum of where the distances to the pivots would have every point."""
    across = points[:, :1] - pivots[:, 0]
    down = points[:, 1:] - pivots[:, 1]
    ratio = pull / np.maximum(np.sqrt(across * across + down * down), 1e-9)
    moved = weights @ pivots
    moved[:, 0] += np.einsum("ij,ij->i", ratio, across)
    moved[:, 1] += np.einsum("ij,ij->i", ratio, down)
    return np.asarray(moved)


def _to_pivots(lines: Indices, length: Array, count: int) -> tuple[Array, Indices]:
    """Distances from every node to every pivot, and which nodes the pivots are: each the farthest from those before."""
    nearest = np.full(count, np.inf)
    columns: list[Array] = []
    pivots: list[int] = []
    chosen = 0
    while len(pivots) < PIVOTS:
        source = np.full((count, 1), np.inf)
        source[chosen] = 0.0
        columns.append(distances(lines, length, source)[:, 0])
        pivots.append(chosen)
        nearest = np.minimum(nearest, columns[-1])
        chosen = int(np.argmax(nearest))
    return np.column_stack(columns), np.array(pivots, dtype=np.intp)


def _scaled(wished: Array) -> Array:
    """Classical scaling on distances (component, node, pivot), with a small fixed spread so that no two start on one
    spot."""
    squares = wished**2
    means = squares.mean(axis=1, keepdims=True), squares.mean(axis=2, keepdims=True)
    centred = squares - means[0] - means[1] + squares.mean(axis=(1, 2), keepdims=True)
    _, vectors = np.linalg.eigh(centred.transpose(0, 2, 1) @ centred)
    points = centred @ vectors[:, :, ::-1][:, :, :2]
    far = np.take_along_axis(points, np.abs(points).argmax(axis=1, keepdims=True), axis=1)
    reach = np.maximum(np.sqrt((points**2).sum(axis=2)).max(axis=1), 1e-9)
    half = wished[:, :, 0].max(axis=1) / 2
    points = points * np.where(far < 0, -1.0, 1.0) * (half / reach)[:, None, None]
    return np.asarray(points + np.random.default_rng(SEED).normal(0.0, LENGTH / 5, points.shape[1:]))
