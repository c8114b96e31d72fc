"""The commands, put together."""

from typing import Annotated

import typer

from graphbuild import __version__
from graphbuild.cli import build, config, doctor, evaluate, explain, query, validate, view

EPILOG = "Every command has --help. Nothing is ever fetched from the network."
DESCRIPTION = """\b
graphbuild build reports/ --out out/
graphbuild query out/ contested-claims

Reports of armed conflict in, a knowledge graph of who says what out."""

app = typer.Typer(
    name="graphbuild",
    help=DESCRIPTION,
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Without it `--help` would import rich, which takes longer than all the rest.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"graphbuild {__version__}")
        raise typer.Exit()


@app.callback()
def graphbuild(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Stand for the program itself: what is asked of no command in particular."""


app.command("build", short_help="Read reports and write their graph and its page.")(build.build)
app.command("query", short_help="Ask a graph: a saved query, a file, or SPARQL.")(query.query)
app.command("validate", short_help="Check a graph against the shapes.")(validate.validate)
app.command("view", short_help="Write the page of a graph again, and open it.")(view.view)
app.command("explain", short_help="Go from anything in a graph back to the sentences.")(explain.explain)
app.command("evaluate", short_help="Score readings against gold answers.")(evaluate.evaluate)
app.command("doctor", short_help="Check that everything needed is here and works.")(doctor.doctor)
app.add_typer(config.app, name="config", short_help="Show the settings in force.")
