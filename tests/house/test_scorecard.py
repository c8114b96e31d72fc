"""The scorecard: what is committed covers every suite and floor, and judges as it says; the corpora are not needed."""

import importlib
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
REPORT = {"pipeline": "p", "articles": {"read": 12, "skipped": 1, "duplicates": 0}}


@pytest.fixture(scope="module")
def page() -> ModuleType:
    return script("scorecard_page")


def script(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


def row(name: str, f1: float) -> dict[str, Any]:
    counts = {"right": 1, "given": 2, "wanted": 1200, "interval": [0.1, 0.25]}
    return {"measure": name, "precision": 0.5, "recall": 0.5, "f1": f1} | counts


def test_committed_page_has_every_suite_part_and_floor(page: ModuleType) -> None:
    text = (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    for suite, parts in page.PARTS.items():
        assert suite in headings
        assert all(f"{suite}, {part} fifth" in headings for part in parts if part)
    for suite, measure in {**page.FLOORS, **page.AIMS}:
        assert re.search(rf"^\| {suite} \| \d+.* \| {re.escape(measure)} \|", text, re.MULTILINE)


def test_committed_page_names_no_machine(page: ModuleType) -> None:
    text = (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\.)/(?:work|home|tmp|root|Users)/", text)
    assert not re.search(r"\d\d:\d\d", text), "no clock times"


def test_a_section_shows_figures_commands_and_floor(page: ModuleType) -> None:
    found = page.section(page.Section("re3d", "held-out", 12, (row("all classes (overlap)", 0.6999),), REPORT))
    assert "bench.py score re3d work/re3d/graph.ttl --part held-out" in found
    assert (
        "| all classes (overlap) | 50.0 | 50.0 | 70.0 | 1 | 2 | 1,200 | 10.0 to 25.0 | 75 | **not reached** |" in found
    )
    assert "not read 1, scored 12" in found.replace("\n", " ")


def test_floors_are_compared_unrounded(page: ModuleType) -> None:
    low, high = (page.Section("isaf", None, 12, (row("date", f1),), REPORT) for f1 in (0.79999, 0.8))
    assert [line[-3] for line in page.floors([low, high])] == ["**not reached**", "reached"]
    assert [line[-1] for line in page.floors([low, high])] == ["**not reached**", "**not reached**"]


def test_false_alarms_are_to_be_few(page: ModuleType) -> None:
    few, many = (
        page.Section("muc4", None, 12, (row("false alarms (lower is better)", f1),), REPORT) for f1 in (0.4, 0.41)
    )
    assert [line[-1] for line in page.floors([few, many])] == ["reached", "**not reached**"]


def test_every_row_of_the_example_has_a_floor(page: ModuleType) -> None:
    rows = tuple({"measure": name, "share": share, "right": 0, "given": 1, "wanted": 1, "interval": None, "note": "x"}
                 for name, share in (("rows that hold", 0.5), ("one", 0.0), ("other", 1.0)))  # fmt: skip
    section = page.Section("example", None, 1, rows, REPORT)
    assert [line.split(" | ")[-1] for line in page.rows(section)[2:]] == [
        "**not reached** |", "**not reached** |", "reached |"]  # fmt: skip
    assert len(list(page.floors([section]))) == 1


def test_a_number_with_a_unit_stands_alone(page: ModuleType) -> None:
    rows = (
        {"measure": "median distance", "value": 3.25, "unit": "km"},
        {"measure": "mean", "value": None, "unit": "km"},
    )
    lines = page.rows(page.Section("geo", None, 20, rows, REPORT))
    assert lines[2:] == ["| median distance | 3.2 km |", "| mean | none |"]


def test_sections_are_found_by_suite(page: ModuleType) -> None:
    sections = [page.Section("isaf", part, 12, (row("date", 0.5),), REPORT) for part in page.PARTS["isaf"]]
    text = page.write(sections, pipeline="p", model="m")
    assert page.sections_of(text, ["isaf"])[0].startswith("## isaf\n")
    assert len(page.sections_of(text, ["isaf"])) == 2 and not page.sections_of(text, ["geo"])
    assert text == page.write(sections, pipeline="p", model="m")


def test_missing_benchmark_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="--shared"):
        script("scorecard").check_shared(tmp_path)
