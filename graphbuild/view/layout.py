"""Where everything stands: positions computed beforehand, the same for the same graph.

Each connected component is drawn by stress majorization, its boxes are pushed apart until no label covers another, and
the components are packed side by side, the weightiest in the middle; what has no relation at all stands in rows below.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

from threadpoolctl import threadpool_limits

from graphbuild.view.component import Box, components
from graphbuild.view.packing import pack
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
    parts = components(boxes, pairs, weights or {})
    # The matrices are small: several threads on one would mostly wait for each other.
    with threadpool_limits(limits=1, user_api="blas"):
        drawn = [space(points, part.shape) for points, part in zip(stress(parts), parts, strict=True)]
    positions = pack(parts, drawn, aspect=aspect)
    positions.update(_rows([name for name in boxes if name not in positions], boxes, positions, aspect))
    return {name: (round(x), round(y)) for name, (x, y) in sorted(positions.items())}


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
