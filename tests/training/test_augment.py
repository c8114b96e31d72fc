"""Exchanging names keeps every layer of a sentence in step."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graphbuild.training.augment import names, renamed, replace, spans
from graphbuild.training.corpora import Frame, Sentence
from graphbuild.training.inventory import bioes, collect


def sentence() -> Sentence:
    return Sentence(
        words=["General", "Ko", "Aung", "shelled", "Lashio", "."],
        spaces=[True] * 6,
        upos=["PROPN", "PROPN", "PROPN", "VERB", "PROPN", "PUNCT"],
        feats=["_"] * 6,
        lemmas=["General", "Ko", "Aung", "shell", "Lashio", "."],
        heads=[3, 0, 0, -1, 3, 3],
        deprels=["nsubj", "flat", "flat", "root", "obj", "punct"],
        names=["B-PER", "I-PER", "I-PER", "O", "B-LOC", "O"],
        frames=[Frame(3, "shell.01", [("ARG0", 0), ("ARG1", 4)])],
        factuality={3: 3.0},
    )


def test_spans_are_subtrees_without_predicates() -> None:
    assert spans(sentence()) == [(0, 3, "PER"), (4, 5, "LOC")]


def test_a_longer_name_moves_what_stands_behind_it() -> None:
    changed = replace(sentence(), 4, 5, ["Deir", "ez", "-", "Zor"], "LOC")
    assert changed.words == ["General", "Ko", "Aung", "shelled", "Deir", "ez", "-", "Zor", "."]
    assert changed.heads == [3, 0, 0, -1, 3, 4, 7, 4, 3]
    assert changed.names == ["B-PER", "I-PER", "I-PER", "O", "B-LOC", "I-LOC", "I-LOC", "I-LOC", "O"]
    assert changed.frames is not None and changed.frames[0].arguments == [("ARG0", 0), ("ARG1", 4)]


@given(st.integers(0, 10_000))
def test_any_exchange_leaves_a_tree_and_equal_layers(seed: int) -> None:
    changed = renamed(sentence(), Random(seed), 1.0)
    n = len(changed.words)
    layers = (
        changed.spaces,
        changed.upos,
        changed.feats,
        changed.lemmas,
        changed.heads,
        changed.deprels,
        changed.names,
    )
    assert all(layer is not None and len(layer) == n for layer in layers)
    assert changed.heads is not None and changed.heads.count(-1) == 1
    for start in range(n):
        seen, at = set(), start
        while at >= 0:
            assert at not in seen
            seen.add(at)
            at = changed.heads[at]
    assert changed.frames is not None and changed.words[changed.frames[0].word] == "shelled"


def test_the_lists_hold_every_class() -> None:
    assert {"LOC", "ORG", "GIVEN", "FAMILY"} == set(names())
    assert all(word for found in names().values() for name in found for word in name)


def test_labels_are_read_off_the_sentences() -> None:
    labels = collect([[sentence() for _ in range(5)]])
    assert labels.rolesets["shell|VERB"] == ["shell.01"]
    assert {"none", "ARG0", "ARG1"} <= set(labels.roles) and "root" in labels.deprels
    assert bioes(["B-PER", "I-PER", "I-PER", "O", "B-LOC"]) == ["B-PER", "I-PER", "E-PER", "O", "S-LOC"]
