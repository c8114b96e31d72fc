"""Where and when an event was, and where its words do not say."""

from datetime import date

import pytest
from sentences import by_id, read, scene, trigger

from graphbuild.extract.circumstances import place_of

PUBLISHED = "2021-05-20"  # a Thursday


def place(*sentences: str, word: str) -> str | None:
    one = scene(*sentences)
    found = place_of(one, trigger(one, word))
    return None if found is None else one.entities[found[0]].label


def days(*sentences: str, word: str) -> tuple[date | None, date | None] | None:
    reading = read(*sentences, published=PUBLISHED)
    events = by_id(reading)
    return next(((one.begin, one.end) for one in reading.periods if events[one.mention].text == word), None)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The attack in Dorvan killed five people.", "attack", "Dorvan"),  # its own phrase
        ("Two soldiers were killed by militants in Dorvan on Monday.", "killed", "Dorvan"),
        ("Shells hit the market in Dorvan, killing five people.", "killing", "Dorvan"),  # the clause around it
        ("Fighting broke out between the army and the rebels near Tavosh.", "Fighting", "Tavosh"),
        ("The village where rebels attacked the army is empty.", "attacked", "village"),
        ("The minister said in Tavosh on Friday that rebels had shelled the market.", "shelled", None),  # of the speech
        ("The blast killed four people.", "killed", None),
    ],
)
def test_place(text: str, word: str, expected: str | None) -> None:
    assert place(text, word=word) == expected


def test_an_event_is_strictly_where_its_phrase_says_not_whence_or_where_its_noun_is() -> None:
    for text, word, strict in (
        ("The attack in Dorvan killed five people.", "attack", True),
        ("The village where rebels attacked the army is empty.", "attacked", False),
    ):
        one = scene(text)
        found = place_of(one, trigger(one, word))
        assert found is not None and found[1] == strict


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Two soldiers were killed by militants in Dorvan on Monday.", "killed", 17),
        ("Rebels shelled the market on Tuesday.", "shelled", 18),
        ("Gunmen attacked a convoy in Tavosh on 3 May.", "attacked", 3),
    ],
)
def test_day(text: str, word: str, day: int) -> None:
    assert days(text, word=word) == (date(2021, 5, day), date(2021, 5, day))


def test_the_day_of_saying_is_not_the_day_of_the_event() -> None:
    text = "The minister said in Tavosh on Friday that rebels had shelled the market."
    assert days(text, word="shelled") is None


def test_an_event_without_a_day_has_none() -> None:
    assert days("The blast killed four people.", word="blast") is None


def test_a_dateline_gives_neither_day_nor_place() -> None:
    filed = ("DORVAN, May 9 (Agency) --", "Rebels shelled the market.")
    assert days(*filed, word="shelled") is None
    assert place(*filed, word="shelled") is None
