"""`graphbuild build`: what it writes, what it says, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest

from graphbuild.errors import ModelError

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
