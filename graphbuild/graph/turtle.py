"""Turtle 1.1 that reads well: prefixes, grouped by subject, types and labels first, the same bytes each time.

It is made from sorted N-Quads lines, one subject at a time, so that a graph of any size can be written.
W3C RDF 1.1 Turtle, sections 2.4 to 2.5 and 6.4.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from graphbuild.graph.namespaces import LABEL, TYPE, XSD

PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
SHORT_NUMBERS = {f"<{XSD}integer>": re.compile(r'"([+-]?\d+)"'), f"<{XSD}decimal>": re.compile(r'"([+-]?\d*\.\d+)"')}
A = str(TYPE)
FIRST = {A: 0, str(LABEL): 1}
KEPT = 8192
"""Short forms that are kept, for many terms come again and again: vocabulary, articles, numbers, days."""
Objects = Mapping[str, Iterable[str]]
"""The objects of one subject by predicate, both in their order, each once, as N-Quads writes them."""


def objects(statements: Iterable[str]) -> dict[str, dict[str, None]]:
    """The objects of one subject from the sorted ends of its N-Quads lines: predicate, object, graph and full stop."""
    found: dict[str, dict[str, None]] = {}
    for one in statements:
        predicate, rest = one.split(" ", 1)
        value = rest.rsplit(" ", 2)[0]
        if predicate in found:
            found[predicate][value] = None
        else:
            found[predicate] = {value: None}
    return found


class Turtle:
    """Writes subjects with prefixes, where the rest of an IRI is a plain local name."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self.short = lru_cache(maxsize=KEPT)(self.shortened)
        self.order = lru_cache(maxsize=KEPT)(self.ordered)

    def head(self) -> str:
        """The prefixes."""
        return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in self.prefixes.items())

    def subject(self, term: str, told: Objects) -> str:
        """One subject with all that is said of it."""
        written = [
            # a plain string stands as it is
            f"{name} " + ", ".join([one if one.endswith('"') else self.short(one) for one in told[predicate]])
            for predicate, name in self.order(tuple(told))
        ]
        return f"\n{self.iri(term)} " + " ;\n    ".join(written) + " .\n"

    def ordered(self, predicates: tuple[str, ...]) -> list[tuple[str, str]]:
        """Predicates with their short forms, in the order in which they are written."""
        names = {predicate: self.iri(predicate) for predicate in predicates}
        order = sorted(predicates, key=lambda predicate: (FIRST.get(predicate, 2), names[predicate]))
        return [(predicate, "a" if predicate == A else names[predicate]) for predicate in order]

    def iri(self, term: str) -> str:
        """`<http://...>` in its shortest form."""
        whole = term[1:-1]
        for border in (whole.rfind("#"), whole.rfind("/")):
            prefix = self.by_namespace.get(whole[: border + 1])
            if prefix is not None and PLAIN_LOCAL.fullmatch(whole, border + 1):
                return f"{prefix}:{whole[border + 1 :]}"
        return term

    def shortened(self, term: str) -> str:
        """An object: IRI, or literal with its datatype shortened."""
        if term.startswith("<"):
            return self.iri(term)
        quoted, marker, datatype = term.rpartition("^^")
        if not marker or not datatype.startswith("<") or not quoted.endswith('"'):
            return term
        number = SHORT_NUMBERS.get(datatype)
        if number and (found := number.fullmatch(quoted)):
            return found[1]
        return f"{quoted}^^{self.iri(datatype)}"


def turtle(lines: Iterable[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Turtle from sorted N-Quads lines, in pieces; named graphs are merged into one."""
    writer = Turtle(prefixes)
    yield writer.head()
    for subject, group in groupby((line.split(" ", 1) for line in lines), key=lambda pair: pair[0]):
        yield writer.subject(subject, objects(statement for _, statement in group))
