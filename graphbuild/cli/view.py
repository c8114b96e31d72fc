"""`graphbuild view`: the page of a graph."""

from pathlib import Path
from typing import Annotated

import typer

from graphbuild.cli import options
from graphbuild.cli.talk import Talk, opened, settings_from, talking

Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write; beside the graph if not given.")
]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]


def view(
    graph: options.Graph,
    *,
    out: Out = None,
    open_it: Open = False,
    title: options.Title = None,
    config: options.Config = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    debug: options.Debug = False,
) -> None:
    """\b
    graphbuild view out/ --open
    graphbuild view graph.ttl --out page.html

    Write the page of a graph again: one file that works without a network.
    """
    with talking(quiet=quiet, verbose=verbose, no_color=no_color, debug=debug) as talk:
        settings = settings_from({"title": title}, config=config).settings
        from graphbuild.view.page import write_page

        target = out or (graph if graph.is_dir() else graph.parent) / "graph.html"
        write_page(opened(graph), target, title=settings.title)
        typer.echo(target.as_posix())
        if open_it:
            open_page(target, talk)


def open_page(page: Path, talk: Talk) -> None:
    """Open a page in the browser, or say where it is."""
    import webbrowser

    address = page.resolve().as_uri()
    if not webbrowser.open(address):
        talk.say(f"There is no browser here. Open it elsewhere: {address}")
