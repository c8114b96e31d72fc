"""Bounds of noun phrases in a dependency tree (Universal Dependencies v2), written to survive wrong trees.

A phrase is a stretch without gaps around its head: determiner, modifiers and possessor in front, parts of a name and an
"of" complement behind; no relative clause, apposition, coordination or other prepositional phrase.
"""

from functools import lru_cache
from typing import Final

from graphbuild.extract.plain import Doc, Token

_BEFORE: Final = frozenset({"det", "amod", "nummod", "compound", "nmod", "flat", "advmod", "case", "poss", "conj", "cc",
                            "punct", "appos", "acl", "dep", "goeswith", "list"})  # fmt: skip
_STOP_BEFORE: Final = frozenset({"ADP", "SCONJ", "AUX", "INTJ", "SPACE"})
_JOINERS: Final = frozenset({"-", "–", "/", "'", "’"})
_QUOTES: Final = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''", "«", "»"})
_LIGHT: Final = frozenset({"of"})


def bounds(head: Token) -> tuple[int, int]:
    """Start and end of the noun phrase of a head word, as token offsets."""
    return phrase_start(head), phrase_end(head)


def phrase_start(head: Token) -> int:
    """Where the phrase of a head begins: the furthest modifier in front that hangs on it without a gap."""
    start = edge = head.i
    i = head.i - 1
    while i >= head.sent.start and head.i - i <= 14:
        token = head.doc[i]
        if token.text in _JOINERS or token.text in _QUOTES or token.text == ",":
            if token.text == "," and not _adjective_list(token):
                break
            i -= 1
            continue
        if not _modifies(token, head, edge):
            break
        start = edge = i
        i -= 1
    return _open_quote(head.doc, start)


def _modifies(token: Token, head: Token, edge: int) -> bool:
    if token.pos_ in _STOP_BEFORE or token.text in {"(", ")", "[", "]", ":", ";", "."}:
        return False
    if token.pos_ == "VERB" and any(child.dep_ in {"nsubj", "aux", "obj", "cop", "mark"} for child in token.children):
        return False
    if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound", "acl"}:
        return False
    if token.pos_ == "PRON" and not _possessive(token):
        return False
    if token.pos_ == "CCONJ":
        return token.head.i <= head.i and token.head.i > token.i and token.head.i < head.i and _hangs(token, head)
    return token.dep_ in _BEFORE and (_hangs(token, head) or _glued(token.doc, token.i, edge))


def _hangs(token: Token, head: Token) -> bool:
    return any(ancestor.i == head.i for ancestor in token.ancestors)


def _glued(doc: Doc, i: int, edge: int) -> bool:
    """Joined to what follows without a space: "years-long", "al-Shimali"."""
    return edge - i <= 2 and not doc[i].whitespace_ and (edge - i == 1 or doc[i + 1].text in _JOINERS)


def _possessive(token: Token) -> bool:
    return "Poss=Yes" in str(token.morph) or token.lower_ in {
        "his", "her", "its", "their", "our", "my", "your", "whose",
    }  # fmt: skip


def _adjective_list(comma: Token) -> bool:
    """Whether a comma stands between two adjectives of one noun: "three large, armed groups"."""
    doc, i = comma.doc, comma.i
    if i == 0 or i + 1 >= len(doc):
        return False
    return doc[i - 1].pos_ == "ADJ" and doc[i + 1].pos_ == "ADJ" and doc[i - 1].dep_ == "amod"


def _open_quote(doc: Doc, start: int) -> int:
    return start


def phrase_end(head: Token) -> int:
    """Where the phrase of a head ends: parts of the name behind it, then an "of" complement that follows at once."""
    doc = head.doc
    end = head.i + 1
    for child in sorted(head.rights, key=lambda one: one.i):
        if child.dep_ in {"flat", "goeswith"} and child.i <= end + 1 and child.sent.start == head.sent.start:
            end = max(end, child.i + 1)
        elif child.dep_ == "nummod" and child.i == end and child.pos_ == "NUM" and head.pos_ == "PROPN":
            end = child.i + 1
    complement = of_complement(head)
    if complement is not None and _between(doc, end, phrase_start(complement)) == "of":
        end = max(end, phrase_end(complement))
    return end


def of_complement(head: Token) -> Token | None:
    """The head of an "of" phrase that follows a noun: "defense" in "ministry of defense"."""
    for child in head.rights:
        if child.dep_ == "nmod" and any(case.lower_ in _LIGHT and case.dep_ == "case" for case in child.lefts):
            return child
    return _next_of(head)


def _next_of(head: Token) -> Token | None:
    """The noun of an "of" phrase right behind a head, where the tree has attached it elsewhere."""
    doc, i = head.doc, head.i + 1
    if i + 1 >= head.sent.end or doc[i].lower_ not in _LIGHT:
        return None
    for token in doc[i + 1 : min(i + 9, head.sent.end)]:
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and phrase_start(token) <= i + 1:
            inner = token.dep_ in {"compound", "flat"} and token.head.i > token.i
            return None if inner and token.head.i >= head.sent.end else token if not inner else token.head
        if token.pos_ in {"VERB", "AUX", "PUNCT", "ADP"}:
            break
    return None


def _between(doc: Doc, end: int, start: int) -> str:
    return " ".join(token.lower_ for token in doc[end:start]) if start > end else ""


def root(doc: Doc, start: int, end: int) -> Token:
    """The head word of a stretch of tokens: the one whose own head lies outside; never punctuation if it can be."""
    inside = [token for token in doc[start:end] if not token.is_punct and not token.is_space] or list(doc[start:end])
    for token in inside:
        if token.dep_ == "ROOT" or not start <= token.head.i < end:
            if token.pos_ in {"ADP", "DET", "CCONJ", "PART"} and len(inside) > 1:
                continue
            return token
    return inside[-1]


def is_plural(token: Token) -> bool:
    """Whether a noun stands for more than one, by its features or its ending (features fail in capitals)."""
    word = token.lower_
    if word in _IRREGULAR or token.pos_ == "NUM":
        return word not in {"one", "1"}
    if "Number=Plur" in str(token.morph):
        return True
    return singular(word) != word and "Number=Sing" not in str(token.morph)


_IRREGULAR: Final = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "police": "police", "personnel":
    "personnel", "policemen": "policeman", "gunmen": "gunman", "wives": "wife", "families": "family", "mujahideen":
    "mujahideen", "others": "others", "servicemen": "serviceman", "clergymen": "clergyman", "aircraft": "aircraft",
    "churches": "church", "mosques": "mosque", "warehouses": "warehouse", "houses": "house", "bases": "base",
    "knives": "knife", "lives": "life", "troops": "troops", "forces": "force", "headquarters": "headquarters",
    "barracks": "barracks", "homes": "home", "axes": "axe", "armies": "army", "fighters": "fighter",
}  # fmt: skip


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """The singular of a lower-case noun, as far as spelling tells.

    >>> singular("militants"), singular("policemen"), singular("bus"), singular("factories"), singular("bus es")
    ('militant', 'policeman', 'bus', 'factory', 'bus es')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and " " not in word and len(word) > 3:
        return word[:-1]
    return word
