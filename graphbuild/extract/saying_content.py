"""What a report verb says: its clause, quotation, object or phrase, as token indices."""

from collections.abc import Sequence
from typing import Final

from graphbuild.extract.clauses import (
    NOMINAL,
    Range,
    case_of,
    children,
    nonfinite,
    oblique,
    own_subject,
    passive,
    phrase,
)
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.quotations import Quotation, is_mark
from graphbuild.extract.report_words import ReportWord, report_verb

_PHRASES: Final = ("of", "for", "with", "in")
_CLAUSAL: Final = frozenset({"ccomp", "xcomp", "parataxis"})
_ATTACHED: Final = frozenset({"obl", "nmod", "acl", "advcl"})
_STOPS: Final = frozenset({".", "!", "?"})
# Their object or passive subject is who is spoken to, no part of what is said.
ADDRESSING: Final = frozenset({
    "tell", "inform", "assure", "warn", "ask", "order", "command", "instruct", "direct", "urge", "brief", "notify",
    "request", "beg", "implore", "advise", "promise",
})  # fmt: skip


def subtree(token: Token) -> set[int]:
    """Indices of a word and all below it."""
    return {one.i for one in token.subtree}


def group(cue: Token, source: Token | None) -> Range:
    """The words "the ministry said", "said the ministry": source and verb where they are neighbours."""
    low = min([cue.i, *(child.i for child in cue.children if child.dep_ == "aux" and child.i < cue.i)])
    high = cue.i + 1
    if source is None:
        return low, high
    start, end = phrase(source)
    if start < low and low - end <= 40 and not any(_parts(cue.doc[k], source) for k in range(end, low)):
        low = start
    elif start >= high and start - high <= 2:
        high = max(high, end)
    return low, high


def _parts(token: Token, source: Token) -> bool:
    """Whether a word between source and verb parts them: a quotation mark, or a verb not below the source."""
    if is_mark(token) or (token.is_space and "\n\n" in token.text):
        return True
    return token.pos_ == "VERB" and not source.is_ancestor(token)


def said(cue: Token, word: ReportWord, span: Range, quotes: Sequence[Quotation]) -> set[int]:
    """Token indices of what an active report verb says; `span` is source and verb."""
    content: set[int] = set()
    if word.takes & {"clause", "quote", "to", "gerund"}:
        content |= _clause_after(cue, word, span)
        if not content and word.takes & {"clause", "quote"}:
            content |= _clause_before(cue, span, quotes)
        content = _to_stop(cue, span, content, quotes)
        if "quote" in word.takes:
            content |= _quoted(cue, span, quotes, bool(content))
            content |= _after_colon(cue, quotes) if not content else set()
    if not content and "object" in word.takes:
        content |= _object(cue)
    for preposition in _PHRASES:
        if preposition in word.takes and (found := _reached(cue, preposition)) is not None:
            content |= subtree(found)
    if not content or word.takes & {"as", "small"}:
        content |= _predicated(cue, word)
    content -= set(range(*span)) | _adjuncts(cue, content)
    return _filled(cue, span, content)


def _to_stop(cue: Token, span: Range, content: set[int], quotes: Sequence[Quotation]) -> set[int]:
    """Content as far as the full stop after the cue, where the model did not end the sentence there."""
    last = max(content, default=0)
    for i in range(span[1], last):
        if cue.doc[i].text in _STOPS and not any(one.start <= i <= one.end for one in quotes):
            return {k for k in content if k < i}
    return content


def _reached(cue: Token, preposition: str) -> Token | None:
    """The phrase after "accused X of", where it hangs on the verb or, by a slip of the tree, somewhere below X."""
    if (found := oblique(cue, preposition)) is not None:
        return found
    below = [one for child in children(cue, "obj", "iobj", "nsubj") if child.i > cue.i for one in child.subtree]
    return next((one for one in reversed(below) if case_of(one) == preposition and one.dep_ in _ATTACHED), None)


def _filled(cue: Token, span: Range, content: set[int]) -> set[int]:
    """Content after the verb without holes: what stands between the verb and its clause belongs to the clause.

    A subject or a bracket that the tree hangs elsewhere is not lost; only adjuncts of the verb and those spoken to are
    left out.
    """
    after = {i for i in content if i >= span[1]}
    if after:  # a conjunction that belongs to the cue's own clause
        content = {i for i in content if i >= span[1] or cue.doc[i].dep_ not in ("mark", "cc")}
    if not after or len(after) < len(content):
        return content
    outside = _adjuncts(cue, content) | {
        i for child in cue.children if child.i < min(after) and _beside(child, cue) for i in subtree(child)
    }  # fmt: skip
    start = max([span[1], *(i + 1 for i in outside if span[1] <= i < min(after))])
    return set(range(start, max(after) + 1)) - outside


def _beside(child: Token, cue: Token) -> bool:
    """Whether a dependent between verb and clause is no part of the clause: an adverb, a mark, those spoken to."""
    if child.dep_ in ("iobj", "advmod", "punct", "advcl") or child.lower_ == "that":
        return True
    return child.dep_ == "obj" and cue.lemma_ in ADDRESSING


def said_passively(cue: Token, word: ReportWord, span: Range, quotes: Sequence[Quotation]) -> set[int]:
    """Token indices of what is said where the verb is passive: "X is reported to have done Y"."""
    subject = own_subject(cue) or (cue.head if cue.dep_ == "acl" else None)
    wanted = {one for one in ("as", *_PHRASES) if one in word.takes or (one == "as" and "small" in word.takes)}
    content: set[int] = set()
    for child in cue.children:
        wide = child.dep_ in ("xcomp", "ccomp", "csubj") or (child.dep_ == "advcl" and case_of(child) == "to")
        clause = wide and child.i > cue.i
        if clause or (child.dep_ in ("obl", "advcl", "acl", "nmod") and case_of(child) in wanted):
            content |= subtree(child)
    if subject is None and not content:
        content |= _clause_before(cue, span)
    blamed_on = "on" in word.accused and oblique(cue, "on") is not None
    addressee = (word.lemma in ADDRESSING or "object" in word.accused) and not blamed_on
    names_it = bool(word.takes & {"object", "on", "to-whom"}) and not addressee
    if subject is not None and not addressee and (content or names_it) and subject.lower_ not in ("it", "there"):
        content |= (subtree(subject) - subtree(cue)) if cue.dep_ == "acl" else subtree(subject)
    if after := {i for i in content if i > cue.i}:
        content |= set(range(min(after), max(after) + 1))
    if "quote" in word.takes:
        content |= _quoted(cue, span, quotes, bool(content))
    return content - set(range(*span))


def _clausal(child: Token) -> bool:
    """A finite clause, or a word without verb that stands for one."""
    return child.pos_ in ("VERB", "AUX", "ADJ") or any(one.dep_ in ("cop", "nsubj", "aux") for one in child.children)


def _clause_after(cue: Token, word: ReportWord, span: Range) -> set[int]:
    content: set[int] = set()
    for child in cue.children:
        if child.i < span[1] or child.dep_ not in _CLAUSAL or not _clausal(child):
            continue
        if any(cue.doc[k].text in _STOPS for k in range(span[1], child.left_edge.i)):
            continue  # another sentence, not cut off by the model
        if child.dep_ == "xcomp" and nonfinite(child):
            wanted = "gerund" if child.lower_.endswith("ing") else "to"
            if wanted not in word.takes and word.lemma not in ADDRESSING:
                continue
        if child.dep_ == "parataxis" and report_verb(child) is not None and own_subject(child) is not None:
            continue  # another cue of its own
        content |= subtree(child)
    return content


def _clause_before(cue: Token, span: Range, quotes: Sequence[Quotation] = ()) -> set[int]:
    """A fronted clause ("..., the ministry said"), or the clause into which it is put ("The strike, he said, ...")."""
    doc = cue.doc
    if span == (cue.i, cue.i + 1) and cue.dep_ != "parataxis":
        return set()  # no source beside it: what stands before is not fronted
    before = [child for child in cue.children if child.i < span[0] and child.dep_ in _CLAUSAL and _clausal(child)]
    if before and doc[span[0] - 1].is_punct:
        for one in quotes:
            if one.start <= before[-1].i < one.end and span[0] - one.end <= 3:
                return set(range(one.start, one.end))
        return set(range(cue.left_edge.i, span[0]))
    inserted = cue.dep_ in ("parataxis", "advcl", "ccomp", "acl") and cue.head is not cue
    if inserted and (cue.dep_ == "parataxis" or (cue.dep_ == "advcl" and case_of(cue) == "as")):
        return subtree(cue.head) - subtree(cue)
    previous = doc[span[0] - 1] if span[0] > cue.sent.start else None
    if previous is None or not (previous.text == "," or is_mark(previous)):
        return set()
    fronted = range(cue.sent.start, span[0])
    return set(fronted) if any(doc[i].pos_ in ("VERB", "AUX") for i in fronted) else set()


def _quoted(cue: Token, span: Range, quotes: Sequence[Quotation], has_content: bool) -> set[int]:
    """Quotations that stand just before or just after source and verb, whole, across sentences."""
    doc, content = cue.doc, set[int]()
    for one in quotes:
        if one.start <= cue.i < one.end:
            continue
        full = has_content and doc[one.end - 1].text[-1] == "."
        before = (
            not full
            and one.end <= span[0]
            and span[0] - one.end <= 3
            and all(_mark(doc[k]) for k in range(one.end, span[0]))
        )
        between = range(span[1], one.start)
        after = len(between) <= 14 and one.start > cue.i and _leads(cue, doc, between, has_content)
        if before or after:
            content |= set(range(one.start, one.end))
    return content


def _mark(token: Token) -> bool:
    return token.is_punct or token.is_space or token.is_quote


def _leads(cue: Token, doc: Doc, between: range, has_content: bool) -> bool:
    """Whether the words between cue and quotation only lead up to it."""
    words = [doc[k] for k in between]
    if not all(one.sent == cue.sent or _mark(one) for one in words):
        return False
    plain = [one for one in words if not _mark(one)]
    if not plain or all(one.lower_ == "that" for one in plain):
        return True
    if any(report_verb(one) is not None for one in plain):
        return False
    lead = next((one.text for one in reversed(words) if not is_mark(one) and not one.is_space), "")
    return lead in (",", ":") and not (has_content and lead == ",")


def _after_colon(cue: Token, quotes: Sequence[Quotation]) -> set[int]:
    """The sentence after a colon at the end of the cue's own."""
    sentence = cue.sent
    last = next((one for one in reversed(sentence) if not one.is_space), cue)
    doc = cue.doc
    if last.text != ":" or sentence.end >= len(doc):
        return set()
    following = doc[sentence.end].sent
    return set(range(following.start, following.end))


def _object(cue: Token) -> set[int]:
    content: set[int] = set()
    for child in children(cue, "obj") or children(cue, "iobj"):
        if child.i > cue.i and child.pos_ in NOMINAL:
            content |= subtree(child)
    if not content:
        for frame in cue.doc.frames:
            if frame.token == cue.i:
                for i in frame.role("ARG1"):
                    if i > cue.i and cue.doc[i].head == cue:
                        content |= subtree(cue.doc[i])
    if content:
        for child in children(cue, "obl", "nmod"):
            if child.i > cue.i and case_of(child) in ("for", "in", "of", "against", "as"):
                content |= subtree(child)
    return content


def _predicated(cue: Token, word: ReportWord) -> set[int]:
    """Object and what is predicated of it: "described him as", "called it a crime"."""
    if not word.takes & {"as", "small", "on", "to-whom"}:
        return set()
    cases = {"as"} if word.takes & {"as", "small"} else set()
    rest = [child for child in cue.children if child.i > cue.i and _predicate(child, cases, "small" in word.takes)]
    objects = [child for child in children(cue, "obj", "iobj") if child.i > cue.i]
    if word.takes & {"on", "to-whom"} and objects and oblique(cue, "on", "to") is not None:
        return subtree(objects[0]) - subtree(oblique(cue, "on", "to") or cue)
    if not rest and not any(case_of(one) == "as" for child in objects for one in child.subtree):
        return set()
    content: set[int] = set()
    for child in [*objects, *rest]:
        content |= subtree(child)
    return content


def _predicate(child: Token, cases: set[str], small: bool) -> bool:
    if child.dep_ in ("xcomp", "ccomp"):
        return small and case_of(child) not in ("for", "to", "on")
    return child.dep_ in ("obl", "nmod", "advcl") and case_of(child) in cases


def _adjuncts(cue: Token, content: set[int]) -> set[int]:
    """Time and place of the saying ("said on Friday in a statement"), between the verb and the clause."""
    if passive(cue):
        return set()
    first = min(content, default=len(cue.doc))
    removed: set[int] = set()
    for child in children(cue, "obl"):
        if cue.i < child.i < first and case_of(child) in ("", "on", "in", "at", "to", "during"):
            removed |= subtree(child)
    return removed
