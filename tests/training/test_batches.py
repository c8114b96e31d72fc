"""Words of our own reports are hidden now and then, those of other corpora never."""

from dataclasses import replace
from random import Random

import pytest

from graphbuild.pipeline.pieces import BEGIN, END, MASK, Pieces
from graphbuild.training.batches import Chunk, hidden
from graphbuild.training.corpora import Sentence

SIZE = 2000


def chunk(*, own: bool, size: int = SIZE) -> Chunk:
    """Words of one or two pieces in turn; of our own reports or of another corpus."""
    words = [f"w{i}" for i in range(size)]
    sentence = Sentence(words, [True] * size, names=["O"] * size)
    if own:
        sentence.layers = {"event": [1] * size}
        sentence.links = {0: {1: "same"}}
    ids, first, last = [BEGIN], [], []
    for i in range(size):
        first.append(len(ids))
        ids += [1000 + i] * (1 + i % 2)
        last.append(len(ids) - 1)
    return Chunk([sentence], Pieces([*ids, END], [0, *[2] * (len(ids) - 1), 0], first, last))


def masked(one: Chunk) -> list[int]:
    """The words of which every piece is hidden."""
    pieces = one.pieces
    spans = zip(pieces.first, pieces.last, strict=True)
    return [i for i, (first, last) in enumerate(spans) if set(pieces.ids[first : last + 1]) == {MASK}]


@pytest.mark.parametrize("share", [0.1, 0.4])
def test_the_share_of_words_is_hidden_whole(share: float) -> None:
    one = chunk(own=True)
    out = hidden(one, Random(1), share)
    gone = set(masked(out))
    assert len(gone) / SIZE == pytest.approx(share, abs=0.04)
    for i, (first, last) in enumerate(zip(out.pieces.first, out.pieces.last, strict=True)):
        if i not in gone:
            assert out.pieces.ids[first : last + 1] == one.pieces.ids[first : last + 1]
    assert (out.pieces.ids[0], out.pieces.ids[-1]) == (BEGIN, END)
    assert masked(hidden(one, Random(1), 1.0)) == list(range(SIZE))


def test_hiding_touches_neither_labels_nor_places_nor_cases() -> None:
    one = chunk(own=True, size=50)
    before = list(one.pieces.ids)
    out = hidden(one, Random(1), 0.5)
    assert masked(out)
    assert out.sentences is one.sentences
    assert replace(out.pieces, ids=before) == one.pieces
    assert one.pieces.ids == before
    assert one.sentences[0] == chunk(own=True, size=50).sentences[0]


def test_only_our_own_reports_are_tampered_with() -> None:
    other = chunk(own=False, size=50)
    assert hidden(other, Random(1), 1.0) is other
    own = chunk(own=True, size=50)
    mixed = Chunk([other.sentences[0], own.sentences[0]], own.pieces)
    assert masked(hidden(mixed, Random(1), 1.0)) != []


def test_nothing_is_hidden_without_chance_or_share() -> None:
    own = chunk(own=True, size=50)
    assert hidden(own, None, 0.5) is own
    assert hidden(own, Random(1), 0.0) is own


def test_what_is_hidden_hangs_on_the_seed_alone() -> None:
    one = chunk(own=True, size=200)
    assert hidden(one, Random(3), 0.3) == hidden(one, Random(3), 0.3)
    assert hidden(one, Random(3), 0.3) != hidden(one, Random(4), 0.3)
