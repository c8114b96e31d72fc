"""Work begun before its turn: results in the order of the items, while the next items are under way."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def ahead(
    items: Iterable[Item], begin: Callable[[Item], "Future[Result]"], *, depth: int
) -> Iterator[tuple[Item, "Future[Result]"]]:
    """Pass on each item with its future, in order; up to `depth` items further on have been begun by then.

    >>> def begin(item):
    ...     future = Future()
    ...     future.set_result(item * 10)
    ...     return future
    >>> [(item, future.result()) for item, future in ahead([1, 2, 3], begin, depth=2)]
    [(1, 10), (2, 20), (3, 30)]
    """
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    for item in items:
        waiting.append((item, begin(item)))
        if len(waiting) > depth:
            yield waiting.popleft()
    yield from waiting
