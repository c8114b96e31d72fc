"""Documents put together from the sentences of `sentences.txt`, so that the tests of events and claims need no model.

A sentence stands there with its tree (`word=lemma/tag/head/relation/class`, heads counted from 1, `_` glues a word to
the one before it), its frames (`@ word roleset role=word ...`) and its names (`@ LOC Dorvan`).  The sentences are our
own, the incidents invented.
"""

from datetime import date
from functools import cache
from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import Doc as Parsed
from spacy.tokens import Span

from graphbuild.extract.entities import entities
from graphbuild.extract.layers import Argument, Frame
from graphbuild.extract.phrases import singular
from graphbuild.extract.plain import Doc, plain
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import Trigger, triggers
from graphbuild.extract.understand import understand
from graphbuild.model import Article, Claim, Mention, Reading

_VOCAB = English().vocab
_FILE = Path(__file__).with_name("sentences.txt")
_FINITE = "Tense=Past|VerbForm=Fin"
TAGS = {
    "N": ("NOUN", "Number=Sing"), "NS": ("NOUN", "Number=Plur"), "P": ("PROPN", "Number=Sing"),
    "V": ("VERB", _FINITE), "VZ": ("VERB", "Tense=Pres|VerbForm=Fin"), "VI": ("VERB", "VerbForm=Inf"),
    "VG": ("VERB", "Tense=Pres|VerbForm=Part"), "VN": ("VERB", "Tense=Past|VerbForm=Part"),
    "VP": ("VERB", "Tense=Past|VerbForm=Part|Voice=Pass"), "X": ("AUX", _FINITE),
    "XZ": ("AUX", "Tense=Pres|VerbForm=Fin"),
}  # fmt: skip


@cache
def trees() -> dict[str, list[str]]:
    """The lines of each sentence by its text."""
    blocks = _FILE.read_text(encoding="utf-8").strip().split("\n\n")
    return {lines[0]: [line.strip() for line in lines[1:]] for lines in (block.split("\n") for block in blocks)}


def document(*sentences: str, frames: bool = True) -> Doc:
    """A document of these sentences; a break ("\\n\\n") may stand between two of them, else a space does."""
    rows: list[list[str]] = []
    spaces: list[bool] = []
    heads: list[int] = []
    starts: list[bool] = []
    notes: list[tuple[int, str]] = []
    for sentence in sentences:
        if not sentence.strip():
            heads.append(len(rows) - 1)
            rows.append([sentence, "SPACE", "0", "dep"])
            spaces[-1:] = [False, False]
            starts.append(False)
            continue
        tree, *more = trees()[sentence]
        first = len(rows)
        for cell in tree.split(" "):
            word, tag, head, *rest = cell.split("/")
            if word.startswith("_"):
                word, spaces[-1] = word[1:], False
            rows.append([word, tag, *rest])
            spaces.append(True)
            starts.append(len(rows) == first + 1)
            heads.append(first + int(head) - 1 if int(head) else len(rows) - 1)
            rows[-1][2:2] = [head]
        notes += [(first, line.removeprefix("@ ")) for line in more]
    return _annotated(_made(rows, spaces, heads, starts), notes, frames=frames)


def _made(rows: list[list[str]], spaces: list[bool], heads: list[int], starts: list[bool]) -> Parsed:
    cells = [row[0].split("=") for row in rows]
    lemmas = [cell[1] if len(cell) > 1 else singular(cell[0].lower()) for cell in cells]
    doc = Parsed(
        _VOCAB,
        words=[cell[0] for cell in cells],
        spaces=[*spaces[:-1], False],
        pos=[TAGS.get(row[1], (row[1], ""))[0] for row in rows],
        morphs=[TAGS.get(row[1], (row[1], ""))[1] for row in rows],
        lemmas=lemmas,
        heads=heads,
        deps=["ROOT" if row[3] == "root" else row[3] for row in rows],
        sent_starts=starts,
    )
    for token, row in zip(doc, rows, strict=True):
        token._.mention_class = row[4] if len(row) > 4 else "none"
    return doc


def _annotated(doc: Parsed, notes: list[tuple[int, str]], *, frames: bool) -> Doc:
    names, found = [], []
    for first, note in notes:
        kind, *rest = note.split(" ")
        if kind.isupper():
            start = doc.text.index(" ".join(rest), doc[first].idx)
            span = doc.char_span(start, start + len(" ".join(rest)), label=kind)
            assert isinstance(span, Span)
            names.append(span)
        elif frames:
            given = (pair.split("=") for pair in rest[1:])
            made = tuple(Argument(label, at(doc, word, first), 0.9) for label, word in given)
            found.append(Frame(at(doc, kind, first), rest[0], made))
    doc.set_ents(names)
    doc._.frames = tuple(found)
    return plain(doc)


def at(doc: Doc | Parsed, word: str, first: int = 0) -> int:
    """The index of the first token with this text from `first` on."""
    return next(token.i for token in doc[first:] if token.text == word)


def scene(*sentences: str, frames: bool = True) -> Scene:
    """The scene of a document of these sentences, without a day of publication."""
    doc = document(*sentences, frames=frames)
    return Scene(doc, entities(doc), None)


def trigger(one: Scene, word: str) -> Trigger:
    """The trigger at the first token with this text."""
    return next(found for found in triggers(one) if one.doc[found.token].text == word)


def read(*sentences: str, published: str | None = None, frames: bool = True) -> Reading:
    """The reading of an article of these sentences."""
    doc = document(*sentences, frames=frames)
    day = date.fromisoformat(published) if published else None
    return understand(doc, Article("a1", doc.text, published=day), "hand-made")


def by_id(reading: Reading) -> dict[str, Mention]:
    """The mentions of a reading by id."""
    return {mention.id: mention for mention in reading.mentions}


def told(reading: Reading) -> set[tuple[str, str, str]]:
    """The propositions of a reading with the words of their mentions instead of ids."""
    return {triple for claim in reading.claims for triple in words(reading, claim)}


def claimant(reading: Reading, claim: Claim) -> str | None:
    """The words of who makes a claim, None for the outlet."""
    return None if claim.claimant is None else by_id(reading)[claim.claimant].text


def words(reading: Reading, claim: Claim) -> set[tuple[str, str, str]]:
    """The propositions of a claim with the words of their mentions instead of ids."""
    mentions = by_id(reading)
    return {(mentions[p.subject].text, p.relation, mentions[p.object].text) for p in claim.propositions}


def held(reading: Reading, holder: str | None) -> list[Claim]:
    """The claims that this holder makes."""
    return [claim for claim in reading.claims if claimant(reading, claim) == holder]
