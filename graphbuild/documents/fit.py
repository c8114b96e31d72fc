"""Which articles are fit to be read: in English, and not there before.  What is said of others takes their place."""

from collections.abc import Generator, Iterable

from graphbuild.documents.duplicate import Seen, same_id, same_report, same_words
from graphbuild.documents.language import ENGLISH, language_of
from graphbuild.documents.notes import ArticleNote
from graphbuild.errors import ArticleError
from graphbuild.model import Article

Found = tuple[str, Article | ArticleError]
"""Where something stands (a file, or a file and line), and what was found there."""


def fit(found: Iterable[Found], *, any_language: bool = False) -> Generator[Found, None, None]:
    """Yield the articles that are fit to be read; an `ArticleError` stands for each that is not."""
    with Seen() as seen:
        for where, article in found:
            if isinstance(article, ArticleError):
                yield where, article
                continue
            objection = repeated(article, where, seen) or (None if any_language else foreign(article, where))
            if objection is not None:
                yield where, objection
                continue
            earlier = seen.before(same_words(article), where)
            yield where, article
            if earlier is not None:
                reason = f"its text is that of {earlier}, to the character; publisher or date differ"
                remedy = "Both are kept, as it matters who printed it; nothing need be done"
                yield where, ArticleNote(where, reason, remedy, level="note")


def repeated(article: Article, where: str, seen: Seen) -> ArticleError | None:
    """Say that the same report, or another one under the same id, came before."""
    earlier = seen.before(same_report(article), where)
    if earlier is not None:
        reason = f"the same report as {earlier}, to the character"
        return ArticleNote(where, reason, "It is kept once; nothing need be done", level="duplicate")
    earlier = seen.before(same_id(article), where)
    if earlier is not None:
        reason = f"its id {article.id!r} is also that of another article ({earlier})"
        return ArticleError(where, reason, "Give each article an id of its own")
    return None


def foreign(article: Article, where: str) -> ArticleError | None:
    """Say that an article is not in English, by what it says of itself or by its words."""
    remedy = "Translate it, or read it all the same with --any-language"
    declared = (article.language or "en").lower()
    if declared.split("-")[0] not in ("en", "eng"):
        return ArticleError(where, f"it is not in {ENGLISH}: it says of itself that it is in {declared!r}", remedy)
    verdict = language_of(article.text)
    if verdict.is_english:
        return None
    sure = f"{verdict.confidence:.0%} sure"
    return ArticleError(where, f"it is not in {ENGLISH}, but in {verdict.language} ({sure})", remedy)
