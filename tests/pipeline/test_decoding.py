"""From scores to structures, checked against brute force and against networkx."""

from itertools import pairwise, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphbuild.pipeline.decoding import (
    RoleScores,
    Scores,
    arborescence,
    arguments,
    best_path,
    cycle,
    lemma,
    name_spans,
    roleset,
    tree,
)
from graphbuild.pipeline.labels import NAME_TAGS, Labels, allowed

STEADY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # on any machine
FINITE = st.floats(-50, 50, width=32)
COARSE = st.integers(-2, 2).map(float)  # many ties


def matrix(rows: int, columns: int, scores: st.SearchStrategy[float]) -> st.SearchStrategy[Scores]:
    return arrays(np.float32, (rows, columns), elements=scores)


def sentences(longest: int) -> st.SearchStrategy[Scores]:
    """Scores (words, 1 + words)."""
    sizes = st.integers(1, longest)
    return sizes.flatmap(lambda n: st.one_of(matrix(n, n + 1, FINITE), matrix(n, n + 1, COARSE)))


@STEADY
@given(sentences(12))
def test_a_tree_has_one_root_and_no_cycle(scores: Scores) -> None:
    heads = tree(scores)
    assert len(heads) == len(scores)
    assert heads.count(-1) == 1
    for start in range(len(heads)):
        word, seen = start, set()
        while word >= 0:
            assert word not in seen
            seen.add(word)
            word = heads[word]


@STEADY
@given(sentences(3))
def test_the_best_tree_of_a_short_sentence_is_found(scores: Scores) -> None:
    n = len(scores)

    def total(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(scores[word, head + 1].astype(float) for word, head in enumerate(heads)))

    def sound(heads: tuple[int, ...]) -> bool:
        return heads.count(-1) == 1 and not cycle(np.array(heads) + 1)

    best = max(total(heads) for heads in product(range(-1, n), repeat=n) if sound(heads))
    assert total(tree(scores)) == pytest.approx(best, abs=1e-3)


@STEADY
@given(st.integers(1, 6).flatmap(lambda n: matrix(n, n + 1, FINITE)))
def test_the_arborescence_weighs_as_much_as_that_of_networkx(scores: Scores) -> None:
    n = len(scores)
    weights = scores.astype(np.float64)
    weights[np.arange(n), np.arange(1, n + 1)] = -np.inf
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(
        (head, word + 1, float(weights[word, head])) for word in range(n) for head in range(n + 1) if head != word + 1
    )
    reference = nx.maximum_spanning_arborescence(graph, preserve_attrs=True)
    expected = sum(data["weight"] for _, _, data in reference.edges(data=True))
    heads = arborescence(weights)
    assert not cycle(heads)
    assert weights[np.arange(n), heads].sum() == pytest.approx(expected, abs=1e-3)


@STEADY
@given(st.integers(1, 5).flatmap(lambda n: st.tuples(matrix(n, 3, FINITE), matrix(3, 3, FINITE))))
def test_the_best_path_is_that_of_brute_force(given: tuple[Scores, Scores]) -> None:
    emissions, transitions = given[0].astype(np.float64), given[1].astype(np.float64)

    def total(path: tuple[int, ...] | list[int]) -> float:
        steps = sum(transitions[a, b] for a, b in pairwise(path))
        return float(sum(emissions[i, tag] for i, tag in enumerate(path)) + steps)

    best = max(total(path) for path in product(range(3), repeat=len(emissions)))
    assert total(best_path(emissions, transitions)) == pytest.approx(best, abs=1e-3)  # type: ignore[arg-type]  # doubles


@STEADY
@given(st.lists(st.sampled_from(NAME_TAGS), max_size=30))
def test_names_neither_overlap_nor_leave_the_sentence(tags: list[str]) -> None:
    spans = name_spans(tags)
    covered = [i for start, end, _ in spans for i in range(start, end)]
    legal = all(allowed(a, b) for a, b in zip(["O", *tags], [*tags, "O"], strict=True))
    if legal:
        assert covered == [i for i, tag in enumerate(tags) if tag != "O"]
    assert all(0 <= start < end <= len(tags) and kind in ("PER", "ORG", "LOC") for start, end, kind in spans)


@pytest.fixture
def labels() -> Labels:
    return Labels(
        upos=["NOUN", "VERB", "PROPN"], feats=["_"], scripts=["0|"], deprels=["root"], names=list(NAME_TAGS),
        roles=["_", "ARG0", "ARG1", "ARGM-LOC"], senses=["01", "02"],
        rolesets={"strike|VERB": ["strike.01", "strike.02"]}, lemmas={"fled|VERB": "flee"},
    )  # fmt: skip


def test_a_numbered_role_goes_to_its_best_word_and_modifiers_to_all(labels: Labels) -> None:
    scores = np.zeros((4, 6), np.float32)
    scores[1, 0], scores[1, 2], scores[3, 3], scores[3, 4] = 4, 6, 5, 5
    scores[2, 5] = 9  # outside the sentence
    found = arguments(RoleScores(scores, 0, 5), labels)
    assert [(label, word) for label, word, _ in found] == [("ARG0", 2), ("ARGM-LOC", 3), ("ARGM-LOC", 4)]
    assert all(0 < chance <= 1 for _, _, chance in found)


def test_a_roleset_is_one_seen_for_the_lemma_else_its_first_sense(labels: Labels) -> None:
    assert roleset("strike", "VERB", np.array([0.0, 1.0], np.float32), labels) == "strike.02"
    assert roleset("Strike", "VERB", np.array([1.0, 0.0], np.float32), labels) == "strike.01"
    assert roleset("ambush", "VERB", np.array([0.0, 1.0], np.float32), labels) == "ambush.01"


def test_a_lemma_is_the_name_the_listed_or_the_edited_word(labels: Labels) -> None:
    assert lemma("Khartoum", "PROPN", "3|x", labels) == "Khartoum"
    assert lemma("FLED", "VERB", "1|", labels) == "flee"
    assert lemma("Rockets", "NOUN", "1|", labels) == "rocket"
    assert lemma("a", "NOUN", "9|", labels) == "a"
