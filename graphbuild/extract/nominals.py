"""Mentions by description: "the militants", "four prominent leaders", "a police officer", "Su-34 fighter-bombers".

The class comes from the lexicon, longest compound first; the model's mention classes confirm doubtful nouns and decide
those that the lexicon does not have.
"""

import re
from functools import cache, lru_cache
from typing import Final

from graphbuild.extract.kinds import (
    OPEN_NOUNS,
    Noun,
    country_of,
    is_demonym,
    known_name,
    modifiers,
    nouns,
    open_kind,
    wide,
)
from graphbuild.extract.phrases import is_plural, phrase_start, singular
from graphbuild.extract.plain import Doc, Token

# Prefixes of designations of weapons and platforms; the number follows ("Su-34", "AK-47").
_PREFIXES: Final = (
    "AK|AKM|AKS|AR|M|F|FA|B|A|C|KC|EC|AC|AH|UH|CH|HH|MH|OH|MQ|RQ|MV|V|Su|MiG|Mi|Tu|Il|An|Ka|Yak|T|BMP|BTR|BRDM|BM|BRM|"
    "MT|S|SA|SS|RPG|SPG|RPK|RPD|PK|PKM|DShK|SVD|FIM|AGM|AIM|GBU|JDAM|MK|Mk|UMP|G|FN|PPSh|TOS|ZU|ZSU|D|MLRS|L|K|J|JF|Y|"
    "Shahed|Kh|Bayraktar|TB|HK|MP|Leopard|Qassam|Scud|Fajr|Grad|Fateh|Tu|KAB|FAB|OFAB|RBK|R|RGD|ZiL"
)
_DESIGNATION: Final = re.compile(rf"(?:{_PREFIXES})-\d{{1,4}}[A-Za-z]{{0,4}}\d?(?:'?s)?", re.IGNORECASE)
_CLASS_OF: Final = {"person": "Person", "organization": "Group", "place": "Place", "equipment": "Equipment"}
_CRAFT: Final = frozenset({"fighter", "bomber"})
_PEOPLE: Final = frozenset({"Person", "Group"})
_NAMES_OF_UNITS: Final = frozenset({"StateForce", "Government"})


@lru_cache(maxsize=65_536)
def is_designation(text: str) -> bool:
    """Whether a word designates a weapon or platform: letters, hyphen, number.

    >>> is_designation("Su-34"), is_designation("AK-47"), is_designation("COVID-19"), is_designation("mid-2015")
    (True, True, False, False)
    """
    return _DESIGNATION.fullmatch(text) is not None


def model_kind(token: Token, *, plural: bool) -> str | None:
    """The class that the model gives the word as head of a mention; several persons are a group."""
    kind = _CLASS_OF.get(token.mention_class)
    return "Group" if kind == "Person" and plural else kind


def lexicon_noun(token: Token) -> tuple[str, Noun] | None:
    """The longest compound ending in this word that the lexicon has, and its entry."""
    doc, i = token.doc, token.i
    forms = [form for form in dict.fromkeys([token.lemma_.lower(), token.lower_, singular(token.lower_)])
             if form in _endings()]  # fmt: skip
    if not forms:
        return None
    for size in (4, 3, 2, 1, 0):
        start = i - size
        if start < token.sent.start or (size and doc.text_at(start, i).count("\n")):
            continue
        before = doc.text_at(start, i).lower()
        gap = doc[i - 1].whitespace_ if size else ""
        for form in forms:
            found = nouns().get(f"{before}{gap}{form}")
            if found and (not size or _in_phrase(doc[start], token)):
                return f"{before}{gap}{form}", found
    return None


@cache
def _endings() -> frozenset[str]:
    """All strings in which an entry of the lexicon ends, so that a word that ends none is not looked for."""
    return frozenset(noun[start:] for noun in nouns() for start in range(len(noun)))


def _in_phrase(first: Token, head: Token) -> bool:
    return (
        first.dep_ in {"compound", "amod", "nmod", "flat", "punct", "obl", "advmod", "nummod"} and first.pos_ != "PUNCT"
    )


def nominal_kind(token: Token) -> str | None:
    """The class of what a common noun stands for, None if it is no mention."""
    plural = is_plural(token)
    model = model_kind(token, plural=plural)
    if _has_designation(token):
        return "Equipment"
    found = lexicon_noun(token)
    if found is None:
        return model
    name, noun = found
    kind = noun.plural if plural else noun.singular
    modifier = modifier_kind(token)
    bare = name.split()[-1]
    named = any(child.ent_type_ for child in token.lefts if child.dep_ == "compound")
    if not noun.sure and not agrees(model, kind) and not named and (modifier is None or bare not in OPEN_NOUNS):
        return None
    if bare in _CRAFT and _beside_craft(token):
        return "Equipment"
    return open_kind(bare, modifier, kind)


def _beside_craft(token: Token) -> bool:
    """Whether a "fighter" or "bomber" is an aircraft: it flies, or is coordinated with aircraft."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    chain = [first, *(other for other in first.subtree if other.dep_ == "conj")]
    words = {singular(other.lower_) for other in chain} | {child.lower_ for child in token.lefts}
    return bool(words & {"aircraft", "jet", "helicopter", "drone", "plane", "warplane", "airlifter", "tanker"})


def agrees(model: str | None, kind: str) -> bool:
    """Whether the model's class bears out the lexicon's; it takes groups for persons and the other way round."""
    if model is None:
        return False
    return wide(model) == wide(kind) or {wide(model), wide(kind)} == _PEOPLE


def _has_designation(token: Token) -> bool:
    return any(is_designation(child.text) and child.dep_ in {"compound", "nmod", "amod", "nummod", "flat"}
               for child in token.lefts)  # fmt: skip


def modifier_kind(token: Token) -> str | None:
    """Class that the words before a noun lend it; an armed group outweighs a nationality ("Syrian rebel forces")."""
    kinds = [_word_kind(word) for word in token.doc[phrase_start(token) : token.i]]
    found = [kind for kind in kinds if kind]
    if "ArmedGroup" in found:
        return "ArmedGroup"
    return found[-1] if found else None


def _word_kind(word: Token) -> str | None:
    text = word.lower_
    if text in modifiers():
        return modifiers()[text]
    noun = nouns().get(singular(text))
    if noun and noun.plural in {"ArmedGroup", "StateForce", "Civilians"} and noun.sure:
        return noun.plural
    known = known_name(word.text) if word.text[:1].isupper() else None
    if known and known.kind in {"ArmedGroup", "StateForce"}:
        return known.kind
    if country_of(word.text) and word.text[:1].isupper() and (is_demonym(word.text) or word.pos_ == "PROPN"):
        return "Government"
    return None


def is_nominal(token: Token) -> bool:
    """Whether a word can head a description: a noun, or a number or adjective that stands for people by itself."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return True
    if token.pos_ == "NUM" or token.lower_ in {"others", "many", "several", "dozens", "hundreds", "thousands", "some"}:
        return token.mention_class == "person" and token.dep_ in {"nsubj", "obj", "obl", "conj", "nmod", "ROOT"}
    return token.pos_ == "ADJ" and token.mention_class == "person" and any(c.dep_ == "det" for c in token.lefts)


def free_modifier(token: Token) -> bool:
    """Whether a noun before another noun is itself worth a mention: weapons, forces and governments are."""
    possessor = any(child.dep_ == "case" and child.i == token.i + 1 for child in token.rights)
    return token.dep_ in {"compound", "nmod"} and token.head.i > token.i and not possessor


def has_words(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch holds a letter or figure."""
    return any(c.isalnum() for c in doc.text_at(start, end))
