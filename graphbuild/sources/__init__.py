"""Where articles come from: files and folders of text and JSON lines.

`articles(paths)` is the whole face: whatever cannot be read is yielded as an `ArticleError` in its place and the rest
goes on; what is read with something missing is followed by an `ArticleNote`.
"""

from graphbuild.documents.notes import ArticleNote, Level, level_of
from graphbuild.sources.location import articles, count, located

__all__ = ["ArticleNote", "Level", "articles", "count", "level_of", "located"]
