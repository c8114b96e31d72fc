"""Words that say it was not so: who denies by them, and what nobody claims by them."""

from dataclasses import replace

import pytest
from layered import FIXED, acting, fix, heard, see, sure
from sentences import at, claimant, held, read, scene, words

from graphbuild.extract.attribution import attributions
from graphbuild.extract.voices import refuses, voices
from graphbuild.model import Claim, Reading

NEVER = "The Front never attacked the convoy, its spokesman said."
AMBUSHED = "The Front ambushed the convoy, the army said."
NONE = "None of our men shot the driver, the commander confirmed."
CLEAR = "It is clear that none of our men shot the driver, the commander said."
NO_DOUBT = "There is no doubt that rebels attacked the base, the minister said."
NOT_REBELS = "It was not the rebels who attacked the base, the minister said."
OWN = "The army did not attack the village."
NO_PART = "The Front had no part in it, its spokesman insisted."
NOT_OURS = "The bomb was not ours, the commander said."
KILLED = "Four farmers were killed near Gorwan."
NOT_WE = '"We did not lay the mine," said Commander Bako.'
LAID = '"The Front laid the mine," said Commander Bako.'
ACCUSED = "The ministry accused the rebels of shelling the market."
SAID = "The army said the rebels had attacked the base."
SHELLED = "Rebels shelled the market."
EXPLODED = "A bomb exploded in Dorvan."
DENIED_IT = "The army denied it."
DENIED_ATTACK = "The rebels denied the attack."
DENIED_BY = "The attack was denied by the army."
NO_SLEEP = "The guards denied Omar sleep after the attack."
NO_SLEEP_FOR_HIM = "The guards denied him sleep after the attack."
NO_ENTRY = "Omar was denied entry after the attack."
NO_COMMENT = "The army has not commented on the attack, the ministry said."
NO_REPLY = "The army did not reply, the ministry added."


@pytest.fixture(autouse=True)
def overruled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the layer have its way where the grammar says that an event did not happen."""
    fix(monkeypatch, happened=replace(FIXED["happened"], rules={"denied": -1.0}))


def kinds(reading: Reading) -> list[tuple[str | None, str, str]]:
    return [(claimant(reading, claim), claim.kind, claim.stance) for claim in reading.claims]


def perpetrators(reading: Reading, claims: list[Claim]) -> set[tuple[str, str]]:
    """Who did what, as these claims have it."""
    told = {triple for claim in claims for triple in words(reading, claim)}
    return {(event, actor) for event, relation, actor in told if relation == "perpetrator"}


@pytest.mark.parametrize(
    ("text", "event", "holder", "verb"),
    [(NEVER, "attacked", "its spokesman", "say"), (NONE, "shot", "the commander", "confirm")],
)
def test_who_says_in_so_many_words_that_it_was_not_so_denies_it_whatever_the_verb(
    text: str, event: str, holder: str, verb: str
) -> None:
    reading = heard(text, happened=(event,))
    (claim,) = reading.claims
    assert (claimant(reading, claim), claim.kind, claim.stance, claim.verb) == (holder, "Denial", "denies", verb)


def test_who_denies_having_done_it_denies_that_and_not_whom_it_hit() -> None:
    reading = heard(NEVER, happened=("attacked",))
    (claim,) = reading.claims
    assert words(reading, claim) == {("attacked", "perpetrator", "The Front")}


def test_what_the_outlet_itself_negates_is_its_own_denial() -> None:
    reading = heard(OWN, happened=("attack",))
    assert kinds(reading) == [(None, "Denial", "denies")]


@pytest.mark.parametrize(
    ("text", "event", "expected"), [(AMBUSHED, "ambushed", 2), (NEVER, "attacked", 1), (OWN, "attack", 1)]
)
def test_words_that_negate_an_event_are_those_of_nobody_else_that_a_layer_links_with_it(
    text: str, event: str, expected: int
) -> None:
    reading = heard(text, ACCUSED, happened=(event,), links={"accused": {("holds", event): 0.97}})
    assert len(held(reading, "The ministry")) == expected


def test_a_denial_in_so_many_words_disputes_the_claim_of_another_who_affirms_it() -> None:
    links = {"attacked": {("same", "ambushed"): 0.97}}
    reading = heard(AMBUSHED, NEVER, happened=("attacked",), links=links)
    (denial,), (claim,) = held(reading, "its spokesman"), held(reading, "the army")
    assert (denial.disputes, claim.stance) == ((claim.id,), "affirms")


def test_who_says_that_he_had_no_part_in_what_another_told_denies_it() -> None:
    reading = heard(AMBUSHED, NO_PART, links={"insisted": {("holds", "ambushed"): 0.97}})
    (denial,), (claim,) = held(reading, "its spokesman"), held(reading, "the army")
    assert (denial.kind, denial.disputes) == ("Denial", (claim.id,))
    assert words(reading, denial) == {("ambushed", "perpetrator", "The Front")} < words(reading, claim)


def test_what_stands_below_words_that_negate_something_else_is_affirmed() -> None:
    reading = heard(NO_DOUBT)
    assert kinds(reading) == [("the minister", "Claim", "affirms")]


def test_who_took_part_is_told_by_the_one_who_alone_speaks_of_him() -> None:
    reading = heard(KILLED, LAID, links={"killed": {("perpetrator", "Front"): 0.9}})
    assert perpetrators(reading, held(reading, "Bako")) == {("killed", "The Front")}
    assert perpetrators(reading, held(reading, None)) == set()


def test_who_took_part_is_denied_by_the_one_who_negates_it_in_another_sentence() -> None:
    reading = heard(KILLED, NOT_WE, links={"killed": {("perpetrator", "We"): 0.9}})
    (denial,) = held(reading, "Bako")
    assert (denial.kind, denial.stance) == ("Denial", "denies")
    assert words(reading, denial) == {("killed", "perpetrator", "We")}


def test_the_outlet_says_nothing_of_whom_only_another_names() -> None:
    reading = heard(KILLED, NOT_WE, links={"killed": {("perpetrator", "We"): 0.9}})
    (claim,) = held(reading, None)
    assert {relation for _, relation, _ in words(reading, claim)} == {"killedIn", "place"}


def test_who_took_part_in_the_words_of_the_outlet_stays_with_the_one_who_tells_the_event() -> None:
    reading = heard(AMBUSHED, SHELLED, links={"ambushed": {("participant", "Rebels"): 0.9}})
    (claim,) = held(reading, "the army")
    assert ("ambushed", "participant", "Rebels") in words(reading, claim)


def test_who_took_part_in_what_is_only_asked_stays_with_the_one_who_tells_the_event(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acting(monkeypatch, "ask")
    reading = heard(KILLED, LAID, links={"killed": {("perpetrator", "Front"): 0.9}})
    assert perpetrators(reading, held(reading, None)) == {("killed", "The Front")}


@pytest.mark.parametrize(
    ("text", "holder", "expected"),
    [(LAID, "Bako", {("exploded", "Bako")}), (NO_PART, "its spokesman", set()), (NOT_OURS, "the commander", set())],
)
def test_nobody_claims_responsibility_by_words_that_say_it_was_not_so(
    text: str, holder: str, expected: set[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, "claim-responsibility")
    reading = read(EXPLODED, text)
    claims = [claim for claim in reading.claims if claim.kind == "ResponsibilityClaim"]
    assert perpetrators(reading, claims) == perpetrators(reading, held(reading, holder)) == expected


def test_nobody_claims_responsibility_for_an_event_that_its_clause_negates(monkeypatch: pytest.MonkeyPatch) -> None:
    acting(monkeypatch, "claim-responsibility")
    reading = heard(CLEAR, happened=("shot",))
    assert kinds(reading) == [("the commander", "Denial", "denies")]


@pytest.mark.parametrize(("text", "kind"), [(SAID, "Accusation"), (NOT_REBELS, "Claim")])
def test_nobody_is_accused_by_words_that_say_it_was_not_so(
    text: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    acting(monkeypatch, "accuse", "rebels")
    assert [claim.kind for claim in read(text).claims] == [kind]


@pytest.mark.parametrize("text", [DENIED_IT, DENIED_ATTACK, DENIED_BY])
def test_who_denies_what_is_said_makes_a_denial(text: str) -> None:
    one = scene(text)
    assert [said.stance for said in attributions(one.doc, one.times)] == ["denies"]
    see(one.doc, cues={at(one.doc, "denied"): sure("Denial")})
    assert [said.act for said in voices(one, ())[1]] == ["deny"]


@pytest.mark.parametrize("text", [NO_SLEEP, NO_SLEEP_FOR_HIM, NO_ENTRY])
def test_who_denies_somebody_a_thing_says_nothing(text: str) -> None:
    one = scene(text)
    assert attributions(one.doc, one.times) == ()
    see(one.doc, cues={at(one.doc, "denied"): sure("Denial")})
    assert voices(one, ())[1] == ()


@pytest.mark.parametrize("text", [NO_COMMENT, NO_REPLY])
def test_that_somebody_said_nothing_refuses_nothing(text: str) -> None:
    one = scene(text)
    (said,) = attributions(one.doc, one.times)
    assert not refuses(one, said)


def test_who_says_that_somebody_did_not_reply_denies_nothing_that_another_told() -> None:
    reading = heard(AMBUSHED, NO_REPLY, links={"added": {("holds", "ambushed"): 0.97}})
    assert [(claim.stance, claim.disputes) for claim in held(reading, "the ministry")] == [("affirms", ())]


def test_who_has_never_disowned_a_deed_denies_nothing() -> None:
    one = scene("The group has never disowned the murder.")
    see(one.doc, cues={at(one.doc, "disowned"): sure("Denial")})
    assert voices(one, ())[1] == ()
