"""From paths to articles: files, folders (all below them, in sorted order) and `-` for JSON lines on standard input."""

import os
import shlex
import stat
import sys
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from graphbuild.documents.duplicate import Seen
from graphbuild.documents.fit import Found
from graphbuild.documents.notes import ArticleNote
from graphbuild.errors import ArticleError
from graphbuild.model import Article
from graphbuild.sources.jsonlines import read_lines
from graphbuild.sources.text import read_text

SUFFIXES = (".txt", ".jsonl")
STANDARD_INPUT = "-"


def articles(
    paths: Iterable[str | Path], *, apart_from: Path | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | ArticleError]:
    """Yield the articles at the paths in order; what cannot be read comes as an `ArticleError` in its place.

    A folder is walked in the order of its names; `apart_from` is a folder to leave out (the one that is written to).
    Memory holds one article and one folder's names at a time.
    """
    for _, found in located(paths, apart_from=apart_from, stdin=stdin):
        yield found


def located(
    paths: Iterable[str | Path], *, apart_from: Path | None = None, stdin: BinaryIO | None = None
) -> Generator[Found, None, None]:
    """Yield the same as `articles`, each with where it stands: a file, or a file and line (`reports.jsonl:12`)."""
    avoid = apart_from.resolve() if apart_from is not None else None
    with Seen() as taken:
        for path in paths:
            if str(path) == STANDARD_INPUT:
                yield from _read(STANDARD_INPUT, read_lines(stdin or sys.stdin.buffer, "standard input"))
                continue
            for found in _files(Path(path), avoid):
                if isinstance(found, ArticleError):
                    yield found.where, found
                else:
                    yield from _file(found, Path(path), taken)


def count(paths: Iterable[str | Path], *, apart_from: Path | None = None) -> int | None:
    """Return how many articles to expect, for a progress bar; None if they come from standard input."""
    total = 0
    avoid = apart_from.resolve() if apart_from is not None else None
    for path in paths:
        if str(path) == STANDARD_INPUT:
            return None
        for found in _files(Path(path), avoid):
            if isinstance(found, Path):
                total += _line_count(found) if found.suffix.lower() == ".jsonl" else 1
    return total


def _line_count(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1


def _file(path: Path, start: Path, taken: Seen) -> Iterator[Found]:
    where = named(path)
    if path.suffix.lower() == ".jsonl":
        try:
            with path.open("rb") as file:
                yield from _read(where, read_lines(file, where))
        except OSError as error:
            yield where, _unreadable(where, error)
        return
    inside = path.relative_to(start) if path != start else Path(path.name)
    id = named(inside.with_suffix(""))
    if taken.before(id.encode("utf-8"), where) is not None:
        id = named(path.with_suffix(""))
    yield from _read(where, ((where, found) for found in read_text(path, where, id=id)))


def _read(where: str, found: Iterator[Found]) -> Iterator[Found]:
    """Pass on what is found; what a reader raises becomes its last line."""
    try:
        yield from found
    except ArticleError as error:
        yield where, error
    except OSError as error:
        yield where, _unreadable(where, error)


def _files(path: Path, avoid: Path | None) -> Iterator[Path | ArticleError]:
    """Yield the files of reports at and below a path, in sorted order, and what keeps others from being read."""
    where = named(path)
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _unreadable(where, error)
        return
    if stat.S_ISDIR(mode):
        nothing = True
        for found in _folder(path, avoid):
            nothing = False
            yield found
        if nothing:
            remedy = "Name the folder that holds them, or - for JSON lines on standard input"
            yield ArticleError(where, "there is no .txt or .jsonl file in this folder", remedy)
    elif path.suffix.lower() not in SUFFIXES:
        quoted = shlex.quote(where)
        remedy = f"If it is plain text: cp {quoted} {quoted}.txt"
        yield ArticleError(
            where, f"a {path.suffix or 'nameless kind of'} file is not read, only .txt and .jsonl", remedy
        )
    elif not stat.S_ISREG(mode):
        yield ArticleError(where, "this is no ordinary file", "Pipe it in instead: graphbuild build - < it")
    else:
        yield path


def _folder(folder: Path, avoid: Path | None) -> Iterator[Path | ArticleError]:
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(), entry.is_symlink()) for entry in entries)
    except OSError as error:
        yield _unreadable(named(folder), error)
        return
    for name, is_folder, is_link in names:
        path = folder / name
        # Hidden files are the computer's own (.git, .DS_Store), and the folder written to is no input.
        if name.startswith(".") or (avoid is not None and is_folder and path.resolve() == avoid):
            continue
        if is_folder and is_link:
            # A link to a folder can lead in a circle.
            remedy = "Name the folder itself as a further argument"
            yield ArticleNote(named(path), "links to folders are not followed", remedy)
        elif is_folder:
            yield from _folder(path, avoid)
        elif path.suffix.lower() in SUFFIXES:
            yield from _files(path, avoid)
        else:
            reason = f"a {path.suffix or 'nameless kind of'} file is not read, only .txt and .jsonl"
            yield ArticleNote(named(path), reason, "If it is a report, save it as plain text (UTF-8)", level="note")


def named(path: Path) -> str:
    r"""Return the name of a file as it can be shown and written; bytes that are no UTF-8 show as `\xe9`."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _unreadable(where: str, error: OSError) -> ArticleError:
    reason = (error.strerror or str(error)).lower()
    quoted = shlex.quote(where)
    if isinstance(error, PermissionError):
        return ArticleError(where, f"it may not be read ({reason})", f"Allow it: chmod -R u+rX {quoted}")
    if isinstance(error, FileNotFoundError):
        return ArticleError(where, f"there is no such file or folder ({reason})", f"See what is there: ls {quoted}*")
    return ArticleError(where, f"it cannot be read ({reason})", "Check the disk it is on, or copy the file again")
