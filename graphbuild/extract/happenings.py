"""One event per happening: which triggers tell of the same.

Every judgement is a pair of triggers with a score and a reason, so that it can be seen and taken back.  Rules propose
pairs: grammar joins them ("killed in an airstrike", "the attack killed", "attacked ..., killing"); a definite noun
takes up the latest event of its type ("the strike"); the same people harmed, the same type at the same named place.  So
does the layer of links; `evidence` weighs them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from graphbuild.extract.evidence import JOIN, weights
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import GENERIC, VIOLENT, Trigger
from graphbuild.model import Period

HARM = frozenset({"Killing", "Attack"})
REACH = 400  # words over which a definite noun takes up an event
OUTCOMES = frozenset({"result", "consequence", "course", "wake", "aftermath", "because", "outcome"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his"})


@dataclass(frozen=True, slots=True)
class Told:
    """A trigger with what is told of it: (relation, entity) with confidence, place, period, numbers of people harmed.

    `confidence` says how sure it is that the word tells of an event.

    `inherited` marks a place or period that the setting gave, not the event's own words: no ground for a judgement.
    `denied` says that words of its clause negate it.
    """

    trigger: Trigger
    participants: Mapping[tuple[str, int], float]
    place: int | None
    period: Period | None
    counts: frozenset[tuple[str, int | None, int | None]] = frozenset()
    inherited: frozenset[str] = frozenset()
    confidence: float = 1.0
    denied: bool = False


Judgement = tuple[int, int, float, str]
Pair = tuple[int, int]


@dataclass(slots=True)
class Proposed:
    """That two triggers tell of one happening: the layer's probability, and the rules that say so, with the reason."""

    chance: float = 0.0
    rules: dict[str, str] = field(default_factory=dict)


def same_happening(scene: Scene, told: tuple[Told, ...], same_entity: Callable[[int, int], bool]) -> list[Judgement]:
    """Judgements over indices of `told`: (earlier, later, score, reason), the surest first.

    Nothing joins happenings against which something speaks: other days, other named places.
    """
    rated = []
    for (i, j), one in pairs(scene, told, same_entity).items():
        if scene.layered:
            sure = weights()["same-event"].confidence(one.chance, one.rules)
        else:
            sure = max((PLAIN[rule] for rule in one.rules), default=0.0)
        if sure >= JOIN:
            rated.append(
                (i, j, round(sure, 2), "; ".join(one.rules.values()) or "the learned layer takes both for one")
            )
    found: list[Judgement] = []
    groups = {i: {i} for i in range(len(told))}
    for i, j, sure, reason in sorted(rated, key=lambda one: (-one[2], one[:2])):
        if groups[i] is not groups[j] and not any(
            conflict(scene, told[a], told[b], same_entity) for a in groups[i] for b in groups[j]
        ):
            merged = groups[i] | groups[j]
            for k in merged:
                groups[k] = merged
            found.append((i, j, sure, reason))
    return found


PLAIN = {"grammar": 0.9, "definite": 0.7, "harmed": 0.6, "place": 0.6, "type": 0.0, "near": 0.0}
"""How sure a rule is by itself, where no layer has seen the text."""


def pairs(scene: Scene, told: tuple[Told, ...], same_entity: Callable[[int, int], bool]) -> dict[Pair, Proposed]:
    """The pairs of triggers that a rule or the layer proposes, by their indices, the earlier first."""
    by_token = {one.trigger.token: i for i, one in enumerate(told)}
    found: dict[Pair, Proposed] = defaultdict(Proposed)

    def propose(i: int, j: int, rule: str, reason: str) -> None:
        found[min(i, j), max(i, j)].rules.setdefault(rule, reason)

    for i, one in enumerate(told):
        for j, reason in grammatical(scene, one, by_token):
            if i != j and compatible(one.trigger.kind, told[j].trigger.kind):
                propose(i, j, "grammar", reason)
        for k in range(one.trigger.start, one.trigger.end):
            for link in scene.doc.signals.linked(k, "same", least=0.0):
                j = by_token.get(link.token, i)
                if j != i:
                    pair = found[min(i, j), max(i, j)]
                    pair.chance = max(pair.chance, link.chance)
    for j, one in enumerate(told):
        if is_definite(scene, one):
            near = (i for i in reversed(range(j)) if one.trigger.token - told[i].trigger.token < REACH)
            latest = next((i for i in near if taken_up(told[i].trigger.kind, one.trigger.kind)), None)
            if latest is not None:
                propose(latest, j, "definite", "a definite noun takes up the latest event of its type")
        for i in range(j):
            if compatible(told[i].trigger.kind, one.trigger.kind):
                for rule, reason in alike(told[i], one, scene, same_entity):
                    propose(i, j, rule, reason)
    for (i, j), pair in found.items():
        if told[i].trigger.kind == told[j].trigger.kind:
            pair.rules["type"] = "the same type"
        if scene.sentence(told[i].trigger.token) == scene.sentence(told[j].trigger.token):
            pair.rules["near"] = "in one sentence"
    return found


def grammatical(scene: Scene, one: Told, by_token: dict[int, int]) -> list[tuple[int, str]]:
    """Triggers that grammar joins to this one, with the reason."""
    token = scene.doc[one.trigger.token]
    found = []
    frame = scene.frames.get(token.i)
    roles = frame.arguments if frame else ()
    for argument in roles:
        target = scene.antecedent(argument.token)
        if target in by_token and target != token.i and argument.label in ("ARG0", "ARG2", "ARGM-LOC", "ARGM-MNR",
                                                                          "ARGM-CAU", "ARGM-TMP"):  # fmt: skip
            found.append((by_token[target], "one is an argument of the other"))
    for child in scene.dependents(token.i, "obl", "nmod", "nsubj"):
        target = scene.antecedent(child.i)
        if target in by_token:
            if scene.preposition(child.i) in ("in", "by", "during", "from", "of", "", "after"):
                found.append((by_token[target], "one stands in a phrase of the other"))
        else:
            found += [
                (by_token[below.i], "one is the cause of the other")
                for below in scene.dependents(target, "nmod")
                if scene.doc[target].lemma_.lower() in OUTCOMES and below.i in by_token and below.i != token.i
            ]
    if token.dep_ == "acl" and (noun := described_event(scene, token.head.i, by_token)) is not None:
        found.append((noun, "a relative clause or participle of the event noun"))
    if token.dep_ == "advcl" and token.head.i in by_token and token.lower_.endswith("ing"):
        found.append((by_token[token.head.i], "a participle of the same verb"))
    if token.dep_ == "conj" and token.head.i in by_token and token.pos_ == token.head.pos_ == "VERB":
        found.append((by_token[token.head.i], "verbs of one subject, joined"))
    if token.dep_ in ("xcomp", "ccomp", "obl", "amod", "conj") or token.pos_ == "ADJ":  # "the blast left three dead"
        for ancestor in list(scene.up(token.i))[1:3]:
            for subject in scene.dependents(ancestor.i, "nsubj"):
                if subject.i in by_token and subject.i != token.i:
                    found.append((by_token[subject.i], "the event is the subject of the clause"))
    return found


def described_event(scene: Scene, noun: int, by_token: dict[int, int]) -> int | None:
    """The event that a clause on a noun describes: the noun, or the event noun whose place it is.

    "The attack in the town of X, which killed 12": a clause of harm hangs on the place, but tells of the attack.
    """
    for ancestor in scene.up(noun):
        if ancestor.i in by_token and ancestor.pos_ in ("NOUN", "PROPN"):
            return by_token[ancestor.i]
        if ancestor.dep_ not in ("nmod", "obl", "appos"):
            return None
    return None


def compatible(left: str, right: str) -> bool:
    """Whether two types can tell of one happening: equal, or violent with one of them general.

    >>> compatible("Killing", "Airstrike"), compatible("Airstrike", "Detention")
    (True, False)
    """
    if left == right:
        return True
    general = {left, right} & (HARM | GENERIC)
    return bool(left in VIOLENT and right in VIOLENT and general) or {left, right} == {"Bombing", "SuicideBombing"}


def taken_up(earlier: str, later: str) -> bool:
    """Whether a definite noun of type `later` can take up an event of type `earlier`."""
    if earlier == "ArmedClash":
        return later == "ArmedClash"
    return earlier == later or (later in ("Attack", "Killing", "Bombing") and compatible(earlier, later))


def is_definite(scene: Scene, one: Told) -> bool:
    """A noun with a definite determiner, and with no place or time of its own that would make it another event."""
    token = scene.doc[one.trigger.token]
    below = {child.i for child in scene.children.get(token.i, ())}
    placed = one.place is not None and any(
        scene.entities[one.place].head in (t.i, *(c.i for c in scene.children.get(t.i, ())))
        for t in map(scene.doc.__getitem__, below)
    )
    timed = one.period is not None and any(scene.doc[i].text in one.period.text for i in below)
    if token.pos_ not in ("NOUN", "PROPN") or placed or timed:
        return False
    marks = {child.lower_ for child in scene.dependents(token.i, "det", "nmod")}
    return bool(marks & DEFINITE)


def conflict(scene: Scene, left: Told, right: Told, same_entity: Callable[[int, int], bool]) -> bool:
    """Whether something speaks against one happening: other days, or other named places."""
    a, b = (None if "period" in one.inherited else one.period for one in (left, right))
    if a and b and a.begin and a.end and b.begin and b.end and (a.end < b.begin or b.end < a.begin):
        return True
    if left.place is None or right.place is None or same_entity(left.place, right.place):
        return False
    if "place" in left.inherited | right.inherited:
        return False
    places = scene.entities[left.place], scene.entities[right.place]
    if any(place.form != "name" for place in places):
        return False
    near = abs(places[0].head - places[1].head) < 8  # "in Qaim, near the border": one within the other
    return not near and len({place.label.casefold() for place in places}) == 2


def alike(left: Told, right: Told, scene: Scene, same_entity: Callable[[int, int], bool]) -> Iterator[tuple[str, str]]:
    """Why two tellings of like type may be one happening: (rule, reason)."""
    if left.counts & right.counts:
        yield "harmed", "the same number of people harmed"
    named = [
        (relation, i) for relation, i in left.participants
        if scene.entities[i].form == "name" and relation in ("killed", "injured", "abducted", "detained", "target")
    ]  # fmt: skip
    if any(relation == other and same_entity(i, j) for relation, i in named for other, j in right.participants):
        yield "harmed", "the same named victim or target"
    same_place = left.place is not None and right.place is not None and same_entity(left.place, right.place)
    if same_place and "place" not in left.inherited | right.inherited and left.trigger.kind == right.trigger.kind:
        yield "place", "the same type of event at the same place"
