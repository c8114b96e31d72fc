"""Where everything stands: positions computed beforehand, the same for the same graph.

Each connected component is drawn by stress majorization, its boxes are pushed apart until no label covers another, and
the components are packed side by side, the weightiest in the middle; what has no relation at all stands in rows below.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

import networkx as nx
import numpy as np

from graphbuild.view.packing import Box, pack
from graphbuild.view.spacing import space
from graphbuild.view.stress import stress

GAP = 20.0


def layout(
    boxes: Mapping[str, Box],
    pairs: Sequence[tuple[str, str]],
    *,
    weights: Mapping[str, int] | None = None,
    aspect: float = 1.15,
) -> dict[str, tuple[int, int]]:
    """Whole-numbered positions of all nodes, y downwards; `aspect` is the wished width to height of the whole.

    Components with more weight in all their nodes stand nearer to the middle (none given: bigger ones); nodes without
    any relation stand in the order of `boxes`.

    >>> box = Box(half=10, up=5, down=5)
    >>> sorted(layout({"a": box, "b": box}, [("a", "b")]))
    ['a', 'b']
    """
    graph = nx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    heavy = weights or {}
    components = sorted(
        (sorted(part) for part in nx.connected_components(graph)),
        key=lambda part: (-sum(heavy.get(name, 0) for name in part), -len(part), part),
    )
    drawn = [_component(part, list(graph.subgraph(part).edges), boxes) for part in components if len(part) > 1]
    positions = pack(drawn, boxes, [pair for pair in pairs if pair[0] != pair[1]], aspect=aspect)
    positions.update(_rows([name for name in boxes if name not in positions], boxes, positions, aspect))
    return {name: (round(x), round(y)) for name, (x, y) in sorted(positions.items())}


def _component(
    names: list[str], pairs: Sequence[tuple[str, str]], boxes: Mapping[str, Box]
) -> dict[str, tuple[float, float]]:
    points = stress(names, pairs, {name: boxes[name].half for name in names})
    shape = np.array([[boxes[name].half, boxes[name].up, boxes[name].down] for name in names])
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, space(points, shape), strict=True)}


def _rows(
    names: Sequence[str], boxes: Mapping[str, Box], placed: Mapping[str, tuple[float, float]], aspect: float
) -> dict[str, tuple[float, float]]:
    """Nodes without any relation, side by side in rows under the rest."""
    area = sum((2 * boxes[name].half + GAP) * (boxes[name].up + boxes[name].down + GAP) for name in names)
    left, top, wide = 0.0, 0.0, sqrt(area * aspect)
    if placed:
        left = min(x - boxes[name].half for name, (x, _) in placed.items())
        wide = max(wide, max(x + boxes[name].half for name, (x, _) in placed.items()) - left)
        top = max(y + boxes[name].down for name, (_, y) in placed.items()) + 6 * GAP
    rows: list[list[str]] = []
    x = wide
    for name in names:
        step = 2 * boxes[name].half + GAP
        if not rows or x + step > wide:
            rows.append([])
            x = 0.0
        rows[-1].append(name)
        x += step
    found: dict[str, tuple[float, float]] = {}
    for row in rows:
        x, line = left, top + max(boxes[name].up for name in row)
        for name in row:
            found[name] = (x + boxes[name].half, line)
            x += 2 * boxes[name].half + GAP
        top = line + max(boxes[name].down for name in row) + GAP
    return found
