"""Plain look-ups in the store: the values of a property, as text, sorted and without doubles."""

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from graphbuild.graph.namespaces import GB, RDFS


def text(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """The IRI or the lexical form of a term."""
    return str(term) if isinstance(term, Triple) else term.value


def local(iri: str) -> str:
    """The local name of a term of our ontology, or the IRI itself."""
    return iri.removeprefix(GB)


class Facts:
    """A store read in all its graphs at once: a relation told in two graphs is one relation."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def values(self, subject: str, *predicates: str) -> tuple[str, ...]:
        """All values of the properties, sorted; none where the subject is no IRI, as of a literal put for a thing."""
        try:
            node = NamedNode(subject)
        except ValueError:
            return ()
        found = {
            text(quad.object)
            for predicate in predicates
            for quad in self.store.quads_for_pattern(node, NamedNode(predicate), None, None)
        }
        return tuple(sorted(found))

    def value(self, subject: str, *predicates: str) -> str:
        """The first value in sorted order, or the empty string."""
        return next(iter(self.values(subject, *predicates)), "")

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """(subject, object) of every triple with the property, once for each graph it stands in; no blank subjects."""
        for quad in self.store.quads_for_pattern(None, NamedNode(predicate), None, None):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value, text(quad.object)

    def subjects(self, predicate: str, value: str) -> tuple[str, ...]:
        """All subjects that have the IRI as value of the property, sorted."""
        quads = self.store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value), None)
        return tuple(sorted({text(quad.subject) for quad in quads}))

    def label(self, iri: str) -> str:
        """The label of a thing; where it has none, the last part of its IRI."""
        return self.value(iri, RDFS + "label") or iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
