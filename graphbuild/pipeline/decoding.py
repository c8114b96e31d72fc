"""From scores to structures: names, trees, lemmas, roles.  Plain numpy; what a score means is said in one place."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphbuild.pipeline.labels import Labels, apply_script

Scores = NDArray[np.float32]
REPEATABLE = ("ARGM", "R-", "C-")  # roles that a predicate may have more than once


def best_paths(emissions: Sequence[Scores], transitions: Scores) -> list[list[int]]:
    """The best tag sequence (Viterbi 1967) of each window: emissions (words, tags), transitions (from, to).

    All windows go forward together, the shorter ones on into padding that their way back leaves out.
    """
    rows = np.zeros((max(len(one) for one in emissions), len(emissions), len(transitions)), np.float32)
    for i, one in enumerate(emissions):
        rows[: len(one), i] = one
    score, back, last = rows[0], [], [rows[0].argmax(1)]
    for row in rows[1:]:
        total = score[:, :, None] + transitions
        back.append(total.argmax(1))
        score = np.maximum.reduce(total, axis=1) + row
        last.append(score.argmax(1))
    pointers = [step.tolist() for step in back]
    paths = []
    for i, one in enumerate(emissions):
        path = [int(last[len(one) - 1][i])]
        for step in reversed(pointers[: len(one) - 1]):
            path.append(step[i][path[-1]])
        paths.append(path[::-1])
    return paths


def best_path(emissions: Scores, transitions: Scores) -> list[int]:
    """The best tag sequence of one window."""
    return best_paths([emissions], transitions)[0]


def name_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """BIOES tags as spans (start, end, class).

    >>> name_spans(["B-PER", "E-PER", "O", "S-LOC"])
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    found, start = [], 0
    for i, tag in enumerate(tags):
        if tag[0] in "BS":
            start = i
        if tag[0] in "ES":
            found.append((start, i + 1, tag[2:]))
    return found


def tree(given: Scores) -> list[int]:
    """Heads of one sentence with exactly one root: scores (words, 1 + words), column 0 the root -> heads, root -1.

    Greedy heads if they form a tree, else the maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967), with the
    single root that scores best.
    """
    n = len(given)
    scores: NDArray[np.float64] = given.astype(np.float64)
    scores[np.arange(n), np.arange(1, n + 1)] = -np.inf
    heads = scores.argmax(1)
    greedy = heads.tolist()
    if greedy.count(0) == 1 and not cycle(greedy):
        return [head - 1 for head in greedy]
    best, best_total = heads, -np.inf
    order = np.argsort(-(scores[:, 0] - scores[:, 1:].max(1, initial=-1e9)), kind="stable")
    for root in order[:3]:
        only = scores.copy()
        only[:, 0] = -np.inf
        only[root, :] = -np.inf
        only[root, 0] = 0.0
        found = arborescence(only)
        total = scores[np.arange(n), found].sum()
        if total > best_total:
            best, best_total = found, total
    return [int(h) - 1 for h in best]


def cycle(heads: Sequence[int]) -> list[int]:
    """The words (from 0) of a cycle among heads (0 is the root, word i is node i + 1), empty if there is none."""
    state = [0] * (len(heads) + 1)
    for start in range(1, len(heads) + 1):
        path, node = [], start
        while node and not state[node]:
            state[node] = start
            path.append(node)
            node = heads[node - 1]
        if node and state[node] == start:
            return [word - 1 for word in path[path.index(node) :]]
    return []


def arborescence(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """Chu-Liu/Edmonds: scores (words, 1 + words) -> head node of each word."""
    heads: NDArray[np.intp] = scores.argmax(1)
    ring = cycle(heads.tolist())
    if not ring:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[ring] = True
    outside = [i for i in range(len(scores)) if not inside[i]]
    ring_score = scores[ring, heads[ring]]
    width = len(outside)
    # contracted graph: nodes are the root, the outside words, and the ring as last word
    small = np.full((width + 1, width + 2), -np.inf)
    columns = [0, *(i + 1 for i in outside)]
    ring_columns = [i + 1 for i in ring]
    small[:width, : width + 1] = scores[np.ix_(outside, columns)]
    leaving = scores[np.ix_(outside, ring_columns)]
    entering = scores[np.ix_(ring, columns)] - ring_score[:, None]
    if width:
        small[:width, width + 1] = leaving.max(1)
    small[width, : width + 1] = entering.max(0)
    contracted = arborescence(small)
    result: NDArray[np.intp] = heads.copy()
    for k, i in enumerate(outside):
        head = contracted[k]
        result[i] = ring_columns[int(leaving[k].argmax())] if head == width + 1 else columns[head]
    entry = contracted[width]
    broken = int(entering[:, entry].argmax())
    result[ring[broken]] = columns[entry]
    return result


def lemma(word: str, upos: str, script: str, labels: Labels) -> str:
    """The lemma: names as they are, known words by the list, others by the predicted edit.

    Words all in capitals lose their case first, since a headline in capitals is not a row of acronyms.
    """
    if upos == "PROPN":
        return word
    low = word.lower()
    known = labels.lemmas.get(f"{low}|{upos}")
    return known if known is not None else apply_script(low, script)


@dataclass(frozen=True, slots=True)
class RoleScores:
    """Role scores (labels, words) of one predicate, and the words among which arguments are sought."""

    scores: Scores
    start: int
    end: int


def arguments(found: RoleScores, labels: Labels) -> list[tuple[str, int, float]]:
    """Arguments of a predicate as (label, word, probability)."""
    return taken(role_chances(found.scores[:, found.start : found.end]), found.start, labels)


def role_chances(scores: Scores) -> Scores:
    """Probabilities of the labels of each word (..., labels, words), from their scores."""
    chances: Scores = np.exp(scores - np.maximum.reduce(scores, axis=-2, keepdims=True))
    chances /= np.add.reduce(chances, axis=-2, keepdims=True)
    return chances


def taken(chances: Scores, start: int, labels: Labels) -> list[tuple[str, int, float]]:
    """Arguments among the words from `start` on, by chances (labels, words); a numbered role goes to its best word."""
    best = chances.argmax(0).tolist()
    chosen: dict[str, tuple[int, float]] = {}
    result = []
    for offset, label_index in enumerate(best):
        if not label_index:
            continue
        label, chance = labels.roles[label_index], float(chances[label_index, offset])
        word = start + offset
        if label.startswith(REPEATABLE):
            result.append((label, word, chance))
        elif label not in chosen or chance > chosen[label][1]:
            chosen[label] = (word, chance)
    result += [(label, word, chance) for label, (word, chance) in chosen.items()]
    return sorted(result, key=lambda one: (one[1], one[0]))


def roleset(word_lemma: str, upos: str, senses: Scores, labels: Labels) -> str:
    """The roleset of a predicate: of those seen for its lemma the one whose sense scores best, else sense 01."""
    known = labels.rolesets.get(f"{word_lemma.lower()}|{upos}", ())
    ranked = [
        (float(senses[labels.senses.index(s)]), -k, one)
        for k, one in enumerate(known)
        if (s := one.rpartition(".")[2]) in labels.senses
    ]
    return max(ranked)[2] if ranked else f"{word_lemma.lower()}.01"
