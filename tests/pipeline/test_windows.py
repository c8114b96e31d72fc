"""Every word is read, once, whatever the text."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graphbuild.pipeline.pieces import LONGEST_WORD
from graphbuild.pipeline.windows import CONTEXT, LONGEST, Window, dateline_ends, hard_breaks, windows

POSITIONS = 512  # sub-words that the encoder can number, begin and end marks included
STEADY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # on any machine
TEXTS = st.lists(st.sampled_from(["a", "Army", ".", "!", ",", ";", "»", '"', "the", "…", "x" * 60]), max_size=300)


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[str], list[int], list[int]]:
    """Words, their numbers of sub-words, and the words before which a sentence must begin."""
    words = draw(TEXTS)
    size = st.one_of(st.integers(1, 3), st.integers(1, LONGEST_WORD))
    sizes = draw(st.lists(size, min_size=len(words), max_size=len(words)))
    inner = draw(st.sets(st.integers(1, max(1, len(words) - 1)), max_size=8)) if len(words) > 1 else set()
    return words, sizes, sorted({0, *inner}) if words else []


def check(words: list[str], sizes: list[int], breaks: list[int]) -> list[Window]:
    cut, forced = windows(words, sizes, breaks)
    covered = [i for one in cut for i in range(one.core_start, one.core_end)]
    assert covered == list(range(len(words)))
    assert forced == sorted(set(forced))
    assert set(breaks) <= set(forced)
    assert all(0 <= i < len(words) for i in forced)
    for one in cut:
        assert 0 <= one.start <= one.core_start < one.core_end <= one.end <= len(words)
        assert sum(sizes[one.core_start : one.core_end]) <= LONGEST
    return cut


@STEADY
@given(texts())
@example(([], [], []))
def test_every_word_stands_in_the_core_of_one_window(given: tuple[list[str], list[int], list[int]]) -> None:
    check(*given)


@pytest.mark.parametrize("size", [1, 3, 8, LONGEST_WORD])
def test_no_window_is_longer_than_the_encoder_can_number(size: int) -> None:
    for one in check(["word"] * 400, [size] * 400, [0]):
        assert size * (one.end - one.start) + 2 <= POSITIONS


def test_a_megabyte_without_a_stop_is_read_to_its_end() -> None:
    words = ["word", "another", "third", ","] * 60_000
    cut = check(words, [1, 2, 3, 1] * 60_000, [0])
    assert all(words[one.core_end - 1] == "," for one in cut[:-1])  # it is cut at commas
    assert all(one.start < one.core_start for one in cut[1:])  # with words around the cut


def test_short_paragraphs_share_a_window() -> None:
    cut = check(["Short", "."] * 30, [1, 1] * 30, list(range(0, 60, 2)))
    assert len(cut) == 1


def test_a_long_paragraph_is_cut_where_a_sentence_begins_and_sentences_before_are_its_context() -> None:
    words = (["The", "army", "left", "."] * 100)[:-1]
    first, *others = check(words, [1] * len(words), [0])
    assert (first.start, first.core_start) == (0, 0)
    assert others
    for one in others:
        assert words[one.core_start] == words[one.start] == "The"
        assert CONTEXT - 4 < one.core_start - one.start <= CONTEXT


def test_a_blank_line_a_headline_and_a_list_begin_sentences() -> None:
    words = ["Headline", "Text", "of", "it", ".", "Next"]
    assert hard_breaks(words, ["", "\n", " ", " ", "", "\n\n"]) == [0, 1, 5]
    assert hard_breaks([], []) == []


def test_a_line_broken_by_hand_goes_on() -> None:
    line = ["wrapped"] * 9  # 72 characters
    assert hard_breaks([*line, "goes"], ["", *[" "] * 8, "\n"]) == [0]
    assert hard_breaks(["Gunmen", "from", "the"], ["", "\n", " "]) == [0]  # the next line is in lower case


@STEADY
@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.sampled_from(["", " ", "\n", "\n\n"])), max_size=40))
def test_breaks_are_words_in_order(pairs: list[tuple[str, str]]) -> None:
    found = hard_breaks([word for word, _ in pairs], [gap for _, gap in pairs])
    assert found == sorted(set(found))
    assert all(0 <= i < len(pairs) for i in found)
    assert (0 in found) == bool(pairs)


def test_the_text_begins_after_a_dateline_and_not_after_any_dash() -> None:
    for filed in ("DORVAN (Agency) - ", "DORVAN, Ostria (Jan. 10, 2011) – ", "TAVOSH, 9 JAN 90 (RADIO) -- "):
        assert dateline_ends(f"{filed}Rebels left.") == [len(filed)]
    assert dateline_ends("The army - which left - is back.") == []


@STEADY
@given(st.text(alphabet="ABC abc.,(-)–\n12", max_size=300))
def test_datelines_end_inside_the_text(text: str) -> None:
    found = dateline_ends(text)
    assert all(0 < end <= len(text) for end in found)
    assert all(a < b for a, b in pairwise(found))
