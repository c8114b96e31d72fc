"""Words of events, their types, whether they happened, kinds of things and coreference, as rules and layers have them.

The lexicon and the grammar know little, but can say why; the layers were learned from our corpus, see words that no
list holds, and give a probability.  `evidence` weighs what both propose (docs/decisions/0008); the type of an event is
the layer's where it is clear about the triggers of a happening together.  Where a document has no layers (made by hand,
or by another pipeline), the rules stand alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from graphbuild.extract.clusters import Clusters
from graphbuild.extract.descriptions import TOWNS
from graphbuild.extract.evidence import EVEN, JOIN, UNLAYERED, weights
from graphbuild.extract.figures import DEFINITE
from graphbuild.extract.kinds import country_of, wide
from graphbuild.extract.layers import Entity, Signal
from graphbuild.extract.modality import Modality, Reason
from graphbuild.extract.participants import light_verbs
from graphbuild.extract.plain import Doc
from graphbuild.extract.scene import Scene
from graphbuild.extract.traits import Traits
from graphbuild.extract.triggers import Rule, Trigger, unmistakable

NO_TRIGGER = ("PUNCT", "DET", "ADP", "PRON")
SURE = 0.75


def kinded(doc: Doc, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities with the class that the layer gives them where the lexicon is vague, or the layer sure.

    A name has one class in a text: the one that most of its mentions have, of two the one that comes first.
    """
    found = [_kinded(one, doc.signals.kinds.get(one.head)) for one in entities]
    classes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        if one.form == "name":
            classes[one.label][one.kind] += 1
    return tuple(
        replace(one, kind=classes[one.label].most_common(1)[0][0]) if one.form == "name" else one for one in found
    )


def _kinded(one: Entity, signal: Signal | None) -> Entity:
    if signal is None or one.kind in {signal.label, "CasualtyFigure"}:
        return one
    if wide(signal.label) == wide(one.kind):
        least = EVEN if one.kind == "Group" else SURE
    else:
        least = SURE if one.form == "name" else 2.0
    return replace(one, kind=signal.label) if signal.chance >= least else one


def merged_triggers(scene: Scene, ruled: tuple[Trigger, ...]) -> tuple[tuple[Trigger, float], ...]:
    """The triggers of the lexicon and of the layer, in the order of the text, each with its confidence."""
    if not scene.layered:
        return tuple((one, UNLAYERED) for one in ruled)
    rated = [(one, weights()["event"].confidence(chance, rules)) for one, rules, chance in proposed(scene, ruled)]
    return tuple(pair for pair in rated if pair[1] >= scene.least)


def proposed(scene: Scene, ruled: tuple[Trigger, ...]) -> list[tuple[Trigger, list[str], float]]:
    """Everything that the lexicon or the layer takes for a trigger: the rules that say so, the layer's probability."""
    seen = scene.doc.signals.events
    found: dict[int, tuple[Trigger, list[str], float]] = {}
    for one in ruled:
        signal = seen.get(one.token)
        rule = "weak" if one.rule.weak else "verb" if one.rule.pos == "v" else "noun"
        agrees = ["agrees"] if signal is not None and signal.label == one.kind else []
        known = (one.rule.lemma, one.rule.pos) in unmistakable()
        plain = [] if not known else ["outright"] if one.rule.pos == "v" else ["plain"]
        found[one.token] = typed(one, signal), [rule, *agrees, *plain], signal.any if signal else 0.0
    inside = {i for one, _, _ in found.values() for i in range(one.start, one.end)}
    for i, signal in seen.items():
        word = scene.doc[i]
        light = word.lemma_.lower() in light_verbs() and any(child.i in seen for child in word.children)
        if i not in inside and word.pos_ not in NO_TRIGGER and not light:
            made = Rule(word.lemma_.lower(), word.pos_[:1].lower(), "", signal.label, {}, weak=False)
            found[i] = Trigger(i, i, i + 1, signal.label, made), [], signal.any
    return [found[i] for i in sorted(found)]


def typed(trigger: Trigger, signal: Signal | None) -> Trigger:
    """The trigger with the layer's type where the layer is clear about it."""
    if signal is None:
        return trigger
    clear = signal.chance >= EVEN and signal.chance >= SURE * signal.any
    return replace(trigger, kind=signal.label) if clear else trigger


def likeliest_type(scene: Scene, tokens: list[int]) -> str | None:
    """The type that the layer gives to the triggers of one happening taken together; None where it is not clear."""
    shares: dict[str, float] = {}
    for token in tokens:
        signal = scene.doc.signals.events.get(token)
        if signal is not None:
            shares[signal.label] = shares.get(signal.label, 0.0) + signal.chance
    best = max(sorted(shares), key=lambda label: shares[label], default=None)
    return best if best is not None and shares[best] >= EVEN else None


def mood(scene: Scene, token: int, ruled: Modality) -> Modality:
    """Whether an event is told as happened, as grammar and layer have it together."""
    signal = scene.doc.signals.told.get(token)
    if signal is None:
        return ruled
    sure = weights()["happened"].confidence(happened(signal), [] if ruled.happened else ["denied"])
    if ruled.happened and sure < EVEN:
        reason = REASONS.get(signal.label, "hypothetical")
        return replace(ruled, happened=False, reason=reason)
    if not ruled.happened and sure >= EVEN:
        return replace(ruled, happened=True, reason="asserted")
    return ruled


def happened(signal: Signal) -> float:
    """The layer's probability that an event is told as happened; no more than that of the likelier label."""
    return signal.chance if signal.label == "happened" else min(signal.chance, 1 - signal.chance)


REASONS: dict[str, Reason] = {"negated": "negated", "planned": "planned", "threatened": "threatened",
                              "demanded": "ordered", "hypothetical": "hypothetical", "habitual": "generic"}  # fmt: skip


CoreferenceLink = tuple[int, int, float, str]


def merged_coreference(scene: Scene, ruled: Iterable[CoreferenceLink]) -> list[CoreferenceLink]:
    """The links between mentions, (earlier, later, score, reason).

    A description or pronoun goes with the mention that sieves and layer together make the likeliest, if any.  Two names
    are for the sieves alone; a name goes with a description before it where the layer sees it ("a judge, X"), unless
    its own sentence says what it is the name of ("the army of the country (FARDC)").
    """
    links = list(ruled)
    if not scene.layered:
        return links
    named = [link for link in links if scene.entities[link[1]].form == "name"]
    rated = []
    for k, options in antecedents(scene, links).items():
        judge = weights()[f"same-{scene.entities[k].form}"]
        for i, (rules, chance, reason) in options.items():
            sure = judge.confidence(chance, rules)
            if sure >= JOIN:
                rated.append((i, k, sure, reason or "the learned layer takes both for one"))
    clusters = Clusters([Traits(at, entity, scene.doc) for at, entity in enumerate(scene.entities)])
    found, done = named, set()
    for i, k, _, _ in named:
        clusters.join(i, k, by_name=True)
        if scene.sentence(scene.entities[i].head) == scene.sentence(scene.entities[k].head):
            done.add(k)
    for i, k, sure, reason in sorted(rated, key=lambda one: (-one[2], one[1], one[0])):
        if k not in done and not clusters.named_apart(i, k):
            clusters.join(i, k, by_name=True)
            done.add(k)
            found.append((i, k, round(sure, 2), reason))
    return sorted(found)


Antecedents = dict[int, tuple[list[str], float, str]]


def antecedents(scene: Scene, links: Iterable[CoreferenceLink]) -> dict[int, Antecedents]:
    """For each description or pronoun the mentions that it may be one with: rules, the layer's probability, reason.

    Names that a sieve joins it with ("President X": the title and the name) count wherever they stand.
    """
    found: dict[int, Antecedents] = defaultdict(dict)
    for i, k, score, reason in links:
        if scene.entities[k].form != "name":
            found[k][i] = (["sieve" if score >= SURE else "weak"], 0.0, reason)
    for k, i in sole(scene):
        rules, chance, reason = found[k].get(i, ([], 0.0, "the only one of its kind that is named before"))
        found[k][i] = [*rules, "sole"], chance, reason
    for k, entity in enumerate(scene.entities):
        for one in scene.doc.signals.linked(entity.head, "same", least=0.0):
            before = scene.by_head.get(one.token)
            if before is None or before >= k or wide(scene.entities[before].kind) != wide(entity.kind):
                continue
            if scene.doc[entity.head].lemma_.lower() in TOWNS and country_of(scene.entities[before].label):
                continue  # "Syria ... the city"
            if not entity.form == "name" == scene.entities[before].form:
                rules, _, reason = found[k].get(before, ([], 0.0, ""))
                found[k][before] = rules, one.chance, reason
    return found


def sole(scene: Scene) -> Iterator[tuple[int, int]]:
    """Descriptions with "the" or "these" and the last mention of the only one of their class that is named before.

    Only of armed groups, forces and governments: (description, name).
    """
    named: dict[str, dict[str, int]] = defaultdict(dict)
    for k, entity in enumerate(scene.entities):
        if entity.kind not in SIDES:
            continue
        if entity.form == "name":
            named[entity.kind][entity.label.casefold()] = k
        definite = any(token.lower_ in DEFINITE for token in scene.doc[entity.start : entity.head])
        if entity.form == "nominal" and definite and len(named[entity.kind]) == 1:
            yield k, next(iter(named[entity.kind].values()))


SIDES = frozenset({"ArmedGroup", "StateForce", "Government"})
