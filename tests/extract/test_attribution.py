from pathlib import Path

import pytest
from hand_trees import read_trees
from spacy.lang.en import English

from graphbuild.extract.attribution import ASSERTIONS, Attribution, attributions
from graphbuild.extract.plain import Doc, plain
from graphbuild.extract.quotations import quotations
from graphbuild.extract.report_words import report_nouns, report_verbs, rows

TREES = read_trees(Path(__file__).with_name("told.conllu"))


def word(doc: Doc, i: int | None) -> str | None:
    return None if i is None else doc[i].text


def told(doc: Doc, one: Attribution) -> str:
    return " // ".join(doc.text_at(low, high) for low, high in one.content)


def first(name: str) -> tuple[Doc, Attribution]:
    doc = TREES[name]
    return doc, attributions(doc)[0]


# name, source, act, stance, certainty, accused, content
TOLD = [
    ("quote-around", "spokesman", "say", "affirms", "certain", None,
     "We did not attack the village // It was the rebels. They shelled it all night"),
    ("statement", "ministry", "say", "affirms", "certain", None, "A command post has been destroyed"),
    ("according-first", "residents", "say", "affirms", "certain", None, "gunmen killed six people in Tavosh on Monday"),
    ("according-last", "mayor", "say", "affirms", "certain", None, "Gunmen killed six people in Tavosh"),
    ("accuse", "army", "accuse", "affirms", "certain", "rebels", "the rebels of shelling a market"),
    ("blame-on", None, "accuse", "affirms", "possible", "Front", "The attack"),
    ("blame-for", "army", "accuse", "affirms", "certain", "rebels", "the rebels for the deaths"),
    ("claim-responsibility", "Front", "claim-responsibility", "affirms", "certain", None,
     "responsibility for the bombing"),
    ("no-claim", "group", "not-said", "affirms", "certain", None, "responsibility for the attack"),
    ("quoted-as-saying", "army", "say", "affirms", "certain", None, "12 soldiers had died"),
    ("citing", "ministry", "say", "affirms", "certain", None, "that two ships had been sunk"),
    ("deny-clause", "ministry", "deny", "denies", "certain", None, "that its jets had hit the hospital"),
    ("deny-involvement", "ministry", "deny-responsibility", "denies", "certain", None,
     "any involvement in the killing"),
    ("own-deed", "group", "claim-responsibility", "affirms", "certain", None, "it carried out the attack"),
    ("not-behind", "militia", "deny-responsibility", "denies", "certain", None, "it was not behind the explosion"),
    ("upper", "FRONT", "claim-responsibility", "affirms", "certain", None, "RESPONSIBILITY FOR THE ATTACK"),
    ("attributed", None, "accuse", "affirms", "possible", "CARTEL", "THE CRIME"),
    ("suspected-of", None, "accuse", "affirms", "possible", "man", "of killing the judge"),
    ("believe", "Police", "say", "affirms", "probable", None, "the bomb was planted by militants"),
    ("said-it-believed", "commission", "accuse", "affirms", "probable", "army",
     "the army was responsible for the attack"),
    ("threaten", "general", "threaten", "affirms", "certain", None, "to bomb the city"),
    ("hold-responsible", "commander", "accuse", "affirms", "certain", "government",
     "the government responsible for the massacre"),
    ("colon", "spokesman", "say", "affirms", "certain", None, "Our men did it"),
    ("reportedly", None, "say", "affirms", "possible", None, "Two children were // killed"),
    ("told-on-monday", "Witnesses", "say", "affirms", "certain", None, "that planes had bombed the town"),
    ("parenthesis", "police", "say", "affirms", "certain", None, "Nine people // had been killed"),
    ("is-reported", None, "say", "affirms", "possible", None, "Haddad // to have led the raid"),
    ("it-was-reported", None, "say", "affirms", "possible", None, "that a soldier was wounded"),
    ("would-say", "army", "not-said", "affirms", "certain", None, "who fired"),
    ("described", "minister", "say", "affirms", "certain", None, "the raid as a massacre"),
    ("allegations", "rebels", "accuse", "affirms", "probable", None, "that prisoners had been tortured"),
    ("retract", "ministry", "retract", "denies", "certain", None, "its statement that the town had fallen"),
]  # fmt: skip


@pytest.mark.parametrize("row", TOLD, ids=[row[0] for row in TOLD])
def test_who_says_what(row: tuple[str, str | None, str, str, str, str | None, str]) -> None:
    name, *expected = row
    doc, one = first(name)
    found = [word(doc, one.source), one.act, one.stance, one.certainty, word(doc, one.accused), told(doc, one)]
    assert found == expected


def test_the_one_quoted_is_the_source_and_the_broadcaster_passes_it_on() -> None:
    for name, relay in (("quoted-as-saying", "television"), ("citing", "agency")):
        doc, one = first(name)
        assert [word(doc, i) for i in one.via] == [relay]


def test_a_report_within_a_report_names_its_parent_and_the_voices_between() -> None:
    doc = TREES["nested"]
    outer, inner = attributions(doc)
    assert (word(doc, outer.source), word(doc, inner.source)) == ("agency", "army")
    assert (outer.parent, inner.parent) == (None, 0)
    assert [word(doc, i) for i in inner.via] == ["agency"]
    assert told(doc, inner) == "it had killed nine rebels"


def test_what_is_rejected_is_itself_somebodys_claim() -> None:
    doc = TREES["rejected-claim"]
    denial, claim = attributions(doc)
    assert (word(doc, denial.source), denial.stance) == ("government", "denies")
    assert (word(doc, claim.source), claim.stance, claim.parent, claim.via) == ("commission", "affirms", 0, ())


def test_a_day_is_when_and_never_who() -> None:
    for name, day in (("dated", "Friday"), ("statement", "Friday"), ("told-on-monday", "Monday")):
        doc, one = first(name)
        assert word(doc, one.on) == day
        assert word(doc, one.source) != day
    doc, one = first("according-last")
    assert one.on is None


def test_a_byline_claims_nothing() -> None:
    assert attributions(TREES["byline"]) == ()


def test_the_span_covers_the_sentences_of_cue_and_content() -> None:
    doc, one = first("quote-around")
    assert (one.start, one.end) == (0, len(doc))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "we won" and left.', ["we won"]),
        ("He said “we won” and left.", ["we won"]),
        ("He said «we won» and left.", ["we won"]),
        ('"One. Two."\n\n"Three," he said.', ["One. Two.", "Three,"]),
        ('"One goes on.\n\n"Two ends," he said.', ['One goes on.\n\n"Two ends,']),
        ('"Never closed.\n\nA new paragraph.', ["Never closed."]),
        ("The army's men didn't fire.", []),
    ],
)
def test_quotation_marks_are_paired(text: str, found: list[str]) -> None:
    doc = plain(English()(text))
    assert [doc.text_at(one.start, one.end).strip() for one in quotations(doc)] == found


def test_every_row_of_the_lexicon_is_well_formed() -> None:
    for name, table in (("report_verbs.tsv", report_verbs()), ("report_nouns.tsv", report_nouns())):
        read = rows(name)
        assert len({row["lemma"] for row in read}) == len(read) == len(table)
        assert all(row["source"] for row in read)
        assert {row["stance"] for row in read} <= {"affirms", "denies"}
        assert {row["certainty"] for row in read} <= {"certain", "probable", "possible"}
    assert {word.act for word in report_verbs().values()} >= {"say", "deny", "accuse", "confirm", "retract", "order"}
    assert "threaten" not in ASSERTIONS
