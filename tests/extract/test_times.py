"""Time expressions: what is found, where it stands, and between which days it is placed."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc as Parsed

from graphbuild.extract.plain import Doc, plain
from graphbuild.extract.time_rules import Rule, rules
from graphbuild.extract.times import TimeExpression, datelines, resolve, times

NLP = spacy.blank("en")
PUBLISHED = date(2017, 9, 8)  # a Friday
with Path(__file__).with_name("times.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def words_of(text: str) -> Doc:
    return plain(NLP(text))


def day(text: str) -> date | None:
    return None if text in ("-", "") else date.fromisoformat(text)


def whole(text: str) -> TimeExpression:
    return TimeExpression(0, len(text), 0, len(words_of(text)), text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['text']} ({row['published']})")
def test_expression_is_found_and_placed(row: dict[str, str]) -> None:
    doc = words_of(row["text"])
    found = times(doc)
    assert [one.text for one in found] == [row["expression"]]
    assert doc.text[found[0].start_char : found[0].end_char] == found[0].text
    assert row["expression"] in doc.text_at(found[0].start_token, found[0].end_token)
    expected = None if row["begin"] == "none" else (day(row["begin"]), day(row["end"]), row["precision"])
    assert resolve(found[0], day(row["published"])) == expected


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize(
    "text",
    [
        "The siege lasted for two years.",
        "A years-long war followed a 48-hour ceasefire.",
        "A 35-year-old man was aged 35.",
        "He is paid every Friday and every month.",
        "Markets open on Fridays.",
        "They may leave and march on the capital.",
        "May I speak? The soldiers march.",
        "THE REBELS MAY ATTACK AND MARCH ON.",
        "Between 10 and 12 fighters, 10-12 in all, fell.",
        "Up to 10 may have died.",
        "The second of the two men was Theresa May.",
        "They killed 2000 people and 1990 fighters.",
        "The 23 March Movement fought the 17 November group.",
        "The Sunday Times wrote of Black Friday.",
        "The 122mm rocket hit Route 2010 at 7:30.",
        "He was in his 40s.",
        "The bridge cost $2015 and weighed 2,015 tons.",
        "Two weeks of fighting killed a third of them.",
        "He shot a man with an AK-47 for the second time.",
        "Release 2011-02-S-154 was numbered 2010-09-CA-005.",
        "WITH PARTIES THAT MAY WANT TO JOIN.",
        "She wore a spring coat in the Prague Spring.",
    ],
)
def test_what_is_no_time_is_left_alone(text: str) -> None:
    assert times(words_of(text)) == ()


def test_a_verb_is_no_month_where_it_is_tagged_as_one() -> None:
    words, pos = ["In", "May", "10", "came"], ["ADP", "AUX", "NUM", "VERB"]
    assert times(plain(Parsed(NLP.vocab, words=words, pos=pos))) == ()
    pos[1] = "PROPN"
    assert [one.text for one in times(plain(Parsed(NLP.vocab, words=words, pos=pos)))] == ["May 10"]


@pytest.mark.parametrize(
    ("text", "begin", "end", "precision"),
    [
        ("the previous day", "2017-07-31", "2017-07-31", "day"),
        ("the day before", "2017-07-31", "2017-07-31", "day"),
        ("the following day", "2017-08-02", "2017-08-02", "day"),
        ("the next day", "2017-08-02", "2017-08-02", "day"),
        ("the same day", "2017-08-01", "2017-08-01", "day"),
        ("later that night", "2017-08-01", "2017-08-01", "day"),
        ("two days later", "2017-08-03", "2017-08-03", "day"),
        ("a day earlier", "2017-07-31", "2017-07-31", "day"),
        ("three weeks earlier", "2017-07-10", "2017-07-16", "week"),
        ("two years earlier", "2015-01-01", "2015-12-31", "year"),
        ("the following month", "2017-09-01", "2017-09-30", "month"),
    ],
)
def test_what_counts_from_the_day_in_hand(text: str, begin: str, end: str, precision: str) -> None:
    expected = (day(begin), day(end), precision)
    assert resolve(whole(text), PUBLISHED, date(2017, 8, 1)) == expected
    assert resolve(whole(text), PUBLISHED) is None


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("Monday", "2017-09-11", "2017-09-11"),
        ("Friday", "2017-09-08", "2017-09-08"),
        ("next Friday", "2017-09-15", "2017-09-15"),
        ("April", "2018-04-01", "2018-04-30"),
        ("October", "2017-10-01", "2017-10-31"),
        ("3 May", "2018-05-03", "2018-05-03"),
        ("20 September", "2017-09-20", "2017-09-20"),
        ("tomorrow", "2017-09-09", "2017-09-09"),
        ("next week", "2017-09-11", "2017-09-17"),
        ("later this week", "2017-09-08", "2017-09-10"),
        ("the coming days", "2017-09-08", "2017-09-15"),
        ("next month", "2017-10-01", "2017-10-31"),
    ],
)
def test_what_looks_ahead(text: str, begin: str, end: str) -> None:
    found = resolve(whole(text), PUBLISHED, future=True)
    assert found is not None
    assert found[:2] == (day(begin), day(end))


def test_several_in_one_text_keep_their_order_and_offsets() -> None:
    doc = words_of(
        "On Friday the army said that 40 men fell on 3 May 2014,\nnot in 2015 or the day before.\n\nToday it denied it."
    )
    found = times(doc)
    assert [one.text for one in found] == ["Friday", "3 May 2014", "2015", "the day before", "Today"]
    assert all(doc.text[one.start_char : one.end_char] == one.text for one in found)
    assert all(one.end_char <= other.start_char for one, other in pairwise(found))


def test_a_second_year_is_a_year_too() -> None:
    doc = words_of("In 1995 and 1996 they came, a vote scheduled for 2016, to be held.Since 2012, nothing.")
    assert [one.text for one in times(doc)] == ["1995", "1996", "2016", "Since 2012"]


def test_a_line_break_is_a_space() -> None:
    (found,) = times(words_of("It fell on 8\nSeptember\n2017."))
    assert resolve(found, None) == (PUBLISHED, PUBLISHED, "day")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.name}: {rule.example}")
def test_every_row_of_the_grammar_reads_its_example(rule: Rule) -> None:
    assert rule.pattern.fullmatch(rule.example)
    assert resolve(whole(rule.example), PUBLISHED, PUBLISHED) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KABUL, Afghanistan (Sept. 1) - A patrol was hit on Friday.", "Sept. 1"),
        ("Title\n\nKABUL, Afghanistan (Feb. 21, 2011) Afghan forces came.", "Feb. 21, 2011"),
        ("BOGOTA, 13 JAN 90 (DOMESTIC SERVICE) -- [TEXT] THE ARMY CAME.", "13 JAN 90"),
        ("SAN SALVADOR, 4 JAN 90 -- [TEXT] THE ARMY CAME TODAY.", "4 JAN 90"),
        ("BEIRUT, Sept. 8 (Agency) - The army came.", "Sept. 8"),
        ("May 15: Raids in the East\n\nA force searched a house last night.", "May 15"),
        ("3 May: rebels shelled the town. 4 May: the army came.", None),  # a log: these are the days of events
        ("The army came to Kabul on Sept. 1, and left.", None),
        ("On Friday the army came.", None),
    ],
)
def test_the_dateline_is_told_apart(text: str, expected: str | None) -> None:
    assert [one.text for one in datelines(words_of(text))] == ([expected] if expected else [])


def test_heading_and_dateline_both_date_the_report() -> None:
    text = "May 15: Raids in the East\n\nKABUL, Afghanistan (May 15) - A house was searched last night."
    assert [one.text for one in datelines(words_of(text))] == ["May 15", "May 15"]


def test_without_publication_day_nothing_relative_is_placed() -> None:
    for text in ("today", "last week", "Friday", "overnight", "recent days", "3 May", "last summer", "this year"):
        assert resolve(whole(text), None) is None


PIECES = [
    "Friday",
    "3",
    "May",
    "2015",
    "last",
    "the",
    "since",
    "week",
    "30",
    "Feb.",
    "to",
    "and",
    "ago",
    "two",
    "days",
    "-",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.dates(min_value=date(2, 1, 1), max_value=date(9998, 1, 1)))
def test_any_words_on_any_day_give_ordered_bounds_or_none(pieces: list[str], published: date) -> None:
    for one in times(words_of(" ".join(pieces))):
        placed = resolve(one, published, published)
        if placed is not None:
            begin, end, _ = placed
            assert begin is not None or end is not None
            assert begin is None or end is None or begin <= end


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    doc = words_of(text)
    assert all(doc.text[one.start_char : one.end_char] == one.text for one in times(doc))
