"""The card of the language model says what is in its folder, and is what its command writes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphbuild.pipeline.network import FILES
from graphbuild.training.card import CARD, LAYERS, MEASURED, card, files, rows

MODEL = Path(__file__).parents[2] / "graphbuild" / "models" / "en"
LICENCE = MODEL.parent / "LICENSE"
SCORES = {test_set: dict.fromkeys((layer for layer, _, its, _ in LAYERS if its == test_set), 89.0) for test_set in
          {its for _, _, its, _ in LAYERS}}  # fmt: skip


def text() -> str:
    return (MODEL / CARD).read_text(encoding="utf-8")


def test_card_names_every_file_with_its_size() -> None:
    rows_of_files = [line for line in text().splitlines() if line.startswith("| `")]
    present = {path.name: path.stat().st_size for path in MODEL.iterdir() if path.is_file()}
    assert set(FILES) <= set(present)
    for name, size in present.items():
        (line,) = (one for one in rows_of_files if one.startswith(f"| `{name}` |"))
        shown = line.split("|")[2].strip()
        assert name == CARD or shown == (f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB")


def test_model_is_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < 60_000_000


def test_card_is_what_the_command_writes() -> None:
    assert text() == card(MODEL), "write it again: python -m graphbuild.training.card DATA CORPUS graphbuild/models/en"


def test_card_credits_what_the_licence_credits() -> None:
    licence = LICENCE.read_text(encoding="utf-8")
    assert "Attribution-ShareAlike 4.0 International" in licence
    assert "Section 2 -- Scope." in licence and "Creative Commons may be contacted at creativecommons.org." in licence
    for name in (
        "MiniLM-L6-v2",
        "EWT",
        "Universal NER",
        "PropBank",
        "Universal Decompositional Semantics",
        "GUM",
        "re3d",
    ):
        assert name in licence and name in text(), name


def test_scores_in_the_card_are_those_that_were_measured() -> None:
    measured = json.loads((MODEL / MEASURED).read_text(encoding="utf-8"))
    for layer, words, test_set, _ in LAYERS:
        assert f"| {test_set} | {words} | {measured['scores'][test_set][layer]:.2f} |" in text()


def test_floors_are_judged_on_the_shipped_files() -> None:
    found = {(test_set, words): (floor, reached) for test_set, words, _, _, floor, reached in rows(SCORES, None)}
    assert found["EWT", "heads and universal relations (LAS)"] == ("90", "**no**")
    assert found["GUM open genres", "heads and universal relations (LAS)"] == ("89", "yes")
    assert found["EWT", "parts of speech"] == ("", "")


def test_a_file_that_nobody_described_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "surprise.bin").write_bytes(b"x")
    with pytest.raises(KeyError, match="surprise"):
        files(tmp_path)


def test_writing_a_card_needs_no_torch() -> None:
    """With torch made impossible to import; spaCy takes it where it is installed and does without where it is not."""
    code = "import sys; sys.modules['torch'] = None; import graphbuild.training.card"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
