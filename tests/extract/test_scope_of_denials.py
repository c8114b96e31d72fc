"""How far a denial goes: what it leaves standing, and what its holder says in the same breath."""

from dataclasses import replace

import pytest
from layered import FIXED, fix, heard
from sentences import at, held, read, scene, trigger, words

from graphbuild.extract.triggers import Rule, Trigger
from graphbuild.extract.understand import unhurt
from graphbuild.model import Reading

NOT_ITS_SOLDIERS = "The army denied that its soldiers had killed two villagers in Dorvan."
NOT_BY_ROCKETS = "The army denied that rockets had killed two villagers."
DENIED_KILLED = "The army denied that the mayor was killed."
OWN = "The army did not attack the village."
SYRIAN = "Syrian troops attacked the base with rockets."
SYRIA_DENIED = "The Syrian government denied the attack."
TURKEY_DENIED = "The Turkish government denied the attack."
MET = "Four farmers met near Gorwan."
KILLED = "Four farmers were killed near Gorwan."
NONE_DIED = "No farmer died near Gorwan, the army said."
NOBODY_HURT = "Nobody was hurt near Gorwan, the army said."
NOBODY_DEAD = "The blast killed nobody."
NOBODY_ATTACKED = "Nobody attacked near Gorwan, the army said."
NOBODY_KILLED = "Nobody killed the farmers near Gorwan, the army said."
NO_HOUSE = "No house was destroyed."
NOT_OUR_MEN = "None of our men shot the driver, the commander confirmed."
DENIED = "The army denied the murder of the mayor."
INSISTED = "The army insisted that rebels had killed the mayor."
ONE_BREATH = "The army denied the murder of the mayor and insisted that rebels had killed the mayor."
TWO_VOICES = "The army denied the murder of the mayor and the ministry insisted that rebels had killed the mayor."
TAKEN_BACK = "The militia claimed the attack and then denied that it had attacked the base."
MURDERED = {"killed": {("same", "murder"): 0.97}}


@pytest.fixture(autouse=True)
def overruled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the layer have its way where the grammar says that an event did not happen."""
    fix(monkeypatch, happened=replace(FIXED["happened"], rules={"denied": -1.0}))


def stances(reading: Reading, holder: str | None) -> dict[str, set[tuple[str, str, str]]]:
    """What a holder affirms and what it denies, in words."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for claim in held(reading, holder):
        found.setdefault(claim.stance, set()).update(words(reading, claim))
    return found


def test_a_denial_that_names_who_did_it_leaves_the_dead_and_the_place_standing() -> None:
    assert stances(read(NOT_ITS_SOLDIERS), "The army") == {"denies": {("killed", "perpetrator", "its soldiers")}}


def test_what_the_outlet_itself_negates_of_somebody_is_that_he_did_it() -> None:
    assert stances(heard(OWN, happened=("attack",)), None) == {"denies": {("attack", "perpetrator", "The army")}}


def test_a_denial_that_somebody_was_harmed_denies_that_whoever_did_it() -> None:
    reading = heard(DENIED_KILLED, links={"killed": {("perpetrator", "army"): 0.9}})
    assert stances(reading, "The army") == {"denies": {("the mayor", "killedIn", "killed")}}


def test_a_denial_that_names_nobody_denies_all_that_it_tells() -> None:
    denied = stances(read(NOT_BY_ROCKETS), "The army")["denies"]
    assert {relation for _, relation, _ in denied} == {"killedIn", "instrument"}


def test_who_denies_what_he_himself_is_said_to_have_done_denies_that_alone() -> None:
    told = "The army said the rebels had attacked the base."
    reading = heard(told, "The rebels denied the attack.", links={"attack": {("same", "attacked"): 0.97}})
    assert stances(reading, "The rebels")["denies"] == {("attacked", "perpetrator", "the rebels")}


def test_what_killed_nobody_is_no_killing() -> None:
    reading = read("The blast killed nobody in Dorvan.")
    assert "killed" not in {event for claim in reading.claims for event, _, _ in words(reading, claim)}


def test_who_denies_what_its_own_side_is_said_to_have_done_denies_that_alone() -> None:
    denied = stances(read(SYRIAN, SYRIA_DENIED), "The Syrian government")["denies"]
    assert denied == {("attacked", "perpetrator", "Syrian troops")}


def test_who_denies_what_another_side_is_said_to_have_done_denies_all_of_it() -> None:
    reading = read(SYRIAN, TURKEY_DENIED)
    (denial,), (told,) = held(reading, "The Turkish government"), held(reading, None)
    assert {relation for _, relation, _ in words(reading, denial)} == {"perpetrator", "target", "instrument"}
    assert (words(reading, denial), denial.disputes) == (words(reading, told), (told.id,))


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        (NONE_DIED, "died", True),
        (NOBODY_HURT, "hurt", True),
        (NOBODY_DEAD, "killed", True),
        (KILLED, "killed", False),
        (NOBODY_ATTACKED, "attacked", False),
        (NOBODY_KILLED, "killed", False),
        (NOT_OUR_MEN, "shot", False),
        (NO_HOUSE, "destroyed", False),
    ],
)
def test_that_nobody_came_to_harm_is_not_that_nobody_did_harm(text: str, event: str, *, expected: bool) -> None:
    one = scene(text)
    assert (unhurt(one, trigger(one, event)) is not None) is expected


def test_that_nobody_lost_his_life_is_that_nobody_came_to_harm() -> None:
    one = scene("No soldier lost his life.")
    lost = at(one.doc, "lost")
    seen = Trigger(lost, lost, lost + 1, "Killing", Rule("lose", "v", "", "Killing", {}, weak=False))
    assert unhurt(one, seen) == at(one.doc, "soldier")


@pytest.mark.parametrize(("text", "event", "fate"), [(NONE_DIED, "died", "killed"), (NOBODY_HURT, "hurt", "injured")])
def test_who_says_that_nobody_came_to_harm_denies_who_did_and_not_the_place(text: str, event: str, fate: str) -> None:
    reading = heard(MET, text, happened=(event,), links={event: {(fate, "farmers"): 0.97}})
    assert stances(reading, "the army") == {"denies": {("Four farmers", f"{fate}In", event)}}


@pytest.mark.parametrize(
    ("text", "event", "role", "kept"),
    [(NOBODY_ATTACKED, "attacked", "target", "target"), (NOBODY_KILLED, "killed", "killed", "killedIn")],
)
def test_who_says_that_nobody_did_it_denies_it_with_its_place(text: str, event: str, role: str, kept: str) -> None:
    reading = heard(MET, text, happened=(event,), links={event: {(role, "farmers"): 0.97}})
    (denial,) = held(reading, "the army")
    assert (denial.stance, {one.relation for one in denial.propositions}) == ("denies", {kept, "place"})


def test_what_one_denies_it_does_not_affirm_in_the_same_breath() -> None:
    assert stances(heard(ONE_BREATH, links=MURDERED), "The army") == {
        "denies": {("the mayor", "killedIn", "murder")},
        "affirms": {("killed", "perpetrator", "rebels")},
    }


def test_what_one_denies_another_may_affirm_in_the_same_sentence() -> None:
    reading = heard(TWO_VOICES, links=MURDERED)
    assert stances(reading, "The army") == {"denies": {("the mayor", "killedIn", "murder")}}
    assert ("the mayor", "killedIn", "killed") in stances(reading, "the ministry")["affirms"]


def test_what_one_denies_it_may_affirm_in_another_sentence() -> None:
    said = stances(heard(DENIED, INSISTED, links=MURDERED), "The army")
    assert said["denies"] == {("the mayor", "killedIn", "murder")}
    assert ("the mayor", "killedIn", "killed") in said["affirms"]


def test_who_takes_back_a_claim_of_responsibility_in_the_same_breath_does_both() -> None:
    reading = heard(TAKEN_BACK, links={"attacked": {("same", "attack"): 0.97}})
    claims = held(reading, "The militia")
    assert {claim.kind for claim in claims} == {"ResponsibilityClaim", "Denial"}
    assert all("perpetrator" in {one.relation for one in claim.propositions} for claim in claims)
