"""The terms of `ontologies/conflict.ttl`: where the file is, and what the program asks of it."""

from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graphbuild.errors import InputError, UsageError
from graphbuild.graph.namespaces import GB, LABEL, RDFS, TYPE, gb

PACKAGE = Path(__file__).resolve().parents[1]
FOLDERS = (PACKAGE / "ontologies", PACKAGE.parent / "ontologies")


def ontology_file(name: str = "conflict.ttl") -> Path:
    """The path of a file of `ontologies/`, in the installed package or in a checkout; raises UsageError."""
    for folder in FOLDERS:
        if (folder / name).is_file():
            return folder / name
    raise UsageError(f"there is no ontology file {name!r} in {FOLDERS[0]} or {FOLDERS[1]}. Install graphbuild again")


@lru_cache(maxsize=1)
def ontology() -> Store:
    """The ontology as a store."""
    store = Store()
    store.bulk_load(path=str(ontology_file()), format=RdfFormat.TURTLE)
    return store


@lru_cache(maxsize=1)
def relations() -> frozenset[str]:
    """The local names of the properties that a proposition can have."""
    return frozenset(local(quad.subject) for quad in ontology().quads_for_pattern(None, TYPE, gb("Relation"), None))


@lru_cache(maxsize=1)
def classes() -> dict[str, tuple[str, ...]]:
    """Each class of the ontology with its direct superclasses within it, by local names."""
    found = ontology().quads_for_pattern(None, TYPE, NamedNode("http://www.w3.org/2002/07/owl#Class"), None)
    names = sorted(local(quad.subject) for quad in found)
    broader = NamedNode(RDFS + "subClassOf")
    return {
        name: tuple(
            sorted(
                local(quad.object)
                for quad in ontology().quads_for_pattern(gb(name), broader, None, None)
                if isinstance(quad.object, NamedNode) and quad.object.value.startswith(GB)
            )
        )
        for name in names
    }


@lru_cache(maxsize=256)
def term_label(name: str) -> str:
    """The English label of a term; its local name where the ontology has no such term.

    >>> term_label("ArmedClash")
    'armed clash'
    """
    for quad in ontology().quads_for_pattern(gb(name), LABEL, None, None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return name


def relation(name: str) -> NamedNode:
    """The property of a proposition by its local name; raises InputError where there is none such."""
    if name not in relations():
        raise InputError(
            f"{name!r} is no relation of ontologies/conflict.ttl. Use one of: {', '.join(sorted(relations()))}"
        )
    return gb(name)


def local(term: object) -> str:
    """The local name of a term of our ontology, or the whole IRI of another."""
    value = term.value if isinstance(term, NamedNode) else str(term)
    return value.removeprefix(GB)
