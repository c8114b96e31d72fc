"""Read the open corpora into one kind of sentence.

Each reader yields documents (lists of `Sentence`).  A layer that a corpus does not annotate is None, and the training
loss of that layer skips the sentence.  Formats: CoNLL-U (universaldependencies.org/format), UNER IOB2, PropBank as
JSON lines, UDS factuality 1.0 as JSON, GUM `Entity=` annotations, re3d JSON lines.
"""

import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphbuild.pipeline.labels import MENTION_CLASSES

UNKNOWN = -100  # no annotation: skipped by the loss
NONE_OR_OTHER = -2  # annotated as none of the first classes: either "none" or "other" is right
GUM_CLASS = {"person": "person", "organization": "organization", "place": "place"}
RE3D_CLASS = {
    "Person": "person",
    "Organisation": "organization",
    "Location": "place",
    "Weapon": "equipment",
    "MilitaryPlatform": "equipment",
    "Vehicle": "equipment",
}


@dataclass(slots=True)
class Frame:
    """A predicate: word index, roleset ("kill.01"), arguments as (label, word index of the argument's head)."""

    word: int
    roleset: str
    arguments: list[tuple[str, int]]


@dataclass(slots=True)
class Sentence:
    """A sentence of words with the layers that its corpus annotates.

    `heads` are word indices from 0, the root's head is -1.  `names` are IOB2 tags; `mentions` are indices into
    `MENTION_CLASSES` at the head word of a mention, UNKNOWN or NONE_OR_OTHER; `factuality` maps a word to -3..3.
    `layers` are indices into the labels of `CONFLICT`; `links` gives, for words counted from the start of the
    document (`offset` is that of the first word), what other words are to them, `unsure` those that may be anything.
    """

    words: list[str]
    spaces: list[bool]
    upos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    names: list[str] | None = None
    frames: list[Frame] | None = None
    mentions: list[int] | None = None
    factuality: dict[int, float] = field(default_factory=dict)
    id: str = ""
    layers: dict[str, list[int]] = field(default_factory=dict)
    offset: int = 0
    links: dict[int, dict[int, str]] = field(default_factory=dict)
    unsure: dict[int, frozenset[int]] = field(default_factory=dict)


def conllu(path: Path) -> Iterator[list[tuple[Sentence, list[str]]]]:
    """Documents of a CoNLL-U file: sentences with tags and trees, and the MISC column of each word."""
    document: list[tuple[Sentence, list[str]]] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        if "# newdoc" in block and document:
            yield document
            document = []
        sentence, misc = _block(block)
        document.append((sentence, misc))
    if document:
        yield document


def _block(block: str) -> tuple[Sentence, list[str]]:
    rows, identifier, glued = [], "", False
    spaces_of_range: dict[int, bool] = {}
    for line in block.split("\n"):
        if line.startswith("# sent_id"):
            identifier = line.partition("=")[2].strip()
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            spaces_of_range |= dict.fromkeys(range(first, last), False)
            glued = "SpaceAfter=No" in cells[9]
            spaces_of_range[last] = not glued
        elif "." not in cells[0]:
            rows.append(cells)
    spaces = [spaces_of_range.get(int(row[0]), "SpaceAfter=No" not in row[9]) for row in rows]
    sentence = Sentence(
        words=[row[1] for row in rows],
        spaces=spaces,
        upos=[row[3] for row in rows],
        feats=[row[5] for row in rows],
        lemmas=[row[2] for row in rows],
        heads=[int(row[6]) - 1 for row in rows],
        deprels=[row[7].split(":")[0] for row in rows],
        id=identifier,
    )
    return sentence, [row[9] for row in rows]


def ewt(data: Path, part: str) -> list[list[Sentence]]:
    """English Web Treebank with names (UNER), frames (PropBank) and factuality (UDS) where they are annotated."""
    names = _uner(data / "uner-ewt" / f"en_ewt-{part}.iob2")
    frames = {row["sent_id"]: row for row in json_lines(data / "propbank-ewt" / f"{part}.jsonl")}
    factuality = _uds(data / "uds")
    documents = []
    for document in conllu(data / "ewt" / f"en_ewt-{part}.conllu"):
        for sentence, _ in document:
            tags = names.get(sentence.id)
            sentence.names = tags if tags and len(tags) == len(sentence.words) else None
            row = frames.get(sentence.id)
            if row and row["tokens"] == sentence.words:
                sentence.frames = [_frame(one, sentence.heads or []) for one in row["predicates"]]
            sentence.factuality = {i: value for i, value in factuality.get(sentence.id, ()) if i < len(sentence.words)}
        documents.append([sentence for sentence, _ in document])
    return documents


def _frame(row: dict[str, Any], heads: list[int]) -> Frame:
    arguments: dict[tuple[str, int], None] = {}
    for label, start, end in row["args"]:
        if label != "C-V":
            arguments[(label, head_of(heads, start, end))] = None
    return Frame(row["token"], row["roleset"], list(arguments))


def head_of(heads: list[int], start: int, end: int) -> int:
    """The first word of a span whose head lies outside of it."""
    return next((i for i in range(start, end) if not start <= heads[i] < end), start)


def _uner(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    identifier = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id"):
            identifier = line.partition("=")[2].strip()
            found[identifier] = []
        elif line and line[0].isdigit():
            tag = line.split("\t")[2]
            found[identifier].append(tag if tag[2:] in ("PER", "ORG", "LOC") else "O")
    return found


def _uds(folder: Path) -> dict[str, list[tuple[int, float]]]:
    ids = json.loads((folder / "ud_ids.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(folder / "factuality.zip") as archive:
        data = json.loads(archive.read("factuality.json"))["data"]
    found = defaultdict(list)
    for graph, nodes in data.items():
        for node, layers in nodes.items():
            if factual := layers.get("factuality", {}).get("factual"):
                word = int(node.rpartition("-")[2]) - 1
                found[ids[graph]["sentence_id"]].append((word, max(-3.0, min(3.0, float(factual["value"])))))
    return dict(found)


def gum(data: Path, part: str) -> list[list[Sentence]]:
    """GUM's open genres: tags, trees, the classes of mentions at their head words, coreference, and who is quoted."""
    documents = []
    for path in sorted((data / "gum" / part).glob("*.conllu")):
        for document in conllu(path):
            done = 0
            for sentence, _ in document:
                sentence.offset = done
                done += len(sentence.words)
            _gum_mentions(document)
            _gum_attributions(document)
            documents.append([sentence for sentence, _ in document])
    return documents


def _gum_mentions(document: list[tuple[Sentence, list[str]]]) -> None:
    """Classes at head words, and links from every mention to the earlier ones of the same thing.

    A thing that is told of once gives a link without target if it is a person, a group or a place.
    """
    groups: dict[str, dict[int, None]] = defaultdict(dict)
    acting: set[str] = set()
    for sentence, misc in document:
        mentions = [0] * len(sentence.words)
        opened: list[tuple[str, str, int]] = []
        for i, cell in enumerate(misc):
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", cell)
            for piece in re.findall(r"\([^()]*\)?|[^()]+\)", entity[1] if entity else ""):
                parts = piece.strip("()").split("-")
                if piece.startswith("("):
                    opened.append((parts[0], parts[1] if len(parts) > 1 else "", i))
                if piece.endswith(")"):
                    at = next((k for k in reversed(range(len(opened))) if opened[k][0] == parts[0]), None)
                    if at is not None:
                        name, kind, start = opened.pop(at)
                        head = head_of(sentence.heads or [], start, i + 1)
                        mentions[head] = MENTION_CLASSES.index(GUM_CLASS.get(kind, "other"))
                        if kind != "event":  # its arguments and day, which are not annotated, hang on the same words
                            groups[name][sentence.offset + head] = None
                        if kind in GUM_CLASS:
                            acting.add(name)
        sentence.mentions = mentions
    links: dict[int, dict[int, str]] = {}
    for name, words in groups.items():
        if len(words) > 1 or name in acting:
            for word in words:
                links.setdefault(word, {}).update((other, "same") for other in words if other < word)
    for sentence, _ in document:
        sentence.links = {k: links[k] for k in sorted(links) if 0 <= k - sentence.offset < len(sentence.words)}


def _gum_attributions(document: list[tuple[Sentence, list[str]]]) -> None:
    """Links from the verb of an attribution ("he said") to its subject; what it governs elsewhere is left open."""
    total = sum(len(sentence.words) for sentence, _ in document)
    for sentence, misc in document:
        heads, relations = sentence.heads or [], sentence.deprels or []
        begins = [i for i, cell in enumerate(misc) if "Discourse=" in cell]
        for start, end in pairwise([*begins, len(misc)]):
            if not re.search(r"Discourse=attribution-(?:positive|negative):", misc[start]):
                continue
            verb = head_of(heads, start, end)
            subjects = [i for i in range(start, end) if heads[i] == verb and relations[i] == "nsubj"]
            if subjects:
                links = sentence.links.setdefault(sentence.offset + verb, {})
                links[sentence.offset + subjects[0]] = "claimant"
                inside = range(sentence.offset + start, sentence.offset + end)
                sentence.unsure[sentence.offset + verb] = frozenset(i for i in range(total) if i not in inside)
        sentence.links = dict(sorted(sentence.links.items()))


def held_out(identifier: str) -> bool:
    """The fifth of re3d and isaf that is kept out of training, by hash of the document's id."""
    return int.from_bytes(sha256(identifier.encode()).digest()[:8], "big") % 5 == 0


def re3d(data: Path, tokenise: Any, *, kept: bool) -> list[list[Sentence]]:
    """re3d documents as one sentence a paragraph line, mention classes only; `kept` selects the held-out fifth.

    There are no trees: the head of a mention is its last word before the first preposition, comma or relative.
    """
    documents = []
    for source in sorted(path.parent for path in (data / "re3d").glob("*/documents.json")):
        entities = defaultdict(list)
        for row in json_lines(source / "entities.json"):
            entities[row["documentId"]].append((row["begin"], row["end"], row["type"]))
        for row in json_lines(source / "documents.json"):
            if held_out(row["_id"]) == kept:
                documents.append(_re3d_document(row["text"], entities[row["_id"]], tokenise))
    return documents


STOP = {"of", "in", "from", "at", "on", "for", "with", "who", "which", "that", ",", "(", "near", "and", "to", "by"}


def _re3d_document(text: str, entities: list[tuple[int, int, str]], tokenise: Any) -> list[Sentence]:
    sentences = []
    for found in re.finditer(r"[^\n]+", text):
        tokens = [t for t in tokenise(found[0]) if not t.is_space]
        starts = [found.start() + t.idx for t in tokens]
        mentions = [NONE_OR_OTHER] * len(tokens)
        for begin, end, kind in sorted(entities, key=lambda one: one[0] - one[1]):
            inside = [i for i, start in enumerate(starts) if begin <= start < end]
            if inside:
                stop = next((k for k, i in enumerate(inside) if k and tokens[i].lower_ in STOP), len(inside))
                head = inside[stop - 1]
                mentions[head] = MENTION_CLASSES.index(RE3D_CLASS[kind]) if kind in RE3D_CLASS else UNKNOWN
        if tokens:
            spaces = [bool(t.whitespace_) for t in tokens]
            sentences.append(Sentence([t.text for t in tokens], spaces, mentions=mentions))
    return sentences


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
