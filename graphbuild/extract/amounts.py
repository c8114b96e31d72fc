"""How many people or things a text says: least and greatest number, as the words give them.

The readings ("dozens" is 24 or more, "fewer than 10" is 9 at most) are rows of `lexicon/amounts.tsv`, each with its
reason.  In its patterns `{n}` and `{m}` stand for a number in figures or words, a space for any white space; `low`
and `high` are a number, `n`, `m`, `n+1` or `n-1`, empty where the words set no bound.  What looks like an amount and is
none (dates, ages, money, shares, distances, designations of weapons) is sorted out by `amount_context`.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from graphbuild.extract.amount_context import counts_something
from graphbuild.extract.numerals import NUMBER, SCALES, SMALL, TENS, number
from graphbuild.extract.plain import Doc, Span, Token
from graphbuild.extract.times import TimeExpression, times
from graphbuild.extract.windows import matches, opening, small, windows

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of people or things.

    `start` and `end` are offsets in characters, `start_token` and `end_token` in tokens, ends exclusive.  `at_least` or
    `at_most` is None where the words set no such bound; `approximate` marks estimates ("some 40", "dozens").
    """

    at_least: int | None
    at_most: int | None
    start: int
    end: int
    start_token: int
    end_token: int
    text: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    pattern: re.Pattern[str]
    low: str
    high: str
    approximate: bool


_BEGIN: Final = r"(?<![\w$€£.-])(?<!\d,)"
# Dependency relations by which an amount hangs on what it counts (Universal Dependencies v2).
_COUNTING: Final = frozenset({"nummod", "det", "amod", "advmod", "compound", "nmod", "appos"})
_BETWEEN: Final = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "ADV", "NUM", "DET", "PUNCT", "PART"})


@cache
def readings() -> tuple[_Reading, ...]:
    """The lexicon as compiled patterns, in its order."""
    rows = _rows("amounts.tsv")
    return tuple(
        _Reading(_compiled(row["pattern"]), row["low"], row["high"], row["approximate"] == "yes") for row in rows
    )


@cache
def _trigger() -> re.Pattern[str]:
    """A digit, a word of a number, or a row of the lexicon that has neither; in small letters."""
    vague = [row["pattern"].replace(" ", r"\s+") for row in _rows("amounts.tsv") if "{n}" not in row["pattern"]]
    words = [*SMALL, *TENS, *SCALES, *vague]
    return re.compile(rf"\d|\b(?:{'|'.join(words)})\b")


def _rows(name: str) -> list[dict[str, str]]:
    text = files("graphbuild.extract").joinpath("lexicon", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _beginning() -> re.Pattern[str]:
    """Where a row of the lexicon can match: the rows as far as their first number, if that stands in no brackets."""
    heads: dict[str, None] = {}
    for row in _rows("amounts.tsv"):
        head, number_, _ = row["pattern"].partition("{n}")
        heads[head + number_ if head.count("(") == head.count(")") else row["pattern"]] = None
    return opening(_BEGIN, [_filled(head) for head in heads])


def _filled(pattern: str) -> str:
    spaced = re.sub(r" (?!\?)", r"\\s+", pattern.replace(" ?", r"\s*"))
    return spaced.replace("{n}", f"(?P<n>{NUMBER})").replace("{m}", f"(?P<m>{NUMBER})")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEGIN}(?:{_filled(pattern)})(?![\w%]|[.,]\d)", re.IGNORECASE)


def amounts(doc: Doc, found: Sequence[TimeExpression] | None = None) -> tuple[Amount, ...]:
    """Find the amounts of a text, in its order, none overlapping; dates and durations are none.

    `found` are the time expressions of the text, where the caller has them already.
    """
    taken = {place for one in (times(doc) if found is None else found) for place in range(one.start_char, one.end_char)}
    kept: list[Amount] = []
    text, lower = doc.text, small(doc.text)
    patterns = [reading.pattern for reading in readings()]
    read = [
        (readings()[k], match)
        for start, end in windows(lower, _trigger(), reach=40)
        for k, match in matches(text, lower, start, end, _beginning(), patterns)
    ]
    for reading, match in sorted(read, key=lambda pair: (pair[1].start() - pair[1].end(), pair[1].start())):
        own = range(match.start(), match.end())
        if not taken.isdisjoint(own) or (bounds := _bounds(reading, match)) is None:
            continue
        # What counts nothing ("20 to 30 percent") is taken too, or its pieces would be read in its place.
        taken.update(own)
        if counts_something(match):
            kept.append(_amount(doc, match, bounds, reading.approximate))
    return tuple(sorted(kept, key=lambda one: one.start))


def _amount(doc: Doc, match: re.Match[str], bounds: Bounds, approximate: bool) -> Amount:
    words = re.sub(r"(?:,|,?\s+of)$", "", match[0], flags=re.IGNORECASE)
    start, end = match.start(), match.start() + len(words)
    span = doc.char_span(start, end)
    first, last = (span.start, span.end) if span is not None else (0, 0)
    return Amount(*bounds, start, end, first, last, words, approximate)


def _bounds(reading: _Reading, match: re.Match[str]) -> Bounds | None:
    """Both bounds by the formulas of the row; None where its numbers make no amount."""
    groups = match.groupdict()
    values = {name: number(words) for name in ("n", "m") if (words := groups.get(name)) is not None}
    if any(value is None for value in values.values()):
        return None
    known = {name: value for name, value in values.items() if value is not None}
    if "m" in known and reading.high == "m" and (scale := _shared_scale(groups["n"], groups["m"])):
        known["n"] *= scale
    if reading.high == "m" and not _is_range(match, known):
        return None
    return _value(reading.low, known, match), _value(reading.high, known, match)


def _shared_scale(first: str, last: str) -> int | None:
    """ "Seven or eight million", "two to three dozen": the unit said once holds for both."""
    unit = re.search(rf"\b({'|'.join(SCALES)})$", last, re.IGNORECASE)
    alone = unit and not re.search("|".join(SCALES), first, re.IGNORECASE) and (number(first) or 0) < 1_000
    return SCALES[unit[1].casefold()] if unit and alone else None


def _is_range(match: re.Match[str], known: dict[str, int]) -> bool:
    low, high = known["n"], known["m"]
    between = match.string[match.end("n") : match.start("m")].strip().casefold()
    if between == "and":
        return low < high and match[0].casefold().startswith(("between", "anywhere between"))
    if between == "or":
        return low < high <= max(low + 2, 2 * low) or high == low + 1
    return low < high


def _value(formula: str, known: dict[str, int], match: re.Match[str]) -> int | None:
    if not formula:
        return None
    if formula.startswith("3*"):
        unit = next(word for word in SCALES if word in match[0].casefold())
        return 3 * SCALES[unit]
    name, step = formula[0], formula[1:]
    return known[name] + (int(step) if step else 0) if name in ("n", "m") else int(formula)


def amount_at(place: Span | Token, found: Sequence[Amount] | None = None) -> Amount | None:
    """How many of what a noun names: the amount that counts it, or the amount that it is itself ("83 were killed").

    Reads the parse where there is one (`nummod`, `det`, "dozens of ..."), else the words just before the noun.
    `found` are the amounts of the whole text, where the caller has them already: finding them is what takes the time.
    """
    token = place.root if isinstance(place, Span) and place.doc.parsed else place
    head = token[len(token) - 1] if isinstance(token, Span) else token
    found = amounts(head.doc) if found is None else found
    inside = next((one for one in found if one.start_token <= head.i < one.end_token), None)
    if inside is not None:
        return inside
    counting = [one for one in found if _counts(one, head)]
    return min(counting, key=lambda one: (abs(head.i - one.end_token), one.start), default=None)


def _counts(amount: Amount, noun: Token) -> bool:
    doc = noun.doc
    if doc.parsed:
        own = range(amount.start_token, amount.end_token)
        hangs = any(doc[i].head.i == noun.i and doc[i].dep_.split(":")[0] in _COUNTING and i < noun.i for i in own)
        heads = noun.head.i in own and noun.dep_.split(":")[0] == "nmod" and noun.i >= amount.end_token
        return hangs or heads
    gap = doc[amount.end_token : noun.i] if amount.end_token <= noun.i <= amount.end_token + 4 else None
    if gap is None:
        return False
    plain = all(token.is_alpha or token.text in ("-", "’s", "'s") for token in gap)
    return plain and all(token.pos_ in _BETWEEN or not token.pos_ for token in gap)


def singular(token: Token) -> Amount | None:
    """One, for a noun in the singular ("a man", "the driver"); two or more for a collective ("a family").

    Collectives are rows of `lexicon/collectives.tsv`; those without a number there (an army) are no amount at all.
    None too for plurals, and where "no" stands before the noun.
    """
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON") or not _is_singular(token):
        return None
    if any(child.lower_ in ("no", "every", "each", "any") for child in token.lefts):
        return None
    place = (token.idx, token.idx + len(token), token.i, token.i + 1, token.text)
    name = (token.lemma_ or token.lower_).casefold()
    if name in collectives():
        low = collectives()[name]
        return None if low is None else Amount(low, None, *place, approximate=True)
    return Amount(1, 1, *place)


@cache
def collectives() -> dict[str, int | None]:
    """Nouns that are singular in form and plural in meaning, with the least number that they stand for."""
    return {row["noun"]: int(row["at_least"]) if row["at_least"] else None for row in _rows("collectives.tsv")}


def _is_singular(token: Token) -> bool:
    """By morphology or tag where annotated, else by determiner or lemma."""
    if marked := token.morph.get("Number", []):
        return bool(marked == ["Sing"])
    if token.tag_ in ("NN", "NNP", "NNS", "NNPS"):
        return token.tag_ in ("NN", "NNP")
    if any(child.lower_ in ("a", "an", "one", "this", "another") for child in token.lefts):
        return True
    if token.lemma_:
        return token.lemma_.casefold() == token.lower_
    return False
