"""The same report twice in one batch, and two reports under one name.

What was seen is kept on disk, so that memory does not grow with the number of articles.
"""

import sqlite3
from hashlib import sha256
from typing import Self

from graphbuild.model import Article


class Seen:
    """Remembers keys with a note each, in a private temporary file that vanishes on `close`."""

    def __init__(self) -> None:
        # An empty name asks SQLite for a temporary file: what does not fit its small cache goes to disk.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, note TEXT NOT NULL) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        self._base.close()

    def before(self, key: bytes, note: str) -> str | None:
        """Return the note left when this key was first seen; if it is new, leave `note` and return None."""
        row = self._base.execute("SELECT note FROM seen WHERE key = ?", (key,)).fetchone()
        if row is not None:
            return str(row[0])
        self._base.execute("INSERT INTO seen VALUES (?, ?)", (key, note))
        return None


def same_report(article: Article) -> bytes:
    """Return a key that two articles share if they are one report: same words, same publisher, same day.

    The same words from another outlet are another report (a wire copy): who printed it is part of who says what.
    """
    published = article.published.isoformat() if article.published else ""
    return _key("report", article.publisher or "", published, article.text)


def same_words(article: Article) -> bytes:
    """Return a key that two articles share if their texts are the same to the character."""
    return _key("words", article.text)


def same_id(article: Article) -> bytes:
    """Return a key that two articles share if they carry one id."""
    return _key("id", article.id)


def _key(*parts: str) -> bytes:
    # The length before each part keeps ("ab", "c") and ("a", "bc") apart.
    whole = b"".join(b"%d:%s" % (len(data), data) for data in (part.encode("utf-8") for part in parts))
    return sha256(whole).digest()[:16]
