"""What became of a build: counts, and one line for everything that could not be read or was read with a gap."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from graphbuild.errors import ArticleError
from graphbuild.sources import Level, level_of

OK, NOTHING_READ, PARTIAL = 0, 1, 4
SHOWN = 50
"""Problems of each level kept in memory to be shown; all of them are in `report.json`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the report. `where` is a file, or a file and line. An "error" means that an article was not read."""

    level: Level
    where: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a build.

    `read` articles are in the graph, of them `reused` from an earlier build; `words` are theirs.  `levels` counts the
    problems by level: an "error" is an article that was not read.  `found` counts what the readings hold, `graph` what
    was written.  `problems` are those that `report.json` has, of each level the first `SHOWN`.
    """

    out: Path
    read: int = 0
    reused: int = 0
    words: int = 0
    levels: Mapping[Level, int] = field(default_factory=dict)
    found: Mapping[str, int] = field(default_factory=dict)
    graph: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def skipped(self) -> int:
        """How many articles, files and folders could not be read."""
        return self.levels.get("error", 0)

    @property
    def exit_status(self) -> int:
        """0 if all was read, 4 if only some was, 1 if nothing was."""
        if not self.read:
            return NOTHING_READ
        return PARTIAL if self.skipped else OK


def problem_from(error: ArticleError) -> Problem:
    """Return the line of the report for an article that was not read, or was read with a gap."""
    return Problem(level_of(error), error.where, error.reason, error.remedy)


class ProblemLog:
    """Keeps problems in a file as they come, so that memory does not grow with their number."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] = path.open("w", encoding="utf-8", newline="\n")
        self.first: list[Problem] = []
        self.tally: dict[Level, int] = {"error": 0, "duplicate": 0, "warning": 0, "note": 0}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def add(self, problem: Problem) -> None:
        """Take a problem down."""
        self.tally[problem.level] += 1
        if self.tally[problem.level] <= SHOWN:
            self.first.append(problem)
        row = {"level": problem.level, "file": problem.where, "reason": problem.reason, "remedy": problem.remedy}
        self._file.write(json.dumps(row, ensure_ascii=True) + "\n")

    def lines(self) -> Iterator[str]:
        """Yield all problems, each as JSON, in the order in which they came."""
        self._file.flush()
        with self._path.open(encoding="utf-8") as file:
            for line in file:
                yield line.rstrip("\n")


def write_report(report: Report, lines: Iterator[str], target: Path, *, fingerprint: str, base: str) -> None:
    """Write a report as JSON: what was read, what was written, and every problem on a line of its own.

    It says nothing of time, machine or earlier builds, so that the same input gives the same bytes.
    """
    head = {
        "exit_status": report.exit_status,
        "articles": {
            "read": report.read,
            "words": report.words,
            "skipped": report.skipped,
            "duplicates": report.levels.get("duplicate", 0),
        },
        "found": dict(sorted(report.found.items())),
        "pipeline": fingerprint,
        "base": base,
        "graph": dict(sorted(report.graph.items())),
        "problems_by_level": dict(sorted(report.levels.items())),
    }
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=2)[: -len("\n}")])
        file.write(',\n  "problems": [')
        for number, line in enumerate(lines):
            file.write(("," if number else "") + "\n    " + line)
        file.write("\n  ]\n}\n" if report.problems else "]\n}\n")
