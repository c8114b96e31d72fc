"""Who and what took part in an event and where it was, each with a confidence: the grammar and the layers weighed.

A candidate is an entity in a relation to a trigger.  The grammar of the trigger proposes some (`participants`,
`circumstances`, `setting`), the layer of links others; `evidence` says how sure each is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graphbuild.extract.circumstances import place_at, place_of, time_of
from graphbuild.extract.clauses import nobody
from graphbuild.extract.evidence import EVEN, UNLAYERED, weights
from graphbuild.extract.figures import PEOPLE
from graphbuild.extract.layers import ANCHOR, Entity
from graphbuild.extract.participants import HARMED, Participant, participants
from graphbuild.extract.phrases import bounds
from graphbuild.extract.scene import Scene
from graphbuild.extract.times import TimeExpression
from graphbuild.extract.triggers import Trigger
from graphbuild.model import Form

BESIDE = frozenset({"elsewhere", "otherwise", "counted", "recounted", "far"})
"""Rules that speak for or against a role that a layer proposes, and propose none themselves: what other words tell of
the people, what the layer of figures takes them for, that they stand in another sentence."""
ROLES = ("perpetrator", "target", "participant", "instrument", "place", *HARMED)


@dataclass(slots=True)
class Candidate:
    """An entity that may stand in a relation to an event: the layer's probability, and the rules that say so."""

    relation: str
    entity: int
    chance: float = 0.0
    rules: list[str] = field(default_factory=list)

    def confidence(self, *, layered: bool) -> float:
        """How sure it is that the report says so."""
        if not layered:  # links of a word that is hardly a trigger say nothing
            return UNLAYERED if set(self.rules) - BESIDE else 0.0
        judgement = "harmed" if self.relation in HARMED else self.relation
        return weights()[judgement].confidence(self.chance, self.rules)


Part = tuple[str, int]


HARM = 0.65  # asked of people harmed of whom no rule tells: they are counted, and the same dead told twice are two


def asked(scene: Scene, one: Candidate) -> float:
    """How sure a candidate must be."""
    alone = one.relation in HARMED and not set(one.rules) - {"far"}
    return max(scene.least, HARM) if alone else scene.least


Harms = Mapping[int, frozenset[str]]


def harm_by_word(found: Iterable[tuple[Participant, ...]]) -> Harms:
    """How the grammar has the people of each word harmed, by any trigger."""
    harmed: dict[int, frozenset[str]] = {}
    for one in found:
        for relation, token, _ in one:
            if relation in HARMED:
                harmed[token] = harmed.get(token, frozenset()) | {relation}
    return harmed


def parts(
    scene: Scene, trigger: Trigger, around: int | None, harms: Harms
) -> tuple[Scene, dict[Part, float], frozenset[Part]]:
    """The participants and places of an event, (relation, entity) with confidence, surest first.

    `around` is the place of the setting, `harms` what the grammar makes of the people in the whole text.  Those that
    only the setting gave are named once more.  Victims who are no entity yet are added to the scene.
    """
    wider, found = candidates(scene, trigger, around, harms)
    layered = linked(scene, trigger)
    sure = [(one.confidence(layered=layered), one) for one in found]
    some = [pair for pair in sure if not nobody(scene.doc[wider.entities[pair[1].entity].head])]
    sure = sorted((pair for pair in some if pair[0] >= asked(scene, pair[1])), key=lambda pair: -pair[0])
    kept: dict[Part, float] = {}
    taken: set[int] = set()
    for confidence, one in sure:
        if one.relation == "place" or one.entity not in taken:
            kept[(one.relation, one.entity)] = confidence
            taken |= {one.entity} if one.relation != "place" else set()
    inherited = frozenset((one.relation, one.entity) for _, one in sure if one.rules == ["setting"])
    made = sorted({i for _, i in kept if i >= len(scene.entities)})  # for candidates that came to nothing, none is
    renumbered = {i: len(scene.entities) + k for k, i in enumerate(made)}
    for i in made:
        scene = scene.with_entity(wider.entities[i])
    return scene, {(role, renumbered.get(i, i)): confidence for (role, i), confidence in kept.items()}, inherited


def candidates(scene: Scene, trigger: Trigger, around: int | None, harms: Harms) -> tuple[Scene, list[Candidate]]:
    """Everything that the grammar, the setting or a layer proposes, and the scene with the entities made for it."""
    found: dict[Part, Candidate] = {}
    found_links = links(scene, trigger)
    ruled = participants(scene, trigger)
    for relation, token, rule in ruled:
        scene, i = entity_for(scene, token, relation, beside=len(ruled) > 1)
        role = fitting(relation, scene.entities[i].kind) if i is not None else None
        if i is not None and role is not None:
            # "fighting between X and Y", two towns
            found.setdefault((role, i), Candidate(role, i)).rules.append("clause" if role == "place" else rule)
    for rule, i in places(scene, trigger, around):
        found.setdefault(("place", i), Candidate("place", i)).rules.append(rule)
    for (label, token), chance in found_links.items():
        if label == "place":
            i = place_at(scene, token)
        else:
            scene, i = entity_for(scene, token, label, beside=False, sure=chance >= EVEN)
        role = fitting(label, scene.entities[i].kind) if i is not None else None
        if i is not None and role is not None:
            one = found.setdefault((role, i), Candidate(role, i))
            one.chance = max(one.chance, chance)
            told = harms.get(token, frozenset())
            if role in HARMED and told and not one.rules:
                one.rules = ["elsewhere" if role in told else "otherwise"]
    here = scene.sentence(trigger.token)
    for (role, i), one in found.items():
        if not one.rules and scene.sentence(scene.entities[i].head) != here:
            one.rules.append("far")
        signal = scene.doc.signals.figures.get(scene.entities[i].head)
        if role in HARMED and signal is not None and signal.chance >= EVEN:
            one.rules.append("counted" if signal.label == role else "recounted")
    return scene, list(found.values())


def linked(scene: Scene, trigger: Trigger) -> bool:
    """Whether the layers say anything of what a trigger is linked with; else its grammar is taken at its word."""
    seen = scene.doc.signals.events
    return any(i in seen and seen[i].any >= ANCHOR for i in range(trigger.start, trigger.end))


def links(scene: Scene, trigger: Trigger) -> dict[tuple[str, int], float]:
    """What the layer links with the words of a trigger: (relation, token) with its probability."""
    found: dict[tuple[str, int], float] = {}
    for i in dict.fromkeys((trigger.token, *range(trigger.start, trigger.end))):
        for one in scene.doc.signals.linked(i, *ROLES, least=0.0):
            key = (one.label, one.token)
            found[key] = max(found.get(key, 0.0), one.chance)
    for (label, token), chance in list(found.items()):  # what is joined by "and" shares its role
        for other in scene.coordinated(token)[1:] if label != "place" else ():
            found[label, other] = max(found.get((label, other), 0.0), chance)
    return found


def places(scene: Scene, trigger: Trigger, around: int | None) -> Iterator[tuple[str, int]]:
    """The places that the grammar and the setting propose: (rule, entity)."""
    own = place_of(scene, trigger)
    if own is not None:
        yield ("phrase" if own[1] else "clause"), own[0]
    elif around is not None:
        yield "setting", around


def when(scene: Scene, trigger: Trigger, around: TimeExpression | None) -> tuple[TimeExpression, bool] | None:
    """The time of an event, the likeliest of those that are proposed, and whether only the setting gave it."""
    layered = linked(scene, trigger)
    best: tuple[float, TimeExpression, bool] | None = None
    for expression, rules, chance in times_proposed(scene, trigger, around):
        sure = weights()["when"].confidence(chance, rules) if layered else UNLAYERED if rules else 0.0
        if sure >= scene.least and (best is None or sure > best[0]):
            best = sure, expression, rules == ["setting"]
    return best[1:] if best else None


def times_proposed(
    scene: Scene, trigger: Trigger, around: TimeExpression | None
) -> Iterator[tuple[TimeExpression, list[str], float]]:
    """The times that may be an event's: the rules that say so, and the layer's probability."""
    chances = {one.token: one.chance for one in scene.doc.signals.linked(trigger.token, "when", least=0.0)}
    own = time_of(scene, trigger)
    for expression in scene.times:
        chance = max((chances.get(i, 0.0) for i in range(expression.start_token, expression.end_token)), default=0.0)
        rules = ["grammar"] if expression is own else ["setting"] if own is None and expression is around else []
        if (rules or chance) and expression not in scene.filed and expression in scene.placed:
            yield expression, rules, chance


def entity_for(
    scene: Scene, token: int, relation: str, *, beside: bool, sure: bool = False
) -> tuple[Scene, int | None]:
    """The entity at a word; one is made where people harmed are no entity yet, or the layers are `sure` of it."""
    i = scene.by_head.get(token)
    if i is None:
        made = None
        if relation in HARMED and (sure or victim(scene, token, beside=beside)):
            made = counted(scene, token)
        elif sure and token in scene.doc.signals.kinds:
            made = described(scene, token, scene.doc.signals.kinds[token].label)
        if made is not None:
            scene = scene.with_entity(made)
            i = len(scene.entities) - 1
    return scene, i


def victim(scene: Scene, token: int, *, beside: bool) -> bool:
    """Whether a word that is no entity counts people: a numeral, a noun that the model takes for persons.

    `beside` others who were harmed a plural noun is enough ("a leader and several associates").
    """
    word = scene.doc[token]
    person = word.mention_class == "person" or (beside and "Plur" in word.morph.get("Number", []))
    return word.pos_ == "NUM" or (word.pos_ in ("NOUN", "PRON", "ADJ") and person)


def counted(scene: Scene, token: int) -> Entity:
    """People harmed who are no entity yet, with the number before them."""
    start = min([token, *(c.i for c in scene.dependents(token, "nummod", "det", "amod", "advmod") if c.i < token)])
    return Entity(start, token + 1, token, "CasualtyFigure", "nominal", scene.doc.text_at(start, token + 1))


def described(scene: Scene, token: int, kind: str) -> Entity:
    """A mention that only the layers see."""
    word = scene.doc[token]
    if word.pos_ in ("PRON", "DET"):
        return Entity(token, token + 1, token, kind, "pronoun", word.text)
    start, end = bounds(word)
    form: Form = "name" if word.pos_ == "PROPN" else "nominal"
    return Entity(start, end, token, kind, form, scene.doc.text_at(start, end))


def fitting(relation: str, kind: str) -> str | None:
    """The relation that an entity of this kind can have; None where it makes no sense.

    >>> fitting("killed", "Equipment"), fitting("perpetrator", "Equipment")
    ('target', 'instrument')
    """
    people = kind in PEOPLE
    if relation in HARMED:
        if relation == "detained" and kind == "Place":
            return relation
        return relation if people else "target"
    if relation == "perpetrator":
        return relation if people else "instrument" if kind == "Equipment" else None
    if relation == "instrument":
        return relation if kind == "Equipment" else None
    if relation == "place":
        return relation if kind == "Place" else None
    if relation == "participant":
        return relation if people else "place" if kind == "Place" else None
    return relation


def main_place(scene: Scene, found: Iterable[Part]) -> int | None:
    """The place that stands for an event: a named one before one that is described, the surest first."""
    places = [i for relation, i in found if relation == "place"]
    return next((i for i in places if scene.entities[i].form == "name"), places[0] if places else None)
