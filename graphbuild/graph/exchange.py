"""A written graph for rdflib, whose API many tools build on; SPARQL is better run on `graph.store`.

Oxigraph parses the file, for it is faster, and rdflib's own reader of N-Quads warns of its own deprecated parts.
"""

from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse
from rdflib import BNode, Dataset, Graph, URIRef
from rdflib import Literal as Value
from rdflib.term import Node

from graphbuild.graph.store import FORMATS, graph_file


def rdflib_graph(path: Path) -> Graph:
    """The graph of an output folder or graph file, its named graphs merged."""
    file = graph_file(path)
    graph = Graph(bind_namespaces="none")
    for quad in parse(path=str(file), format=FORMATS[file.suffix]):
        graph.add(triple(quad))
    return graph


def rdflib_dataset(path: Path) -> Dataset:
    """The graph of an output folder or graph file, with its named graphs."""
    file = graph_file(path)
    dataset = Dataset(default_union=True)
    for quad in parse(path=str(file), format=FORMATS[file.suffix]):
        name = quad.graph_name
        dataset.add((*triple(quad), dataset.graph(URIRef(name.value)) if isinstance(name, NamedNode) else None))
    return dataset


def triple(quad: Quad) -> tuple[Node, Node, Node]:
    """A quad of Oxigraph as a triple of rdflib."""
    return term(quad.subject), term(quad.predicate), term(quad.object)


def term(node: object) -> Node:
    """A term of Oxigraph as one of rdflib, its lexical form kept.

    >>> term(Literal("1.0", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))).n3()
    '"1.0"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if isinstance(node, NamedNode):
        return URIRef(node.value)
    if isinstance(node, BlankNode):
        return BNode(node.value)
    if not isinstance(node, Literal):
        raise TypeError(f"{node!r} is no term of RDF 1.1")
    if node.language:
        return Value(node.value, lang=node.language)
    kind = node.datatype.value
    # rdflib holds a plain string for something else than the same string with its datatype written out
    return (
        Value(node.value)
        if kind.endswith("XMLSchema#string")
        else Value(node.value, datatype=URIRef(kind), normalize=False)
    )
