"""`graphbuild build`: what it writes, what it says, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest

from graphbuild.errors import ModelError
from graphbuild.jsonl import read_reading
from graphbuild.pipeline import MODEL_FOLDER
from graphbuild.pipeline.network import FILES as WEIGHTS
from graphbuild.settings import Settings

FILES = {"graph.html", "graph.nq", "graph.ttl", "readings.jsonl", "report.json"}


@pytest.mark.usefixtures("reader")
def test_two_reports_become_a_graph(reports: Path, run: Any) -> None:
    result = run("build", "reports", "--out", "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert {path.name for path in Path("out").iterdir()} == FILES
    assert "2 articles" in result.stderr
    assert "graphbuild query out contested-claims" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("reader", "reports")
def test_building_twice_gives_the_same_bytes(run: Any) -> None:
    for out in ("one", "two", "two"):
        assert run("build", "reports", "--out", out).exit_code == 0
    for name in FILES:
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


@pytest.mark.usefixtures("reader", "reports")
def test_json_goes_to_standard_output_and_quiet_says_nothing(run: Any) -> None:
    result = run("build", "reports", "--json", "--quiet")
    assert json.loads(result.stdout)["articles"]["read"] == 2
    assert result.stderr == ""


@pytest.mark.usefixtures("reader")
def test_an_article_that_cannot_be_read_makes_it_4_and_is_told(reports: Path, run: Any) -> None:
    (reports / "torn.txt").write_bytes(b"Caf\xe9")
    result = run("build", "reports", "--quiet")
    assert result.exit_code == 4
    assert "error: reports/torn.txt: its characters are not UTF-8: 0xe9 at byte 3. Convert it" in result.stderr
    assert {path.name for path in Path("out").iterdir()} == FILES


@pytest.mark.usefixtures("reader", "reports")
def test_articles_come_from_standard_input(run: Any) -> None:
    text = "The army said that Amin Daher died in the attack."
    result = run("build", "-", input=json.dumps({"id": "1", "text": text}) + "\n{broken")
    assert result.exit_code == 4
    assert "standard input:2: it is no JSON" in result.stderr


@pytest.mark.usefixtures("reader", "reports")
def test_a_mistyped_folder_is_told_with_the_command_that_was_meant(run: Any) -> None:
    result = run("build", "report", "--out", "o u t")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "graphbuild build reports --out 'o u t'" in result.stderr
    assert not Path("o u t").exists()


@pytest.mark.usefixtures("reader", "reports")
def test_a_file_in_the_place_of_the_folder_is_told(run: Any) -> None:
    Path("out").write_text("mine", encoding="utf-8")
    result = run("build", "reports")
    assert result.exit_code == 2
    assert "graphbuild build reports --out out.graph" in result.stderr
    assert Path("out").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("reader")
def test_nothing_to_read_is_1(tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    result = run("build", "empty")
    assert result.exit_code == 1
    assert "nothing could be read" in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Give the same command again to go on"),
        (ModelError("the model is gone. Install it again"), 1, "error: the model is gone"),
        (ZeroDivisionError("division by zero"), 1, "this should not happen (ZeroDivisionError: division by zero)"),
    ],
)
@pytest.mark.usefixtures("reports")
def test_whatever_ends_it_is_said_without_a_traceback(
    error: BaseException, code: int, words: str, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(settings: object) -> None:
        raise error

    monkeypatch.setattr("graphbuild.build.own_reader", fail)
    result = run("build", "reports")
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    if not isinstance(error, KeyboardInterrupt):
        assert run("build", "reports", "--debug").exception is error


@pytest.mark.usefixtures("reader", "reports")
def test_an_interrupted_build_keeps_its_state(reader: Any, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = type(reader).read

    def read(self: Any, article: Any) -> Any:
        if article.id == "second":
            raise KeyboardInterrupt
        return whole(self, article)

    with monkeypatch.context() as patched:
        patched.setattr(type(reader), "read", read)
        assert run("build", "reports").exit_code == 130
    assert [path.name for path in Path("out").iterdir()] == ["readings.part.jsonl"]
    result = run("build", "reports")
    assert result.exit_code == 0
    assert "1 from an earlier build" in result.stderr
    assert {path.name for path in Path("out").iterdir()} == FILES


@pytest.mark.usefixtures("reader", "reports")
def test_flags_reach_the_graph(run: Any) -> None:
    result = run("build", "reports", "--base", "https://example.org/x/", "--no-page", "--quiet")
    assert result.exit_code == 0
    assert {path.name for path in Path("out").iterdir()} == FILES - {"graph.html"}
    assert "https://example.org/x/" in Path("out/graph.nq").read_text(encoding="utf-8")
    assert "https://w3id.org/graphbuild/id/" not in Path("out/graph.nq").read_text(encoding="utf-8")


@pytest.mark.usefixtures("reader", "reports")
def test_a_large_graph_is_drawn_from_disk_and_looks_the_same(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", "reports", "--out", "memory")
    monkeypatch.setattr("graphbuild.build.IN_MEMORY", 0)
    run("build", "reports", "--out", "disk")
    assert {path.name for path in Path("disk").iterdir()} == FILES
    assert Path("disk/graph.html").read_bytes() == Path("memory/graph.html").read_bytes()


@pytest.fixture
def asked(reader: Any, monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings with which readers were asked for."""
    found: list[Settings] = []

    def own_reader(settings: Settings) -> Any:
        found.append(settings)
        return reader

    monkeypatch.setattr("graphbuild.build.own_reader", own_reader)
    return found


@pytest.mark.usefixtures("reports")
def test_how_sure_it_must_be_comes_from_flag_variable_and_file(run: Any, asked: list[Settings]) -> None:
    variable = {"GRAPHBUILD_MIN_CONFIDENCE": "0.7"}
    assert run("build", "reports", "--quiet").exit_code == 0
    Path("graphbuild.toml").write_text("min_confidence = 0.6\n", encoding="utf-8")
    assert run("build", "reports", "--quiet").exit_code == 0
    assert run("build", "reports", "--quiet", env=variable).exit_code == 0
    assert run("build", "reports", "--quiet", "--min-confidence", "0.8", env=variable).exit_code == 0
    assert [settings.min_confidence for settings in asked] == [0.5, 0.6, 0.7, 0.8]


@pytest.mark.parametrize("value", ["0", "1", "2", "much"])
@pytest.mark.usefixtures("reports")
def test_a_confidence_that_cannot_be_is_told_before_anything_is_read(
    value: str, run: Any, asked: list[Settings]
) -> None:
    told = {"--min-confidence": run("build", "reports", "--min-confidence", value)}
    told["GRAPHBUILD_MIN_CONFIDENCE"] = run("build", "reports", env={"GRAPHBUILD_MIN_CONFIDENCE": value})
    written = f'"{value}"' if value == "much" else value
    Path("graphbuild.toml").write_text(f"min_confidence = {written}\n", encoding="utf-8")
    told["graphbuild.toml"] = run("build", "reports")
    for origin, result in told.items():
        assert (result.exit_code, result.stdout) == (2, ""), origin
        assert origin in result.stderr and "Traceback" not in result.stderr
    assert asked == [] and not Path("out").exists()


TWO_SENTENCES = (
    "Published: 2021-05-20\n\nGunmen attacked a convoy in Dorvan on Monday, killing at least 12 soldiers, the army "
    "said. The Green Front claimed responsibility for the attack. The government accused the police of helping the "
    "gunmen.\n"
)


@pytest.mark.skipif(
    not all((MODEL_FOLDER / name).is_file() for name in WEIGHTS), reason=f"the model is not in {MODEL_FOLDER}"
)
def test_a_build_that_must_be_surer_has_no_statement_that_is_less_sure(
    tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(TWO_SENTENCES, encoding="utf-8")
    rated = {}
    for least in (0.2, 0.8):  # into one folder: what was read less surely is read again
        assert run("build", "report.txt", "--min-confidence", least, "--no-page", "--quiet").exit_code == 0
        lines = Path("out/readings.jsonl").read_text(encoding="utf-8").splitlines()
        told = {}  # what several claims hold is told once
        for reading in map(read_reading, lines):
            words = {one.id: one.text for one in reading.mentions}
            stated = [one for claim in reading.claims for one in claim.propositions]
            told |= {(words[one.subject], one.relation, words[one.object]): one.confidence for one in stated}
        rated[least] = list(told.values())
    assert min(rated[0.2]) < 0.8 <= min(rated[0.8])
    assert 0 < len(rated[0.8]) < len(rated[0.2])
