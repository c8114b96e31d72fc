"""The setting of a narrative: where and when a paragraph's story plays, said once and meant for what follows.

"In Kunduz last night, a joint force searched a compound.  During the search the force detained one man."  The second
sentence names neither place nor day; both are those of the first (the narrative frame; Reichenbach 1947, Kamp and
Reyle 1993).  A setting lasts to the end of its paragraph or to the next one, and reaches only what is told in the plain
past, never an aside, a background in the past perfect or a general statement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.extract.circumstances import SPEECH, WHERE
from graphbuild.extract.plain import Span, Token
from graphbuild.extract.scene import Scene
from graphbuild.extract.times import TimeExpression

REACH = 5  # sentences
OPENERS = WHERE - {"of", "from", "to", "by", "against", "towards"}


@dataclass(frozen=True, slots=True)
class Setting:
    """The place (an entity) and the time that hold in a sentence, where any were set."""

    place: int | None = None
    time: TimeExpression | None = None


def settings(scene: Scene) -> dict[int, Setting]:
    """The setting in force in each sentence, by the token offset at which the sentence starts."""
    found: dict[int, Setting] = {}
    place, place_age, time, time_age = None, 0, None, 0
    for sentence in scene.doc.sents:
        if new_paragraph(sentence):
            place, time = None, None
        own_place, own_time = place_set(scene, sentence), time_set(scene, sentence)
        place_age, time_age = place_age + 1, time_age + 1
        if own_place is not None:
            place, place_age = own_place, 0
        if own_time is not None:
            time, time_age = own_time, 0
        found[sentence.start] = Setting(place if place_age <= REACH else None, time if time_age <= REACH else None)
    return found


def new_paragraph(sentence: Span) -> bool:
    """Whether a blank line stands before the sentence, or at its start."""
    before = sentence.doc[sentence.start - 1] if sentence.start else None
    return (before is not None and "\n" in before.text) or "\n" in sentence[0].text


def place_set(scene: Scene, sentence: Span) -> int | None:
    """A named place that a locative phrase of a main clause gives."""
    for i, entity in enumerate(scene.entities):
        if sentence.start <= entity.head < sentence.end and entity.kind == "Place":
            named = entity.form == "name" or any(t.pos_ == "PROPN" for t in scene.doc[entity.start : entity.end])
            if named and locative(scene, entity.head) and not scene.in_aside(entity.head):
                return i
    return None


def locative(scene: Scene, token: int) -> bool:
    """Whether the place stands in a phrase of place that hangs, directly or by a noun, on a verb in the past."""
    word = scene.doc[token]
    if scene.preposition(token) not in OPENERS and not (word.dep_ == "nmod" and scene.preposition(token) == "of"):
        return False
    for above in list(scene.up(token))[1:4]:
        if above.pos_ in ("VERB", "AUX"):
            main = above.dep_ in ("ROOT", "conj", "parataxis", "ccomp")
            return main and told_in_past(scene, above) and above.lemma_.lower() not in SPEECH
    return False


def time_set(scene: Scene, sentence: Span) -> TimeExpression | None:
    """The one time of the sentence that dates a main clause in the past, not the saying of it."""
    inside = [t for t in scene.times if sentence.start <= t.start_token < sentence.end and t not in scene.filed]
    if len(inside) != 1:
        return None
    head = Span(scene.doc, inside[0].start_token, inside[0].end_token).root
    verb = next((above for above in scene.up(head.i) if above.pos_ in ("VERB", "AUX")), None)
    if verb is None or scene.in_aside(head.i) or verb.lemma_.lower() in SPEECH or not told_in_past(scene, verb):
        return None
    return inside[0]


def told_in_past(scene: Scene, verb: Token) -> bool:
    """Whether a verb, or the finite verb above it, is in the simple past or present perfect."""
    for above in scene.up(verb.i):
        marks = {child.lower_ for child in scene.children.get(above.i, ())}
        if marks & {"had", "will", "would", "may", "might", "could", "can", "should"}:
            return False
        if "Past" in above.morph.get("Tense", []) or marks & {"was", "were", "has", "have", "did"}:
            return True
        if above.morph.get("VerbForm", []) == ["Fin"]:
            return False
    return False


def reached(scene: Scene, token: int) -> bool:
    """Whether an event told at this word lies within the setting."""
    if scene.in_aside(token):
        return False
    verb = next((above for above in scene.up(token) if above.pos_ in ("VERB", "AUX")), None)
    return verb is not None and told_in_past(scene, verb)


def in_force(found: dict[int, Setting], starts: Sequence[int], token: int) -> Setting:
    """The setting of the sentence around a token; `starts` are the sorted keys of `found`."""
    at = max((start for start in starts if start <= token), default=None)
    return found[at] if at is not None else Setting()
