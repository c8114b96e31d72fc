"""The written files: the same bytes each time, in any order, and the same triples for everybody who loads them."""

import warnings
from itertools import permutations
from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from graphbuild.errors import InputError, UsageError
from graphbuild.graph.exchange import rdflib_dataset, rdflib_graph
from graphbuild.graph.store import make_store, open_graph
from graphbuild.graph.validate import validate
from graphbuild.graph.write import write_graph
from graphbuild.jsonl import reading_line
from tests.golden.asked import Write
from tests.golden.expected import EXPECTED, golden_turtle
from tests.golden.readings import READINGS


def test_twice_the_same_bytes_in_any_order(write: Write, tmp_path: Path) -> None:
    write(READINGS)
    for number, order in enumerate(permutations(READINGS)):
        write(order, f"again-{number}")
        for name in ("graph.nq", "graph.ttl"):
            assert (tmp_path / f"again-{number}" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_an_article_given_twice_counts_once(write: Write, tmp_path: Path) -> None:
    assert write(READINGS) == write([*READINGS, READINGS[0]], "more")
    assert (tmp_path / "out" / "graph.nq").read_bytes() == (tmp_path / "more" / "graph.nq").read_bytes()


def test_everybody_loads_the_same(write: Write, tmp_path: Path) -> None:
    summary = write(READINGS)
    out = tmp_path / "out"
    lines = (out / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert summary.quads == len(lines) == len(open_graph(out)) == len(list(rdflib_dataset(out / "graph.nq").quads()))
    flat = rdflib_graph(out / "graph.ttl")
    assert summary.triples == len(flat) == len(open_graph(out / "graph.ttl"))
    assert set(flat) == set(rdflib_graph(out / "graph.nq")) == set(Graph().parse(out / "graph.ttl"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's reader of N-Quads warns of rdflib itself
        with (out / "graph.nq").open("rb") as file:
            dataset = Dataset(default_union=True).parse(file, format="nquads")
        assert summary.quads == len(list(dataset.quads()))
    assert {str(quad.triple) for quad in open_graph(out)} == {
        str(quad.triple) for quad in open_graph(out / "graph.ttl")
    }


def test_a_store_on_disk_holds_the_same(write: Write, tmp_path: Path) -> None:
    summary = write(READINGS)
    make_store(tmp_path / "out", tmp_path / "store")
    assert len(open_graph(tmp_path / "store")) == summary.quads
    with pytest.raises(InputError, match="not empty"):
        make_store(tmp_path / "out", tmp_path / "store")


def test_no_blank_nodes(write: Write, tmp_path: Path) -> None:
    write(READINGS)
    assert "_:" not in (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8").replace("::", "")


def test_the_base_can_be_set(write: Write, tmp_path: Path) -> None:
    write(READINGS, base="https://example.org/reports#")
    text = (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert "https://w3id.org/graphbuild/id/" not in text
    assert "<https://example.org/reports#world>" in text
    assert validate(tmp_path / "out") == []
    with pytest.raises(UsageError, match="base IRI"):
        write(READINGS, base="not an iri")


def test_nothing_is_left_behind_when_a_line_is_broken(write: Write, tmp_path: Path) -> None:
    write(READINGS)
    before = (tmp_path / "out" / "graph.nq").read_bytes()
    path = tmp_path / "broken.jsonl"
    path.write_text(reading_line(READINGS[0]) + "\n{\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.jsonl, line 2: not a line of JSON"):
        write_graph(path, tmp_path / "out")
    assert (tmp_path / "out" / "graph.nq").read_bytes() == before
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["graph.nq", "graph.ttl"]


def test_no_readings_make_a_graph_of_the_vocabulary_alone(write: Write, tmp_path: Path) -> None:
    summary = write([])
    assert summary.articles == 0
    assert summary.triples > 1000
    assert validate(tmp_path / "out") == []


def test_the_golden_graph_keeps_the_rules(write: Write, tmp_path: Path) -> None:
    write(READINGS)
    assert validate(tmp_path / "out") == []


def test_the_golden_readings_give_the_golden_graph() -> None:
    assert golden_turtle() == EXPECTED.read_text(encoding="utf-8"), "see tests/golden/expected.py"
