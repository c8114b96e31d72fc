"""Two annotations compared: symmetric F1, kappa on what both marked, the command, and the figures of the corpus."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from graphbuild.cli.app import app
from graphbuild.errors import ArticleError, InputError
from graphbuild.evaluate.agreement import Agreement, Kappa, agreement, as_reading, judgements, kappa
from graphbuild.evaluate.answers import answers
from graphbuild.evaluate.gold import FACTUALITY, Gold
from graphbuild.evaluate.score import score

from .wells import REPORT, gold_from

CORPUS = Path(__file__).parents[2] / "corpus"
Changed = Callable[..., Gold]


def changed(*pairs: tuple[str, str]) -> Gold:
    """The report of the tests as another person might mark it."""
    text = REPORT
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return gold_from(text)


OTHER = (
    ("troops: StateForce", "troops: Group"),
    ("e2: Shelling happened", "e2: Airstrike happened"),
    ("e4: Negotiation planned", "e4: Negotiation threatened"),
    ("{wells:Old Wells} ", "Old Wells "),
    ("wells: Place\n", ""),
    ("place=wells ", ""),
    ("c3: amb affirms certain e2 as=Accusation", "c3: amb affirms probable e2"),
)


def f1(found: Agreement) -> dict[str, float | None]:
    return {one.name: one.value for one in found.scores.rows}


def by_name(found: Agreement) -> dict[str, Kappa]:
    return {one.name: one for one in found.kappas}


class TestScores:
    def test_a_gold_agrees_with_itself(self, gold: Gold) -> None:
        found = agreement([gold], [gold])
        for row in found.scores.rows:
            assert row.value in (None, 1.0), row.name
            assert not row.is_share and row.given == row.wanted, row.name
        assert [one.agreed for one in found.kappas] == [one.items for one in found.kappas]
        assert {one.value for one in found.kappas} <= {None, 1.0}
        assert not found.scores.reports[0].faults

    def test_neither_gold_is_the_right_one(self, gold: Gold) -> None:
        other = changed(*OTHER)
        there, back = agreement([gold], [other]), agreement([other], [gold])
        assert f1(there) == f1(back)
        for row, turned in zip(there.scores.rows, back.scores.rows, strict=True):
            assert (row.wanted, row.given, row.precision) == (turned.given, turned.wanted, turned.recall), row.name
        for one, its in zip(there.kappas, back.kappas, strict=True):
            assert one.value == pytest.approx(its.value) and {*one.pairs} == {(b, a, n) for a, b, n in its.pairs}

    def test_a_difference_costs_what_it_touches(self, gold: Gold) -> None:
        found = agreement([gold], [changed(*OTHER)])
        rows = {one.name: one for one in found.scores.rows}
        assert f1(found)["events: found"] == f1(found)["triggers: overlap"] == 1.0
        assert rows["events: with type"].right == rows["events: found"].right - 1
        assert (rows["mentions: Place"].wanted, rows["mentions: Place"].given) == (4, 3)
        faults = {(fault.layer, fault.kind) for fault in found.scores.reports[0].faults}
        assert ("mentions", "missed") in faults and ("mentions", "false") not in faults

    def test_only_reports_that_both_have_are_compared(self, gold: Gold) -> None:
        another = gold_from(REPORT.replace("wells-1", "wells-2"))
        found = agreement([gold, another], [another])
        assert [one.gold.id for one in found.scores.reports] == ["wells-2"]

    def test_another_text_is_refused(self, gold: Gold) -> None:
        with pytest.raises(InputError, match="another text"):
            agreement([gold], [changed(("a nurse}", "a doctor}"))])


class TestKappa:
    def test_formula(self) -> None:
        """The first row of Cohen's example is agreement as by chance; one value for all leaves nothing to judge."""
        tables = np.array([[[25.0, 25.0], [25.0, 25.0]], [[5.0, 0.0], [0.0, 5.0]], [[0.0, 5.0], [5.0, 0.0]]])
        assert kappa(tables).tolist() == [0.0, 1.0, -1.0]
        assert np.isnan(kappa(np.array([[7.0]])))

    def test_what_was_judged_otherwise(self, gold: Gold) -> None:
        found = by_name(agreement([gold], [changed(*OTHER)]))
        differ = {name: [one for one in its.pairs if one[0] != one[1]] for name, its in found.items()}
        assert differ == {
            "class of mention": [("StateForce", "Group", 1)],
            "event type": [("Shelling", "Airstrike", 1)],
            "factuality": [("planned", "threatened", 1)],
            "stance": [],
            "certainty": [("certain", "probable", 1)],
            "claim kind": [("Accusation", "Claim", 1)],
        }
        assert found["event type"].items == 4, "events of any factuality"
        assert found["stance"].items == 6, "claims about relations alone are none"
        assert found["factuality"].agreed == 3 and 0 < (found["factuality"].value or 0) < 1

    def test_claims_pair_whatever_their_stance(self, gold: Gold) -> None:
        other = changed(("c2: spk denies certain e1 disputes=c1", "c2: spk affirms certain e1"))
        assert judgements(gold, other)["stance"][("denies", "affirms")] == 1

    def test_claims_of_others_do_not_pair(self, gold: Gold) -> None:
        other = changed(("c3: amb affirms certain e2", "c3: kat affirms certain e2"))
        assert judgements(gold, other)["stance"].total() == judgements(gold, gold)["stance"].total() - 1

    def test_pronouns_and_unpaired_marks_are_left_out(self, gold: Gold) -> None:
        other = changed(
            ("{amb:She} counted", "She counted"), ("{amb:Amara Bel}, {amb:a nurse}", "{amb:Amara Bel}, a nurse")
        )
        marked = judgements(gold, gold)["class of mention"].total()
        assert judgements(gold, other)["class of mention"].total() == marked - 1


class TestReadingOfGold:
    def test_events_that_did_not_happen_are_left_out_with_what_is_said_of_them(self) -> None:
        gold = changed(
            ("c7: - affirms", "c8: - denies certain e4 disputes=c9\nc9: - affirms certain e4\nc7: - affirms"),
            ("c4: kat denies certain e2.perpetrator=kat disputes=c3", "c4: kat denies certain e2,e4 disputes=c3,c9"),
        )
        reading = as_reading(gold)
        claims = {one.id: one for one in reading.claims}
        assert "Negotiation" not in {one.kind for one in reading.mentions}
        assert set(claims) == {"c1", "c2", "c3", "c4", "c5", "c6", "c7"}
        assert claims["c4"].disputes == ("c3",)
        everything = as_reading(gold, factuality=FACTUALITY)
        assert "Negotiation" in {one.kind for one in everything.mentions}
        assert {"c8", "c9"} < {one.id for one in everything.claims}

    def test_every_event_that_a_claim_holds_is_told(self) -> None:
        gold = changed(
            ("e3: Torture happened perpetrator=army target=pris", "e3: Torture happened"),
            ("c3: amb affirms certain e2 as=Accusation", "c3: amb affirms certain e2,e3 as=Accusation"),
        )
        reading = as_reading(gold)
        assert "c3.e3" in {one.id for one in reading.claims}
        (total,) = (one for one in score([gold], [reading]).rows if one.name == "claims: total")
        assert (total.value, total.wanted) == (1.0, 6)

    def test_cue_source_and_day_are_carried_over(self) -> None:
        gold = changed(("c4: kat denies certain", "c4: kat denies certain via=spk said=t2/2016-03-03"))
        reading = as_reading(gold)
        (denial,) = (one for one in reading.claims if one.id == "c4")
        by_id = {one.id: one.text for one in reading.mentions}
        assert (denial.verb, [by_id[one] for one in denial.via]) == ("rejected", ["A spokesman"])
        assert denial.said_on is not None and denial.said_on.text == "on Thursday"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command in a folder with `gold.txt` and `second/gold.txt`."""
    monkeypatch.chdir(tmp_path)
    Path("gold.txt").write_text(REPORT, encoding="utf-8")
    Path("second").mkdir()
    text = REPORT
    for old, new in OTHER:
        text = text.replace(old, new)
    Path("second/gold.txt").write_text(text, encoding="utf-8")
    return lambda *words: CliRunner().invoke(app, ["evaluate", "gold.txt", *words])


class TestCommand:
    def test_a_table_and_json(self, run: Any) -> None:
        table = run("--against", "second", "--layer", "triggers")
        assert (table.exit_code, table.stderr) == (0, "1 reports are annotated twice\n")
        lines = table.stdout.splitlines()
        assert lines[0].split() == ["triggers", "F1", "95", "%", "both", "first", "second"]
        assert lines[1].split() == ["overlap", "100.0", "100.0", "to", "100.0", "5", "5", "5"]
        assert "factuality: 3 of 4 agree" in table.stdout and "planned, second threatened" in table.stdout
        assert "mention" not in table.stdout
        told = run("--against", "second/gold.txt", "--json", "--out", "found.json", "-q").stdout
        assert told == Path("found.json").read_text(encoding="utf-8")
        found = json.loads(told)
        assert found["gold"]["reports"] == 1 and found["gold"]["first"] != found["gold"]["second"]
        (kinds,) = (one for one in found["kappas"] if one["judged"] == "event type")
        assert (kinds["agreed"], kinds["items"]) == (3, 4)
        (places,) = (one for one in found["measures"] if one["measure"] == "Place")
        assert (places["both"], places["first"], places["second"]) == (3, 4, 3)

    def test_what_differs_with_its_sentence(self, run: Any) -> None:
        shown = run("--against", "second", "--layer", "mentions", "--worst", "1").stdout
        assert "  missed: Place 'Old Wells' (wells)" in shown
        (worst,) = json.loads(run("--against", "second", "--layer", "mentions", "--worst", "1", "--json").stdout)[
            "worst"
        ]
        assert worst["faults"][0]["what"] == "Place 'Old Wells' (wells)"

    def test_a_report_of_another_text_is_told_and_left_out(self, run: Any) -> None:
        two = Path("gold.txt").read_text(encoding="utf-8")
        Path("gold.txt").write_text(two + "\n" + REPORT.replace("wells-1", "wells-2"), encoding="utf-8")
        other = REPORT.replace("wells-1", "wells-2").replace("a nurse", "a doctor")
        Path("second/more.txt").write_text(other, encoding="utf-8")
        result = run("--against", "second", "--layer", "events")
        assert result.exit_code == 4
        assert "error: second: wells-2: its text is not that of the first annotation. Left out" in result.stderr
        assert "1 reports are annotated twice" in result.stderr

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--against", "gone.txt"], "there is no annotation gone.txt"),
            (["--against", "second", "--keep", "kept.jsonl"], "--against compares two annotations"),
            (["--against", "second", "--layer", "moods"], "there is no layer 'moods'"),
            (["--against", "apart.txt"], "no report of apart.txt is one of those"),
        ],
    )
    def test_what_cannot_be_meant_is_told(self, run: Any, words: list[str], told: str) -> None:
        Path("apart.txt").write_text(REPORT.replace("wells-1", "apart-1"), encoding="utf-8")
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert told in result.stderr


@pytest.fixture(scope="module")
def table() -> ModuleType:
    """`corpus/second/table.py`."""
    spec = importlib.util.spec_from_file_location("agreement_table", CORPUS / "second" / "table.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestCorpus:
    def test_second_annotation_is_of_the_same_texts(self, table: ModuleType) -> None:
        first, second = table.both()
        texts = {one.id: (one.text, one.title, one.published, one.publisher) for one in first}
        assert len(second) == 40
        for one in second:
            assert texts[one.id] == (one.text, one.title, one.published, one.publisher), one.id

    def test_conversion_loses_next_to_nothing(self) -> None:
        """Lost are roles that no claim holds, stretches that two things share, and disputes about relations alone."""
        golds = [one for one in answers(sorted((CORPUS / "second").glob("*.txt"))) if not isinstance(one, ArticleError)]
        found = score(golds, [as_reading(one) for one in golds])
        low = {one.name: one.value for one in found.rows if not one.is_share and one.value and one.value < 0.97}
        assert set(low) <= {"claims: disputes"} and all(value > 0.93 for value in low.values())

    def test_tables_of_the_readme_are_true(self, table: ModuleType) -> None:
        text = table.README.read_text(encoding="utf-8")
        assert table.page(text) == text, "run: python corpus/second/table.py"
