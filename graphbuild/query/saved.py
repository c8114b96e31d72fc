"""The saved queries: files `library/*.rq` whose opening comments say what they answer and what they ask for.

    # title: Who accuses whom
    # description: One or more lines;
    #   further lines are indented.
    # parameter: actor (node, required): whose claims
    # parameter: since (date, optional): first day
    # parameter: outcome (iri, default gb:killed): what happened to the people

A parameter stands in the query as `VALUES ?actor { UNDEF }`.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, cast, get_args

from graphbuild.errors import QueryError
from graphbuild.query.syntax import slots

ParameterType = Literal["node", "iri", "text", "date", "integer", "term"]
TYPES: dict[str, str] = {
    "node": "an IRI, or a label that names one thing of the graph",
    "iri": "an IRI",
    "text": "words",
    "date": "a day, as 2017-04-30",
    "integer": "a whole number",
    "term": "an IRI, or words",
}
_FIELD = re.compile(r"# (title|description|parameter): *(.+)")
_MORE = re.compile(r"#  +(\S.*)")
_PARAMETER = re.compile(r"(\w+) \((\w+), (?:(required|optional)|default ([^)]+))\): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a query asks for.  `type` is a key of TYPES; an unset optional parameter leaves it open."""

    name: str
    type: ParameterType
    description: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with a name, and what a person needs to know to ask it."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def library() -> tuple[SavedQuery, ...]:
    """The saved queries of the package, by name."""
    folder = files("graphbuild.query") / "library"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".rq"))
    read = (parse(entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8")) for entry in found)
    return tuple(sorted(read, key=lambda query: query.name))


def read_query(path: Path) -> SavedQuery:
    """The query in a .rq file, with or without a header.  Raises QueryError if it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: the query cannot be read ({error}). Give a text file in UTF-8.") from error
    return parse(path.name.removesuffix(".rq"), text)


def parse(name: str, text: str) -> SavedQuery:
    """A query from its text; slots that the header does not declare become optional parameters of type "term".

    >>> parse("all", "# title: All\\nSELECT * { VALUES ?s { UNDEF } ?s ?p ?o }").parameters[0].name
    's'
    """
    fields = _header(text)
    declared = tuple(_parameter(name, value) for key, value in fields if key == "parameter")
    known = {parameter.name for parameter in declared}
    open_slots = slots(text)
    for parameter in declared:
        if parameter.name not in open_slots:
            raise QueryError(
                f"Query {name}: the parameter {parameter.name} is declared but not used. "
                f"Write VALUES ?{parameter.name} {{ UNDEF }} where it belongs."
            )
    implied = tuple(Parameter(slot, "term", "not described") for slot in open_slots if slot not in known)
    title = next((value for key, value in fields if key == "title"), name)
    description = next((value for key, value in fields if key == "description"), "")
    return SavedQuery(name, title, description, declared + implied, text)


def _header(text: str) -> list[tuple[str, str]]:
    """The fields of the opening comments in order, continued lines joined."""
    fields: list[tuple[str, str]] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _FIELD.fullmatch(line):
            fields.append((match[1], match[2].strip()))
        elif fields and (match := _MORE.fullmatch(line)):
            key, value = fields.pop()
            fields.append((key, f"{value} {match[1].strip()}"))
    return fields


def _parameter(query: str, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if match is None or match[2] not in get_args(ParameterType):
        raise QueryError(
            f"Query {query}: the header line `# parameter: {text}` is not understood. "
            "Write `# parameter: name (type, required): what it is`, with a type out of " + ", ".join(TYPES) + "."
        )
    return Parameter(match[1], cast(ParameterType, match[2]), match[5], match[3] == "required", match[4])
