"""Whether words that look like a time are one where they stand: "May" the verb, "every Friday", "Black Friday"."""

import re
from dataclasses import dataclass
from typing import Final

from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.time_words import AMBIGUOUS_MONTHS, COUNTED_WORDS, NAMING_WORDS


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of one rule of the grammar; `order` is its row."""

    start: int
    end: int
    order: int
    name: str
    match: re.Match[str]


_LEFT: Final = re.compile(r"([\w'’]+)\.?[\s\"“(]*$")
_RIGHT: Final = re.compile(r"\s*([\w'’-]+)")
_PREPOSITIONS: Final = frozenset({
    "in", "since", "until", "till", "by", "before", "after", "during", "from", "to", "between", "of", "around",
    "through", "throughout", "for", "mid", "early", "late", "this", "last", "next", "each", "about", "starting",
    "beginning", "ending",
})  # fmt: skip
_YEAR_LEFT: Final = _PREPOSITIONS - {"for", "to", "each", "about", "around"} | {
    "the", "a", "year", "circa", "'s", "his", "her", "its", "their", "back", "summer", "season",
}  # fmt: skip
_ANOTHER_YEAR: Final = re.compile(r"\b(?:19|20)\d\d,?\s+(?:and|or|to)\s+$", re.IGNORECASE)
_DETERMINERS: Final = frozenset({
    "the", "a", "an", "this", "that", "his", "her", "its", "their", "our", "recent",
})  # fmt: skip
_FREQUENT: Final = frozenset({
    "every", "each", "most", "many",
})  # fmt: skip
_NAMING_LEFT: Final = frozenset({
    "black", "bloody", "good", "palm", "easter", "ash", "holy", "mardi",
})  # fmt: skip
_FUNCTION_WORDS: Final = frozenset({
    "on", "in", "at", "to", "by", "against", "for", "of", "and", "or", "from", "with", "through", "across",
    "into", "towards", "toward", "was", "were", "is", "are", "has", "had", "have", "be", "been", "will",
    "would", "could", "should", "not", "the", "a", "an", "that", "which", "who", "as", "but", "than",
})  # fmt: skip
_PAPERS: Final = frozenset({
    "times", "telegraph", "mirror", "express", "mail", "herald", "tribune", "post", "independent",
})  # fmt: skip
_RARE_NAMES: Final = frozenset({
    "january", "february", "july", "september", "october", "november", "december",
})  # fmt: skip


def acceptable(candidate: Candidate, doc: Doc) -> bool:
    """Whether a match of the grammar is a time expression where it stands."""
    left, right = _words_around(candidate, candidate.match.string)
    if left in _FREQUENT and candidate.name in ("weekday", "near unit", "month", "season", "bare season"):
        return False
    if right in NAMING_WORDS and not (candidate.name == "weekday" and right.startswith("prayer")):
        return False
    check = {
        "weekday": _weekday,
        "month": _month,
        "year": _year,
        "bare season": _bare_season,
        "day of month": _day_of_month,
        "full date": _day_of_month,
        "decade": _decade,
        "near day": _near_day,
        "past units": _past_units,
        "numeric date": _numeric,
        "bare day": _bare_day,
    }.get(candidate.name)
    return check is None or check(candidate, doc, left, right)


def _words_around(candidate: Candidate, text: str) -> tuple[str, str]:
    left = _LEFT.search(text[max(0, candidate.start - 40) : candidate.start])
    right = _RIGHT.match(text[candidate.end : candidate.end + 40])
    return left[1].casefold() if left else "", right[1].casefold() if right else ""


def _token(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end)
    return span[0] if span is not None and len(span) else None


def _month_token(candidate: Candidate, doc: Doc) -> Token | None:
    return _token(doc, candidate.match.start("month"), candidate.match.end("month"))


def _spelled_as_name(word: str) -> bool:
    return word[0].isupper()


def _weekday(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    word = candidate.match["weekday"]
    return _spelled_as_name(word) and left not in _NAMING_LEFT and right not in _PAPERS


def _day_of_month(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    """Not "10 may have died": the month must look like one."""
    word, token = candidate.match["month"].rstrip("."), _month_token(candidate, doc)
    if token is not None and token.pos_ in ("AUX", "VERB"):
        return False
    if word.casefold() in ("may", "march") and not _spelled_as_name(word):
        return False
    verb_like = word.isupper() and right in ("have", "be", "not") and word.casefold() == "may"
    return not verb_like


def _month(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    """A month alone needs a preposition, "last", or a noun that it modifies ("the April attack")."""
    match = candidate.match
    word, token = match["month"].rstrip("."), _month_token(candidate, doc)
    if token is not None and (token.pos_ in ("AUX", "VERB", "NOUN") or token.ent_type_ in ("PERSON", "PER")):
        return False
    name = word.casefold()
    if not _spelled_as_name(word) or (len(word) < 4 and name != "may"):
        return False
    if name == "may" and right in ("have", "be", "not", "also", "well", "never", "still"):
        return False
    if (
        match["relative"]
        or match["part"]
        or name in _RARE_NAMES
        or left in _PREPOSITIONS - {"to", "for", "by", "of", "before", "after"}
    ):
        return True
    if left in ("to", "by", "of", "before", "after", "and"):
        return name not in AMBIGUOUS_MONTHS or (name == "march" and right in ("", "and")) or left == "to"
    modifies = left in _DETERMINERS - ({"that", "this"} if name == "may" else set()) or left.endswith(("'s", "’s"))
    return modifies and right.isalpha() and right not in _FUNCTION_WORDS


def _year(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    """A year needs a word before it that asks for one; four figures before counted people are a number."""
    if right in COUNTED_WORDS:
        return False
    text = candidate.match.string
    enclosed = text[candidate.start - 1 : candidate.start] == "(" and text[candidate.end : candidate.end + 1] == ")"
    return bool(
        candidate.match["part"]
        or enclosed
        or "year" in candidate.match[0].casefold()
        or _ANOTHER_YEAR.search(text[max(0, candidate.start - 12) : candidate.start])
        or (left == "for" and (not right or right in _FUNCTION_WORDS))
        or (left in _YEAR_LEFT and not re.search(r"[,.;:]\s*$", text[max(0, candidate.start - 3) : candidate.start]))
        or left.endswith(("'s", "’s"))
    )


def _bare_season(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    token = _token(doc, candidate.match.start("season"), candidate.match.end("season"))
    if token is not None and token.pos_ in ("VERB", "PROPN"):
        return False
    if right in ("of", "camp", "camps") or (
        _spelled_as_name(candidate.match["season"]) and not candidate.match.string.isupper()
    ):
        return False
    return left in ("in", "since", "until", "during", "by", "early", "late") or right in ("offensive", "campaign")


def _decade(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    # "A man in his 40s" is an age, and has no article.
    return left not in ("his", "her", "their", "my")


def _near_day(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    return not (candidate.match["word"].casefold() == "today" and left in ("usa", "russia"))


def _past_units(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    # "The last minutes" of a game or of a life are not counted from publication.
    return candidate.match["unit"].casefold() not in ("minute", "minutes", "second", "seconds")


def _bare_day(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    # "The 19th" alone may be a brigade or a century; "on the 19th" is a day.
    return left in ("on", "since", "until") or bool(candidate.match.groupdict().get("relative"))


def _numeric(candidate: Candidate, doc: Doc, left: str, right: str) -> bool:
    return candidate.match["sep"] != "." or len(candidate.match["year"]) == 4
