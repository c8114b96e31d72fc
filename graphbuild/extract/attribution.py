"""Who says what: the attributions of a text, with their sources, cues, contents, stances and nesting.

After the reporting of speech and belief in news: source, cue and content as in PARC 3.0 and PolNeAR (Pareti 2012;
Newell et al. 2018), stance and certainty as in GRaSP (Fokkens et al. 2017). What a row of the lexicon cannot say is
read off the tree: who the subject is, where the quotation ends, whether the verb is passive or negated.
"""

from dataclasses import dataclass, replace
from typing import Final

from graphbuild.extract.clauses import Range, inside, nonfinite, ranges
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.quotations import Quotation, is_mark, quotations
from graphbuild.extract.report_words import ASSERTIONS, Act, report_noun, weaker
from graphbuild.extract.saying import Saying
from graphbuild.extract.saying_cues import responsibility, verb_sayings
from graphbuild.extract.saying_phrases import maker, phrase_sayings
from graphbuild.extract.times import TimeExpression, times
from graphbuild.model import Certainty, Stance

__all__ = ["ASSERTIONS", "Attribution", "attributions"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something.

    `source` is the index of the head word of who says so, None where nobody is named ("is reported to have",
    "reportedly").  `cue` is the token span of the words that report, `verb` their lemma or words ("say", "according
    to", "statement").  `start` and `end` span the sentences of cue and content, `content` are the token ranges of what
    is said.  Acts outside `ASSERTIONS` assert nothing: an order, a threat, a question, something left unsaid.
    `stance` is about the content as it stands; a "not" inside the content is for `modality` to read.  With the act
    "deny-responsibility" it is the deed of the source that is denied, not that the deed happened.  `parent` is the
    index of the attribution in whose content this one stands, `via` are heads of those who pass it on.  `accused` is
    the head of who is said to have done it, `on` the first token of the date of saying.
    """

    source: int | None
    cue: Range
    verb: str
    start: int
    end: int
    content: tuple[Range, ...]
    stance: Stance = "affirms"
    certainty: Certainty = "certain"
    act: Act = "say"
    parent: int | None = None
    via: tuple[int, ...] = ()
    accused: int | None = None
    on: int | None = None


_SELF: Final = frozenset({"it", "they", "he", "she", "we", "i"})
_BELIEFS: Final = frozenset({"believe", "think", "suspect", "feel", "fear", "know", "assume", "estimate", "find",
                             "learn", "conclude", "determine", "presume", "reckon", "assess"})  # fmt: skip


def attributions(doc: Doc, found_times: tuple[TimeExpression, ...] | None = None) -> tuple[Attribution, ...]:
    """Find the attributions of a text, in the order of their cues; `found_times` are its times where known."""
    dates = times(doc) if found_times is None else found_times
    dated = frozenset(i for one in dates for i in range(one.start_token, one.end_token))
    quotes = quotations(doc)
    found = verb_sayings(doc, quotes, dated) + phrase_sayings(doc, quotes, dated)
    found = _cited(doc, sorted(found, key=lambda one: one.cue))
    for one in found:
        _widen(doc, one, quotes)
    found = _merged(doc, [one for one in found if one.content or one.accused is not None])
    _led_on(doc, found)
    _follow_up(doc, found, quotes)
    for one in found:
        _judge(doc, one)
    made = [_attribution(doc, one, [(date.start_token, date.end_token) for date in dates]) for one in found]
    return _nested(made)


def _cited(doc: Doc, found: list[Saying]) -> list[Saying]:
    """Resolve "quoted the army as saying" and "citing the ministry": who is quoted is the source, the other relays."""
    for cite in found:
        if cite.act != "cite":
            continue
        beside = [one for one in found if one.act != "cite" and doc[one.head].sent == doc[cite.head].sent]
        inner = next(
            (one for one in beside if doc[one.head].lower_ == "saying" and 0 < one.head - cite.head <= 40), None
        )
        outer = next((one for one in beside if cite.source is not None and one.source == cite.source), None)
        via = (cite.source,) if cite.source is not None else ()
        if inner is not None:
            inner.source, inner.via = cite.accused, via
            inner.cue = (cite.cue[0], inner.cue[1]) if inner.cue[1] - cite.cue[0] <= 3 else inner.cue
            cite.content = set()
        elif outer is not None and cite.accused is not None and doc[cite.head].lower_ in ("citing", "quoting"):
            outer.source, outer.via = cite.accused, via
            outer.content -= {one.i for one in doc[cite.head].subtree if one.i <= cite.accused}
            cite.content = set()
        else:
            cite.act, cite.source, cite.via = "say", cite.accused, via
            cite.content -= {one.i for one in doc[cite.accused].subtree} if cite.accused is not None else set()
        cite.accused = None
    return found


def _widen(doc: Doc, one: Saying, quotes: tuple[Quotation, ...]) -> None:
    """Cut the content at the quotation in which the cue stands; take in whole a quotation of several sentences."""
    for quote in quotes:
        span = set(range(quote.start, quote.end))
        if one.cue[0] in span:
            one.content &= span
        elif one.content & span and any(doc[i].is_sent_start for i in range(quote.start + 1, quote.end)):
            one.content |= span
    if not any(quote.start <= one.cue[0] < quote.end for quote in quotes):
        held = {i for quote in quotes for i in range(quote.start, quote.end)}
        low, high = _paragraph(doc, one.cue[0])
        one.content = {i for i in one.content if low <= i < high or i in held}
    one.content -= set(range(*one.cue))


def _paragraph(doc: Doc, i: int) -> Range:
    """The paragraph around a token: as far as the next empty line."""
    low = high = i
    while low > 0 and not (doc[low - 1].is_space and doc[low - 1].text.count("\n") > 1):
        low -= 1
    while high < len(doc) and not (doc[high].is_space and doc[high].text.count("\n") > 1):
        high += 1
    return low, high


def _merged(doc: Doc, found: list[Saying]) -> list[Saying]:
    """ "It said it believed that ...": one attribution to the one who is named, as sure as the weaker verb."""
    gone: set[int] = set()
    for outer in found:
        if outer.act != "say":
            continue
        for k, inner in enumerate(found):
            if inner is outer or k in gone or inner.head not in outer.content or inner.verb not in _BELIEFS:
                continue
            if not _by_itself(doc, inner, outer):
                continue
            first = min((i for i in outer.content if doc[i].pos_ != "PUNCT"), default=None)
            if inner.act in ("say", "accuse", "predict") and first is not None and inner.head - first <= 10:
                outer.certainty = weaker(outer.certainty, inner.certainty)
                outer.content, outer.accused = inner.content, inner.accused
                outer.act = "accuse" if inner.act == "accuse" else outer.act
                gone.add(k)
    return [one for k, one in enumerate(found) if k not in gone]


def _by_itself(doc: Doc, inner: Saying, outer: Saying) -> bool:
    """Whether the inner belief is that of the outer speaker: "it believes", "that there are grounds to believe"."""
    if inner.source is None:
        return nonfinite(doc[inner.head])
    return inner.source in outer.content and doc[inner.source].lower_ in _SELF


def _led_on(doc: Doc, found: list[Saying]) -> None:
    """ "Denying UN claims it has ...": where one verb's object is read as the next one's source, the next is object."""
    for inner in found:
        for outer in found:
            if inner.source is None or inner.source not in outer.content or outer.cue >= inner.cue:
                continue
            if max(outer.content) < inner.cue[0] and not any(
                not token.is_punct for token in doc[max(outer.content) + 1 : inner.cue[0]]
            ):
                outer.content |= inner.content | set(range(*inner.cue))


def _follow_up(doc: Doc, found: list[Saying], quotes: tuple[Quotation, ...]) -> None:
    """A quotation in the sentence after an attributed one, without a cue of its own, goes on in the same voice."""
    for quote in quotes:
        span = set(range(quote.start, quote.end))
        if any(one.content & span for one in found) or not _stands_alone(doc, quote):
            continue
        earlier = [
            one for one in found if one.cue[1] <= quote.start and one.source is not None and one.act in ASSERTIONS
        ]
        if earlier:
            last = max(earlier, key=lambda one: one.cue)
            sentence = doc[max(last.content | {last.cue[0]})].sent
            gap = [token for token in doc[sentence.end : quote.start] if not token.is_space and not is_mark(token)]
            if not gap and last.cue[0] >= sentence.start:
                last.content |= span


def _stands_alone(doc: Doc, quote: Quotation) -> bool:
    """Whether a quotation is a sentence or more."""
    words = doc[quote.start : quote.end]
    return len(words) > 3 and any(token.pos_ in ("VERB", "AUX") for token in words) and words[-1].text[-1] in ".!?,"


def _judge(doc: Doc, one: Saying) -> None:
    """Whose deed the content says it was, where the verb does not say."""
    if one.act in ("say", "confirm", "deny", "accuse") and one.accused is None:
        act, accused = responsibility(one.content, doc, one.source)
        if act == "claim-responsibility" and one.act == "deny":
            one.act = "deny-responsibility"
        elif act == "deny-responsibility" and one.act in ("say", "confirm"):
            one.act, one.stance = act, "denies"
        elif act == "claim-responsibility" and one.act in ("say", "confirm"):
            one.act = act
        elif act == "accuse" and one.act in ("say", "confirm", "accuse"):
            one.act, one.accused = "accuse", accused


def _attribution(doc: Doc, one: Saying, dates: list[Range]) -> Attribution:
    content = ranges(one.content, doc)
    touched = [one.cue[0], one.cue[1] - 1, *(i for low, high in content for i in (low, high - 1))]
    start, end = min(doc[i].sent.start for i in touched), max(doc[i].sent.end for i in touched)
    said_on = [low for low, high in dates if doc[low].sent == doc[one.head].sent and not inside(low, content)
               and _dates(doc, low, high, one)]  # fmt: skip
    on = min(said_on, key=lambda low: abs(low - one.head), default=None)
    source = _actor(doc[one.source]) if one.source is not None else None
    return Attribution(source, one.cue, one.verb, start, end, content, one.stance, one.certainty, one.act,
                       via=one.via, accused=one.accused, on=on)  # fmt: skip


def _dates(doc: Doc, low: int, high: int, one: Saying) -> bool:
    """Whether a date belongs to the report verb: it hangs on it, or on its statement."""
    for token in doc[low:high]:
        for above in token.ancestors:
            if above.i == one.head:
                return True
            if not (low <= above.i < high or report_noun(above) is not None):
                break
    return False


def _actor(token: Token) -> int:
    """The owner of a document that says something: "the ministry's report said", "a statement by the army said"."""
    made = maker(token) if report_noun(token) is not None else None
    return made.i if made is not None else token.i


def _nested(made: list[Attribution]) -> tuple[Attribution, ...]:
    """Give each attribution the narrowest one whose content holds its cue, and the chain of voices it came through."""
    placed: list[Attribution] = []
    for k, one in enumerate(made):
        holders = [(_size(other), j) for j, other in enumerate(made) if j != k and inside(one.cue[0], other.content)
                   and not inside(other.cue[0], one.content)]  # fmt: skip
        placed.append(replace(one, parent=min(holders)[1]) if holders else one)
    return tuple(_passed_on(placed, k) for k in range(len(placed)))


def _passed_on(placed: list[Attribution], k: int) -> Attribution:
    one, via, seen = placed[k], list(placed[k].via), {k}
    above = one.parent
    while above is not None and above not in seen:
        seen.add(above)
        outer = placed[above]
        if outer.stance == "affirms" and outer.act in ASSERTIONS and outer.source is not None:
            via += [i for i in (outer.source, *outer.via) if i not in via and i != one.source]
        above = outer.parent
    return replace(one, via=tuple(via))


def _size(one: Attribution) -> int:
    return sum(high - low for low, high in one.content)
