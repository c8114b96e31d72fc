"""People harmed: who is counted, with what bounds, and what is one count told twice."""

from dataclasses import replace

import pytest
from layered import heard
from sentences import at, by_id, read, scene

from graphbuild.extract.figures import Count, same_count, taken_up, told_again
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


def test_one_who_has_no_name_and_is_only_harmed_is_counted() -> None:
    assert figures(read("A woman was killed.")) == {"woman": ("killed", 1, 1)}


@pytest.mark.parametrize("text", ["General Omar Haddad was killed.", "The murder of the mayor shocked the town."])
def test_a_named_person_and_the_only_one_of_a_kind_is_no_figure(text: str) -> None:
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
    civilians, people = (
        Count(Figure("killed", 17, 17, "civilians"), "civilian"),
        Count(Figure("killed", 17, 17), "people"),
    )
    soldiers, wounded = (
        Count(Figure("killed", 17, 17, "soldiers"), "soldier"),
        Count(Figure("injured", 17, 17), "people"),
    )
    unknown = Count(Figure("killed"), "people")
    assert same_count(civilians, people)
    assert same_count(people, soldiers)
    assert not same_count(civilians, soldiers)
    assert not same_count(people, wounded)
    assert not same_count(unknown, unknown)
    assert not same_count(people, Count(Figure("killed", 17, None), "people"))


def test_a_vague_number_may_be_another_of_the_next_sentence_told_less_exactly() -> None:
    several = Count(Figure("killed", 3), "man", (0, 9), vague=True)
    five = Count(Figure("killed", 5, 5), "man", (9, 20))
    assert told_again(several, five)
    assert told_again(several, Count(Figure("killed"), "man", (9, 20)))
    assert not told_again(
        Count(Figure("killed"), "man", (0, 9), vague=True), Count(Figure("killed", 1), "man", (9, 20))
    )
    assert not told_again(several, Count(Figure("killed", 2, 2), "man", (9, 20)))
    assert not told_again(several, Count(Figure("killed", 5, 5), "man", (0, 9)))
    assert not told_again(several, Count(Figure("killed", 5, 5), "woman", (9, 20)))
    assert not told_again(several, Count(Figure("injured", 5, 5), "man", (9, 20)))
    assert not told_again(Count(Figure("killed", 3), "man", (0, 9)), five)
    people = Count(Figure("killed", 2), "people", (0, 9), vague=True)
    assert told_again(people, five)
    assert not told_again(replace(people, bare=True), five)
    assert told_again(replace(several, bare=True), five)
    assert not told_again(Count(Figure("killed"), "man", vague=True), Count(Figure("killed", 0, 0), "man", (9, 20)))


@pytest.mark.parametrize(
    ("text", "event", "figure"),
    [
        ("Seventeen people were killed in Dorvan.", "killed", "Seventeen people"),
        ("Numerous people perished in Dorvan.", "perished", "Numerous people"),
    ],
)
def test_a_vague_number_told_again_of_one_event_is_one_figure(text: str, event: str, figure: str) -> None:
    reading = heard("Several people died in Dorvan.", text, links={event: {("same", "died"): 0.97}})
    mentions = by_id(reading)
    joined = {(mentions[one.left].text, mentions[one.right].text) for one in reading.links if "vague" in one.reason}
    assert joined == {("Several people", figure)}


def test_a_vague_number_that_may_be_the_sum_of_two_is_neither() -> None:
    texts = "Several people died in Dorvan.", "Nine people perished in Dorvan.", "The blast killed four people."
    same = {("same", "died"): 0.97}
    reading = heard(*texts, links={"killed": same, "perished": same})
    mentions = by_id(reading)
    joined = {(mentions[one.left].text, mentions[one.right].text) for one in reading.links}
    assert {("died", "perished"), ("died", "killed")} <= joined
    assert not any("vague" in one.reason for one in reading.links)


TWO_MEN = "Two men were killed in Dorvan."
HADDAD = "General Omar Haddad was killed."
THE_TWO_MEN, THEM, HIM = "The blast killed the two men.", "The blast killed them.", "The blast killed him."
OTHERS = "The blast killed three others."


@pytest.mark.parametrize(
    ("first", "earlier", "second", "later", "expected"),
    [
        (TWO_MEN, "men", THE_TWO_MEN, "men", True),
        (TWO_MEN, "men", THEM, "them", True),  # a plural that does not say how many
        (TWO_MEN, "men", HIM, "him", False),
        (HADDAD, "Omar", HIM, "him", True),
        (HADDAD, "Omar", THEM, "them", False),
        (HADDAD, "Omar", THE_TWO_MEN, "men", False),
        (TWO_MEN, "men", OTHERS, "others", False),  # neither as many nor definite
        (THE_TWO_MEN, "men", TWO_MEN, "men", False),
        (THEM, "them", THE_TWO_MEN, "men", False),  # a pronoun names nobody that could be taken up
        (OTHERS, "others", THEM, "them", True),
        (OTHERS, "others", THE_TWO_MEN, "men", False),
        ("At least 83 civilians and 40 rebels were killed.", "civilians", THEM, "them", True),
        ("A woman was killed.", "woman", THE_TWO_MEN, "men", False),
    ],
)
def test_who_is_taken_up(first: str, earlier: str, second: str, later: str, expected: bool) -> None:
    one = scene(first, second)
    middle = next(i for i, token in enumerate(one.doc) if token.text == "." and i) + 1
    pair = one.by_head[at(one.doc, earlier)], one.by_head[at(one.doc, later, middle)]
    assert taken_up(one, *pair) is expected


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing but their fate join mentions."""
    monkeypatch.setattr("graphbuild.extract.understand.merged_coreference", lambda scene, links: [])
    monkeypatch.setattr("graphbuild.extract.understand.counted_again", lambda scene: [])
    monkeypatch.setattr("graphbuild.extract.nodes.Nodes.join_counts", lambda nodes, drafts: None)


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ((TWO_MEN, THE_TWO_MEN), {("Two men", "the two men")}),
        ((TWO_MEN, THEM), {("Two men", "them")}),
        ((HADDAD, HIM), {("Omar Haddad", "him")}),
        ((HADDAD, TWO_MEN, HIM), set()),  # the blast is the killing of the two men, another event than his
        ((TWO_MEN, HIM), set()),
        ((TWO_MEN, OTHERS), set()),
        ((TWO_MEN, "The militia abducted them."), set()),  # another fate
    ],
)
@pytest.mark.usefixtures("alone")
def test_those_harmed_in_one_event_and_one_way_are_taken_up(
    sentences: tuple[str, ...], expected: set[tuple[str, str]]
) -> None:
    reading = read(*sentences)
    mentions = by_id(reading)
    links = [link for link in reading.links if link.reason == "taken up among those harmed in one event"]
    assert {(mentions[link.left].text, mentions[link.right].text) for link in links} == expected
    assert all(link.same and link.score == 0.7 for link in links)


def test_what_is_one_already_is_not_taken_up_again() -> None:
    reading = read(TWO_MEN, THE_TWO_MEN)
    mentions = by_id(reading)
    joined = [link for link in reading.links if mentions[link.right].text == "the two men"]
    assert joined and not any("taken up among" in link.reason for link in joined)
