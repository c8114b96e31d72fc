"""The layers of conflict reporting, decoded: which words they take for what, and how words hang together."""

from dataclasses import dataclass, field

import numpy as np

from graphbuild.extract.layers import ANCHOR, Argument, Signal, Signals
from graphbuild.pipeline.decoding import Scores
from graphbuild.pipeline.labels import CONFLICT
from graphbuild.pipeline.network import Network, Output
from graphbuild.pipeline.windows import Window

LEAST = 0.1  # a word is passed on from this probability of being anything; the rules decide what to make of it
LINK = 0.05


@dataclass(slots=True)
class Gathered:
    """The signals of a document while its windows are decoded; indices are the document's tokens."""

    words: dict[str, dict[int, Signal]] = field(
        default_factory=lambda: {name: {} for name in ("event", "told", "cue", "certainty", "kind", "figure")}
    )
    links: dict[int, tuple[Argument, ...]] = field(default_factory=dict)

    def signals(self) -> Signals:
        """All of them."""
        one = self.words
        return Signals(one["event"], one["told"], one["cue"], one["certainty"], one["kind"], one["figure"], self.links)


def chances(scores: Scores, axis: int = -1) -> Scores:
    """Probabilities from scores along an axis."""
    powers: Scores = np.exp(scores - scores.max(axis, keepdims=True))
    shares: Scores = powers / powers.sum(axis, keepdims=True)
    return shares


def conflict(found: Gathered, network: Network, output: Output, window: Window, real: list[int]) -> None:
    """Decode one window; words outside its core count only as what others are linked with."""
    first = window.core_start - window.start
    core = slice(first, window.core_end - window.start)
    anchors: set[int] = set()
    for name in ("event", "cue", "kind", "figure"):
        shares = chances(output[name][core])
        some = 1.0 - shares[:, 0]
        best = shares[:, 1:].argmax(1) + 1
        for k in np.flatnonzero(some >= LEAST).tolist():
            label, chance = CONFLICT[name][int(best[k])], float(shares[k, best[k]])
            found.words[name][real[window.core_start + k]] = Signal(label, chance, float(some[k]))
            if some[k] >= ANCHOR:
                anchors.add(first + k)
    for name, of in (("told", "event"), ("certainty", "cue")):
        shares = chances(output[name][core])
        for k in range(len(shares)):
            i = real[window.core_start + k]
            if i in found.words[of]:
                best_one = int(shares[k].argmax())
                chance = float(shares[k, best_one])
                found.words[name][i] = Signal(CONFLICT[name][best_one], chance, chance)
    links(found, network, output, window, real, sorted(anchors))


def links(
    found: Gathered, network: Network, output: Output, window: Window, real: list[int], anchors: list[int]
) -> None:
    """What the words of a window are to its triggers, cues and mentions."""
    if not anchors:
        return
    shares = chances(network.links(output, anchors), axis=1)
    best = shares[:, 1:].argmax(1) + 1  # (anchors, words)
    chance = np.take_along_axis(shares, best[:, None], 1)[:, 0]
    for a, word in zip(*np.nonzero(chance >= LINK), strict=True):
        i = real[window.start + anchors[a]]
        one = Argument(CONFLICT["link"][int(best[a, word])], real[window.start + int(word)], float(chance[a, word]))
        found.links[i] = (*found.links.get(i, ()), one)
