"""Who and what took part in an event: from semantic roles, from syntax where the roles are silent.

The result names words, not entities.  Relations are perpetrator, target, participant, instrument, place, killed,
injured, abducted, detained, displaced; the caller turns the last five into figures and persons.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graphbuild.extract.plain import Token
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import Trigger, table

HARMED = ("killed", "injured", "abducted", "detained", "displaced")
ON = frozenset({"on", "against", "at", "upon", "targeting", "into", "onto", "towards", "toward"})
BETWEEN = frozenset({"between", "among", "with", "against", "involving"})
COMPANY = frozenset({"along with", "together with", "along", "as well as", "besides", "in addition to", "alongside"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


@cache
def light_verbs() -> dict[str, str]:
    """Verbs that hold the agent of an event noun ("carry out an attack"); the note says how."""
    return {row["lemma"]: row["passes"] for row in table("light_verbs.tsv")}


class Participant(NamedTuple):
    """A word in a relation to a trigger, and the kind of rule that says so.

    `rule` is "frame" where it is an argument of the predicate (PropBank), "marked" where a preposition, a possessive or
    a light verb names it an agent or patient, "syntax" where only its place in the clause does.
    """

    relation: str
    token: int
    rule: str


def participants(scene: Scene, trigger: Trigger) -> tuple[Participant, ...]:
    """The participants of a trigger, coordination resolved, without repetition."""
    found: dict[tuple[str, int], str] = {}
    for label, tokens in _labelled(scene, trigger):
        relation = trigger.rule.roles.get(label)
        for token, rule in tokens if relation else ():
            for one in with_companions(scene, scene.antecedent(token), agent=label == "0"):
                found.setdefault((relation or "", one), rule)
    return tuple(Participant(relation, token, rule) for (relation, token), rule in found.items())


def with_companions(scene: Scene, token: int, *, agent: bool = False) -> list[int]:
    """A participant, what is joined to it by "and", and who is named "along with" it.

    A phrase on the verb goes with the one who suffers, not with the agent ("killed a judge along with his driver").
    """
    found = scene.coordinated(token)
    for place in (token,) if agent else (token, scene.doc[token].head.i):
        for child in scene.dependents(place, "nmod", "obl"):
            if child.i > token and scene.preposition(child.i) in COMPANY and child.i not in found:
                found += scene.coordinated(child.i)
    return list(dict.fromkeys(found))


Found = list[tuple[int, str]]


def _labelled(scene: Scene, trigger: Trigger) -> Iterator[tuple[str, Found]]:
    """Label -> words with their rule: arguments of the frame, then of syntax for the labels that the frame lacks."""
    labels: dict[str, Found] = {}
    frame = scene.frames.get(trigger.token)
    for argument in frame.arguments if frame else ():
        label = argument.label.removeprefix("ARG").removeprefix("M-")
        if label in trigger.rule.roles and argument.chance > 0.35:
            acts = label == "1" and _by_phrase(scene, trigger, argument.token)
            found = (argument.token, "marked" if acts or _marked(scene, argument.token) else "frame")
            labels.setdefault("0" if acts else label, []).append(found)
    syntax = _verbal if scene.doc[trigger.token].pos_ in ("VERB", "AUX") else _nominal
    if scene.doc[trigger.token].pos_ == "ADJ":
        syntax = _adjectival
    extra: dict[str, Found] = {}
    taken = {token for tokens in labels.values() for token, _ in tokens}
    for label, token in syntax(scene, trigger):
        if label not in labels and token not in taken:
            rule = "marked" if _marked(scene, token) or scene.doc[token].head.i != trigger.token else "syntax"
            extra.setdefault(label, []).append((token, rule))
    yield from (labels | extra).items()


def _marked(scene: Scene, token: int) -> bool:
    """Whether a preposition or possessive names what part somebody has."""
    return scene.preposition(token) in ("by", "against", "on", "'s", "’s", "'")


def _by_phrase(scene: Scene, trigger: Trigger, token: int) -> bool:
    """Whether an armed actor after "of" acts: "an airstrike of the air force", whatever the model says."""
    noun = scene.doc[trigger.token].pos_ in ("NOUN", "PROPN")
    harm = trigger.rule.roles.get("1") in HARMED
    return noun and not harm and scene.preposition(token) == "of" and _is_actor(scene, token)


def _verbal(scene: Scene, trigger: Trigger) -> Iterator[tuple[str, int]]:
    verb = scene.doc[trigger.token]
    passive = scene.passive(verb.i)
    subject = subject_of(scene, verb)
    if subject is not None:
        yield ("1" if passive else "0"), subject
    elif verb.dep_ == "acl":  # a participle behind its noun
        past = verb.morph.get("Tense", []) == ["Past"] or verb.lower_.endswith(("ed", "en"))
        yield ("1" if past else "0"), verb.head.i
    elif passive and (noun := _before_auxiliaries(scene, verb)) is not None:
        yield "1", noun
    elif verb.dep_ == "amod":
        yield ("0" if verb.lower_.endswith("ing") else "1"), verb.head.i
    for child in scene.dependents(verb.i, "obj", "iobj"):
        yield "1", child.i
    fired = trigger.rule.roles.get("1") == "instrument"  # "opened fire on the convoy"
    for child in scene.dependents(verb.i, "obl", "nmod"):
        preposition = scene.preposition(child.i)
        if scene.is_time(child.i):
            continue
        if preposition == "by":
            yield "0", child.i
        elif preposition in ("with", "using") and "COM" in trigger.rule.roles:
            yield "COM", child.i
        elif preposition in ("with", "using", "by means of"):
            yield "2", child.i
        elif preposition in ON:
            yield ("2" if fired else "1"), child.i
    for child in scene.dependents(verb.i, "advcl", "xcomp"):  # "attacked using rockets"
        if child.lower_ in ("using", "employing", "firing"):
            for thing in scene.dependents(child.i, "obj"):
                yield "2", thing.i


def _before_auxiliaries(scene: Scene, verb: Token) -> int | None:
    """The noun right before the auxiliaries of a passive verb that the parse left without a subject."""
    marks = [child.i for child in scene.dependents(verb.i, "aux")]
    before = min(marks, default=0) - 1
    if before < 0 or scene.doc[before].pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    return before


def subject_of(scene: Scene, verb: Token) -> int | None:
    """The subject of a verb, also where it stands with the verb that governs it (Chomsky's control, coordination)."""
    for _ in range(4):
        subjects = scene.dependents(verb.i, "nsubj")
        if subjects:
            return subjects[0].i
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.pos_ not in ("VERB", "AUX", "ADJ"):
            return None
        objects = scene.dependents(verb.head.i, "obj")
        if verb.dep_ == "xcomp" and objects:
            return objects[0].i
        if verb.dep_ == "conj" and scene.passive(verb.i) != scene.passive(verb.head.i):
            return None
        if verb.dep_ == "advcl" and scene.passive(verb.head.i) and not verb.lower_.endswith("ing"):
            return None
        verb = verb.head
    return None


def _nominal(scene: Scene, trigger: Trigger) -> Iterator[tuple[str, int]]:
    noun = scene.doc[trigger.token]
    harm = trigger.rule.roles.get("1") in HARMED
    joint = trigger.rule.roles.get("0") == "participant"
    for child in scene.dependents(noun.i, "nmod", "obl"):
        preposition = scene.preposition(child.i)
        if preposition in ("'s", "’s", "'", "s"):
            yield ("1" if harm and _is_person(scene, child.i) else "0"), child.i
        elif preposition in ("by", "from") or (joint and preposition in BETWEEN):
            yield "0", child.i
        elif preposition == "of":
            yield ("0" if not harm and _is_actor(scene, child.i) else "1"), child.i
        elif preposition in ON:
            yield "1", child.i
        elif preposition in ("with", "using", "involving"):
            yield "2", child.i
        elif not preposition and child.i < noun.i:  # "the Commission attack", a possessive pronoun
            yield ("1" if harm and child.lower_ in ("his", "her", "their") else "0"), child.i
    for child in scene.dependents(noun.i, "compound", "amod"):
        if child.i in scene.by_head:
            kind = scene.entities[scene.by_head[child.i]].kind
            if kind != "Place":
                yield ("2" if kind == "Equipment" else "0"), child.i
    yield from _agents_of_light_verbs(scene, noun)
    if joint and noun.dep_ == "nsubj":  # "fighting broke out between X and Y"
        for child in scene.dependents(noun.head.i, "obl", "nmod"):
            if scene.preposition(child.i) in BETWEEN:
                yield "0", child.i


def _agents_of_light_verbs(scene: Scene, noun: Token) -> Iterator[tuple[str, int]]:
    """ "The group carried out the attack": the verb's agent is the event's."""
    if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    verb = noun.head
    if verb.pos_ not in ("VERB", "NOUN") or verb.lemma_.lower() not in light_verbs() or verb.i == noun.i:
        return
    if noun.dep_ == "obj" or (noun.dep_ in ("obl", "nmod") and scene.preposition(noun.i) in ("in", "of", "to", "")):
        subject = subject_of(scene, verb)
        if subject is not None and not scene.passive(verb.i):
            yield "0", subject
        elif verb.dep_ == "acl":
            yield "0", verb.head.i
    if (noun.dep_ == "nsubj" and scene.passive(verb.i)) or verb.dep_ == "acl":
        for child in scene.dependents(verb.i, "obl"):
            if scene.preposition(child.i) == "by":
                yield "0", child.i


def _adjectival(scene: Scene, trigger: Trigger) -> Iterator[tuple[str, int]]:
    """Who is dead or wounded: the noun described, the subject of a copula, the object of "leave" and "find"."""
    word = scene.doc[trigger.token]
    head = word.head
    if word.dep_ in ("amod", "acl") and head.pos_ in NOMINAL:
        yield "1", head.i
    for child in scene.dependents(word.i, "nsubj"):
        yield "1", child.i
    if word.dep_ in ("xcomp", "conj", "ccomp", "obj") and head.pos_ in ("VERB", "ADJ"):
        whose = "nsubj" if head.pos_ == "ADJ" or scene.passive(head.i) else "obj"  # "shot dead", "was found dead"
        for child in scene.dependents(head.i, whose):
            yield "1", child.i
    for child in scene.dependents(word.i, "nummod"):  # "three dead"
        yield "1", child.i


def _is_person(scene: Scene, token: int) -> bool:
    i = scene.by_head.get(token)
    return i is not None and scene.entities[i].kind in ("Person", "Civilians")


def _is_actor(scene: Scene, token: int) -> bool:
    i = scene.by_head.get(token)
    return i is not None and scene.entities[i].kind in ("ArmedGroup", "StateForce", "Government", "Group")
