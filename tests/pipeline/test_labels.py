"""Edits of lemmas and the tags of names."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild.pipeline.labels import NAME_TAGS, Labels, allowed, apply_script, lemma_script

STEADY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # on any machine
WORDS = st.text(min_size=1, max_size=12)


@STEADY
@given(WORDS, WORDS)
def test_the_edit_leads_back_to_the_lemma(word: str, lemma: str) -> None:
    assert apply_script(word.lower(), lemma_script(word, lemma)) == lemma.lower()


@STEADY
@given(WORDS, st.integers(0, 30), st.text(max_size=6))
def test_an_edit_made_for_another_word_never_leaves_nothing(word: str, cut: int, added: str) -> None:
    assert apply_script(word, f"{cut}|{added}")


def test_a_name_that_has_begun_goes_on_in_its_class_until_it_ends() -> None:
    for left in NAME_TAGS:
        after = {right for right in NAME_TAGS if allowed(left, right)}
        if left[0] in "BI":
            assert after == {f"I{left[1:]}", f"E{left[1:]}"}
        else:
            assert after == {right for right in NAME_TAGS if right[0] in "OBS"}


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    made = Labels(["NOUN"], ["_"], ["0|", "1|y"], ["root"], list(NAME_TAGS), ["_"], ["01"], {"é|NOUN": ["é.01"]}, {})
    made.save(tmp_path / "labels.json")
    assert Labels.load(tmp_path / "labels.json") == made
    assert b"\r" not in (tmp_path / "labels.json").read_bytes()
