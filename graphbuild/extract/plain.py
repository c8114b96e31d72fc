"""A parsed document as plain Python objects, read once from spaCy's `Doc`, so that a look costs the rules little.

Each look into a spaCy `Doc` makes a new object and looks a number up in the string store; the rules ask for the same
few attributes many times a word.  Names and meanings of the attributes are spaCy's, so that its manual holds here too;
what the joint model adds stands beside them (`Doc.frames`, `Token.mention_class`, `Token.factuality`).  Where the text
is not parsed, every word is its own head and the whole text one sentence.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from spacy.strings import StringStore
from spacy.tokens import Doc as Parsed

from graphbuild.extract.layers import NO_SIGNALS, Frame

_NONE: Final[tuple[()]] = ()
_STRINGS: Final = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH", "ENT_TYPE")
_FLAGS: Final = ("IS_SPACE", "IS_PUNCT", "IS_QUOTE")


class Morph:
    """The features of a word: "Number=Plur|Tense=Past"."""

    __slots__ = ("fields", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        pairs = (pair.partition("=") for pair in text.split("|") if pair)
        self.fields = {name: values.split(",") for name, _, values in pairs}

    def get(self, name: str, default: Sequence[str] = _NONE) -> Sequence[str]:
        """The values of a feature."""
        return self.fields.get(name, default)

    def __str__(self) -> str:
        return self.text


class Token:
    """A word with its place in the tree; `lefts` and `rights` are the dependents before and after it."""

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "factuality", "head", "i", "idx", "is_punct", "is_quote",
        "is_sent_start", "is_space", "left_edge", "lefts", "lemma_", "lower_", "mention_class", "morph", "pos_",
        "right_edge", "rights", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip
    children: Sequence["Token"]
    dep_: str
    doc: "Doc"
    ent_type_: str
    factuality: float | None
    head: "Token"
    i: int
    idx: int
    is_punct: bool
    is_quote: bool
    is_sent_start: bool
    is_space: bool
    left_edge: "Token"
    lefts: Sequence["Token"]
    lemma_: str
    lower_: str
    mention_class: str
    morph: Morph
    pos_: str
    right_edge: "Token"
    rights: Sequence["Token"]
    sent: "Span"
    tag_: str
    text: str
    whitespace_: str

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether the word has letters only."""
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        """Whether the word has digits only."""
        return self.text.isdigit()

    @property
    def is_lower(self) -> bool:
        """Whether the word is written in small letters."""
        return self.text.islower()

    @property
    def ancestors(self) -> Iterator["Token"]:
        """The words above this one, up to the root."""
        here = self
        while here.head is not here:
            here = here.head
            yield here

    @property
    def subtree(self) -> list["Token"]:
        """The word and all below it, each branch in the order of the text."""
        if not self.children:
            return [self]
        return [
            *(below for child in self.lefts for below in child.subtree),
            self,
            *(below for child in self.rights for below in child.subtree),
        ]

    def is_ancestor(self, other: "Token") -> bool:
        """Whether another word hangs below this one."""
        return any(above is self for above in other.ancestors)

    def nbor(self, step: int) -> "Token":
        """The word so many places further on."""
        return self.doc[self.i + step]


class Span:
    """A stretch of words; the entities of a document have a label."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: "Doc", start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    @property
    def text(self) -> str:
        """The words as they stand in the text, without white space behind them."""
        return self.doc.text_at(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc[self.start : self.end])

    def __getitem__(self, i: int) -> Token:
        return self.doc[self.start : self.end][i]

    @property
    def sent(self) -> "Span":
        """The sentence in which the stretch begins."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The word nearest to the root of its sentence, the first of several."""
        words = self.doc[self.start : self.end]
        for token in words:
            if token.head is token:
                return token
        outside = [token for token in words if not self.start <= token.head.i < self.end]
        return min(outside, key=lambda token: sum(1 for _ in token.ancestors), default=words[0])


class Doc(list[Token]):
    """A document is the list of its words, with text, sentences, named entities and frames."""

    __slots__ = ("begins", "ents", "frames", "parsed", "sents", "signals", "text")

    def __init__(self, tokens: list[Token], text: str, *, frames: tuple[Frame, ...], parsed: bool) -> None:
        super().__init__(tokens)
        self.text, self.frames, self.parsed = text, frames, parsed
        self.signals = NO_SIGNALS
        self.begins = [token.idx for token in tokens]
        self.ents: tuple[Span, ...] = ()
        self.sents: tuple[Span, ...] = ()

    def text_at(self, start: int, end: int) -> str:
        """The text from one word to before another, without white space behind it."""
        if start >= end:
            return ""
        last = self[end - 1]
        return self.text[self.begins[start] : last.idx + len(last.text)]

    def char_span(self, start: int, end: int) -> Span | None:
        """The words that a stretch of characters touches; a space belongs to the word behind it.  None outside."""
        if start < 0 or end < 1 or max(start, end - 1) >= len(self.text):
            return None
        first, last = bisect_right(self.begins, start) - 1, bisect_right(self.begins, end - 1) - 1
        token = self[first]
        if start == token.idx + len(token.text):
            first += 1
        return Span(self, first, last + 1)


@lru_cache(maxsize=4096)
def _morph(text: str) -> Morph:
    return Morph("" if text == "_" else text)


def plain(doc: Parsed) -> Doc:
    """The document that spaCy and the joint model made, as plain objects."""
    tokens = _tokens(doc)
    parsed = doc.has_annotation("DEP")
    made = Doc(tokens, doc.text, frames=doc._.frames, parsed=parsed)
    made.signals = doc._.signals
    for token in made:
        token.doc = made
        token.left_edge = token.right_edge = token
    if parsed:
        _hang(made, [(source.left_edge.i, source.right_edge.i) for source in doc])
    starts = [token.i for token in tokens if token.is_sent_start or token.i == 0]
    made.sents = tuple(Span(made, start, end) for start, end in pairwise([*starts, len(tokens)]))
    for sentence in made.sents:
        for token in sentence:
            token.sent = sentence
    made.ents = tuple(Span(made, one.start, one.end, one.label_) for one in doc.ents)
    return made


def _tokens(doc: Parsed) -> list[Token]:
    """The words with what they have of their own and their heads; no dependents yet."""
    columns = doc.to_array([*_STRINGS, *_FLAGS, "SPACY", "SENT_START", "HEAD"]).T
    words = [_named(column.tolist(), doc.vocab.strings) for column in columns[: len(_STRINGS)]]
    numbers = columns[len(_STRINGS) :].astype(np.int64).tolist()
    classes, factualities = doc._.mention_classes, doc._.factualities
    tokens: list[Token] = []
    begin = 0
    for i, own in enumerate(zip(*words, *numbers[:-1], strict=True)):
        token = Token()
        (token.text, token.lower_, token.lemma_, token.pos_, token.tag_, token.dep_, morph, token.ent_type_,
         space, punct, quote, followed, start) = own  # fmt: skip
        token.i, token.idx, token.morph = i, begin, _morph(morph)
        token.is_space, token.is_punct, token.is_quote = bool(space), bool(punct), bool(quote)
        token.is_sent_start, token.whitespace_ = start == 1, " " if followed else ""
        token.mention_class, token.factuality = classes.get(begin, "none"), factualities.get(begin)
        token.children = token.lefts = token.rights = _NONE
        begin += len(token.text) + followed
        tokens.append(token)
    for token, step in zip(tokens, numbers[-1], strict=True):
        token.head = tokens[token.i + step]
    for token in tokens:
        if token.dep_ in ("nsubj", "iobj") and token.i > token.head.i and _bare_participle(token.head, tokens):
            token.dep_ = "obj"
    return tokens


def _bare_participle(verb: Token, tokens: list[Token]) -> bool:
    """ "A statement denying the claims": the clause borrows its subject, so that what follows is its object."""
    ing = verb.lower_.endswith("ing") and verb.dep_ in ("acl", "advcl", "xcomp")
    near = tokens[max(0, verb.i - 5) : verb.i + 20]
    return ing and not any(one.head is verb and one.dep_ in ("aux", "obj") for one in near)


def _named(keys: list[int], strings: StringStore) -> list[str]:
    """The strings of a column of keys; each is looked up once."""
    names = {key: strings[key] for key in set(keys)}
    return [names[key] for key in keys]


def _hang(tokens: list[Token], edges: list[tuple[int, int]]) -> None:
    """Set the dependents of each word, and the first and last word below it."""
    for token, (first, last) in zip(tokens, edges, strict=True):
        token.left_edge, token.right_edge = tokens[first], tokens[last]
        above = token.head
        if token.i < above.i:
            above.lefts = [*above.lefts, token]
        elif token.i > above.i:
            above.rights = [*above.rights, token]
    for token in tokens:
        token.children = [*token.lefts, *token.rights] if token.lefts and token.rights else token.lefts or token.rights
