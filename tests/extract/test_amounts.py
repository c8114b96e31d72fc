"""Amounts of people and things: what is found, between which bounds, and which noun it counts."""

import csv
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc as Parsed

from graphbuild.extract.amounts import amount_at, amounts, collectives, singular
from graphbuild.extract.numerals import number
from graphbuild.extract.plain import Doc, Span, plain

NLP = spacy.blank("en")
with Path(__file__).with_name("amounts.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def words_of(text: str) -> Doc:
    return plain(NLP(text))


def parsed(*rows: tuple[str, str, int, str]) -> Doc:
    words, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    lemmas = [word.lower() for word in words]
    return plain(Parsed(NLP.vocab, words=words, pos=pos, heads=heads, deps=deps, lemmas=lemmas))


def bound(text: str) -> int | None:
    return None if text == "-" else int(text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_amount_is_found_with_its_bounds(row: dict[str, str]) -> None:
    doc = words_of(row["text"])
    found = amounts(doc)
    assert [one.text for one in found] == [row["amount"]]
    (one,) = found
    assert doc.text[one.start : one.end] == one.text
    assert (one.at_least, one.at_most) == (bound(row["at_least"]), bound(row["at_most"]))
    assert one.approximate == (row["approximate"] == "yes")
    assert doc[one.start_token].idx <= one.start
    assert doc[one.end_token - 1].idx + len(doc[one.end_token - 1]) >= one.end


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 110


@pytest.mark.parametrize(
    "text",
    [
        "In 2015 it fell, and on 3 May 2016 it rose.",
        "The war of 2014-2016 ended.",
        "A 35-year-old man, aged 36, spoke.",
        "Ahmad Karimi, 35, spoke.",
        "Su-34 and Su-35 jets, an AK-47 and a 122mm rocket.",
        "A T 72 was seen beside a Mi 8.",
        "About 12 percent, 12% or 20 per cent.",
        "Between 20 and 30 percent of it.",
        "It cost $40 million, or 30 million dollars, or €20.",
        "It lies 30 km north, some 20 miles off and 5.5 metres high.",
        "The 2nd battalion of the 101st brigade.",
        "It lasted two hours, three to four days and 40 minutes.",
        "A 48-hour truce began at 7:30 a.m., not at 8 p.m.",
        "Under Resolution 1701 and Article 5 he took Route 66.",
        "There is no doubt, no longer any need, no plan.",
        "Two-thirds of it, one-third of that.",
        "A 500-pound bomb and a 10-foot wall.",
        "It weighed 20 tons.",
        "The second man came first.",
        "It began at 2300 and AT APPROXIMATELY 1100, BETWEEN 0200 AND 0300.",
        "2. The victim was taken.\n3. The army left.",
        "The 19 April Movement and Battalion 3-16.",
        "They shot one another, one way or another.",
        "A ratio is 3 out of 4, said Dzhokhar Petrov, now 20, of the 2007 Bagram case, in 1995 or 1996.",
        "Major Vorder[897] bought a SkyWall 100, several million dollars dear.",
        "Page 12, No. 7, room 101.",
        "He called it 3.5 or 9.9.",
        "Hundreds of kilometres away, dozens of times.",
    ],
)
def test_what_counts_nobody_is_left_alone(text: str) -> None:
    assert [one.text for one in amounts(words_of(text))] == []


def test_several_amounts_stay_apart() -> None:
    doc = words_of("Three soldiers and two policemen were killed, 12 others, including four children, were wounded.")
    assert [(one.at_least, one.at_most) for one in amounts(doc)] == [(3, 3), (2, 2), (12, 12), (4, 4)]


def test_a_counted_noun_finds_its_amount_in_the_parse() -> None:
    doc = parsed(
        ("At", "ADP", 1, "case"),
        ("least", "ADJ", 2, "nmod"),
        ("83", "NUM", 3, "nummod"),
        ("civilians", "NOUN", 5, "nsubj:pass"),
        ("were", "AUX", 5, "aux:pass"),
        ("killed", "VERB", 5, "root"),
        ("by", "ADP", 9, "case"),
        ("four", "NUM", 9, "nummod"),
        ("armed", "ADJ", 9, "amod"),
        ("men", "NOUN", 5, "obl"),
    )
    civilians, men, killed = amount_at(doc[3]), amount_at(Span(doc, 6, 10)), amount_at(doc[5])
    assert civilians is not None
    assert (civilians.text, civilians.at_least, civilians.at_most) == ("At least 83", 83, None)
    assert men is not None
    assert men.at_least == men.at_most == 4
    assert killed is None


def test_dozens_of_civilians_are_counted_from_either_end() -> None:
    doc = parsed(
        ("Dozens", "NOUN", 3, "nsubj"),
        ("of", "ADP", 2, "case"),
        ("civilians", "NOUN", 0, "nmod"),
        ("fled", "VERB", 3, "root"),
    )
    assert amount_at(doc[0]) == amount_at(doc[2])
    assert amount_at(doc[0]) is not None


def test_a_neighbour_is_not_counted_along() -> None:
    doc = parsed(
        ("Three", "NUM", 1, "nummod"),
        ("soldiers", "NOUN", 4, "nsubj"),
        ("and", "CCONJ", 3, "cc"),
        ("civilians", "NOUN", 1, "conj"),
        ("fell", "VERB", 4, "root"),
    )
    assert amount_at(doc[1]) is not None
    assert amount_at(doc[3]) is None


def test_without_a_parse_the_words_before_the_noun_count_it() -> None:
    doc = words_of("Some 40 ISIS fighters fled, and their families.")
    fighters = amount_at(doc[3])
    assert fighters is not None
    assert fighters.at_least == 40
    assert amount_at(doc[8]) is None


def test_a_person_in_the_singular_is_one() -> None:
    doc = parsed(
        ("An", "DET", 1, "det"),
        ("officer", "NOUN", 2, "nsubj"),
        ("fell", "VERB", 2, "root"),
        ("with", "ADP", 5, "case"),
        ("the", "DET", 5, "det"),
        ("driver", "NOUN", 2, "obl"),
    )
    for place in (1, 5):
        one = singular(doc[place])
        assert one is not None
        assert (one.at_least, one.at_most) == (1, 1)
    assert singular(doc[2]) is None


def test_collectives_and_negated_nouns_are_not_one() -> None:
    doc = parsed(
        ("A", "DET", 1, "det"),
        ("family", "NOUN", 2, "nsubj"),
        ("fled", "VERB", 2, "root"),
        ("no", "DET", 4, "det"),
        ("soldier", "NOUN", 2, "obj"),
        ("the", "DET", 6, "det"),
        ("army", "NOUN", 2, "obl"),
    )
    family = singular(doc[1])
    assert family is not None
    assert (family.at_least, family.at_most) == (2, None)
    assert singular(doc[4]) is None
    assert singular(doc[6]) is None
    assert "army" in collectives()


def test_plurals_are_not_one() -> None:
    doc = plain(Parsed(NLP.vocab, words=["the", "men"], pos=["DET", "NOUN"], lemmas=["the", "man"]))
    assert singular(doc[1]) is None
    words, morphs = ["the", "men"], ["", "Number=Plur"]
    marked = plain(Parsed(NLP.vocab, words=words, pos=["DET", "NOUN"], morphs=morphs, lemmas=words))
    assert singular(marked[1]) is None


SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
WORDS = ["zero", *SMALL.split(), "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(value: int) -> str:
    if value < 20:
        return WORDS[value]
    if value < 100:
        rest = value % 10
        return TENS[value // 10 - 2] + (f"-{WORDS[rest]}" if rest else "")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            link = " and " if 0 < rest < 100 else " "
            return spelled(value // size) + f" {name}" + (link + spelled(rest) if rest else "")
    raise AssertionError


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_number_is_read_back_from_its_words_and_figures(value: int) -> None:
    assert number(spelled(value)) == value
    assert number(f"{value:,}") == value


@given(st.integers(min_value=2, max_value=999_999))
def test_a_number_in_words_is_one_amount(value: int) -> None:
    (found,) = amounts(words_of(f"They saw {spelled(value)} rebels there."))
    assert (found.at_least, found.at_most, found.text) == (value, value, spelled(value))


@given(st.text(alphabet="0123456789,.-–+%$ andortfo", max_size=40))
def test_any_text_gives_ordered_bounds(text: str) -> None:
    for one in amounts(words_of(text)):
        assert one.at_least is not None or one.at_most is not None
        assert one.at_least is None or one.at_most is None or one.at_least <= one.at_most
