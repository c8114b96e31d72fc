"""The vocabularies that the graph is written in, and how their terms and our literals are made."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild.ids import FAMILIES

GB = "https://w3id.org/graphbuild/ontology#"
CITO = "http://purl.org/spar/cito/"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GEOSPARQL = "http://www.opengis.net/ont/geosparql#"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "gb": GB,
    "cito": CITO,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "geo": GEO,
    "geosparql": GEOSPARQL,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}
DATA_FOLDERS = ("article", "claim", "component", "dating", "link", "mention", "proposition", "run", *FAMILIES)

TYPE = NamedNode(RDF + "type")
LABEL = NamedNode(RDFS + "label")
ALTERNATIVE = NamedNode(SKOS + "altLabel")
DATE = NamedNode(XSD + "date")
DECIMAL = NamedNode(XSD + "decimal")
INTEGER = NamedNode(XSD + "integer")
NON_NEGATIVE = NamedNode(XSD + "nonNegativeInteger")
DATE_TIME = NamedNode(XSD + "dateTime")
ANY_URI = NamedNode(XSD + "anyURI")

Pair = tuple[NamedNode, NamedNode | BlankNode | Literal | Triple]
"""A property and its value."""
Described = tuple[str, Iterable[Pair]]
"""A subject, as N-Triples writes it, and what is said of it; in which named graph, the caller knows."""


def prefixes(base: str) -> dict[str, str]:
    """The prefixes of a graph whose data IRIs start with `base`: the vocabularies, then one for each kind of data."""
    return PREFIXES | {folder: f"{base}{folder}/" for folder in DATA_FOLDERS}


@lru_cache(maxsize=4096)
def gb(name: str) -> NamedNode:
    """A term of our ontology by its local name."""
    return NamedNode(GB + name)


def node(iri: str) -> str:
    """An IRI as N-Triples writes it; raises ValueError where it is none.

    >>> node("https://example.org/a")
    '<https://example.org/a>'
    """
    return str(NamedNode(iri))


@lru_cache(maxsize=4096)
def integer(value: int, kind: NamedNode = INTEGER) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=kind)


def decimal(value: float) -> Literal:
    """A number between 0 and 1, four digits kept, in the shortest form: 0.9, 1.0.

    >>> decimal(0.9).value, decimal(1).value, decimal(0.00001).value
    ('0.9', '1.0', '0.0')
    """
    text = f"{value:.4f}".rstrip("0")
    return Literal(text + "0" if text.endswith(".") else text, datatype=DECIMAL)


def day(value: date) -> Literal:
    """A calendar day."""
    return Literal(value.isoformat(), datatype=DATE)
