"""Checking a graph against `ontologies/shapes.ttl` (W3C SHACL 2017), with messages that say what to do.

The graph is checked some hundred things at a time, each with what the rules look at beside it (the classes of the
things that it points to, the claims that hold it), so that large graphs can be checked in little memory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graphbuild.errors import ValidationError
from graphbuild.graph.exchange import term, triple
from graphbuild.graph.namespaces import LABEL, RDFS, TYPE, gb
from graphbuild.graph.store import open_graph
from graphbuild.graph.terms import ontology, ontology_file

BATCH = 400
LIMIT = 1000


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One rule broken by one thing: which, what is wrong, with which value, and what to do."""

    node: str
    label: str
    message: str
    remedy: str
    value: str = ""

    def __str__(self) -> str:
        value = f" (found: {self.value})" if self.value else ""
        return f"{self.label} <{self.node}>: {self.message}{value} {self.remedy}"


def validate(path: Path, *, limit: int = LIMIT) -> list[Violation]:
    """The rules that a written graph breaks, at most `limit`, sorted; an empty list where it keeps them all.

    `path` is an output folder, a graph file or a store folder.  Raises InputError where there is no graph.
    """
    return sorted(islice(violations(open_graph(path)), limit))


def check(path: Path) -> None:
    """Raise ValidationError with the first violations of a graph, if it has any."""
    if found := validate(path, limit=5):
        raise ValidationError(f"{path} breaks the rules of ontologies/shapes.ttl:\n" + "\n".join(map(str, found)))


def violations(store: Store) -> Iterator[Violation]:
    """The violations of a graph in a store, a batch of things at a time."""
    things = subjects(store)
    while batch := list(islice(things, BATCH)):
        yield from sorted(checked(batch, store))


def subjects(store: Store) -> Iterator[NamedNode | BlankNode]:
    """All that has a class, each once, without the terms of the ontology itself."""
    own = {quad.subject for quad in ontology().quads_for_pattern(None, TYPE, None, None)}
    seen: set[str] = set()
    for quad in store.quads_for_pattern(None, TYPE, None, None):
        if (
            quad.subject not in own
            and isinstance(quad.subject, NamedNode | BlankNode)
            and str(quad.subject) not in seen
        ):
            seen.add(str(quad.subject))
            yield quad.subject


def checked(batch: Iterable[NamedNode | BlankNode], store: Store) -> Iterator[Violation]:
    """The violations of some things."""
    data = surroundings(batch, store)
    # pySHACL's own focus_nodes would also pass over the values inside sh:or that are not among them
    conforms, report, _ = pyshacl.validate(
        data, shacl_graph=shapes(), advanced=True, inplace=True, do_owl_imports=False
    )
    if conforms:
        return
    if not isinstance(report, Graph):
        raise ValidationError(f"the rules of {ontology_file('shapes.ttl')} cannot be checked: {report}")
    wanted, advice = {term(node) for node in batch}, remedies()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
        if node in wanted:
            value = report.value(result, SH.value)
            yield Violation(
                node=str(node),
                label=label(str(node), store),
                message=str(message),
                remedy=advice.get(str(message), "See ontologies/shapes.ttl."),
                value="" if value is None or value == node else str(value),
            )


def surroundings(batch: Iterable[NamedNode | BlankNode], store: Store) -> Graph:
    """All that is said of some things, with the classes of what they point to and the claims that hold them."""
    data = Graph(bind_namespaces="none")
    for known in background():
        data.add(known)
    for node in batch:
        for quad in store.quads_for_pattern(node, None, None, None):
            data.add(triple(quad))
            if isinstance(quad.object, NamedNode | BlankNode):
                for kind in store.quads_for_pattern(quad.object, TYPE, None, None):
                    data.add(triple(kind))
        for quad in store.quads_for_pattern(None, gb("proposition"), node, None):
            data.add(triple(quad))
    return data


@lru_cache(maxsize=1)
def background() -> tuple[tuple[Node, Node, Node], ...]:
    """The class tree and the members of its enumerations, which the rules need with any part of a graph."""
    broader = NamedNode(RDFS + "subClassOf")
    found = [*ontology().quads_for_pattern(None, broader, None, None), *ontology().quads_for_pattern(None, TYPE, None)]
    return tuple(triple(quad) for quad in found)


@lru_cache(maxsize=1)
def shapes() -> Graph:
    """The rules."""
    return Graph().parse(str(ontology_file("shapes.ttl")), format="turtle")


@lru_cache(maxsize=1)
def remedies() -> dict[str, str]:
    """What to do, by the message of the rule."""
    found = (
        (message, shapes().value(shape, SH.description)) for shape, message in shapes().subject_objects(SH.message)
    )
    return {str(message): str(remedy) for message, remedy in found if remedy is not None}


def label(iri: str, store: Store) -> str:
    """How a person knows a thing: its label, shortened; else the last part of its IRI."""
    if iri.startswith(("http", "urn")):
        for quad in store.quads_for_pattern(NamedNode(iri), LABEL, None, None):
            if isinstance(quad.object, Literal):
                text = quad.object.value
                return text if len(text) <= 60 else f"{text[:59]}\u2026"
    return iri.rstrip("/#").rsplit("/", 1)[-1]
