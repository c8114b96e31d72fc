"""Which words tell of events, and of what type."""

import pytest
from sentences import document, scene, trees

from graphbuild.extract.triggers import LEXICON, POS, refinements, rules, table, triggers

# sentence -> the triggers as (words, type)
FOUND = [
    ("Two soldiers were killed by militants in Dorvan on Monday.", [("killed", "Killing")]),
    ("The raid, which killed nine fighters, lasted an hour.", [("raid", "ArmedAttack"), ("killed", "Killing")]),
    ("Rebels abducted two doctors in Dorvan.", [("abducted", "Abduction")]),
    ("Troops detained 30 protesters.", [("detained", "Detention")]),
    ("Talks between the government and the rebels resumed.", [("Talks", "Negotiation")]),
    ("The blast left three dead.", [("blast", "Bombing"), ("dead", "Killing")]),
    ("A rocket attack hit the market.", [("rocket attack", "MissileStrike"), ("hit", "Attack")]),
    ("A suicide attack killed two guards.", [("suicide attack", "SuicideBombing"), ("killed", "Killing")]),
    ("Gunmen opened fire on the convoy.", [("opened", "ArmedAttack")]),
    ("The army named Omar Haddad as the commander of the militia.", []),
]
RELATIONS = {"perpetrator", "target", "participant", "instrument", "place", "killed", "injured", "abducted", "detained",
             "displaced"}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_words_that_tell_of_events(text: str, expected: list[tuple[str, str]]) -> None:
    one = scene(text)
    assert [(one.doc.text_at(t.start, t.end), t.kind) for t in triggers(one)] == expected


def test_the_tree_alone_finds_the_same_words() -> None:
    for text, expected in FOUND:
        one = scene(text, frames=False)
        assert [(one.doc.text_at(t.start, t.end), t.kind) for t in triggers(one)] == expected


def test_an_event_noun_before_a_thing_is_no_event() -> None:
    assert triggers(scene("An attack helicopter crashed.")) == ()


def test_a_weak_word_is_marked_so_that_the_caller_asks_for_people() -> None:
    (weak,) = triggers(scene("The operation lasted two hours."))
    assert weak.rule.weak


def test_triggers_stand_in_the_order_of_the_text_each_word_once() -> None:
    one = scene(*trees())
    found = [t.token for t in triggers(one)]
    assert found == sorted(set(found))
    assert all(t.start <= t.token < t.end for t in triggers(one))


def test_every_row_of_the_event_lexicon_is_well_formed() -> None:
    read = table("events.tsv")
    assert len({(row["lemma"], row["pos"], row["roleset"], row["type"]) for row in read}) == len(read)
    assert {row["pos"] for row in read} <= set(POS.values())
    assert all(row["source"] and row["lemma"] == row["lemma"].lower() for row in read)
    assert {relation for rule in sum(rules().values(), ()) for relation in rule.roles.values()} <= RELATIONS


def test_every_type_is_a_class_of_the_ontology() -> None:
    ontology = (LEXICON.parents[2] / "ontologies" / "conflict.ttl").read_text(encoding="utf-8")
    kinds = {row["type"] for row in table("events.tsv")} | set(refinements().values())
    assert [kind for kind in sorted(kinds) if f"\ngb:{kind} a owl:Class" not in ontology] == []


def test_the_trees_spell_their_sentences() -> None:
    assert [text for text in trees() if document(text).text != text] == []
