from pathlib import Path

import pytest
from hand_trees import read_trees

from graphbuild.extract.modality import status
from graphbuild.extract.plain import Doc
from graphbuild.extract.report_words import rows

TREES = read_trees(Path(__file__).with_name("happened.conllu"))

# name, word of the event, reason, certainty
EVENTS = [
    ("s01", "killed", "asserted", "certain"),
    ("s02", "kill", "negated", "certain"),
    ("s03", "explode", "negated", "certain"),
    ("s04", "attack", "negated", "certain"),
    ("s05", "attack", "threatened", "certain"),
    ("s06", "shell", "planned", "certain"),
    ("s07", "attack", "planned", "certain"),
    ("s08", "strike", "hypothetical", "certain"),
    ("s09", "attack", "conditional", "certain"),
    ("s10", "attack", "negated", "certain"),
    ("s11", "ceasefire", "ordered", "certain"),
    ("s12", "attack", "threatened", "certain"),
    ("s13", "killed", "asserted", "possible"),
    ("s14", "attack", "hypothetical", "possible"),
    ("s15", "bombing", "attempted", "certain"),
    ("s16", "kidnap", "attempted", "certain"),
    ("s17", "casualties", "negated", "certain"),
    ("s18", "fire", "ordered", "certain"),
    ("s19", "killed", "negated", "certain"),
    ("s20", "attack", "negated", "certain"),
    ("s21", "kill", "planned", "certain"),
    ("s22", "shelled", "asserted", "probable"),
    ("s23", "bomb", "question", "certain"),
    ("s24", "firing", "negated", "certain"),
    ("s25", "attack", "threatened", "certain"),
    ("s26", "attack", "planned", "certain"),
    ("s27", "attack", "planned", "certain"),
    ("s28", "attack", "asserted", "certain"),
    ("s29", "attack", "asserted", "certain"),
    ("s30", "wounded", "asserted", "certain"),
    ("s31", "wounded", "negated", "certain"),
    ("s32", "killing", "asserted", "certain"),
    ("s33", "killed", "asserted", "certain"),
    ("s34", "bombed", "asserted", "certain"),
    ("s35", "flee", "asserted", "certain"),
    ("s36", "capture", "asserted", "certain"),
    ("s37", "shelling", "asserted", "certain"),
    ("s38", "attacked", "asserted", "certain"),
    ("s39", "attack", "conditional", "certain"),
    ("s40", "entering", "negated", "certain"),
    ("s41", "ATTACK", "asserted", "certain"),
    ("s42", "MURDER", "attempted", "certain"),
    ("s43", "attacked", "negated", "certain"),
    ("s44", "shot", "negated", "certain"),
    ("s45", "attack", "negated", "certain"),
]  # fmt: skip


def of(name: str, word: str) -> tuple[Doc, int]:
    doc = TREES[name]
    return doc, next(token.i for token in doc if token.text == word)


@pytest.mark.parametrize(("name", "word", "reason", "certainty"), EVENTS)
def test_whether_it_happened(name: str, word: str, reason: str, certainty: str) -> None:
    doc, i = of(name, word)
    found = status(doc, doc[i])
    assert (found.reason, found.certainty) == (reason, certainty), doc.text
    assert found.happened == (reason in ("asserted", "attempted"))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("s43", "attacked"),  # never attacked
        ("s02", "kill"),  # did not kill
        ("s44", "shot"),  # none of our men shot
        ("s31", "wounded"),  # neither killed nor wounded
        ("s17", "casualties"),  # no casualties
        ("s20", "attack"),  # the attack did not take place
    ],
)
def test_words_of_its_own_clause_deny_an_event(name: str, word: str) -> None:
    doc, i = of(name, word)
    assert status(doc, doc[i]).denied


@pytest.mark.parametrize(
    ("name", "word"), [("s45", "attack"), ("s04", "attack"), ("s10", "attack"), ("s24", "firing"), ("s40", "entering")]
)
def test_a_word_of_the_lexicon_that_negates_an_event_does_not_deny_it(name: str, word: str) -> None:
    doc, i = of(name, word)
    found = status(doc, doc[i])
    assert (found.reason, found.denied) == ("negated", False)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("s01", "killed"),
        ("s16", "kidnap"),  # tried to
        ("s05", "attack"),  # threatened to
        ("s29", "attack"),  # did not condemn the attack
        ("s34", "bombed"),  # denied that jets bombed
    ],
)
def test_what_nothing_in_its_clause_negates_is_not_denied(name: str, word: str) -> None:
    doc, i = of(name, word)
    assert not status(doc, doc[i]).denied


def test_a_very_low_factuality_decides_where_the_tree_does_not() -> None:
    doc, i = of("s01", "killed")
    held = doc[i].factuality
    doc[i].factuality = -2.0
    assert status(doc, doc[i]).reason == "hypothetical"
    doc[i].factuality = held


def test_every_row_of_the_lexicon_is_known_to_the_code() -> None:
    read = rows("modality.tsv")
    assert {row["pos"] for row in read} <= {"v", "n", "a", "p", "m", "x"}
    assert all(row["source"] and row["takes"] for row in read)
    assert {row["effect"] for row in read} <= {
        "asserted", "attempted", "negated", "planned", "threatened", "hypothetical", "conditional", "ordered",
    }  # fmt: skip
