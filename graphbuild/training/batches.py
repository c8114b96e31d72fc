"""Sentences to tensors: chunks of neighbouring sentences, noise, and padded batches.

A chunk is a run of sentences of one document, up to a drawn number of sub-words, so that the model learns sentence
boundaries and sees context as it will at run time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

import torch
from torch import Tensor

from graphbuild.pipeline.labels import CONFLICT, WORD_LAYERS, Labels, lemma_script
from graphbuild.pipeline.pieces import LOWER, MASK, MIXED, TITLE, UPPER, PieceEncoder, Pieces, case_class
from graphbuild.pipeline.windows import USUAL
from graphbuild.training.corpora import UNKNOWN, Sentence
from graphbuild.training.inventory import bioes, sense_of

LONGEST = 250  # sub-words of a sentence: longer ones are left out
NOISE = ((0.16, UPPER), (0.06, LOWER), (0.04, TITLE))  # how often a chunk is written all in this case


@dataclass(slots=True)
class Chunk:
    """Neighbouring sentences with the pieces of their words."""

    sentences: list[Sentence]
    pieces: Pieces


@dataclass(slots=True)
class Batch:
    """Padded tensors of a few chunks: (chunks, words) unless said otherwise; UNKNOWN where a layer is not annotated.

    `frames` are (chunk, predicate word, roles of all words of the chunk (words,)) as three tensors; so are `links`.
    """

    pieces: Tensor
    cases: Tensor
    first: Tensor
    last: Tensor
    words: Tensor
    sentence: Tensor
    labels: dict[str, Tensor]
    frame_chunk: Tensor
    frame_word: Tensor
    frame_roles: Tensor
    link_chunk: Tensor
    link_word: Tensor
    link_labels: Tensor

    @property
    def size(self) -> int:
        """Sub-words, padding included."""
        return self.pieces.numel()


def chunks(
    document: list[Sentence],
    encoder: PieceEncoder,
    random: Random | None,
    noise: float = 1.0,
    *,
    size: int = USUAL,
    longest: int = USUAL,
    masked: float = 0.0,
) -> Iterator[Chunk]:
    """Cut a document into chunks; with `random` of drawn lengths up to `longest` and with noise, else up to `size`.

    `noise` scales how often case and final stops are tampered with; `masked` is the share of words hidden in our own
    reports, so that the layers learn from what stands around a word, not its wording alone.
    """
    group: list[Sentence] = []
    length, target = 0, draw_target(random, size, longest)
    for sentence in document:
        one = without_stop(sentence) if random and random.random() < 0.08 * noise else sentence
        own = sum(len(encoder.word(word)) for word in one.words)
        if group and length + own > target:
            yield hidden(encoded(group, encoder, random, noise), random, masked)
            group, length, target = [], 0, draw_target(random, size, longest)
        if own <= LONGEST:
            group.append(one)
            length += own
    if group:
        yield hidden(encoded(group, encoder, random, noise), random, masked)


def hidden(chunk: Chunk, random: Random | None, share: float) -> Chunk:
    """The chunk with a share of its words masked, if it is of our own reports."""
    if not random or not share or not any(sentence.layers for sentence in chunk.sentences):
        return chunk
    ids = list(chunk.pieces.ids)
    for first, last in zip(chunk.pieces.first, chunk.pieces.last, strict=True):
        if random.random() < share:
            ids[first : last + 1] = [MASK] * (last + 1 - first)
    return Chunk(chunk.sentences, replace(chunk.pieces, ids=ids))


def draw_target(random: Random | None, size: int, longest: int) -> int:
    """How many sub-words a chunk may have: now and then a single sentence, mostly a paragraph or more."""
    if random is None:
        return size
    return 1 if random.random() < 0.25 else random.randint(30, longest)


def without_stop(sentence: Sentence) -> Sentence:
    """The sentence without its last full stop, as headlines and list items come."""
    n = len(sentence.words) - 1
    if n < 2 or sentence.words[n] != "." or sentence.heads is None or n in sentence.heads:
        return sentence

    def cut(layer: list[str] | None) -> list[str] | None:
        return layer[:n] if layer is not None else None

    frames = None
    if sentence.frames is not None:
        frames = [f for f in sentence.frames if f.word < n and all(i < n for _, i in f.arguments)]
    return Sentence(
        sentence.words[:n],
        sentence.spaces[:n],
        cut(sentence.upos),
        cut(sentence.feats),
        cut(sentence.lemmas),
        sentence.heads[:n],
        cut(sentence.deprels),
        cut(sentence.names),
        frames,
        sentence.mentions[:n] if sentence.mentions is not None else None,
        {i: value for i, value in sentence.factuality.items() if i < n},
        sentence.id,
    )


def encoded(group: list[Sentence], encoder: PieceEncoder, random: Random | None, noise: float) -> Chunk:
    """A chunk, in another case now and then: the pieces are uncased, so only the case classes change."""
    words = [word for sentence in group for word in sentence.words]
    cases = [case_class(word) for word in words]
    if random:
        draw = random.random()
        for share, case in NOISE:
            if draw < share * noise:
                cases = [case if c in (LOWER, TITLE, UPPER, MIXED) else c for c in cases]
                break
            draw -= share * noise
    return Chunk(group, encoder.encode(words, cases))


def batches(found: list[Chunk], labels: Labels, size: int, random: Random | None) -> Iterator[Batch]:
    """Group chunks of like length into batches of at most `size` sub-words, in random order."""
    order = sorted(found, key=lambda chunk: len(chunk.pieces.ids) + (random.random() * 8 if random else 0))
    groups: list[list[Chunk]] = []
    for chunk in order:
        width = -(-len(chunk.pieces.ids) // 16) * 16
        if not groups or width * (len(groups[-1]) + 1) > size:
            groups.append([])
        groups[-1].append(chunk)
    if random:
        random.shuffle(groups)
    for group in groups:
        yield collate(group, labels)


def padded(rows: list[list[int]], width: int, fill: int) -> Tensor:
    """Rows as one int64 tensor (rows, width)."""
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows], dtype=torch.long)


def collate(group: list[Chunk], known: Labels) -> Batch:
    """One batch; lengths are padded to multiples of 16 sub-words and 8 words, which keeps kernel caches small."""
    length = -(-max(len(chunk.pieces.ids) for chunk in group) // 16) * 16
    words = -(-max(len(chunk.pieces.first) for chunk in group) // 8) * 8
    rows: dict[str, list[list[int]]] = {}
    frames: list[tuple[int, int, list[int]]] = []
    links: list[tuple[int, int, list[int]]] = []
    for c, chunk in enumerate(group):
        layers = chunk_labels(chunk, known, frames, c)
        links += chunk_links(chunk, c)
        for name, row in layers.items():
            rows.setdefault(name, []).append(row)
    labels = {name: padded(found, words, UNKNOWN) for name, found in rows.items()}
    return Batch(
        padded([chunk.pieces.ids for chunk in group], length, 0),
        padded([chunk.pieces.cases for chunk in group], length, 0),
        padded([chunk.pieces.first for chunk in group], words, 0),
        padded([chunk.pieces.last for chunk in group], words, 0),
        labels["sentence"] != UNKNOWN,
        labels.pop("sentence"),
        labels,
        *pairs(frames, words),
        *pairs(links, words),
    )


def pairs(rows: list[tuple[int, int, list[int]]], words: int) -> tuple[Tensor, Tensor, Tensor]:
    """Rows of (chunk, word, labels of the chunk's words) as three tensors."""
    return (
        torch.tensor([c for c, _, _ in rows], dtype=torch.long),
        torch.tensor([i for _, i, _ in rows], dtype=torch.long),
        padded([row for _, _, row in rows], words, UNKNOWN) if rows else torch.empty(0, words, dtype=torch.long),
    )


def chunk_links(chunk: Chunk, c: int) -> list[tuple[int, int, list[int]]]:
    """The links of the words of a chunk to each other."""
    words = [sentence.offset + k for sentence in chunk.sentences for k in range(len(sentence.words))]
    here = {word: k for k, word in enumerate(words)}
    found = []
    for sentence in chunk.sentences:
        for word, targets in sentence.links.items():
            row = [0] * len(words)
            for other in sentence.unsure.get(word, ()):
                if other in here:
                    row[here[other]] = UNKNOWN
            for other, label in targets.items():
                if other in here:
                    row[here[other]] = CONFLICT["link"].index(label)
            if word in here:
                found.append((c, here[word], row))
    return found


def chunk_labels(
    chunk: Chunk, labels: Labels, frames: list[tuple[int, int, list[int]]], c: int
) -> dict[str, list[int]]:
    """Label indices of every layer for the words of a chunk; appends the chunk's frames to `frames`."""
    rows: dict[str, list[int]] = {name: [] for name in LAYERS}
    total = sum(len(sentence.words) for sentence in chunk.sentences)
    start = 0
    for number, sentence in enumerate(chunk.sentences):
        n = len(sentence.words)
        rows["sentence"] += [number] * n
        rows["starts"] += [1] + [0] * (n - 1) if sentence.heads is not None else [UNKNOWN] * n
        rows["upos"] += indices(sentence.upos, labels.upos, n)
        rows["feats"] += indices(sentence.feats, labels.feats, n)
        scripts = [lemma_script(w, lemma) for w, lemma in zip(sentence.words, sentence.lemmas or (), strict=False)]
        rows["scripts"] += indices(scripts or None, labels.scripts, n)
        rows["deprels"] += indices(sentence.deprels, labels.deprels, n)
        rows["heads"] += [0 if h < 0 else h + start + 1 for h in sentence.heads or ()] or [UNKNOWN] * n
        rows["names"] += indices(bioes(sentence.names) if sentence.names else None, labels.names, n)
        rows["mentions"] += sentence.mentions or [UNKNOWN] * n
        predicates = {frame.word: frame for frame in sentence.frames or ()}
        none = 0 if sentence.frames is not None else UNKNOWN
        rows["predicates"] += [1 if i in predicates else none for i in range(n)]
        rows["senses"] += [
            index(labels.senses, sense_of(predicates[i].roleset)) if i in predicates else UNKNOWN for i in range(n)
        ]
        rows["factuality"] += [round(sentence.factuality[i] * 100) if i in sentence.factuality else UNKNOWN * 100
                               for i in range(n)]  # fmt: skip
        for name in WORD_LAYERS:
            rows[name] += sentence.layers.get(name, [UNKNOWN] * n)
        for i, frame in predicates.items():
            roles = [UNKNOWN] * total
            roles[start : start + n] = [0] * n
            for label, word in frame.arguments:
                roles[start + word] = index(labels.roles, label)
            frames.append((c, start + i, roles))
        start += n
    return rows


LAYERS = ("sentence", "starts", "upos", "feats", "scripts", "deprels", "heads", "names", "mentions", "predicates",
          "senses", "factuality", *WORD_LAYERS)  # fmt: skip


def index(labels: list[str], label: str) -> int:
    """The index of a label, UNKNOWN if it was too rare to be learned."""
    return labels.index(label) if label in labels else UNKNOWN


def indices(layer: list[str] | None, labels: list[str], n: int) -> list[int]:
    """The indices of a layer's labels, all UNKNOWN where the corpus does not annotate it."""
    return [index(labels, label) for label in layer] if layer is not None else [UNKNOWN] * n
