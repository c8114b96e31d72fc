"""The example reports: complete, marked as invented, and read by the program as what they are."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

REPORTS = Path(__file__).parents[2] / "examples" / "reports"
TEXTS = sorted(REPORTS.glob("*.txt"))
WIRE = [json.loads(line) for line in (REPORTS / "wire.jsonl").read_text(encoding="utf-8").splitlines()]
NOTE = "invented incident"


def parts(path: Path) -> tuple[dict[str, str], str]:
    """Return front matter and text of a report."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), text


def test_there_are_enough_from_enough_outlets() -> None:
    publishers = {parts(path)[0]["Publisher"] for path in TEXTS} | {row["publisher"] for row in WIRE}
    assert len(TEXTS) >= 16 and len(WIRE) >= 3 and len(publishers) >= 6


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_text_report_is_complete(path: Path) -> None:
    head, text = parts(path)
    assert set(head) - {"URL"} == {"Title", "Publisher", "Published", "Note"}
    assert head["Note"] == NOTE
    assert date(2026, 1, 1) <= date.fromisoformat(head["Published"]) <= date(2026, 12, 31)
    assert head.get("URL", "https://example.org/").startswith("https://example.org/")
    assert 120 <= len(text.split()) <= 300


@pytest.mark.parametrize("row", WIRE, ids=lambda row: row["id"])
def test_wire_report_is_complete(row: dict[str, str]) -> None:
    assert set(row) == {"id", "title", "text", "published", "publisher", "url", "note"}
    assert row["note"] == NOTE
    assert date.fromisoformat(row["published"]).year == 2026
    assert row["url"].startswith("https://example.org/")
    assert 120 <= len(row["text"].split()) <= 300


def test_no_sentence_stands_twice() -> None:
    texts = [parts(path)[1] for path in TEXTS] + [row["text"] for row in WIRE]
    sentences = [part.strip() for text in texts for part in re.split(r"(?<=[.!?])\s+", text) if len(part.split()) > 4]
    assert not {sentence for sentence in sentences if sentences.count(sentence) > 1}


def test_the_program_reads_them_as_they_are_meant() -> None:
    from graphbuild.model import Article
    from graphbuild.sources import articles

    read = [found for found in articles([REPORTS]) if isinstance(found, Article)]
    assert len(read) == len(TEXTS) + len(WIRE)
    assert all(article.title and article.publisher and article.published for article in read)
    assert not [article.id for article in read if NOTE in article.text], "the note is about the text, not part of it"


def test_expectations_name_every_report() -> None:
    expected = (REPORTS.parent / "expected.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## .*\((.+)\)$", re.sub("`.+?`", "", expected), re.MULTILINE)
    listed = {number for heading in headings for number in re.findall(r"\d\d", heading)}
    assert listed == {path.stem[:2] for path in TEXTS}
    assert all(row["id"] in expected for row in WIRE)
