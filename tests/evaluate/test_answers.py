"""Files of gold answers: both forms, what is wrong with them, and their digest."""

from dataclasses import replace
from pathlib import Path

import pytest

from graphbuild.errors import ArticleError, InputError
from graphbuild.evaluate.answers import answers, digest, part_of
from graphbuild.evaluate.gold import Gold, gold_line

from .wells import REPORT


def test_both_forms_give_the_same_answers(tmp_path: Path, gold: Gold) -> None:
    marked, stand_off = tmp_path / "gold.txt", tmp_path / "gold.jsonl"
    marked.write_text(REPORT, encoding="utf-8")
    stand_off.write_text(gold_line(gold) + "\n", encoding="utf-8")
    assert list(answers([marked])) == list(answers([stand_off])) == [gold]
    assert part_of(gold) == "dev"


def test_faults_stand_in_the_place_of_a_report(tmp_path: Path, gold: Gold) -> None:
    path = tmp_path / "gold.txt"
    path.write_text(
        REPORT + REPORT.replace("wells-1", "wells-2").replace("pris: Civilians\n", "") + REPORT, encoding="utf-8"
    )
    first, *faults = answers([path])
    assert first == gold
    told = [str(one) for one in faults if isinstance(one, ArticleError)]
    assert len(told) == len(faults)
    assert told[0].startswith("gold.txt: wells-2: the mention pris is marked in the text")
    assert "gold.txt: wells-1: another report has this id, in gold.txt" in told[-1]


@pytest.mark.parametrize("text", [b"", b"No report begins here.\n", b"=== caf\xe9\n"])
def test_a_file_without_answers_is_told(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "gold.txt"
    path.write_bytes(text)
    with pytest.raises(InputError, match=r"gold\.txt"):
        list(answers([path]))


def test_the_digest_looks_at_the_answers_alone(gold: Gold) -> None:
    other = replace(gold, id="wells-2")
    assert digest([gold, other]) == digest([other, gold])
    assert digest([gold]) != digest([other])
    assert digest([gold]) != digest([replace(gold, claims=gold.claims[1:])])
