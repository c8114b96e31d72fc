"""The ontology files: complete, parsed alike by both libraries, and the page generated from them."""

import json
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from graphbuild.errors import InputError, UsageError
from graphbuild.graph.namespaces import GB, PREFIXES
from graphbuild.graph.reference import page
from graphbuild.graph.terms import classes, ontology_file, relation, relations
from graphbuild.resolve.kinds import BROADER, KINDS

FOLDER = ontology_file().parent
FILES = sorted(FOLDER.rglob("*.ttl"))
CONTRACT = """killedIn injuredIn abductedIn detainedIn displacedIn perpetrator target participant instrument place
    memberOf leaderOf nationality alliedWith fights within"""


@pytest.fixture(scope="module")
def conflict() -> Graph:
    return Graph().parse(FOLDER / "conflict.ttl")


def own(graph: Graph) -> list[URIRef]:
    """The terms of our ontology that a graph describes."""
    found = {term for term in graph.subjects(RDF.type) if isinstance(term, URIRef) and str(term).startswith(GB)}
    return sorted(found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_both_libraries_read_every_file(file: Path) -> None:
    read = list(pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(Graph().parse(file)) == len({str(quad) for quad in read}) > 2


def test_every_term_is_explained(conflict: Graph) -> None:
    terms = own(conflict)
    assert len(terms) > 140
    for part in (RDFS.label, SKOS.definition, SKOS.example, DCTERMS.source):
        lacking = [str(term) for term in terms if len(list(conflict.objects(term, part))) != 1]
        assert not lacking, part


def test_no_blank_nodes_in_the_vocabulary() -> None:
    quads = pyoxigraph.parse(path=str(FOLDER / "conflict.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    nodes = [node for quad in quads for node in (quad.subject, quad.object)]
    assert not [node for node in nodes if isinstance(node, pyoxigraph.BlankNode)]


def test_the_kinds_of_mentions_are_the_classes_of_the_ontology() -> None:
    tree = classes()
    assert set(tree) >= KINDS
    for narrow, broad in BROADER.items():
        assert tree[narrow] == (broad,)
    below = {name for name, above in tree.items() if set(above) & KINDS}
    assert below == set(BROADER)


def test_events_are_a_concept_scheme_with_codes(conflict: Graph) -> None:
    events = [URIRef(GB + kind) for kind in KINDS if kind == "Event" or "Event" in above(kind)]
    assert len(events) == 35
    for event in events:
        assert (event, SKOS.inScheme, URIRef(GB + "EventTypes")) in conflict
        assert (event, RDF.type, SKOS.Concept) in conflict
    codes = {str(code) for code in conflict.objects(URIRef(GB + "Airstrike"), SKOS.notation)}
    assert codes == {"ASSAULT", "195", "Air/drone strike", "1", "2", "3"}


def above(kind: str) -> list[str]:
    """The kinds above a kind."""
    return [BROADER[kind], *above(BROADER[kind])] if kind in BROADER else []


def test_relations_are_those_of_the_contract() -> None:
    assert relations() == frozenset(CONTRACT.split())
    assert relation("killedIn").value == GB + "killedIn"
    with pytest.raises(InputError, match="'hit' is no relation"):
        relation("hit")


def test_alignments_speak_of_terms_that_exist(conflict: Graph) -> None:
    known = set(own(conflict))
    for file in sorted((FOLDER / "align").glob("*.ttl")):
        graph = Graph().parse(file)
        spoken = {node for triple in graph for node in triple if isinstance(node, URIRef) and node.startswith(GB)}
        assert spoken, file
        assert not spoken - known, file


def test_the_schemes_asked_for_are_aligned() -> None:
    schemes = "sem prov oa cito grasp schema foaf-org geosparql owl-time plover-cameo-acled-ucdp"
    assert {file.stem for file in (FOLDER / "align").glob("*.ttl")} == set(schemes.split())


def test_codes_in_the_alignment_are_the_notations_of_the_classes(conflict: Graph) -> None:
    aligned = Graph().parse(FOLDER / "align" / "plover-cameo-acled-ucdp.ttl")
    of_class = {(str(term), code) for term, code in conflict.subject_objects(SKOS.notation)}
    matches = (SKOS.exactMatch, SKOS.closeMatch, SKOS.narrowMatch)
    of_code = {
        (str(term), notation)
        for code, notation in aligned.subject_objects(SKOS.notation)
        for match in matches
        for term in aligned.objects(code, match)
    }
    assert of_class == of_code


def test_the_context_knows_every_term(conflict: Graph) -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {name: context[name] for name in PREFIXES} == PREFIXES
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = [str(term).removeprefix(GB) for kind in kinds for term in conflict.subjects(RDF.type, kind)]
    for term in terms:
        entry = context[term]
        assert (entry if isinstance(entry, str) else entry["@id"]) == f"gb:{term}"


def test_the_context_makes_the_same_triples() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    told = {"@context": context, "id": "https://example.org/e", "type": "Airstrike", "begin": "2031-05-03"}
    told |= {"place": "https://example.org/p", "label": "Airstrike in Al-Mayadin", "killedLow": "20"}
    read = pyoxigraph.parse(json.dumps(told), format=pyoxigraph.RdfFormat.JSON_LD)
    expected = f"""@prefix gb: <{GB}> . @prefix xsd: <{PREFIXES["xsd"]}> . @prefix rdfs: <{PREFIXES["rdfs"]}> .
        <https://example.org/e> a gb:Airstrike ; gb:begin "2031-05-03"^^xsd:date ; gb:place <https://example.org/p> ;
            gb:killedLow 20 ; rdfs:label "Airstrike in Al-Mayadin" ."""
    assert set(read) == set(pyoxigraph.parse(expected, format=pyoxigraph.RdfFormat.TURTLE))


def test_the_page_is_what_the_ontology_says() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == page(), "run python -m graphbuild.graph.reference"


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match=r"no ontology file 'other\.ttl'"):
        ontology_file("other.ttl")
