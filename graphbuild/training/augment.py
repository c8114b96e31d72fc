"""Replace names by others of their class: people, groups and places of conflict regions are rare in the corpora.

A name that forms a subtree is exchanged for a drawn one; its first word keeps the outer relation, the others hang on
it as `flat`, as UD has it for foreign names.  The lists are in `names.tsv` (facts: names of real places and groups,
personal names combined at random).
"""

import csv
from functools import cache
from pathlib import Path
from random import Random

from graphbuild.training.corpora import Frame, Sentence


@cache
def names() -> dict[str, list[list[str]]]:
    """Names by class, in words as run time tokenises them; PER is split into GIVEN and FAMILY."""
    found: dict[str, list[list[str]]] = {}
    with (Path(__file__).parent / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(row["class"], []).append(row["name"].replace("-", " - ").split())
    return found


def draw(kind: str, random: Random) -> list[str]:
    """A drawn name of a class (PER, ORG, LOC) in words."""
    lists = names()
    if kind != "PER":
        return random.choice(lists[kind])
    shape = random.random()
    if shape < 0.35:
        return random.choice(lists["FAMILY"])
    return random.choice(lists["GIVEN"]) + random.choice(lists["FAMILY"])


def spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Name spans (start, end, class) that are subtrees with one outer head and no frame's predicate inside."""
    found = []
    tags, heads = sentence.names or [], sentence.heads or []
    predicates = {frame.word for frame in sentence.frames or ()}
    for start, tag in enumerate(tags):
        if tag.startswith("B-"):
            end = start + 1
            while end < len(tags) and tags[end].startswith("I-"):
                end += 1
            inside = range(start, end)
            outer = [i for i in inside if heads[i] not in inside]
            hanging = [i for i, h in enumerate(heads) if h in inside and i not in inside and h != outer[0]]
            if len(outer) == 1 and not hanging and not predicates & set(inside):
                found.append((start, end, tag[2:]))
    return found


def renamed(sentence: Sentence, random: Random, share: float) -> Sentence:
    """The sentence with each replaceable name exchanged with probability `share`."""
    for start, end, kind in reversed(spans(sentence)):
        if random.random() < share:
            sentence = replace(sentence, start, end, draw(kind, random), kind)
    return sentence


def replace(sentence: Sentence, start: int, end: int, name: list[str], kind: str) -> Sentence:
    """The sentence with words start..end exchanged for `name`; all layers follow."""
    heads = sentence.heads or []
    outer = next(i for i in range(start, end) if not start <= heads[i] < end)
    shift = len(name) - (end - start)

    def move(i: int) -> int:
        return start if start <= i < end else i + shift if i >= end else i

    def put(layer: list[str] | None, new: list[str]) -> list[str] | None:
        return layer[:start] + new + layer[end:] if layer is not None else None

    rest = len(name) - 1
    marks = [w == "-" for w in name]
    inner = [(i + 1 if i + 1 < len(name) else 0) + start if marks[i] else start for i in range(1, len(name))]
    moved = [h if h < 0 else move(h) for h in heads]
    frames = None
    if sentence.frames is not None:
        frames = [
            Frame(move(f.word), f.roleset, list(dict.fromkeys((label, move(i)) for label, i in f.arguments)))
            for f in sentence.frames
        ]
    plain = ["PUNCT" if mark else "PROPN" for mark in marks]
    relation = (sentence.deprels or ["dep"])[outer] if sentence.deprels else "dep"
    return Sentence(
        put(sentence.words, name) or [],
        sentence.spaces[:start] + [True] * len(name) + sentence.spaces[end:],
        put(sentence.upos, plain),
        put(sentence.feats, ["_" if mark else "Number=Sing" for mark in marks]),
        put(sentence.lemmas, name),
        [*moved[:start], moved[outer], *inner, *moved[end:]],
        put(sentence.deprels, [relation, *("punct" if mark else "flat" for mark in marks[1:])]),
        put(sentence.names, [f"B-{kind}", *[f"I-{kind}"] * rest]),
        frames,
        None,
        {move(i): value for i, value in sentence.factuality.items()},
        sentence.id,
    )
