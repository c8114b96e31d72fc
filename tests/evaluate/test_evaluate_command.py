"""`graphbuild evaluate`: scores, worst cases, the gate, and the check of gold answers."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from graphbuild.cli.app import app
from graphbuild.evaluate.agreement import as_reading
from graphbuild.jsonl import reading_line

from .wells import REPORT, gold_from


@pytest.fixture
def run() -> Any:
    """Run a command; standard output and standard error are kept apart."""
    return lambda *words: CliRunner().invoke(app, [*words])


@pytest.fixture
def gold_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with answers in marked form and a perfect reading of them."""
    monkeypatch.chdir(tmp_path)
    Path("gold.txt").write_text(REPORT, encoding="utf-8")
    Path("readings.jsonl").write_text(reading_line(as_reading(gold_from(REPORT))) + "\n", encoding="utf-8")
    return Path("gold.txt")


@pytest.mark.usefixtures("gold_file")
class TestEvaluate:
    """All in a folder with `gold.txt` and `readings.jsonl`."""

    def test_a_table_and_json(self, run: Any) -> None:
        table = run("evaluate", "gold.txt", "--readings", "readings.jsonl", "--layer", "claims", "--layer", "events")
        assert (table.exit_code, table.stderr) == (0, "")
        assert table.stdout.splitlines()[0].split() == ["events", "P", "R", "F1", "right", "given", "wanted", "95", "%"]
        assert "stance: 5 of 5 agree" in table.stdout and "mentions" not in table.stdout
        told = run("evaluate", "gold.txt", "--readings", "readings.jsonl", "--json", "--out", "scores.json").stdout
        assert told == Path("scores.json").read_text(encoding="utf-8")
        found = json.loads(told)
        assert found["gold"]["reports"] == 1 and found["pipelines"] == ["gold"]
        (total,) = (one for one in found["measures"] if (one["layer"], one["measure"]) == ("claims", "total"))
        assert (total["f1"], total["wanted"], total["interval"]) == (1.0, 5, [1.0, 1.0])

    def test_texts_are_read_where_no_readings_are_given(self, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        reader = SimpleNamespace(read=lambda article: as_reading(gold_from(REPORT)))
        monkeypatch.setattr("graphbuild.pipeline.load", lambda settings: reader)
        result = run("evaluate", "gold.txt", "--json", "--keep", "kept.jsonl")
        assert result.exit_code == 0
        assert result.stderr == "Reading 1 reports\n"
        assert Path("kept.jsonl").read_bytes() == Path("readings.jsonl").read_bytes()

    def test_worst_cases_with_their_sentences(self, run: Any) -> None:
        Path("none.jsonl").write_text("", encoding="utf-8")
        result = run("evaluate", "gold.txt", "--readings", "none.jsonl", "--worst", "1", "--layer", "claims")
        assert "1 reports have no reading in none.jsonl, which counts as nothing read: wells-1" in result.stderr
        assert "claims: wells-1, 5 faults" in result.stdout
        line = (
            "  missed: kat 'the Lion Front' denies Shelling (e2, which is not found)  'The group rejected the charge.'"
        )
        assert line in result.stdout

    def test_the_gate(self, run: Any) -> None:
        scored = ("evaluate", "gold.txt", "--readings", "readings.jsonl")
        assert run(*scored, "--set-floors", "floors.json").exit_code == 0
        good = run(*scored, "--floors", "floors.json")
        assert good.exit_code == 0 and "All 17 floors are reached" in good.stderr
        Path("none.jsonl").write_text("", encoding="utf-8")
        empty = ("evaluate", "gold.txt", "--readings", "none.jsonl")
        bad = run(*empty, "--floors", "floors.json")
        assert bad.exit_code == 5 and "error: claims: total is 0.00, below its floor of 99.00" in bad.stderr
        before = Path("floors.json").read_bytes()
        refused = run(*empty, "--set-floors", "floors.json")
        assert refused.exit_code == 2 and '--lower "REASON"' in refused.stderr
        assert Path("floors.json").read_bytes() == before
        lowered = run(*empty, "--set-floors", "floors.json", "--lower", "no reader", "--date", "2026-01-02")
        assert lowered.exit_code == 0
        (change,) = json.loads(Path("floors.json").read_text(encoding="utf-8"))["changes"]
        assert (change["reason"], change["date"]) == ("no reader", "2026-01-02")
        assert run(*empty, "--floors", "floors.json").exit_code == 0

    def test_gold_is_checked_and_written_in_stand_off_form(self, run: Any) -> None:
        result = run("evaluate", "gold.txt", "--to-jsonl", "gold.jsonl")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "1 reports are well made, 0 faults" in result.stderr
        assert run("evaluate", "gold.jsonl", "--to-jsonl", "-", "-q").stdout == Path("gold.jsonl").read_text("utf-8")

    def test_faulty_answers_are_told_and_left_out(self, run: Any) -> None:
        broken = REPORT.replace("wells-1", "wells-2").replace("mil: ArmedGroup\n", "")
        Path("more.txt").write_text(broken, encoding="utf-8")
        result = run("evaluate", "gold.txt", "more.txt", "--readings", "readings.jsonl", "--json")
        assert result.exit_code == 4
        assert "error: more.txt: wells-2: the mention mil is marked" in result.stderr
        assert json.loads(result.stdout)["gold"]["reports"] == 1

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["gone.txt"], "there is no file gone.txt"),
            (["gold.txt", "--readings", "gone.jsonl"], "there is no file gone.jsonl"),
            (["gold.txt", "--layer", "moods"], "there is no layer 'moods'. The layers are: mentions, "),
            (["gold.txt", "--part", "test"], "in part 'test'. The parts are: dev"),
        ],
    )
    def test_what_cannot_be_meant_is_told(self, run: Any, words: list[str], told: str) -> None:
        result = run("evaluate", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert told in result.stderr
