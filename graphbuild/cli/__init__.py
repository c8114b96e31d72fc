"""The command line. Data goes to standard output, talk to standard error; imports wait until they are needed.

Exit codes: 0 all is well, 1 it could not be done, 2 it was asked for wrongly, 3 a graph breaks the shapes, 4 some
articles could not be read, 5 a score is below its floor, 130 it was interrupted.
"""

import sys


def main() -> None:
    """Run the command that `sys.argv` names."""
    from graphbuild.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        # Names are in all the world's scripts; what is piped on is UTF-8 everywhere, as the files are.
        if hasattr(stream, "reconfigure") and not stream.isatty():
            stream.reconfigure(encoding="utf-8", newline="\n")
    app(prog_name="graphbuild")
