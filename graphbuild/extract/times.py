"""When things happened, as the text says it: finding time expressions and placing them in the calendar.

Two steps, so that each can be tested alone.  `times` finds the expressions of a `Doc`; it needs the text, and uses
parts of speech where they are annotated.  `resolve` places one of them between an earliest and a latest day, seen
from the day of publication.  What the words do not say is not filled in: without the day of publication "on Friday"
is None, and nothing ever falls back to the day of publication.  The grammar is the table in `time_rules`; the
conventions follow TimeML's TIMEX3 (Pustejovsky et al. 2003) where it gives a value, and are stated at the readers
where news usage has to decide.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from graphbuild.extract.periods import Anchor, Bounds, spanned
from graphbuild.extract.plain import Doc
from graphbuild.extract.time_context import Candidate, acceptable
from graphbuild.extract.time_rules import beginning, rules
from graphbuild.extract.windows import matches, small, windows
from graphbuild.model import Precision


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when: offsets in characters and in tokens, ends exclusive."""

    start_char: int
    end_char: int
    start_token: int
    end_token: int
    text: str


# Cheap test, in small letters, for a place where an expression could be: no rule can match without one of these.
_TRIGGER: Final = re.compile(
    r"\d|day\b|yesterday|night\b|week|month|year|decade|ago\b|earlier|later\b|days\b|overnight|morning|evening|"
    r"afternoon|spring|summer|autumn|winter|fall\b|christmas|recent|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|tomorrow|tonight|the\s+\w+ties)"
)
_OPENERS: Final = r"(?:ever\s+)?since|until|till|up\s+(?:to|until)|before|prior\s+to|by|after"
_OPENER_LEFT: Final = re.compile(rf"\b({_OPENERS})\s+$", re.IGNORECASE)
_RANGE_LEFT: Final = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_RANGE_MIDDLE: Final = re.compile(r"\s+(to|until|till|and|through|into)\s+(?:the\s+)?|\s*[-–—]\s*", re.IGNORECASE)
_ONWARDS: Final = re.compile(r"\s+(?:onwards?|on)\b(?!\s+(?:the|a|an|his|their)\b)", re.IGNORECASE)
_LEADING: Final = re.compile(r"^(?:\(|(?:on|in|at|over|during|of|throughout|within)\s+)+", re.IGNORECASE)
_FRAME: Final = re.compile(rf"({_OPENERS}|from)\s+(.+?)(?:\s+(?:onwards?|on))?$", re.IGNORECASE)
_HOUR: Final = re.compile(
    r"(?:(?:shortly|just) )?(?:dawn|daybreak|first light|sunrise|noon|midday|dusk|sunset|nightfall|midnight)\b|"
    r"(?:half past |quarter (?:to|past) )?(?:\d{1,2}(?::\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve)\s*(?:[ap]\.?m\b|o'clock|in the (?:morning|afternoon|evening)|on\b|this (?:morning|afternoon|evening))",
    re.IGNORECASE,
)
_DATELINE_REACH: Final = 500
_FILED_LEFT: Final = re.compile(r"[A-Z][\w.'’-]*\)?\s*[,(]\s*$")
_BULLETIN: Final = re.compile(r"\s*:[ \t]*\S[^\n.]*\n")
_FILED_RIGHT: Final = re.compile(r"\s*\)|\s*(?:\([^()\n]{2,60}\)\s*)?(?:[-–—]|\[)")


def times(doc: Doc) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a text, in its order, none overlapping.

    Durations ("for two years"), ages and frequencies ("every Friday") are none.  "Since", "until", "before", "by" and
    "after" belong to the expression, and so do both ends of "from ... to ..."; other prepositions do not.
    """
    text = doc.text
    found = _joined(text, _longest(_candidates(doc, text)))
    return tuple(_expression(doc, text, *_opened(doc, text, *bounds)) for bounds in found)


def resolve(
    expression: TimeExpression,
    published: date | None,
    context: date | None = None,
    *,
    future: bool = False,
) -> tuple[date | None, date | None, Precision] | None:
    """Earliest day, latest day and precision of an expression; None where it cannot be placed.

    `published` is the day of publication, `context` the day that the text speaks of just there ("the previous day",
    "two weeks earlier").  `future` turns "on Friday" and "in April" from the latest such time to the next one.
    "Since 2015" has no latest day, "until March" no earliest one.
    """
    words = re.sub(r"\s+", " ", expression.text).strip()
    bounds = _placed(words, Anchor(published, context, future))
    return (bounds.begin, bounds.end, bounds.precision) if bounds else None


def datelines(doc: Doc, found: tuple[TimeExpression, ...] | None = None) -> tuple[TimeExpression, ...]:
    """The dates that say when a report was filed or issued; they date the report, not an event.

    "KABUL, Afghanistan (Sept. 1) -", "BOGOTA, 13 JAN 90 (DOMESTIC SERVICE) --", or a heading that begins with the day
    of a bulletin, "May 15: Operations in the east".
    """
    text = doc.text
    return tuple(
        one
        for one in (times(doc) if found is None else found)
        if one.start_char <= _DATELINE_REACH
        and (
            (_FILED_LEFT.search(text[: one.start_char]) and _FILED_RIGHT.match(text, one.end_char))
            or (not text[: one.start_char].strip() and _BULLETIN.match(text, one.end_char))
        )
    )[:2]


def _placed(words: str, anchor: Anchor) -> Bounds | None:
    words = _LEADING.sub("", words).strip(" ,")
    if bounds := _whole(words, anchor) or _ranged(words, anchor):
        return bounds
    if frame := _FRAME.fullmatch(words):
        opener, inner = frame[1].casefold(), _whole(frame[2], anchor)
        if inner is not None:
            if _HOUR.match(frame[2]) and opener.startswith(("before", "after", "by")):
                return inner  # "before dawn on Friday" is on Friday
            if re.search("since|after|from", opener):
                return Bounds(inner.begin, None, "range") if inner.begin else None
            end = inner.begin if opener.startswith(("before", "prior")) else inner.end
            return Bounds(None, end, "range") if end else None
    return None


def _whole(words: str, anchor: Anchor) -> Bounds | None:
    # "Since the 3 May raid": an article that belongs to the noun is no part of the date.
    for form in dict.fromkeys((words, re.sub(r"^the ", "", words, flags=re.IGNORECASE))):
        for rule in rules():
            if (match := rule.pattern.fullmatch(form)) and (bounds := rule.read(match, anchor)):
                return bounds
    return None


def _ranged(words: str, anchor: Anchor) -> Bounds | None:
    """ "From A to B": B is placed first and A counted back from it, so A inherits the year."""
    words = re.sub(r"^(?:from|between)\s+", "", words, flags=re.IGNORECASE)
    for middle in _RANGE_MIDDLE.finditer(words):
        last = _whole(words[middle.end() :], anchor)
        if last is None or last.end is None:
            continue
        first = _whole(words[: middle.start()], Anchor(last.end, anchor.context))
        if first and first.begin and (bounds := spanned(first, last)):
            return bounds
    return None


def _candidates(doc: Doc, text: str) -> list[Candidate]:
    found = []
    lower, patterns = small(text), [rule.pattern for rule in rules()]
    for start, end in windows(lower, _TRIGGER):
        for order, match in matches(text, lower, start, end, beginning(), patterns):
            candidate = Candidate(match.start(), match.end(), order, rules()[order].name, match)
            if acceptable(candidate, doc):
                found.append(candidate)
    return found


def _longest(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    taken: set[int] = set()
    for one in sorted(candidates, key=lambda one: (one.start - one.end, one.start, one.order)):
        if not any(place in taken for place in range(one.start, one.end)):
            kept.append(one)
            taken.update(range(one.start, one.end))
    return sorted(kept, key=lambda one: one.start)


def _joined(text: str, found: list[Candidate]) -> list[tuple[int, int]]:
    """Join both ends of a range; "and" joins only after "between"."""
    joined: list[tuple[int, int]] = []
    skip = False
    for one, other in zip_longest(found, found[1:]):
        if skip:
            skip = False
            continue
        start, end = one.start, one.end
        if other is not None and (middle := _RANGE_MIDDLE.fullmatch(text, one.end, other.start)):
            left = _RANGE_LEFT.search(text[max(0, start - 20) : start])
            word = (middle[1] or "").casefold()
            if (left and (word == "and") == (left[1].casefold() == "between")) or (
                not left and word != "and" and one.name == other.name
            ):
                start, end, skip = (start - len(left[0]) if left else start), other.end, True
        joined.append((start, end))
    return joined


def _opened(doc: Doc, text: str, start: int, end: int) -> tuple[int, int]:
    """Take in "since", "until" ... before an expression, unless it only modifies a noun ("since Friday's attack")."""
    if not _modifies(doc, text, end) and (left := _OPENER_LEFT.search(text[max(0, start - 20) : start])):
        return start - len(left[0]), end
    left, on = _RANGE_LEFT.search(text[max(0, start - 20) : start]), _ONWARDS.match(text, end)
    if left and on and left[1].casefold() == "from":
        return start - len(left[0]), on.end()
    return start, end


def _modifies(doc: Doc, text: str, end: int) -> bool:
    following = re.match(r"\s*(['’]s?\b|['’]|\w+)", text[end : end + 40])
    if following is None:
        return False
    if following[1][0] in "'’":
        return True
    span = doc.char_span(end + following.start(1), end + following.end(1))
    return span is not None and span[0].pos_ in ("NOUN", "PROPN", "ADJ")


def _expression(doc: Doc, text: str, start: int, end: int) -> TimeExpression:
    span = doc.char_span(start, end)
    first, last = (span.start, span.end) if span is not None else (0, 0)
    return TimeExpression(start, end, first, last, text[start:end])
