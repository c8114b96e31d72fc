"""Find who says what by other words than verbs: "according to", nouns, adverbs ("reportedly"), names as labels."""

from collections.abc import Sequence
from typing import Final

from graphbuild.extract.clauses import NOMINAL, RELATIVE, agent, case_of, children, own_subject
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.quotations import Quotation
from graphbuild.extract.report_words import ReportWord, certainty_word, report_noun, report_verb, weaker
from graphbuild.extract.saying import Saying
from graphbuild.extract.saying_content import subtree

_OWNERS: Final = frozenset({"'s", "’s", "'", "’", "by", "from"})
# They hold whoever names them: "there was evidence that".
_IMPERSONAL: Final = frozenset({"evidence", "proof", "indication", "sign", "ground", "finding"})
# After these "of" says what they say; after others what they are about ("account of") or whose they are.
_OF: Final = frozenset({
    "claim", "allegation", "report", "accusation", "rumor", "rumour", "threat", "fear", "admission", "confession",
    "charge", "suspicion", "warning", "retraction", "acknowledgement", "acknowledgment", "confirmation", "denial",
    "evidence", "proof", "indication", "sign", "promise", "pledge",
})  # fmt: skip
_ISSUING: Final = frozenset({
    "issue", "release", "publish", "make", "give", "read", "deliver", "post", "sign", "write", "level", "bring",
    "raise", "repeat", "reiterate", "voice", "express", "distribute", "circulate", "broadcast", "send",
    "have", "leave", "submit",
})  # fmt: skip


def phrase_sayings(doc: Doc, quotes: Sequence[Quotation], times: frozenset[int]) -> list[Saying]:
    """Sayings by phrases, nouns, adverbs and adjectives, and by a speaker's name before a quotation."""
    found: list[Saying | None] = []
    for token in doc:
        found.append(_according(token, times))
        found.append(_noun(token, times))
        found.append(_hearsay(token))
    found += [_labelled(doc, quote) for quote in quotes]
    return [one for one in found if one is not None]


def _according(token: Token, times: frozenset[int]) -> Saying | None:
    doc = token.doc
    if token.lower_ != "according" or token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    source = token.head if token.head.i > token.i + 1 else None
    if source is None or source.pos_ not in NOMINAL or source.sent != token.sent:
        source = next((one for one in doc[token.i + 2 : token.sent.end] if one.left_edge.i >= token.i
                       and one.pos_ in ("NOUN", "PROPN", "PRON") and one.dep_ not in ("compound", "amod")),
                      None)  # fmt: skip
    if source is None or source.i in times:
        return None
    owned = subtree(source) | {token.i, token.i + 1} if source.i > token.i else {token.i, token.i + 1, source.i}
    clause = _clause_of(source if source.head.i not in owned else token, owned)
    content = subtree(clause) - owned if clause is not None else set(range(token.sent.start, token.sent.end)) - owned
    if not content - {i for i in content if doc[i].is_punct}:
        content = set(range(token.sent.start, token.sent.end)) - owned
    return Saying((token.i, token.i + 2), token.i, "according to", "say", "affirms", "certain", source.i, content)


def _clause_of(token: Token, owned: set[int]) -> Token | None:
    """The clause that a phrase speaks of: the nearest verb above it, the whole sentence from its beginning or end."""
    sentence = token.sent
    words = [one for one in sentence if not one.is_punct and not one.is_space]
    if words and (words[0].i in owned or words[-1].i in owned):
        above = [one for one in token.ancestors if one.i not in owned]
        spoken = next((one for one in above if one.dep_ == "ccomp" and report_verb(one.head) is not None), None)
        return spoken if spoken is not None and words[-1].i in owned else sentence.root
    return next((one for one in token.ancestors if one.i not in owned and one.pos_ in ("VERB", "AUX")), None)


def _noun(token: Token, times: frozenset[int]) -> Saying | None:
    word = report_noun(token)
    if word is None or token.dep_ in ("compound", "flat") or token.i in times:
        return None
    content = _noun_content(token, word) or _clause_beyond(token)
    if not content:
        return None
    source = maker(token, times)
    unnamed = source is None and word.lemma not in _IMPERSONAL
    certainty = weaker(word.certainty, "possible") if unnamed else word.certainty
    act = "claim-responsibility" if word.lemma == "claim" and _of_guilt(token) else word.act
    if any(child.lower_ in ("no", "any") and child.dep_ == "det" for child in token.children):
        act = "not-said"
    return Saying((token.i, token.i + 1), token.i, word.lemma, act, word.stance, certainty,
                  source.i if source is not None else None, content - {token.i})  # fmt: skip


def _clause_beyond(token: Token) -> set[int]:
    """The that-clause of "claims by the UN that ..." where the tree hangs it on another noun."""
    for one in token.doc[token.i + 1 : min(token.i + 9, token.sent.end)]:
        if one.lower_ == "that" and one.dep_ == "mark" and one.head.dep_ == "acl" and one.head.i > one.i:
            return subtree(one.head)
        if one.pos_ not in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "PART", "PRON"):
            break
    return set()


def _noun_content(token: Token, word: ReportWord) -> set[int]:
    """A that-clause, an infinitive after "grounds", "of" and a nominal."""
    content: set[int] = set()
    for child in token.children:
        if child.i < token.i or child.dep_ not in ("acl", "ccomp", "nmod", "advcl"):
            continue
        marks = {one.lower_ for one in child.children if one.dep_ in ("mark", "case")}
        if child.dep_ in ("acl", "ccomp", "advcl"):
            relative = any(one.dep_ in ("nsubj", "obj", "obl") and one.lower_ in RELATIVE for one in child.children)
            nearer = any(report_noun(one) is not None for one in token.doc[token.i + 1 : child.left_edge.i])
            relative = relative or nearer or (child.lemma_.lower() in _ISSUING and not children(child, "obj", "ccomp"))
            bare = not marks and any(one.dep_ == "nsubj" for one in child.children) and child.dep_ == "ccomp"
            if ("that" in marks or bare) and not relative:
                content |= subtree(child)
        elif "of" in marks and word.lemma in _OF:
            content |= subtree(child)
    return content


def _of_guilt(token: Token) -> bool:
    return any(child.lemma_.lower() == "responsibility" and case_of(child) in ("of", "for") for child in token.children)


def owner(token: Token, times: frozenset[int] = frozenset()) -> Token | None:
    """Who made a statement or report: "the army's claim", "a report by the UN", "police reports", "UN claims"."""
    for child in token.children:
        cases = {one.lower_ for one in child.children if one.dep_ == "case"}
        if child.i in times or child.pos_ not in NOMINAL:
            continue
        if (child.dep_ in ("nmod", "obl") and cases & _OWNERS) or "Yes" in child.morph.get("Poss", []):
            return child
        actor = child.mention_class in ("organization", "person", "place") or child.ent_type_
        if child.dep_ in ("compound", "amod", "nmod") and child.i < token.i and not cases and actor:
            return child
    for child in children(token, "acl"):
        made = (agent(child) or own_subject(child)) if child.lemma_.lower() in _ISSUING - {"have"} else None
        if made is not None and made.i not in times:
            return made
    return None


def maker(token: Token, times: frozenset[int] = frozenset()) -> Token | None:
    """The owner, or the subject of "issued a statement"."""
    if (found := owner(token, times)) is not None:
        return found
    governor = token.head
    by = agent(governor)
    if by is not None and by.left_edge.i == token.i + 1 and by.i not in times:
        return by
    if token.dep_ == "obj" and governor.lemma_.lower() in _ISSUING:
        subjects = children(governor, "nsubj")
        return subjects[0] if subjects and subjects[0].i not in times else None
    return None


def _hearsay(token: Token) -> Saying | None:
    """ "Reportedly" tells its clause, "alleged" and "suspected" their nominal, without saying who says so."""
    adverb = certainty_word("adverb", token) if token.dep_ == "advmod" else None
    adjective = certainty_word("adjective", token) if token.dep_ == "amod" else None
    word = adverb or adjective
    if word is None or not word.tells:
        return None
    head = token.head
    content = subtree(head) if adverb is not None else set(range(token.i, max(head.i, token.i) + 1))
    return Saying(
        (token.i, token.i + 1), token.i, token.lower_, "say", "affirms", word.certainty, None, content - {token.i}
    )


def _labelled(doc: Doc, quote: Quotation) -> Saying | None:
    """ "[RODRIGUEZ] "...": a bracketed name before a quotation, as in transcripts of broadcasts."""
    i = quote.start - 2
    while i >= 0 and doc[i].is_space:
        i -= 1
    if i < 2 or doc[i].text not in ("]", "]:"):
        return None
    opening = next((k for k in range(i - 1, max(-1, i - 6), -1) if doc[k].text == "["), None)
    if opening is None or opening + 1 >= i:
        return None
    names = [token for token in doc[opening + 1 : i] if token.pos_ == "PROPN" and not token.is_digit]
    if not names:
        return None
    return Saying((opening, i + 1), names[-1].i, "say", "say", "affirms", "certain", names[-1].i,
                  set(range(quote.start, quote.end)))  # fmt: skip
