"""A document with its lookups: here where its time expressions lie, seen from the day that the text speaks of."""

from datetime import date

import pytest
import spacy

from graphbuild.extract.layers import Entity
from graphbuild.extract.plain import plain
from graphbuild.extract.scene import Scene

NLP = spacy.blank("en")
PUBLISHED = date(2017, 9, 8)  # a Friday


def days(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    """Each time expression that can be placed, with its day, or the month it lies in."""
    placed = Scene(plain(NLP(text)), (), published).placed
    return [(one.text, str(begin)) for one, (begin, _, _) in placed.items()]


def test_that_night_and_three_days_later_count_from_the_day_named_before() -> None:
    text = "On Tuesday gunmen shelled the market. That night they fled. Three days later they came back."
    assert days(text) == [("Tuesday", "2017-09-05"), ("That night", "2017-09-05"), ("Three days later", "2017-09-08")]


def test_what_is_counted_is_itself_counted_from() -> None:
    text = "It began on 3 May. The next day gunmen came. The following day they left. Two days earlier all was quiet."
    assert [found for _, found in days(text)] == ["2017-05-03", "2017-05-04", "2017-05-05", "2017-05-03"]


def test_the_last_day_named_is_the_one_spoken_of() -> None:
    text = "It began on 3 May. It ended on 9 May. The next day nobody came."
    assert days(text)[-1] == ("The next day", "2017-05-10")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("That night they fled. On Tuesday they came back.", "That night"),  # a day named later is none to count from
        ("They came in August. Three days later they fled.", "Three days later"),  # nor is a month
        ("It was shut since 3 May. Three days later they fled.", "Three days later"),  # nor a range
        ("DORVAN, May 9 (Agency) -- Gunmen fled. Two days later they came back.", "Two days later"),  # nor the filing
    ],
)
def test_what_has_no_day_to_count_from_is_placed_nowhere(text: str, lost: str) -> None:
    one = Scene(plain(NLP(text)), (), PUBLISHED)
    assert lost in {found.text for found in one.times}
    assert lost not in {found.text for found in one.placed}


def test_a_month_in_between_leaves_the_day_in_hand() -> None:
    text = "It began on 3 May. They had fought in January. Three days later they left."
    assert days(text)[-1] == ("Three days later", "2017-05-06")


def test_without_a_day_of_publication_only_whole_dates_and_what_counts_from_them_are_placed() -> None:
    text = "On Tuesday they fled. Two days later they met. They came back on 3 May 2016. Three days later they left."
    assert days(text, None) == [("3 May 2016", "2016-05-03"), ("Three days later", "2016-05-06")]


def test_one_more_entity_moves_no_day() -> None:
    one = Scene(plain(NLP("On Tuesday they fled. That night they came back.")), (), PUBLISHED)
    before = dict(one.placed)
    after = one.with_entity(Entity(2, 3, 2, "Group", "pronoun", "they"))
    assert after.placed == before and len(after.entities) == 1
