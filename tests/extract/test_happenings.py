"""Which tellings are of one happening."""

import pytest
from sentences import by_id, read

from graphbuild.extract.happenings import compatible, taken_up
from graphbuild.model import Reading

IN_DORVAN = "A bomb exploded in Dorvan."


def joined(reading: Reading) -> set[tuple[str, str]]:
    """Pairs of event mentions taken for one, as words."""
    mentions = by_id(reading)
    events = {m.id for m in reading.mentions if m.kind not in ("CasualtyFigure", "Place", "Person", "Equipment")}
    return {(mentions[one.left].text, mentions[one.right].text) for one in reading.links
            if one.left in events and one.right in events and "group" not in one.reason}  # fmt: skip


def kinds(reading: Reading) -> dict[str, str]:
    return {mention.text: mention.kind for mention in reading.mentions}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("The blast left three dead.",), {("blast", "dead")}),
        (("The raid, which killed nine fighters, lasted an hour.",), {("raid", "killed")}),
        (("Soldiers stormed the village, killing six civilians.",), {("stormed", "killing")}),
        (("Twelve villagers killed in the shelling were buried on Friday.",), {("killed", "shelling")}),
        (("A suicide attack killed two guards.",), {("suicide attack", "killed")}),
        ((IN_DORVAN, "The blast killed four people."), {("exploded", "blast"), ("blast", "killed")}),
        (("A driver who was wounded in the ambush died.",), {("wounded", "ambush")}),
    ],
)
def test_grammar_and_definite_nouns_join(sentences: tuple[str, ...], expected: set[tuple[str, str]]) -> None:
    assert expected <= joined(read(*sentences))


def test_the_most_telling_type_stands_for_the_whole_happening() -> None:
    assert kinds(read("A suicide attack killed two guards."))["killed"] == "SuicideBombing"
    assert kinds(read(IN_DORVAN, "The blast killed four people."))["killed"] == "Bombing"


def test_other_days_and_other_places_keep_events_apart() -> None:
    both = read(
        "Gunmen attacked a convoy in Tavosh on 3 May.",
        "Gunmen attacked a convoy in Dorvan on 5 May.",
        published="2021-05-20",
    )
    assert ("attacked", "attacked") not in joined(both)
    assert [period.begin.day for period in both.periods if period.begin] == [3, 5]


def test_a_definite_noun_with_a_place_of_its_own_takes_up_no_event_elsewhere() -> None:
    apart = read("Gunmen attacked a convoy in Tavosh on 3 May.", "The attack in Dorvan killed five people.")
    assert ("attacked", "attack") not in joined(apart)


def test_the_same_named_victim_makes_one_event() -> None:
    assert ("killed", "died") in joined(read("The bombing killed Omar Haddad.", "Omar Haddad died in Dorvan."))


def test_the_same_number_of_dead_makes_one_event_and_one_figure() -> None:
    twice = read("Seventeen people were killed in Dorvan.", "The attack killed seventeen people.")
    reasons = {one.reason for one in twice.links}
    assert "the same number of the same people harmed in one event" in reasons


def test_other_numbers_of_dead_without_anything_in_common_are_other_events() -> None:
    apart = read("Seventeen people were killed in Dorvan.", "40 Taliban fighters were killed.")
    assert ("killed", "killed") not in joined(apart)


def test_every_judgement_has_score_and_reason() -> None:
    for link in read(IN_DORVAN, "The blast killed four people.", "The attack killed seventeen people.").links:
        assert 0 < link.score <= 1
        assert link.reason


def test_compatible_does_not_ask_who_comes_first() -> None:
    types = ["Killing", "Attack", "Airstrike", "Bombing", "SuicideBombing", "Detention", "ArmedClash", "Meeting"]
    assert all(compatible(a, b) == compatible(b, a) for a in types for b in types)
    assert all(compatible(a, a) for a in types)
    assert not taken_up("ArmedClash", "Attack")
