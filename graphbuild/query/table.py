"""What a query answers: columns and rows of RDF terms, and the forms that they are handed on in."""

import json
import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from graphbuild.errors import UsageError
from graphbuild.graph.namespaces import PREFIXES
from graphbuild.graph.turtle import turtle
from graphbuild.query.names import one_line, short_name

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = tuple[Term | None, ...]
Kind = Literal["solutions", "boolean", "triples"]
_XSD = PREFIXES["xsd"]
_NUMBERS = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a query.

    `kind` is "solutions" (SELECT), "boolean" (ASK: one row, one column `answer`) or "triples" (CONSTRUCT, DESCRIBE:
    columns subject, predicate, object).  `cut` says that there were more rows than asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: Kind = "solutions"
    cut: bool = False

    def values(self) -> list[tuple[str | None, ...]]:
        """The rows as plain strings, IRIs in full."""
        return [tuple(None if term is None else _plain(term) for term in row) for row in self.rows]

    def records(self) -> list[dict[str, str | None]]:
        """The rows as dictionaries from column to plain string."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values()]


def order(row: Iterable[Term | None]) -> tuple[tuple[object, ...], ...]:
    """A sort key for rows: by column; nothing before blank nodes, IRIs, numbers by size, other literals, triples."""
    return tuple(_term_order(term) for term in row)


def _term_order(term: Term | None) -> tuple[object, ...]:
    if term is None:
        return (0,)
    if isinstance(term, ox.BlankNode):
        return (1, term.value)
    if isinstance(term, ox.NamedNode):
        return (2, term.value)
    if isinstance(term, ox.Triple):
        return (5, *order((term.subject, term.predicate, term.object)))
    number = _number(term)
    if number is not None:
        return (3, number, term.value, term.datatype.value)
    return (4, term.value, term.datatype.value, term.language or "")


def _number(term: ox.Literal) -> float | None:
    if term.datatype.value not in _NUMBERS:
        return None
    try:
        number = float(term.value)
    except ValueError:
        return None
    return None if math.isnan(number) else number


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def to_csv(table: Table, *, spreadsheet: bool = False) -> str:
    """SPARQL 1.1 Query Results CSV, lines ended by a line feed; an unbound value is empty.

    The words come from reports.  With `spreadsheet`, a cell that a spreadsheet would run as a formula gets an
    apostrophe in front: safe to open, no longer word for word.
    """
    lines = [",".join(map(_csv_cell, table.columns))]
    for row in table.values():
        cells = (cell or "" for cell in row)
        guarded = ["'" + cell if spreadsheet and cell.startswith(_FORMULA) else cell for cell in cells]
        lines.append(",".join(map(_csv_cell, guarded)))
    return "\n".join(lines) + "\n"


def _csv_cell(text: str) -> str:
    """A cell after RFC 4180, quoted where it must be.  (The standard writer leaves a lone carriage return unquoted.)"""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '",\r\n') else text


def to_json(table: Table) -> str:
    """SPARQL 1.1 Query Results JSON; triples are given as solutions with the columns subject, predicate, object."""
    answer: dict[str, object]
    if table.kind == "boolean":
        answer = {"head": {}, "boolean": table.values()[0][0] == "true"}
    else:
        bindings = [
            {column: _json_term(term) for column, term in zip(table.columns, row, strict=True) if term is not None}
            for row in table.rows
        ]
        answer = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != _XSD + "string":
        found["datatype"] = term.datatype.value
    return found


def to_turtle(table: Table) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle; raises UsageError for tables that hold none."""
    if table.kind != "triples":
        raise UsageError(
            "Only CONSTRUCT and DESCRIBE answer with triples: ask for a table, csv or json instead of ttl."
        )
    # The writer takes quads; which graph they are in does not matter to it.
    lines = sorted(f"{ox.Triple(*row)} <graph:> ." for row in table.rows)  # type: ignore[arg-type]  # a triple has three
    used = {name: namespace for name, namespace in PREFIXES.items() if any(namespace in line for line in lines)}
    return "".join(turtle(lines, used))


def to_text(table: Table, *, width: int | None = 60) -> str:
    """A plain table for people: short IRIs, one line a row, cells cut at `width` characters, None for uncut.

    IRIs are never cut: they are there to be copied.

    >>> print(to_text(Table(("who", "n"), ((ox.Literal("army"), ox.Literal(2)),))), end="")
    who  │ n
    ─────┼──
    army │ 2
    """
    cells = [list(table.columns)] + [[_cell(term, width) for term in row] for row in table.rows]
    widths = [max(_columns_wide(row[place]) for row in cells) for place in range(len(table.columns))]
    lines = [" │ ".join(_padded(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in cells]
    rule = "─┼─".join("─" * wide for wide in widths)
    return "\n".join([lines[0], rule, *lines[1:]]) + "\n"


def _cell(term: Term | None, width: int | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return short_name(term.value)
    shown = one_line(_plain(term))
    return shown if width is None or len(shown) <= width else shown[: width - 1] + "…"


def _columns_wide(text: str) -> int:
    """The columns that a text takes up in a terminal: wide signs two, combining marks none."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns_wide(text))
