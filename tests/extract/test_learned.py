"""What rules and layers make together of words: kinds, triggers, types, factuality, coreference."""

from dataclasses import replace

import pytest
from layered import FIXED, fix, see, sure
from sentences import at, by_id, document, scene

from graphbuild.extract.evidence import UNLAYERED
from graphbuild.extract.layers import Argument, Entity, Signal, Signals
from graphbuild.extract.learned import (
    antecedents,
    kinded,
    likeliest_type,
    merged_coreference,
    merged_triggers,
    mood,
    proposed,
    typed,
)
from graphbuild.extract.modality import Modality, Reason
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import triggers
from graphbuild.extract.understand import understand
from graphbuild.model import Article

HAPPENED = Modality(True, "asserted", "certain")
SHELLED = "Rebels shelled the market."
SAID = "The army said the rebels had attacked the base."


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)


def kinds(one: Scene, **signals: Signal) -> dict[str, str]:
    """The kinds of the entities by their head words, given what the layer makes of words."""
    see(one.doc, kinds={at(one.doc, word): signal for word, signal in signals.items()})
    return {one.doc[e.head].text: e.kind for e in kinded(one.doc, one.entities)}


def found(one: Scene) -> list[tuple[str, str]]:
    return [(one.doc[t.token].text, t.kind) for t, _ in merged_triggers(one, triggers(one))]


def test_a_vague_class_takes_that_of_the_layer_and_a_clear_one_only_where_the_layer_is_sure() -> None:
    one = scene("The army denied the commission's claim that it had shelled the hospital.")
    assert kinds(one, commission=sure("InternationalOrganization", 0.55))["commission"] == "InternationalOrganization"
    assert kinds(one, commission=sure("InternationalOrganization", 0.45))["commission"] == "Group"
    assert kinds(one, army=sure("ArmedGroup", 0.6))["army"] == "StateForce"
    assert kinds(one, army=sure("ArmedGroup", 0.9))["army"] == "ArmedGroup"
    assert kinds(one) == {"army": "StateForce", "commission": "Group", "it": "Group", "hospital": "Place"}


def test_the_layer_makes_no_person_of_a_place_that_is_described_but_of_a_name_where_it_is_sure() -> None:
    one = scene("Two soldiers were killed by militants in Dorvan on Monday.")
    assert kinds(one, militants=sure("Place", 0.99))["militants"] == "ArmedGroup"
    assert kinds(one, Dorvan=sure("ArmedGroup", 0.6))["Dorvan"] == "Place"
    assert kinds(one, Dorvan=sure("ArmedGroup", 0.9))["Dorvan"] == "ArmedGroup"


def test_a_count_of_people_stays_one() -> None:
    doc = document("The blast left three dead.")
    three = at(doc, "three")
    see(doc, kinds={three: sure("Person")})
    made = Entity(three, three + 1, three, "CasualtyFigure", "nominal", "three")
    assert kinded(doc, (made,)) == (made,)
    assert kinded(doc, (replace(made, kind="Civilians"),))[0].kind == "Civilians"


def test_without_layers_the_lexicon_is_taken_at_its_word() -> None:
    one = scene(SHELLED)
    ruled = triggers(one)
    assert merged_triggers(one, ruled) == tuple((trigger, UNLAYERED) for trigger in ruled) != ()
    assert mood(one, ruled[0].token, HAPPENED) == HAPPENED
    assert merged_coreference(one, [(0, 1, 0.4, "near")]) == [(0, 1, 0.4, "near")]


def test_lexicon_and_layer_propose_with_the_rule_and_the_probability() -> None:
    one = scene("The operation lasted two hours.", SHELLED)
    operation, shelled, market = (at(one.doc, word) for word in ("operation", "shelled", "market"))
    see(one.doc, events={operation: sure("Attack", 0.3), market: Signal("Protest", 0.4, 0.6)})
    assert [(t.token, rules, chance) for t, rules, chance in proposed(one, triggers(one))] == [
        (operation, ["weak", "agrees"], 0.3), (shelled, ["verb"], 0.0), (market, [], 0.6),
    ]  # fmt: skip


def test_a_trigger_is_as_sure_as_both_together_and_none_below_the_least() -> None:
    one = scene(SHELLED)
    shelled, market = at(one.doc, "shelled"), at(one.doc, "market")
    see(one.doc, events={shelled: sure("Shelling"), market: sure("Protest", 0.6)})
    assert found(one) == [("shelled", "Shelling"), ("market", "Protest")]
    confidence = {trigger.token: rated for trigger, rated in merged_triggers(one, triggers(one))}
    assert confidence[market] == pytest.approx(0.6) and confidence[shelled] > 0.97
    assert found(replace(one, least=0.7)) == [("shelled", "Shelling")]
    see(one.doc, events={shelled: sure("Shelling"), market: sure("Protest", 0.4)})
    assert found(one) == [("shelled", "Shelling")]
    assert found(replace(one, least=0.3)) == [("shelled", "Shelling"), ("market", "Protest")]


def test_a_word_that_holds_another_event_or_tells_nothing_is_proposed_by_no_layer() -> None:
    one = scene("The militia carried out the attack.")
    carried, out, attack = (at(one.doc, word) for word in ("carried", "out", "attack"))
    see(one.doc, events={0: sure("Attack"), carried: sure("Attack"), out: sure("Attack"), attack: sure("Attack")})
    assert found(one) == [("attack", "Attack")]
    see(one.doc, events={carried: sure("Attack")})
    assert ("carried", "Attack") in found(one)


def test_words_of_one_trigger_are_one_proposal() -> None:
    one = scene("A suicide attack killed two guards.")
    see(one.doc, events={at(one.doc, "suicide"): sure("Attack"), at(one.doc, "attack"): sure("SuicideBombing")})
    assert found(one) == [("attack", "SuicideBombing"), ("killed", "Killing")]


def test_the_type_is_the_layers_only_where_it_is_clear() -> None:
    (trigger,) = triggers(scene(SHELLED))
    assert typed(trigger, None) == trigger
    assert typed(trigger, Signal("Attack", 0.9, 0.95)).kind == "Attack"
    assert typed(trigger, Signal("Attack", 0.4, 0.42)).kind == "Shelling"  # not even likely
    assert typed(trigger, Signal("Attack", 0.55, 0.99)).kind == "Shelling"  # as likely something else
    assert typed(trigger, Signal("Attack", 0.9, 0.95)).token == trigger.token


def test_the_type_of_a_happening_is_that_of_its_triggers_together() -> None:
    one = scene(SHELLED)
    see(one.doc, events={0: sure("Killing", 0.4), 1: sure("Shelling", 0.35), 2: sure("Shelling", 0.3)})
    assert likeliest_type(one, [0, 1, 2]) == "Shelling"
    assert likeliest_type(one, [0]) is None
    assert likeliest_type(one, [3]) is None


@pytest.mark.parametrize(
    ("label", "reason"),
    [("planned", "planned"), ("negated", "negated"), ("demanded", "ordered"), ("habitual", "generic")],
)
def test_the_layer_takes_back_what_the_grammar_has_happen(label: str, reason: Reason) -> None:
    one = scene(SHELLED)
    see(one.doc, told={1: sure(label, 0.9)})
    assert mood(one, 1, HAPPENED) == Modality(False, reason, "certain")
    see(one.doc, told={1: sure("happened", 0.6)})
    assert mood(one, 1, HAPPENED) == HAPPENED
    see(one.doc, told={1: sure("happened")})
    assert mood(one, 1, HAPPENED) == HAPPENED


def test_what_the_grammar_denies_happened_only_where_the_layer_outweighs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    one = scene(SHELLED)
    denied = Modality(False, "planned", "probable")
    see(one.doc, told={1: sure("happened")})
    assert mood(one, 1, denied) == denied
    see(one.doc, told={1: sure("planned")})
    assert mood(one, 1, denied) == denied
    see(one.doc, told={0: sure("happened")})
    assert mood(one, 1, denied) == denied
    light = {"happened": replace(FIXED["happened"], rules={"denied": -1.0})}
    monkeypatch.setattr("graphbuild.extract.learned.weights", lambda: light)
    see(one.doc, told={1: sure("happened")})
    assert mood(one, 1, denied) == Modality(True, "asserted", "probable")


def test_what_its_clause_denies_stays_denied_where_the_layer_has_it_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch, happened=replace(FIXED["happened"], rules={"denied": -1.0}))
    one = scene(SHELLED)
    see(one.doc, told={1: sure("happened")})
    ruled = Modality(False, "negated", "certain", denied=True)
    assert mood(one, 1, ruled) == Modality(True, "asserted", "certain", denied=True)


def test_names_are_for_the_sieves_and_descriptions_for_both() -> None:
    one = scene("Omar Haddad died in Dorvan.", SAID, SHELLED)
    see(one.doc)
    at_head = {one.doc[e.head].text: i for i, e in enumerate(one.entities)}
    army, rebels, other = at_head["army"], at_head["rebels"], at_head["Rebels"]
    head = one.entities[other].head
    omar, dorvan = at_head["Omar"], at_head["Dorvan"]
    assert merged_coreference(one, [(omar, dorvan, 0.3, "same name")]) == [(omar, dorvan, 0.3, "same name")]
    ((left, right, _, reason),) = merged_coreference(one, [(rebels, other, 0.9, "the same words")])
    assert (left, right, reason) == (rebels, other, "the same words")
    see(one.doc, links={head: {("same", one.entities[rebels].head): 0.9, ("same", one.entities[army].head): 0.6}})
    assert merged_coreference(one, []) == [(rebels, other, 0.9, "the learned layer takes both for one")]
    see(one.doc, links={head: {("same", one.entities[rebels].head): 0.3}})
    assert merged_coreference(one, []) == []


MAYOR, HADDAD = "The murder of the mayor shocked the town.", "Omar Haddad died in Dorvan."


def heads(one: Scene) -> dict[str, int]:
    """The entities by their head words; the last of those that share one."""
    return {one.doc[e.head].text: i for i, e in enumerate(one.entities)}


def joined_by_layer(one: Scene, later: str, earlier: str, chance: float) -> list[tuple[int, int, float, str]]:
    """The links where no sieve says anything and the layer sees only this one."""
    at_head = heads(one)
    row = {("same", one.entities[at_head[earlier]].head): chance}
    see(one.doc, links={one.entities[at_head[later]].head: row})
    return merged_coreference(one, [])


def test_a_name_goes_with_a_description_before_it_where_the_layer_sees_it() -> None:
    one = scene(MAYOR, HADDAD)
    mayor, omar = heads(one)["mayor"], heads(one)["Omar"]
    assert one.entities[omar].form == "name" and one.entities[mayor].form == "nominal"
    assert joined_by_layer(one, "Omar", "mayor", 0.9) == [(mayor, omar, 0.9, "the learned layer takes both for one")]
    assert joined_by_layer(one, "Omar", "mayor", 0.2) == []
    assert joined_by_layer(one, "Omar", "town", 0.9) == []  # a person is no place
    assert joined_by_layer(one, "mayor", "Omar", 0.9) == []  # nor does a description go with what comes later


def test_a_name_that_its_own_sentence_explains_goes_with_no_other_description() -> None:
    one = scene(MAYOR, HADDAD)
    mayor, omar, dorvan = (heads(one)[word] for word in ("mayor", "Omar", "Dorvan"))
    assert joined_by_layer(one, "Omar", "mayor", 0.9) == [(mayor, omar, 0.9, "the learned layer takes both for one")]
    beside = (omar, dorvan, 0.9, "acronym in brackets")
    see(one.doc, links={one.entities[dorvan].head: {("same", one.entities[heads(one)["town"]].head): 0.9}})
    assert merged_coreference(one, [beside]) == [beside]
    assert len(merged_coreference(one, [(mayor, dorvan, 0.9, "named before")])) == 2


def test_no_description_makes_two_people_with_full_names_one() -> None:
    one = scene(MAYOR, HADDAD, "Sami Khoury died in Dorvan.")
    mayor, omar, sami = (heads(one)[word] for word in ("mayor", "Omar", "Sami"))
    row = {("same", one.entities[mayor].head): 0.9}
    see(one.doc, links={one.entities[omar].head: row, one.entities[sami].head: row})
    assert [link[:2] for link in merged_coreference(one, [])] == [(mayor, omar)]


def test_no_layer_joins_two_names() -> None:
    one = scene("The bombing killed Omar Haddad.", HADDAD)
    first, second = (i for i, e in enumerate(one.entities) if e.label == "Omar Haddad")
    see(one.doc, links={one.entities[second].head: {("same", one.entities[first].head): 0.97}})
    assert antecedents(one, []) == {}
    assert merged_coreference(one, []) == []
    assert merged_coreference(one, [(first, second, 1.0, "same name")]) == [(first, second, 1.0, "same name")]


def test_a_name_keeps_what_the_sieves_join_it_with_beside_the_description_of_the_layer() -> None:
    one = scene("The bombing killed Omar Haddad.", MAYOR, HADDAD)
    first, second = (i for i, e in enumerate(one.entities) if e.label == "Omar Haddad")
    mayor = heads(one)["mayor"]
    see(one.doc, links={one.entities[second].head: {("same", one.entities[mayor].head): 0.9}})
    found = merged_coreference(one, [(first, second, 1.0, "same name")])
    assert [link[:2] for link in found] == [(first, second), (mayor, second)]


def test_sieve_and_layer_agree_on_the_likeliest_antecedent() -> None:
    one = scene(SAID, SHELLED)
    at_head = {one.doc[e.head].text: i for i, e in enumerate(one.entities)}
    army, rebels, other = at_head["army"], at_head["rebels"], at_head["Rebels"]
    sieve = [(army, other, 0.6, "near"), (rebels, other, 0.9, "the same words")]
    see(one.doc)
    assert [link[:2] for link in merged_coreference(one, sieve)] == [(rebels, other)]
    head = one.entities[other].head
    see(one.doc, links={head: {("same", one.entities[army].head): 0.95}})
    ((left, right, score, reason),) = merged_coreference(one, sieve)
    assert (left, right, reason) == (army, other, "near") and 0.95 < score <= 1


def test_antecedents_are_earlier_mentions_of_a_like_kind_with_their_rules() -> None:
    one = scene(SAID, SHELLED)
    at_head = {one.doc[e.head].text: i for i, e in enumerate(one.entities)}
    heads = {word: one.entities[i].head for word, i in at_head.items()}
    army, rebels, other = at_head["army"], at_head["rebels"], at_head["Rebels"]
    row = {("same", heads["army"]): 0.2, ("same", heads["base"]): 0.9, ("same", heads["market"]): 0.9}
    see(one.doc, links={heads["Rebels"]: row, heads["army"]: {("same", heads["rebels"]): 0.9}})
    options = antecedents(one, [(rebels, other, 0.5, "near"), (army, other, 0.8, "alike")])
    assert options == {other: {rebels: (["weak"], 0.0, "near"), army: (["sieve"], 0.2, "alike")}}


def test_a_cue_that_no_list_holds_makes_a_denial() -> None:
    doc = document(SHELLED, "The army denied the commission's claim that it had shelled the hospital.")
    first = at(doc, "shelled")
    army, commission = at(doc, "army"), at(doc, "commission")
    events = {i: sure("Shelling") for i, token in enumerate(doc) if token.text == "shelled"}
    links = {commission: (Argument("claimant", army, 0.9), Argument("holds", first, 0.9))}
    cues, certainty = {commission: sure("Denial")}, {commission: sure("probable")}
    doc.signals = Signals(events, {}, cues, certainty, {}, {}, links)
    reading = understand(doc, Article("a1", doc.text), "hand-made")
    mentions = by_id(reading)
    denials = [c for c in reading.claims if c.kind == "Denial" and c.certainty == "probable"]
    assert [mentions[str(c.claimant)].text for c in denials] == ["The army"]
    assert all(mentions[p.subject].text == "shelled" for c in denials for p in c.propositions)
