"""The label sets of every layer, read off the training parts."""

import re
from collections import Counter, defaultdict

from graphbuild.pipeline.labels import NAME_TAGS, Labels, lemma_script
from graphbuild.training.corpora import Sentence


def sense_of(roleset: str) -> str:
    """The sense of a roleset: "kill.01" -> "01"."""
    return roleset.rpartition(".")[2]


def bioes(tags: list[str]) -> list[str]:
    """IOB2 tags as BIOES.

    >>> bioes(["B-PER", "I-PER", "O", "B-LOC"])
    ['B-PER', 'E-PER', 'O', 'S-LOC']
    """
    found = []
    for i, tag in enumerate(tags):
        goes_on = i + 1 < len(tags) and tags[i + 1] == f"I-{tag[2:]}"
        found.append({"B": "BS", "I": "IE"}[tag[0]][not goes_on] + tag[1:] if tag != "O" else tag)
    return found


def collect(documents: list[list[Sentence]]) -> Labels:
    """The label sets of these documents; rare bundles, scripts and roles are left out (their loss is skipped)."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    rolesets: dict[str, Counter[str]] = defaultdict(Counter)
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in (sentence for document in documents for sentence in document):
        count["upos"].update(sentence.upos or ())
        count["feats"].update(sentence.feats or ())
        count["deprels"].update(sentence.deprels or ())
        for word, lemma, tag in zip(sentence.words, sentence.lemmas or (), sentence.upos or (), strict=False):
            count["scripts"][lemma_script(word, lemma)] += 1
            if re.fullmatch(r"[a-z]+", word.lower()):
                lemmas[f"{word.lower()}|{tag}"][lemma.lower()] += 1
        for frame in sentence.frames or ():
            count["roles"].update(label for label, _ in frame.arguments)
            count["senses"][sense_of(frame.roleset)] += 1
            key = f"{(sentence.lemmas or [])[frame.word].lower()}|{(sentence.upos or [])[frame.word]}"
            rolesets[key][frame.roleset] += 1

    def frequent(layer: str, least: int) -> list[str]:
        return sorted(label for label, n in count[layer].items() if n >= least)

    return Labels(
        upos=frequent("upos", 1),
        feats=frequent("feats", 3),
        scripts=frequent("scripts", 3),
        deprels=frequent("deprels", 2),
        names=list(NAME_TAGS),
        roles=["none", *frequent("roles", 5)],
        senses=frequent("senses", 3),
        rolesets={key: [one for one, _ in counts.most_common()] for key, counts in sorted(rolesets.items())},
        lemmas=_irregular(lemmas),
    )


def _irregular(lemmas: dict[str, Counter[str]]) -> dict[str, str]:
    """The words whose lemma is known for sure and is not the word itself: "word|UPOS" -> lemma."""
    sure = {}
    for key, counts in sorted(lemmas.items()):
        lemma, n = counts.most_common(1)[0]
        if n >= 2 and n / counts.total() > 0.9 and lemma != key.partition("|")[0]:
            sure[key] = lemma
    return sure
