"""Readings kept on disk, so that none is made twice: after an interruption, or when articles are added.

A reading is used again only if the article is the same in every field and the pipeline that read it has the same
fingerprint.  `readings.jsonl` is what the last finished build wrote; `readings.part.jsonl` holds what an unfinished one
has read so far, and goes when it is finished.
"""

import contextlib
import logging
import sqlite3
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Self

from graphbuild.errors import InputError, UsageError
from graphbuild.jsonl import read_reading
from graphbuild.model import Article, Reading

READINGS = "readings.jsonl"
PART = "readings.part.jsonl"
logger = logging.getLogger(__name__)


def key_of(article: Article, fingerprint: str) -> bytes:
    """Return a key that is equal only if article and pipeline are equal in everything."""
    published = article.published.isoformat() if article.published is not None else None
    told = (article.id, article.title, published, article.publisher, article.url, article.language, fingerprint)
    # repr tells None from "None"; the text comes last, so no field can run into another.
    return sha256((repr(told) + article.text).encode("utf-8")).digest()[:20]


class Journal:
    """The readings of earlier builds in a folder, and a place for new ones.

    Where they stand is looked up in a temporary file, so that memory does not grow with their number.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / PART
        # Without a buffer a line is either written or known not to be, also when the disk is full.
        self._part = self._path.open("ab", buffering=0)
        try:
            _lock(self._part.fileno(), folder)
        except UsageError:
            self._part.close()
            raise
        self._index = sqlite3.connect("", isolation_level=None)
        self._index.execute("PRAGMA journal_mode = OFF")
        self._index.execute("CREATE TABLE kept (key BLOB PRIMARY KEY, file INT, place INT, size INT) WITHOUT ROWID")
        self._files: list[BinaryIO] = []
        for name in (READINGS, PART):
            if (folder / name).is_file():
                self._remember(folder / name)
        self._close_torn_line()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; what was added stays."""
        self._part.close()
        for file in self._files:
            file.close()
        self._index.close()

    def finish(self) -> None:
        """Let go of the files and drop what was added: a finished build holds it all in `readings.jsonl`."""
        self.close()
        self._path.unlink(missing_ok=True)

    def find(self, article: Article, fingerprint: str) -> Reading | None:
        """Return the reading made earlier of this very article by this very pipeline, or None."""
        query = "SELECT file, place, size FROM kept WHERE key = ?"
        row = self._index.execute(query, (key_of(article, fingerprint),)).fetchone()
        if row is None:
            return None
        number, place, size = row
        self._files[number].seek(place)
        return read_reading(self._files[number].read(size).decode("utf-8"))

    def add(self, line: str) -> None:
        """Keep the line of a new reading, so that it outlives this process. Raises `OSError`, leaving no torn line."""
        start = self._part.tell()
        rest = memoryview(line.encode("utf-8") + b"\n")
        try:
            while rest:
                rest = rest[self._part.write(rest) or 0 :]
        except OSError:
            with contextlib.suppress(OSError):
                self._part.truncate(start)
            raise

    def _remember(self, path: Path) -> None:
        number, place = len(self._files), 0
        file = path.open("rb")
        self._files.append(file)
        self._index.execute("BEGIN")
        for line in file:
            try:
                reading = read_reading(line.decode("utf-8"), where=path.name)
                row = (key_of(reading.article, reading.pipeline), number, place, len(line))
                self._index.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", row)
            except (InputError, UnicodeDecodeError) as error:
                logger.info("the article is read again, as its reading at byte %d is damaged: %s", place, error)
            place += len(line)
        self._index.execute("COMMIT")

    def _close_torn_line(self) -> None:
        """End a line that a kill left half-written, so that the next one stands by itself."""
        with self._path.open("rb") as file:
            whole = file.read(1) == b"" or (file.seek(-1, 2), file.read(1))[1] == b"\n"
        if not whole:
            self._part.write(b"\n")


def _lock(file: int, folder: Path) -> None:
    """Keep a second build out of the folder while this one runs; the system lets go when the process ends."""
    try:
        fcntl = import_module("fcntl")
    except ImportError:  # Windows has none; there the second build fails on the open file.
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        message = f"another build is writing to {folder}. Wait for it to end, or name another folder with --out"
        raise UsageError(message) from error
