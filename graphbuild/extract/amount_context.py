"""Whether a number counts people or things where it stands, and what a singular noun counts."""

import re
from typing import Final

from spacy.tokens import Span

_MEASURES: Final = re.compile(
    r"\s*-?\s*(?:%|percent|per\s+cent|percentage|km|kms|kilomet\w+|miles?|met(?:er|re)s?|m|mm|cm|millimet\w+|centimet\w+|"
    r"feet|foot|ft|inch\w*|yards?|acres?|hectares?|square|sq|kg|kilos?|kilograms?|pounds?|lbs?|tons?|tonnes?|grams?|"
    r"lit(?:er|re)s?|gallons?|barrels?|degrees?|knots?|mph|kph|megawatts?|mw|"
    r"seconds?|minutes?|hours?|hrs?|days?|nights?|weeks?|months?|years?|decades?|centur\w+|"
    r"year-olds?|dollars?|euros?|pesos?|rupees?|rubles?|roubles?|shekels?|lira|rials?|dinars?|usd|"
    r"times|o['’]?clock|a\.?m\b|p\.?m\b|gmt|points?|third|thirds|quarters?|fifths?|tenths?|calib\w+|caliber|round-)\b",
    re.IGNORECASE,
)
_HYPHENED: Final = re.compile(r"-(?!(?:man|men|strong|member|person|woman|soldier|odd|plus)\b)\w", re.IGNORECASE)
_LABELLED: Final = re.compile(
    r"\b(?:no|nos|number|route|highway|road|resolution|article|section|chapter|page|paragraph|flight|unit|room|channel|"
    r"figure|table|aged?|ages|phase|level|type|model|mark|mk|block|sector|zone|district|checkpoint|point|vol|line|"
    r"tv|article|law|decree|version|radio|camp|gate|bus|kilometer|kilometre|km|class|apollo|covid|group of|g|"
    r"at about|by about|about)\.?\s*#?$",
    re.IGNORECASE,
)
_NEGATIVE_IDIOMS: Final = frozenset({
    "longer", "more", "doubt", "way", "matter", "one", "need", "comment", "idea", "sign", "signs", "reason",
    "evidence", "information", "word", "means", "plans", "plan", "such", "problem", "good", "further",
    "immediate", "indication", "details", "intention", "choice", "question", "secret", "surprise",
    "confirmation", "response", "progress", "access", "fewer", "less", "other",
})  # fmt: skip
_HARMED: Final = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:casualt\w+|deaths?|dead|fatalit\w+|injur\w+|wound\w+|victims?|losses|people|persons?|civilians?|"
    r"soldiers?|fighters?|militants?|insurgents?|troops|policem[ae]n|officers?|hostages?|prisoners?|survivors?|arrests?|"
    r"children|child|wom[ae]n|m[ae]n|members?|personnel|detainees?|passengers?|residents?|shots?|weapons?)\b",
    re.IGNORECASE,
)


def counts_something(match: re.Match[str], span: Span) -> bool:
    """Whether a match of the lexicon counts people or things: not money, shares, measures, ages, labels."""
    text, start, end = match.string, match.start(), match.end()
    words, after, before = match[0].casefold(), text[end : end + 40], text[max(0, start - 24) : start]
    if words in ("no", "zero", "not one", "not a single"):
        return _negates_people(after)
    if _MEASURES.match(after) or _HYPHENED.match(after) or re.match(r":\d|/\d|-\d|\(\d", after):
        return False
    if "n" not in match.groupdict() or match.groupdict()["n"] is None:
        return True
    if re.search(r"[$€£#/]\s*$|\b(?:US|Rs|USD|EUR)\s?[$.]?\s*$|\d[.:]$", before):
        return False
    bare = match.start("n") == start
    if bare and (_LABELLED.search(before) or _is_age(text, start, end)):
        return False
    return not (bare and _is_designation(text, start, span))


def _negates_people(after: str) -> bool:
    following = re.match(r"\s+(\w+)", after)
    return bool(following and following[1].casefold() not in _NEGATIVE_IDIOMS and _HARMED.match(after))


def _is_age(text: str, start: int, end: int) -> bool:
    """ "Ahmad Karimi, 35, said": a small number between commas, after a name."""
    before = re.search(r"\b[A-Z][\w'’-]*,\s*$", text[max(0, start - 40) : start])
    after = re.match(r"\s*[,.;)]", text[end : end + 3])
    figures = text[start:end]
    return bool(before and after and figures.isdigit() and 0 < int(figures) < 110)


def _is_designation(text: str, start: int, span: Span) -> bool:
    """ "Su 34", "T 72", "Mi 8": figures after a capitalised name of at most three letters, no verb in between."""
    before = re.search(r"\b([A-Z][A-Za-z]{0,2})\s$", text[max(0, start - 6) : start])
    if before is None or not text[start].isdigit() or text[max(0, start - 40) : start].isupper():
        return False
    return before[1] not in (
        "In",
        "On",
        "At",
        "The",
        "A",
        "All",
        "By",
        "Of",
        "To",
        "For",
        "And",
        "But",
        "Or",
        "As",
        "Up",
    )
