"""Where everything stands: positions computed beforehand, the same for the same graph.

Each connected component is drawn by stress majorization, its boxes are pushed apart until no label covers another, and
the components are packed side by side; what has no relation at all stands in rows below.
"""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt

import networkx as nx
import numpy as np

from graphbuild.view.packing import Box, pack
from graphbuild.view.spacing import space
from graphbuild.view.stress import stress

GAP = 60.0


def layout(
    boxes: Mapping[str, Box], pairs: Sequence[tuple[str, str]], *, aspect: float = 1.15
) -> dict[str, tuple[int, int]]:
    """Whole-numbered positions of all nodes, y downwards; `aspect` is the wished width to height of the whole.

    >>> box = Box(half=10, up=5, down=5)
    >>> sorted(layout({"a": box, "b": box}, [("a", "b")]))
    ['a', 'b']
    """
    graph = nx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    components = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    drawn = [_component(part, list(graph.subgraph(part).edges), boxes) for part in components if len(part) > 1]
    positions = pack(drawn, boxes, pairs, aspect=aspect)
    lonely = [part[0] for part in components if len(part) == 1]
    positions.update(_rows(lonely, boxes, positions))
    return {name: (round(x), round(y)) for name, (x, y) in sorted(positions.items())}


def _component(
    names: list[str], pairs: Sequence[tuple[str, str]], boxes: Mapping[str, Box]
) -> dict[str, tuple[float, float]]:
    points = stress(names, pairs, {name: boxes[name].half for name in names})
    shape = np.array([[boxes[name].half, boxes[name].up, boxes[name].down] for name in names])
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, space(points, shape), strict=True)}


def _rows(
    names: Sequence[str], boxes: Mapping[str, Box], placed: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Nodes without any relation, in rows under the rest."""
    if not names:
        return {}
    cell = 2 * max(boxes[name].half for name in names)
    high = max(boxes[name].up + boxes[name].down for name in names) + GAP / 3
    if placed:
        left, right = min(x for x, _ in placed.values()), max(x for x, _ in placed.values())
        columns = max(4, int((right - left) // cell))
        top = max(y + boxes[name].down for name, (_, y) in placed.items()) + 2 * GAP
    else:
        left, top, columns = 0.0, 0.0, ceil(sqrt(len(names) * 1.6))
    return {
        name: (left + cell * (index % columns + 0.5), top + high * (index // columns + 0.5))
        for index, name in enumerate(names)
    }
