"""Plain look-ups in the store: the values of a property, as text, sorted and without doubles."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from graphbuild.graph.namespaces import GB, OA, RDF, RDFS

Subject = NamedNode | BlankNode | Triple


def text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """The IRI or the lexical form of a term."""
    return str(term) if isinstance(term, Triple) else term.value


def local(iri: str) -> str:
    """The local name of a term of our ontology, or the IRI itself."""
    return iri.removeprefix(GB)


UNREAD = frozenset(
    {
        *(OA + name for name in ("start", "end", "exact", "prefix", "suffix", "hasSelector", "hasSource", "refinedBy")),
        *(GB + name for name in ("form", "judgedBy", "judgement", "left", "right", "reason", "score")),
    }
)
"""Properties that the page never asks for, half of a graph: one loaded without them gives the same page."""
KEPT = 512
"""Subjects whose values are kept, so that a graph on disk is asked once for all that is read of a subject in a row."""


class Facts:
    """A store read in all its graphs at once: a relation told in two graphs is one relation."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._record = lru_cache(maxsize=KEPT)(self._read)

    def values(self, subject: str, *predicates: str) -> tuple[str, ...]:
        """All values of the properties, sorted; none where the subject is no IRI, as of a literal put for a thing."""
        record = self._record(subject)
        if len(predicates) == 1:
            return record.get(predicates[0], ())
        return tuple(sorted({value for predicate in predicates for value in record.get(predicate, ())}))

    def _read(self, subject: str) -> Mapping[str, tuple[str, ...]]:
        try:
            node = NamedNode(subject)
        except ValueError:
            return {}
        found: dict[str, set[str]] = {}
        for quad in self.store.quads_for_pattern(node, None, None, None):
            found.setdefault(quad.predicate.value, set()).add(text(quad.object))
        return {predicate: tuple(sorted(values)) for predicate, values in found.items()}

    def value(self, subject: str, *predicates: str) -> str:
        """The first value in sorted order, or the empty string."""
        return next(iter(self.values(subject, *predicates)), "")

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """(subject, object) of every triple with the property, once for each graph it stands in; no blank subjects."""
        for quad in self.store.quads_for_pattern(None, NamedNode(predicate), None, None):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value, text(quad.object)

    def bearers(self, predicate: str, value: str) -> set[Subject]:
        """All subjects that have the IRI as value of the property."""
        return {
            quad.subject for quad in self.store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value), None)
        }

    def subjects(self, predicate: str, value: str) -> tuple[str, ...]:
        """All subjects that have the IRI as value of the property, sorted."""
        return tuple(sorted({text(one) for one in self.bearers(predicate, value)}))

    def objects(self, subject: Subject, predicate: str) -> set[str]:
        """All values of one property, where no other of the subject is asked for."""
        return {text(quad.object) for quad in self.store.quads_for_pattern(subject, NamedNode(predicate), None, None)}

    def instances(self, kind: str) -> Iterator[str]:
        """The subjects of a class, once for each graph that says so; no blank ones."""
        for quad in self.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(kind), None):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value

    def rows(self, query: str, about: str = "") -> Iterator[tuple[str, ...]]:
        """The rows of a SELECT query as text, "" where unbound; `about` is an IRI that stands for "{about}" in it.

        A query reads of many terms only those that it selects, which is where the time goes on a graph on disk.
        """
        if about:
            try:
                query = query.replace("{about}", str(NamedNode(about)))
            except ValueError:
                return
        found = self.store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        for row in found:
            yield tuple("" if term is None else text(term) for term in row)

    def label(self, iri: str) -> str:
        """The label of a thing; where it has none, the last part of its IRI."""
        return self.value(iri, RDFS + "label") or iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
