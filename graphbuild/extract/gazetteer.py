"""Known names in a document: actors, media, countries, capitals and nationalities from the lexicon, by their words.

Never by case alone: in a sentence that has both cases a name must be written as one ("IS", not "is"); in a sentence in
capitals the tags of the model decide whether a short word is a name.
"""

from dataclasses import dataclass
from functools import lru_cache

from graphbuild.extract.kinds import Name, country_of, is_demonym, names, openings, pieces
from graphbuild.extract.plain import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class Known:
    """A known name at tokens `start` to `end`; a nationality has a kind of "Demonym" and its country as label."""

    start: int
    end: int
    name: Name


def known_names(doc: Doc) -> tuple[Known, ...]:
    """The longest known names in the order of the text; none overlaps another."""
    words = [pieces(token.text) for token in doc]
    cased = _cased(doc)
    found: list[Known] = []
    i = 0
    while i < len(doc):
        hit = _longest(doc, words, i, cased[i])
        if hit:
            found.append(hit)
            i = hit.end
        else:
            i += 1
    return tuple(found)


def _longest(doc: Doc, words: list[tuple[str, ...]], start: int, cased: bool) -> Known | None:
    if not words[start]:
        return None
    for size in openings().get(words[start][0], ()):
        key, end = _take(words, start, size)
        if len(key) != size:
            continue
        span = Span(doc, start, end)
        for wording, name in names().get(key, ()):
            if _written_as(span, wording, cased=cased) and not _inside_word(span):
                return Known(start, end, name)
        country = country_of(" ".join(key))
        if country and is_demonym(" ".join(key)) and (not cased or span.text[0].isupper()):
            return Known(start, end, Name(country, "Demonym", country))
    return _plural_people(doc, words, start, cased)


def _plural_people(doc: Doc, words: list[tuple[str, ...]], start: int, cased: bool) -> Known | None:
    """ "Syrians": the plural of a demonym is not among the openings."""
    token = doc[start]
    if not token.text.lower().endswith(("s", "men")) or (cased and not token.text[:1].isupper()):
        return None
    country = country_of(token.text) if is_demonym(token.text) else None
    return Known(start, start + 1, Name(country, "Demonym", country)) if country else None


def _take(words: list[tuple[str, ...]], start: int, size: int) -> tuple[tuple[str, ...], int]:
    """Pieces of the tokens from `start` until there are `size` or more; punctuation inside has none."""
    key: tuple[str, ...] = ()
    end = start
    while end < len(words) and len(key) < size and end - start < 2 * size:
        key += words[end]
        end += 1
    return key, end


def _written_as(span: Span, wording: str, *, cased: bool) -> bool:
    if span.text.count("\n"):
        return False
    if not cased:
        return len(span.text) > 4 or all(_nameable(token) for token in span if token.is_alpha)
    text = span.text
    if wording.isupper() and wording.isalpha() and len(wording) <= 5:
        return text.replace(".", "").isupper()
    if "." in wording and len(wording) <= 6:
        return text[0].isupper() and text.replace(".", "").isupper()
    return text[0].isupper() or (text[:3].lower() in {"al-", "the"} and any(c.isupper() for c in text))


def _nameable(token: Token) -> bool:
    return token.pos_ in {"PROPN", "NOUN", "X"} or bool(token.ent_type_)


def _inside_word(span: Span) -> bool:
    """Glued by a hyphen to a word before or after it that is written as part of a name: "Al-Hayat Street"."""
    doc = span.doc
    before = span.start > 1 and doc[span.start - 1].text in {"-", "–"} and not doc[span.start - 1].whitespace_
    return before and not doc[span.start - 2].whitespace_ and doc[span.start - 2].text[:1].isupper()


@lru_cache(maxsize=65_536)
def _letters(text: str) -> tuple[int, int]:
    """How many letters a word has, and how many of them are small."""
    letters = [c for c in text if c.isalpha()]
    return len(letters), sum(c.islower() for c in letters)


def _cased(doc: Doc) -> list[bool]:
    """For each token whether its sentence uses both cases, so that case tells names."""
    cased = [True] * len(doc)
    for sentence in doc.sents:
        counts = [_letters(token.text) for token in sentence]
        letters, lower = sum(count for count, _ in counts), sum(small for _, small in counts)
        if letters and (lower < 0.15 * letters or lower == letters):
            for token in sentence:
                cased[token.i] = False
    return cased
