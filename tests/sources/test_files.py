"""Files and folders to articles: what is read, in which order, under which ids."""

import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.errors import ArticleError
from graphbuild.model import Article
from graphbuild.sources import ArticleNote, articles, count

TEXT = "The ministry said that four people were killed in the strike.\n"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(*paths: Path | str, **options: Any) -> tuple[list[Article], list[ArticleError], list[ArticleNote]]:
    """Return what was read, what was not, and what is said of what was."""
    found = list(articles(paths, **options))
    notes = [one for one in found if isinstance(one, ArticleNote)]
    errors = [one for one in found if isinstance(one, ArticleError) and not isinstance(one, ArticleNote)]
    return [one for one in found if isinstance(one, Article)], errors, notes


def test_a_text_file_is_one_article_whose_text_is_the_file(tmp_path: Path) -> None:
    found, errors, notes = read(write(tmp_path / "strike.txt", TEXT))
    assert found == [Article(id="strike", text=TEXT)]
    assert not errors
    assert [note.reason.split(",")[0] for note in notes] == ["it has no date of publication"]


def test_lines_at_the_head_of_a_text_file_say_what_it_is(tmp_path: Path) -> None:
    head = (
        "Title: Four killed\nPublisher: The Courier\nPublished: 2017-09-08\nURL: https://example.org/1\nLanguage: en\n"
    )
    found, errors, notes = read(write(tmp_path / "a.txt", head + "\n" + TEXT))
    expected = Article("a", TEXT, "Four killed", date(2017, 9, 8), "The Courier", "https://example.org/1", "en")
    assert (found, errors, notes) == ([expected], [], [])


@pytest.mark.parametrize(
    "text", ["Title: no empty line after it", "Title: a\nNot a field\n\nx", "Note: a\n\nb", "\n\nx"]
)
def test_what_only_looks_like_a_head_is_text(tmp_path: Path, text: str) -> None:
    assert read(write(tmp_path / "a.txt", text))[0][0].text == text


def test_names_at_the_head_that_mean_nothing_are_told(tmp_path: Path) -> None:
    head = "Published: 2017-09-08\nNote: invented\nAuthor: Somebody\n"
    found, errors, notes = read(write(tmp_path / "a.txt", head + "\n" + TEXT))
    assert (found[0].text, errors) == (TEXT, [])
    assert [(note.level, "'author'" in note.reason) for note in notes] == [("note", True)]


def test_only_line_ends_of_windows_are_changed(tmp_path: Path) -> None:
    given_text = "  e\u0301 \u00a0 <b>bold</b> &amp;\r\n\r\n\ttab\rend  \n\n"
    assert read(write(tmp_path / "a.txt", given_text))[0][0].text == given_text.replace("\r\n", "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf8_and_every_byte_order_mark_are_understood(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    found, errors, _ = read(write(tmp_path / "a.txt", (mark + "Dayr az-Zawr: \u062f\u064a\u0631").encode(encoding)))
    assert not errors
    assert found[0].text == "Dayr az-Zawr: \u062f\u064a\u0631"


def test_a_folder_is_walked_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.TXT", "c.jsonl", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, json.dumps({"id": "line", "text": TEXT}) if name.endswith("jsonl") else TEXT)
    found, errors, _ = read(tmp_path)
    assert [article.id for article in found] == ["a/b/c", "a/z", "b", "line"]
    assert not errors
    assert count([tmp_path]) == 4


def test_an_id_does_not_depend_on_what_else_is_in_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "sub/a.txt", TEXT)
    before = read(tmp_path)[0]
    write(tmp_path / "a.txt", "Another.")
    assert before[0] in read(tmp_path)[0]


def test_two_files_of_one_name_get_two_ids(tmp_path: Path) -> None:
    one, two = write(tmp_path / "x/a.txt", TEXT), write(tmp_path / "y/a.txt", "Another.")
    assert [article.id for article in read(one, two)[0]] == ["a", (tmp_path / "y/a").as_posix()]


def test_other_files_are_passed_over_with_a_note(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Published: 2017-09-08\n\n" + TEXT)
    write(tmp_path / "photo.jpg", b"\xff\xd8\xff")
    found, errors, notes = read(tmp_path)
    assert (len(found), errors) == (1, [])
    assert [(Path(note.where).name, note.level) for note in notes] == [("photo.jpg", "note")]


def test_the_folder_that_is_written_to_is_no_input(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "out/readings.jsonl", "{}\n")
    assert not read(tmp_path, apart_from=tmp_path / "out")[1]


def test_a_link_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "sub/a.txt", TEXT)
    (tmp_path / "sub/again").symlink_to(tmp_path, target_is_directory=True)
    found, errors, notes = read(tmp_path)
    assert (len(found), errors) == (1, [])
    assert any("links to folders" in note.reason for note in notes)


def test_standard_input_is_json_lines() -> None:
    line = {"id": "7", "text": TEXT, "published": "2017-09-08T10:00:00Z", "title": None, "language": "en-GB"}
    found, errors, notes = read("-", stdin=io.BytesIO(json.dumps(line).encode()))
    assert (found, errors, notes) == ([Article("7", TEXT, None, date(2017, 9, 8), language="en-GB")], [], [])
    assert count(["-"]) is None


def test_names_of_json_lines_that_mean_nothing_are_told_once(tmp_path: Path) -> None:
    row = json.dumps({"id": 1, "text": TEXT, "published": "2017-09-08", "author": "x", "<b>": 1})
    found, _, notes = read(write(tmp_path / "a.jsonl", f"{row}\n\n{row.replace('1,', '2,', 1)}\n"))
    assert [article.id for article in found] == ["1", "2"]
    assert [note.level for note in notes] == ["note"]
    assert "'<b>', 'author'" in notes[0].reason


def test_an_article_without_an_id_is_named_for_its_text(tmp_path: Path) -> None:
    rows = [json.dumps({"text": text, "published": "2017-09-08"}) for text in ("One.", "Two.")]
    first, _, notes = read(write(tmp_path / "a.jsonl", "\n".join(rows)))
    turned, _, _ = read(write(tmp_path / "b.jsonl", "\n".join(reversed(rows))))
    assert sorted(first, key=lambda one: one.id) == sorted(turned, key=lambda one: one.id)
    assert all("no id" in note.reason for note in notes)


@given(st.text().filter(str.strip), st.integers(0, 3))
def test_any_text_comes_out_as_it_went_in(text: str, blank: int) -> None:
    rows = "\n" * blank + json.dumps({"id": "a", "text": text})
    found, errors, _ = read("-", stdin=io.BytesIO(rows.encode()))
    if found:
        assert found[0].text == text.replace("\r\n", "\n")
    else:
        assert "no text" in errors[0].reason or "control characters" in errors[0].reason or "NUL" in errors[0].reason


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    for found in articles(["-"], stdin=io.BytesIO(data)):
        assert isinstance(found, Article | ArticleError)


@pytest.mark.skipif(os.name == "nt", reason="Windows forbids such names")
def test_a_file_name_that_is_no_utf8_is_still_an_id(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")), TEXT)
    found = read(tmp_path)[0]
    assert found[0].id == r"caf\xe9"
