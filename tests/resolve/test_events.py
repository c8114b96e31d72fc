"""Events of several articles: taken for one only where type, days and a named thing agree and nothing conflicts."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations

import pytest

from graphbuild.model import Article, Claim, Figure, Form, Link, Mention, Period, Precision, Reading
from graphbuild.resolve import events, links, names
from tests.golden.readings import reading, told

DAY = date(2031, 5, 3)
Told = dict[str, object]


def report(id: str, *happened: Told) -> Reading:
    """A reading of events: each with kind, day, and names of place, whole, victim, target, actor, and a toll."""
    parts: list[str] = [f"{id}:"]
    mentions: list[Mention] = []
    claims: list[Claim] = []
    periods: list[Period] = []

    def mention(words: str, kind: str, form: Form, figure: Figure | None = None) -> str:
        start = sum(map(len, parts)) + len(parts)
        parts.append(words)
        mentions.append(Mention(f"m{len(mentions) + 1}", start, start + len(words), words, kind, words, form, figure))
        return mentions[-1].id

    for one in happened:
        event = mention("strike", str(one.get("kind", "Airstrike")), "nominal")
        triples = []
        if "place" in one:
            place = mention(str(one["place"]), "Place", "name")
            triples.append(f"{event} place {place}")
            if "whole" in one:
                triples.append(f"{place} within {mention(str(one['whole']), 'Place', 'name')}")
        if "victim" in one:
            triples.append(f"{mention(str(one['victim']), 'Person', 'name')} killedIn {event}")
        if "target" in one:
            triples.append(f"{event} target {mention(str(one['target']), 'Group', 'name')}")
        if "actor" in one:
            triples.append(f"{event} perpetrator {mention(str(one['actor']), 'ArmedGroup', 'name')}")
        if isinstance(toll := one.get("toll"), int):
            dead = mention(f"{toll} people", "CasualtyFigure", "nominal", Figure("killed", toll, toll))
            triples.append(f"{dead} killedIn {event}")
        claims.append(
            Claim(f"c{len(claims) + 1}", "Claim", None, "affirms", "certain", None, 0, len(id), told(*triples))
        )
        if isinstance(day := one.get("day", DAY), date):
            days = one.get("days", 0)
            end = day + timedelta(days if isinstance(days, int) else 0)
            precision: Precision = "day" if end == day else "week" if (end - day).days < 8 else "month"
            periods.append(Period(event, day, end, precision, "then"))
    return reading(Article(id, " ".join(parts)), mentions, claims, periods=periods)


def nodes(*readings: Reading, judgements: Sequence[Link] = ()) -> list[list[str]]:
    """The IRIs of the events of each reading."""
    found = names(readings, judgements=judgements)
    return [[iri for iri, thing in found.referents(one).things if thing.family == "event"] for one in readings]


def between(*readings: Reading) -> list[Link]:
    """The judgements that are about events."""
    return [one for one in links(readings) if "event" in one.reason]


JOINED: list[tuple[Told, Told, str]] = [
    ({"place": "Gossi"}, {"place": "Gossi", "kind": "Attack"}, "same named place"),
    ({"place": "Gossi", "kind": "Killing"}, {"place": "Gossi"}, "broader than the other, same named place, same day"),
    ({"place": "Gossi Hospital"}, {"place": "Gossi", "kind": "Attack"}, "one place within the other"),
    ({"place": "Zor Bridge", "whole": "Gossi"}, {"place": "Gossi"}, "one place within the other"),
    ({"victim": "Idris Qarra"}, {"victim": "Idris Qarra", "place": "Gossi"}, "both befell idris qarra"),
    ({"actor": "River Front", "toll": 12}, {"actor": "River Front", "toll": 12}, "same perpetrator and number of dead"),
    ({"place": "Gossi"}, {"place": "Gossi", "day": date(2031, 5, 1), "days": 30}, "day within the other's month"),
    ({"place": "Gossi"}, {"place": "Gossi", "day": date(2031, 4, 29), "days": 6}, "day within the other's week"),
]
APART: dict[str, tuple[Told, Told]] = {
    "country alone": ({"place": "Mali"}, {"place": "Mali"}),
    "province alone": ({"place": "Gao Region"}, {"place": "Gao Region"}),
    "common word": ({"place": "Hospital"}, {"place": "Hospital"}),
    "no place": ({}, {}),
    "other day": ({"place": "Gossi"}, {"place": "Gossi", "day": date(2031, 5, 4)}),
    "other month": ({"place": "Gossi"}, {"place": "Gossi", "day": date(2031, 6, 1), "days": 29}),
    "year": ({"place": "Gossi"}, {"place": "Gossi", "day": date(2031, 1, 1), "days": 364}),
    "two months": ({"place": "Gossi", "days": 28}, {"place": "Gossi", "days": 28}),
    "no day": ({"place": "Gossi"}, {"place": "Gossi", "day": None}),
    "other sort": ({"place": "Gossi"}, {"place": "Gossi", "kind": "Shelling"}),
    "no attack": ({"place": "Gossi"}, {"place": "Gossi", "kind": "Protest"}),
    "some event": ({"place": "Gossi"}, {"place": "Gossi", "kind": "Event"}),
    "other place": (
        {"place": "Gossi", "victim": "Idris Qarra"},
        {"place": "Douentza", "victim": "Idris Qarra"},
    ),
    "other country": ({"place": "Mali", "victim": "Idris Qarra"}, {"place": "Niger", "victim": "Idris Qarra"}),
    "one word victim": ({"victim": "Qarra"}, {"victim": "Qarra"}),
    "one word target": ({"target": "Front"}, {"target": "Front"}),
    "actor alone": ({"actor": "River Front"}, {"actor": "River Front"}),
    "other toll": ({"actor": "River Front", "toll": 12}, {"actor": "River Front", "toll": 13}),
    "any army": ({"actor": "Army", "toll": 12}, {"actor": "Army", "toll": 12}),
}


@pytest.mark.parametrize(("one", "other", "reason"), JOINED)
def test_what_joins_two_events(one: Told, other: Told, reason: str) -> None:
    first, second = report("a", one), report("b", other)
    ((left,), (right,)) = nodes(first, second)
    assert left == right
    if reason != "same named place":
        (link,) = between(first, second)
        assert reason in link.reason and link.same and 0.3 < link.score < 0.9
    assert between(first, second) == between(second, first)


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_what_does_not_join_two_events(pair: tuple[Told, Told]) -> None:
    first, second = report("a", pair[0]), report("b", pair[1])
    ((left,), (right,)) = nodes(first, second)
    assert left != right
    assert between(first, second) == []


def test_more_evidence_is_surer_and_wide_days_less_sure() -> None:
    bare: Told = {"kind": "Killing", "place": "Gossi"}
    (plain,) = between(report("a", bare), report("b", {"place": "Gossi"}))
    (shared,) = between(
        report("a", bare | {"victim": "Idris Qarra"}), report("b", {"place": "Gossi", "victim": "Idris Qarra"})
    )
    (vague,) = between(report("a", bare | {"day": date(2031, 5, 1), "days": 30}), report("b", {"place": "Gossi"}))
    assert vague.score < plain.score < shared.score


def test_two_events_of_one_article_are_never_joined_through_a_third() -> None:
    two = report("a", {"kind": "Airstrike", "place": "Gossi"}, {"kind": "Killing", "victim": "Idris Qarra"})
    bridge = report("b", {"kind": "Attack", "place": "Gossi", "victim": "Idris Qarra"})
    for order in permutations((two, bridge)):
        by_id = dict(zip([one.article.id for one in order], nodes(*order), strict=True))
        assert by_id["a"][0] != by_id["a"][1]
    far = report("c", {"kind": "Attack", "victim": "Idris Qarra", "place": "Gossi"})
    for order in permutations((two, bridge, far)):
        by_id = dict(zip([one.article.id for one in order], nodes(*order), strict=True))
        assert by_id["a"][0] != by_id["a"][1]
        assert by_id["b"] == by_id["c"]


def test_of_two_that_fit_equally_neither_is_taken() -> None:
    two = report("a", {"kind": "Killing", "place": "Gossi"}, {"kind": "ArmedAttack", "place": "Gossi"})
    assert between(two, report("b", {"kind": "Attack", "place": "Gossi", "toll": 3})) != []
    three = report("a", {"kind": "Killing", "place": "Gossi"}, {"kind": "Killing", "place": "Gossi"})
    assert between(three, report("b", {"kind": "Attack", "place": "Gossi"})) == []


def test_a_month_that_fits_several_days_goes_with_none() -> None:
    month = report("m", {"kind": "Killing", "place": "Gossi", "day": date(2031, 5, 1), "days": 30})
    days = [report(name, {"place": "Gossi", "day": day}) for name, day in (("a", DAY), ("b", date(2031, 5, 9)))]
    assert between(month, days[0]) != []
    assert between(month, *days) == []


def test_what_conflicts_through_a_third_is_refused() -> None:
    strike, shelling = report("a", {"place": "Gossi"}), report("b", {"kind": "Shelling", "place": "Gossi"})
    killing = report("c", {"kind": "Killing", "place": "Gossi"})
    found = set()
    for order in permutations((strike, shelling, killing)):
        by_id = dict(zip([one.article.id for one in order], nodes(*order), strict=True))
        assert by_id["a"] != by_id["b"]
        found.add(tuple(sorted((id, *iris) for id, iris in by_id.items())))
    assert len(found) == 1


def test_people_undo_and_make_links_of_events() -> None:
    first, second = report("a", {"place": "Gossi", "kind": "Killing"}), report("b", {"place": "Gossi"})
    (link,) = between(first, second)
    apart = Link(link.left, link.right, False, 1.0, "two raids", "Ada")
    ((left,), (right,)) = nodes(first, second, judgements=[apart])
    assert left != right
    third = report("c", {"place": "Douentza", "kind": "Killing"})
    mentions = [names([one]).referents(one).mentions["m1"] for one in (first, third)]
    joined = Link(mentions[0], mentions[1], True, 1.0, "a village of Gossi", "Ada")
    found = nodes(first, second, third, judgements=[joined])
    assert found[0] == found[2]


def test_a_block_too_large_is_told(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(events, "LARGEST_BLOCK", 2)
    nodes(*(report(name, {"place": "Gossi"}) for name in "abc"))
    assert "3 tellings of 'place gossi 2031-05-03'" in caplog.text
