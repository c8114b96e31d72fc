"""Labels: what a mention says when stripped to a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.extract.names import initials, label, strip_titles, title_end, without_group_word, without_town
from graphbuild.extract.wordings import same_part_of_name, same_spelling


@pytest.mark.parametrize(
    ("text", "person", "stripped"),
    [
        ("Brig. Gen. Ana Ruiz", True, "Ana Ruiz"),
        ("Defense Minister Ivan Petrov's", True, "Ivan Petrov"),
        ("the so-called “Army of Dawn” (AD) group", False, "Army of Dawn"),
        ("THE MINISTRY", False, "MINISTRY"),
        ("the Houthis'", False, "Houthis"),
        ("General", True, "General"),
        ("Médecins Sans\nFrontières", False, "Médecins Sans Frontières"),
        ("the", False, "the"),
    ],
)
def test_labels(text: str, person: bool, stripped: str) -> None:
    assert label(text, person=person) == stripped


@given(st.text(alphabet="abcXYZ '\"’().,-", max_size=30))
def test_a_label_is_made_of_the_words_that_were_there(text: str) -> None:
    assert set(label(text)) <= set(text) | {" "}


def test_titles_go_and_names_stay() -> None:
    assert strip_titles("Senior Chief Petty Officer Lee Marsh") == "Lee Marsh"
    assert title_end(["Lee", "Marsh"]) == 0


def test_words_that_only_say_the_kind_go() -> None:
    assert without_group_word("Green Sun rebel group") == "Green Sun"
    assert without_group_word("the group") == "the group"
    assert without_town("Ramlah city") == "Ramlah"
    assert without_town("Kansas City") == "Kansas City"


def test_initials_with_and_without_small_words() -> None:
    assert {"FLP", "FFTLOP"} == initials("Front for the Liberation of Palestine")


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Haddad", "Omar Haddad", True), ("al-Masri", "Abu Hamza al-Masri", True), ("Omar", "Omar Haddad", True),
        ("Omar Haddad", "Omar Saleh Haddad", True), ("Saleh", "Omar Haddad", False), ("al", "Omar al-Haddad", False),
        ("Ali Haddad", "Omar Haddad", False),
    ],
)  # fmt: skip
def test_parts_of_names(short: str, full: str, same: bool) -> None:
    from graphbuild.extract.kinds import pieces

    assert same_part_of_name(pieces(short), pieces(full)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Deir ez-Zor", "Dayr az-Zawr", True), ("Hezbollah", "Hizbullah", True), ("Gaddafi", "Qaddafi", False),
        ("Raqqa", "Raqqah", True), ("Mosul", "Mosel", True), ("Niger", "Nigeria", False), ("Sudan", "Sweden", False),
        ("Aleppo", "Aleppo", True), ("Brigade 12", "Brigade 13", False),
    ],
)  # fmt: skip
def test_spellings_of_foreign_names(one: str, other: str, same: bool) -> None:
    from graphbuild.extract.kinds import pieces

    assert same_spelling(pieces(one), pieces(other)) is same
