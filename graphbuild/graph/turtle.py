"""Turtle 1.1 that reads well: prefixes, grouped by subject, types and labels first, the same bytes each time.

It is made from sorted N-Quads lines, one subject at a time, so that a graph of any size can be written.
W3C RDF 1.1 Turtle, sections 2.4 to 2.5 and 6.4.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from graphbuild.graph.namespaces import LABEL, TYPE, XSD

PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
SHORT_NUMBERS = {f"<{XSD}integer>": re.compile(r'"([+-]?\d+)"'), f"<{XSD}decimal>": re.compile(r'"([+-]?\d*\.\d+)"')}
FIRST = {str(TYPE): 0, str(LABEL): 1}


def parts(line: str) -> tuple[str, str, str]:
    """Subject, predicate and object of a canonical N-Quads line with a graph, as they are written there."""
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest.rsplit(" ", 2)[0]


class Shortener:
    """Writes terms with prefixes where the rest of the IRI is a plain local name."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        # the terms of the vocabularies come again and again, the names of data do not
        self.vocabulary: dict[str, str] = {}

    def known(self, term: str) -> str:
        """The short form of a predicate, class or datatype."""
        found = self.vocabulary.get(term)
        if found is None:
            found = self.vocabulary[term] = self.iri(term)
        return found

    def iri(self, term: str) -> str:
        """`<http://...>` in its shortest form."""
        whole = term[1:-1]
        for border in (whole.rfind("#"), whole.rfind("/")):
            prefix = self.by_namespace.get(whole[: border + 1])
            if prefix is not None and PLAIN_LOCAL.fullmatch(whole, border + 1):
                return f"{prefix}:{whole[border + 1 :]}"
        return term

    def term(self, term: str) -> str:
        """An object: IRI, or literal with its datatype shortened."""
        if term.startswith("<"):
            return self.iri(term)
        quoted, marker, datatype = term.rpartition("^^")
        if not marker or not datatype.startswith("<") or not quoted.endswith('"'):
            return term
        short = SHORT_NUMBERS.get(datatype)
        if short and (number := short.fullmatch(quoted)):
            return number[1]
        return f"{quoted}^^{self.known(datatype)}"


def turtle(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Turtle from sorted N-Quads lines, in pieces; named graphs are merged into one."""
    shortener = Shortener(prefixes)
    for prefix, namespace in prefixes.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    for subject, group in groupby(map(parts, lines), key=lambda triple: triple[0]):
        objects: dict[str, dict[str, None]] = {}
        for _, predicate, value in group:
            objects.setdefault(predicate, {})[value] = None
        yield f"\n{shortener.iri(subject)} " + described(objects, shortener) + " .\n"


def described(objects: Mapping[str, Iterable[str]], shortener: Shortener) -> str:
    """The predicates and objects of one subject."""
    names = {predicate: shortener.known(predicate) for predicate in objects}
    order = sorted(objects, key=lambda predicate: (FIRST.get(predicate, 2), names[predicate]))
    written = []
    for predicate in order:
        name = "a" if predicate == str(TYPE) else names[predicate]
        written.append(f"{name} " + ", ".join(shortener.term(value) for value in objects[predicate]))
    return " ;\n    ".join(written)
