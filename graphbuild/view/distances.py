"""How far nodes stand from each other along the lines of a graph."""

import numpy as np

from graphbuild.view.component import Array, Indices


def lengths(lines: Indices, room: Array, *, unit: float) -> Array:
    """The wished length of every line: longer between two that both have many neighbours, so that each keeps its own
    round it, and where the nodes are wide; `room` is half the width of each node.

    >>> lengths(np.array([[0, 1], [1, 2]]), np.array([10.0, 20.0, 10.0]), unit=100.0).tolist()
    [129.5, 129.5]
    """
    degree = np.bincount(lines.ravel(), minlength=len(room))[lines]
    small, big = degree.min(axis=1), degree.max(axis=1)
    grown = unit * (1 + 0.28 * np.sqrt(small - 1) + 0.16 * np.sqrt(big - 1))
    return np.asarray(grown + 0.45 * room[lines].sum(axis=1))


def distances(lines: Indices, length: Array, sources: Array) -> Array:
    """Shortest distances (a row for each node, a column for each source) by the relaxation of Bellman and Ford.

    `sources` has zero where a source stands and infinity elsewhere; a column may hold one source in each of several
    components.  Every node must have a line.

    >>> distances(np.array([[0, 1], [1, 2]]), np.array([2.0, 3.0]), np.array([[0.0], [np.inf], [np.inf]])).tolist()
    [[0.0], [2.0], [5.0]]
    """
    start, end = np.concatenate([lines, lines[:, ::-1]]).T
    order = np.argsort(end, kind="stable")
    start, along = start[order], np.concatenate([length, length])[order][:, None]
    first = np.searchsorted(end[order], np.arange(len(sources)))
    found = sources
    while True:
        nearer = np.minimum(found, np.minimum.reduceat(found[start] + along, first, axis=0))
        if np.array_equal(nearer, found):
            return found
        found = nearer
