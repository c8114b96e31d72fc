"""The joint network as files: an ONNX graph for everything that is linear in the words, two biaffine tensors beside it.

Relations and roles are scored for the chosen pairs only, in numpy: scoring all pairs inside the graph would cost a
third of the encoder's time.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from graphbuild.errors import ModelError
from graphbuild.pipeline.decoding import Scores, role_chances
from graphbuild.pipeline.labels import Labels
from graphbuild.pipeline.pieces import PieceEncoder, Pieces

BATCH = 2048  # sub-words of a batch, padding included
FILES = ("joint.onnx", "heads.npz", "labels.json", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Output:
    """Scores for the words of one window: every array starts with (words,)."""

    arrays: dict[str, Scores]

    def __getitem__(self, name: str) -> Scores:
        return self.arrays[name]


class Network:
    """The shipped network.  State: an onnxruntime session and the biaffine tensors."""

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise ModelError(
                f"the language model in {folder} lacks {', '.join(missing)}. "
                "Install graphbuild again, or name another folder with --model."
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            str(folder / "joint.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.names = [one.name for one in self.session.get_outputs()]
        with np.load(folder / "heads.npz") as heads:
            self.relation = heads["relation"].astype(np.float32)
            self.by_head = np.ascontiguousarray(self.relation.transpose(2, 1, 0)).reshape(self.relation.shape[2], -1)
            self.relation_root = heads["relation_root"].astype(np.float32)
            self.role = heads["role"].astype(np.float32)
            self.link = heads["link"].astype(np.float32)
            self.transitions = heads["transitions"].astype(np.float32)
        self.labels = Labels.load(folder / "labels.json")
        self.pieces = PieceEncoder(folder / "tokenizer.json")
        self.threads = ThreadpoolController()

    def one_thread(self) -> AbstractContextManager[Any]:
        """While it lasts, `relations`, `roles` and `links` use one thread: their products are too small to be shared.

        The limit is the whole process's, and not of every thread does the library take one: who reads in several
        threads sets it around them all, as `build` does.
        """
        limit: AbstractContextManager[Any] = self.threads.limit(limits=1, user_api="blas")
        return limit

    def run(self, windows: list[Pieces]) -> list[Output]:
        """Scores for each window, in the order given; windows of like length share a batch."""
        results: dict[int, Output] = {}
        group: list[int] = []
        for i in sorted(range(len(windows)), key=lambda i: (len(windows[i].ids), i)):
            if group and len(windows[i].ids) * (len(group) + 1) > BATCH:
                results |= self._batch(group, windows)
                group = []
            group.append(i)
        if group:
            results |= self._batch(group, windows)
        return [results[i] for i in range(len(windows))]

    def _batch(self, group: list[int], windows: list[Pieces]) -> dict[int, Output]:
        chosen = [windows[i] for i in group]
        length = max(len(one.ids) for one in chosen)
        words = max(len(one.first) for one in chosen)
        feed = {
            "pieces": padded([one.ids for one in chosen], length),
            "cases": padded([one.cases for one in chosen], length),
            "first": padded([one.first for one in chosen], words),
            "last": padded([one.last for one in chosen], words),
        }
        arrays = dict(zip(self.names, self.session.run(self.names, feed), strict=True))
        found = {}
        for row, i in enumerate(group):
            n = len(windows[i].first)
            cut = {name: array[row, :n] for name, array in arrays.items()}
            cut["arcs"] = cut["arcs"][:, : n + 1]
            found[i] = Output(cut)
        return found

    def relations(self, output: Output, children: list[int], heads: list[int]) -> NDArray[np.intp]:
        """The best relation of each (child, head) pair, head -1 for the root."""
        distinct, place = np.unique(np.array(heads), return_inverse=True)  # about half as many as words: do them first
        above = np.where((distinct < 0)[:, None], self.relation_root[None], output["rel_head"][distinct])
        right = (with_one(above.astype(np.float32)) @ self.by_head).reshape(len(distinct), -1, len(self.relation))
        scores = np.einsum("nlj,nj->nl", right[place], with_one(output["rel_child"][children]))
        scores[:, self.labels.deprels.index("root")] = np.where(np.array(heads) < 0, 1e4, -1e4)
        best: NDArray[np.intp] = scores.argmax(1)
        return best

    def roles(self, output: Output, predicates: list[int]) -> Scores:
        """Role scores (predicates, labels, words)."""
        return self._biaffine(self.role, output["role_predicate"][predicates], output["role_word"])

    def role_chances(self, output: Output, predicates: list[tuple[int, int, int]]) -> Iterator[Scores]:
        """Chances (labels, words) of the roles for each predicate (word, start and end of its sentence), in order.

        A sentence is scored at once; words of other sentences can have no role.
        """
        left = half(self.role, output["role_predicate"][[word for word, _, _ in predicates]])
        right = with_one(output["role_word"]).T
        done = 0
        for (start, end), group in groupby(predicates, key=lambda one: one[1:]):
            size = sum(1 for _ in group)
            scores = left[done : done + size].reshape(-1, len(right)) @ right[:, start:end]
            yield from role_chances(scores.reshape(size, -1, end - start))
            done += size

    def links(self, output: Output, anchors: list[int]) -> Scores:
        """Scores (anchors, labels, words) of what other words are to triggers, cues and mentions."""
        return self._biaffine(self.link, output["link_from"][anchors], output["link_to"])

    def _biaffine(self, weight: Scores, chosen: Scores, words: Scores) -> Scores:
        """Scores (chosen, labels, words) of states (chosen, size) against states (words, size)."""
        left = half(weight, chosen)
        scores: Scores = np.matmul(left.reshape(-1, left.shape[-1]), with_one(words).T)  # one product for all
        return scores.reshape(len(chosen), left.shape[1], -1)


def half(weight: Scores, chosen: Scores) -> Scores:
    """A biaffine tensor times the states (chosen, size) on its first side: (chosen, labels, width)."""
    made: Scores = with_one(chosen) @ weight.reshape(len(weight), -1)
    return made.reshape(len(chosen), *weight.shape[1:])


def padded(rows: list[list[int]], width: int) -> NDArray[np.int64]:
    """Rows as one array (rows, width), padded with zeros."""
    result = np.zeros((len(rows), width), np.int64)
    for i, row in enumerate(rows):
        result[i, : len(row)] = row
    return result


def with_one(x: Scores) -> Scores:
    """A constant 1 behind the last dimension."""
    return np.concatenate([x, np.ones((*x.shape[:-1], 1), np.float32)], -1)
