"""The rules: the golden graph keeps them, and each way of breaking a graph is found and said in words."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store

from graphbuild.errors import InputError, ValidationError
from graphbuild.graph.namespaces import prefixes
from graphbuild.graph.validate import check, remedies, shapes, validate, violations
from tests.golden.expected import BASE, EXPECTED

PREFIXES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes(BASE).items())

BROKEN = {
    "DELETE { ?x gb:stance ?s } INSERT { ?x gb:stance gb:doubts } WHERE { ?x a gb:Accusation ; gb:stance ?s }": (
        "A claim either affirms or denies."
    ),
    "DELETE { ?x gb:stance ?s } INSERT { ?x gb:stance gb:affirms } WHERE { ?x a gb:Denial ; gb:stance ?s }": (
        "A denial does not deny."
    ),
    "DELETE WHERE { ?x gb:claimant ?y }": "A claim is made by exactly one claimant.",
    "INSERT { ?x gb:claimant place:friday } WHERE { ?x a gb:Accusation }": "A claim is made by exactly one claimant.",
    "DELETE { ?x gb:claimant ?y } INSERT { ?x gb:claimant ?p } WHERE { ?x gb:claimant ?y . ?p a gb:Place }": (
        "The claimant is neither a person or group nor an article."
    ),
    "DELETE WHERE { ?x gb:quote ?y }": "A claim quotes the words that carry it, once.",
    "DELETE WHERE { ?x gb:inArticle ?y }": "It does not stand in exactly one article.",
    "DELETE WHERE { ?x gb:refersTo ?y }": "A mention refers to exactly one thing.",
    "DELETE { ?x a ?k } WHERE { ?x a ?k . FILTER(?k = gb:Airstrike) }": (
        "What a mention refers to is no person, group, place, equipment, event or casualty figure."
    ),
    "DELETE { ?x gb:end ?y } INSERT { ?x gb:end 0 } WHERE { ?x a gb:Mention ; gb:end ?y }": (
        "A mention ends before it starts."
    ),
    "DELETE { ?x rdf:predicate ?y } INSERT { ?x rdf:predicate gb:hits } WHERE { ?x rdf:predicate ?y }": (
        "A proposition has exactly one predicate, a relation of the ontology."
    ),
    "DELETE WHERE { ?x gb:proposition ?y }": "Nobody claims or denies this proposition.",
    "DELETE { ?x gb:atMost ?y } INSERT { ?x gb:atMost 3 } WHERE { ?x gb:atMost ?y }": (
        "The lower bound of a figure is above its upper bound."
    ),
    "DELETE WHERE { ?x rdfs:label ?y }": "It has no label, or more than one.",
    "DELETE { ?x gb:begin ?y } INSERT { ?x gb:begin '2032-01-01'^^xsd:date } WHERE { ?x gb:begin ?y }": (
        "It ends before it begins."
    ),
    "DELETE { ?x gb:begin ?y } INSERT { ?x gb:begin '2032' } WHERE { ?x gb:begin ?y }": (
        "Its earliest day is not one date (xsd:date)."
    ),
    "INSERT { ?x gb:status gb:Reported } WHERE { ?x gb:status gb:Contested }": (
        "An event has one status: reported, claimed, contested or denied."
    ),
    "DELETE { ?x gb:killedLow ?y } INSERT { ?x gb:killedLow 99 } WHERE { ?x gb:killedLow ?y }": (
        "The low number of dead is above the best one."
    ),
    "DELETE { ?x gb:deniedBy ?y } WHERE { ?x gb:responsibilityDeniedBy ?y }": (
        "Somebody claims or denies responsibility for the event, but is not among those who claim or deny it."
    ),
    "DELETE WHERE { ?x gb:reason ?y }": "A link gives no reason.",
    "DELETE WHERE { ?x dcterms:identifier ?y }": (
        "An article has exactly one identifier, the id under which it was handed in."
    ),
}


@pytest.fixture
def store() -> Store:
    """The golden graph."""
    store = Store()
    store.bulk_load(path=str(EXPECTED), format=RdfFormat.TURTLE)
    return store


def test_the_golden_graph_keeps_the_rules(store: Store) -> None:
    assert list(violations(store)) == []


@pytest.mark.parametrize(("change", "message"), BROKEN.items(), ids=lambda text: text[:60])
def test_a_broken_graph_is_found_out(store: Store, change: str, message: str) -> None:
    before = {str(quad) for quad in store}
    store.update(PREFIXES + change)
    assert {str(quad) for quad in store} != before, "the graph was not broken"
    found = list(violations(store))
    assert message in {one.message for one in found}
    assert all(one.remedy and one.label and one.node for one in found)


def test_every_rule_says_what_to_do() -> None:
    asked = """PREFIX sh: <http://www.w3.org/ns/shacl#>
        SELECT ?shape WHERE { ?shape sh:message ?message FILTER NOT EXISTS { ?shape sh:description ?remedy } }"""
    assert list(shapes().query(asked)) == []
    assert len(remedies()) > 40


def test_the_number_of_things_at_a_time_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.update(PREFIXES + "DELETE WHERE { ?x gb:quote ?y }")
    someday = "DELETE { ?x gb:claimant ?y } INSERT { ?x gb:claimant place:friday } WHERE { ?x gb:claimant ?y }"
    store.update(PREFIXES + someday)
    whole = sorted(violations(store))
    monkeypatch.setattr("graphbuild.graph.validate.BATCH", 7)
    assert sorted(violations(store)) == whole
    assert len(whole) == 20


def test_a_file_is_checked_and_refused_in_words(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "graph.ttl"
    store.update(PREFIXES + "DELETE WHERE { ?x gb:stance ?y }")
    store.dump(str(path), RdfFormat.TURTLE, from_graph=DefaultGraph())
    found = validate(path)
    assert found == sorted(found)
    assert len(validate(path, limit=2)) == 2
    with pytest.raises(ValidationError, match="Give gb:stance one of gb:affirms and gb:denies"):
        check(path)
    with pytest.raises(InputError, match="no graph is there"):
        validate(tmp_path / "nothing")
    path.write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read as a graph"):
        validate(path)


def test_what_is_doubtful_does_not_break_the_rules(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "graph.ttl"
    nowhere = "DELETE { ?x gb:place ?y } INSERT { ?x gb:place ?p } WHERE { ?x gb:place ?y . ?p a gb:Person }"
    store.update(PREFIXES + nowhere)
    store.dump(str(path), RdfFormat.TURTLE, from_graph=DefaultGraph())
    assert validate(path) == []
    doubts = validate(path, doubts=True)
    assert {one.message for one in doubts} == {"An event is put at something that is no place."}
    assert all(one.doubt for one in doubts)
