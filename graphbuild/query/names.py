"""The prefixes that queries may use without declaring them, and IRIs as people read them."""

GB = "https://w3id.org/graphbuild/ontology#"
PREFIXES = {
    "gb": GB,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
}


def local_name(iri: str) -> str:
    """The last part of an IRI.

    >>> local_name("https://w3id.org/graphbuild/ontology#killedIn")
    'killedIn'
    """
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or iri


def short_name(iri: str) -> str:
    """An IRI with the longest prefix that fits, or as it is.

    >>> short_name("https://w3id.org/graphbuild/ontology#killedIn"), short_name("https://example.org/x")
    ('gb:killedIn', 'https://example.org/x')
    """
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{rest}"
    return iri
