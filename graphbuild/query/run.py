"""Ask a graph: a saved query by name, a .rq file, or SPARQL text.

Queries see all graphs at once, as one.  They only read, and only this graph.
"""

import difflib
import heapq
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from graphbuild.errors import QueryError
from graphbuild.graph.namespaces import PREFIXES
from graphbuild.query.dataset import merged
from graphbuild.query.lookup import as_iri, find_node
from graphbuild.query.saved import TYPES, Parameter, SavedQuery, library, parse, read_query
from graphbuild.query.syntax import bind, is_ordered, names_graphs, position, refuse_what_is_not_a_query, tokens
from graphbuild.query.table import Row, Table, order

log = logging.getLogger(__name__)
_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_MEANT = {  # words of the engine -> what a person can do about it
    "Prefix not found": "a prefix is used that is not declared; add a line PREFIX name: <...> at the top",
    "contains a variable that is unbound": "SELECT names a variable that GROUP BY leaves without one value; "
    "add it to GROUP BY or wrap it in SAMPLE( )",
    "IRI parsing failed": "an IRI in < > is not complete; write it in full, as <https://...>",
}


def run(store: ox.Store, query: str, parameters: Mapping[str, str] | None = None, *, limit: int | None = None) -> Table:
    """Answer a saved query by name, a .rq file by path, or SPARQL text.

    `parameters` are given as text and bound as terms.  At most `limit` rows are kept and the table says if it was cut.
    Asking much of one store, pass `merged(store)`: else it is put together anew for each query.
    Rows come in the query's own order, or sorted if it has none.  Raises QueryError with what is wrong and where.
    """
    asked = chosen(query)
    refuse_what_is_not_a_query(asked.text)
    _check_syntax(asked.text)
    whole = merged(store, named=names_graphs(asked.text))
    bound = bind(asked.text, _terms(whole, asked, parameters or {}))
    log.debug("query %s: %s", asked.name, bound)
    try:
        answer = whole.query(bound, prefixes=PREFIXES)
        return _table(answer, ordered=is_ordered(asked.text), limit=limit)
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise QueryError(f"The query cannot be carried out: {error}.") from error


def chosen(query: str) -> SavedQuery:
    """The query that a name, a path or a text stands for."""
    by_name = {saved.name: saved for saved in library()}
    if query in by_name:
        return by_name[query]
    if query.endswith(".rq") and "{" not in query:
        return read_query(Path(query))
    if "{" in query or any(sign.isspace() for sign in query.strip()):
        return parse("query", query)
    near = difflib.get_close_matches(query, by_name, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`graphbuild query --list` lists them."
    raise QueryError(f"There is no saved query “{query}”. {hint}")


def _check_syntax(text: str) -> None:
    """Let the engine parse a query against an empty store; raises QueryError that points at the place."""
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(_told(text, str(error))) from error
    except RuntimeError:
        return  # a matter of evaluation, such as an unknown function: told where the query is run


def _told(text: str, message: str) -> str:
    """A parse error with its line, a mark under the column, and what was expected, without the parser's own terms."""
    match = _PLACE.match(message)
    if match is None:
        return f"The query is not SPARQL: {message}."
    line, column = int(match[1]), int(match[2])
    meant = next((told for words, told in _MEANT.items() if words in match[3]), None)
    lines = text.split("\n")
    offset = sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
    token = next((one for one in reversed(tokens(text)) if one.start <= offset), None)
    ended = not text[offset:].strip()
    if meant is None and (ended or token is None):
        meant = "the query ends too early, or a bracket or quotation mark is not closed"
    if meant is None and token is not None:
        meant = f"“{token.text}” is not understood here"
    if token is not None and not ended:
        line, column = position(text, token.start)
    shown = lines[min(line, len(lines)) - 1]
    return f"The query is not SPARQL at line {line}, column {column}: {meant}.\n  {shown}\n  {' ' * (column - 1)}^"


def _terms(store: ox.Store, query: SavedQuery, given: Mapping[str, str]) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms to bind: what is given, else the default; raises QueryError for what is unknown or missing."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            takes = f"It takes: {', '.join(known)}." if known else "It takes none."
            raise QueryError(
                f"Query {query.name} has no parameter “{name}”. {takes} "
                f"In a query of your own, write VALUES ?{name} {{ UNDEF }} where the value belongs."
            )
    bound = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is not None:
            bound[parameter.name] = _term(store, parameter, value)
        elif parameter.required:
            raise QueryError(
                f"Query {query.name} needs the parameter {parameter.name}: {parameter.description} "
                f"({TYPES[parameter.type]})."
            )
    return bound


def _term(store: ox.Store, parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    """A value as the term that its parameter's type asks for."""
    match parameter.type:
        case "text":
            return ox.Literal(value)
        case "node":
            return find_node(store, value)
        case "date" if _is_date(value):
            return ox.Literal(value.strip(), datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
        case "integer" if re.fullmatch(r"\s*[+-]?[0-9]+\s*", value):
            return ox.Literal(str(int(value)), datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))
        case "iri" | "term":
            iri = as_iri(value)
            if iri is not None:
                return iri
            if parameter.type == "term":
                return ox.Literal(value)
    raise QueryError(f"The parameter {parameter.name} wants {TYPES[parameter.type]}, not “{value}”.")


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value.strip())
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()) is not None


def _table(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, *, ordered: bool, limit: int | None) -> Table:
    """The engine's answer as a table.  Solutions keep their order if they have one; triples are a set."""
    if isinstance(answer, ox.QueryBoolean):
        return Table(("answer",), ((ox.Literal(bool(answer)),),), "boolean")
    if isinstance(answer, ox.QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        solutions: Iterator[Row] = (tuple(solution[name] for name in columns) for solution in answer)
        rows, cut = _first(solutions, ordered=ordered, limit=limit)
        return Table(columns, rows, "solutions", cut)
    triples: set[Row] = {(triple.subject, triple.predicate, triple.object) for triple in answer}
    rows, cut = _first(triples, ordered=False, limit=limit)
    return Table(("subject", "predicate", "object"), rows, "triples", cut)


def _first(rows: Iterable[Row], *, ordered: bool, limit: int | None) -> tuple[tuple[Row, ...], bool]:
    """The first rows, and whether there were more; memory grows with the limit, not with the answer."""
    if limit is None:
        return tuple(rows) if ordered else tuple(sorted(rows, key=order)), False
    kept = list(islice(rows, limit + 1)) if ordered else heapq.nsmallest(limit + 1, rows, key=order)
    return tuple(kept[:limit]), len(kept) > limit
