"""docs/reading-format.md says what `graphbuild/model.py` says, and its example is a reading."""

import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from graphbuild import model
from graphbuild.jsonl import read_reading, reading_line

PAGE = (Path(__file__).parents[2] / "docs" / "reading-format.md").read_text(encoding="utf-8")
NOUNS = [noun for noun in vars(model).values() if is_dataclass(noun) and isinstance(noun, type)]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_is_described_and_no_other(noun: type) -> None:
    section = re.search(rf"^## {noun.__name__}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section, f"docs/reading-format.md has no section {noun.__name__}"
    cells = re.findall(r"^\| (`.+?) \|", section[1], re.MULTILINE)
    described = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    assert sorted(described) == sorted(field.name for field in fields(noun))


def test_the_example_is_a_reading() -> None:
    block = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert block
    reading = read_reading(block[1])
    assert json.loads(reading_line(reading)) == json.loads(block[1])
    assert all(mention.text == reading.article.text[mention.start : mention.end] for mention in reading.mentions)
