"""A connected component of the graph as arrays: what the drawing computes with, names left behind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Box:
    """Room that a node needs around its position, in page units: half its width, and how far it reaches up and down."""

    half: float
    up: float
    down: float


@dataclass(frozen=True, slots=True)
class Component:
    """Nodes that hang together: sorted names, a row (half width, up, down) for each, a row (from, to) for each line.

    Lines are positions in `names`, the smaller one first, sorted and without doubles.
    """

    names: tuple[str, ...]
    shape: Array
    lines: Indices


def components(
    boxes: Mapping[str, Box], pairs: Iterable[tuple[str, str]], weights: Mapping[str, int]
) -> list[Component]:
    """All components of more than one node, those with more weight in all their nodes first, then the bigger ones.

    >>> box = Box(half=10, up=5, down=5)
    >>> [one.names for one in components(dict.fromkeys("abcde", box), [("a", "b"), ("d", "e")], {"e": 1})]
    [('d', 'e'), ('a', 'b')]
    """
    graph = nx.Graph()
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)),
        key=lambda part: (-sum(weights.get(name, 0) for name in part), -len(part), part),
    )
    found = []
    for names in parts:
        position = {name: index for index, name in enumerate(names)}
        ends = ((position[a], position[b]) for a, b in graph.edges(names))
        found.append(
            Component(
                names=tuple(names),
                shape=np.array([[boxes[name].half, boxes[name].up, boxes[name].down] for name in names]),
                lines=np.array(sorted({(min(pair), max(pair)) for pair in ends}), dtype=np.intp),
            )
        )
    return found
