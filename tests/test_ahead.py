"""Work begun before its turn keeps the order, and no more of it is begun than asked."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from graphbuild.ahead import ahead


def test_results_come_in_the_order_of_the_items_whichever_is_done_first() -> None:
    gate = Event()

    def work(item: int) -> int:
        if item == 0:
            assert gate.wait(10)
        else:
            gate.set()
        return item * 10

    with ThreadPoolExecutor(2) as pool:
        found = [(item, future.result()) for item, future in ahead(range(4), lambda i: pool.submit(work, i), depth=2)]
    assert found == [(0, 0), (1, 10), (2, 20), (3, 30)]


def test_no_more_is_begun_than_the_depth_allows() -> None:
    begun: list[int] = []

    def begin(item: int) -> "Future[int]":
        begun.append(item)
        future: Future[int] = Future()
        future.set_result(item)
        return future

    for item, _ in ahead(range(10), begin, depth=3):
        assert len(begun) <= item + 4
    assert begun == list(range(10))
