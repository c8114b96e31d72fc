"""From what a person writes, an IRI, a short IRI or a label, to the one thing of the graph that is meant."""

from dataclasses import dataclass

import pyoxigraph as ox

from graphbuild.errors import QueryError
from graphbuild.graph.namespaces import GB, PREFIXES
from graphbuild.query.names import local_name
from graphbuild.query.syntax import bind

_SHOWN = 10
_TIERS = ("rdfs:label|dcterms:identifier", "skos:altLabel", "^gb:refersTo/gb:text")
_CALLED = """
SELECT DISTINCT ?node WHERE {{
  VALUES ?name {{ UNDEF }}
  ?node {path} ?label .
  FILTER(LCASE(STR(?label)) = LCASE(?name))
  FILTER NOT EXISTS {{ ?node gb:inArticle ?article }}
}}"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a label may mean: its IRI, its label, and the local names of its classes."""

    iri: str
    label: str
    kinds: tuple[str, ...]


def as_iri(text: str) -> ox.NamedNode | None:
    """An IRI from its full or short (`gb:killedIn`) or bracketed form, or None if the text is none.

    >>> as_iri("gb:killedIn").value, as_iri("the army")
    ('https://w3id.org/graphbuild/ontology#killedIn', None)
    """
    bare = text.strip().removeprefix("<").removesuffix(">")
    prefix, colon, rest = bare.partition(":")
    if not colon or any(sign.isspace() for sign in bare):
        return None
    try:
        return ox.NamedNode(PREFIXES[prefix] + rest if prefix in PREFIXES else bare)
    except ValueError:
        return None


def find_node(store: ox.Store, text: str) -> ox.NamedNode:
    """The node that an IRI or a label means; raises QueryError if there is none, or more than one."""
    iri = as_iri(text)
    if iri is not None and _occurs(store, iri):
        return iri
    found = called(store, text)
    if not found:
        what = "is not in this graph" if iri is not None else "names nothing in this graph"
        raise QueryError(f"“{text}” {what}. `graphbuild query OUT names` lists what things are called.")
    if len(found) > 1:
        listed = "\n".join(f"  {one.label} ({', '.join(one.kinds) or 'no class'})  {one.iri}" for one in found[:_SHOWN])
        more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise QueryError(f"“{text}” may mean {len(found)} things. Give the IRI of one of them:\n{listed}{more}")
    return ox.NamedNode(found[0].iri)


def called(store: ox.Store, label: str) -> tuple[Candidate, ...]:
    """What bears a label or identifier; failing that, an alternative label; failing that, what is so mentioned.

    Case is ignored.
    Mentions and claims are labelled with their words, but nobody means them by those.

    Classes and properties of the ontology come into question only if nothing else bears the label.
    """
    name = {"name": ox.Literal(label.strip())}
    for path in _TIERS:
        found = store.query(bind(_CALLED.format(path=path), name), prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)  # it is a SELECT
        nodes = [solution["node"] for solution in found]
        things = [node for node in nodes if not node.value.startswith(GB)] or nodes
        if things:
            return tuple(sorted((candidate(store, node) for node in things), key=lambda one: one.iri))
    return ()


def candidate(store: ox.Store, node: ox.NamedNode) -> Candidate:
    """What there is to tell one thing from another of the same name."""
    types = values(store, node, PREFIXES["rdf"] + "type")
    kinds = tuple(local_name(type_) for type_ in types if type_.startswith(GB))
    return Candidate(node.value, label_of(store, node), kinds)


def label_of(store: ox.Store, node: ox.NamedNode | ox.BlankNode) -> str:
    """The label of a node, or its title, or the last part of its IRI."""
    for name in (PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title"):
        labels = values(store, node, name)
        if labels:
            return labels[0]
    return local_name(node.value)


def values(store: ox.Store, node: ox.NamedNode | ox.BlankNode, property_: str) -> tuple[str, ...]:
    """The IRIs and texts that a property leads to in any graph, sorted, each once."""
    objects = (quad.object for quad in store.quads_for_pattern(node, ox.NamedNode(property_), None))
    return tuple(sorted({term.value for term in objects if not isinstance(term, ox.Triple)}))


def _occurs(store: ox.Store, node: ox.NamedNode) -> bool:
    """Whether any triple speaks of a node."""
    patterns = ((node, None, None), (None, None, node), (None, node, None))
    return any(next(iter(store.quads_for_pattern(*pattern)), None) is not None for pattern in patterns)
