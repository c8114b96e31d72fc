"""`graphbuild config show`: the settings in force, and where each came from."""

import typer

from graphbuild.cli import options
from graphbuild.cli.talk import settings_from, talking

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def config() -> None:
    """\b
    graphbuild config show
    graphbuild config show --json

    Show the settings in force.

    Flags outrank GRAPHBUILD_* variables, these outrank graphbuild.toml or [tool.graphbuild] in pyproject.toml.
    """


@app.command("show", short_help="Print the settings in force and where each came from.")
def show(
    *,
    config: options.Config = None,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    debug: options.Debug = False,
) -> None:
    """\b
    graphbuild config show
    GRAPHBUILD_THREADS=2 graphbuild config show --json

    Print the settings in force here, as TOML, each with where it came from.
    """
    with talking(quiet=quiet, verbose=verbose, no_color=no_color, debug=debug):
        import json
        from dataclasses import asdict

        from graphbuild.settings import DESCRIPTIONS

        origins = settings_from({}, config=config)
        values = asdict(origins.settings)
        if as_json:
            rows = {name: {"value": value, "from": origins.origin[name]} for name, value in values.items()}
            typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for name, value in values.items():
            # JSON writes strings, numbers and truth values as TOML does; TOML has no null.
            line = f"# {name} is not set" if value is None else f"{name} = {json.dumps(value, ensure_ascii=False)}"
            typer.echo(f"{line:<50} # {DESCRIPTIONS[name]}; from: {origins.origin[name]}")
