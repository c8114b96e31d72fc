"""Who is who: cautious, the same in any order, recorded, and open to correction."""

from dataclasses import replace
from datetime import date
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild.errors import InputError
from graphbuild.graph.store import open_graph
from graphbuild.graph.write import write_graph
from graphbuild.ids import BASE
from graphbuild.jsonl import link_line, reading_line
from graphbuild.model import Article, Claim, Link, Mention, Period, Reading
from graphbuild.resolve import links, names
from graphbuild.resolve.clusters import clusters, partition
from graphbuild.resolve.kinds import agreed, ancestors, family
from graphbuild.resolve.wordings import normalised
from tests.golden.readings import READINGS, denial, reading, rumour, strike, told

ITEMS = st.lists(st.integers(0, 7), unique=True, min_size=2, max_size=8)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""


@PATIENT
@given(ITEMS, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7))), st.data())
def test_what_is_kept_apart_is_never_joined(
    items: list[int], joined: list[tuple[int, int]], data: st.DataObject
) -> None:
    pairs = [(a, b) for a, b in joined if a in items and b in items]
    apart = data.draw(st.lists(st.sampled_from(list(combinations(items, 2)))))
    leader = partition(items, pairs, apart)
    assert set(leader) == set(items)
    assert all(leader[leader[item]] == leader[item] for item in items)
    assert not [pair for pair in apart if leader[pair[0]] == leader[pair[1]]]
    if not apart:
        assert all(leader[a] == leader[b] for a, b in pairs)


def note(id: str, *named: tuple[str, str], kind: str = "Article") -> Reading:
    """A reading that only names things: (kind, name) each."""
    text = f"{kind} {id}: " + "; ".join(name for _, name in named)
    mentions, at = [], len(f"{kind} {id}: ")
    for number, (sort, name) in enumerate(named, 1):
        mentions.append(Mention(f"m{number}", at, at + len(name), name, sort, name, "name"))
        at += len(name) + 2
    return reading(Article(id, text), mentions, [])


def iris(*readings: Reading, judgements: tuple[Link, ...] = ()) -> list[list[str]]:
    """What each mention of each reading refers to."""
    found = names(readings, judgements=judgements)
    return [[found.referents(one).of[mention.id] for mention in one.mentions] for one in readings]


def test_a_link_that_keeps_apart_wins_within_an_article() -> None:
    told_so = strike()
    assert [len(thing.mentions) for thing in clusters(told_so, base=BASE)].count(3) == 1
    apart = Link("m2", "m12", False, 0.1, "another ministry", "reader")
    things = clusters(replace(told_so, links=(*told_so.links, apart)), base=BASE)
    assert not [thing for thing in things if {"m2", "m12"} <= set(thing.mentions)]


def test_the_same_name_is_the_same_thing_and_recorded() -> None:
    found = list(links(READINGS))
    assert {(one.reason, one.by, one.same) for one in found} == {
        ("same name", "graphbuild", True),
        ("same type of event, same named place, same day", "graphbuild", True),
    }
    assert len(found) == 5
    assert min(one.score for one in found if one.reason == "same name") > max(
        one.score for one in found if one.reason != "same name"
    )
    for order in permutations(READINGS):
        assert sorted(map(link_line, links(order))) == sorted(map(link_line, found))


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (("ArmedGroup", "River Front"), ("ArmedGroup", "the River Front"), True),
        (("ArmedGroup", "River Front"), ("Group", "River Front"), True),
        (("ArmedGroup", "River Front"), ("StateForce", "River Front"), False),
        (("Place", "Syria"), ("Government", "Syria"), False),
        (("Place", "Deir ez-Zor"), ("Place", "Deir el-Zor"), True),
        (("Person", "Qarra"), ("Person", "Qarra"), False),
        (("Person", "Idris Qarra"), ("Person", "Idris Qarra"), True),
        (("Person", "Idris Qarra"), ("Person", "Qarra"), False),
        (("Equipment", "Su-24"), ("Equipment", "Su-24"), False),
    ],
)
def test_names_and_kinds(one: tuple[str, str], other: tuple[str, str], joined: bool) -> None:
    (first,), (second,) = iris(note("a", one), note("b", other))
    assert (first == second) == joined


def test_a_broader_kind_goes_with_the_most_frequent_narrower_one() -> None:
    front = "River Front"
    kinds = ["ArmedGroup", "ArmedGroup", "StateForce", "Group"]
    found = iris(*(note(f"a{number}", (kind, front)) for number, kind in enumerate(kinds)))
    first, second, third, fourth = (one for (one,) in found)
    assert first == second == fourth != third


def test_names_stay_the_same_when_an_article_is_added() -> None:
    (before,) = iris(strike())
    after, *_ = iris(strike(), denial(), rumour())
    assert before == after


def day(id: str, kind: str, place: str, when: date, *, twice: bool = False) -> Reading:
    """A reading of one or two events at a place on a day."""
    text = f"{id}: strike, strike in {place} on the day"
    start = text.index(place)
    mentions = [Mention("m1", len(id) + 2, len(id) + 8, "strike", kind, "strike", "nominal")]
    mentions += [Mention("m2", start, start + len(place), place, "Place", place, "name")]
    if twice:
        mentions += [Mention("m3", len(id) + 10, len(id) + 16, "strike", kind, "strike", "nominal")]
    events = ["m1", "m3"] if twice else ["m1"]
    relations = told(*(f"{event} place m2" for event in events))
    claim = Claim("c1", "Claim", None, "affirms", "certain", None, 0, len(text), relations)
    periods = [Period(event, when, when, "day", "on the day") for event in events]
    return reading(Article(id, text), mentions, [claim], periods=periods)


@pytest.mark.parametrize(
    ("other", "joined"),
    [
        (day("b", "Airstrike", "Al-Bab", date(2031, 5, 3)), True),
        (day("b", "Attack", "Al-Bab", date(2031, 5, 3)), True),
        (day("b", "Shelling", "Al-Bab", date(2031, 5, 3)), False),
        (day("b", "Protest", "Al-Bab", date(2031, 5, 3)), False),
        (day("b", "Airstrike", "Al-Bab", date(2031, 5, 4)), False),
        (day("b", "Airstrike", "Jarabulus", date(2031, 5, 3)), False),
        (day("b", "Airstrike", "Al-Bab", date(2031, 5, 3), twice=True), False),
    ],
    ids=["same", "broader", "other weapon", "other sort", "other day", "other place", "two of them"],
)
def test_events_are_one_only_by_type_place_and_day(other: Reading, joined: bool) -> None:
    (first, _), (second, *_) = iris(day("a", "Airstrike", "Al-Bab", date(2031, 5, 3)), other)
    assert (first == second) == joined


def mention_of(told_so: Reading, mention: str) -> str:
    """The IRI of a mention."""
    return names([told_so]).referents(told_so).mentions[mention]


def test_people_set_apart_what_shares_a_name() -> None:
    first, second, third = (note(name, ("Place", "Sivrice")) for name in "abc")
    apart = Link(mention_of(first, "m1"), mention_of(second, "m1"), False, 1.0, "two towns", "Ada")
    for order in permutations((first, second, third)):
        found = dict(zip([one.article.id for one in order], iris(*order, judgements=(apart,)), strict=True))
        assert found["a"] != found["b"]
        assert found["c"] in (found["a"], found["b"])
    again = iris(first, second, third, judgements=(apart,))
    assert again == iris(first, second, third, judgements=(apart,))


def test_people_join_what_has_two_names() -> None:
    first, second = note("a", ("ArmedGroup", "Lake Brigade")), note("b", ("ArmedGroup", "Sons of the Lake"))
    ((one,), (other,)) = iris(first, second)
    assert one != other
    for left, right in (
        (one, other),
        (mention_of(first, "m1"), mention_of(second, "m1")),
        (mention_of(first, "m1"), other),
    ):
        joined = Link(left, right, True, 1.0, "renamed in 2029", "Ada")
        ((new,), (same,)) = iris(first, second, judgements=(joined,))
        assert new == same
        assert new in (one, other)
        apart = Link(right, left, False, 0.2, "not so", "Bo")
        assert iris(first, second, judgements=(joined, apart)) == [[one], [other]]


def test_judgements_stand_in_the_graph_and_unknown_ones_are_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    readings, file = tmp_path / "readings.jsonl", tmp_path / "judgements.jsonl"
    readings.write_text("".join(reading_line(one) + "\n" for one in READINGS), encoding="utf-8")
    left, right = mention_of(denial(), "m7"), mention_of(rumour(), "m1")
    lost = f"{BASE}mention/gone.1-2.place"
    judged = [Link(left, right, False, 1.0, "another brigade", "Ada"), Link(left, lost, True, 1.0, "?", "Ada")]
    file.write_text("".join(link_line(one) + "\n" for one in judged), encoding="utf-8")
    write_graph(readings, tmp_path / "out", judgements=file)
    assert "gone.1-2.place" in caplog.text
    query = """PREFIX gb: <https://w3id.org/graphbuild/ontology#>
        ASK { GRAPH <https://w3id.org/graphbuild/id/links> { ?l gb:judgement gb:different ; gb:judgedBy "Ada" } }"""
    assert open_graph(tmp_path / "out").query(query)
    file.write_text("no link\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"judgements\.jsonl, line 1"):
        write_graph(readings, tmp_path / "out", judgements=file)


def test_a_publisher_that_is_spoken_of_is_the_same_actor() -> None:
    spoken = note("b", ("Group", "Harbour Courier"))
    found = names([strike(), spoken])
    assert found.referents(spoken).of["m1"] == found.referents(strike()).publisher
    doctors = note("c", ("Civilians", "Harbour Courier"))
    assert names([strike(), doctors]).referents(doctors).of["m1"] == found.referents(strike()).publisher
    (link,) = found.links(found.referents(spoken))
    assert (link.left, link.reason) == (found.referents(strike()).publisher, "same name")


@PATIENT
@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_kinds() -> None:
    assert agreed(["Event", "Attack", "SuicideBombing"]) == "SuicideBombing"
    assert family("ArmedClash") == "event"
    with pytest.raises(InputError, match="'Tank' is no kind"):
        ancestors("Tank")
