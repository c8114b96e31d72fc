"""`graphbuild validate`: check a graph against the shapes."""

import json
from dataclasses import asdict

import typer

from graphbuild.cli import options
from graphbuild.cli.talk import INVALID, check_exists, talking


def validate(
    graph: options.Graph,
    *,
    as_json: options.AsJson = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    debug: options.Debug = False,
) -> None:
    """\b
    graphbuild validate out/
    graphbuild validate graph.ttl --json

    Check a graph against the rules of ontologies/shapes.ttl, in plain language.

    The exit code is 3 if a rule is broken.
    """
    with talking(quiet=quiet, verbose=verbose, no_color=no_color, debug=debug) as talk:
        from graphbuild.graph.validate import validate as violations_of

        check_exists(graph)
        violations = violations_of(graph)
        if as_json:
            rows = [asdict(violation) for violation in violations]
            typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        else:
            for violation in violations:
                typer.echo(str(violation))
        if violations:
            talk.complain(f"{graph} breaks the rules in {len(violations):,} places")
            raise typer.Exit(INVALID)
        talk.say(f"{graph} keeps all the rules")
