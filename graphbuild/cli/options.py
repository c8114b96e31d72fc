"""Options that mean the same in every command."""

from pathlib import Path
from typing import Annotated

import typer

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more of what is going on.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours (NO_COLOR does the same).")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write the result as JSON.")]
Graph = Annotated[Path, typer.Argument(metavar="GRAPH", help="What build wrote: its folder, or a .nq or .ttl file.")]

Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Read the settings from this file.")]
Base = Annotated[str | None, typer.Option(metavar="IRI", help="Begin the IRIs of what is found with this.")]
Title = Annotated[str | None, typer.Option(help="Heading of the page.")]
AnyLanguage = Annotated[
    bool | None, typer.Option("--any-language/--english-only", help="Read articles that are not English too.")
]
Judgements = Annotated[str | None, typer.Option(metavar="FILE", help="Links judged by hand, as JSON lines.")]
Model = Annotated[str | None, typer.Option(metavar="FOLDER", help="Another language model than the package's own.")]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        metavar="P", help="How sure the program must be, between 0 and 1: higher for fewer, surer statements."
    ),
]
Threads = Annotated[int | None, typer.Option(metavar="N", help="Threads of the language model; 0 for all.")]
Page = Annotated[bool | None, typer.Option("--page/--no-page", help="Whether to write graph.html.")]
