"""Whether an event that a text names happened as told: asserted, negated, planned, threatened, hypothetical ...

From the event's word up the tree: what stands on each word of the way (negation, modal verb, mark of a condition) and
what governs it ("failed to", "foiled", "threat of"), after `lexicon/modality.tsv`. Attribution is no part of it: an
event that somebody denies is asserted here, the denial is `attribution`'s. Where the tree does not decide, the model's
factuality does (UDS factuality, White et al. 2016).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from graphbuild.extract.clauses import case_of, children, negated
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.report_words import certainty_word, inflected, report_verb, rows, weaker
from graphbuild.model import Certainty

Reason = Literal[
    "asserted", "attempted", "negated", "planned", "threatened", "hypothetical", "conditional", "ordered", "generic",
    "question",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Modality:
    """Whether an event is told as one that happened, why, and how sure the text is of it.

    `denied` says that a word of its clause negates it ("never attacked", "none of our men shot"): whoever says so of an
    event that did happen, by what else the text tells, denies it.
    """

    happened: bool
    reason: Reason
    certainty: Certainty
    denied: bool = False


_HAPPENED: Final = frozenset({"asserted", "attempted"})
# Verbs that add nothing to an event in subject or object position but that it was: their negation is its negation.
_LIGHT: Final = frozenset({
    "carry", "launch", "conduct", "stage", "mount", "commit", "perpetrate", "execute", "undertake", "make", "take",
    "happen", "occur", "be", "have", "see", "suffer", "report", "result", "cause", "involve", "inflict", "ensue",
    "begin", "break", "erupt", "resume", "start", "there", "hold", "go", "come", "do", "follow", "sustain",
})  # fmt: skip
# What the acts of report verbs make of an event in their content.
_ACTS: Final[dict[str, Reason]] = {
    "order": "ordered", "demand": "ordered", "threaten": "threatened", "promise": "planned",
    "predict": "hypothetical", "hope": "hypothetical", "ask": "question",
}  # fmt: skip
_LOW: Final = -1.0


@cache
def _effects() -> dict[tuple[str, str], tuple[tuple[frozenset[str], Reason], ...]]:
    """Rows of the lexicon by part of speech and lemma: how each takes the event, and what it does to it."""
    made: dict[tuple[str, str], list[tuple[frozenset[str], Reason]]] = {}
    for row in rows("modality.tsv"):
        key = (row["pos"], row["lemma"])
        made.setdefault(key, []).append((frozenset(row["takes"].split()), cast(Reason, row["effect"])))
    return {key: tuple(value) for key, value in made.items()}


@cache
def _forms() -> dict[str, str]:
    """Regular forms of the verbs of the lexicon, so that a misread lemma does not hide one."""
    return {form: lemma for pos, lemma in _effects() if pos == "v" for form in inflected(lemma)}


def status(doc: Doc, token: Token) -> Modality:
    """Read off the tree whether the event with this trigger word happened."""
    certainty: Certainty = "certain"
    attempted = False
    for grade, reason, on_it in _steps(token):
        certainty = weaker(certainty, grade)
        if reason == "attempted":
            attempted = True
        elif reason is not None and reason != "asserted":
            return Modality(False, reason, certainty, denied=on_it and reason == "negated")
    if _questioned(doc, token):
        return Modality(False, "question", certainty)
    if attempted:
        return Modality(True, "attempted", certainty)
    if token.pos_ == "VERB" and token.factuality is not None and token.factuality <= _LOW:
        return Modality(False, "hypothetical", certainty)
    return Modality(True, "asserted", certainty)


def _steps(token: Token) -> Iterator[tuple[Certainty, Reason | None, bool]]:
    """Each word from the event upwards while it stands in one clause or under words that decide about it.

    The last member says whether the reason stands on the word itself, not on what governs it.
    """
    current, first = token, True
    for _ in range(12):
        yield *_on(current, first), True
        governor = current.head
        if governor is current:
            return
        reason, goes_on = _under(current, governor)
        yield "certain", reason, False
        if not goes_on or reason not in (None, "asserted", "attempted"):
            return
        current, first = governor, False


def _on(token: Token, first: bool) -> tuple[Certainty, Reason | None]:
    """What stands on the word itself."""
    certainty: Certainty = "certain"
    verbal = token.pos_ in ("VERB", "AUX") or any(one.dep_ in ("cop", "aux") for one in token.children)
    reason: Reason | None = None
    for child in token.children:
        kind = {"advmod": "adverb", "amod": "adjective"}.get(child.dep_)
        word = certainty_word(kind, child) if kind else None
        if word is not None and (kind == "adverb" or first):
            certainty = weaker(certainty, word.certainty)
        if child.dep_ == "amod" and first and (found := _effect("a", child)):
            reason = found[0][1]
        if child.dep_ == "aux" and verbal:
            modal, grade = _modal(token, child)
            reason, certainty = reason or modal, weaker(certainty, grade)
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "lest"):
            reason = "conditional"
    denied = (verbal and negated(token)) or (not verbal and first and _none_of(token))
    return certainty, "negated" if denied and reason in (None, "attempted") else reason


def _modal(verb: Token, aux: Token) -> tuple[Reason | None, Certainty]:
    """A modal before a perfect is a guess about the past, otherwise about what is to come."""
    found = _effect("x", aux)
    if not found:
        return None, "certain"
    perfect = any(one.lower_ in ("have", "'ve", "of") and one.dep_ == "aux" and one.i > aux.i for one in verb.children)
    grade = certainty_word("modal", aux)
    if perfect and grade is not None:
        return None, grade.certainty
    return found[0][1], grade.certainty if grade is not None else "certain"


def _none_of(token: Token) -> bool:
    """ "No casualties", "neither attack", "without casualties"."""
    return any(child.lower_ in ("no", "neither") and child.dep_ in ("det", "advmod") for child in token.children)


def _effect(pos: str, token: Token) -> tuple[tuple[frozenset[str], Reason], ...]:
    known = _effects()
    lemma = _forms().get(token.lower_, token.lemma_.lower()) if pos == "v" else token.lemma_.lower()
    return known.get((pos, lemma)) or known.get((pos, token.lower_)) or ()


def _under(token: Token, governor: Token) -> tuple[Reason | None, bool]:
    """What the governor does to the word below it, and whether the way goes on above it."""
    relation, preposition = token.dep_, _preposition(token)
    if (found := _effects().get(("p", preposition))) and relation in ("obl", "nmod", "advcl", "acl"):
        return found[0][1], False
    if relation == "conj":
        shares = not children(token, "nsubj") and not children(token, "aux")
        return (None, True) if shares else _under_conjunct(token, governor)
    how = _how(token, relation, preposition)
    kind = "v" if governor.pos_ in ("VERB", "AUX") else "n" if governor.pos_ in ("NOUN", "PROPN") else "a"
    for takes, reason in _effect(kind, governor):
        if how in takes:
            return _unless_negated(reason, governor), reason in ("asserted", "attempted")
    return _by_relation(token, governor, how)


def _by_relation(token: Token, governor: Token, how: str) -> tuple[Reason | None, bool]:
    """The same where the lexicon has no row for the governor."""
    relation = token.dep_
    if relation == "xcomp" or (relation == "acl" and how == "to"):
        if how == "to" and governor.lemma_ in ("come", "go", "arrive") and _purpose(token):
            return "planned", False
        return _open_complement(token, governor, how), True
    if relation == "advcl":
        return ("planned" if how == "to" and _purpose(token) else None), False
    if relation == "ccomp":
        return _told(governor), False
    light = relation in ("obj", "nsubj", "csubj") and governor.lemma_.lower() in _LIGHT
    return None, light or relation in ("aux", "cop", "flat", "compound", "fixed")


def _under_conjunct(token: Token, governor: Token) -> tuple[Reason | None, bool]:
    """A second clause with a subject or auxiliary of its own shares only the condition of the first."""
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") for child in governor.children):
        return "conditional", False
    return None, False


def _unless_negated(reason: Reason, governor: Token) -> Reason:
    """ "Did not fail to", "could not prevent": the denied denial stands."""
    if reason == "negated" and governor.pos_ == "VERB" and negated(governor):
        return "asserted"
    return reason


def _preposition(token: Token) -> str:
    words = [one.lower_ for child in children(token, "case", "mark") for one in child.subtree]
    joined = " ".join(words)
    return (
        joined
        if joined in ("instead of", "rather than", "in case of", "in the event of")
        else (words[0] if words else "")
    )


def _how(token: Token, relation: str, preposition: str) -> str:
    """How a governor takes the word, in the terms of the lexicon."""
    if relation in ("xcomp", "acl", "advcl", "ccomp", "csubj"):
        if preposition == "to" or any(one.lower_ == "to" and one.dep_ in ("aux", "mark") for one in token.children):
            return "to"
        if token.lower_.endswith("ing"):
            return preposition or "gerund"
        return "clause"
    if relation in ("obl", "nmod") and preposition:
        return preposition
    return "object" if relation in ("obj", "nsubj") else relation


def _open_complement(token: Token, governor: Token, how: str) -> Reason | None:
    """An infinitive under a word that the lexicon does not know: factuality decides."""
    if how != "to":
        return None
    word = report_verb(governor) if governor.pos_ in ("VERB", "AUX") else None
    if word is not None:
        return _ACTS.get(word.act)
    value = token.factuality
    return "planned" if value is not None and value < 0.2 else None


def _purpose(token: Token) -> bool:
    """ "Came to kill"; factuality may say that the purpose was reached."""
    value = token.factuality
    return value is None or value < 1.5


def _told(governor: Token) -> Reason | None:
    """A clause under a verb of demand, threat, hope or a denied report."""
    word = report_verb(governor)
    if word is None:
        return None
    return "hypothetical" if word.act == "say" and negated(governor) else _ACTS.get(word.act)


def _questioned(doc: Doc, token: Token) -> bool:
    """Whether the sentence asks: it ends with a question mark and the event is its main verb or below it."""
    last = next((one for one in reversed(token.sent) if not one.is_space and not one.is_quote), None)
    return last is not None and last.text == "?" and case_of(token) not in ("after", "since")
