"""People harmed: which mentions are counted sets (`CasualtyFigure`), with what bounds, and which are the same count."""

from graphbuild.extract.amounts import amount_at, singular
from graphbuild.extract.layers import Entity
from graphbuild.extract.numerals import number
from graphbuild.extract.scene import Scene
from graphbuild.model import Figure

PEOPLE = frozenset({"Person", "Group", "ArmedGroup", "StateForce", "Civilians", "CasualtyFigure", "Government",
                    "InternationalOrganization", "MediaOrganization"})  # fmt: skip
ANYBODY = frozenset({"people", "person", "other", "victim", "dead", "casualty", "fatality", "individual", ""})
UNNAMED = frozenset({"toll", "casualty", "fatality", "death", "killing"})


def figure_of(scene: Scene, entity: Entity, outcome: str) -> Figure | None:
    """The figure that an entity stands for as a victim; None for a named actor and for a single person.

    A plural without a number is at least two by its grammar; where even that is not said, there are no bounds.
    """
    if entity.form != "nominal" and entity.kind != "CasualtyFigure":
        return None
    token = scene.doc[entity.head]
    amount = amount_at(token, scene.amounts)
    if amount is None and entity.kind == "Person" and singular(token) is not None:
        return None
    low, high = (amount.at_least, amount.at_most) if amount else (None, None)
    if amount is None and "Plur" in token.morph.get("Number", []):
        low = 2
    role = token.lower_ if token.pos_ in ("NOUN", "PROPN") else None
    return Figure(outcome, low, high, role, None)


def affiliation_of(scene: Scene, entity: Entity) -> int | None:
    """The index of the group that a counted set belongs to: "40 ISIS fighters", "three members of the army"."""
    for child in scene.dependents(entity.head, "compound", "amod", "nmod"):
        i = scene.by_head.get(child.i)
        if i is not None and scene.entities[i].kind in PEOPLE - {"Person", "CasualtyFigure"}:
            before = child.i < entity.head
            if before or scene.preposition(child.i) in ("of", "from"):
                return i
    return None


def bounds_of(scene: Scene, entity: Entity) -> tuple[int | None, int | None]:
    """How many a counted set holds; in "two of the four leaders" the leaders are four."""
    for child in scene.dependents(entity.head, "nummod"):
        value = number(child.text)
        if value is not None and any(part.lower_ == "of" for part in scene.dependents(entity.head, "case")):
            return value, value
    amount = amount_at(scene.doc[entity.head], scene.amounts)
    return (amount.at_least, amount.at_most) if amount else (None, None)


def counted_again(scene: Scene) -> list[tuple[int, int, float, str]]:
    """Counted sets that a definite phrase takes up ("four men ... the four men"): (earlier, later, ...)."""
    counted: list[tuple[int, str, tuple[int | None, int | None]]] = []
    found = []
    for i, entity in enumerate(scene.entities):
        bounds = bounds_of(scene, entity) if entity.form == "nominal" else (None, None)
        if bounds[0] is None or bounds[0] < 2:
            continue
        noun = scene.doc[entity.head].lemma_.lower()
        definite = any(t.lower_ in ("the", "these", "those") for t in scene.doc[entity.start : entity.head])
        earlier = [j for j, other, its in counted if (other, its) == (noun, bounds)]
        if definite and earlier:
            found.append((earlier[-1], i, 0.8, "the same number of the same people, taken up by a definite phrase"))
        counted.append((i, noun, bounds))
    return found


def same_count(left: tuple[Figure, str], right: tuple[Figure, str]) -> bool:
    """Whether two figures of one event are one count told twice: equal outcome and bounds, and like people.

    The second of each pair is the lemma of the noun.
    """
    (a, noun), (b, other) = left, right
    if a.outcome != b.outcome or (a.at_least, a.at_most) != (b.at_least, b.at_most) or a.at_least is None:
        return False
    return noun == other or noun in ANYBODY or other in ANYBODY
