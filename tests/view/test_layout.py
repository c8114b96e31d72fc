"""What the drawing promises of any graph: nothing covers anything, and the same graph is drawn the same."""

from itertools import combinations, pairwise
from random import Random

import numpy as np
import pytest

from graphbuild.view.component import Box, components
from graphbuild.view.layout import layout
from graphbuild.view.packing import pack
from graphbuild.view.spacing import space
from graphbuild.view.stress import WHOLE, stress

Pairs = list[tuple[str, str]]
Places = dict[str, tuple[int, int]]


def boxes(count: int, seed: int) -> dict[str, Box]:
    drawn = Random(seed)
    return {
        f"n{index:04}": Box(half=drawn.uniform(20, 110), up=drawn.uniform(15, 40), down=drawn.uniform(15, 80))
        for index in range(count)
    }


def tree(names: list[str], seed: int, *, more: int = 0) -> Pairs:
    """Each node tied to one before it, the early ones most, and so many further pairs."""
    drawn = Random(seed)
    pairs = [(names[int(index * drawn.random() ** 2)], names[index]) for index in range(1, len(names))]
    return pairs + [(drawn.choice(names), drawn.choice(names)) for _ in range(more)]


def graph() -> tuple[dict[str, Box], Pairs]:
    """1,500 nodes: one component beyond the size at which every distance counts, many small ones, 100 alone."""
    room = boxes(1500, 1)
    names = list(room)
    pairs = tree(names[:500], 2, more=150) + tree(names[500:700], 3, more=20)
    for begin in range(700, 1400, 7):
        pairs += tree(names[begin : begin + 7], begin, more=2)
    return room, pairs


@pytest.fixture(scope="module")
def drawn() -> tuple[dict[str, Box], Pairs, Places]:
    room, pairs = graph()
    return room, pairs, layout(room, pairs)


def frames(room: dict[str, Box], places: Places) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Left, top, right and bottom edge of every box."""
    return np.array(
        [
            (x - room[name].half, y - room[name].up, x + room[name].half, y + room[name].down)
            for name, (x, y) in places.items()
        ]
    )


def overlaps(room: dict[str, Box], places: Places) -> int:
    left, top, right, bottom = frames(room, places).T
    across = np.minimum(right[:, None], right) > np.maximum(left[:, None], left)
    down = np.minimum(bottom[:, None], bottom) > np.maximum(top[:, None], top)
    return int(np.triu(across & down, 1).sum())


def test_nothing_overlaps_among_1500_nodes(drawn: tuple[dict[str, Box], Pairs, Places]) -> None:
    room, _, places = drawn
    assert set(places) == set(room)
    assert overlaps(room, places) == 0


def test_the_same_graph_stands_the_same_in_whatever_order_its_lines_come(
    drawn: tuple[dict[str, Box], Pairs, Places],
) -> None:
    room, pairs, places = drawn
    turned = [(b, a) for a, b in pairs]
    Random(5).shuffle(turned)
    assert layout(room, turned + pairs[:50]) == places


def test_what_is_tied_stands_near(drawn: tuple[dict[str, Box], Pairs, Places]) -> None:
    room, pairs, places = drawn
    at = np.array([places[name] for name in room], dtype=np.float64)
    index = {name: place for place, name in enumerate(room)}
    tied = np.array([(index[a], index[b]) for a, b in pairs if a != b])
    others = Random(6).sample(range(500), 500)
    strangers = np.array(list(enumerate(others)))

    def apart(ends: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> float:
        return float(np.median(np.hypot(*(at[ends[:, 0]] - at[ends[:, 1]]).T)))

    big = tied[(tied < 500).all(axis=1)]
    assert apart(big) < 0.5 * apart(strangers)
    assert apart(tied[(tied >= 700).all(axis=1)]) < 400


def test_the_whole_is_balanced(drawn: tuple[dict[str, Box], Pairs, Places]) -> None:
    room, pairs, places = drawn
    ends = {name for pair in pairs for name in pair}
    left, top, right, bottom = frames(room, {name: places[name] for name in ends}).T
    wide, high = right.max() - left.min(), bottom.max() - top.min()
    assert 0.8 < wide / high < 1.6
    assert ((right - left) * (bottom - top)).sum() > 0.25 * wide * high


@pytest.mark.parametrize("count", [2, 3, 12, WHOLE, WHOLE + 1])
def test_crowds_are_pushed_apart(count: int) -> None:
    """A hub with everything on it, as wide as a box gets: nothing that pushing alone could solve."""
    room = dict.fromkeys((f"n{index:03}" for index in range(count)), Box(half=150, up=60, down=90))
    names = list(room)
    assert overlaps(room, layout(room, [(names[0], name) for name in names[1:]])) == 0


def test_boxes_on_one_spot_come_apart() -> None:
    shape = np.full((30, 3), 25.0)
    centre = space(np.zeros((30, 2)), shape)
    for a, b in combinations(centre, 2):
        assert max(abs(a[0] - b[0]), abs(a[1] - b[1])) > 50


def test_a_path_is_drawn_as_a_path() -> None:
    room = boxes(6, 7)
    names = list(room)
    part = components(room, list(pairwise(names)), {})
    [points] = stress(part)
    steps = np.hypot(*(points[1:] - points[:-1]).T)
    assert np.hypot(*(points[-1] - points[0])) == pytest.approx(steps.sum(), rel=0.05)


def test_small_components_find_room_in_the_bays_of_a_big_one() -> None:
    """A frame of boxes with an empty middle: what comes next stands inside it."""
    side = range(-600, 601, 100)
    ring = sorted({(x, y) for x in side for y in side if max(abs(x), abs(y)) == 600})
    room = {f"r{index:02}": Box(half=45, up=45, down=45) for index in range(len(ring))}
    room |= dict.fromkeys(("s0", "s1"), Box(half=40, up=20, down=20))
    names = [name for name in room if name.startswith("r")]
    near = [(a, b) for a, b in combinations(range(len(ring)), 2) if np.hypot(*np.subtract(ring[a], ring[b])) == 100]
    parts = components(room, [(names[a], names[b]) for a, b in near] + [("s0", "s1")], {})
    placed = pack(parts, [np.array(ring, dtype=np.float64), np.array([[0.0, 0.0], [150.0, 0.0]])], aspect=1.0)
    middle = np.mean([placed[name] for name in names], axis=0)
    assert all(np.abs(np.subtract(placed[name], middle)).max() < 560 for name in ("s0", "s1"))


def test_a_graph_without_lines_and_one_without_nodes() -> None:
    room = boxes(40, 8)
    assert overlaps(room, layout(room, [])) == 0
    assert layout({}, []) == {}
    assert set(layout(room, [("n0000", "n0000")])) == set(room)
