"""Words to sub-words, with a vocabulary of our own."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from graphbuild.pipeline.pieces import BEGIN, END, LONGEST_WORD, UNKNOWN, PieceEncoder, case_class

STEADY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # on any machine
VOCABULARY = {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102, "re": 1, "##bel": 2, "##s": 3, "left": 4, "a": 5,
              "##a": 6}  # fmt: skip


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> PieceEncoder:
    made = Tokenizer(WordPiece(VOCABULARY, unk_token="[UNK]", max_input_chars_per_word=100))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    path: Path = tmp_path_factory.mktemp("pieces") / "tokenizer.json"
    made.save(str(path))
    return PieceEncoder(path)


def test_first_and_last_piece_of_each_word(encoder: PieceEncoder) -> None:
    found = encoder.encode(["Rebels", "left"])
    assert found.ids == [BEGIN, 1, 2, 3, 4, END]
    assert (found.first, found.last) == ([1, 4], [3, 4])
    assert found.cases == [0, 3, 3, 3, 2, 0]


@pytest.mark.parametrize("word", ["\u200b", "\u00ad", "\x00", "\ufeff", "\ufe0f"])
def test_a_word_of_nothing_visible_is_a_piece_too(encoder: PieceEncoder, word: str) -> None:
    assert encoder.word(word) == [UNKNOWN]


def test_of_a_long_word_both_ends_are_read(encoder: PieceEncoder) -> None:
    assert encoder.word("a" * 90) == [5, *[6] * (LONGEST_WORD - 1)]
    assert encoder.word("rebel" + "a" * 60)[:2] == [1, 2]
    assert len(encoder.word("rebel" + "a" * 60)) == LONGEST_WORD
    assert encoder.word("a" * 100_000) == [UNKNOWN]


@STEADY
@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_every_word_has_its_pieces_in_order(encoder: PieceEncoder, words: list[str]) -> None:
    found = encoder.encode(words)
    assert len(found.first) == len(found.last) == len(words)
    assert len(found.ids) == len(found.cases)
    edges = [i for pair in zip(found.first, found.last, strict=True) for i in pair]
    assert edges == sorted(edges)
    assert all(0 < i < len(found.ids) - 1 for i in edges)
    assert found == encoder.encode(words)  # remembering a word changes nothing


@STEADY
@given(st.text(min_size=1, max_size=10))
def test_every_word_has_a_case_class(word: str) -> None:
    assert 0 <= case_class(word) <= 5


def test_case_classes_can_be_given(encoder: PieceEncoder) -> None:
    assert encoder.encode(["Rebels", "left"], cases=[2, 4]).cases == [0, 2, 2, 2, 4, 0]
