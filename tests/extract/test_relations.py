"""Who leads what and what lies where, as a phrase tells it."""

import pytest
from sentences import read, scene, told

from graphbuild.extract.relations import named_among, posts, standing_relations
from graphbuild.extract.triggers import table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Omar Haddad, the leader of the Taliban, fled.", ("Omar Haddad", "leaderOf", "the Taliban")),
        ("The army named Omar Haddad as the commander of the militia.", ("Omar Haddad", "leaderOf", "the militia")),
        ("The army killed two commanders of the militia.",
         ("two commanders of the militia", "leaderOf", "the militia")),
        ("40 Taliban fighters were killed.", ("40 Taliban fighters", "memberOf", "Taliban")),
        ("The town of Dorvan in Tavosh province was shelled.", ("Dorvan", "within", "Tavosh province")),
    ],
)  # fmt: skip
def test_standing_relations(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(read(text))


def test_a_phrase_without_an_office_or_a_place_around_tells_none() -> None:
    assert standing_relations(scene("Gunmen attacked a convoy in Tavosh on 3 May.")) == ()


def test_who_names_somebody_to_an_office_does_not_hold_it() -> None:
    found = told(read("The army named Omar Haddad as the commander of the militia."))
    assert not any(subject == "The army" and relation == "leaderOf" for subject, relation, _ in found)


def test_nothing_stands_in_a_relation_to_itself() -> None:
    one = scene("The town of Dorvan in Tavosh province was shelled.", "Omar Haddad, the leader of the Taliban, fled.")
    found = standing_relations(one)
    assert all(subject != thing for subject, _, thing, _ in found)
    assert len(set(found)) == len(found)


def test_one_office_is_no_counted_set() -> None:
    assert list(named_among(scene("Omar Haddad, the leader of the Taliban, fled."))) == []


def test_every_post_leads_or_belongs() -> None:
    assert set(posts().values()) == {"leaderOf", "memberOf"}
    assert all(row["source"] for row in table("posts.tsv"))
