"""Where and when an event was, as its words say; absent where they do not."""

from graphbuild.extract.plain import Span, Token
from graphbuild.extract.scene import Scene
from graphbuild.extract.times import TimeExpression
from graphbuild.extract.triggers import Trigger
from graphbuild.model import Period

WHERE = frozenset({"in", "at", "near", "outside", "around", "on", "inside", "off", "across", "along", "north", "south",
                   "east", "west", "within", "throughout", "close to", "from", "into", "over", "of", "northeast",
                   "northwest", "southeast", "southwest", "between", "towards", "by", "to", "against"})  # fmt: skip
FAR = frozenset({"from", "to", "of", "by", "towards", "against"})  # a place behind these is not where the event was
OCCASION = frozenset({"during", "in", "on", "by", "as", "while", "after", "from"})
SPEECH = frozenset({"say", "tell", "state", "report", "add", "announce", "claim", "deny", "confirm", "declare"})


def place_of(scene: Scene, trigger: Trigger) -> tuple[int, bool] | None:
    """The place of an event, an entity, in its own phrase or else in the clause around it; and whether strictly there.

    Strictly leaves out origins, goals and "of".
    """
    for strict in (True, False):
        token = scene.doc[trigger.token]
        for ancestor in [token, *list(scene.up(token.i))[1:4]]:
            if ancestor.i != token.i and ancestor.lemma_.lower() in SPEECH and ancestor.pos_ == "VERB":
                break
            places = _places_under(scene, ancestor.i, strict=strict)
            if places:
                return min(places, key=lambda i: abs(scene.entities[i].head - token.i)), strict
            if ancestor.dep_ == "acl" and not strict:  # "the town where rebels attacked"
                i = scene.by_head.get(ancestor.head.i)
                if i is not None and scene.entities[i].kind == "Place":
                    return i, strict
    return None


def _places_under(scene: Scene, token: int, *, strict: bool) -> list[int]:
    """Places that hang on a word by a locative phrase; `strict` leaves out origins, goals and "of"."""
    found = []
    frame = scene.frames.get(token)
    located = set(frame.role("ARGM-LOC")) if frame else set()
    for child in scene.dependents(token, "obl", "nmod", "advmod"):
        preposition = scene.preposition(child.i)
        allowed = WHERE - FAR if strict else WHERE - {"by", "against"}
        if child.i in located or preposition.split(" ")[0] in allowed or preposition in allowed:
            found += [i for one in scene.coordinated(child.i) if (i := place_at(scene, one)) is not None]
        if child.i not in scene.by_head and preposition in OCCASION:  # "during an operation in X"
            found += [
                i
                for below in scene.dependents(child.i, "nmod", "obl")
                if scene.preposition(below.i) in WHERE - FAR and (i := place_at(scene, below.i)) is not None
            ]
    for child in scene.dependents(token, "compound", "nmod"):
        i = scene.by_head.get(child.i)
        if i is not None and scene.entities[i].kind == "Place" and child.i < token:
            found.append(i)
    return found


def place_at(scene: Scene, token: int) -> int | None:
    """The place that a phrase names: its head, or a named place below it ("the outskirts of Raqqa")."""
    i = scene.by_head.get(token)
    here = i if i is not None and scene.entities[i].kind == "Place" else None
    if here is not None and scene.entities[here].form == "name":
        return here
    for child in scene.dependents(token, "nmod", "appos", "compound", "flat"):
        below = place_at(scene, child.i) if scene.preposition(child.i) in ("of", "in", "near", "") else None
        if below is not None:
            return below
    return here


def period_of(scene: Scene, expression: TimeExpression) -> Period | None:
    """The period that a time expression names, without its mention; None where it cannot be resolved."""
    placed = scene.placed.get(expression)
    return Period("", *placed, expression.text) if placed is not None else None


def time_of(scene: Scene, trigger: Trigger) -> TimeExpression | None:
    """A time expression governed by the trigger, or by a verb above it that is no verb of speech."""
    token = scene.doc[trigger.token]
    levels = {token.i: 0}
    for distance, ancestor in enumerate(list(scene.up(token.i))[1:4], 1):
        if ancestor.pos_ == "VERB" and ancestor.lemma_.lower() in SPEECH:
            break
        levels[ancestor.i] = distance
        if ancestor.dep_ in ("advcl", "ccomp", "parataxis", "acl"):
            break
    sentence = scene.sentence(token.i)
    best: tuple[int, int, TimeExpression] | None = None
    for expression in scene.times:
        if sentence[0] <= expression.start_token < sentence[1] and expression not in scene.filed:
            governor = _governor(scene, expression, levels)
            if governor is not None:
                rank = (levels[governor], abs(expression.start_token - token.i))
                if best is None or rank < best[:2]:
                    best = (*rank, expression)
    return best[2] if best else _only_time(scene, token, sentence)


def _only_time(scene: Scene, token: Token, sentence: tuple[int, int]) -> TimeExpression | None:
    """The one time expression of the sentence, where it dates no speech and the event stands in no aside."""
    inside = [t for t in scene.times if sentence[0] <= t.start_token < sentence[1] and t not in scene.filed]
    if len(inside) != 1 or scene.in_aside(token.i):
        return None
    head = Span(scene.doc, inside[0].start_token, inside[0].end_token).root
    above = [a for a in scene.up(head.i) if a.i != head.i][:2]
    if any(a.lemma_.lower() in SPEECH or scene.in_aside(a.i) for a in above) or scene.in_aside(head.i):
        return None
    return inside[0]


def _governor(scene: Scene, expression: TimeExpression, levels: dict[int, int]) -> int | None:
    """The word among `levels` on which the expression hangs within a few steps, passing no other verb."""
    head = Span(scene.doc, expression.start_token, expression.end_token).root
    for steps, ancestor in enumerate(scene.up(head.i)):
        if ancestor.i in levels and not expression.start_token <= ancestor.i < expression.end_token:
            return ancestor.i
        if steps > 4 or (ancestor.pos_ == "VERB" and ancestor.i != head.i):
            return None
    return None
