"""Sorting more lines than memory holds: sorted runs on disk, merged as they are read.

Lines stand under keys, so that what shares a key is sorted, written and read in one piece.
"""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import IO, Self

CHUNK = 25_000
FAN_IN = 200
Block = tuple[str, list[str]]
"""A key with its lines, sorted by code point, each once."""


class SortedRuns:
    """Lines under keys, to be given back in the order of the keys, those of each key sorted, each once.

    `folder` must exist; the names of the runs in it begin with `name`.  At most about `chunk` lines are held in memory.
    Keys and lines must not contain line breaks.
    """

    def __init__(self, folder: Path, name: str, *, chunk: int = CHUNK) -> None:
        self.folder = folder
        self.name = name
        self.chunk = chunk
        self.held: dict[str, list[str]] = {}
        self.size = 0
        self.files: list[Path] = []
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in self.files:
            file.unlink(missing_ok=True)
        self.files.clear()

    def add(self, key: str, lines: list[str]) -> None:
        """Take in some lines of a key."""
        if not lines:
            return
        if key in self.held:
            self.held[key] += lines
        else:
            self.held[key] = lines
        self.size += len(lines)
        if self.size >= self.chunk:
            self.spill(self.emptied())

    def emptied(self) -> Iterator[Block]:
        """What is held, in order; none of it is held any more."""
        held, self.held, self.size = self.held, {}, 0
        for key in sorted(held):
            yield key, sorted(set(held[key]))

    def spill(self, blocks: Iterable[Block]) -> None:
        """Write sorted blocks as a run; a great many runs become one, so that few files are open at a time."""
        self.files.append(self.written(blocks))
        if len(self.files) >= FAN_IN:
            merged = self.written(merge(self.files))
            for file in self.files:
                file.unlink()
            self.files = [merged]

    def written(self, blocks: Iterable[Block]) -> Path:
        """A new file of blocks: a line with the key and the number of its lines, then these."""
        path = self.folder / f"{self.name}-{self.count}"
        self.count += 1
        with path.open("w", encoding="utf-8", newline="\n") as file:
            for key, lines in blocks:
                file.write("\n".join([f"{key}\t{len(lines)}", *lines, ""]))
        return path

    def merged(self) -> Iterator[Block]:
        """All keys in order, with their lines."""
        if not self.files:
            return self.emptied()
        if self.held:
            self.spill(self.emptied())
        return merge(self.files)


def merge(files: Iterable[Path]) -> Iterator[Block]:
    """The blocks of sorted files in order; what several files have of one key comes together."""
    with ExitStack() as stack:
        opened = [stack.enter_context(file.open(encoding="utf-8", newline="\n")) for file in files]
        last, found, whole = "", list[str](), True
        for key, lines in heapq.merge(*map(blocks, opened)):
            if key == last and found:
                found, whole = found + lines, False
                continue
            if found:
                yield last, found if whole else sorted(set(found))
            last, found, whole = key, lines, True
        if found:
            yield last, found if whole else sorted(set(found))


def blocks(file: IO[str]) -> Iterator[Block]:
    """The blocks of one file."""
    for head in file:
        key, _, number = head.rpartition("\t")
        # without their line breaks, for a line break sorts before some characters and after others
        yield key, [line[:-1] for line in islice(file, int(number))]
