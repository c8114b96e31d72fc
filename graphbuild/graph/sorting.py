"""Sorting more lines than memory holds: sorted runs on disk, merged as they are read."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

CHUNK = 25_000
FAN_IN = 200


class SortedRuns:
    """Lines to be given back sorted by code point, each once.

    `folder` must exist; the names of the runs in it begin with `name`.  At most `chunk` lines are held in memory.
    Lines must not contain line breaks.
    """

    def __init__(self, folder: Path, name: str, *, chunk: int = CHUNK) -> None:
        self.folder = folder
        self.name = name
        self.chunk = chunk
        self.lines: set[str] = set()
        self.files: list[Path] = []
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file in self.files:
            file.unlink(missing_ok=True)
        self.files.clear()

    def add(self, line: str) -> None:
        """Take a line in."""
        self.lines.add(line)
        if len(self.lines) >= self.chunk:
            self.spill(sorted(self.lines))
            self.lines.clear()

    def spill(self, lines: Iterable[str]) -> None:
        """Write sorted lines as a run; a great many runs become one, so that few files are open at a time."""
        self.files.append(self.written(lines))
        if len(self.files) >= FAN_IN:
            merged = self.written(merge(self.files))
            for file in self.files:
                file.unlink()
            self.files = [merged]

    def written(self, lines: Iterable[str]) -> Path:
        """A new file of lines."""
        path = self.folder / f"{self.name}-{self.count}"
        self.count += 1
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
        return path

    def merged(self) -> Iterator[str]:
        """All lines in order, each once."""
        if not self.files:
            yield from sorted(self.lines)
            return
        if self.lines:
            self.spill(sorted(self.lines))
            self.lines.clear()
        yield from merge(self.files)


def merge(files: Iterable[Path]) -> Iterator[str]:
    """The lines of sorted files in order, each once."""
    with ExitStack() as stack:
        opened = [stack.enter_context(file.open(encoding="utf-8", newline="\n")) for file in files]
        last = None
        # without their line breaks, for a line break sorts before some characters and after others
        for line in heapq.merge(*((line[:-1] for line in file) for file in opened)):
            if line != last:
                yield line
            last = line
