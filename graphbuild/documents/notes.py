"""What is worth saying of an article that is read all the same."""

from typing import Literal

from graphbuild.errors import ArticleError

Level = Literal["error", "duplicate", "warning", "note"]
"""How bad a line of the report is.

error: an article was not read.  duplicate: it was, under another name.  warning: something will be missing from the
graph for it.  note: nothing will.
"""


class ArticleNote(ArticleError):  # noqa: N818 (it is no error: it takes the place of one in the stream)
    """Something that kept no article from being read: a missing date, another file in the folder."""

    def __init__(self, where: str, reason: str, remedy: str, *, level: Level = "warning") -> None:
        super().__init__(where, reason, remedy)
        self.level: Level = level


def level_of(error: ArticleError) -> Level:
    """Return how bad it is: only an "error" means that an article was not read."""
    return error.level if isinstance(error, ArticleNote) else "error"
