"""Reports that came before, ids that are taken, and other languages."""

from dataclasses import replace
from datetime import date

import pytest

from graphbuild.documents.duplicate import Seen, same_report
from graphbuild.documents.fit import Found, fit
from graphbuild.documents.notes import ArticleNote, level_of
from graphbuild.errors import ArticleError
from graphbuild.model import Article

FIRST = Article("1", "The army denied that it had shelled the town.", publisher="Courier", published=date(2017, 9, 8))
OTHER = Article("2", "The rebels said that they had taken the bridge.", publisher="Courier")


def judged(*given: Article, any_language: bool = False) -> list[Found]:
    return list(fit(((f"file{number}", one) for number, one in enumerate(given)), any_language=any_language))


def test_different_articles_pass() -> None:
    assert judged(FIRST, OTHER) == [("file0", FIRST), ("file1", OTHER)]


def test_the_same_report_twice_is_kept_once() -> None:
    (_, kept), (where, note) = judged(FIRST, replace(FIRST, id="2", title="another title"))
    assert kept == FIRST
    assert where == "file1"
    assert isinstance(note, ArticleNote)
    assert note.level == "duplicate"
    assert "file0" in note.reason


def test_the_same_words_from_another_outlet_are_kept_and_told() -> None:
    copy = replace(FIRST, id="2", publisher="Herald")
    found = judged(FIRST, copy)
    assert [one for _, one in found[:2]] == [FIRST, copy]
    assert isinstance(found[2][1], ArticleNote)
    assert found[2][1].level == "note"


def test_another_article_under_the_same_id_is_an_error() -> None:
    _, (where, error) = judged(FIRST, replace(OTHER, id="1"))
    assert isinstance(error, ArticleError)
    assert (where, level_of(error)) == ("file1", "error")
    assert "'1'" in error.reason


@pytest.mark.parametrize(
    "article",
    [
        replace(
            FIRST, text="L'armée a dit que deux de ses soldats ont été tués dans une attaque dans le nord du pays."
        ),
        replace(FIRST, language="fr"),
    ],
)
def test_another_language_is_an_error_unless_it_is_wanted(article: Article) -> None:
    (_, error), (_, kept) = judged(article, OTHER)
    assert isinstance(error, ArticleError)
    assert "not in English" in error.reason
    assert "--any-language" in error.remedy
    assert kept == OTHER
    assert judged(article, any_language=True) == [("file0", article)]


def test_what_could_not_be_read_is_passed_on() -> None:
    error = ArticleError("a.txt", "it has no text", "Fetch it again")
    assert list(fit([("a.txt", error)])) == [("a.txt", error)]


def test_keys_do_not_run_together() -> None:
    one, two = Article("1", "bc", publisher="a"), Article("1", "c", publisher="ab")
    assert same_report(one) != same_report(two)


def test_what_was_seen_spills_to_disk_not_into_memory() -> None:
    with Seen() as seen:
        assert all(seen.before(b"%d" % number, str(number)) is None for number in range(5000))
        assert seen.before(b"17", "again") == "17"
