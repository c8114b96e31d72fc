"""The saved queries on a graph that the program itself has written, in both of its forms."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.graph.store import open_graph
from graphbuild.graph.write import write_graph
from graphbuild.jsonl import reading_line
from graphbuild.query.explain import explain
from graphbuild.query.network import network
from graphbuild.query.run import run
from graphbuild.query.saved import library
from tests.golden.readings import READINGS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("written")
    readings = out / "readings.jsonl"
    readings.write_text("".join(reading_line(reading) + "\n" for reading in READINGS), encoding="utf-8", newline="\n")
    write_graph(readings, out)
    return out


@pytest.fixture(scope="module")
def written(folder: Path) -> ox.Store:
    return open_graph(folder / "graph.nq")


def test_both_forms_answer_alike_and_every_query_finds_something(folder: Path, written: ox.Store) -> None:
    flat = open_graph(folder / "graph.ttl")
    contested = str(run(written, "contested-claims").records()[0]["subject"])
    for query in library():
        needed = {one.name: "Varesian government" for one in query.parameters if one.required}
        values = {name: contested if name == "node" else value for name, value in needed.items()}
        answer = run(written, query.name, values)
        assert answer.rows or query.name == "conflicting-figures", query.name
        assert run(flat, query.name, values) == answer, query.name


def test_every_quote_is_what_the_article_says_there(written: ox.Store) -> None:
    texts = {reading.article.id: reading.article.text for reading in READINGS}
    events = [str(row["event"]) for row in run(written, "timeline").records()]
    sources = [source for event in events for source in explain(written, event).sources]
    assert sources
    for source in sources:
        text = texts[source.id]
        assert source.sentences and source.mentions
        assert all(text[one.start : one.end] == one.quote for one in source.sentences)
        assert all(text[one.start : one.end] == one.text for one in source.mentions)


def test_an_article_is_found_by_the_id_that_its_owner_gave_it(written: ox.Store) -> None:
    for reading in READINGS:
        (source,) = explain(written, reading.article.id).sources
        assert (source.id, len(source.sentences)) == (reading.article.id, len(reading.claims))


def test_what_is_only_known_by_its_denial_is_not_contested(written: ox.Store) -> None:
    """One reading tells of a killing only because the accused group denies it."""
    denied = {row["event"] for row in run(written, "timeline").records() if str(row["status"]).endswith("#Denied")}
    assert denied
    assert not denied & {row["subject"] for row in run(written, "contested-claims").records()}
    assert denied <= {row["subject"] for row in run(written, "denials").records()}
    (event,) = (explain(written, str(one)) for one in denied)
    assert any(one.attested_only_via for source in event.sources for one in source.sentences)


def test_every_proposition_of_the_readings_is_an_edge(written: ox.Store) -> None:
    told = {one.relation for reading in READINGS for claim in reading.claims for one in claim.propositions}
    assert {key for _, _, key in network(written).edges(keys=True)} == told
