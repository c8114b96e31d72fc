"""The network's files, and its answers in the order of the questions."""

from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from graphbuild.errors import ModelError
from graphbuild.pipeline.component import JointComponent
from graphbuild.pipeline.labels import MENTION_CLASSES
from graphbuild.pipeline.network import FILES, Network, padded, with_one


@pytest.fixture
def network(nlp: Language) -> Network:
    component = nlp.get_pipe("graphbuild_joint")
    assert isinstance(component, JointComponent)
    return component.network


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="Install graphbuild again") as raised:
        Network(tmp_path)
    assert str(tmp_path) in str(raised.value)
    assert all((name in str(raised.value)) == (name != "labels.json") for name in FILES)


def test_windows_of_any_length_answer_in_order(network: Network) -> None:
    sentences = [["Rebels", "left", "."], ["No"], ["The", "army", "shelled", "a", "town", "."] * 20, ["Yes", "!"]]
    windows = [network.pieces.encode(words) for words in sentences]
    together = network.run(windows)
    for output, words in zip(together, sentences, strict=True):
        n = len(words)
        assert output["upos"].shape == (n, len(network.labels.upos))
        assert output["names"].shape == (n, len(network.labels.names))
        assert output["mentions"].shape == (n, len(MENTION_CLASSES))
        assert output["arcs"].shape == (n, n + 1)
        assert np.isfinite(output["arcs"]).all()
    assert network.run([]) == []


def test_asking_twice_gives_the_same_numbers(network: Network) -> None:
    window = network.pieces.encode(["Gunmen", "attacked", "a", "convoy", "."])
    (first,), (second,) = network.run([window]), network.run([window])
    assert all((first[name] == second[name]).all() for name in first.arrays)


def test_only_a_root_has_the_relation_root(network: Network) -> None:
    (output,) = network.run([network.pieces.encode(["Gunmen", "attacked", "a", "convoy"])])
    chosen = [network.labels.deprels[i] for i in network.relations(output, [0, 1, 2, 3], [1, -1, 3, 1])]
    assert [relation == "root" for relation in chosen] == [False, True, False, False]


def test_roles_are_scored_for_every_word_of_the_window(network: Network) -> None:
    (output,) = network.run([network.pieces.encode(["Gunmen", "attacked", "a", "convoy"])])
    assert network.roles(output, [1, 3]).shape == (2, len(network.labels.roles), 4)
    alone = network.roles(output, [3])[0]
    assert np.allclose(network.roles(output, [1, 3])[1], alone, atol=1e-4)


def test_rows_are_padded_and_given_a_constant() -> None:
    assert padded([[1, 2], [3]], 3).tolist() == [[1, 2, 0], [3, 0, 0]]
    assert with_one(np.zeros((2, 1), np.float32)).tolist() == [[0, 1], [0, 1]]
