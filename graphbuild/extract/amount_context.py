"""Whether a number counts people or things where it stands, and what a singular noun counts."""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import Final

_HYPHENED: Final = re.compile(r"-(?!(?:man|men|strong|member|person|woman|soldier|odd|plus)\b)\w", re.IGNORECASE)
_AT: Final = re.compile(r"\bat\s+(?:about\s+|around\s+|approximately\s+|some\s+|nearly\s+)?$", re.IGNORECASE)
_ONE_IDIOMS: Final = re.compile(r"\s+(?:another|way|thing|side|hand|by\s+one|after\s+another)\b", re.IGNORECASE)
# Makers' letters of weapons that are also written apart from their figures: "T 72", "Mi 8"; not the "'S 12 MEN".
_DESIGNATED: Final = re.compile(
    r"(?<!['’])\b(?:T|S[UuA]|M[Ii]G?|AK|B?M|RPG|[FSCG]|I[Ll]|K[Aa]|T[Uu]|[UCA]H|[MR]Q|BTR|BMP|PKM|M[Kk]|DC)\s$"
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


def counts_something(match: re.Match[str]) -> bool:
    """Whether a match of the lexicon counts people or things: not money, shares, measures, ages, labels."""
    after = match.string[match.end() : match.end() + 40]
    words = match[0].casefold()
    if words in ("no", "zero", "not one", "not a single") and not re.match(r"\s+of\b", after):
        return _negates_people(after)
    if _neighbours("after").match(after) or _HYPHENED.match(after) or re.match(r":\d|/\d|-\d|\(\d", after):
        return False
    if words == "one" and _ONE_IDIOMS.match(after):
        return False
    return not match.groupdict().get("n") or _counting_figures(match)


def _counting_figures(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 24) : start]
    if re.search(r"[$€£#/]\s*$|\b(?:US|Rs|USD|EUR)\s?[$.]?\s*$|\d[.:]$", before):
        return False
    if re.match(r"0\d", match["n"]) or _is_clock(match, text) or _is_list_number(text, start, end):
        return False
    if _is_year(match, text) or (text[start - 1 : start] == "[" and text[end : end + 1] == "]"):
        return False
    labelled = _neighbours("before").search(before) or _is_age(text, start, end) or _is_designation(text, start)
    return match.start("n") != start or not labelled


@cache
def _neighbours(side: str) -> re.Pattern[str]:
    """The words of `lexicon/not_amounts.tsv` that stand on one side of a number that counts nothing."""
    text = files("graphbuild.extract").joinpath("lexicon", "not_amounts.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = "|".join(row["words"].replace(" ", r"\s*") for row in rows if row["side"] == side)
    around = rf"\s*-?\s*(?:{words})(?!\w)" if side == "after" else rf"\b(?:{words})\.?\s*#?$"
    return re.compile(around, re.IGNORECASE)


def _negates_people(after: str) -> bool:
    following = re.match(r"\s+(\w+)", after)
    return bool(following and following[1].casefold() not in _NEGATIVE_IDIOMS and _HARMED.match(after))


def _is_clock(match: re.Match[str], text: str) -> bool:
    """ "At 2300", "between 0200 and 0300": four figures after "at", or with a nought before them."""
    figures = match["n"]
    if len(figures) != 4 or not figures.isdigit() or int(figures[:2]) > 23 or int(figures[2:]) > 59:
        return False
    return figures[0] == "0" or _AT.search(text[max(0, match.start("n") - 30) : match.start("n")]) is not None


def _is_year(match: re.Match[str], text: str) -> bool:
    """ "2012, and", "a 1977 Mercury": four figures like a year, unless what they count follows in small letters."""
    figures, after = match[0], re.match(r"\s+([a-z]+)|\s+[A-Z]+\b", text[match.end() : match.end() + 30])
    if len(figures) != 4 or not figures.isdigit() or not 1900 <= int(figures) < 2040:
        return False
    return after is None or after[1] in ("and", "or", "to", "was", "were", "when", "the", "in", "by", "as", "that")


def _is_list_number(text: str, start: int, end: int) -> bool:
    """ "2. The victim was ...": figures and a full stop where a sentence begins."""
    begins = not text[:start].strip() or re.search(r"(?:\n|[.:!?\"”)\]])\s*$", text[max(0, start - 12) : start])
    return bool(begins and text[start:end].isdigit() and re.match(r"[.)]\s", text[end : end + 2]))


def _is_age(text: str, start: int, end: int) -> bool:
    """ "Ahmad Karimi, 35, said": a small number between commas, after a name."""
    before = re.search(r"\b[A-Z][\w'’-]*,\s*$", text[max(0, start - 40) : start])
    after = re.match(r"\s*[,.;)]", text[end : end + 3])
    figures = text[start:end]
    before = before or re.search(r"\bnow\s$", text[max(0, start - 5) : start], re.IGNORECASE)
    if figures.isdigit() and re.search(
        r"\baged?\s+(?:\d+,?\s+(?:and\s+)?)+$", text[max(0, start - 40) : start], re.IGNORECASE
    ):
        return True
    return bool(before and after and figures.isdigit() and 0 < int(figures) < 110)


def _is_designation(text: str, start: int) -> bool:
    """ "T 72", "a SkyWall 100, an anti-drone gun": figures after a maker's letters, or closing off a name."""
    before = text[max(0, start - 30) : start]
    named = re.search(r"\b[A-Z][\w-]*[a-z][\w-]*\s$", before) and re.match(r"\d+\s*[,;)]", text[start : start + 12])
    sentence_start = re.search(r"(?:^|[.!?:\n\"“]\s*)[A-Z]\w*\s$", before)
    return text[start].isdigit() and bool(_DESIGNATED.search(before) or (named and not sentence_start))
