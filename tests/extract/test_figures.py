"""People harmed: who is counted, with what bounds, and what is one count told twice."""

import pytest
from sentences import by_id, read

from graphbuild.extract.figures import same_count
from graphbuild.model import Figure, Reading


def figures(reading: Reading) -> dict[str | None, tuple[str, int | None, int | None]]:
    """Outcome and bounds of each figure by the noun counted."""
    return {one.figure.role: (one.figure.outcome, one.figure.at_least, one.figure.at_most)
            for one in reading.mentions if one.figure}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 83 civilians and 40 rebels were killed.",
         {"civilians": ("killed", 83, None), "rebels": ("killed", 40, 40)}),
        ("Two soldiers were killed by militants in Dorvan on Monday.", {"soldiers": ("killed", 2, 2)}),
        ("Rebels abducted two doctors in Dorvan.", {"doctors": ("abducted", 2, 2)}),
        ("Troops detained 30 protesters.", {"protesters": ("detained", 30, 30)}),
        ("Police arrested nine men and wounded two.", {"men": ("detained", 9, 9), None: ("injured", 2, 2)}),
        ("The blast left three dead.", {None: ("killed", 3, 3)}),
    ],
)  # fmt: skip
def test_bounds(text: str, expected: dict[str | None, tuple[str, int | None, int | None]]) -> None:
    assert figures(read(text)) == expected


@pytest.mark.parametrize("text", ["General Omar Haddad was killed.", "A woman was killed.",
                                  "The murder of the mayor shocked the town."])  # fmt: skip
def test_a_named_or_single_person_is_no_figure(text: str) -> None:
    reading = read(text)
    assert figures(reading) == {}
    assert any(p.relation == "killedIn" for claim in reading.claims for p in claim.propositions)


def test_a_counted_set_names_its_group() -> None:
    reading = read("40 Taliban fighters were killed.")
    (figure,) = [one.figure for one in reading.mentions if one.figure]
    assert figure.affiliation is not None
    assert by_id(reading)[figure.affiliation].label == "Taliban"


def test_those_who_do_it_are_no_figure() -> None:
    reading = read("Soldiers stormed the village, killing six civilians.")
    assert set(figures(reading)) == {"civilians"}


def test_one_count_needs_a_number_the_same_outcome_and_like_people() -> None:
    civilians, people = (Figure("killed", 17, 17, "civilians"), "civilian"), (Figure("killed", 17, 17), "people")
    soldiers, wounded = (Figure("killed", 17, 17, "soldiers"), "soldier"), (Figure("injured", 17, 17), "people")
    unknown = (Figure("killed"), "people")
    assert same_count(civilians, people)
    assert same_count(people, soldiers)
    assert not same_count(civilians, soldiers)
    assert not same_count(people, wounded)
    assert not same_count(unknown, unknown)
    assert not same_count(people, (Figure("killed", 17, None), "people"))
