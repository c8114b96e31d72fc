"""The tokenizer: what reports bring, and nothing of the text lost."""

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from graphbuild.pipeline.tokens import mend

STEADY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # on any machine


@pytest.fixture(scope="module")
def blank() -> Language:
    made = spacy.blank("en")
    mend(made)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 May 2017Troops left", ["8", "May", "2017", "Troops", "left"]),
        ("the town.The army", ["the", "town", ".", "The", "army"]),
        ("it fell.\u201dThe army", ["it", "fell", ".", "\u201d", "The", "army"]),
        ("the U.S.-led raid", ["the", "U.S.-led", "raid"]),
        ("Gen. Haddad's men", ["Gen.", "Haddad", "'s", "men"]),
        ("an Su-34 and 1.5 tons", ["an", "Su-34", "and", "1.5", "tons"]),
    ],
)
def test_words(blank: Language, text: str, expected: list[str]) -> None:
    assert [token.text for token in blank(text)] == expected


@STEADY
@given(text=st.text(max_size=80))
def test_the_tokens_give_the_text_back(blank: Language, text: str) -> None:
    doc = blank(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
