"""The page on the ontology, `ontologies/README.md`, from `conflict.ttl`: `python -m graphbuild.graph.reference`.

A test holds the page to what this module would write.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from graphbuild.graph.namespaces import DCTERMS, GB, OWL, PREFIXES, RDFS, SKOS, TYPE, gb
from graphbuild.graph.terms import local, ontology, ontology_file

INTRODUCTION = """# The ontology

<!-- Written by `python -m graphbuild.graph.reference` from conflict.ttl: change that file, not this one. -->

A report of conflict is somebody's word. Every relation told in an article is a proposition, and every proposition is
held by claims: who says so, with what stance, how sure, in which article, in which words. The plain triple says no
more than that somebody here affirms it.

Prefix `gb: <https://w3id.org/graphbuild/ontology#>`. Data IRIs start with a base that can be set, by default
`https://w3id.org/graphbuild/id/`; they are derived from content, and no blank nodes are written.

| file | what it holds |
|---|---|
| `conflict.ttl` | the classes and properties below (OWL), types of events also as a SKOS scheme |
| `shapes.ttl` | the rules that every written graph keeps (SHACL), in plain language |
| `context.jsonld` | short names for JSON-LD |
| `align/*.ttl` | what the terms are called elsewhere, one file for each scheme |

In `graph.nq` each article has a named graph of its own, with the IRI of the article: evidence, claims, propositions.
`world`, `links`, `run` and `vocabulary` (base plus that word) hold what the claims are about, which things were taken
for one and why, how the graph was made, and this ontology. `graph.ttl` is the same without named graphs.
"""
PROPERTY = ("property", "from", "to", "what it says", "example", "source")
SECTIONS = (
    ("Classes", "Class"),
    ("Types of events", "Event"),
    ("Relations", "Relation"),
    ("Other properties", "Property"),
    ("Values", "Value"),
)


def page() -> str:
    """The whole page, in Markdown."""
    parts = [INTRODUCTION]
    for title, kind in SECTIONS:
        heads, rows = tables()[kind]
        parts.append(f"\n## {title}\n\n{table(heads, rows)}")
    return "".join(parts)


def tables() -> dict[str, tuple[tuple[str, ...], Iterator[tuple[str, ...]]]]:
    """Headings and rows of each section."""
    events = sorted(below("Event"), key=lambda name: [*reversed(line_of(name))])
    classes = [name for name in of_type(OWL + "Class") if name not in events]
    relations = of_type(GB + "Relation")
    others = {*of_type(OWL + "ObjectProperty"), *of_type(OWL + "DatatypeProperty")} - set(relations)
    members = [(kind, name) for kind in classes for name in of_type(GB + kind) if kind != "Relation"]
    return {
        "Class": (("class", "under", "what it is", "example", "source"), map(class_row, classes)),
        "Event": (("class", "under", "what it is", "example", "codes"), map(event_row, events)),
        "Relation": (PROPERTY, map(property_row, relations)),
        "Property": (PROPERTY, map(property_row, sorted(others))),
        "Value": (("value", "of", "what it means", "example", "source"), (value_row(*member) for member in members)),
    }


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ("---",) * len(tuple(heads)), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def class_row(name: str) -> tuple[str, ...]:
    """A class: what is above it and what it means."""
    return f"`gb:{name}`", under(name), text(name, "definition"), text(name, "example"), source(name)


def event_row(name: str) -> tuple[str, ...]:
    """A type of event, with its codes elsewhere."""
    return f"`gb:{name}`", under(name), text(name, "definition"), text(name, "example"), codes(name)


def property_row(name: str) -> tuple[str, ...]:
    """A property, with what it leads from and to."""
    ends = (shown(name, RDFS + "domain"), shown(name, RDFS + "range"))
    return f"`gb:{name}`", *ends, text(name, "definition"), text(name, "example"), source(name)


def value_row(kind: str, name: str) -> tuple[str, ...]:
    """A member of an enumeration."""
    return f"`gb:{name}`", f"`gb:{kind}`", text(name, "definition"), text(name, "example"), source(name)


def of_type(kind: str) -> list[str]:
    """The terms of a type, by local name."""
    found = ontology().quads_for_pattern(None, TYPE, NamedNode(kind), None)
    return sorted(local(quad.subject) for quad in found)


def below(name: str) -> set[str]:
    """A class and all classes under it."""
    narrower = ontology().quads_for_pattern(None, NamedNode(RDFS + "subClassOf"), gb(name), None)
    return {name}.union(*(below(local(quad.subject)) for quad in narrower))


def line_of(name: str) -> list[str]:
    """A class and those above it in the ontology, narrowest first."""
    return [name, *(above for one in objects(name, RDFS + "subClassOf") if ":" not in one for above in line_of(one))]


def objects(name: str, predicate: str) -> list[str]:
    """The values of a property of a term: literals, local names of ours, prefixed names of others."""
    found = ontology().quads_for_pattern(gb(name), NamedNode(predicate), None, None)
    return sorted(shortened(quad.object) for quad in found)


def shortened(value: object) -> str:
    """A value as the page shows it."""
    if isinstance(value, Literal):
        return value.value
    iri = local(value)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def shown(name: str, predicate: str) -> str:
    """Terms in a cell of a table."""
    return ", ".join(f"`{one}`" if ":" in one else f"`gb:{one}`" for one in objects(name, predicate))


def under(name: str) -> str:
    """The classes directly above a class."""
    return shown(name, RDFS + "subClassOf")


def text(name: str, part: str) -> str:
    """The definition or example of a term."""
    return "; ".join(objects(name, SKOS + part))


def source(name: str) -> str:
    """Where a term comes from."""
    return "; ".join(objects(name, DCTERMS + "source"))


def codes(name: str) -> str:
    """The codes of a type of event in other schemes."""
    found: dict[str, list[str]] = {}
    for quad in ontology().quads_for_pattern(gb(name), NamedNode(SKOS + "notation"), None, None):
        if isinstance(quad.object, Literal):
            scheme = local(quad.object.datatype).removesuffix("Code").upper()
            found.setdefault(scheme, []).append(quad.object.value)
    return "; ".join(f"{scheme} {', '.join(sorted(values))}" for scheme, values in sorted(found.items()))


def main() -> None:
    """Write the page beside the ontology."""
    target = ontology_file().with_name("README.md")
    target.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
