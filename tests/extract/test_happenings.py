"""Which tellings are of one happening."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from layered import fix, see
from sentences import by_id, read, scene

from graphbuild.extract.happenings import Told, compatible, pairs, same_happening, taken_up
from graphbuild.extract.layers import NO_SIGNALS
from graphbuild.extract.scene import Scene
from graphbuild.extract.understand import events
from graphbuild.model import Reading

IN_DORVAN = "A bomb exploded in Dorvan."
BLAST = "The blast killed four people."
SHELLED, DETAINED = "Rebels shelled the market.", "Troops detained 30 protesters."
ON_3_MAY, ON_5_MAY = "Gunmen attacked a convoy in Tavosh on 3 May.", "Gunmen attacked a convoy in Dorvan on 5 May."


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


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)


def heard(*sentences: str) -> tuple[Scene, tuple[Told, ...]]:
    """What is told in sentences, with layers that see nothing."""
    one = replace(scene(*sentences), published=date(2021, 5, 20))
    one, told, _ = events(one, [])
    see(one.doc)
    return one, told


def alike(one: Scene) -> Callable[[int, int], bool]:
    """Entities of one name are one."""
    return lambda i, j: one.entities[i].label.casefold() == one.entities[j].label.casefold()


def rules(*sentences: str) -> dict[tuple[str, str], set[str]]:
    """The rules that propose each pair of triggers, as words."""
    one, told = heard(*sentences)
    found = pairs(one, told, alike(one))
    words = [one.doc[t.trigger.token].text for t in told]
    return {(words[i], words[j]): set(pair.rules) for (i, j), pair in found.items()}


def judged(one: Scene, told: tuple[Told, ...]) -> list[tuple[str, str]]:
    words = [one.doc[t.trigger.token].text for t in told]
    return [(words[i], words[j]) for i, j, _, _ in same_happening(one, told, alike(one))]


def test_rules_propose_pairs_of_triggers() -> None:
    assert rules(BLAST) == {("blast", "killed"): {"grammar", "near"}}
    after = rules(IN_DORVAN, BLAST)
    assert after["exploded", "blast"] == {"definite", "type"}
    assert ("exploded", "killed") not in after
    assert rules("The bombing killed Omar Haddad.", "Omar Haddad died in Dorvan.")["killed", "died"] == {
        "harmed", "type"
    }  # fmt: skip
    twice = rules(*(ON_5_MAY,) * 2)
    assert twice["attacked", "attacked"] == {"place", "type"}
    assert rules(SHELLED, DETAINED) == {}


def test_no_rule_proposes_what_no_happening_can_be() -> None:
    assert rules(DETAINED, "The murder of the mayor shocked the town.") == {}
    apart = rules("Police arrested nine men and wounded two.")
    assert all("grammar" not in found for found in apart.values())


def test_the_layer_proposes_a_pair_with_its_highest_probability() -> None:
    one, told = heard(SHELLED, DETAINED, "A suicide attack killed two guards.")
    at_word = {one.doc[t.trigger.token].text: t.trigger for t in told}
    shelled, attack = at_word["shelled"].token, at_word["attack"].token
    assert at_word["attack"].start < attack
    links = {attack: {("same", shelled): 0.3}, attack - 1: {("same", shelled): 0.6}, shelled: {("same", 0): 0.9}}
    see(one.doc, links=links)
    found = {
        (told[i].trigger.token, told[j].trigger.token): pair for (i, j), pair in pairs(one, told, alike(one)).items()
    }
    assert found[shelled, attack].chance == 0.6
    assert all(i < j for i, j in found)
    assert not any(pair.chance for key, pair in found.items() if key != (shelled, attack))


@pytest.mark.usefixtures("fixed")
def test_where_layers_see_the_text_rules_and_layer_are_weighed() -> None:
    one, told = heard(SHELLED, DETAINED, "A suicide attack killed two guards.")
    words = {one.doc[t.trigger.token].text: t.trigger.token for t in told}
    assert judged(one, told) == [("attack", "killed")]
    for chance, joined_too in ((0.3, False), (0.7, True)):
        see(one.doc, links={words["detained"]: {("same", words["shelled"]): chance}})
        assert (("shelled", "detained") in judged(one, told)) == joined_too
    scores = {reason: score for _, _, score, reason in same_happening(one, told, alike(one))}
    assert scores["the learned layer takes both for one"] == 0.7
    assert any("argument" in reason or "phrase" in reason for reason in scores)
    found = same_happening(one, told, alike(one))
    assert [row[2] for row in found] == sorted((row[2] for row in found), reverse=True)


def test_without_layers_a_rule_stands_alone_and_likeness_is_none() -> None:
    one, told = heard(SHELLED, "Rebels shelled the market on Tuesday.", BLAST)
    one.doc.signals = NO_SIGNALS
    assert ("blast", "killed") in judged(one, told)
    bare = tuple(replace(t, place=None, participants={}, counts=frozenset()) for t in told)
    assert ("shelled", "shelled") not in judged(one, bare)


@pytest.mark.usefixtures("fixed")
def test_what_speaks_against_one_happening_outweighs_layer_and_rules() -> None:
    one, told = heard(ON_3_MAY, ON_5_MAY)
    first, second = told
    see(one.doc, links={second.trigger.token: {("same", first.trigger.token): 0.98}})
    assert judged(one, told) == []
    days = (replace(first, place=None), replace(second, place=None))
    assert judged(one, days) == []
    places = (replace(first, period=None), replace(second, period=None))
    assert judged(one, places) == []
    assert judged(one, (replace(first, place=None), replace(second, period=None))) == [("attacked", "attacked")]


@pytest.mark.usefixtures("fixed")
def test_what_only_the_setting_gave_keeps_nothing_apart() -> None:
    one, told = heard(ON_3_MAY, ON_5_MAY)
    first, second = told
    see(one.doc, links={second.trigger.token: {("same", first.trigger.token): 0.98}})
    given = replace(second, inherited=frozenset({"place", "period"}))
    assert judged(one, (first, given)) == [("attacked", "attacked")]
    assert judged(one, (first, replace(second, inherited=frozenset({"place"})))) == []


@pytest.mark.usefixtures("fixed")
def test_a_happening_that_conflicts_with_one_of_a_chain_joins_none_of_it() -> None:
    texts = (ON_3_MAY, SHELLED)
    one, told = heard(*texts, ON_5_MAY)
    tokens = [t.trigger.token for t in told]
    see(one.doc, links={tokens[1]: {("same", tokens[0]): 0.9}, tokens[2]: {("same", tokens[1]): 0.8}})
    assert judged(one, told) == [("attacked", "shelled")]
    see(one.doc, links={tokens[1]: {("same", tokens[0]): 0.8}, tokens[2]: {("same", tokens[1]): 0.9}})
    assert judged(one, told) == [("shelled", "attacked")]
