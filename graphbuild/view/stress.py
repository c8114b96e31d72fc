"""A drawing of a connected graph in which distances on the page match distances in the graph.

Stress majorization (Gansner, Koren and North, "Graph drawing by stress majorization", 2004); above `WHOLE` nodes in
its sparse form (Ortmann, Klimenta and Brandes, "A sparse stress model", 2017), in which each node keeps its distance
to its neighbours and to some pivots, each of which stands for the nodes nearest to it.
"""

from collections.abc import Sequence
from math import sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
WHOLE = 240
PIVOTS = 100
ROUNDS = 120
LENGTH = 102.0
SEED = 7


def stress(names: Sequence[str], pairs: Sequence[tuple[str, str]], room: dict[str, float]) -> Array:
    """Points (one row a name) of a connected graph; `room` is half the width that each node needs.

    The same names and pairs, in whatever order the pairs come, give the same points.
    """
    graph = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs}))
    _measure(graph, room)
    wished, pivots = _distances(graph, list(names))
    points = _scaled(wished, pivots)
    size = np.bincount(np.argmin(wished, axis=1), minlength=len(pivots)).astype(np.float64)
    weights = np.divide(np.maximum(size, 1.0)[None, :], wished**2, out=np.zeros_like(wished), where=wished > 0)
    whole = len(pivots) == len(names)
    ends = np.zeros((0, 3)) if whole else _ends(graph, list(names))
    for _ in range(ROUNDS):
        points = _step(points, pivots, wished, weights, ends)
    return points


def _measure(graph: "nx.Graph[str]", room: dict[str, float]) -> None:
    """Wished lengths: longer between two that both have many neighbours, so that each keeps its own round it."""
    for left, right in graph.edges:
        small, big = sorted((graph.degree[left], graph.degree[right]))
        length = LENGTH * (1 + 0.28 * sqrt(small - 1) + 0.16 * sqrt(big - 1))
        graph.edges[left, right]["length"] = length + 0.45 * (room[left] + room[right])


def _distances(graph: "nx.Graph[str]", names: list[str]) -> tuple[Array, NDArray[np.intp]]:
    """Distances from every node to every pivot, and which nodes the pivots are: each the farthest from those before."""
    position = {name: index for index, name in enumerate(names)}
    nearest = np.full(len(names), np.inf)
    columns: list[Array] = []
    pivots: list[int] = []
    chosen = 0
    while len(pivots) < (len(names) if len(names) <= WHOLE else PIVOTS):
        reached = nx.single_source_dijkstra_path_length(graph, names[chosen], weight="length")
        column = np.zeros(len(names))
        for name, distance in reached.items():
            column[position[name]] = distance
        columns.append(column)
        pivots.append(chosen)
        nearest = np.minimum(nearest, column)
        chosen = int(np.argmax(nearest))
    return np.column_stack(columns), np.array(pivots, dtype=np.intp)


def _scaled(wished: Array, pivots: NDArray[np.intp]) -> Array:
    """Classical scaling on the distances to the pivots, with a small fixed spread so that no two start on one spot."""
    squares = wished**2
    centred = squares - squares.mean(axis=0)[None, :] - squares.mean(axis=1)[:, None] + squares.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points = centred @ vectors[:, ::-1][:, :2]
    if points.shape[1] < 2:
        points = np.hstack([points, np.zeros((len(points), 2 - points.shape[1]))])
    signs = np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    reach = max(float(np.sqrt((points**2).sum(axis=1)).max()), 1e-9)
    points = points * signs * (float(wished[:, 0].max()) / 2 / reach)
    return np.asarray(points + np.random.default_rng(SEED).normal(0.0, LENGTH / 5, points.shape))


def _ends(graph: "nx.Graph[str]", names: list[str]) -> Array:
    """Both directions of every edge as rows (from, to, wished length)."""
    position = {name: index for index, name in enumerate(names)}
    rows = [(position[a], position[b], graph.edges[a, b]["length"]) for a, b in graph.edges]
    return np.array(sorted(rows + [(b, a, length) for a, b, length in rows]), dtype=np.float64)


def _step(points: Array, pivots: NDArray[np.intp], wished: Array, weights: Array, ends: Array) -> Array:
    """Every point to the weighted mean of where its distances would have it."""
    offset = points[:, None, :] - points[None, pivots, :]
    actual = np.sqrt((offset**2).sum(axis=2))
    ratio = np.divide(weights * wished, actual, out=np.zeros_like(wished), where=actual > 1e-9)
    moved = weights @ points[pivots] + (ratio[:, :, None] * offset).sum(axis=1)
    total = weights.sum(axis=1)
    if len(ends):
        start, end, length = ends[:, 0].astype(np.intp), ends[:, 1].astype(np.intp), ends[:, 2]
        apart = points[start] - points[end]
        far = np.maximum(np.sqrt((apart**2).sum(axis=1)), 1e-9)
        weight = 4.0 / length**2
        pulled = weight[:, None] * (points[end] + apart * (length / far)[:, None])
        for axis in (0, 1):
            moved[:, axis] += np.bincount(start, weights=pulled[:, axis], minlength=len(points))
        total = total + np.bincount(start, weights=weight, minlength=len(points))
    moved = moved / total[:, None]
    return np.asarray(moved - moved.mean(axis=0))
