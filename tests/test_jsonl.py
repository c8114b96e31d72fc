"""The nouns survive being written and read; what is no reading is refused with what and where."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild.errors import InputError
from graphbuild.jsonl import article_from, link_line, read_link, read_reading, reading_line, to_json
from graphbuild.model import Article, Claim, Figure, Link, Mention, Period, Proposition, Reading
from tests.golden.readings import READINGS, strike

TEXT = st.text(max_size=12)
DAY = st.none() | st.dates()
SCORE = st.floats(0, 1)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A sound reading of any text, with any strings in it."""
    text = draw(st.text(min_size=1, max_size=40))
    ids = [f"m{number}" for number in range(1, draw(st.integers(1, 4)) + 1)]
    one = st.sampled_from(ids)
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    number = st.none() | st.integers(0, 10**9)
    figure = st.none() | st.builds(Figure, TEXT, number, number, st.none() | TEXT, st.none() | one)
    forms = st.sampled_from(("name", "nominal", "pronoun"))
    mentions = []
    for name in ids:
        start, end = draw(span)
        mentions.append(Mention(name, start, end, text[start:end], draw(TEXT), draw(TEXT), draw(forms), draw(figure)))
    precisions = st.sampled_from(("day", "week", "month", "season", "year", "decade", "range"))
    period = st.builds(Period, one, DAY, DAY, precisions, TEXT)
    claims = []
    for name in [f"c{number}" for number in range(1, draw(st.integers(0, 3)) + 1)]:
        others = st.sampled_from([claim.id for claim in claims]) if claims else st.nothing()
        claims.append(
            Claim(
                name,
                draw(st.sampled_from(("Claim", "Denial", "ResponsibilityClaim", "Accusation"))),
                draw(st.none() | one),
                draw(st.sampled_from(("affirms", "denies"))),
                draw(st.sampled_from(("certain", "probable", "possible"))),
                draw(st.none() | TEXT),
                *draw(span),
                tuple(draw(st.lists(st.builds(Proposition, one, TEXT, one), max_size=2))),
                draw(st.none() | one),
                tuple(draw(st.lists(others, max_size=2))) if claims else (),
                draw(st.none() | others) if claims else None,
                tuple(draw(st.lists(one, max_size=2))),
                draw(st.none() | period),
                draw(SCORE),
            )
        )
    options = [st.none() | TEXT, DAY, st.none() | TEXT, st.none() | TEXT, st.none() | TEXT]
    article = Article(draw(TEXT), text, *(draw(option) for option in options))
    links = st.lists(st.builds(Link, one, one, st.booleans(), SCORE, TEXT, TEXT), max_size=2)
    notes = tuple(draw(st.lists(TEXT, max_size=2)))
    periods = tuple(draw(st.lists(period, max_size=2)))
    return Reading(article, draw(TEXT), tuple(mentions), periods, tuple(claims), tuple(draw(links)), notes)


@PATIENT
@given(readings())
def test_a_reading_survives(reading: Reading) -> None:
    line = reading_line(reading)
    assert "\n" not in line
    assert read_reading(line) == reading
    assert reading_line(read_reading(line)) == line


@PATIENT
@given(st.builds(Link, TEXT, TEXT, st.booleans(), SCORE, TEXT, TEXT))
def test_a_link_survives(link: Link) -> None:
    assert read_link(link_line(link)) == link


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.article.id)
def test_the_golden_readings_are_sound(reading: Reading) -> None:
    assert read_reading(reading_line(reading)) == reading


def test_an_article_is_read_from_what_the_caller_gives() -> None:
    assert article_from({"id": "a", "text": "x", "published": "2031-05-06", "url": None}) == Article(
        "a", "x", published=date(2031, 5, 6)
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": "x"}, "lacks id"),
        ({"id": 7, "text": "x"}, "id: text expected, found 7"),
        ({"id": "a", "text": "x", "published": "6 May"}, "a date such as"),
        ({"id": "a", "text": "x", "author": "y"}, "unknown field 'author'"),
        ({"id": "a", "text": "half \ud83d"}, "U+D83D"),
        (["a"], "an object with named fields"),
    ],
)
def test_what_is_no_article_is_refused(values: object, said: str) -> None:
    with pytest.raises(InputError, match=r"corpus\.jsonl, line 3") as caught:
        article_from(values, where="corpus.jsonl, line 3")
    assert said in str(caught.value)


def broken(change: str) -> str:
    """The line of a golden reading with one thing wrong."""
    values = to_json(strike())
    mention, claim = values["mentions"][0], values["claims"][0]
    if change == "words":
        mention["text"] = "other words"
    elif change == "span":
        mention["end"] = 10**6
    elif change == "twice":
        values["mentions"].append(dict(mention))
    elif change == "mention":
        claim["propositions"][0]["subject"] = "m99"
    elif change == "claim":
        claim["disputes"] = ["c99"]
    elif change == "link":
        values["links"][0]["left"] = "m98"
    elif change == "stance":
        claim["stance"] = "doubts"
    elif change == "score":
        values["links"][0]["score"] = "high"
    return json.dumps(values)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("words", "mention m1: the text from 4 to 29 is not 'other words'"),
        ("span", "mention m1: offsets 4 to 1000000 lie outside"),
        ("twice", "mention id 'm1' is used twice"),
        ("mention", "claim c1: there is no mention 'm99'"),
        ("claim", "claim c1: there is no claim 'c99'"),
        ("link", "a link: there is no mention 'm98'"),
        ("stance", "claims 1, stance: one of affirms, denies expected"),
        ("score", "links 1, score: a number expected"),
    ],
)
def test_a_reading_that_does_not_hold_together_is_refused(change: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_reading(broken(change), where="readings.jsonl, line 1")
    assert said in str(caught.value)
    assert str(caught.value).startswith("readings.jsonl, line 1")


def test_a_line_cut_short_is_refused() -> None:
    with pytest.raises(InputError, match="not a line of JSON"):
        read_reading(reading_line(strike())[:-20])
