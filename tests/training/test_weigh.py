"""The weights of evidence are those that made the cases, and the cases are what a report bears out."""

from dataclasses import replace
from datetime import date
from math import exp
from random import Random

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span

from graphbuild.evaluate.gold import Event, Gold, GoldClaim, Held, Thing, When
from graphbuild.evaluate.gold import Span as Marked
from graphbuild.extract import evidence
from graphbuild.extract.evidence import Weights, log_odds, weights
from graphbuild.extract.layers import Argument, Frame, Signal, Signals
from graphbuild.extract.triggers import Rule, Trigger
from graphbuild.training.weigh import RULES, Answers, Proposal, balanced, fitted, proposals, table

TEXT = "The army said on Friday that rebels shelled Dorvan. They denied the shelling."
WORDS = ["The", "army", "said", "on", "Friday", "that", "rebels", "shelled", "Dorvan", ".",
         "They", "denied", "the", "shelling", "."]  # fmt: skip
HEADS = [1, 2, 2, 4, 2, 7, 7, 2, 7, 2, 11, 11, 13, 11, 11]
DEPS = ["det", "nsubj", "ROOT", "case", "obl", "mark", "nsubj", "ccomp", "obj", "punct",
        "nsubj", "ROOT", "det", "obj", "punct"]  # fmt: skip
TAGS = ["DET", "NOUN", "VERB", "ADP", "PROPN", "SCONJ", "NOUN", "VERB", "PROPN", "PUNCT",
        "PRON", "VERB", "DET", "NOUN", "PUNCT"]  # fmt: skip
LEMMAS = ["the", "army", "say", "on", "Friday", "that", "rebel", "shell", "Dorvan", ".",
          "they", "deny", "the", "shelling", "."]  # fmt: skip
FRIDAY, THEY = 4, 10
PART = ("frame", "marked", "syntax", "far")  # the rules of all judgements for which none are written out


def made(true: Weights, size: int, seed: int = 7) -> list[Proposal]:
    """Made-up proposals of which as many are right as these weights say."""
    random = Random(seed)
    found = []
    for _ in range(size):
        chance = random.uniform(0.03, 0.97)
        rules = tuple(rule for rule in true.rules if random.random() < 0.5)
        found.append(Proposal("made", rules, chance, random.random() < true.confidence(chance, rules)))
    return found


@pytest.mark.parametrize("true", [Weights(-0.5, 0.8, {"one": 1.5, "other": -1.0}), Weights(0.4, 1.5, {"one": 0.0})])
def test_fitting_finds_the_weights_that_made_the_cases(true: Weights) -> None:
    names = tuple(true.rules)
    found = fitted(made(true, 6000), names)
    assert found == pytest.approx([true.base, true.layer, *true.rules.values()], abs=0.25)


def test_what_is_fitted_gives_as_much_as_was_right() -> None:
    cases = made(Weights(-1.0, 0.6, {"one": 2.0}), 3000)
    base, layer, one = fitted(cases, ("one",))
    row = Weights(base, layer, {"one": one})
    for rules in ((), ("one",)):
        own = [case for case in cases if case.rules == rules]
        expected = sum(row.confidence(case.chance, rules) for case in own) / len(own)
        assert expected == pytest.approx(sum(case.right for case in own) / len(own), abs=0.02)


@pytest.mark.parametrize("size", [2, 40, 2000])
def test_cases_that_a_line_parts_give_weights_that_stay_small(size: int) -> None:
    apart = [Proposal("made", ("one",) if i % 2 else (), 0.99 if i % 2 else 0.01, bool(i % 2)) for i in range(size)]
    found = fitted(apart, ("one",))
    assert np.isfinite(found).all() and np.abs(found).max() < 15
    base, layer, one = found
    row = Weights(base, layer, {"one": one})
    assert row.confidence(0.99, ("one",)) > 0.5 > row.confidence(0.01)


@pytest.mark.parametrize("right", [True, False])
def test_cases_all_of_one_kind_and_a_layer_that_never_says_anything_else(right: bool) -> None:
    found = fitted([Proposal("made", ("one",), 1.0, right)] * 500, ("one", "never"))
    assert np.isfinite(found).all() and np.abs(found).max() < 15
    assert (Weights(found[0], found[1], {"one": found[2]}).confidence(1.0, ("one",)) > 0.5) == right
    assert found[3] == pytest.approx(0.0)


def test_where_there_is_nothing_to_learn_from_the_layer_is_taken_at_its_word() -> None:
    base, layer, one = fitted([Proposal("made", (), 0.5, True), Proposal("made", (), 0.5, False)], ("one",))
    assert (base, layer, one) == pytest.approx((0.0, 1.0, 0.0), abs=1e-6)


def test_fitting_is_a_maximum_and_the_same_each_time() -> None:
    cases = made(Weights(0.2, 1.0, {"one": 1.0}), 300)
    found = fitted(cases, ("one",))
    assert (found == fitted(cases, ("one",))).all()

    def likelihood(w: np.ndarray) -> float:
        total = -((w - np.array([0.0, 1.0, 0.0])) ** 2).sum() / 2
        for case in cases:
            score = w[0] + w[1] * log_odds(case.chance) + w[2] * ("one" in case.rules)
            total -= np.log1p(exp(-score if case.right else score))
        return float(total)

    best = likelihood(found)
    for k in range(3):
        for step in (-0.05, 0.05):
            moved = found.copy()
            moved[k] += step
            assert likelihood(moved) < best


def test_the_table_has_a_row_for_each_judgement_and_is_read_back() -> None:
    cases = [Proposal(name, (), 0.5, bool(i % 3)) for name in ("when", "target", "event") for i in range(6)]
    text = table([*cases, Proposal("event", ("verb", "agrees"), 0.9, True)])
    rows = [line.split("\t") for line in text.splitlines()]
    assert rows[0] == ["judgement", "weights", "cases", "right"]
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [
        ("event", "7", "5"),
        ("target", "6", "4"),
        ("when", "6", "4"),
    ]
    assert table(list(reversed([*cases, Proposal("event", ("verb", "agrees"), 0.9, True)]))) == text
    for name, cell, *_ in rows[1:]:
        row = evidence._weights(cell)
        assert set(row.rules) == set(RULES.get(name, PART))


def report() -> Gold:
    """Two sentences of our own with their answers; the incident is invented."""

    def span(word: str, of: str, after: int = 0) -> Marked:
        start = TEXT.index(word, after)
        return Marked(start, start + len(word), of)

    second = TEXT.index("They")
    claims = (
        GoldClaim("c1", "Claim", "t1", "affirms", "certain", 0, 51, (Held("e1"),)),
        GoldClaim("c2", "Denial", "t2", "denies", "certain", second, len(TEXT), (Held("e1", "perpetrator", "t2"),)),
    )
    return Gold(
        "r1", TEXT, None, date(2021, 5, 20), None,
        mentions=(span("The army", "t1"), span("rebels", "t2"), span("They", "t2"), span("Dorvan", "t3")),
        triggers=(span("shelled", "e1"), span("shelling", "e1")),
        cues=(span("said", "c1"), span("denied", "c2")),
        things=(Thing("t1", "StateForce"), Thing("t2", "ArmedGroup"), Thing("t3", "Place")),
        events=(Event("e1", "Shelling", "happened", (("perpetrator", "t2"), ("target", "t3")),
                      When(date(2021, 5, 14), date(2021, 5, 14), "day")),),
        relations=(), claims=claims,
    )  # fmt: skip


def parsed(**signals: dict[int, Signal]) -> Doc:
    spaces = [bool(after) for after in _spaces()]
    doc = Doc(spacy.blank("en").vocab, WORDS, spaces, pos=TAGS, lemmas=LEMMAS, heads=HEADS, deps=DEPS,
              sent_starts=[i in (0, THEY) for i in range(len(WORDS))],
              morphs=["Tense=Past|VerbForm=Fin" if tag == "VERB" else "" for tag in TAGS])  # fmt: skip
    assert doc.text == TEXT
    doc.set_ents([Span(doc, 8, 9, label="LOC")])
    for i, kind in ((1, "organization"), (6, "person"), (8, "place"), (10, "person")):
        doc[i]._.mention_class = kind
    doc._.frames = (Frame(7, "shell.01", (Argument("ARG0", 6, 0.9), Argument("ARG1", 8, 0.9))),)
    layers = ("events", "told", "cues", "certainty", "kinds", "figures")
    given: dict[str, dict[int, Signal]] = {name: signals.get(name, {}) for name in layers}
    links = {2: (Argument("claimant", 6, 0.2), Argument("holds", 7, 0.8)), 7: (Argument("when", FRIDAY, 0.4),),
             11: (Argument("holds", 7, 0.3),), 13: (Argument("same", 7, 0.9), Argument("target", 1, 0.1)),
             THEY: (Argument("same", 6, 0.7),)}  # fmt: skip
    doc._.signals = Signals(**given, links=links)
    return doc


def _spaces() -> list[str]:
    rest, found = TEXT, []
    for word in WORDS:
        rest = rest.removeprefix(word)
        found.append(" " if rest.startswith(" ") else "")
        rest = rest.lstrip()
    return found


def test_answers_are_found_at_the_head_words() -> None:
    gold, doc = report(), parsed()
    answers = Answers.of(gold, doc)
    assert dict(answers.things) == {1: {"t1"}, 6: {"t2"}, THEY: {"t2"}, 8: {"t3"}}
    assert answers.events == {7: gold.events[0], 13: gold.events[0]}
    assert {i: [c.id for c in found] for i, found in answers.claims.items()} == {2: ["c1"], 11: ["c2"]}
    rule = Rule("", "n", "", "Shelling", {}, weak=False)
    assert answers.event(Trigger(13, 12, 14, "Shelling", rule)) == gold.events[0]
    assert answers.event(Trigger(2, 2, 3, "Shelling", rule)) is None


def found(gold: Gold, doc: Doc) -> dict[str, list[Proposal]]:
    rows: dict[str, list[Proposal]] = {}
    for one in proposals(gold, doc):
        rows.setdefault(one.judgement, []).append(one)
    return rows


def test_proposals_of_a_report_and_whether_its_answers_bear_them_out() -> None:
    events = {7: Signal("Shelling", 0.9, 0.95), 9 - 1: Signal("Protest", 0.2, 0.3), 13: Signal("Shelling", 0.8, 0.8)}
    told = {7: Signal("happened", 0.9, 0.9), 13: Signal("happened", 0.8, 0.8)}
    rows = found(report(), parsed(events=events, told=told, cues={11: Signal("Denial", 0.6, 0.8)}))
    assert set(rows["event"]) == {
        Proposal("event", ("verb", "agrees"), 0.95, True), Proposal("event", ("noun", "agrees", "plain"), 0.8, True),
        Proposal("event", (), 0.3, False),
    }  # fmt: skip
    assert [(one.chance, one.right) for one in rows["happened"]] == [(0.9, True), (0.8, True)]
    assert Proposal("perpetrator", ("frame",), 0.0, True) in rows["perpetrator"]
    assert Proposal("target", ("frame",), 0.0, True) in rows["target"]
    assert Proposal("target", ("far",), 0.1, False) in rows["target"]
    assert (0.4, True) in [(one.chance, one.right) for one in rows["when"]]
    assert Proposal("claimant", ("grammar",), 0.0, True) in rows["claimant"]
    assert Proposal("claimant", (), 0.2, False) in rows["claimant"]
    (denial,) = rows["denies"][-1:]
    assert (denial.rules, denial.right) == (("plain",), True) and denial.chance == pytest.approx(0.75)
    assert Proposal("holds", ("innermost",), 0.8, True) in rows["holds"]
    assert Proposal("holds", (), 0.3, True) in rows["holds"]
    assert [(one.chance, one.right) for one in rows["same-event"]] == [(0.9, True)]
    assert (0.7, True) in [(one.chance, one.right) for one in rows["same-pronoun"]]
    for judgement, cases in rows.items():
        assert judgement in weights()
        assert all({*one.rules} <= set(RULES.get(judgement, PART)) for one in cases), judgement


def test_an_event_that_no_answer_knows_yields_nothing_but_that_it_is_none() -> None:
    gold = report()
    bare = Gold(gold.id, TEXT, None, gold.published, None, gold.mentions, (), (), gold.things, (), (), ())
    rows = found(bare, parsed(events={7: Signal("Shelling", 0.9, 0.95)}))
    assert {one.right for one in rows["event"]} == {False}
    assert not {"perpetrator", "target", "when", "happened", "holds", "claimant", "same-event"} & set(rows)


def test_an_event_that_is_not_told_as_happened_yields_no_roles() -> None:
    gold = report()
    (event,) = gold.events
    planned = Event(event.id, event.kind, "planned", event.arguments, event.when)
    other = Gold(gold.id, TEXT, None, gold.published, None, gold.mentions, gold.triggers, gold.cues, gold.things,
                 (planned,), (), gold.claims)  # fmt: skip
    rows = found(other, parsed(told={7: Signal("planned", 0.8, 0.8)}))
    assert [one.right for one in rows["happened"]] == [False]
    assert not {"perpetrator", "target", "when", "holds"} & set(rows)


def test_each_report_counts_alike_in_a_judgement_however_much_it_proposes() -> None:
    one, other = Proposal("event", (), 0.9, True), Proposal("when", (), 0.5, False)
    long, short = [one] * 9 + [other], [replace(one, right=False)]
    found = balanced([long, short])
    assert sum(p.weight for p in found if p.right) == pytest.approx(5)
    assert sum(p.weight for p in found if p.judgement == "event" and not p.right) == pytest.approx(5)
    assert [p.weight for p in found if p.judgement == "when"] == [1]
