"""People harmed: which mentions are counted sets (`CasualtyFigure`), with what bounds, and which are the same count."""

from dataclasses import dataclass

from graphbuild.extract.amounts import amount_at, singular
from graphbuild.extract.layers import Entity
from graphbuild.extract.numerals import number
from graphbuild.extract.scene import Scene
from graphbuild.model import Figure

PEOPLE = frozenset({"Person", "Group", "ArmedGroup", "StateForce", "Civilians", "CasualtyFigure", "Government",
                    "InternationalOrganization", "MediaOrganization"})  # fmt: skip
ANYBODY = frozenset({"people", "person", "other", "victim", "dead", "casualty", "fatality", "individual", ""})
OTHERS = frozenset({"other", "others", "another", "second", "third"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PLURAL = frozenset({"they", "them", "those", "these"})
SINGULAR = frozenset({"he", "him", "she", "her", "one"})
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


@dataclass(frozen=True, slots=True)
class Count:
    """A figure, the lemma of its noun, its sentence, whether its words are vague, or even a bare plural ("people")."""

    figure: Figure
    noun: str = ""
    sentence: tuple[int, int] = (0, 0)
    vague: bool = False
    bare: bool = False


def same_count(left: Count, right: Count) -> bool:
    """Whether two figures of one event are one count told twice: equal outcome and bounds, and like people."""
    a, b = left.figure, right.figure
    if a.outcome != b.outcome or (a.at_least, a.at_most) != (b.at_least, b.at_most) or a.at_least is None:
        return False
    return _like_nouns(left, right)


def told_again(left: Count, right: Count) -> bool:
    """Whether of two figures of one event, in two sentences, a vague one can be the other: "several", then "three".

    Bare "people" may be many more than "two soldiers".
    """
    a, b = left.figure, right.figure
    if a.outcome != b.outcome or left.sentence == right.sentence or not (left.vague or right.vague):
        return False
    least = max(a.at_least or 0, b.at_least or 0)
    anybody = any(one.bare and one.noun in ANYBODY for one in (left, right))
    if 0 in (a.at_most, b.at_most) or 1 in (a.at_least, b.at_least) or (anybody and left.noun != right.noun):
        return False
    return all(least <= most for most in (a.at_most, b.at_most) if most is not None) and _like_nouns(left, right)


def _like_nouns(left: Count, right: Count) -> bool:
    return left.noun == right.noun or left.noun in ANYBODY or right.noun in ANYBODY


def is_bare(scene: Scene, entity: Entity) -> bool:
    """Whether words of a plural neither say how many nor take somebody up: "people", not "the suspects"."""
    definite = any(token.lower_ in DEFINITE for token in scene.doc[entity.start : entity.head])
    return not definite and amount_at(scene.doc[entity.head], scene.amounts) is None


def is_vague(scene: Scene, entity: Entity) -> bool:
    """Whether a counted set has no number: "several men", "the suspects"; not "dozens", "about 40"."""
    amount = amount_at(scene.doc[entity.head], scene.amounts)
    if amount is None:
        return True
    return amount.approximate and amount.at_most is None and (amount.at_least or 0) < LARGE


LARGE = 10


def taken_up(scene: Scene, earlier: int, later: int) -> bool:
    """Whether a pronoun or definite description can take up who was harmed before: as many, as far as either says."""
    one, other = scene.entities[earlier], scene.entities[later]
    definite = other.form == "pronoun" or (
        other.form == "nominal" and any(token.lower_ in DEFINITE for token in scene.doc[other.start : other.head + 1])
    )
    beside = {t.lower_ for t in scene.doc[other.start : other.end]} & OTHERS
    if not definite or one.form == "pronoun" or beside or other.head in scene.coordinated(one.head):
        return False
    nouns = [scene.doc[entity.head].lemma_.lower() for entity in (one, other)]
    described = other.form == "nominal" and scene.doc[other.head].lower_ not in PLURAL
    if described and nouns[0] != nouns[1] and not ANYBODY & set(nouns):
        return False
    counts = [_how_many(scene, entity) for entity in (one, other)]
    return None in counts or counts[0] == counts[1] or (counts[1] == "many" and counts[0] != "1")


def _how_many(scene: Scene, entity: Entity) -> str | None:
    """ "1", "many" where a plural does not say how many, or the bounds of a number; None where nothing tells."""
    low, high = bounds_of(scene, entity)
    if low is not None or high is not None:
        return "1" if low == high == 1 else f"{low}..{high}"
    token = scene.doc[entity.head]
    if token.lower_ in PLURAL or "Plur" in token.morph.get("Number", []):
        return "many"
    return "1" if token.lower_ in SINGULAR or entity.kind == "Person" else None


def like_people(left: Figure, right: Figure) -> bool:
    """Whether two figures may count the same people: none says that they were something else.

    >>> like_people(Figure("killed", role="civilians"), Figure("killed", role="soldiers"))
    False
    >>> like_people(Figure("killed", role="people"), Figure("killed", role="soldiers"))
    True
    """
    roles = [(figure.role or "").lower().removesuffix("s") for figure in (left, right)]
    return roles[0] == roles[1] or any(role in ANYBODY for role in roles)
