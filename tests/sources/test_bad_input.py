"""Whatever is wrong with one file or line is said in words, and the rest is read."""

import builtins
import errno
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphbuild.errors import ArticleError
from graphbuild.model import Article
from graphbuild.sources import ArticleNote, articles

GOOD = {"id": "good", "text": "The army denied that it had shelled the town.", "published": "2017-09-08"}


def error_of(path: Path) -> ArticleError:
    found = [one for one in articles([path]) if not isinstance(one, ArticleNote)]
    assert len(found) == 1
    assert isinstance(found[0], ArticleError)
    assert found[0].remedy
    return found[0]


@pytest.mark.parametrize(
    ("content", "reason", "remedy"),
    [
        (b"", "the file is empty", "take it out"),
        (b" \r\n\t", "no text", "take it out"),
        (b"Title: x\n\n  \n", "no text", "take it out"),
        (b"abc\x00def", "binary file, not text (a NUL at byte 3)", "plain text"),
        (b"%PDF-1.7 ...", "a PDF file", "pdftotext"),
        (b"PK\x03\x04....", "zip archive", "Unpack"),
        (b"\x1f\x8b....", "gzip", "gunzip"),
        (b"The town of Caf\xe9", "0xe9 at byte 15", "iconv -f WINDOWS-1252 -t UTF-8"),
        (b"\xef\xbb\xbfab\xff", "0xff at byte 5", "iconv"),
        (b"\xff\xfea\x00b", "UTF-16", "damaged"),
        (bytes(range(1, 9)) * 9, "control characters", "take it out"),
    ],
)
def test_a_text_file_that_is_none(tmp_path: Path, content: bytes, reason: str, remedy: str) -> None:
    (tmp_path / "a b.txt").write_bytes(content)
    error = error_of(tmp_path / "a b.txt")
    assert error.where == (tmp_path / "a b.txt").as_posix()
    assert reason in error.reason
    assert remedy in error.remedy


def test_the_remedy_for_a_wrong_encoding_works(tmp_path: Path) -> None:
    path = tmp_path / "it's.txt"
    path.write_bytes("The café was hit.".encode("cp1252"))
    remedy = error_of(path).remedy
    command = remedy.partition(": ")[2]
    assert os.system(command) == 0
    assert [one.text for one in articles([path]) if isinstance(one, Article)] == ["The café was hit."]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "x", "text": "cut', "it is no JSON: Unterminated string starting at column 21"),
        ("not json", "column 1"),
        ("[1, 2]", "no JSON object"),
        ("null", "no JSON object"),
        ('{"id": "x"}', "no text in it"),
        ('{"id": "x", "text": null}', "no text in it"),
        ('{"id": "x", "text": 5}', "not a string"),
        ('{"id": "x", "text": " "}', "no text"),
        ('{"id": "x", "text": "a\\u0000b"}', "NUL"),
        ('{"id": "x", "text": "a\\ud800b"}', "surrogate"),
        ("[" * 100_000, "no JSON"),
        ('{"id": ' + "9" * 5000 + "}", "no JSON that can be read"),
    ],
)
def test_a_broken_line_is_one_line_of_the_report_and_the_rest_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n{line}\n{json.dumps(GOOD)}", encoding="utf-8")
    found = list(articles([path]))
    assert [type(one) for one in found] == [Article, ArticleError, Article]
    error = found[1]
    assert isinstance(error, ArticleError)
    assert error.where == f"{path.as_posix()}:2"
    assert reason in error.reason


def test_a_line_in_another_encoding_is_one_line_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b'\n{"id": "x", "text": "Caf\xe9"}\n')
    found = list(articles([path]))
    assert isinstance(found[0], Article)
    assert isinstance(found[1], ArticleError)
    assert "0xe9 at byte 24" in found[1].reason
    assert found[1].remedy.endswith(f"{path.as_posix()}.new {path.as_posix()}")


def test_json_lines_in_utf16_are_read() -> None:
    data = (json.dumps(GOOD) + "\n" + json.dumps(GOOD | {"text": "Café."}, ensure_ascii=False)).encode("utf-16")
    texts = [one.text for one in articles(["-"], stdin=io.BytesIO(data)) if isinstance(one, Article)]
    assert texts == [GOOD["text"], "Café."]


@pytest.mark.parametrize(
    ("published", "reason"),
    [
        (None, "no date"),
        ("", "no date"),
        ("yesterday", "not written as a date"),
        ("08/09/2017", "not written as a date"),
        ("2017-13-01", "no day of the calendar"),
        ("2017-02-30", "no day of the calendar"),
        ("0001-01-01", "cannot be right"),
        ("9999-12-31", "cannot be right"),
        (20170908, "not a string"),
        ({"$date": 1}, "not a string"),
    ],
)
def test_a_date_that_cannot_be_is_left_out_and_told_never_made_up(published: Any, reason: str) -> None:
    data = json.dumps(GOOD | {"published": published}).encode()
    article, *notes = articles(["-"], stdin=io.BytesIO(data))
    assert isinstance(article, Article)
    assert article.published is None
    assert all(isinstance(note, ArticleNote) and note.level == "warning" for note in notes)
    assert any(isinstance(note, ArticleError) and reason in note.reason for note in notes)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", 'http://x/"><script>', "ftp://x", "x", 5])
def test_an_address_that_is_none_is_left_out_and_told(url: Any) -> None:
    article, note = articles(["-"], stdin=io.BytesIO(json.dumps(GOOD | {"url": url}).encode()))
    assert isinstance(article, Article)
    assert article.url is None
    assert isinstance(note, ArticleNote)


def test_markup_stays_the_text_that_it_is() -> None:
    hostile = '<script>alert(1)</script> <img src=x onerror="alert(1)"> &lt; {{7*7}} \u202e href'
    article = next(articles(["-"], stdin=io.BytesIO(json.dumps(GOOD | {"text": hostile, "title": hostile}).encode())))
    assert isinstance(article, Article)
    assert article.text == article.title == hostile


def test_a_megabyte_without_a_full_stop_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("soldiers were killed and " * 50_000, encoding="utf-8")
    article = next(articles([tmp_path]))
    assert isinstance(article, Article)
    assert len(article.text) == 1_250_000


def test_nothing_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.jsonl").write_bytes(b"\n \n")
    (tmp_path / "report.doc").write_bytes(b"x")
    assert "no .txt or .jsonl file in this folder" in error_of(tmp_path / "empty").reason
    assert "no article in it" in error_of(tmp_path / "empty.jsonl").reason
    assert "no such file or folder" in error_of(tmp_path / "nowhere").reason
    assert "a .doc file is not read" in error_of(tmp_path / "report.doc").reason


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forbid what is named "locked": the tests may run as root, whom no permission stops."""
    real_open, real_scandir = io.open, os.scandir

    def refuse(path: Any) -> None:
        if "locked" in str(path):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    def guarded_open(path: Any, mode: str = "r", *rest: Any, **options: Any) -> Any:
        if mode.startswith("r"):
            refuse(path)
        return real_open(path, mode, *rest, **options)

    def guarded_scandir(path: Any) -> Any:
        refuse(path)
        return real_scandir(path)

    monkeypatch.setattr(io, "open", guarded_open)
    monkeypatch.setattr(builtins, "open", guarded_open)
    monkeypatch.setattr(os, "scandir", guarded_scandir)
    yield


@pytest.mark.usefixtures("forbidden")
def test_an_unreadable_file_and_folder_do_not_stop_the_rest(tmp_path: Path) -> None:
    for name in ("a.txt", "locked.txt", "locked.jsonl", "locked folder/b.txt", "z.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Published: 2017-09-08\n\nThe army said so.", encoding="utf-8")
    found = list(articles([tmp_path]))
    assert [one.id for one in found if isinstance(one, Article)] == ["a", "z"]
    errors = [one for one in found if isinstance(one, ArticleError)]
    assert [Path(error.where).name for error in errors] == ["locked folder", "locked.jsonl", "locked.txt"]
    assert all("may not be read" in error.reason and "chmod" in error.remedy for error in errors)
