"""Documents from trees in one line a sentence: `word/POS/head/relation[/class]`, heads counted from 1, 0 the root.

`-` before a word glues it to the word before.  The sentences are our own, the incidents invented.
"""

from spacy.lang.en import English
from spacy.tokens import Doc as Parsed
from spacy.tokens import Span

from graphbuild.extract.layers import Entity
from graphbuild.extract.phrases import singular
from graphbuild.extract.plain import Doc, plain

_VOCAB = English().vocab
_PAST = {"said": "say", "killed": "kill", "attacked": "attack", "fled": "flee", "announced": "announce", "met": "meet",
         "was": "be", "were": "be", "is": "be", "named": "name", "denied": "deny", "left": "leave"}  # fmt: skip


def document(*sentences: str, ents: tuple[tuple[str, str], ...] = ()) -> Doc:
    """A document of sentences; `ents` are the names that the model is to have found, all their occurrences."""
    words: list[str] = []
    spaces: list[bool] = []
    pos, heads, deps, classes, starts = [], [], [], [], []
    for sentence in sentences:
        offset = len(words)
        for cell in sentence.split():
            word, tag, head, dep, *rest = cell.split("/")
            if word.startswith("-") and len(word) > 1 and spaces:
                word, spaces[-1] = word[1:], False
            starts.append(len(words) == offset)
            words.append(word)
            spaces.append(True)
            pos.append(tag)
            heads.append(len(words) - 1 if head == "0" else offset + int(head) - 1)
            deps.append("ROOT" if dep == "root" else dep)
            classes.append(rest[0] if rest else "none")
    lemmas = [_PAST.get(word.lower(), singular(word.lower())) for word in words]
    doc = Parsed(_VOCAB, words=words, spaces=spaces, pos=pos, heads=heads, deps=deps, lemmas=lemmas, sent_starts=starts)
    for token, mention in zip(doc, classes, strict=True):
        token._.mention_class = mention
    doc.set_ents(_found(doc, ents))
    return plain(doc)


def _found(doc: Parsed, ents: tuple[tuple[str, str], ...]) -> list[Span]:
    spans = []
    for text, kind in ents:
        start = doc.text.find(text)
        while start >= 0:
            span = doc.char_span(start, start + len(text), label=kind)
            if span is not None and not any(span.start < one.end and one.start < span.end for one in spans):
                spans.append(span)
            start = doc.text.find(text, start + 1)
    return spans


def shown(doc: Doc, found: tuple[Entity, ...]) -> list[tuple[str, str, str]]:
    """Text, kind and form of each mention."""
    return [(doc.text_at(one.start, one.end), one.kind, one.form) for one in found]
