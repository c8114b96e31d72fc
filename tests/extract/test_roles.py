"""Who took part, where and when: what grammar, setting and layers propose, and what is made of it."""

from dataclasses import replace
from datetime import date

import pytest
from layered import fix, named, see, sure
from sentences import at, scene, trigger

from graphbuild.extract.evidence import UNLAYERED, weights
from graphbuild.extract.layers import ANCHOR, Signal
from graphbuild.extract.participants import Participant, participants
from graphbuild.extract.roles import (
    ROLES,
    Candidate,
    Harms,
    candidates,
    entity_for,
    fitting,
    harm_by_word,
    linked,
    main_place,
    parts,
    times_proposed,
    when,
)
from graphbuild.extract.scene import Scene
from graphbuild.extract.times import TimeExpression

SHELLED = "Rebels shelled the market."
KILLED = "Two soldiers were killed by militants in Dorvan on Monday."
IN_TAVOSH = "Gunmen attacked a convoy in Tavosh on 3 May."


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)


def link(one: Scene, word: str, *links: tuple[str, str, float]) -> None:
    """Let the layers take a word for an event with these links, (relation, other word, probability), and no more."""
    i = at(one.doc, word)
    row = {(label, at(one.doc, other)): chance for label, other, chance in links}
    see(one.doc, events={i: sure("Attack")}, links={i: row})


def proposed(one: Scene, word: str, around: int | None = None, harms: Harms | None = None) -> dict[str, Candidate]:
    """What is proposed for an event, as "relation word"."""
    wider, found = candidates(one, trigger(one, word), around, harms or {})
    return {f"{row.relation} {named(wider, row.entity)}": row for row in found}


def taking_part(one: Scene, word: str, around: int | None = None, harms: Harms | None = None) -> dict[str, float]:
    """What is made of it, as "relation word" with confidence."""
    wider, found, _ = parts(one, trigger(one, word), around, harms or {})
    return {f"{relation} {named(wider, i)}": confidence for (relation, i), confidence in found.items()}


def entity(one: Scene, word: str) -> int:
    return one.by_head[at(one.doc, word)]


def test_grammar_and_layer_propose_candidates_with_rules_and_probability() -> None:
    one = scene(SHELLED)
    link(one, "shelled", ("perpetrator", "Rebels", 0.7), ("participant", "Rebels", 0.2), ("place", "market", 0.3))
    found = proposed(one, "shelled")
    assert {name: (row.rules, row.chance) for name, row in found.items()} == {
        "perpetrator Rebels": (["frame"], 0.7),
        "target market": (["frame"], 0.0),
        "participant Rebels": ([], 0.2),
        "place market": ([], 0.3),
    }


def test_the_phrase_comes_before_the_clause_and_the_setting_lends_a_place_only_where_there_is_none() -> None:
    one = scene(KILLED)
    assert proposed(one, "killed")["place Dorvan"].rules == ["phrase"]
    assert proposed(one, "killed", around=entity(one, "soldiers"))["place Dorvan"].rules == ["phrase"]
    two = scene("The blast killed four people.", KILLED)
    assert proposed(two, "blast", around=entity(two, "Dorvan"))["place Dorvan"].rules == ["setting"]
    assert proposed(two, "blast") == {}
    where = scene("The village where rebels attacked the army is empty.")
    assert proposed(where, "attacked")["place village"].rules == ["clause"]


def test_only_a_place_that_nothing_but_the_setting_gave_is_inherited() -> None:
    one = scene("The blast killed four people.", KILLED)
    dorvan = entity(one, "Dorvan")
    link(one, "blast")
    assert parts(one, trigger(one, "blast"), dorvan, {})[2] == {("place", dorvan)}
    assert parts(one, trigger(one, "blast"), None, {})[2] == frozenset()
    assert parts(scene(KILLED), trigger(scene(KILLED), "killed"), None, {})[2] == frozenset()


def test_an_entity_has_one_role_the_surest_and_may_be_the_place_beside() -> None:
    one = scene(SHELLED)
    link(one, "shelled", ("participant", "Rebels", 0.6), ("place", "market", 0.8))
    assert set(taking_part(one, "shelled")) == {"perpetrator Rebels", "target market", "place market"}
    link(one, "shelled", ("participant", "Rebels", 0.98))
    assert set(taking_part(one, "shelled")) == {"participant Rebels", "target market"}
    link(one, "shelled", ("participant", "Rebels", 0.6), ("perpetrator", "Rebels", 0.5))
    assert set(taking_part(one, "shelled")) == {"perpetrator Rebels", "target market"}


def test_the_surest_stand_first_and_none_below_the_least() -> None:
    one = scene(SHELLED, KILLED)
    link(one, "shelled", ("killed", "soldiers", 0.75), ("place", "Dorvan", 0.85), ("injured", "militants", 0.3))
    found = taking_part(one, "shelled")
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert found["killed soldiers"] == pytest.approx(0.75) and "injured militants" not in found
    strict = taking_part(replace(one, least=0.8), "shelled")
    assert "place Dorvan" in strict and "killed soldiers" not in strict
    lenient = taking_part(replace(one, least=0.25), "shelled")
    assert "injured militants" not in lenient, "people harmed of whom no rule tells need more"


def test_an_event_may_be_in_several_places() -> None:
    one = scene("Rebels abducted two doctors in Dorvan.", IN_TAVOSH)
    link(one, "abducted", ("place", "Dorvan", 0.5), ("place", "Tavosh", 0.9))
    assert {name for name in taking_part(one, "abducted") if name.startswith("place")} == {
        "place Dorvan", "place Tavosh"
    }  # fmt: skip


def test_a_named_place_stands_for_an_event_before_one_that_is_described() -> None:
    one = scene("Shells hit the market in Dorvan, killing five people.", IN_TAVOSH)
    market, dorvan, tavosh, people = (entity(one, word) for word in ("market", "Dorvan", "Tavosh", "people"))
    assert main_place(one, [("place", market), ("place", tavosh), ("place", dorvan)]) == tavosh
    assert main_place(one, [("killed", people), ("place", market)]) == market
    assert main_place(one, [("target", dorvan), ("killed", people)]) is None


def test_victims_who_are_no_entity_yet_are_made() -> None:
    one = scene("The blast left three dead.")
    assert one.entities == ()
    wider, found, _ = parts(one, trigger(one, "dead"), None, {})
    ((relation, i),) = found
    assert (relation, wider.entities[i].kind, wider.entities[i].label) == ("killed", "CasualtyFigure", "three")
    again, more, _ = parts(wider, trigger(wider, "dead"), None, {})
    assert again.entities == wider.entities and set(more) == set(found)


def test_the_layer_makes_an_entity_of_a_word_only_where_it_is_likely() -> None:
    one = scene("The minister said in Tavosh on Friday that rebels had shelled the market.")
    bare = replace(one, entities=tuple(e for e in one.entities if one.doc[e.head].text != "rebels"))
    rebels, shelled = at(one.doc, "rebels"), at(one.doc, "shelled")
    for chance, made in ((0.9, True), (0.3, False)):
        row = {("perpetrator", rebels): chance}
        see(one.doc, kinds={rebels: sure("ArmedGroup")}, links={shelled: row})
        wider, _ = candidates(bare, trigger(bare, "shelled"), None, {})
        assert (rebels in wider.by_head) == made
    assert wider.entities == bare.entities
    see(one.doc, kinds={rebels: sure("ArmedGroup")}, links={shelled: {("perpetrator", rebels): 0.9}})
    wider, found = candidates(bare, trigger(bare, "shelled"), None, {})
    made_of = wider.entities[wider.by_head[rebels]]
    assert (made_of.kind, made_of.form, made_of.label) == ("ArmedGroup", "nominal", "rebels")
    assert {one.relation for one in found} >= {"perpetrator"}


def test_a_word_of_no_kind_is_nobody() -> None:
    one = scene(SHELLED)
    assert entity_for(one, at(one.doc, "shelled"), "perpetrator", beside=False, sure=True) == (one, None)
    assert entity_for(one, at(one.doc, "the"), "killed", beside=False) == (one, None)
    wider, i = entity_for(one, at(one.doc, "the"), "killed", beside=False, sure=True)
    assert i == len(one.entities) and wider.entities[i].kind == "CasualtyFigure"


def test_harm_that_the_grammar_tells_of_another_event_speaks_for_it_and_other_harm_against_it() -> None:
    one = scene(KILLED, SHELLED)
    soldiers = at(one.doc, "soldiers")
    harms = harm_by_word(participants(one, trigger(one, word)) for word in ("killed", "shelled"))
    assert harms == {soldiers: frozenset({"killed"})}
    link(one, "shelled", ("killed", "soldiers", 0.4), ("injured", "militants", 0.9))
    assert proposed(one, "shelled", harms=harms)["killed soldiers"].rules == ["elsewhere"]
    assert proposed(one, "shelled", harms=harms)["injured militants"].rules == ["far"]
    assert "killed soldiers" in taking_part(one, "shelled", harms=harms)
    assert "killed soldiers" not in taking_part(one, "shelled")
    link(one, "shelled", ("injured", "soldiers", 0.9))
    assert proposed(one, "shelled", harms=harms)["injured soldiers"].rules == ["otherwise"]
    assert "injured soldiers" not in taking_part(one, "shelled", harms=harms)
    assert "injured soldiers" in taking_part(one, "shelled")
    link(one, "killed", ("killed", "soldiers", 0.9))
    assert proposed(one, "killed", harms=harms)["killed soldiers"].rules == ["frame"]


def test_harm_of_several_events_is_kept_together() -> None:
    rows = [
        (Participant("killed", 3, "frame"), Participant("perpetrator", 3, "marked")),
        (Participant("injured", 3, "syntax"), Participant("killed", 5, "frame")),
        (),
    ]
    assert harm_by_word(rows) == {3: frozenset({"killed", "injured"}), 5: frozenset({"killed"})}


def test_without_layers_the_grammar_is_taken_at_its_word() -> None:
    one = scene(KILLED)
    found = taking_part(one, "killed")
    assert set(found) == {"killed soldiers", "perpetrator militants", "place Dorvan"}
    assert set(found.values()) == {UNLAYERED}
    assert taking_part(replace(one, least=0.9), "killed") == {}
    assert Candidate("perpetrator", 0, rules=["frame"]).confidence(layered=False) == UNLAYERED
    assert Candidate("perpetrator", 0, chance=0.9).confidence(layered=False) == 0.0


def test_the_grammar_of_a_trigger_that_the_layer_hardly_sees_is_taken_at_its_word() -> None:
    one = dated(KILLED)
    killed, monday = trigger(one, "killed"), time(one, "Monday")
    for any_of, layered in ((ANCHOR - 0.01, False), (ANCHOR, True)):
        see(one.doc, events={killed.token: Signal("Killing", any_of, any_of)})
        assert linked(one, killed) == layered
        assert (set(taking_part(one, "killed").values()) == {UNLAYERED}) == (not layered)
        strict = replace(one, least=UNLAYERED + 0.05)
        assert when(strict, killed, None) == ((monday, False) if layered else None)
    see(one.doc, events={at(one.doc, "militants"): sure("Attack")})
    assert not linked(one, killed)


def test_a_role_that_no_entity_of_its_kind_can_have_is_none_or_another() -> None:
    one = scene("The rebels attacked the base with rockets.")
    link(one, "attacked", ("perpetrator", "base", 0.97), ("killed", "rockets", 0.97), ("instrument", "rebels", 0.97))
    found = proposed(one, "attacked")
    assert set(found) == {"perpetrator rebels", "target base", "instrument rockets", "target rockets"}
    for relation in ROLES:
        assert fitting(relation, "Person") in (None, relation)
    assert fitting("killed", "Place") == "target" and fitting("detained", "Place") == "detained"


def test_the_layer_links_with_any_word_of_the_trigger() -> None:
    one = scene("A suicide attack killed two guards.")
    attack = trigger(one, "attack")
    assert attack.start == at(one.doc, "suicide") < attack.token
    link(one, "suicide", ("killed", "guards", 0.7))
    assert taking_part(one, "attack") == {"killed guards": pytest.approx(0.7)}
    alone = replace(attack, start=attack.token)
    assert parts(one, alone, None, {})[1] == {}


def time(one: Scene, text: str) -> TimeExpression:
    return next(found for found in one.times if found.text == text)


def dated(*sentences: str) -> Scene:
    return replace(scene(*sentences), published=date(2021, 5, 20))


def test_times_are_proposed_by_grammar_setting_and_layer() -> None:
    one = dated(IN_TAVOSH, SHELLED, "Rebels shelled the market on Tuesday.")
    may, tuesday = time(one, "3 May"), time(one, "Tuesday")
    attacked, shelled = trigger(one, "attacked"), trigger(one, "shelled")
    assert [(t.text, rules) for t, rules, _ in times_proposed(one, attacked, tuesday)] == [("3 May", ["grammar"])]
    assert [(t.text, rules) for t, rules, _ in times_proposed(one, shelled, may)] == [("3 May", ["setting"])]
    link(one, "shelled", ("when", "Tuesday", 0.9), ("place", "3", 0.9))
    assert [(t.text, rules, c) for t, rules, c in times_proposed(one, shelled, None)] == [("Tuesday", [], 0.9)]


def test_the_likeliest_time_is_the_events_and_one_that_only_the_setting_gives_is_marked() -> None:
    one = dated(IN_TAVOSH, SHELLED, "Rebels shelled the market on Tuesday.")
    may, tuesday = time(one, "3 May"), time(one, "Tuesday")
    attacked, shelled = trigger(one, "attacked"), trigger(one, "shelled")
    assert when(one, attacked, tuesday) == (may, False)
    assert when(one, shelled, may) == (may, True)
    assert when(one, shelled, None) is None
    link(one, "shelled", ("when", "Tuesday", 0.97))
    assert when(one, shelled, may) == (tuesday, False)
    link(one, "shelled", ("when", "Tuesday", 0.3))
    assert when(one, shelled, may) == (may, True)
    assert when(one, shelled, None) is None
    assert when(replace(one, least=0.2), shelled, None) == (tuesday, False)


def test_a_day_that_no_calendar_knows_and_the_day_of_filing_date_nothing() -> None:
    undated = scene("Rebels shelled the market on Tuesday.")
    link(undated, "shelled", ("when", "Tuesday", 0.97))
    assert when(undated, trigger(undated, "shelled"), None) is None
    filed = dated("DORVAN, May 9 (Agency) --", SHELLED)
    assert filed.filed
    link(filed, "shelled", ("when", "May", 0.97))
    assert when(filed, trigger(filed, "shelled"), filed.filed[0]) is None


def test_a_place_that_the_grammar_has_take_part_has_a_weight() -> None:
    one = scene("Fighting broke out between the army and the rebels near Tavosh.")
    lands = tuple(replace(e, kind="Place") for e in one.entities)
    found = proposed(replace(one, entities=lands), "Fighting")
    assert set(found["place army"].rules) <= set(weights()["place"].rules)


def test_a_victim_that_no_event_keeps_is_no_entity() -> None:
    one = scene("The blast left three dead.")
    link(one, "blast", ("abducted", "three", 0.02))
    wider, found, _ = parts(one, trigger(one, "blast"), None, {})
    assert not found
    assert wider.entities == ()
