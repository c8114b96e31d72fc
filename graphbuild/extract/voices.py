"""Who says it, and what: the attributions of the grammar and the cues of the layers, each event with its holders.

A holder of an event is an attribution, with a confidence that it holds the event to have happened (or denies it).
The grammar proposes the attribution in whose content a trigger stands, the layer links cues with triggers, also with
those of other sentences that the words only take up; `evidence` weighs them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from graphbuild.extract.attribution import Attribution
from graphbuild.extract.clauses import negated, nobody, withholds
from graphbuild.extract.evidence import EVEN, UNLAYERED, weights
from graphbuild.extract.layers import Signal
from graphbuild.extract.plain import Token
from graphbuild.extract.report_words import ASSERTIONS, Act
from graphbuild.extract.roles import described
from graphbuild.extract.scene import Scene
from graphbuild.model import Certainty, Stance


@dataclass(frozen=True, slots=True)
class Hold:
    """That an attribution holds the event of a trigger.

    `told` says whether the words of the event stand in what is said; otherwise an event told elsewhere is taken up.
    """

    attribution: int
    confidence: float
    told: bool


def voices(scene: Scene, ruled: tuple[Attribution, ...]) -> tuple[Scene, tuple[Attribution, ...]]:
    """The attributions of the grammar, then those that only the layers see; claimants become entities."""
    if not scene.layered:
        return scene, ruled
    at = {i: k for k, one in enumerate(ruled) for i in range(*one.cue)}
    found = list(ruled)
    for cue, signal in sorted(scene.doc.signals.cues.items()):
        word = scene.doc[cue]
        says_not = withholds(word) or (signal.label == "Denial" and word.pos_ == "VERB" and negated(word))
        if cue not in at and signal.any >= EVEN and not says_not:  # "has never disowned" denies nothing
            found.append(learned(scene, cue, signal.label))
    for k, one in enumerate(found):
        scene, source = claimant(scene, one)
        named = replace(one, source=source)
        found[k] = judged(scene, named) if k < len(ruled) else named
    for k, one in enumerate(found):
        by = next((other for other in found if denied(scene, other, one)), None)
        if by is not None:
            found[k] = replace(one, source=another(scene, one, by))
    return scene, tuple(found)


def denied(scene: Scene, denial: Attribution, one: Attribution) -> bool:
    """Whether a claim right behind a denial was given to the denier, as only a stranger's claim can be denied so.

    "The army denied the commission's claim that it ...": the claim is neither the army's nor of whoever "it" is.
    """
    if denial.stance != "denies" or one.stance == "denies" or one.source is None or denial.source is None:
        return False
    near = 0 < one.cue[0] - denial.cue[0] <= BEHIND and scene.sentence(one.cue[0]) == scene.sentence(denial.cue[0])
    return near and (one.source == denial.source or scene.doc[one.source].pos_ == "PRON")


BEHIND = 25  # words from the cue of a denial to the claim that it denies


def another(scene: Scene, one: Attribution, denial: Attribution) -> int | None:
    """The likeliest claimant but for the one that was chosen and the denier, a noun; else the chosen one."""
    rated = [
        (weights()["claimant"].confidence(chance, rules), -token)
        for token, rules, chance in claimants(scene, replace(one, source=None))
        if token not in (one.source, denial.source) and scene.doc[token].pos_ != "PRON"
    ]
    sure, token = max(rated, default=(0.0, 0))
    return -token if sure >= EVEN else one.source


def learned(scene: Scene, cue: int, label: str) -> Attribution:
    """An attribution that only the layers see; what it holds is for the links to say.

    Of a denial in so many words the lexicon knows better than the layer what it is.
    """
    act, stance = ACTS["Denial" if scene.doc[cue].lemma_.lower() in PLAIN else label]
    certainty = scene.doc.signals.certainty.get(cue)
    said = [one.token for one in scene.doc.signals.linked(cue, "said")]
    start, end = scene.sentence(cue)
    return Attribution(
        source=None,
        cue=(cue, cue + 1),
        verb=scene.doc[cue].lemma_.lower(),
        content=(),
        stance=stance,
        certainty=cast(Certainty, certainty.label) if certainty else "certain",
        act=act,
        via=tuple(one.token for one in scene.doc.signals.linked(cue, "via")),
        on=next((t.start_token for t in scene.times if any(t.start_token <= i < t.end_token for i in said)), None),
        start=start,
        end=end,
    )


ACTS: dict[str, tuple[Act, Stance]] = {
    "Claim": ("say", "affirms"),
    "Denial": ("deny", "denies"),
    "ResponsibilityClaim": ("claim-responsibility", "affirms"),
    "Accusation": ("accuse", "affirms"),
}


def claimants(scene: Scene, one: Attribution) -> Iterator[tuple[int, list[str], float]]:
    """The words that may be who says it: the rules that say so, and the layer's probability."""
    chances = {
        link.token: link.chance
        for cue in range(*one.cue)
        for link in scene.doc.signals.linked(cue, "claimant", least=0.0)
    }
    if one.source is not None:
        pronoun = scene.doc[one.source].pos_ == "PRON"
        yield one.source, ["pronoun" if pronoun else "grammar"], chances.pop(one.source, 0.0)
    for token, chance in chances.items():
        yield token, [], chance


def claimant(scene: Scene, one: Attribution) -> tuple[Scene, int | None]:
    """The likeliest claimant; the grammar's where nobody is likely."""
    weigh = weights()["claimant"].confidence
    rated = [(weigh(chance, rules), token, chance) for token, rules, chance in claimants(scene, one)]
    sure = [pair for pair in rated if pair[0] >= EVEN]
    if not sure:
        return scene, one.source
    _, token, chance = max(sure, key=lambda pair: (pair[0], -pair[1]))
    signal = scene.doc.signals.kinds.get(token)
    if token not in scene.by_head and signal is not None and chance >= EVEN:
        scene = scene.with_entity(described(scene, token, signal.label))
    return scene, token


def seen(scene: Scene, one: Attribution) -> Signal | None:
    """What the layer makes of the cue of an attribution."""
    signals = [scene.doc.signals.cues[i] for i in range(*one.cue) if i in scene.doc.signals.cues]
    return max(signals, key=lambda signal: signal.any, default=None)


def denial(scene: Scene, one: Attribution) -> float | None:
    """The layer's probability that a cue is one of denial; None where the layer takes it for no cue."""
    signal = seen(scene, one)
    if signal is None:
        return None
    others = min(signal.chance, max(signal.any - signal.chance, 0.0))  # no other label is likelier than the best
    return (signal.chance if signal.label == "Denial" else others) / signal.any


def denying(scene: Scene, one: Attribution) -> list[str]:
    """The rules that make an attribution a denial: the plainest of words, another wording, "not" in what is said."""
    if one.stance != "denies":
        return ["negated"] if refuses(scene, one) else []
    plain = any(scene.doc[i].lemma_.lower() in PLAIN for i in range(*one.cue)) or one.verb in PLAIN
    return ["plain" if plain else "grammar"]


def refuses(scene: Scene, one: Attribution) -> bool:
    """Whether what is said says that something is not so: "we had no part in it, he said"."""
    return any(negating(scene, start, end) for start, end in one.content)


def negating(scene: Scene, start: int, end: int) -> bool:
    """Whether the main clause of some words says that something is not so: "had no part in it", "was not ours"."""
    tops = [i for i in range(start, end) if not start <= scene.doc[i].head.i < end or scene.doc[i].head.i == i]
    top = next((scene.doc[i] for i in tops if scene.doc[i].pos_ not in ("PUNCT", "SPACE")), None)
    return top is not None and clause_negates(top) and not lacks(scene, top)


def lacks(scene: Scene, top: Token) -> bool:
    """Whether a clause says that somebody has not something that has no part in the deed: "we have no blood left"."""
    if top.lemma_.lower() != "have":
        return False
    things = [part for part in scene.dependents(top.i, "obj") if nobody(part)]
    kinds = {scene.entities[scene.by_head[one.i]].kind for one in things if one.i in scene.by_head}
    return bool(things) and not kinds & DOING and not any(one.lemma_.lower() in PART for one in things)


DOING = frozenset({"ArmedGroup", "StateForce", "Equipment"})
PART = frozenset({"connection", "hand", "involvement", "knowledge", "link", "part", "responsibility", "role", "share",
                  "tie"})  # fmt: skip


def negates(scene: Scene, token: int) -> bool:
    """Whether the clause in which a word stands says that something is not so."""
    word = scene.doc[token]
    while word.pos_ not in ("VERB", "AUX") and word.head.i != word.i:
        word = word.head
    return clause_negates(word)


def clause_negates(top: Token) -> bool:
    """Whether the clause of a word is negated: "not", "never", or an object or subject with "no"; not "no doubt"."""
    parts = [part for part in top.children if part.dep_ in ("obj", "nsubj")]
    if top.lemma_.lower() in SPEECH or any(part.lemma_.lower() in UNDOUBTED for part in parts):
        return False
    none = any(word.lower_ == "no" and word.dep_ == "det" for part in parts for word in part.children)
    return none or negated(top)


SPEECH = frozenset({"answer", "comment", "reply", "respond", "speak"})  # who does not do so denies nothing
UNDOUBTED = frozenset({"doubt", "question", "secret", "surprise", "wonder"})


PLAIN = frozenset({"deny", "denial"})


def judged(scene: Scene, one: Attribution) -> Attribution:
    """The attribution with stance and act as grammar and layer have them together."""
    signal, chance = seen(scene, one), denial(scene, one)
    if signal is None or chance is None:
        return one
    denies = weights()["denies"].confidence(chance, denying(scene, one)) >= EVEN
    if denies != (one.stance == "denies"):
        if denies:
            return replace(one, stance="denies", act="deny")
        return replace(one, stance="affirms", act=ACTS[signal.label][0] if signal.label != "Denial" else "say")
    if one.act == "say" and signal.chance >= EVEN:
        doer = accused(scene, one)
        if signal.label == "Accusation" or (signal.label == "ResponsibilityClaim" and own(scene, one, doer)):
            return replace(one, act=ACTS[signal.label][0], accused=doer)
    return one


def own(scene: Scene, one: Attribution, doer: int | None) -> bool:
    """Whether who says so may mean a deed of his own: the layers see nobody else do it, and he is no news outlet."""
    signal = scene.doc.signals.kinds.get(one.source) if one.source is not None else None
    press = signal is not None and signal.label == "MediaOrganization"
    return not press and (doer is None or doer == one.source or scene.doc[doer].pos_ == "PRON")


def accused(scene: Scene, one: Attribution) -> int | None:
    """Whom the layers link as perpetrator with an event that the cue holds."""
    for cue in range(*one.cue):
        for link in scene.doc.signals.linked(cue, "holds"):
            for who in scene.doc.signals.linked(link.token, "perpetrator"):
                return who.token
    return None


def holders(
    scene: Scene, attributions: tuple[Attribution, ...], triggers: Mapping[int, tuple[int, int]]
) -> dict[int, tuple[Hold, ...]]:
    """Who holds the event of each trigger (its words as token offsets), the surest first."""
    found: dict[int, tuple[Hold, ...]] = {}
    for token, span in triggers.items():
        rated = []
        proposed = [one for one in holders_proposed(scene, attributions, token, span) if asserts(attributions[one[0]])]
        answers = [weights()["holds"].confidence(chance, rules) for _, rules, chance in proposed if "answered" in rules]
        for k, rules, chance in proposed:
            if scene.layered:
                sure = weights()["holds"].confidence(chance, rules)
                if "innermost" in rules:  # what is denied as a claim is claimed as surely as it is denied
                    sure = max([sure, *answers])
            else:
                sure = UNLAYERED if "innermost" in rules or "answered" in rules else 0.0
            if sure >= scene.least:
                here = scene.sentence(token) == scene.sentence(attributions[k].cue[0])
                rated.append(Hold(k, sure, bool(rules) or here))
        found[token] = tuple(sorted(rated, key=lambda one: (-one.confidence, one.attribution)))
    return found


def holders_proposed(
    scene: Scene, attributions: tuple[Attribution, ...], token: int, span: tuple[int, int]
) -> Iterator[tuple[int, list[str], float]]:
    """The attributions that may hold a trigger: the rules that say so, and the layer's probability."""
    inner = innermost(attributions, token)
    for k, one in enumerate(attributions):
        rules = []
        if inner and k == inner[0]:
            rules.append("innermost")
        elif k in inner:
            denied = one.stance == "denies" and attributions[inner[0]].stance == "affirms"
            rules.append("answered" if denied and one.source != attributions[inner[0]].source else "outer")
        chance = max(
            (
                link.chance
                for cue in range(*one.cue)
                for link in scene.doc.signals.linked(cue, "holds", least=0.0)
                if span[0] <= link.token < span[1]
            ),
            default=0.0,
        )
        if rules or chance:
            yield k, rules, chance


def innermost(attributions: tuple[Attribution, ...], token: int) -> list[int]:
    """The attributions in whose content a word stands, the narrowest first."""

    def breadth(i: int) -> int:
        return sum(end - start for start, end in attributions[i].content)

    return sorted((i for i, one in enumerate(attributions) if covers(one, token)), key=lambda i: (breadth(i), i))


def covers(attribution: Attribution, token: int) -> bool:
    """Whether a word is part of what is said."""
    inside = any(start <= token < end for start, end in attribution.content)
    return inside and not attribution.cue[0] <= token < attribution.cue[1]


def asserts(one: Attribution) -> bool:
    """Whether an attribution holds its source to what is said."""
    return one.act in ASSERTIONS
