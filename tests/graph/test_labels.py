"""Labels of events: a person tells one from another, and they do not depend on the order of the articles."""

from itertools import permutations

import pytest

from graphbuild.graph.labels import Parties, event_label, largest
from graphbuild.graph.periods import Dates
from graphbuild.model import Article, Claim, Figure, Reading
from tests.golden.asked import Ask
from tests.golden.readings import At, reading, told

DAY: Dates = ("2031-05-03", "2031-05-03", "day")
FIGHTERS, BRIDGE, QARRA = (30, 2, "about 30 fighters"), (0, 1, "bridge"), (1, 0, "Idris Qarra")


@pytest.mark.parametrize(
    ("kind", "place", "dated", "told_so", "label"),
    [
        ("Killing", None, None, {"killedIn": QARRA}, "Killing of Idris Qarra"),
        ("Killing", "Elazig", DAY, {"killedIn": FIGHTERS}, "Killing of about 30 fighters in Elazig, 3 May 2031"),
        ("Detention", None, None, {"detainedIn": (2, 2, "two leaders")}, "Detention of two leaders"),
        ("Attack", None, None, {"target": BRIDGE, "killedIn": FIGHTERS}, "Attack on bridge"),
        ("Attack", "Elazig", None, {"target": BRIDGE, "killedIn": FIGHTERS}, "Attack in Elazig"),
        ("Attack", "Elazig", None, {"target": (1, 0, "River Front")}, "Attack on River Front in Elazig"),
        ("Airstrike", None, DAY, {"killedIn": FIGHTERS}, "Airstrike killing about 30 fighters, 3 May 2031"),
        ("Shelling", "Elazig Hospital", None, {}, "Shelling at Elazig Hospital"),
        ("Siege", "Elazig", None, {"target": (1, 0, "Elazig")}, "Siege of Elazig"),
        ("Siege", "Elazig", None, {}, "Siege of Elazig"),
        ("Protest", None, None, {"participant": (0, 2, "hundreds of people")}, "Protest by hundreds of people"),
        ("Meeting", None, None, {"participant": (1, 0, "River Front")}, "Meeting with River Front"),
        ("ArmedAttack", None, None, {"perpetrator": (1, 0, "Lake Brigade")}, "Armed attack by Lake Brigade"),
        ("Killing", None, None, {}, "Killing (shot dead)"),
        ("Killing", None, DAY, {}, "Killing, 3 May 2031"),
    ],
)
def test_labels(kind: str, place: str | None, dated: Dates | None, told_so: Parties, label: str) -> None:
    assert event_label(kind, "nominal", "shot dead", place, dated, told_so) == label
    assert event_label(kind, "name", "Red Friday", place, dated, told_so) == "Red Friday"


def test_the_largest_party_is_the_same_in_any_order() -> None:
    found = [FIGHTERS, QARRA, BRIDGE, (1, 1, "commander"), (30, 2, "30 men"), (30, 2, "30 men")]
    assert {largest(order) for order in permutations(found)} == {(30, 2, "30 men")}
    assert largest([QARRA, (1, 2, "one man")]) == QARRA
    assert largest([]) is None


def shooting(id: str, victim: str, figure: Figure | None) -> Reading:
    """A reading in which somebody was killed in a shooting."""
    text = f"{victim} died when men were shot."
    at = At(text)
    mentions = [
        at.mention("m1", victim, "CasualtyFigure" if figure else "Person", "nominal" if figure else "name"),
        at.mention("m2", "shot", "Killing"),
    ]
    mentions[0] = at.mention("m1", victim, mentions[0].kind, mentions[0].form, figure=figure)
    claim = Claim("c1", "Claim", None, "affirms", "certain", None, 0, len(text), told("m1 killedIn m2"))
    return reading(Article(id, text), mentions, [claim])


def test_victims_give_an_event_its_label(ask: Ask) -> None:
    graph = ask(shooting("a", "Idris Qarra", None), shooting("b", "Twelve guards", Figure("killed", 12, 12, "guards")))
    rows = graph.rows("?label WHERE { ?event a gb:Killing ; rdfs:label ?label }")
    assert rows == [("Killing of Idris Qarra",), ("Killing of twelve guards",)]
