"""The lexicon of kinds: classes of nouns, known names, nationalities."""

import pytest

from graphbuild.extract.kinds import (
    GROUPS,
    compatible,
    country_of,
    is_demonym,
    known_name,
    modifiers,
    names,
    noun_kind,
    nouns,
    open_kind,
    pieces,
    rows,
    wide,
)  # fmt: skip
from graphbuild.resolve.kinds import KINDS


def test_every_class_in_the_lexicon_is_a_class_of_the_ontology() -> None:
    used = {noun.singular for noun in nouns().values()} | {noun.plural for noun in nouns().values()}
    used |= set(modifiers().values()) | {name.kind for found in names().values() for _, name in found} | GROUPS
    assert used <= KINDS


@pytest.mark.parametrize(
    "file", ["nouns.tsv", "actors.tsv", "countries.tsv", "titles.tsv", "modifiers.tsv", "given_names.tsv"]
)
def test_every_row_says_where_it_is_from(file: str) -> None:
    table = rows(file)
    assert table
    assert all(row["source"] and None not in row.values() for row in table)


def test_no_actor_is_listed_twice() -> None:
    labels = [row["name"].casefold() for row in rows("actors.tsv")]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("noun", "singular", "plural"),
    [
        ("militant", "Person", "ArmedGroup"), ("soldier", "Person", "StateForce"), ("villager", "Person", "Civilians"),
        ("ministry", "Government", "Government"), ("news agency", "MediaOrganization", "MediaOrganization"),
        ("car bomb", "Equipment", "Equipment"), ("checkpoint", "Place", "Place"), ("leader", "Person", "Group"),
    ],
)  # fmt: skip
def test_number_decides_between_person_and_group(noun: str, singular: str, plural: str) -> None:
    assert (noun_kind(noun), noun_kind(noun.upper(), plural=True)) == (singular, plural)


def test_modifiers_make_open_nouns_special() -> None:
    assert open_kind("force", "ArmedGroup", "StateForce") == "ArmedGroup"
    assert open_kind("force", "Government", "StateForce") == "StateForce"
    assert open_kind("commander", "ArmedGroup", "Group") == "ArmedGroup"
    assert open_kind("commander", "ArmedGroup", "Person") == "Person"
    assert open_kind("company", "ArmedGroup", "Group") == "Group"


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Russian", "Russia"), ("Palestinians", "Palestine"), ("Chechen", "Chechnya"), ("Kurdish", "Kurdistan"),
        ("SALVADORAN", "El Salvador"), ("South Sudanese", "South Sudan"), ("UAE", "United Arab Emirates"),
        ("Frenchmen", "France"), ("banana", None), ("", None),
    ],
)  # fmt: skip
def test_countries_of_nationalities(word: str, country: str | None) -> None:
    assert country_of(word) == country


def test_a_country_is_no_nationality() -> None:
    assert is_demonym("Iraqis")
    assert not is_demonym("Iraq")


@pytest.mark.parametrize(
    ("wording", "label", "kind"),
    [
        ("Daesh", "Islamic State", "ArmedGroup"), ("the Taliban", "Taliban", "ArmedGroup"),
        ("Sendero Luminoso", "Shining Path", "ArmedGroup"),
        ("FMLN", "Farabundo Marti National Liberation Front", "ArmedGroup"),

        ("U.N.", "United Nations", "InternationalOrganization"), ("AFP", "Agence France-Presse", "MediaOrganization"),
        ("Damascus", "Damascus", "Place"), ("al-Qa’ida", "Al-Qaeda", "ArmedGroup"),
    ],
)  # fmt: skip
def test_known_names_by_any_wording(wording: str, label: str, kind: str) -> None:
    found = known_name(wording)
    assert found is not None
    assert (found.label, found.kind) == (label, kind)


def test_classes_that_can_be_one_thing() -> None:
    assert compatible("Group", "StateForce")
    assert not compatible("ArmedGroup", "Government")
    assert not compatible("Person", "Group")
    assert wide("Civilians") == "Group"


def test_pieces_level_spelling() -> None:
    assert pieces("Türkiye’s") == ("turkiyes",)
    assert pieces("D.R. Congo") == ("dr", "congo")
