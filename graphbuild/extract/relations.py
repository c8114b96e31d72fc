"""Standing relations between actors and places that a phrase tells: who leads or belongs to what, what lies where."""

from collections.abc import Iterator
from functools import cache

from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import table

GROUPS = frozenset({"Group", "ArmedGroup", "StateForce", "Government", "InternationalOrganization",
                    "MediaOrganization", "Civilians"})  # fmt: skip

Standing = tuple[int, str, int, int]  # subject entity, relation, object entity, token that tells it


@cache
def posts() -> dict[str, str]:
    """Noun -> leaderOf or memberOf (`lexicon/posts.tsv`)."""
    return {row["noun"]: row["relation"] for row in table("posts.tsv")}


def standing_relations(scene: Scene) -> tuple[Standing, ...]:
    """All standing relations of a document in the order of the text, each once."""
    found: dict[Standing, None] = {}
    for i, entity in enumerate(scene.entities):
        if entity.kind == "Place":
            for j in _around(scene, i):
                found[(i, "within", j, entity.head)] = None
        else:
            for relation, j in _post(scene, entity.head):
                for holder in (i, *_named_as(scene, entity.head)):
                    if holder != j:
                        found[(holder, relation, j, entity.head)] = None
    return tuple(found)


def _around(scene: Scene, i: int) -> Iterator[int]:
    """The named places that a named place is said to lie in: "Qaim in Anbar", "Qaim, Iraq"."""
    entity = scene.entities[i]
    if not _has_name(scene, i):
        return
    heads = [entity.head]
    above = scene.doc[entity.head].head.i  # "the town of Qaim in Anbar": the phrase hangs on the town
    town = above in scene.by_head and scene.entities[scene.by_head[above]]
    if town and town.kind == "Place" and town.form != "name" and scene.preposition(entity.head) in ("of", ""):
        heads.append(above)
    for head in heads:
        for child in scene.dependents(head, "nmod", "appos", "obl", "flat"):
            j = scene.by_head.get(child.i)
            if j is None or j == i or scene.entities[j].kind != "Place" or not _has_name(scene, j):
                continue
            comma = child.i > 0 and scene.doc[scene.entities[j].start - 1].text == ","
            joined = scene.preposition(child.i) == "in" or (
                entity.form == "name" and scene.preposition(child.i) == "of"
            )
            if child.i > entity.head and (joined or (comma and not scene.preposition(child.i))):
                yield j


def _has_name(scene: Scene, i: int) -> bool:
    """Whether a place is named, be it with a common noun behind ("Khost province")."""
    entity = scene.entities[i]
    return entity.form == "name" or any(t.pos_ == "PROPN" for t in scene.doc[entity.start : entity.end])


def _post(scene: Scene, head: int) -> Iterator[tuple[str, int]]:
    """The groups that a noun of office names: "leader of X", "X's leader", "the X commanders"."""
    relation = posts().get(scene.doc[head].lemma_.lower())
    if relation is None:
        return
    for child in scene.dependents(head, "nmod", "compound", "amod"):
        j = scene.by_head.get(child.i)
        if j is not None and scene.entities[j].kind in GROUPS:
            before = child.i < head
            if before or scene.preposition(child.i) in ("of", "in", "for", "with"):
                yield relation, j


def _named_as(scene: Scene, head: int) -> Iterator[int]:
    """Who is said to hold the office: "named X and Y as two of the leaders", "X, the leader", "X is the leader"."""
    token = scene.doc[head]
    if token.dep_ == "nmod" and token.head.pos_ in ("NUM", "DET", "PRON"):  # "two of the leaders"
        token = token.head
    if token.dep_ in ("obl", "nmod", "xcomp", "advcl") and scene.preposition(token.i) == "as":
        verb = next((above for above in scene.up(token.head.i) if above.pos_ == "VERB"), token.head)
        subjects = scene.dependents(verb.i, "nsubj") if scene.passive(verb.i) else ()
        for child in subjects or scene.dependents(verb.i, "obj", "xcomp"):
            yield from _people(scene, scene.antecedent(child.i))
    elif token.dep_ == "appos":
        yield from _people(scene, token.head.i)
    else:
        for child in scene.dependents(token.i, "appos"):
            yield from _people(scene, child.i)
        if scene.dependents(token.i, "cop"):
            for child in scene.dependents(token.i, "nsubj"):
                yield from _people(scene, scene.antecedent(child.i))


def _people(scene: Scene, token: int) -> Iterator[int]:
    for one in scene.coordinated(token):
        i = scene.by_head.get(one)
        if i is not None and scene.entities[i].kind == "Person":
            yield i


def named_among(scene: Scene) -> Iterator[tuple[int, int]]:
    """Persons named as among a counted set: "named X and Y as two of the four leaders" -> (person, the set)."""
    for i, entity in enumerate(scene.entities):
        if entity.form == "nominal" and scene.doc[entity.head].morph.get("Number", []) != ["Sing"]:
            for person in _named_as(scene, entity.head):
                if scene.entities[person].form == "name":
                    yield person, i
