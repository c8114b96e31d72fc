"""Queries read, and read only this graph; what is wrong with one is told where it is wrong."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.errors import QueryError
from graphbuild.query.dataset import merged
from graphbuild.query.run import run
from graphbuild.query.syntax import bind, refuse_what_is_not_a_query, tokens

EVENTS = "SELECT ?event { ?event gb:status ?status }"
ECHO = "SELECT ?x ?y { VALUES ?x { UNDEF } BIND(1 AS ?y) }"
HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(
        [
            '" } ?s ?p ?o { "',
            '"""',
            "'''",
            "\\",
            '\\" } #',
            "> } INSERT DATA { <a:b> <a:b> <a:b> } #",
            "UNDEF } VALUES ?y { 2",
            "\u0000\r\n",
            "\ud7ff\ufffd",
            "$x",
            "?y",
        ]
    ),
)


@given(HOSTILE)
def test_a_value_is_only_ever_a_value(value: str) -> None:
    """Whatever a label says, the query around it stays what it was and gets that label, sign for sign."""
    bound = bind(ECHO, {"x": ox.Literal(value)})
    assert [token.text for token in tokens(bound) if token.kind != "text"] == [
        token.text for token in tokens(ECHO) if token.text != "UNDEF"
    ]
    found = ox.Store().query(bound)
    assert isinstance(found, ox.QuerySolutions)
    (solution,) = found
    assert solution["x"] == ox.Literal(value)
    assert solution["y"].value == "1"


@given(HOSTILE)
def test_a_hostile_label_finds_nothing_and_breaks_nothing(value: str) -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:c"), ox.Literal("kept"), ox.NamedNode("a:g")))
    with pytest.raises(QueryError, match=r"names nothing|is not in this graph"):
        run(store, "claims-by-actor", {"actor": value})
    assert len(store) == 1


@given(HOSTILE)
def test_a_hostile_iri_is_an_iri_or_refused(value: str) -> None:
    try:
        table = run(ox.Store(), "SELECT ?x { VALUES ?x { UNDEF } }", {"x": "urn:" + value})
    except QueryError:
        return
    ((term,),) = table.rows
    assert isinstance(term, ox.NamedNode | ox.Literal)
    assert term.value.startswith("urn:")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "would change the graph"),
        ("PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", "would change the graph"),
        ("CLEAR ALL # { }", "would change the graph"),
        ("LOAD <file:///etc/passwd>", "LOAD reads other data"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "Line 1, column 12: SERVICE asks another server"),
        ("SELECT * { sErViCe SILENT <http://localhost/> { ?s ?p ?o } }", "SERVICE asks another server"),
        ("SELECT * { ?s ?p 'a' .\n FILTER EXISTS {SERVICE?x{?s ?p ?o}} }", "Line 2, column 17: SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM names other data"),
        ("SELECT * FROM NAMED <a:b> { ?s ?p ?o }", "FROM names other data"),
        ("SELECT * { ?s ?p '#' } #\n FROM <a:b>", "FROM names other data"),
        ("ASK { ?a <a:b#c> ?d. SERVICE<a:b>{} }", "SERVICE"),
        ("PREFIX : <http://localhost/> SELECT * { SERVICE:x{ ?s ?p ?o } }", "SERVICE asks"),
        ("PREFIX ex: <http://localhost/> SELECT * { SERVICEex:x{ ?s ?p ?o } }", "SERVICE asks"),
        ("SELECT * { SERVICESILENT<http://localhost/>{ ?s ?p ?o } }", "SERVICE asks"),
        ("PREFIX e: <http://localhost/> SELECT * { ?s ?p 1.serviceSILENTe:x{ ?s ?p ?o } }", "SERVICE asks"),
        ("PREFIX : <http://localhost/> SELECT * { ?s ?p 1.5SERVICE:x{ ?s ?p ?o } }", "SERVICE asks"),
        ("PREFIX : <http://localhost/> SELECT * { ?s ?p trueSERVICE:x{ ?s ?p ?o } }", "SERVICE asks"),
        ("SELECT * { FILTER(?a<?b)SERVICE?x{ ?s ?p ?o } }", "SERVICE asks"),
        ("PREFIX : <a:> SELECT * FROM:b { ?s ?p ?o }", "FROM names other data"),
    ],
)
def test_what_reaches_outside_is_refused(store: ox.Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        run(store, query)


WORDS = """?s ?p ?o|?s|<a:b>|<a:b#c>|:x|e:x|e:|:|a|true|1|1.5|1e5|.|;|,| |'|''|"|""|'''|"x"|'#'|@en|^^|<|>|?a<?b|{|}|(|)
FILTER|&&|OPTIONAL{}|FILTER(?s<?p)|FILTER(?s>1)|BIND(1 AS ?z)|VALUES ?v{1}|_:b|[]|\\|%|-|²|SILENT"""
PIECES = st.sampled_from(["\n", "# c\n", *WORDS.replace("\n", "|").split("|")])


@given(st.lists(PIECES, max_size=5), st.sampled_from(["SERVICE", "service"]), st.lists(PIECES, max_size=3))
@settings(max_examples=300)
def test_no_query_that_passes_asks_another_server(before: list[str], word: str, after: list[str]) -> None:
    """Port 1 is one that Oxigraph never opens: it raises OSError instead, so a call that slips through is seen."""
    head = "PREFIX : <http://127.0.0.1:1/> PREFIX e: <http://127.0.0.1:1/> SELECT * { ?s ?p ?o "
    query = head + "".join(before) + word + "".join(after) + "<http://127.0.0.1:1/>{?s ?p ?o} }"
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:c"), ox.NamedNode("a:d")))
    try:
        run(store, query)
    except QueryError:
        return
    # What was let through has the word as a name or in words only.
    assert all(token.kind in ("variable", "text", "iri", "prefixed") for token in tokens(query) if word in token.text)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?from ?service ?load }",
        "PREFIX a: <a:> PREFIX ex: <b:> SELECT * { a:service ex:load a:from.service }",
        'SELECT * { ?s ?p \'SERVICE\' , """FROM "LOAD" """ , <urn:FROM> } # SERVICE <a:b> { }',
        "SELECT * { ?s rdfs:label 'x'@service }",
        "SELECT * { ?s ?p 'it\\'s SERVICE' }",
    ],
)
def test_the_same_words_as_names_are_allowed(store: ox.Store, query: str) -> None:
    refuse_what_is_not_a_query(query)
    assert run(store, query).kind == "solutions"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?s WHERE {\n  ?s foo:bar ?o }", "line 2, column 6: a prefix is used that is not declared"),
        ("SELECT ?s WHERE { ?s ?p ?o", "ends too early"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", "add it to GROUP BY"),
        ("SELECT ?s { ?s <rel> ?o }", "write it in full"),
        ("SELECT ?s {\n ?s ?p ?o \n FILTER(?o = && ) }", "line 3"),
        ("SELEC ?s { ?s ?p ?o }", "none of the words SELECT, ASK"),
        ("SELECT ?s { ?s ?p ?o } LIMITS 3", "line 1, column 24: “LIMITS” is not understood"),
        ("SELECT ?x { BIND(<urn:f>(1) AS ?x) }", "cannot be carried out"),
        ("", "no saved query"),
    ],
)
def test_a_mistake_is_told_with_its_place(store: ox.Store, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        run(store, query)


def test_a_mistake_is_shown_under_its_line(store: ox.Store) -> None:
    with pytest.raises(QueryError) as told:
        run(store, "ASK {\n  ?s foo:bar ?o }")
    assert str(told.value).splitlines()[1:] == ["    ?s foo:bar ?o }", " " * 7 + "^"]


def test_ask_construct_and_describe_are_answered(store: ox.Store) -> None:
    asked = run(store, "ASK { ?event gb:status gb:Contested }")
    assert (asked.kind, asked.columns, asked.values()) == ("boolean", ("answer",), [("true",)])
    built = run(store, "CONSTRUCT { ?e gb:x ?s } WHERE { ?e gb:status ?s }")
    assert (built.kind, len(built.rows)) == ("triples", 3)
    described = run(store, "DESCRIBE <https://example.org/id/interior>")
    assert len(described.rows) == 3


def test_all_graphs_are_seen_as_one_and_a_triple_in_two_counts_once(store: ox.Store) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?proposition rdf:predicate ?relation }"
    distinct = {quad.subject for quad in store if quad.predicate.value.endswith("#predicate")}
    assert run(store, query).values() == [(str(len(distinct)),)]
    assert len(distinct) < sum(quad.predicate.value.endswith("#predicate") for quad in store)


def test_named_graphs_can_still_be_asked(store: ox.Store) -> None:
    query = "SELECT DISTINCT ?g { GRAPH ?g { <https://example.org/id/halabi-killed> a gb:Proposition } }"
    assert [row[0] for row in run(store, query).values()] == [
        "https://example.org/id/article1",
        "https://example.org/id/article2",
    ]


def test_a_whole_store_is_not_copied_and_a_mixed_one_is_completed(store: ox.Store) -> None:
    whole = merged(store)
    assert whole is not store
    assert merged(whole) is whole
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), ox.NamedNode("a:c")))
    assert len(run(store, EVENTS).rows) == 3
    assert run(store, "ASK { <a:a> ?p ?o }").values() == [("true",)]


def test_rows_without_an_order_are_sorted_and_cut_from_the_front(store: ox.Store) -> None:
    every = run(store, EVENTS)
    assert every.rows == tuple(sorted(every.rows, key=str)) and not every.cut
    few = run(store, EVENTS, limit=2)
    assert (few.rows, few.cut) == (every.rows[:2], True)
    assert not run(store, EVENTS, limit=3).cut


def test_an_order_is_kept(store: ox.Store) -> None:
    down = run(store, EVENTS + " ORDER BY DESC(?event)", limit=2)
    assert [str(row[0])[-10:-1] for row in down.rows] == ["id/strike", "d/bombing"]
    assert down.cut


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("claims-by-actor", {}, "needs the parameter actor"),
        ("claims-by-actor", {"actor": "ministry"}, "may mean 2 things"),
        ("claims-by-actor", {"actor": "nobody"}, "names nothing"),
        ("claims-by-actor", {"actor": "https://example.org/none"}, "is not in this graph"),
        ("timeline", {"from": "2024"}, "wants a day"),
        ("timeline", {"from": "2024-02-30"}, "wants a day"),
        ("timeline", {"since": "2024-01-01"}, "It takes: from, to"),
        ("contested-claims", {"relation": "killed in"}, "wants an IRI"),
    ],
)
def test_a_wrong_parameter_is_told(store: ox.Store, name: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run(store, name, parameters)


def test_a_file_is_run_with_its_parameters(store: ox.Store, tmp_path: Path) -> None:
    file = tmp_path / "least.rq"
    file.write_text(
        "# title: Figures\n# parameter: least (integer, default 1): how many\n"
        "SELECT ?figure { VALUES ?least { UNDEF } ?figure gb:atLeast ?n FILTER(?n >= ?least) } ORDER BY ?figure",
        encoding="utf-8",
    )
    assert len(run(store, str(file)).rows) == 4
    assert len(run(store, str(file), {"least": "15"}).rows) == 2
    with pytest.raises(QueryError, match="wants a whole number"):
        run(store, str(file), {"least": "many"})
    with pytest.raises(QueryError, match="cannot be read"):
        run(store, str(tmp_path / "none.rq"))


def test_a_query_of_ones_own_takes_labels_and_iris(store: ox.Store) -> None:
    query = "SELECT ?s ?p { VALUES ?o { UNDEF } ?s ?p ?o }"
    assert len(run(store, query, {"o": "deny"}).rows) == 1
    assert len(run(store, query, {"o": "gb:Contested"}).rows) == 2
