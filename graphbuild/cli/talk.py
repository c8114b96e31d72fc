"""What the command line says to people: on standard error, in words, and without a traceback."""

import logging
import os
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from graphbuild.errors import GraphbuildError, UsageError, ValidationError

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rich.console import Console

    from graphbuild.settings import Origins

RUN_ERROR, USAGE_ERROR, INVALID, PARTIAL, BELOW, INTERRUPTED = 1, 2, 3, 4, 5, 130


@dataclass(frozen=True, slots=True)
class Talk:
    """Says things on standard error."""

    quiet: bool = False
    color: bool = True

    def say(self, text: str) -> None:
        """Say something that can be missed."""
        if not self.quiet:
            typer.echo(text, err=True)

    def complain(self, text: str) -> None:
        """Say something that must not be missed."""
        label = typer.style("error:", fg="red", bold=True) if self.color and sys.stderr.isatty() else "error:"
        typer.echo(f"{label} {text}", err=True)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show a table that can be missed; a column headed "time" is set flush right."""
        if self.quiet:
            return
        from rich.table import Table

        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for column in columns:
            table.add_column(column, justify="right" if column == "time" else "left", overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console().print(table)

    def console(self) -> "Console":
        """Return a console on standard error that shows text as it is."""
        from rich.console import Console

        return Console(stderr=True, no_color=not self.color or None, markup=False, highlight=False, emoji=False)

    @property
    def shows_progress(self) -> bool:
        """Whether anybody is there to look at a progress bar."""
        return not self.quiet and sys.stderr.isatty()


@contextmanager
def talking(
    *, quiet: bool = False, verbose: bool = False, no_color: bool = False, debug: bool = False
) -> Iterator[Talk]:
    """Give a command its voice, and turn what goes wrong in it into a message and an exit code."""
    level = logging.INFO if verbose else logging.ERROR
    logging.basicConfig(level=level, stream=sys.stderr, format="%(message)s", force=True)
    talk = Talk(quiet=quiet, color=not no_color and not os.environ.get("NO_COLOR"))
    try:
        yield talk
    except GraphbuildError as error:
        if debug:
            raise
        talk.complain(str(error))
        raise typer.Exit(exit_code(error)) from None
    except KeyboardInterrupt:
        if debug:
            raise
        talk.complain("interrupted; what was done so far is kept. Give the same command again to go on")
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, typer.Abort, BrokenPipeError):
        raise
    except OSError as error:
        if debug:
            raise
        what = f"{error.filename}: " if error.filename else ""
        talk.complain(f"{what}{(error.strerror or str(error)).lower()}. See that there is room and that it may be used")
        raise typer.Exit(RUN_ERROR) from None
    except Exception as error:
        if debug:
            raise
        name = type(error).__name__
        talk.complain(f"this should not happen ({name}: {error}). Give the same command with --debug and report it")
        raise typer.Exit(RUN_ERROR) from None


def exit_code(error: GraphbuildError) -> int:
    """Return the exit code that stands for an error.

    >>> exit_code(UsageError("...")), exit_code(GraphbuildError("..."))
    (2, 1)
    """
    if isinstance(error, UsageError):
        return USAGE_ERROR
    return INVALID if isinstance(error, ValidationError) else RUN_ERROR


def opened(graph: Path) -> "Store":
    """Return the graph at a path."""
    check_exists(graph)
    from graphbuild.graph.store import open_graph

    return open_graph(graph)


def check_exists(graph: Path) -> None:
    """Raise `UsageError` with the command that makes a graph if there is nothing at a path."""
    if not graph.exists():
        command = shlex.join(["graphbuild", "build", "reports/", "--out", graph.as_posix()])
        raise UsageError(f"there is no graph at {graph}. Make it: {command}")


def settings_from(flags: Mapping[str, object], *, config: Path | None) -> "Origins":
    """Return the settings in force here: this is the one place that looks at the environment and the folder."""
    from graphbuild.settings import settle

    return settle(flags, environment=os.environ, folder=Path.cwd(), file=config)
