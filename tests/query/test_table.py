"""Answers in the forms that they are handed on in."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.errors import UsageError
from graphbuild.query.run import run
from graphbuild.query.table import Table, order, to_csv, to_json, to_text, to_turtle

ID = "https://example.org/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TABLE = Table(
    ("who", "many", "said"),
    (
        (ox.NamedNode("https://w3id.org/graphbuild/ontology#unnamed"), ox.Literal(12), None),
        (ox.BlankNode("b"), ox.Literal("=1+1"), ox.Literal('a "b",\nc', language="en")),
    ),
)


def test_csv_is_that_of_sparql() -> None:
    assert to_csv(TABLE) == ('who,many,said\nhttps://w3id.org/graphbuild/ontology#unnamed,12,\nb,=1+1,"a ""b"",\nc"\n')
    assert "'=1+1" in to_csv(TABLE, spreadsheet=True)


def test_json_is_that_of_sparql() -> None:
    answer = json.loads(to_json(TABLE))
    assert answer["head"] == {"vars": ["who", "many", "said"]}
    assert answer["results"]["bindings"] == [
        {
            "who": {"type": "uri", "value": "https://w3id.org/graphbuild/ontology#unnamed"},
            "many": {"type": "literal", "value": "12", "datatype": XSD + "integer"},
        },
        {
            "who": {"type": "bnode", "value": "b"},
            "many": {"type": "literal", "value": "=1+1"},
            "said": {"type": "literal", "value": 'a "b",\nc', "xml:lang": "en"},
        },
    ]


def test_json_is_read_back_by_the_engine(store: ox.Store) -> None:
    table = run(store, "timeline")
    read = ox.parse_query_results(to_json(table), format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QuerySolutions)
    assert tuple(variable.value for variable in read.variables) == table.columns
    assert tuple(tuple(solution[name] for name in table.columns) for solution in read) == table.rows


def test_json_of_a_yes_or_no(store: ox.Store) -> None:
    assert json.loads(to_json(run(store, "ASK { ?s gb:atLeast 9 }"))) == {"head": {}, "boolean": True}


def test_turtle_reads_well_and_back(store: ox.Store) -> None:
    table = run(store, "neighbourhood", {"node": "abduction of an engineer"})
    text = to_turtle(table)
    assert text.splitlines()[:5] == [
        "@prefix gb: <https://w3id.org/graphbuild/ontology#> .",
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "",
        f"<{ID}abduction> a gb:Abduction ;",
    ]
    assert "gb:status gb:Claimed" in text
    read = {(quad.subject, quad.predicate, quad.object) for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)}
    assert read == set(table.rows)
    with pytest.raises(UsageError, match="CONSTRUCT"):
        to_turtle(TABLE)


def test_turtle_keeps_every_kind_of_term(store: ox.Store) -> None:
    words = str(ox.Literal('two\nlines "'))
    store.update(
        f"PREFIX : <a:> INSERT DATA {{ GRAPH :g {{ _:b :p {words}, 'word'@en, 1, 1.5, true, 'x'^^:type, _:c }} }}"
    )
    table = run(store, "CONSTRUCT { ?s <a:p> ?o } WHERE { ?s <a:p> ?o }")
    read = [quad.object for quad in ox.parse(to_turtle(table), format=ox.RdfFormat.TURTLE)]
    literals = {term for term in read if isinstance(term, ox.Literal)}
    assert literals == {row[2] for row in table.rows if isinstance(row[2], ox.Literal)}
    assert (len(read), len(literals)) == (7, 6)


def test_text_is_a_line_a_row_and_cut() -> None:
    assert to_text(TABLE, width=9).splitlines() == [
        "who        │ many │ said",
        "───────────┼──────┼─────────",
        "gb:unnamed │ 12   │",
        'b          │ =1+1 │ a "b", c',
    ]
    assert to_text(TABLE, width=5).splitlines()[3] == 'b          │ =1+1 │ a "b…'


def test_text_lines_up_wide_and_combining_signs() -> None:
    words = ("大马", "Dü", "Du\u0308", "four")
    lines = to_text(Table(("a", "b"), tuple((ox.Literal(word), ox.Literal("x")) for word in words))).splitlines()
    assert [line[: line.index("│")] for line in lines[2:]] == ["大马 ", "Dü   ", "Du\u0308   ", "four "]


def test_text_does_not_steer_a_terminal() -> None:
    table = Table(("said",), ((ox.Literal("\x1b]0;gone\x07\u202eback\x9b31m\u2028next"),),))
    assert to_text(table).splitlines()[2] == "]0;goneback31m next"


@given(st.lists(st.tuples(st.text(), st.none() | st.integers() | st.text())))
def test_csv_keeps_every_cell(cells: list[tuple[str, int | str | None]]) -> None:
    rows = tuple((ox.Literal(one), None if other is None else ox.Literal(other)) for one, other in cells)
    written = to_csv(Table(("a", "b"), rows))
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read[1:] == [[one, "" if other is None else str(other)] for one, other in cells]


def test_rows_are_ordered_by_kind_then_size() -> None:
    literals = [ox.Literal("b"), ox.Literal(10), ox.Literal(9), ox.Literal("a")]
    ordered = sorted(((term,) for term in (*literals, None, ox.NamedNode("a:b"), ox.BlankNode("x"))), key=order)
    assert [None if term is None else term.value for (term,) in ordered] == [None, "x", "a:b", "9", "10", "a", "b"]
