"""Where the names that the model found begin and end: mended at hyphens, freed of titles and common nouns."""

import re
from typing import Final

from graphbuild.extract.kinds import country_of, is_demonym, nouns, pieces, titles
from graphbuild.extract.phrases import root, singular
from graphbuild.extract.plain import Doc, Span, Token

_ARTICLES: Final = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "es", "ez", "ul", "ud", "abu",
                              "bin", "ibn", "de", "del", "la"})  # fmt: skip
_HYPHENS: Final = frozenset({"-", "–", "‑"})
_TIMES: Final = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?|january|"
    r"february|march|april|june|july|august|september|october|november|december|may|today|yesterday|tomorrow|ramadan|eid|"
    r"christmas|easter|gmt|a\.?m\.?|p\.?m\.?|operation|spokesman)",
    re.IGNORECASE,
)


def name_bounds(doc: Doc, ent: Span) -> tuple[int, int]:
    """Bounds of the name in an entity of the model; an empty stretch where it is a title, a date or a description."""
    start, end = _mend(doc, ent)
    start, end = _without_common_noun(doc, start, end)
    if start >= end or _TIMES.fullmatch(doc.text_at(start, end)) or _only_titles(doc, start, end):
        return start, start
    if ent.label_ != "PER" and _describes_person(doc, start, end):
        return start, start
    return start, end


def _only_titles(doc: Doc, start: int, end: int) -> bool:
    words = sum((pieces(token.text) for token in doc[start:end]), ())
    return not words or words in titles() or all((word,) in titles() for word in words)


def _describes_person(doc: Doc, start: int, end: int) -> bool:
    """Whether an organisation "name" is headed by a word for one person: "Deputy Secretary of State"."""
    head = root(doc, start, end)
    found = nouns().get(head.lower_)
    return found is not None and found.singular == "Person" and found.sure and end - start > 1


def _without_common_noun(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The name in "ISIL fighters" or "Mosul city"; where capitals tell nothing, all is left as it is."""
    if doc.text_at(start, end).isupper() or doc[end - 1].lower_ == doc[end - 1].text == doc[start].lower_:
        return start, end
    last = end
    while last > start and doc[last - 1].is_alpha and doc[last - 1].is_lower and doc[last - 1].lower_ not in _ARTICLES:
        last -= 1
    if last == end or singular(doc[end - 1].lower_) not in nouns():
        return start, end
    if last <= start or is_demonym(doc.text_at(start, last)) or doc[last - 1].pos_ not in {"PROPN", "NOUN", "X"}:
        return start, start
    return start, last if not country_of(doc.text_at(start, last)) else start


def _mend(doc: Doc, ent: Span) -> tuple[int, int]:
    """Complete a name cut at a hyphen; take determiners, titles and a possessive off its ends."""
    start, end = ent.start, ent.end
    while (
        start >= 2
        and doc[start - 1].text in _HYPHENS
        and not doc[start - 2].whitespace_
        and not doc[start - 1].whitespace_
    ):
        start -= 2
    while (
        end + 1 < len(doc) and doc[end].text in _HYPHENS and not doc[end - 1].whitespace_ and not doc[end].whitespace_
    ):
        if not (doc[end + 1].text[:1].isupper() or doc[end - 1].lower_ in _ARTICLES):
            break
        end += 2
    while end > start and (doc[end - 1].text in {"'s", "’s", "'", "’", ",", ".", '"', "”"} or doc[end - 1].is_space):
        end -= 1
    while start < end and (doc[start].pos_ in {"DET", "PUNCT", "SPACE"} or doc[start].lower_ in {"the", "a", "an"}):
        start += 1
    while start > ent.sent.start and _name_before(doc, start, end):
        start -= 1
    if ent.label_ == "PER":
        start += title_length(doc, start, end)
    return start, end


def _name_before(doc: Doc, start: int, end: int) -> bool:
    """Whether the word before belongs to the same name by the tree, both cased alike: "Dayr" before "Az Zayr"."""
    before = doc[start - 1]
    if before.pos_ != "PROPN" or before.ent_type_ or not before.text[:1].isupper() or pieces(before.text) in titles():
        return False
    if before.text.isupper() or before.lower_ in nouns() or country_of(before.text):
        return False
    return (before.dep_ in {"compound", "flat"} and start <= before.head.i < end) or any(
        token.dep_ == "flat" and token.head.i == before.i for token in doc[start:end]
    )


def title_length(doc: Doc, start: int, end: int) -> int:
    """How many tokens at the start of a person's name are titles; never all of them."""
    words = [pieces(token.text) for token in doc[start:end]]
    length = 0
    for i in range(len(words) - 1):
        for j in range(min(len(words) - 1, i + 4), i, -1):
            if sum(words[i:j], ()) in titles():
                length = max(length, j)
                break
        if i >= length:
            break
    while length and start + length < end - 1 and doc[start + length].is_punct:
        length += 1
    return length


def title_before(doc: Doc, start: int) -> Token | None:
    """The head word of a title right before a person's name: "President" in "Syrian President Bashar Assad"."""
    i = start - 1
    while i >= 0 and doc[i].text == "." and not doc[i - 1].whitespace_:
        i -= 1
    if i < 0 or doc[i].is_space or doc[i].is_punct:
        return None
    for size in (4, 3, 2, 1):
        first = i - size + 1
        if first >= 0 and sum((pieces(token.text) for token in doc[first : i + 1]), ()) in titles():
            return doc[i]
    found = nouns().get(doc[i].lower_)
    person = found is not None and found.singular == "Person" and found.plural in {"Group", "StateForce", "Civilians"}
    return doc[i] if person and doc[i].pos_ in {"NOUN", "PROPN"} else None
