"""Learned layers made by hand, and weights that no fitting changes, so that the tests ask for the policy, not numbers.

With `FIXED` the confidence without rules is the layer's probability; a rule that speaks for a judgement carries it
even where the layer gives nothing, one that speaks against it takes it down even where the layer is sure.
"""

from collections.abc import Mapping
from dataclasses import replace

from pytest import MonkeyPatch
from sentences import at, document, scene

from graphbuild.extract import happenings, learned, roles, voices
from graphbuild.extract.attribution import Attribution, attributions
from graphbuild.extract.evidence import Weights
from graphbuild.extract.layers import Argument, Signal, Signals
from graphbuild.extract.plain import Doc
from graphbuild.extract.report_words import Act
from graphbuild.extract.scene import Scene
from graphbuild.extract.times import TimeExpression
from graphbuild.extract.triggers import triggers
from graphbuild.extract.understand import understand
from graphbuild.model import Article, Reading

FOR, LITTLE, AGAINST = 6.0, 4.5, -8.0  # beside log-odds of -2.9 to 3.9 for the layer
HINT = 1.0  # tips a layer that is undecided
PART = {"frame": FOR, "marked": FOR, "syntax": FOR, "far": 0.0}
FIXED = {
    "event": Weights(
        0.0, 1.0, {"verb": FOR, "noun": FOR, "weak": LITTLE, "agrees": 0.0, "plain": 0.0, "outright": 0.0}
    ),
    "happened": Weights(0.0, 1.0, {"denied": AGAINST}),
    "when": Weights(0.0, 1.0, {"grammar": FOR, "setting": LITTLE}),
    "place": Weights(0.0, 1.0, {"phrase": FOR, "clause": FOR, "setting": LITTLE, "far": 0.0}),
    "claimant": Weights(0.0, 1.0, {"grammar": FOR, "pronoun": LITTLE}),
    "denies": Weights(0.0, 1.0, {"plain": FOR, "grammar": LITTLE, "negated": HINT}),
    "same-event": Weights(
        0.0, 1.0, {"grammar": FOR, "definite": FOR, "harmed": FOR, "place": FOR, "type": 0.0, "near": 0.0}
    ),
    "same-name": Weights(0.0, 1.0, {}),
    "same-nominal": Weights(0.0, 1.0, {"sieve": FOR, "weak": LITTLE, "sole": 0.0}),
    "same-pronoun": Weights(0.0, 1.0, {"sieve": FOR, "weak": LITTLE}),
    "harmed": Weights(
        0.0, 1.0, {**PART, "elsewhere": LITTLE, "otherwise": AGAINST, "counted": HINT, "recounted": -HINT}
    ),
    "holds": Weights(0.0, 1.0, {"innermost": FOR, "answered": FOR, "outer": 0.0}),
    **{name: Weights(0.0, 1.0, PART) for name in ("perpetrator", "target", "participant", "instrument")},
}


def fix(monkeypatch: MonkeyPatch, **others: Weights) -> None:
    """Weigh by `FIXED` wherever rules and layers meet, but for these `others` by judgement."""
    for module in (roles, voices, learned, happenings):
        monkeypatch.setattr(module, "weights", lambda: FIXED | others)


def acting(monkeypatch: MonkeyPatch, act: Act, accused: str | None = None) -> None:
    """Take every saying for one of this act, and of an accusation of this word."""

    def acted(doc: Doc, times: tuple[TimeExpression, ...]) -> tuple[Attribution, ...]:
        whom = None if accused is None else at(doc, accused)
        return tuple(replace(one, act=act, accused=whom) for one in attributions(doc, times))

    monkeypatch.setattr("graphbuild.extract.understand.attributions", acted)


def sure(label: str, chance: float = 0.97) -> Signal:
    """What a layer makes of a word that it takes for nothing else."""
    return Signal(label, chance, chance)


def see(
    doc: Doc,
    *,
    events: dict[int, Signal] | None = None,
    told: dict[int, Signal] | None = None,
    cues: dict[int, Signal] | None = None,
    certainty: dict[int, Signal] | None = None,
    kinds: dict[int, Signal] | None = None,
    figures: dict[int, Signal] | None = None,
    links: dict[int, dict[tuple[str, int], float]] | None = None,
) -> None:
    """Give a document layers; links by word, then (label, other word) with the probability."""
    joined = {i: tuple(Argument(*key, chance) for key, chance in row.items()) for i, row in (links or {}).items()}
    doc.signals = Signals(events or {}, told or {}, cues or {}, certainty or {}, kinds or {}, figures or {}, joined)


def named(scene: Scene, i: int) -> str:
    """The head word of an entity."""
    return scene.doc[scene.entities[i].head].text


def heard(
    *sentences: str,
    links: Mapping[str, Mapping[tuple[str, str], float]] | None = None,
    happened: tuple[str, ...] = (),
    kinds: Mapping[str, str] | None = None,
    least: float = 0.5,
) -> Reading:
    """What is read in sentences of which layers see all triggers, and by their words these links and kinds.

    Of the triggers in `happened` they are sure that it happened.
    """
    doc = document(*sentences)
    known = {one.token: sure(one.kind) for one in triggers(scene(*sentences))}
    made = {
        at(doc, word): {(label, at(doc, other)): chance for (label, other), chance in row.items()}
        for word, row in (links or {}).items()
    }
    told = {at(doc, word): sure("happened") for word in happened}
    see(
        doc,
        events=known,
        told=told,
        kinds={at(doc, word): sure(kind) for word, kind in (kinds or {}).items()},
        links=made,
    )
    return understand(doc, Article("a1", doc.text), "hand-made", least=least)
