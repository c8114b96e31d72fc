"""Graphs of readings, written into a folder of the test."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graphbuild.graph.store import open_graph
from graphbuild.graph.write import GraphSummary, write_graph
from graphbuild.jsonl import reading_line
from graphbuild.model import Reading
from tests.golden.asked import Ask, Asked, Write


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes readings and their graph into a folder of the test."""

    def write(readings: Sequence[Reading], name: str = "out", **options: Any) -> GraphSummary:
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(reading_line(one) + "\n" for one in readings), encoding="utf-8", newline="\n")
        return write_graph(path, tmp_path / name, **options)

    return write


@pytest.fixture
def ask(write: Write, tmp_path: Path) -> Ask:
    """The graph of readings, ready to be asked."""

    def ask(*readings: Reading, **options: object) -> Asked:
        write(readings, **options)
        return Asked(open_graph(tmp_path / "out"))

    return ask
