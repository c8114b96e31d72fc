"""Which mentions are one thing, in hand-built trees."""

from graphbuild.extract.clusters import Clusters
from graphbuild.extract.coreference import bracketed, coreference
from graphbuild.extract.entities import entities
from graphbuild.extract.plain import Doc
from graphbuild.extract.traits import Traits
from tests.extract.small_trees import document


def sets(doc: Doc) -> list[set[str]]:
    """The sets of two and more mentions, as text."""
    found = entities(doc)
    together = {i: {i} for i in range(len(found))}
    for one in coreference(doc, found):
        assert one.i < one.j and 0 < one.score <= 1 and one.reason
        joined = together[one.i] | together[one.j]
        for k in joined:
            together[k] = joined
    unique = {id(members): members for members in together.values() if len(members) > 1}
    return [
        {f"{doc.text_at(found[i].start, found[i].end)}@{found[i].start}" for i in members}
        for members in unique.values()
    ]


def behind(description: str, kind: str = "ORG", *, word: str = "FKD", close: str = ")") -> Doc:
    """A description and a name in brackets that nothing but the brackets joins with it."""
    name = len(description.split()) + 2
    rest = f"(/PUNCT/{name}/punct {word}/PROPN/2/parataxis {close}/PUNCT/{name}/punct ./PUNCT/2/punct"
    return document(f"{description} {rest}", ents=((word, kind),))


def test_surname_title_pronoun_and_apposition_are_the_person() -> None:
    doc = document(
        "General/PROPN/4/nsubj Omar/PROPN/1/flat Haddad/PROPN/2/flat met/VERB/0/root "
        "villagers/NOUN/4/obj ./PUNCT/4/punct",
        "Haddad/PROPN/6/nsubj ,/PUNCT/1/punct a/DET/4/det commander/NOUN/1/appos ,/PUNCT/1/punct said/VERB/0/root "
        "he/PRON/8/nsubj fled/VERB/6/ccomp ./PUNCT/6/punct",
        ents=(("Omar Haddad", "PER"), ("Haddad", "PER")),
    )
    assert sets(doc) == [{"General Omar Haddad@0", "Omar Haddad@1", "Haddad@6", "a commander@8", "he@12"}]


def test_aliases_acronym_in_brackets_and_the_group() -> None:
    doc = document(
        "Green/PROPN/3/amod Sun/PROPN/3/compound Army/PROPN/7/nsubj (/PUNCT/5/punct GSA/PROPN/3/appos )/PUNCT/5/punct "
        "fled/VERB/0/root ./PUNCT/7/punct",
        "The/DET/2/det group/NOUN/3/nsubj/organization left/VERB/0/root ./PUNCT/3/punct",
        "ISIS/PROPN/3/nsubj and/CCONJ/1/cc fled/VERB/0/root ./PUNCT/3/punct",
        "Daesh/PROPN/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
        ents=(("Green Sun Army", "ORG"), ("GSA", "ORG")),
    )
    assert {"ISIS@12", "Daesh@16"} in sets(doc)
    assert any({"Green Sun Army@0", "GSA@4"} <= one for one in sets(doc))


def test_an_acronym_in_brackets_behind_a_description_names_it_whatever_its_letters() -> None:
    assert sets(behind("The/DET/2/det army/NOUN/0/root/organization")) == [{"The army@0", "FKD@3"}]
    north = "The/DET/2/det army/NOUN/0/root/organization of/ADP/5/case the/DET/5/det north/NOUN/2/nmod"
    assert sets(behind(north)) == [{"The army of the north@0", "FKD@6"}]


def test_an_acronym_in_brackets_names_what_a_name_that_begins_with_a_description_names() -> None:
    army = "The/DET/2/det army/NOUN/0/root/organization of/ADP/4/case Dorvan/PROPN/2/nmod"
    doc = document(f"{army} (/PUNCT/6/punct FKD/PROPN/2/parataxis )/PUNCT/6/punct ./PUNCT/2/punct",
                   ents=(("army of Dorvan", "ORG"), ("FKD", "ORG")))  # fmt: skip
    assert {"army of Dorvan@1", "FKD@5"} in sets(doc) or {"The army of Dorvan@0", "FKD@5"} in sets(doc)


def test_an_acronym_in_brackets_names_no_counted_group() -> None:
    assert sets(behind("Four/NUM/2/nummod soldiers/NOUN/0/root/organization")) == []


def test_an_acronym_in_brackets_of_another_class_is_not_even_proposed() -> None:
    doc = behind("The/DET/2/det army/NOUN/0/root/organization", "LOC")
    mentions = [Traits(at, entity, doc) for at, entity in enumerate(entities(doc))]
    assert [one.entity.kind for one in mentions] == ["StateForce", "Place"]
    assert list(bracketed(mentions, Clusters(mentions))) == []


def test_a_bracket_left_open_and_one_that_holds_a_whole_word_name_nothing() -> None:
    assert sets(behind("The/DET/2/det army/NOUN/0/root/organization", close=",")) == []
    assert sets(behind("The/DET/2/det army/NOUN/0/root/organization", word="Gorwan")) == []


def test_the_militants_are_the_armed_group_spoken_of_not_the_counted_dead() -> None:
    doc = document(
        "Taliban/PROPN/2/nsubj attacked/VERB/0/root Kabul/PROPN/2/obj/place ./PUNCT/2/punct",
        "Troops/NOUN/2/nsubj killed/VERB/0/root 40/NUM/4/nummod militants/NOUN/2/obj ./PUNCT/2/punct",
        "The/DET/2/det militants/NOUN/3/nsubj fled/VERB/0/root ./PUNCT/3/punct",
    )
    assert sets(doc) == [{"Taliban@0", "The militants@9"}]


def test_two_wordings_of_a_ministry_and_the_military_that_reports_for_it() -> None:
    doc = document(
        "Chad/PROPN/3/nmod 's/PART/1/case Ministry/PROPN/6/nsubj of/ADP/5/case Defense/PROPN/3/nmod said/VERB/0/root "
        "rebels/NOUN/8/nsubj fled/VERB/6/ccomp ./PUNCT/6/punct",
        "The/DET/4/det Chadian/ADJ/4/amod defence/NOUN/4/compound ministry/NOUN/5/nsubj "
        "denied/VERB/0/root it/PRON/5/obj ./PUNCT/5/punct",
        "The/DET/3/det Chadian/ADJ/3/amod military/NOUN/4/nsubj named/VERB/0/root nobody/PRON/4/obj ./PUNCT/4/punct",
        "The/DET/2/det ministry/NOUN/3/nsubj said/VERB/0/root nothing/PRON/3/obj ./PUNCT/3/punct",
        ents=(("Ministry of Defense", "ORG"),),
    )
    assert sets(doc) == [
        {"Ministry of Defense@2", "The Chadian defence ministry@9", "The Chadian military@16", "The ministry@22"}
    ]


def test_a_town_its_spellings_and_the_city() -> None:
    doc = document(
        "Troops/NOUN/2/nsubj left/VERB/0/root the/DET/4/det city/NOUN/2/obj of/ADP/6/case "
        "Raqqa/PROPN/4/nmod ./PUNCT/2/punct",
        "In/ADP/3/case Raqqah/PROPN/3/compound city/NOUN/5/obl rebels/NOUN/5/nsubj fled/VERB/0/root ./PUNCT/5/punct",
        "They/PRON/2/nsubj left/VERB/0/root the/DET/4/det city/NOUN/2/obj ./PUNCT/2/punct",
        ents=(("Raqqa", "LOC"), ("Raqqah", "LOC")),
    )
    joined = next(one for one in sets(doc) if "Raqqa@5" in one)
    assert {"the city of Raqqa@2", "Raqqa@5", "Raqqah city@8", "the city@15"} <= joined


def test_numbers_that_differ_keep_apart() -> None:
    doc = document(
        "The/DET/3/det four/NUM/3/nummod leaders/NOUN/4/nsubj fled/VERB/0/root ./PUNCT/4/punct",
        "The/DET/3/det two/NUM/3/nummod leaders/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct",
        "The/DET/3/det four/NUM/3/nummod leaders/NOUN/4/nsubj met/VERB/0/root ./PUNCT/4/punct",
    )
    assert sets(doc) == [{"The four leaders@0", "The four leaders@10"}]


def test_gender_keeps_a_pronoun_from_the_nearer_name() -> None:
    doc = document(
        "Maria/PROPN/3/nsubj Lopez/PROPN/1/flat met/VERB/0/root Carlos/PROPN/3/obj Ruiz/PROPN/4/flat ./PUNCT/3/punct",
        "She/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct",
        ents=(("Maria Lopez", "PER"), ("Carlos Ruiz", "PER")),
    )
    assert sets(doc) == [{"Maria Lopez@0", "She@6"}]


def test_kinds_that_cannot_be_one_thing_stay_apart() -> None:
    doc = document(
        "Jordan/PROPN/2/nsubj denied/VERB/0/root it/PRON/2/obj ./PUNCT/2/punct",
        "Rebels/NOUN/2/nsubj left/VERB/0/root for/ADP/4/case Jordan/PROPN/2/obl ./PUNCT/2/punct",
        "Omar/PROPN/3/nsubj Jordan/PROPN/1/flat fled/VERB/0/root ./PUNCT/3/punct",
        ents=(("Omar Jordan", "PER"),),
    )
    assert sets(doc) == []


def test_a_government_and_its_country_as_actor() -> None:
    doc = document(
        "Syria/PROPN/2/nsubj denied/VERB/0/root it/PRON/2/obj ./PUNCT/2/punct",
        "The/DET/3/det Syrian/ADJ/3/amod government/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct",
        "The/DET/3/det Turkish/ADJ/3/amod government/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct",
    )
    assert sets(doc) == [{"Syria@0", "The Syrian government@4"}]


def test_an_empty_document_has_nothing() -> None:
    doc = document()
    assert entities(doc) == ()
    assert coreference(doc, ()) == ()
