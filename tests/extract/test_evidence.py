"""The table of evidence: what is weighed, and that everything asked for stands in it."""

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from math import log
from pathlib import Path

import pytest
from layered import FIXED, PART
from sentences import scene, trees

import graphbuild.extract
from graphbuild.extract.attribution import attributions
from graphbuild.extract.coreference import coreference
from graphbuild.extract.evidence import HIGHEST, LOWEST, TABLE, Weights, log_odds, weights
from graphbuild.extract.happenings import pairs
from graphbuild.extract.learned import antecedents, proposed
from graphbuild.extract.participants import HARMED
from graphbuild.extract.roles import ROLES, Candidate, candidates, times_proposed
from graphbuild.extract.scene import Scene
from graphbuild.extract.setting import Setting, settings
from graphbuild.extract.triggers import triggers
from graphbuild.extract.understand import events
from graphbuild.extract.voices import claimants, holders_proposed
from graphbuild.training.weigh import RULES

EXTRACT = Path(graphbuild.extract.__file__).parent
TOGETHER = (
    ("A bomb exploded in Dorvan.", "The blast killed four people."),
    ("The bombing killed Omar Haddad.", "Omar Haddad died in Dorvan."),
    ("Gunmen attacked a convoy in Dorvan on 5 May.",) * 2,
)


def asked() -> set[str]:
    """The judgements that the code asks for: those written out, and those made of relations and forms."""
    found = {"harmed", "same-name", "same-nominal", "same-pronoun", *(set(ROLES) - set(HARMED))}
    for file in EXTRACT.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "weights()":
                found |= {str(node.slice.value)} if isinstance(node.slice, ast.Constant) else set()
    return found


def named_alike(one: Scene) -> Callable[[int, int], bool]:
    return lambda i, j: one.entities[i].label == one.entities[j].label


def borne_out() -> dict[str, set[str]]:
    """The rules that bear out a proposal in our sentences, by judgement."""
    found: dict[str, set[str]] = {}

    def note(judgement: str, rules: list[str]) -> None:
        found.setdefault(judgement, set()).update(rules)

    for texts in (*((text,) for text in trees()), *TOGETHER):
        one = replace(scene(*texts), published=date(2021, 5, 20))
        said = attributions(one.doc, one.times)
        links = [(i.i, i.j, i.score, i.reason) for i in coreference(one.doc, one.entities)]
        for k, options in antecedents(one, links).items():
            for option in options.values():
                note(f"same-{one.entities[k].form}", option[0])
        for one_said in said:
            for _, rules, _ in claimants(one, one_said):
                note("claimant", rules)
        for trigger, found_by, _ in proposed(one, triggers(one)):
            note("event", found_by)
            around = next(iter(settings(one).values()), Setting())
            for candidate in candidates(one, trigger, around.place, {})[1]:
                note("harmed" if candidate.relation in HARMED else candidate.relation, candidate.rules)
            for _, rules, _ in times_proposed(one, trigger, around.time):
                note("when", rules)
            for _, rules, _ in holders_proposed(one, said, trigger.token, (trigger.start, trigger.end)):
                note("holds", rules)
        one, told, _ = events(one, [])
        for pair in pairs(one, told, named_alike(one)).values():
            note("same-event", list(pair.rules))
    return found


def test_every_judgement_that_the_code_asks_for_has_a_row() -> None:
    assert {"event", "happened", "when", "claimant", "denies", "holds", "same-event"} <= asked()
    assert asked() == set(weights())


def test_every_relation_can_be_weighed() -> None:
    for relation in ROLES:
        without = Candidate(relation, 0, 0.5).confidence(layered=True)
        marked = Candidate(relation, 0, 0.5, ["phrase" if relation == "place" else "marked"]).confidence(layered=True)
        assert 0 < without < marked < 1, relation


def test_the_rules_of_the_table_are_those_that_are_fitted() -> None:
    for judgement, row in weights().items():
        assert set(row.rules) == set(RULES.get(judgement, PART)), judgement


def test_a_rule_that_proposes_has_a_weight() -> None:
    found = borne_out()
    assert {"phrase"} <= found["place"]
    assert {"grammar"} <= found["when"]
    assert {"innermost"} <= found["holds"]
    assert {"definite", "harmed", "place", "grammar", "type", "near"} <= found["same-event"]
    for judgement, rules in found.items():
        assert rules <= set(weights()[judgement].rules), judgement


def test_the_table_is_whole() -> None:
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    assert lines[0] == ["judgement", "weights", "cases", "right"]
    assert [line[0] for line in lines[1:]] == sorted(weights())
    assert all(0 <= int(line[3]) <= int(line[2]) for line in lines[1:])


@pytest.mark.parametrize("judgement", sorted(weights()))
def test_confidence_rises_with_what_the_layer_gives(judgement: str) -> None:
    row = weights()[judgement]
    assert row.layer > 0
    steps = [row.confidence(chance / 10) for chance in range(11)]
    assert steps == sorted(steps) and steps[0] < steps[-1]
    assert steps[0] > 0 and steps[-1] < 1


def test_a_rule_that_speaks_for_it_makes_surer_and_one_that_speaks_against_it_less_sure() -> None:
    row = Weights(-1.0, 0.5, {"for": 2.0, "against": -2.0})
    for chance in (0.0, 0.3, 1.0):
        none = row.confidence(chance)
        assert row.confidence(chance, ["against"]) < none < row.confidence(chance, ["for"])
        assert row.confidence(chance, ["for", "against"]) == pytest.approx(none)
        assert row.confidence(chance, ["never heard of"]) == none


def test_confidence_is_the_logistic_of_the_sum() -> None:
    assert Weights(0.0, 1.0, {}).confidence(0.7) == pytest.approx(0.7)
    assert Weights(log(3), 0.0, {}).confidence(0.1) == pytest.approx(0.75)
    assert Weights(0.0, 0.0, {"rule": log(9)}).confidence(0.5, ["rule"]) == pytest.approx(0.9)


def test_no_layer_is_surer_than_the_bounds() -> None:
    assert log_odds(0.0) == log_odds(LOWEST / 2) == pytest.approx(log(LOWEST / (1 - LOWEST)))
    assert log_odds(1.0) == log_odds((1 + HIGHEST) / 2) == pytest.approx(log(HIGHEST / (1 - HIGHEST)))
    assert log_odds(0.5) == 0.0
    assert log_odds(0.2) == pytest.approx(log(0.25))


def test_what_the_lexicon_and_the_layer_both_see_is_surer_than_what_one_sees() -> None:
    event = weights()["event"].confidence
    for rule in ("verb", "noun", "weak"):
        assert event(0.97, [rule, "agrees"]) > max(event(0.97), event(0.0, [rule])), rule
        assert event(0.97, [rule, "agrees"]) > event(0.97, [rule]), rule


@pytest.mark.parametrize("judgement", ["perpetrator", "harmed"])  # of the others too few cases are known to tell
def test_words_that_name_a_part_outright_weigh_more_than_the_frame_and_the_frame_more_than_the_clause(
    judgement: str,
) -> None:
    rules = weights()[judgement].rules
    assert rules["marked"] > rules["frame"] > rules["syntax"] >= 0.0


@pytest.mark.parametrize("judgement", ["target", "participant", "instrument"])
def test_words_that_name_a_part_outright_and_the_frame_speak_for_it(judgement: str) -> None:
    rules = weights()[judgement].rules
    assert min(rules["marked"], rules["frame"]) > 0.0


def test_the_plainest_words_of_denial_weigh_more_than_another_wording() -> None:
    assert weights()["denies"].rules["plain"] > weights()["denies"].rules["grammar"]


def test_the_weights_of_the_tests_have_the_rules_of_the_table() -> None:
    assert {name: set(row.rules) for name, row in FIXED.items()} == {
        name: set(row.rules) for name, row in weights().items()
    }
