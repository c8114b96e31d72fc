"""Where the rules and the learned layers of conflict reporting meet: which wins, and why.

The lexicon and the grammar know little, but know it for sure, and say why; the layers were learned from our corpus,
see words that no list holds, and give a probability.  The policy (docs/decisions/0008):

- A trigger of the lexicon that the layer takes for nothing at all is none; one that only the layer sees is one where it
  is sure.  The type is the layer's where it is clear about it, for all triggers of a happening together.
- Told as happened or not: the layer overrules the grammar only where it is sure.
- A participant of the grammar stays, unless the layer is sure of another role for that word; the layer adds those of
  which it is sure.  Day and place: the grammar's, the layer's from even odds on where the grammar has none.
- Who says it: the grammar's, the layer's where the grammar has nobody or a pronoun; cues that no list holds are added
  from even odds on.
- Where a document has no layers (made by hand, or by another pipeline), the rules stand alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from graphbuild.extract.attribution import Attribution
from graphbuild.extract.kinds import wide
from graphbuild.extract.layers import NO_SIGNALS, Entity, Signal
from graphbuild.extract.modality import Modality, Reason
from graphbuild.extract.participants import light_verbs
from graphbuild.extract.plain import Doc
from graphbuild.extract.report_words import Act
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import Rule, Trigger
from graphbuild.model import Certainty, Stance

NO_TRIGGER = ("PUNCT", "DET", "ADP", "PRON")
EVEN = 0.5
SURE = 0.75

def has_layers(scene: Scene) -> bool:
    """Whether the learned layers have seen the document."""
    return scene.doc.signals is not NO_SIGNALS


def kinded(doc: Doc, entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities with the class that the layer gives them where the lexicon is vague, or the layer sure."""
    return tuple(_kinded(one, doc.signals.kinds.get(one.head)) for one in entities)


def _kinded(one: Entity, signal: Signal | None) -> Entity:
    if signal is None or one.kind in {signal.label, "CasualtyFigure"}:
        return one
    if wide(signal.label) == wide(one.kind):
        least = EVEN if one.kind == "Group" else SURE
    else:
        least = SURE if one.form == "name" else 2.0
    return replace(one, kind=signal.label) if signal.chance >= least else one


def merged_triggers(scene: Scene, ruled: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    """The triggers of the lexicon and of the layer, in the order of the text."""
    if not has_layers(scene):
        return ruled
    seen = scene.doc.signals.events
    found = {one.token: typed(one, seen[one.token]) for one in ruled if one.token in seen}
    inside = {i for one in found.values() for i in range(one.start, one.end)}
    for i, signal in seen.items():
        word = scene.doc[i]
        light = word.lemma_.lower() in light_verbs() and any(child.i in seen for child in word.children)
        if i not in inside and signal.any >= SURE and word.pos_ not in NO_TRIGGER and not light:
            rule = Rule(word.lemma_.lower(), word.pos_[:1].lower(), "", signal.label, {}, weak=False)
            found[i] = Trigger(i, i, i + 1, signal.label, rule)
    return tuple(found[i] for i in sorted(found))


def typed(trigger: Trigger, signal: Signal) -> Trigger:
    """The trigger with the layer's type where the layer is clear about it."""
    clear = signal.chance >= EVEN and signal.chance >= SURE * signal.any
    return replace(trigger, kind=signal.label) if clear else trigger


def likeliest_type(scene: Scene, tokens: list[int]) -> str | None:
    """The type that the layer gives to the triggers of one happening taken together; None where it is not clear."""
    weights: dict[str, float] = {}
    for token in tokens:
        signal = scene.doc.signals.events.get(token)
        if signal is not None:
            weights[signal.label] = weights.get(signal.label, 0.0) + signal.chance
    best = max(sorted(weights), key=lambda label: weights[label], default=None)
    return best if best is not None and weights[best] >= EVEN else None


def mood(scene: Scene, token: int, ruled: Modality) -> Modality:
    """Whether an event is told as happened."""
    signal = scene.doc.signals.told.get(token)
    if signal is None or signal.chance < SURE:
        return ruled
    if ruled.happened and signal.label != "happened":
        return replace(ruled, happened=False, reason=REASONS[signal.label])
    if not ruled.happened and signal.label == "happened":
        return replace(ruled, happened=True, reason="asserted")
    return ruled


REASONS: dict[str, Reason] = {"negated": "negated", "planned": "planned", "threatened": "threatened",
                              "demanded": "ordered", "hypothetical": "hypothetical", "habitual": "generic"}  # fmt: skip


CoreferenceLink = tuple[int, int, float, str]


def merged_coreference(scene: Scene, ruled: Iterable[CoreferenceLink]) -> list[CoreferenceLink]:
    """The links between mentions, (earlier, later, score, reason): a pronoun goes where the layer sees it go."""
    found = list(ruled)
    for k, entity in enumerate(scene.entities):
        if entity.form != "pronoun":
            continue
        for one in scene.doc.signals.linked(entity.head, "same"):
            i = scene.by_head.get(one.token)
            if i is not None and i != k and scene.entities[i].form != "pronoun":
                found = [link for link in found if link[1] != k or scene.entities[link[0]].form == "pronoun"]
                found.append((min(i, k), max(i, k), round(one.chance, 2), "the learned layer takes both for one"))
                break
    return found


def attributed(scene: Scene, ruled: tuple[Attribution, ...], triggers: frozenset[int]) -> tuple[Attribution, ...]:
    """The attributions of the grammar, with sources and contents that it missed, and those that only the layers see."""
    signals = scene.doc.signals
    found = list(ruled)
    at = {i: k for k, one in enumerate(ruled) for i in range(*one.cue)}
    added: list[tuple[int, int]] = []
    for cue, signal in signals.cues.items():
        if signal.any < EVEN:
            continue
        holds = [one.token for one in signals.linked(cue, "holds") if one.token in triggers]
        claimant = next((one.token for one in signals.linked(cue, "claimant", least=0.4)), None)
        k = at.get(cue)
        if k is not None:
            added += [(k, i) for i in holds if not said(found[k], i)]
            found[k] = completed(scene, found[k], claimant, holds)
        elif holds:
            added += [(len(found), i) for i in holds]
            found.append(learned_attribution(scene, cue, signal.label, claimant, holds))
    for k, i in added:
        for other in list(found):
            if other is not found[k] and said(other, i) and nearer(other, found[k], i):
                content = tuple(sorted({*found[k].content, *other.content, other.cue}))
                found[k] = replace(found[k], content=content)
    return tuple(found)


def said(one: Attribution, token: int) -> bool:
    """Whether a word is part of what is said."""
    return any(start <= token < end for start, end in one.content)


def nearer(inner: Attribution, outer: Attribution, token: int) -> bool:
    """Whether one cue stands between another and a word: "denied the commission's claim that ... attacked"."""
    return outer.cue[0] < inner.cue[0] < token or token < inner.cue[0] < outer.cue[0]


def completed(scene: Scene, one: Attribution, claimant: int | None, holds: list[int]) -> Attribution:
    """An attribution of the grammar with what only the layers see of it."""
    missed = [i for i in holds if not any(start <= i < end for start, end in one.content)]
    content = tuple(sorted([*one.content, *((i, i + 1) for i in missed)]))
    vague = one.source is None or scene.doc[one.source].pos_ == "PRON"
    source = claimant if vague and claimant is not None else one.source
    start, end = bounds(scene, [*one.cue, one.start, one.end - 1, *missed])
    return replace(one, content=content, source=source, start=start, end=end)


def learned_attribution(scene: Scene, cue: int, label: str, claimant: int | None, holds: list[int]) -> Attribution:
    """An attribution that only the layers see: what it says are the triggers that hang on its cue."""
    act, stance = ACTS[label]
    certainty = scene.doc.signals.certainty.get(cue)
    linked = scene.doc.signals.linked(holds[0], "perpetrator")
    said = [one.token for one in scene.doc.signals.linked(cue, "said")]
    start, end = bounds(scene, [cue, *holds])
    return Attribution(
        source=claimant,
        cue=(cue, cue + 1),
        verb=scene.doc[cue].lemma_.lower(),
        content=tuple((i, i + 1) for i in sorted(holds)),
        stance=stance,
        certainty=cast(Certainty, certainty.label) if certainty else "certain",
        act=act,
        accused=linked[0].token if linked and act == "accuse" else None,
        via=tuple(one.token for one in scene.doc.signals.linked(cue, "via")),
        on=next((t.start_token for t in scene.times if any(t.start_token <= i < t.end_token for i in said)), None),
        start=start,
        end=end,
    )


def bounds(scene: Scene, tokens: list[int]) -> tuple[int, int]:
    """First and last token of the sentences around some words."""
    inside = [min(i, len(scene.doc) - 1) for i in tokens]
    return min(scene.sentence(i)[0] for i in inside), max(scene.sentence(i)[1] for i in inside)


ACTS: dict[str, tuple[Act, Stance]] = {
    "Claim": ("say", "affirms"),
    "Denial": ("deny", "denies"),
    "ResponsibilityClaim": ("claim-responsibility", "affirms"),
    "Accusation": ("accuse", "affirms"),
}


def same_events(scene: Scene, tokens: list[int]) -> list[tuple[int, int, float]]:
    """Pairs of triggers, by their places in `tokens`, that the layer takes for one happening."""
    place = {token: k for k, token in enumerate(tokens)}
    found = []
    for k, token in enumerate(tokens):
        for one in scene.doc.signals.linked(token, "same", least=SURE):
            other = place.get(one.token)
            if other is not None and other != k:
                found.append((min(k, other), max(k, other), one.chance))
    return sorted(set(found), key=lambda one: (-one[2], one[0], one[1]))
