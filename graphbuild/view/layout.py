"""Where everything stands: positions computed beforehand, the same for the same graph.

Each connected component is drawn by stress majorization (Gansner, Koren and North, "Graph drawing by stress
majorization", 2004), which puts things at distances on the page that match their distances in the graph; components
too big for all distances to be held are drawn with networkx' spring layout on a fixed seed.  Then boxes around shapes
and labels are pushed apart until none overlaps, and the components are packed side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STRESS_LIMIT = 600
ROUNDS = 120
LENGTH = 105.0
GAP = 60.0
FILL = 0.6
SEED = 7


@dataclass(frozen=True, slots=True)
class Box:
    """Room that a node needs around its position, in page units: half its width, and how far it reaches up and down."""

    half: float
    up: float
    down: float


def layout(
    boxes: Mapping[str, Box], pairs: Sequence[tuple[str, str]], *, aspect: float = 1.25
) -> dict[str, tuple[int, int]]:
    """Whole-numbered positions of all nodes, y downwards; `aspect` is the wished width to height of the whole."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))
    components = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    drawn = [_component(graph.subgraph(part), part, boxes) for part in components if len(part) > 1]
    positions = _pack(drawn, boxes, aspect)
    lonely = [part[0] for part in components if len(part) == 1]
    positions.update(_rows(lonely, boxes, positions))
    return {name: (round(x), round(y)) for name, (x, y) in sorted(positions.items())}


def _component(graph: "nx.Graph[str]", names: list[str], boxes: Mapping[str, Box]) -> dict[str, tuple[float, float]]:
    if len(names) <= STRESS_LIMIT:
        points = _stress(graph, names, boxes)
    else:
        scale = LENGTH * sqrt(len(names))
        ordered: nx.Graph[str] = nx.Graph()
        ordered.add_nodes_from(names)
        ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges))
        found = nx.spring_layout(ordered, seed=SEED, scale=scale, iterations=60)
        points = np.array([found[name] for name in names])
    points = _lying(points)
    shape = np.array([[boxes[name].half, boxes[name].up, boxes[name].down] for name in names])
    points = _apart(_drawn_in(points, shape), shape)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}


def _lengths(graph: "nx.Graph[str]", names: list[str], boxes: Mapping[str, Box]) -> Array:
    """Wished distances: longer between two that both have many neighbours, so that each keeps its own round it."""
    for left, right in graph.edges:
        small, big = sorted((graph.degree[left], graph.degree[right]))
        room = 0.45 * (boxes[left].half + boxes[right].half)
        graph.edges[left, right]["length"] = room + LENGTH * (1 + 0.28 * sqrt(small - 1) + 0.16 * sqrt(big - 1))
    position = {name: index for index, name in enumerate(names)}
    wished = np.zeros((len(names), len(names)))
    for name, reached in nx.all_pairs_dijkstra_path_length(graph, weight="length"):
        for other, distance in reached.items():
            wished[position[name], position[other]] = distance
    return wished


def _stress(graph: "nx.Graph[str]", names: list[str], boxes: Mapping[str, Box]) -> Array:
    """Majorize stress with weights distance^-2, from a spread of the nodes by classical scaling."""
    wished = _lengths(graph.copy(), names, boxes)
    count = len(names)
    weights = np.divide(1.0, wished**2, out=np.zeros_like(wished), where=wished > 0)
    points = _scaled(wished)
    total = weights.sum(axis=1)
    for _ in range(ROUNDS):
        offset = points[:, None, :] - points[None, :, :]
        actual = np.sqrt((offset**2).sum(axis=2))
        ratio = np.divide(weights * wished, actual, out=np.zeros_like(wished), where=actual > 1e-9)
        moved = (ratio.sum(axis=1)[:, None] * points - ratio @ points + weights @ points) / total[:, None]
        points = np.asarray(moved - moved.mean(axis=0))
    return points.reshape(count, 2)


def _scaled(wished: Array) -> Array:
    """Classical scaling to two dimensions, with a small fixed spread so that no two start on one spot."""
    count = len(wished)
    centre = np.eye(count) - 1.0 / count
    values, vectors = np.linalg.eigh(-0.5 * centre @ (wished**2) @ centre)
    points = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0.0))
    points = points * np.where(points[np.abs(points).argmax(axis=0), range(points.shape[1])] < 0, -1.0, 1.0)
    if points.shape[1] < 2:
        points = np.hstack([points, np.zeros((count, 2 - points.shape[1]))])
    return np.asarray(points + np.random.default_rng(SEED).normal(0.0, LENGTH / 5, (count, 2)))


def _lying(points: Array) -> Array:
    """Turned so that the longest extent lies flat: labels are wide and screens are too."""
    centred = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    turned = centred @ vectors[:, ::-1]
    signs = np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    return np.asarray(turned * signs)


def _drawn_in(points: Array, shape: Array) -> Array:
    """Shrunk until the boxes fill `FILL` of the frame: white room costs legibility, since all must fit the window.

    Outliers are drawn in more than the middle, which is crowded anyway.
    """
    reach = np.sqrt((points**2).sum(axis=1))
    middle = max(float(np.median(reach)), 1.0)
    points = points * np.maximum(reach / middle, 0.5)[:, None] ** -0.3
    spread = np.maximum(points.std(axis=0) * sqrt(12.0), 1.0)
    needed = float((2 * shape[:, 0] * (shape[:, 1] + shape[:, 2])).sum()) / FILL
    return np.asarray(points * min(1.0, sqrt(needed / float(spread[0] * spread[1]))))


def _apart(points: Array, shape: Array, *, rounds: int = 200) -> Array:
    """Push overlapping boxes apart, each pair along the axis where they overlap least."""
    half, high = shape[:, 0], (shape[:, 1] + shape[:, 2]) / 2
    centre = points + np.column_stack([np.zeros(len(points)), (shape[:, 2] - shape[:, 1]) / 2])
    wide, tall = half[:, None] + half[None, :], high[:, None] + high[None, :]
    for _ in range(rounds):
        offset = centre[:, None, :] - centre[None, :, :]
        over_x, over_y = wide - np.abs(offset[:, :, 0]), tall - np.abs(offset[:, :, 1])
        hit = (over_x > 0.5) & (over_y > 0.5)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        aside = hit & (over_x <= over_y)
        upward = hit & ~aside
        order = np.sign(np.arange(len(centre))[:, None] - np.arange(len(centre))[None, :])
        sign_x = np.where(offset[:, :, 0] == 0, order, np.sign(offset[:, :, 0]))
        sign_y = np.where(offset[:, :, 1] == 0, order, np.sign(offset[:, :, 1]))
        push = np.column_stack([(aside * sign_x * over_x).sum(axis=1), (upward * sign_y * over_y).sum(axis=1)])
        busy = np.maximum(np.column_stack([aside.sum(axis=1), upward.sum(axis=1)]), 1)
        centre = centre + 0.55 * push / busy
    return np.asarray(centre - np.column_stack([np.zeros(len(points)), (shape[:, 2] - shape[:, 1]) / 2]))


def _pack(
    drawn: Sequence[Mapping[str, tuple[float, float]]], boxes: Mapping[str, Box], aspect: float
) -> dict[str, tuple[float, float]]:
    """Components side by side, the biggest first, each into the corner where the whole grows least."""
    framed = [(part, _frame(part, boxes)) for part in drawn]
    framed.sort(key=lambda item: -(item[1][2] - item[1][0]) * (item[1][3] - item[1][1]))
    taken = np.zeros((0, 4))
    placed: dict[str, tuple[float, float]] = {}
    for part, (left, top, right, bottom) in framed:
        x, y = _corner(taken, right - left + GAP, bottom - top + GAP, aspect)
        taken = np.vstack([taken, [x, y, x + right - left + GAP, y + bottom - top + GAP]])
        placed.update({name: (px - left + x, py - top + y) for name, (px, py) in part.items()})
    return placed


def _corner(taken: Array, wide: float, high: float, aspect: float) -> tuple[float, float]:
    """The free corner beside or under a placed frame (rows left, top, right, bottom) that keeps the whole smallest."""
    if not len(taken):
        return 0.0, 0.0
    beside, under = taken[:, [2, 1]], taken[:, [0, 3]]
    free = np.vstack([beside, under])
    left, top = free[:, 0, None], free[:, 1, None]
    over_x = np.minimum(left + wide, taken[None, :, 2]) - np.maximum(left, taken[None, :, 0])
    over_y = np.minimum(top + high, taken[None, :, 3]) - np.maximum(top, taken[None, :, 1])
    free = free[~((over_x > 0.01) & (over_y > 0.01)).any(axis=1)]
    whole_x = np.maximum(free[:, 0] + wide, taken[:, 2].max())
    whole_y = np.maximum(free[:, 1] + high, taken[:, 3].max())
    size = np.maximum(whole_x, whole_y * aspect)
    best = np.lexsort((free[:, 0], free[:, 1], whole_x * whole_y, size))[0]
    return float(free[best, 0]), float(free[best, 1])


def _frame(part: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of the boxes of some nodes."""
    return (
        min(x - boxes[name].half for name, (x, _) in part.items()),
        min(y - boxes[name].up for name, (_, y) in part.items()),
        max(x + boxes[name].half for name, (x, _) in part.items()),
        max(y + boxes[name].down for name, (_, y) in part.items()),
    )


def _rows(
    names: Sequence[str], boxes: Mapping[str, Box], placed: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Nodes without any relation, in rows under the rest."""
    if not names:
        return {}
    cell = 2 * max(boxes[name].half for name in names)
    high = max(boxes[name].up + boxes[name].down for name in names) + GAP / 3
    if placed:
        left, _, right, bottom = _frame(placed, boxes)
        columns, top = max(1, int((right - left) // cell)), bottom + 2 * GAP
    else:
        left, top, columns = 0.0, 0.0, ceil(sqrt(len(names) * 1.6))
    return {
        name: (left + cell * (index % columns + 0.5), top + high * (index // columns + 0.5))
        for index, name in enumerate(names)
    }
