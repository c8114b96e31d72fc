"""The words that report: `lexicon/report_verbs.tsv`, `report_nouns.tsv` and `certainty.tsv`.

A verb row gives its act, stance and certainty and, under `takes`, how what is said can be put: `clause`, `quote`,
`object` ("denied involvement"), `to` (infinitive), `gerund`, `as` ("described as"), `small` ("called it a crime"),
`whom` ("quoted the army"), `to-whom` ("attributed to") or a preposition ("accused of", "blamed for", "blamed on").
`accused` says where the accused stands: the object, or after a preposition.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal, cast

from graphbuild.extract.plain import Token
from graphbuild.model import Certainty, Stance

Act = Literal[
    "say", "deny", "claim-responsibility", "deny-responsibility", "accuse", "confirm", "retract",
    "cite", "predict", "hope", "ask", "order", "demand", "threaten", "promise", "not-said",
]  # fmt: skip
# What holds the source to its content as something that was so; the other acts assert nothing of the kind.
ASSERTIONS: Final[frozenset[str]] = frozenset({
    "say", "deny", "claim-responsibility", "deny-responsibility", "accuse", "confirm", "retract",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportWord:
    """A row of the lexicon of report verbs or report nouns."""

    lemma: str
    act: Act
    stance: Stance
    certainty: Certainty
    takes: frozenset[str] = frozenset()
    accused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CertaintyWord:
    """A word that says how sure something is; `tells` where it also says that somebody unnamed says so."""

    word: str
    kind: str
    certainty: Certainty
    tells: bool


_IRREGULAR: Final = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "found": "find", "knew": "know",
    "known": "know", "thought": "think", "felt": "feel", "heard": "hear", "learnt": "learn", "showed": "show",
    "shown": "show", "proven": "prove", "swore": "swear", "sworn": "swear", "foresaw": "foresee", "foreseen": "foresee",
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the lexicon."""
    text = files("graphbuild.extract").joinpath("lexicon", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def report_verbs() -> dict[str, ReportWord]:
    """Report verbs by lemma."""
    return {row["lemma"]: _word(row) for row in rows("report_verbs.tsv")}


@cache
def report_nouns() -> dict[str, ReportWord]:
    """Report nouns by lemma."""
    return {row["lemma"]: _word(row) for row in rows("report_nouns.tsv")}


@cache
def certainty_words() -> dict[tuple[str, str], CertaintyWord]:
    """Words of certainty by kind and word."""
    return {
        (row["kind"], row["word"]): CertaintyWord(
            row["word"], row["kind"], cast(Certainty, row["certainty"]), row["tells"] == "yes"
        )
        for row in rows("certainty.tsv")
    }


def _word(row: dict[str, str]) -> ReportWord:
    return ReportWord(
        row["lemma"],
        cast(Act, row["act"]),
        cast(Stance, row["stance"]),
        cast(Certainty, row["certainty"]),
        frozenset(row.get("takes", "").split()),
        frozenset(row.get("accused", "").split()),
    )


@cache
def _verb_forms() -> dict[str, str]:
    """Inflected forms to lemmas, so that an unusual or misread lemma does not hide a report verb."""
    forms = dict(_IRREGULAR)
    for lemma in report_verbs():
        for form in inflected(lemma):
            forms.setdefault(form, lemma)
    return forms


def inflected(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb.

    >>> inflected("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    if lemma[-1] == "y" and lemma[-2] not in "aeou":
        return lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    if lemma[-1] == "e":
        return lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x")) else f"{lemma}s"
    last = lemma[-1]
    doubled = (
        (f"{lemma}{last}ed", f"{lemma}{last}ing")
        if lemma
        in (
            "admit",
            "infer",
            "quip",
            "regret",
            "plan",
            "stop",
            "bar",
            "abort",
            "plot",
            "shelve",
            "commit",
            "ban",
            "refer",
        )
        else ()
    )
    return lemma, third, f"{lemma}ed", f"{lemma}ing", *doubled


def report_verb(token: Token) -> ReportWord | None:
    """The row of a verb, by its form or its lemma; None for words that are no verb here."""
    if token.pos_ not in ("VERB", "AUX") and not _misread(token):
        return None
    lemma = _verb_forms().get(token.lower_) or token.lemma_.lower()
    return report_verbs().get(lemma)


def _misread(token: Token) -> bool:
    """Text in capitals and headlines: "CLAIMS", "SAID" tagged as a name or adjective though a subject hangs on it."""
    return token.lower_ in _verb_forms() and any(child.dep_ == "nsubj" for child in token.children)


def report_noun(token: Token) -> ReportWord | None:
    """The row of a noun, by its lemma or its form."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    nouns = report_nouns()
    return nouns.get(token.lemma_.lower()) or nouns.get(token.lower_) or nouns.get(token.lower_.removesuffix("s"))


def certainty_word(kind: str, token: Token) -> CertaintyWord | None:
    """The row of an adverb, adjective, verb or modal."""
    known = certainty_words()
    return known.get((kind, token.lower_)) or known.get((kind, token.lemma_.lower()))


def weaker(*grades: Certainty) -> Certainty:
    """The least sure of several.

    >>> weaker("certain", "possible", "probable")
    'possible'
    """
    order: tuple[Certainty, ...] = ("possible", "probable", "certain")
    return min(grades, key=order.index)
