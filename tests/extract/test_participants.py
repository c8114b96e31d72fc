"""Who and what took part, from frames and from the tree alone."""

import pytest
from sentences import scene, trigger

from graphbuild.extract.participants import light_verbs, participants, with_companions
from graphbuild.extract.triggers import table

# sentence, word of the event, participants
TAKING_PART = [
    ("Gunmen attacked a convoy in Tavosh on 3 May.", "attacked", {("perpetrator", "Gunmen"), ("target", "convoy")}),
    ("Two soldiers were killed by militants in Dorvan on Monday.", "killed",
     {("killed", "soldiers"), ("perpetrator", "militants")}),
    ("Twelve villagers killed in the shelling were buried on Friday.", "killed", {("killed", "villagers")}),
    ("The raid, which killed nine fighters, lasted an hour.", "killed",
     {("killed", "fighters"), ("perpetrator", "raid")}),
    ("A driver who was wounded in the ambush died.", "wounded", {("injured", "driver")}),
    ("A driver who was wounded in the ambush died.", "died", {("killed", "driver")}),
    ("Soldiers stormed the village, killing six civilians.", "killing",
     {("perpetrator", "Soldiers"), ("killed", "civilians")}),
    ("Police arrested nine men and wounded two.", "wounded", {("perpetrator", "Police"), ("injured", "two")}),
    ("The blast left three dead.", "dead", {("killed", "three")}),
    ("The rebels attacked the base with rockets.", "attacked",
     {("perpetrator", "rebels"), ("target", "base"), ("instrument", "rockets")}),
    ("The militia carried out the attack.", "attack", {("perpetrator", "militia")}),
    ("The attack was carried out by the militia.", "attack", {("perpetrator", "militia")}),
    ("Troops began an operation against the rebels.", "operation", {("perpetrator", "Troops"), ("target", "rebels")}),
    ("Fighting broke out between the army and the rebels near Tavosh.", "Fighting",
     {("participant", "army"), ("participant", "rebels")}),
    ("Talks between the government and the rebels resumed.", "Talks",
     {("participant", "government"), ("participant", "rebels")}),
    ("The army's attack on the base failed.", "attack", {("perpetrator", "army"), ("target", "base")}),
    ("The murder of the mayor shocked the town.", "murder", {("killed", "mayor")}),
    ("At least 83 civilians and 40 rebels were killed.", "killed", {("killed", "civilians"), ("killed", "rebels")}),
]  # fmt: skip
IDS = [f"{text} {word}" for text, word, _ in TAKING_PART]


def found(text: str, word: str, *, frames: bool) -> set[tuple[str, str]]:
    one = scene(text, frames=frames)
    rows = participants(one, trigger(one, word))
    assert len({(row.relation, row.token) for row in rows}) == len(rows)
    return {(row.relation, one.doc[row.token].text) for row in rows}


def rules(text: str, word: str, *, frames: bool = True) -> dict[str, str]:
    """What says so, by "relation word"."""
    one = scene(text, frames=frames)
    return {f"{row.relation} {one.doc[row.token].text}": row.rule for row in participants(one, trigger(one, word))}


@pytest.mark.parametrize(("text", "word", "expected"), TAKING_PART, ids=IDS)
def test_roles_of_frame_and_tree(text: str, word: str, expected: set[tuple[str, str]]) -> None:
    assert found(text, word, frames=True) == expected


@pytest.mark.parametrize(("text", "word", "expected"), TAKING_PART, ids=IDS)
def test_where_the_roles_are_silent_the_tree_finds_everybody(
    text: str, word: str, expected: set[tuple[str, str]]
) -> None:
    days = {"Monday", "3", "5"}  # "on Monday" hangs as "on the convoy" does; no actor is read there later
    assert {one for one in found(text, word, frames=False) if one[1] not in days} == expected


def test_those_named_along_with_a_victim_and_those_joined_by_and_share_its_fate() -> None:
    one = scene("Gunmen killed a judge along with his driver and two guards.")
    killed = [row for row in participants(one, trigger(one, "killed")) if row.relation == "killed"]
    assert {one.doc[row.token].text for row in killed} == {"judge", "driver", "guards"}
    assert {row.rule for row in killed} == {"frame"}  # as the judge is, so are those who were with him


MARKED = [
    ("Two soldiers were killed by militants in Dorvan on Monday.", "killed", "perpetrator militants"),
    ("The army's attack on the base failed.", "attack", "perpetrator army"),
    ("The army's attack on the base failed.", "attack", "target base"),
]


@pytest.mark.parametrize(("text", "word", "part"), MARKED)
def test_a_preposition_or_a_possessive_names_the_part_whether_or_not_the_frame_has_it(
    text: str, word: str, part: str
) -> None:
    assert rules(text, word)[part] == rules(text, word, frames=False)[part] == "marked"


def test_an_argument_of_the_frame_is_surer_than_a_place_in_the_clause() -> None:
    text = "Gunmen attacked a convoy in Tavosh on 3 May."
    assert rules(text, "attacked") == {"perpetrator Gunmen": "frame", "target convoy": "frame"}
    bare = rules(text, "attacked", frames=False)
    assert (bare["perpetrator Gunmen"], bare["target convoy"]) == ("syntax", "syntax")
    assert rules("Soldiers stormed the village, killing six civilians.", "killing") == {
        "perpetrator Soldiers": "frame", "killed civilians": "frame"
    }  # fmt: skip


def test_those_joined_to_a_participant_take_part_by_its_rule() -> None:
    text = "At least 83 civilians and 40 rebels were killed."
    assert rules(text, "killed") == {"killed civilians": "frame", "killed rebels": "frame"}
    assert set(rules(text, "killed", frames=False).values()) == {"syntax"}


def test_the_verb_that_holds_an_event_noun_marks_its_agent() -> None:
    assert rules("The militia carried out the attack.", "attack") == {"perpetrator militia": "marked"}
    assert rules("The attack was carried out by the militia.", "attack") == {"perpetrator militia": "marked"}


def test_what_the_frame_lacks_the_clause_adds() -> None:
    found = rules("The rebels attacked the base with rockets.", "attacked")
    assert found == {"perpetrator rebels": "frame", "target base": "frame", "instrument rockets": "syntax"}


def test_nobody_keeps_a_participant_company_twice() -> None:
    one = scene("At least 83 civilians and 40 rebels were killed.")
    civilians = next(token.i for token in one.doc if token.text == "civilians")
    assert [one.doc[i].text for i in with_companions(one, civilians)] == ["civilians", "rebels"]


def test_every_light_verb_is_one_lemma_with_a_source() -> None:
    read = table("light_verbs.tsv")
    assert len(light_verbs()) == len(read)
    assert all(row["source"] and row["lemma"].split() == [row["lemma"]] for row in read)
