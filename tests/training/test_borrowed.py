"""Answers without words meet the texts that they were made for, and no others."""

import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from graphbuild.errors import InputError
from graphbuild.training.borrowed import borrowed, main, places, texts
from graphbuild.training.corpora import held_out

KEPT, LEFT = (next(f"isaf-{i}" for i in range(99) if held_out(f"isaf-{i}") is out) for out in (False, True))
TEXT = "Force raids  village\nTwo men were\u2028held in Gorand."
MARKED = f"""=== {KEPT}
title: none of ours
published: 2010-05-01
publisher: Press desk
---
Force {{e1!raids}} {{v:village}} {{f1:Two men}} were {{e1!held}} in {{v:Gorand}}.
---
v: Place
f1: CasualtyFigure detained 2..2 role=men
e1: Detention happened detained=f1 place=v
c1: - affirms certain e1
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "data/isaf").mkdir(parents=True)
    rows = [{"id": KEPT, "text": TEXT}, {"id": LEFT, "text": "kept for measuring"}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "data/isaf/press_releases.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def answers(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "marked.txt").write_text(MARKED, encoding="utf-8")
    (tmp_path / "answers").mkdir()
    target = tmp_path / "answers/isaf.jsonl"
    monkeypatch.setattr(sys, "argv", ["borrowed", str(data), str(tmp_path / "marked.txt"), "--out", str(target)])
    main()
    return target


def test_what_is_kept_holds_no_word_of_the_text(answers: Path) -> None:
    line = answers.read_text(encoding="utf-8")
    words = ("Force", "village", "Gorand", "Two", '"men"', "Press", "none of ours")
    assert [word for word in words if word in line] == []
    assert json.loads(line)["about"] == {"sha256": sha256(TEXT.encode()).hexdigest(), "split": "train"}


def test_offsets_are_those_of_the_text_as_its_corpus_has_it(answers: Path, data: Path) -> None:
    (gold,) = borrowed(answers.parent, data, "train")
    assert list(borrowed(answers.parent, data, "dev")) == []
    assert gold.text == TEXT
    assert [TEXT[one.start : one.end] for one in gold.mentions] == ["village", "Two men", "Gorand"]
    assert [TEXT[one.start : one.end] for one in gold.triggers] == ["raids", "held"]
    assert TEXT[gold.claims[0].start : gold.claims[0].end].startswith("Force raids")


def test_another_text_is_refused(answers: Path, data: Path) -> None:
    file = data / "isaf/press_releases.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("Two men", "Ten men"), encoding="utf-8")
    with pytest.raises(InputError, match=f"the text of {KEPT} is not that which was annotated"):
        list(borrowed(answers.parent, data, "train"))


def test_the_held_out_fifth_is_no_training_text(data: Path) -> None:
    assert set(texts(data, "isaf")) == {KEPT}


def test_marked_text_that_leaves_the_original_is_refused() -> None:
    with pytest.raises(InputError, match="leaves the original at 'ten men'"):
        places("two men", "ten men")
    with pytest.raises(InputError, match="ends before the original goes on with ' UPDATE'"):
        places("two men", "two men UPDATE")
