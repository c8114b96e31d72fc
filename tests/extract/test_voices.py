"""Who holds what: attributions of the grammar and cues of the layers."""

from dataclasses import replace

import pytest
from layered import FIXED, fix, see, sure
from sentences import at, document, scene

from graphbuild.extract.attribution import Attribution, attributions
from graphbuild.extract.evidence import UNLAYERED
from graphbuild.extract.layers import Signal
from graphbuild.extract.scene import Scene
from graphbuild.extract.voices import (
    ACTS,
    Hold,
    claimants,
    covers,
    denial,
    denying,
    holders,
    holders_proposed,
    innermost,
    negating,
    refuses,
    voices,
)

SAID = "The army said the rebels had attacked the base."
SHELLED = "Rebels shelled the market."
DENIED = "The army denied the commission's claim that it had shelled the hospital."
DENIED_ONLY = "The rebels denied that they had attacked the base."


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)


def ruled(one: Scene) -> tuple[Attribution, ...]:
    return attributions(one.doc, one.times)


def held(one: Scene, said: tuple[Attribution, ...], word: str) -> tuple[Hold, ...]:
    token = at(one.doc, word)
    return holders(one, said, {token: (token, token + 1)})[token]


def test_without_layers_the_attributions_of_the_grammar_stand_as_they_are() -> None:
    one = scene(DENIED)
    assert voices(one, ruled(one)) == (one, ruled(one))


def test_a_cue_of_a_layer_adds_an_attribution_where_it_is_likely() -> None:
    one = scene(SAID, SHELLED)
    market, rebels = at(one.doc, "market"), at(one.doc, "Rebels")
    see(one.doc, cues={market: Signal("Denial", 0.6, 0.7)}, certainty={market: sure("possible")})
    _, found = voices(one, ruled(one))
    assert found[:1] == ruled(one)
    assert [(a.cue, a.act, a.stance, a.certainty, a.source, a.content) for a in found[1:]] == [
        ((market, market + 1), "deny", "denies", "possible", None, ())
    ]
    assert (found[1].start, found[1].end) == one.sentence(market)
    see(one.doc, cues={market: Signal("Denial", 0.4, 0.45)})
    assert voices(one, ruled(one))[1] == ruled(one)
    see(one.doc, cues={market: sure("Claim")}, links={market: {("claimant", rebels): 0.9, ("via", 1): 0.9}})
    added = voices(one, ruled(one))[1][1]
    assert (added.source, added.via, added.certainty) == (rebels, (1,), "certain")


@pytest.mark.parametrize(("label", "act", "stance"), [(label, *pair) for label, pair in ACTS.items()])
def test_the_label_of_a_cue_gives_act_and_stance(label: str, act: str, stance: str) -> None:
    one = scene(SHELLED)
    see(one.doc, cues={0: sure(label)})
    ((found),) = voices(one, ())[1]
    assert (found.act, found.stance) == (act, stance)


def test_a_cue_that_the_grammar_knows_is_added_once() -> None:
    one = scene(SAID)
    see(one.doc, cues={at(one.doc, "said"): sure("Claim")})
    assert voices(one, ruled(one))[1] == ruled(one)


def test_the_day_of_saying_that_a_layer_sees_is_kept() -> None:
    one = scene("Rebels shelled the market on Tuesday.")
    see(one.doc, cues={0: sure("Claim")}, links={0: {("said", at(one.doc, "Tuesday")): 0.9}})
    (added,) = voices(one, ())[1]
    assert added.on == one.times[0].start_token
    see(one.doc, cues={0: sure("Claim")}, links={0: {("said", at(one.doc, "Tuesday")): 0.2}})
    assert voices(one, ())[1][0].on is None


def test_claimants_are_proposed_by_grammar_and_layer() -> None:
    one = scene(DENIED, DENIED_ONLY)
    first, second, third = ruled(one)
    army, commission = at(one.doc, "army"), at(one.doc, "commission")
    see(one.doc, links={second.cue[0]: {("claimant", army): 0.3, ("claimant", commission): 0.6}})
    assert list(claimants(one, second)) == [(commission, ["grammar"], 0.6), (army, [], 0.3)]
    assert list(claimants(one, first)) == [(army, ["grammar"], 0.0)]
    they = at(one.doc, "they")
    assert list(claimants(one, replace(third, source=they))) == [(they, ["pronoun"], 0.0)]
    assert list(claimants(one, replace(third, source=None))) == []


def test_the_likeliest_claimant_is_chosen() -> None:
    one = scene(SAID)
    (said,) = ruled(one)
    army, rebels, cue = at(one.doc, "army"), at(one.doc, "rebels"), said.cue[0]
    see(one.doc, links={cue: {("claimant", rebels): 0.6}})
    assert voices(one, (said,))[1][0].source == army
    see(one.doc, links={cue: {("claimant", rebels): 0.98, ("claimant", army): 0.02}})
    assert voices(one, (said,))[1][0].source == rebels
    nobody = replace(said, source=None)
    assert voices(one, (nobody,))[1][0].source == rebels
    see(one.doc, links={cue: {("claimant", rebels): 0.4}})
    assert voices(one, (nobody,))[1][0].source is None


def test_a_claimant_that_only_the_layers_see_becomes_an_entity() -> None:
    one = scene(SAID)
    army = at(one.doc, "army")
    bare = replace(one, entities=tuple(e for e in one.entities if e.head != army))
    see(one.doc, kinds={army: sure("StateForce")}, links={at(one.doc, "said"): {("claimant", army): 0.97}})
    wider, (said,) = voices(bare, ruled(one))
    assert said.source == army
    assert (wider.entities[-1].head, wider.entities[-1].kind) == (army, "StateForce")
    assert voices(one, ruled(one))[0].entities == one.entities


def test_stance_and_act_are_judged_by_grammar_and_layer_together() -> None:
    one = scene(SAID)
    (said,) = ruled(one)
    cue = said.cue[0]
    see(one.doc, cues={cue: sure("Denial")})
    (found,) = voices(one, (said,))[1]
    assert (found.stance, found.act) == ("denies", "deny")
    see(one.doc, cues={cue: Signal("Denial", 0.3, 0.9)})
    assert voices(one, (said,))[1] == (said,)
    other = scene(DENIED_ONLY)
    (no,) = ruled(other)
    assert (no.stance, no.act) == ("denies", "deny")
    see(other.doc)
    assert voices(other, (no,))[1] == (no,)
    see(other.doc, cues={no.cue[0]: sure("Denial")})
    assert voices(other, (no,))[1] == (no,)


def test_what_the_grammar_takes_for_a_denial_may_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    light = FIXED | {"denies": replace(FIXED["denies"], rules={"grammar": 1.0})}
    monkeypatch.setattr("graphbuild.extract.voices.weights", lambda: light)
    one = scene(DENIED_ONLY)
    (no,) = ruled(one)
    see(one.doc, cues={no.cue[0]: sure("Accusation")})
    (found,) = voices(one, (no,))[1]
    assert (found.stance, found.act) == ("affirms", "accuse")
    see(one.doc, cues={no.cue[0]: sure("Claim")})
    assert voices(one, (no,))[1][0].act == "say"


def test_a_saying_that_the_layer_takes_for_an_accusation_names_the_accused() -> None:
    one = scene(SAID)
    (said,) = ruled(one)
    cue, attacked, rebels = said.cue[0], at(one.doc, "attacked"), at(one.doc, "rebels")
    links = {cue: {("holds", attacked): 0.9}, attacked: {("perpetrator", rebels): 0.9}}
    see(one.doc, cues={cue: sure("Accusation")}, links=links)
    (found,) = voices(one, (said,))[1]
    assert (found.act, found.stance, found.accused) == ("accuse", "affirms", rebels)
    see(one.doc, cues={cue: sure("Accusation", 0.4)}, links=links)
    assert voices(one, (said,))[1][0].act == "say"
    see(one.doc, cues={cue: sure("ResponsibilityClaim")})
    found = voices(one, (said,))[1][0]
    assert (found.act, found.accused) == ("claim-responsibility", None)


def test_who_is_seen_to_report_the_deed_of_another_claims_none() -> None:
    one = scene(SAID)
    (said,) = ruled(one)
    assert said.source is not None
    cue, attacked, rebels = said.cue[0], at(one.doc, "attacked"), at(one.doc, "rebels")
    own = sure("ResponsibilityClaim")
    for doer, act in ((rebels, "say"), (said.source, "claim-responsibility")):
        see(one.doc, cues={cue: own}, links={cue: {("holds", attacked): 0.9}, attacked: {("perpetrator", doer): 0.9}})
        assert voices(one, (said,))[1][0].act == act
    see(one.doc, cues={cue: own}, kinds={said.source: sure("MediaOrganization")})
    assert voices(one, (said,))[1][0].act == "say"


def test_the_chance_of_a_denial_is_that_among_cues() -> None:
    one = scene(SAID)
    (said,) = ruled(one)
    assert denial(one, said) is None
    for signal, expected in (
        (Signal("Denial", 0.6, 0.8), 0.75),
        (Signal("Claim", 0.6, 0.8), 0.25),
        (Signal("Claim", 0.9, 0.9), 0.0),
    ):
        see(one.doc, cues={said.cue[0]: signal})
        assert denial(one, said) == pytest.approx(expected)


def test_the_innermost_holds_what_it_says() -> None:
    one = scene(DENIED)
    said = ruled(one)
    shelled = at(one.doc, "shelled")
    assert [one.doc[said[k].cue[0]].text for k in innermost(said, shelled)] == ["claim", "denied"]
    assert innermost(said, at(one.doc, "army")) == []
    assert not covers(said[1], said[1].cue[0])
    rules = {k: found for k, found, _ in holders_proposed(one, said, shelled, (shelled, shelled + 1))}
    assert rules == {1: ["innermost"], 0: ["answered"]}


def test_what_is_denied_as_a_claim_is_claimed_as_surely_as_it_is_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = replace(FIXED["holds"], rules={"innermost": -4.0, "answered": 8.0, "outer": 0.0})
    fix(monkeypatch, holds=unsure)
    one = scene(DENIED)
    see(one.doc, events={at(one.doc, "shelled"): sure("Shelling")})
    first, second = held(one, ruled(one), "shelled")
    assert first.confidence == second.confidence > 0.5


def test_who_says_around_another_saying_is_outer_and_one_source_does_not_deny_itself() -> None:
    one = scene(DENIED)
    no, claim = ruled(one)
    shelled = at(one.doc, "shelled")
    for outer in (replace(no, stance="affirms", act="say"), replace(no, source=claim.source)):
        rules = {k: found for k, found, _ in holders_proposed(one, (outer, claim), shelled, (shelled, shelled + 1))}
        assert rules == {1: ["innermost"], 0: ["outer"]}
        assert [one.attribution for one in held(one, (outer, claim), "shelled")] == [1]


def test_without_layers_the_innermost_and_the_denial_around_it_hold_an_event() -> None:
    one = scene(SHELLED, DENIED)
    said = ruled(one)
    again = at(one.doc, "shelled", at(one.doc, "army"))
    found = holders(one, said, {1: (1, 2), again: (again, again + 1)})
    assert found[1] == ()
    assert found[again] == (Hold(0, UNLAYERED, True), Hold(1, UNLAYERED, True))
    assert holders(replace(one, least=0.9), said, {again: (again, again + 1)}) == {again: ()}


def test_the_layer_adds_holders_and_the_least_leaves_out_the_less_sure() -> None:
    one = scene(SAID, SHELLED)
    said = ruled(one)
    shelled, cue = at(one.doc, "shelled"), said[0].cue[0]
    see(one.doc, links={cue: {("holds", shelled): 0.7}})
    (hold,) = held(one, said, "shelled")
    assert (hold.attribution, hold.told) == (0, False) and hold.confidence == pytest.approx(0.7)
    assert held(replace(one, least=0.8), said, "shelled") == ()
    see(one.doc, links={cue: {("holds", shelled): 0.3}})
    assert held(one, said, "shelled") == ()
    assert [hold.attribution for hold in held(replace(one, least=0.2), said, "shelled")] == [0]


def test_an_event_of_another_sentence_is_taken_up_and_one_of_the_same_told() -> None:
    one = scene(SAID, SHELLED)
    said = ruled(one)
    attacked, shelled, cue = at(one.doc, "attacked"), at(one.doc, "shelled"), said[0].cue[0]
    see(one.doc, links={cue: {("holds", shelled): 0.9, ("holds", attacked): 0.9}})
    assert [hold.told for hold in held(one, said, "shelled")] == [False]
    assert [hold.told for hold in held(one, said, "attacked")] == [True]
    bare = (replace(said[0], content=()),)
    assert [hold.told for hold in held(one, bare, "attacked")] == [True]  # of the same sentence, without the grammar


def test_the_surest_holder_stands_first() -> None:
    one = scene(DENIED)
    said = tuple(replace(a, content=()) for a in ruled(one))
    shelled = at(one.doc, "shelled")
    links = {said[0].cue[0]: {("holds", shelled): 0.6}, said[1].cue[0]: {("holds", shelled): 0.9}}
    see(one.doc, links=links)
    assert [hold.attribution for hold in held(one, said, "shelled")] == [1, 0]


def test_a_link_with_any_word_of_the_trigger_counts() -> None:
    doc = document("A suicide attack killed two guards.", SAID)
    one = Scene(doc, (), None)
    said = ruled(one)
    suicide, attack = at(doc, "suicide"), at(doc, "attack")
    see(doc, links={said[0].cue[0]: {("holds", suicide): 0.9}})
    assert holders(one, said, {attack: (suicide, attack + 1)})[attack] != ()
    assert holders(one, said, {attack: (attack, attack + 1)})[attack] == ()


def test_the_plainest_words_of_denial_are_a_rule_of_their_own() -> None:
    one = scene(DENIED, DENIED_ONLY)
    denied, claimed, also_denied = ruled(one)
    assert [denying(one, said) for said in (denied, claimed, also_denied)] == [["plain"], [], ["plain"]]
    rejected = replace(denied, cue=claimed.cue, verb="reject")
    assert denying(one, rejected) == ["grammar"]
    assert denying(one, replace(rejected, verb="denial")) == ["plain"]
    assert denying(one, replace(denied, stance="affirms")) == []


NO_PART = "The Front had no part in it, its spokesman insisted."
NOT_OURS = "The bomb was not ours, the commander said."
NO_TRUTH = "There is no truth in this, the ministry said."
NOT_WE = '"We did not lay the mine," said Commander Bako.'
NONE = "None of our men shot the driver, the commander confirmed."
UNGUARDED = "The army said rebels attacked a base that nobody guarded."


NO_BLOOD = "We have no blood left, the doctor said."
NO_HELICOPTERS = "We have no helicopters there, the commander said."


@pytest.mark.parametrize("text", [NO_PART, NOT_OURS, NO_TRUTH, NOT_WE, NONE, NO_HELICOPTERS])
def test_words_that_say_it_was_not_so_refuse(text: str) -> None:
    one = scene(text)
    (said,) = ruled(one)
    assert refuses(one, said)


@pytest.mark.parametrize("text", [SAID, UNGUARDED, DENIED_ONLY, NO_BLOOD])
def test_words_of_which_the_main_clause_negates_nothing_do_not_refuse(text: str) -> None:
    one = scene(text)
    (said,) = ruled(one)
    assert not refuses(one, said)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("The Front had no part in it", True), ("had no part", True), ("part in it", False), ("in it ,", False)],
)
def test_words_negate_where_the_uppermost_among_them_does(words: str, expected: bool) -> None:
    one = scene(NO_PART)
    first, *_, last = words.split()
    start, end = at(one.doc, first), at(one.doc, last) + 1
    assert negating(one, start, end) is expected


def test_marks_alone_negate_nothing() -> None:
    one = scene(NOT_WE)
    assert not negating(one, 0, 1)


def test_words_that_negate_are_a_rule_of_denial_only_where_the_cue_is_none() -> None:
    one = scene(NO_PART)
    (said,) = ruled(one)
    assert denying(one, said) == ["negated"]
    assert denying(one, replace(said, stance="denies")) == ["grammar"]


@pytest.mark.parametrize(("text", "stance"), [(NOT_OURS, "denies"), (SAID, "affirms")])
def test_words_that_negate_tip_a_layer_that_is_undecided(text: str, stance: str) -> None:
    one = scene(text)
    (said,) = ruled(one)
    see(one.doc, cues={said.cue[0]: Signal("Denial", 0.4, 0.9)})
    assert voices(one, (said,))[1][0].stance == stance


def test_who_asserts_nothing_holds_nothing() -> None:
    one = scene(SAID)
    (said,) = ruled(one)
    assert [hold.attribution for hold in held(one, (said,), "attacked")] == [0]
    assert held(one, (replace(said, act="ask"),), "attacked") == ()
    see(one.doc, links={said.cue[0]: {("holds", at(one.doc, "attacked")): 0.97}})
    assert held(one, (replace(said, act="ask"),), "attacked") == ()
