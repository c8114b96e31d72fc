"""Commands that look at a graph: query, validate, view, explain; and those that look at the installation."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

NAMES = "SELECT ?name { ?person a gb:Person ; rdfs:label ?name }"


def test_a_saved_query_answers_in_every_form(graph: Path, run: Any) -> None:
    table = run("query", graph, "killed-in")
    assert table.exit_code == 0
    assert "Amin Daher" in table.stdout
    rows = list(csv.DictReader(io.StringIO(run("query", graph, "killed-in", "--format", "csv").stdout)))
    assert any("Amin Daher" in row.values() for row in rows)
    told = run("query", graph, "killed-in", "--json").stdout
    assert told == run("query", graph, "killed-in", "-f", "json").stdout
    assert json.loads(told)


def test_sparql_comes_as_text_as_a_file_and_from_standard_input(graph: Path, run: Any) -> None:
    Path("names.rq").write_text(NAMES, encoding="utf-8")
    answers = [run("query", graph, NAMES), run("query", graph, "names.rq"), run("query", graph, "-", input=NAMES)]
    assert {answer.exit_code for answer in answers} == {0}
    assert len({answer.stdout for answer in answers}) == 1
    assert "Amin Daher" in answers[0].stdout


def test_triples_come_as_turtle(graph: Path, run: Any) -> None:
    result = run("query", graph, "CONSTRUCT { ?p a gb:Person } WHERE { ?p a gb:Person }", "--format", "ttl")
    assert result.exit_code == 0
    assert "Person" in result.stdout
    refused = run("query", graph, NAMES, "--format", "ttl")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--format csv" in refused.stderr


def test_parameters_come_in_order_or_by_name(graph: Path, run: Any) -> None:
    in_order = run("query", graph, "claims-by-actor", "army", "--format", "csv")
    by_name = run("query", graph, "claims-by-actor", "--param", "actor=army", "--format", "csv")
    assert in_order.exit_code == by_name.exit_code == 0
    assert in_order.stdout == by_name.stdout
    assert len(in_order.stdout.splitlines()) > 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["claims-by-actor", "a", "b"], 2, "takes 1 (actor)"),
        (["claims-by-actor", "--param", "actor"], 2, "--param actor=VALUE"),
        (["claims-by-actor", "a", "--param", "actor=b"], 2, "given twice"),
        (["no-such-query"], 1, "graphbuild query --list"),
        (["SELECT ?x {"], 1, "error:"),
        (["DELETE WHERE { ?s ?p ?o }"], 1, "error:"),
        ([], 2, "graphbuild query out/ contested-claims"),
    ],
)
def test_a_wrong_question_is_told_in_words(graph: Path, run: Any, words: list[str], code: int, told: str) -> None:
    result = run("query", graph, *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_a_cut_answer_and_an_empty_one_are_told(graph: Path, run: Any) -> None:
    every = "SELECT ?s { ?s a ?type }"
    cut = run("query", graph, every, "--limit", "2", "--format", "csv")
    assert len(cut.stdout.splitlines()) == 3
    assert "There is more" in cut.stderr
    assert "No rows" in run("query", graph, "SELECT ?s { ?s a gb:Nothing }").stderr


def test_saved_queries_are_listed_without_a_graph(run: Any) -> None:
    result = run("query", "--list")
    names = {line.partition(":")[0] for line in result.stdout.splitlines() if not line.startswith(" ")}
    assert {"contested-claims", "killed-in", "denials", "timeline"} <= names
    assert {row["name"] for row in json.loads(run("query", "--list", "--json").stdout)} == names


@pytest.mark.parametrize("words", [["query", "nowhere", "denials"], ["validate", "nowhere"], ["view", "nowhere"]])
def test_a_graph_that_is_not_there_is_told_with_the_command_that_makes_it(run: Any, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "graphbuild build reports/ --out nowhere" in result.stderr


def test_a_built_graph_keeps_the_rules(graph: Path, run: Any) -> None:
    result = run("validate", graph)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "keeps all the rules" in result.stderr
    assert json.loads(run("validate", graph, "--json").stdout) == []


def test_a_broken_rule_is_3_and_told(graph: Path, run: Any) -> None:
    quads = (graph / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [quad for quad in quads if "ontology#claimant>" not in quad]
    assert len(kept) < len(quads)
    (graph / "graph.nq").write_text("".join(kept), encoding="utf-8")
    result = run("validate", graph)
    assert result.exit_code == 3
    assert result.stdout
    assert "breaks the rules in" in result.stderr
    assert json.loads(run("validate", graph, "--json").stdout)


def test_the_page_is_written_again_and_opened(graph: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_in_browser(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", open_in_browser)
    page = (graph / "graph.html").read_bytes()
    (graph / "graph.html").unlink()
    result = run("view", graph, "--open")
    assert (result.exit_code, result.stdout) == (0, f"{(graph / 'graph.html').as_posix()}\n")
    assert (graph / "graph.html").read_bytes() == page
    assert opened == [(graph / "graph.html").as_uri()]


def test_a_node_is_explained_by_its_sentences(graph: Path, run: Any) -> None:
    result = run("explain", graph, "Amin Daher")
    assert result.exit_code == 0
    assert "The army said that Amin Daher died in the attack." in result.stdout
    assert json.loads(run("explain", graph, "Amin Daher", "--json").stdout)
    assert run("explain", graph, "Nobody").exit_code == 1


@pytest.mark.usefixtures("reports")
def test_config_shows_values_and_where_they_came_from(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("graphbuild.toml").write_text('title = "Ours"\nthreads = 3\n', encoding="utf-8")
    monkeypatch.setenv("GRAPHBUILD_THREADS", "2")
    told = json.loads(run("config", "show", "--json").stdout)
    assert told["title"] == {"value": "Ours", "from": "graphbuild.toml"}
    assert told["threads"] == {"value": 2, "from": "GRAPHBUILD_THREADS"}
    assert told["page"] == {"value": True, "from": "default"}
    import tomllib

    assert tomllib.loads(run("config", "show").stdout)["title"] == "Ours"
    monkeypatch.setenv("GRAPHBUILD_THREADS", "many")
    wrong = run("config", "show")
    assert wrong.exit_code == 2
    assert "GRAPHBUILD_THREADS: threads is to be a whole number, not 'many'" in wrong.stderr


@pytest.mark.usefixtures("reports")
def test_doctor_finds_what_works_and_what_does_not(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphbuild.cli.doctor.model_check", lambda settings: "a model")
    result = run("doctor")
    assert result.exit_code == 0, result.stdout
    assert "All is well" in result.stderr

    def fail(settings: object) -> str:
        raise FileNotFoundError("no model")

    monkeypatch.setattr("graphbuild.cli.doctor.model_check", fail)
    result = run("doctor", "--json")
    assert result.exit_code == 1
    states = {row["part"]: row["state"] for row in json.loads(result.stdout)}
    assert states["language model"] == "broken"
    assert states["self-check"] == states["spacy"] == "ok"
    assert "pip install" in result.stderr
