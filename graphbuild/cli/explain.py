"""`graphbuild explain`: from anything in a graph back to the sentences it rests on."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from graphbuild.cli import options
from graphbuild.cli.talk import opened, talking

Node = Annotated[str, typer.Argument(metavar="IRI", help="What to explain: its IRI, or its name if only one has it.")]


def explain(
    graph: options.Graph,
    iri: Node,
    *,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    debug: options.Debug = False,
) -> None:
    """\b
    graphbuild explain out/ https://w3id.org/graphbuild/id/event/...
    graphbuild explain out/ "Deir el-Zour"

    Go from anything in a graph back to the sentences that it rests on: who says so, where, in which words.
    """
    with talking(quiet=quiet, verbose=verbose, no_color=no_color, debug=debug):
        from graphbuild.query.explain import explain as explanation_of

        explanation = explanation_of(opened(graph), iri)
        if as_json:
            typer.echo(json.dumps(asdict(explanation), ensure_ascii=False, indent=2, default=str))
        else:
            typer.echo(str(explanation))
