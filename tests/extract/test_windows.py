"""The stretches of a text around the places where a cheap pattern strikes."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graphbuild.extract.amounts import _beginning, _trigger
from graphbuild.extract.time_rules import beginning
from graphbuild.extract.times import _TRIGGER
from graphbuild.extract.windows import small, windows

DIGIT = re.compile(r"\d")


@given(st.text(alphabet="ab 1\n", max_size=200), st.integers(min_value=0, max_value=20))
def test_every_strike_is_inside_with_its_surroundings(text: str, reach: int) -> None:
    found = list(windows(text, DIGIT, reach=reach))
    for match in DIGIT.finditer(text):
        low, high = max(0, match.start() - reach), min(len(text), match.end() + reach)
        assert any(start <= low and high <= end for start, end in found)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(end < start for (_, end), (start, _) in pairwise(found))


@given(st.text(alphabet="ab 1", max_size=200))
def test_no_word_is_cut(text: str) -> None:
    for start, end in windows(text, DIGIT, reach=2):
        assert start == 0 or text[start].isspace()
        assert end == len(text) or text[end].isspace()


def test_without_a_strike_there_is_nothing_to_search() -> None:
    assert list(windows("no figure here", DIGIT)) == []


@given(st.text(max_size=100))
def test_small_letters_stand_where_the_others_stood(text: str) -> None:
    assert [len(small(letter)) for letter in text] == [1] * len(text)
    assert small(text) == "".join(map(small, text)) or "Σ" in text


def test_what_is_looked_for_in_small_letters_has_no_capitals() -> None:
    for pattern in (_TRIGGER, beginning(), _trigger(), _beginning()):
        assert not re.search(r"(?<!\\)[A-Z]", pattern.pattern)
