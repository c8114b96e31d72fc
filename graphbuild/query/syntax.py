"""As much of SPARQL's grammar as it takes to see what a query asks for, without asking it.

The engine parses; this module only tells words from strings, comments and IRIs, so that what reaches outside the graph
can be refused and parameters can be bound (SPARQL 1.1 Query Language, section 19.8, terminals).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graphbuild.errors import QueryError

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<text>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
              |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z0-9-]+)
    | (?P<prefixed>[\w.-]*:(?:[\w.:%-]|\\.)*)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_OUTSIDE = {
    "SERVICE": "SERVICE asks another server over the network; a graph is queried where it lies. Remove that part, "
    "and have no prefix of that name.",
    "FROM": "FROM names other data; every query sees all the graphs of this one. Remove it, or use GRAPH <...> { }.",
    "LOAD": "LOAD reads other data into the graph, and queries never change it. Use `graphbuild build` to add reports.",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A terminal of a query: its kind (a group name of the expression above), its words, and where it stands."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> list[Token]:
    """The terminals of a query without space and comments.

    >>> [token.text for token in tokens("ASK { ?s a <x:y#z> } # FROM")]
    ['ASK', '{', '?s', 'a', '<x:y#z>', '}']
    """
    found = (Token(match.lastgroup or "sign", match.group(), match.start()) for match in _TOKEN.finditer(query))
    return [token for token in found if token.kind not in ("space", "comment")]


def _words(query: str) -> list[tuple[str, int]]:
    return [(token.text.upper(), token.start) for token in tokens(query) if token.kind == "word"]


def refuse_what_is_not_a_query(query: str) -> None:
    """Raise QueryError for updates and for queries that reach outside the graph (SERVICE, FROM, LOAD)."""
    words = _words(query)
    first = next((word for word, _ in words if word in _FORMS + _UPDATES), None)
    if first is None:
        raise QueryError(f"The text is no SPARQL query: it has none of the words {', '.join(_FORMS)}.")
    if first in _UPDATES and first != "LOAD":
        raise QueryError(
            f"{first} would change the graph, and queries only read it. "
            "Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; change the graph by building it from other reports."
        )
    for token in tokens(query):
        found = _outside(token)
        if found is not None:
            line, column = position(query, token.start)
            raise QueryError(f"Line {line}, column {column}: {_OUTSIDE[found]}")


def _outside(token: Token) -> str | None:
    """The keyword in a terminal that reaches outside, if there is one.

    Oxigraph wants no space around keywords: `SERVICE:x`, `SERVICEa:x` and `trueSERVICE:x`, prefixed names to the
    grammar, are calls to it.  So a prefix is refused for having the word in it, though it may mean no harm.
    """
    if token.kind not in ("word", "prefixed"):
        return None
    word = token.text.partition(":")[0].upper()
    if "SERVICE" in word:
        return "SERVICE"
    return next((outside for outside in ("FROM", "LOAD") if word.startswith(outside)), None)


def position(text: str, offset: int) -> tuple[int, int]:
    r"""Line and column, both from one, of an offset.

    >>> position("a\nbc", 3)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def is_ordered(query: str) -> bool:
    """Whether the answer as a whole has an order: ORDER BY behind the last closing brace.

    >>> is_ordered("SELECT ?s { ?s ?p ?o } ORDER BY ?s"), is_ordered("SELECT ?s { { SELECT ?s {} ORDER BY ?s } }")
    (True, False)
    """
    words = [token.text.upper() for token in tokens(query) if token.kind == "word" or token.text == "}"]
    closing = max((place for place, word in enumerate(words) if word == "}"), default=-1)
    return "ORDER" in words[closing + 1 :]


def names_graphs(query: str) -> bool:
    """Whether a query asks for graphs by name.

    >>> names_graphs("ASK { GRAPH ?g { ?s ?p ?o } }"), names_graphs("ASK { ?s ?p 'GRAPH' }")
    (True, False)
    """
    return any(word == "GRAPH" for word, _ in _words(query))


def slots(query: str) -> dict[str, list[tuple[int, int]]]:
    """Where parameters go: variable name -> the spans of UNDEF in each `VALUES ?name { UNDEF }`.

    A query with slots is valid SPARQL as it stands, with every parameter left open.

    >>> slots("SELECT * { VALUES ?x { UNDEF } ?x ?p ?o }")
    {'x': [(23, 28)]}
    """
    found: dict[str, list[tuple[int, int]]] = {}
    every = tokens(query)
    for head, variable, *rest in zip(every, every[1:], every[2:], every[3:], every[4:], strict=False):
        words = [head.text.upper(), *(token.text.upper() for token in rest)]
        if words == ["VALUES", "{", "UNDEF", "}"] and variable.kind == "variable":
            undef = rest[1]
            found.setdefault(variable.text[1:], []).append((undef.start, undef.start + len(undef.text)))
    return found


def bind(query: str, values: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The query with its slots filled: one terminal, UNDEF, gives way to one other, the term as the engine writes it.

    Only terms are put in, and the engine escapes what is in them, so no value can say more than itself.

    >>> print(bind("ASK { VALUES ?x { UNDEF } ?x ?p ?o }", {"x": ox.Literal('" } #')}))
    ASK { VALUES ?x { "\\" } #" } ?x ?p ?o }
    """
    spans = [(start, end, name) for name, places in slots(query).items() for start, end in places if name in values]
    for start, end, name in sorted(spans, reverse=True):
        query = query[:start] + str(values[name]) + query[end:]
    return query
