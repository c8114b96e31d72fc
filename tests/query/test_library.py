"""Every saved query answers the invented incidents as answers.txt has it, which was checked by hand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.errors import QueryError
from graphbuild.query.names import PREFIXES
from graphbuild.query.run import run
from graphbuild.query.saved import SavedQuery, library, parse, read_query
from graphbuild.query.syntax import is_ordered

ANSWERS = Path(__file__).with_name("answers.txt")
SHORT = {"https://example.org/id/": ":"} | {PREFIXES[name]: f"{name}:" for name in ("gb", "rdf", "rdfs")}
ASKED_FOR = {
    *("contested-claims", "claims-by-actor", "killed-in", "casualties-by-event", "who-accuses-whom"),
    *("denials", "timeline", "sources-of", "actors-network", "evidence"),
}


def answers() -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Query, parameters and expected rows of each section of answers.txt."""
    for section in ANSWERS.read_text(encoding="utf-8").split("\n## ")[1:]:
        head, *rows = section.strip().splitlines()
        name, *parameters = head.split("; ")
        yield name, dict(parameter.split("=") for parameter in parameters), rows


def written(row: tuple[str | None, ...]) -> str:
    """A row as answers.txt has it: short IRIs, a dash for nothing."""
    line = " | ".join(cell or "-" for cell in row)
    for namespace, prefix in SHORT.items():
        line = line.replace(namespace, prefix)
    return line


@pytest.mark.parametrize(("name", "parameters", "rows"), list(answers()), ids=[case[0] for case in answers()])
def test_a_saved_query_answers_exactly(store: ox.Store, name: str, parameters: dict[str, str], rows: list[str]) -> None:
    assert [written(row) for row in run(store, name, parameters).values()] == rows


def test_every_saved_query_has_an_answer() -> None:
    names = [query.name for query in library()]
    assert names == sorted(names)
    assert set(names) == {name for name, _, _ in answers()}
    assert set(names) >= ASKED_FOR


def test_an_answer_is_the_same_from_one_flat_graph(store: ox.Store) -> None:
    """graph.ttl has no named graphs; what it answers is what graph.nq answers."""
    flat = ox.Store()
    for quad in store:
        flat.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    for name, parameters, _ in answers():
        assert run(flat, name, parameters) == run(store, name, parameters), name


@pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
def test_a_saved_query_says_what_it_is_and_has_an_order(query: SavedQuery) -> None:
    assert query.title and query.description.endswith((".", ")"))
    assert is_ordered(query.text) or "CONSTRUCT" in query.text
    assert all(parameter.description != "not described" for parameter in query.parameters)
    ox.Store().query(query.text, prefixes=PREFIXES)


@pytest.mark.parametrize(
    ("parameters", "events"),
    [
        ({"from": "2024-04-15"}, ["bombing", "strike"]),
        ({"to": "2024-04-15"}, ["bombing"]),
        ({"from": "2024-05-01", "to": "2024-05-02"}, ["strike"]),
        ({"from": "2024-05-03"}, []),
    ],
)
def test_a_timeline_keeps_what_may_have_happened_in_the_period(
    store: ox.Store, parameters: dict[str, str], events: list[str]
) -> None:
    found = [str(row["event"]).rpartition("/")[2] for row in run(store, "timeline", parameters).records()]
    assert found == events


@pytest.mark.parametrize(
    ("name", "parameters", "count"),
    [
        ("contested-claims", {"relation": "gb:killedIn"}, 1),
        ("contested-claims", {"relation": "gb:place"}, 0),
        ("killed-in", {"event": "https://example.org/id/bombing"}, 1),
        ("casualties-by-event", {"outcome": "gb:abducted"}, 1),
        ("who-accuses-whom", {"accused": "Amra Front"}, 1),
        ("who-accuses-whom", {"accused": "Defence Ministry"}, 0),
        ("denials", {"by": "amra front"}, 2),
        ("denials", {"by": "Monitors"}, 0),
        ("responsibility-claims", {"by": "Front"}, 1),
        ("conflicting-figures", {"event": "abduction of an engineer"}, 0),
        ("names", {"node": "Samir Halabi"}, 2),
    ],
)
def test_an_optional_parameter_narrows(store: ox.Store, name: str, parameters: dict[str, str], count: int) -> None:
    assert len(run(store, name, parameters).rows) == count


def test_an_unknown_name_is_told_with_its_neighbours(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="Did you mean contested-claims"):
        run(store, "contested-claim")


def test_a_header_is_read_with_its_defaults(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    text = """# title: Mine
# description: One line
#   and another.
# parameter: outcome (iri, default gb:killed): what happened
# parameter: least (integer, required): how many
SELECT ?figure { VALUES ?outcome { UNDEF } VALUES ?least { UNDEF } ?figure gb:outcome ?outcome ; gb:atLeast ?least }
"""
    file.write_text(text, encoding="utf-8")
    query = read_query(file)
    assert (query.name, query.title, query.description) == ("mine", "Mine", "One line and another.")
    assert [(one.name, one.type, one.required, one.default) for one in query.parameters] == [
        ("outcome", "iri", False, "gb:killed"),
        ("least", "integer", True, None),
    ]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("# parameter: who (person, required): x", "a type out of"),
        ("# parameter: who (node): x", "is not understood"),
        ("# parameter: who (node, required): x", "declared but not used"),
    ],
)
def test_a_header_that_cannot_be_meant_is_told(header: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        parse("mine", f"{header}\nASK {{ ?s ?p ?o }}")
