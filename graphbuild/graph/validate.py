"""Checking a graph against `ontologies/shapes.ttl` (W3C SHACL 2017), with messages that say what to do.

The graph is checked some hundred things at a time, each with what the rules look at beside it (the classes of the
things that it points to, the claims that hold it), so that large graphs can be checked in little memory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from graphbuild.errors import ValidationError
from graphbuild.graph.exchange import term, triple
from graphbuild.graph.namespaces import LABEL, TYPE, gb
from graphbuild.graph.store import open_graph
from graphbuild.graph.terms import ontology, ontology_file

BATCH = 400
LIMIT = 1000
SUBCLASS = RDFS.subClassOf


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One rule broken by one thing: which, what is wrong, with which value, and what to do.

    A doubt (`sh:Warning`) is about how an article was understood: an event at something that is no place, a claim made
    by what is no actor.  The graph is sound nevertheless.
    """

    node: str
    label: str
    message: str
    remedy: str
    value: str = ""
    doubt: bool = False

    def __str__(self) -> str:
        value = f" (found: {self.value})" if self.value else ""
        return f"{self.label} <{self.node}>: {self.message}{value} {self.remedy}"


def validate(path: Path, *, limit: int = LIMIT, doubts: bool = False) -> list[Violation]:
    """The rules that a written graph breaks, at most `limit`, sorted; an empty list where it keeps them all.

    With `doubts` also what is doubtful only.  `path` is an output folder, a graph file or a store folder.  Raises
    InputError where there is no graph.
    """
    found = (one for one in violations(open_graph(path)) if doubts or not one.doubt)
    return sorted(islice(found, limit))


def check(path: Path) -> None:
    """Raise ValidationError with the first violations of a graph, if it has any."""
    if found := validate(path, limit=5):
        raise ValidationError(f"{path} breaks the rules of ontologies/shapes.ttl:\n" + "\n".join(map(str, found)))


def violations(store: Store) -> Iterator[Violation]:
    """The violations and doubts of a graph in a store, a batch of things at a time."""
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
    rules = aimed(batch, data)
    conforms, report, _ = pyshacl.validate(data, shacl_graph=rules, advanced=True, inplace=True, do_owl_imports=False)
    if conforms:
        return
    if not isinstance(report, Graph):
        raise ValidationError(f"the rules of {ontology_file('shapes.ttl')} cannot be checked: {report}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
        value = report.value(result, SH.value)
        yield Violation(
            node=str(node),
            label=label(str(node), store),
            message=str(message),
            remedy=remedies().get(str(message), "See ontologies/shapes.ttl."),
            value="" if value is None or value == node else str(value),
            doubt=report.value(result, SH.resultSeverity) == SH.Warning,
        )


def aimed(batch: Iterable[NamedNode | BlankNode], data: Graph) -> Graph:
    """The rules, aimed at the things of a batch instead of at classes.

    What stands beside them is there in part only, and would break the rules.  (pySHACL's own focus_nodes would pass
    over the values inside sh:or as well.)
    """
    rules = Graph(bind_namespaces="none")
    for triple_of_rules in shapes():
        if triple_of_rules[1] not in (SH.targetClass, SH.targetSubjectsOf):
            rules.add(triple_of_rules)
    of_class, of_subject = targets(SH.targetClass), targets(SH.targetSubjectsOf)
    for node in map(term, batch):
        kinds = {kind for direct in data.objects(node, RDF.type) for kind in data.transitive_objects(direct, SUBCLASS)}
        hit = {shape for kind in kinds if kind is not None for shape in of_class.get(kind, ())}
        hit.update(shape for name, found in of_subject.items() if (node, name, None) in data for shape in found)
        for shape in hit:
            rules.add((shape, SH.targetNode, node))
    return rules


@cache
def targets(aim: URIRef) -> dict[Node, list[Node]]:
    """The shapes by the class or property at which they are aimed."""
    found: dict[Node, list[Node]] = {}
    for shape, target in shapes().subject_objects(aim):
        found.setdefault(target, []).append(shape)
    return found


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
    broader = NamedNode(str(SUBCLASS))
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
