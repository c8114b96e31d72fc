"""The graph that the golden readings must give, without the vocabulary: `graph.ttl` beside this file.

It is read by people when it changes; `python -m tests.golden.expected` writes it anew.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from graphbuild.graph.namespaces import prefixes
from graphbuild.graph.turtle import turtle
from graphbuild.graph.write import write_graph
from graphbuild.ids import graph_iri
from graphbuild.jsonl import reading_line
from tests.golden.readings import READINGS

EXPECTED = Path(__file__).with_name("graph.ttl")
BASE = "https://example.org/id/"


def golden_turtle() -> str:
    """The graph of the golden readings as Turtle, without the vocabulary and the program's own version."""
    with TemporaryDirectory() as folder:
        readings = Path(folder, "readings.jsonl")
        readings.write_text("".join(reading_line(one) + "\n" for one in READINGS), encoding="utf-8", newline="\n")
        write_graph(readings, Path(folder), base=BASE)
        lines = Path(folder, "graph.nq").read_text(encoding="utf-8").splitlines()
    left_out = tuple(f"<{graph_iri(BASE, name)}> ." for name in ("vocabulary", "run"))
    return "".join(turtle((line for line in lines if not line.endswith(left_out)), prefixes(BASE)))


if __name__ == "__main__":
    EXPECTED.write_text(golden_turtle(), encoding="utf-8", newline="\n")
