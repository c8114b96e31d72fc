"""`graphbuild query`: ask a graph."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild.cli import options
from graphbuild.cli.talk import Talk, opened, talking
from graphbuild.errors import UsageError

if TYPE_CHECKING:
    from graphbuild.query.saved import SavedQuery
    from graphbuild.query.table import Table


class Format(StrEnum):
    """How an answer can be written."""

    table = "table"
    csv = "csv"
    json = "json"
    ttl = "ttl"


OptionalGraph = Annotated[
    Path | None, typer.Argument(metavar="GRAPH", help="What build wrote: its folder, or a .nq or .ttl file.")
]
Question = Annotated[
    str | None, typer.Argument(metavar="QUERY", help="A saved query, a .rq file, SPARQL text, or - for stdin.")
]
Values = Annotated[list[str] | None, typer.Argument(metavar="[VALUE]...", help="Its parameters, in order.")]
Named = Annotated[list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter by name.")]
Listed = Annotated[bool, typer.Option("--list", help="List the saved queries.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="Show at most N rows.")]


def query(
    graph: OptionalGraph = None,
    question: Question = None,
    values: Values = None,
    *,
    param: Named = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")] = Format.table,
    limit: Limit = None,
    listed: Listed = False,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    debug: options.Debug = False,
) -> None:
    """\b
    graphbuild query out/ contested-claims
    graphbuild query out/ killed-in --format csv > killed.csv

    Ask a graph: a saved query by name, a .rq file, or SPARQL text.

    See the saved queries and their parameters with --list. A query only reads, and only this graph.
    """
    with talking(quiet=quiet, verbose=verbose, no_color=no_color, debug=debug) as talk:
        form = Format.json if as_json else form
        if listed:
            typer.echo(catalogue(form), nl=False)
            return
        if graph is None or question is None:
            command = "graphbuild query out/ contested-claims"
            raise UsageError(f"name a graph and a query: {command}. The saved queries: graphbuild query --list")
        from graphbuild.query.run import chosen, run

        asked = sys.stdin.read() if question == "-" else question
        store = opened(graph)
        parameters = named_values(chosen(asked), values or [], param or [])
        table = run(store, asked, parameters, limit=limit)
        typer.echo(written(table, form), nl=False)
        remark(table, form, talk)


def catalogue(form: Format) -> str:
    """Return the saved queries with their parameters: as JSON, or to be read."""
    from graphbuild.query.saved import library

    if form is Format.json:
        import json
        from dataclasses import asdict

        return json.dumps([asdict(saved) for saved in library()], ensure_ascii=False, indent=2) + "\n"
    lines = []
    for saved in library():
        lines.append(f"{saved.name}: {saved.title}")
        for parameter in saved.parameters:
            need = (
                "required"
                if parameter.required
                else f"default {parameter.default}"
                if parameter.default
                else "optional"
            )
            lines.append(f"    {parameter.name} ({need}): {parameter.description}")
    return "\n".join(lines) + "\n"


def named_values(asked: "SavedQuery", values: Sequence[str], named: Sequence[str]) -> dict[str, str]:
    """Return the parameters of a query by name. Raises `UsageError` if they cannot be told apart."""
    names = [parameter.name for parameter in asked.parameters]
    if len(values) > len(names):
        takes = f"takes {len(names)} ({', '.join(names)})" if names else "takes none"
        raise UsageError(f"{len(values)} parameters are given, but {asked.name} {takes}. See graphbuild query --list")
    found = dict(zip(names, values, strict=False))
    for item in named:
        name, sign, value = item.partition("=")
        if not sign:
            raise UsageError(
                f"--param {item!r} has no value. Write it as --param {names[0] if names else 'name'}=VALUE"
            )
        if name in found:
            raise UsageError(f"the parameter {name!r} is given twice. Give it once")
        found[name] = value
    return found


def written(table: "Table", form: Format) -> str:
    """Return an answer as text in one of the forms, with a line break at its end."""
    from graphbuild.query.table import to_csv, to_json, to_text, to_turtle

    if form is Format.ttl and table.kind != "triples":
        raise UsageError("only CONSTRUCT and DESCRIBE answer with triples. Use --format csv or json for this query")
    write = {Format.table: to_text, Format.csv: to_csv, Format.json: to_json, Format.ttl: to_turtle}[form]
    text = write(table)
    return text if text.endswith("\n") or not text else text + "\n"


def remark(table: "Table", form: Format, talk: Talk) -> None:
    """Say what the answer itself cannot: that it was cut, or is empty."""
    if table.cut:
        talk.say(f"There is more: these are the first {len(table.rows):,} rows. Leave out --limit to see all")
    elif form is Format.table and not table.rows:
        talk.say("No rows: the graph holds nothing of that kind")
