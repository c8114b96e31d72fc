"""Reading a clause off the tree: subject, agent, obliques, whether it is passive or negated, where it begins and ends.

Relations are universal ones without subtypes, so a passive is known by its verb form, never by its label. Trees come
from a model and are sometimes wrong; each question falls back to what stands next to the word.
"""

from collections.abc import Iterable
from typing import Final

from graphbuild.extract.plain import Doc, Token

Range = tuple[int, int]

SUBJECTS: Final = frozenset({"nsubj", "csubj"})
NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly"})
_ONE: Final = frozenset({"him", "her", "me", "us"})  # not "them", who may be reports
_NOBODY: Final = frozenset({"no", "nobody", "none", "nothing", "neither"})
_BE: Final = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "get", "got"})


def children(token: Token, *relations: str) -> list[Token]:
    """Dependents with one of these relations, in the order of the text."""
    return [child for child in token.children if child.dep_ in relations]


def case_of(token: Token) -> str:
    """The preposition of a nominal ("by", "on", "of"), empty where it has none."""
    return next((child.lower_ for child in token.children if child.dep_ in ("case", "mark")), "")


def oblique(token: Token, *prepositions: str) -> Token | None:
    """The first nominal or clause after the word that has one of these prepositions."""
    for child in token.children:
        below = child.i > token.i and child.dep_ in ("obl", "nmod", "advcl", "acl", "xcomp", "ccomp", "iobj")
        if below and case_of(child) in prepositions:
            return child
    return None


def has_be(token: Token) -> bool:
    """Whether an auxiliary "be" belongs to the verb."""
    return any(child.lower_ in _BE for child in token.children if child.dep_ in ("aux", "cop"))


def passive(token: Token) -> bool:
    """Whether a verb is in the passive: "was said", "the men accused of"."""
    if (
        "Part" not in token.morph.get("VerbForm", [])
        or "Pres" in token.morph.get("Tense", [])
        or token.lower_.endswith("ing")
    ):
        return False
    if has_be(token):
        return True
    if any(child.dep_ == "aux" for child in token.children):
        return False
    if token.dep_ == "conj":
        return passive(token.head) and not children(token, *SUBJECTS)
    return token.dep_ in ("acl", "amod", "advcl") and not children(token, *SUBJECTS)


def negated(token: Token) -> bool:
    """Whether the clause of this word is denied: "did not", "never", "no group has", "neither"."""
    for child in token.children:
        if child.lower_ in _NEGATIONS and child.dep_ in ("advmod", "aux", "cc", "mark", "det"):
            return True
        if child.dep_ in ("nsubj", "obj") and nobody(child):
            return True
    return False


def nobody(token: Token) -> bool:
    """ "Nobody", "none of them", "no side", "neither army"."""
    none = any(child.lower_ in ("no", "neither") and child.dep_ in ("det", "advmod", "cc") for child in token.children)
    return none or token.lower_ in _NOBODY


def withholds(token: Token) -> bool:
    """The "deny" that keeps something from somebody and says nothing: "denied him sleep", "was denied entry"."""
    if token.lemma_.lower() != "deny":
        return False
    things = children(token, "obj")
    kept_from = any(one.lower_ in _ONE for one in things)
    return bool(children(token, "iobj")) or (passive(token) and bool(things)) or kept_from


def nonfinite(token: Token) -> bool:
    """An infinitive or a participle without auxiliary: it borrows its subject."""
    if any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in token.children):
        return True
    return token.lower_.endswith("ing") and not any(child.dep_ == "aux" for child in token.children)


def own_subject(token: Token) -> Token | None:
    """The subject that hangs on the word itself; the antecedent instead of a relative pronoun."""
    found = children(token, "nsubj")
    if not found:
        return None
    best = min(found, key=lambda one: (one.i > token.i, abs(one.i - token.i)))
    if best.lower_ in RELATIVE and token.dep_ == "acl" and best.i < token.i:
        return token.head
    return best


def subject(token: Token, depth: int = 0) -> Token | None:
    """Subject of a verb: its own, or the one it shares with the verb that governs it."""
    own, head = own_subject(token), token.head
    if own is not None or depth > 8 or head is token:
        return own
    if token.dep_ == "conj":
        return subject(head, depth + 1)
    if token.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        infinitive = nonfinite(token) and not token.lower_.endswith("ing")
        return _governing_subject(head, depth) if infinitive else head
    if token.dep_ in ("xcomp", "advcl", "ccomp", "obl") and nonfinite(token):
        return subject(head, depth + 1) if head.pos_ in ("VERB", "AUX", "ADJ") else _governing_subject(token, depth)
    return None


def _governing_subject(token: Token, depth: int) -> Token | None:
    """The subject of the nearest verb above: "it has grounds to believe" is said of "it"."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX") and (found := subject(above, depth + 1)) is not None:
            return found
    return None


def agent(token: Token) -> Token | None:
    """The nominal after "by"."""
    return oblique(token, "by")


def phrase(token: Token, *, without: Iterable[str] = ("acl", "appos", "parataxis", "conj", "cc", "punct")) -> Range:
    """Where the nominal with this head begins and ends, less its clauses and additions."""
    skipped = set(without)
    low = high = token.i
    for child in token.children:
        if child.dep_ in skipped or child.dep_ in ("case", "cop", "aux", "nsubj", "advcl"):
            continue
        inner = phrase(child, without=without) if child.dep_ != "nmod" else (child.left_edge.i, child.right_edge.i + 1)
        low, high = min(low, inner[0]), max(high, inner[1] - 1)
    return low, high + 1


def ranges(tokens: Iterable[int], doc: Doc) -> tuple[Range, ...]:
    """Token indices as ranges; white space and punctuation between two pieces joins them, at the edges it is cut."""
    runs: list[list[int]] = []
    for i in sorted(set(tokens)):
        if runs and all(_slight(doc[k]) for k in range(runs[-1][1], i)):
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    return tuple(made for low, high in runs if (made := trimmed(doc, low, high)) is not None)


def trimmed(doc: Doc, low: int, high: int) -> Range | None:
    """The range without punctuation and white space at its edges, None where nothing else is in it."""
    while low < high and _slight(doc[low]):
        low += 1
    while high > low and _slight(doc[high - 1]):
        high -= 1
    return (low, high) if low < high else None


def _slight(token: Token) -> bool:
    return token.is_space or token.is_punct or token.is_quote


def inside(token: int, pieces: Iterable[Range]) -> bool:
    """Whether a token index lies in one of the ranges."""
    return any(low <= token < high for low, high in pieces)
