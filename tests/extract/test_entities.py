"""Mentions of actors, places and equipment in hand-built trees."""

from graphbuild.extract.entities import acts, entities, nationality
from tests.extract.small_trees import document, shown


def test_descriptions_take_their_class_from_noun_number_and_modifier() -> None:
    doc = document(
        "Four/NUM/4/nummod masked/ADJ/4/amod rebel/NOUN/4/compound fighters/NOUN/5/nsubj met/VERB/0/root "
        "a/DET/8/det police/NOUN/8/compound officer/NOUN/5/obj near/ADP/11/case the/DET/11/det "
        "hospital/NOUN/5/obl ./PUNCT/5/punct"
    )
    assert shown(doc, entities(doc)) == [
        ("Four masked rebel fighters", "ArmedGroup", "nominal"),
        ("a police officer", "Person", "nominal"),
        ("the hospital", "Place", "nominal"),
    ]


def test_names_nest_in_descriptions() -> None:
    doc = document("Some/DET/3/det ISIS/PROPN/3/compound fighters/NOUN/4/nsubj fled/VERB/0/root ./PUNCT/4/punct")
    found = entities(doc)
    assert shown(doc, found) == [("Some ISIS fighters", "ArmedGroup", "nominal"), ("ISIS", "ArmedGroup", "name")]
    assert [one.label for one in found] == ["ISIS fighters", "Islamic State"]


def test_a_title_and_the_name_behind_it_are_two_mentions() -> None:
    doc = document(
        "Malian/ADJ/2/amod President/PROPN/5/nsubj Amadou/PROPN/2/flat Keba/PROPN/3/flat left/VERB/0/root "
        "Bamako/PROPN/5/obj/place ./PUNCT/5/punct",
        ents=(("President Amadou Keba", "PER"),),
    )
    found = entities(doc)
    assert shown(doc, found)[:2] == [
        ("Malian President Amadou Keba", "Person", "nominal"),
        ("Amadou Keba", "Person", "name"),
    ]
    assert [one.label for one in found[:2]] == ["Amadou Keba", "Amadou Keba"]
    assert nationality(doc, found[0]) == "Mali"


def test_the_town_of_x_is_the_town_and_x_whatever_the_model_called_x() -> None:
    doc = document(
        "Troops/NOUN/2/nsubj left/VERB/0/root the/DET/4/det town/NOUN/2/obj of/ADP/6/case Tel/PROPN/4/nmod "
        "Zara/PROPN/6/flat ./PUNCT/2/punct",
        ents=(("Tel Zara", "PER"),),
    )
    assert ("the town of Tel Zara", "Place", "nominal") in shown(doc, entities(doc))
    assert ("Tel Zara", "Place", "name") in shown(doc, entities(doc))


def test_one_mention_of_a_name_tells_the_class_of_all() -> None:
    doc = document(
        "Near/ADP/2/case Ramlah/PROPN/4/obl rebels/NOUN/4/nsubj fled/VERB/0/root ./PUNCT/4/punct",
        "Outside/ADP/2/case Ramlah/PROPN/4/obl they/PRON/4/nsubj attacked/VERB/0/root ./PUNCT/4/punct",
        ents=(("Ramlah", "ORG"),),
    )
    kinds = {one.kind for one in entities(doc) if one.label == "Ramlah"}
    assert kinds == {"Place"}


def test_a_name_cut_at_its_article_is_made_whole() -> None:
    doc = document(
        "Omar/PROPN/5/nsubj al/PROPN/1/flat -‑/PUNCT/4/punct -Shawki/PROPN/1/flat fled/VERB/0/root ./PUNCT/5/punct",
        ents=(("Shawki", "PER"),),
    )
    assert [one.label for one in entities(doc)] == ["Omar al‑Shawki"]


def test_designations_are_equipment_and_make_their_head_one() -> None:
    doc = document(
        "Two/NUM/3/nummod MiG-29/PROPN/3/compound fighters/NOUN/4/nsubj attacked/VERB/0/root ./PUNCT/4/punct"
    )
    assert shown(doc, entities(doc)) == [
        ("Two MiG-29 fighters", "Equipment", "nominal"),
        ("MiG-29", "Equipment", "name"),
    ]


def test_capitals_do_not_hide_names_or_descriptions() -> None:
    doc = document(
        "FARC/PROPN/2/compound GUERRILLAS/NOUN/3/nsubj ATTACKED/VERB/0/root THE/DET/5/det TOWN/NOUN/3/obj "
        "OF/ADP/7/case "
        "PASTALES/PROPN/5/nmod ./PUNCT/3/punct",
        ents=(("PASTALES", "LOC"),),
    )
    assert shown(doc, entities(doc)) == [
        ("FARC GUERRILLAS", "ArmedGroup", "nominal"),
        ("FARC", "ArmedGroup", "name"),
        ("THE TOWN OF PASTALES", "Place", "nominal"),
        ("PASTALES", "Place", "name"),
    ]


def test_is_and_us_are_words_unless_they_are_written_as_names() -> None:
    doc = document("It/PRON/3/nsubj is/AUX/3/cop us/PRON/0/root who/PRON/5/nsubj fled/VERB/3/acl ./PUNCT/3/punct")
    assert not [one for one in entities(doc) if one.form == "name"]


def test_a_country_that_acts_is_its_government() -> None:
    doc = document(
        "Chad/PROPN/2/nsubj denied/VERB/0/root that/SCONJ/5/mark rebels/NOUN/5/nsubj fled/VERB/2/ccomp to/ADP/7/case "
        "Chad/PROPN/5/obl ./PUNCT/2/punct"
    )
    assert [one.kind for one in entities(doc) if one.label == "Chad"] == ["Government", "Place"]
    assert acts(doc[0])
    assert not acts(doc[6])


def test_a_people_is_a_mention_and_a_nationality_is_none() -> None:
    doc = document("Syrian/ADJ/2/amod refugees/NOUN/3/nsubj met/VERB/0/root Iraqis/PROPN/3/obj ./PUNCT/3/punct")
    assert shown(doc, entities(doc)) == [
        ("Syrian refugees", "Civilians", "nominal"),
        ("Iraqis", "Civilians", "nominal"),
    ]


def test_pronouns_of_persons_and_groups_are_mentions_and_it_only_where_the_model_says_what() -> None:
    doc = document(
        "He/PRON/2/nsubj said/VERB/0/root they/PRON/4/nsubj left/VERB/2/ccomp it/PRON/4/obj/equipment ./PUNCT/2/punct",
        "It/PRON/3/expl was/AUX/3/cop late/ADJ/0/root ./PUNCT/3/punct",
    )
    assert shown(doc, entities(doc)) == [
        ("He", "Person", "pronoun"),
        ("they", "Group", "pronoun"),
        ("it", "Equipment", "pronoun"),
    ]


def test_relative_clauses_and_appositions_stay_outside() -> None:
    doc = document(
        "The/DET/3/det army/NOUN/3/compound commander/NOUN/8/nsubj ,/PUNCT/3/punct who/PRON/6/nsubj fled/VERB/3/acl "
        ",/PUNCT/3/punct denied/VERB/0/root it/PRON/8/obj ./PUNCT/8/punct"
    )
    assert shown(doc, entities(doc))[0] == ("The army commander", "Person", "nominal")


def test_what_only_counts_things_is_no_group() -> None:
    doc = document(
        "Troops/NOUN/2/nsubj left/VERB/0/root dozens/NOUN/2/obj/organization of/ADP/5/case "
        "villages/NOUN/3/nmod ./PUNCT/2/punct"
    )
    assert shown(doc, entities(doc)) == [("Troops", "StateForce", "nominal"), ("villages", "Place", "nominal")]
