"""Find the words that tell of events: verbs, nouns and adjectives of `lexicon/events.tsv`, with their types."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphbuild.extract.plain import Token
from graphbuild.extract.report_words import inflected
from graphbuild.extract.scene import Scene

LEXICON = Path(__file__).parent / "lexicon"
VIOLENT = frozenset({"Attack", "Airstrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing", "SuicideBombing",
                     "ChemicalAttack", "ArmedAttack", "ArmedClash", "Killing"})  # fmt: skip
GENERIC = frozenset({"Attack", "Bombing", "ArmedAttack", "Agreement", "Negotiation"})
POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the event lexicon; `roles` maps PropBank labels without "ARG" ("0", "MNR") to relations.

    A weak rule (roleset "-" in the table) is an event only with a participant or a military modifier.
    """

    lemma: str
    pos: str
    roleset: str
    kind: str
    roles: dict[str, str]
    weak: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event: token indices of its head and of its span, type, and the rule that found it."""

    token: int
    start: int
    end: int
    kind: str
    rule: Rule


def table(name: str) -> list[dict[str, str]]:
    """The rows of a lexicon file."""
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """The event lexicon by last word of the lemma, longest lemmas first, those with a roleset before those without."""
    found = defaultdict(list)
    for row in table("events.tsv"):
        roles = dict(pair.split("=") for pair in row["roles"].split())
        roleset = row["roleset"] if row["roleset"] != "-" else ""
        rule = Rule(row["lemma"], row["pos"], roleset, row["type"], roles, row["roleset"] == "-")
        found[row["lemma"].split()[-1] if row["pos"] == "n" else row["lemma"].split()[0]].append(rule)
    order = sorted(found.items())
    return {key: tuple(sorted(v, key=lambda r: (-len(r.lemma.split()), not r.roleset))) for key, v in order}


@cache
def unmistakable() -> frozenset[tuple[str, str]]:
    """Words of the lexicon, with their part of speech, that tell of nothing else in the news."""
    return frozenset((row["lemma"], row["pos"]) for row in table("unmistakable.tsv"))


@cache
def forms() -> dict[str, str]:
    """Regular forms of the lexicon's verbs, so that a misread lemma ("explod") does not hide one."""
    verbs = [rule.lemma for found in rules().values() for rule in found if rule.pos == "v" and " " not in rule.lemma]
    return {form: verb for verb in verbs for form in inflected(verb)}


@cache
def refinements() -> dict[str, str]:
    """Modifier or instrument -> event type."""
    return {row["word"]: row["type"] for row in table("refinements.tsv")}


def triggers(scene: Scene) -> tuple[Trigger, ...]:
    """The triggers of a document in the order of the text; weak ones are included and judged by the caller."""
    found: dict[int, Trigger] = {}
    for token in scene.doc:
        if token.pos_ in POS and (trigger := _trigger(scene, token)):
            found[token.i] = trigger
    for i in list(found):
        head = scene.doc[i].head.i
        if scene.doc[i].dep_ in ("compound", "amod") and head != i and scene.doc[i].pos_ in ("NOUN", "PROPN"):
            _absorb(found, i, head)
    return tuple(found[i] for i in sorted(found))


def _absorb(found: dict[int, Trigger], i: int, head: int) -> None:
    """A noun before a noun is no event of its own ("attack helicopter"); it lends its type to a generic event noun."""
    one, other = found.pop(i), found.get(head)
    if other is not None and other.kind in GENERIC:
        found[head] = Trigger(other.token, min(one.start, other.start), other.end, one.kind, other.rule)


def _trigger(scene: Scene, token: Token) -> Trigger | None:
    regular = forms().get(token.lower_, token.lower_) if token.pos_ != "NOUN" else token.lower_.removesuffix("s")
    lemmas = dict.fromkeys((token.lemma_.lower(), token.lower_, regular))
    for lemma in lemmas:
        for rule in rules().get(lemma, ()):
            if (start := _fits(scene, token, rule)) is not None:
                kind = _refined(scene, token, rule)
                return Trigger(token.i, start, token.i + 1, kind, rule)
    return None


def _fits(scene: Scene, token: Token, rule: Rule) -> int | None:
    """The first token of the trigger if the rule fits here, else None."""
    pos = POS[token.pos_]
    verbal = pos == "a" and bool(token.morph.get("VerbForm", []) or token.lower_.endswith("ed"))
    if pos != rule.pos and not (verbal and rule.pos == "v"):
        return None
    frame = scene.frames.get(token.i)
    if rule.roleset and (frame is None or frame.roleset != rule.roleset) and not _only_sense(rule):
        return None
    words = rule.lemma.split()
    if len(words) == 1:
        return token.i
    if rule.pos == "n":
        start = max(0, token.i - len(words) + 1)
        given = [w.lemma_.lower() for w in scene.doc[start : token.i]]
        return start if given == words[:-1] else None
    after = {child.lower_ for child in scene.children.get(token.i, ())}
    return token.i if set(words[1:]) <= after else None


def _only_sense(rule: Rule) -> bool:
    """Whether the lexicon knows the lemma in one sense only, so that a roleset that the model missed does no harm."""
    key = rule.lemma.split()[-1] if rule.pos == "n" else rule.lemma.split()[0]
    return not rule.roleset or (
        rule.roleset.endswith(".01") and sum(r.lemma == rule.lemma and r.pos == rule.pos for r in rules()[key]) == 1
    )


def _refined(scene: Scene, token: Token, rule: Rule) -> str:
    """The type of the rule, made narrower by a modifier ("rocket attack", "suicide car bombing")."""
    if rule.kind not in GENERIC or rule.kind in ("Agreement", "Negotiation"):
        return rule.kind
    best = rule.kind
    for child in scene.dependents(token.i, "compound", "amod", "nmod"):
        if child.i < token.i or scene.preposition(child.i) in ("with", "by"):
            for word in (child, *scene.dependents(child.i, "compound", "amod")):
                kind = refinements().get(word.lemma_.lower()) or refinements().get(word.lower_)
                if kind and (best in ("Attack", "ArmedAttack") or kind == "SuicideBombing"):
                    best = kind
    return best
