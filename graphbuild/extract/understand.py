"""A parsed document as a `Reading`: mentions, periods, claims and links, each with its reason."""

from collections.abc import Mapping
from dataclasses import replace

from graphbuild.extract.attribution import attributions
from graphbuild.extract.circumstances import period_of, place_of
from graphbuild.extract.claims import claims
from graphbuild.extract.coreference import coreference
from graphbuild.extract.entities import entities
from graphbuild.extract.figures import PEOPLE, counted_again, figure_of
from graphbuild.extract.happenings import Told, same_happening
from graphbuild.extract.layers import Entity
from graphbuild.extract.learned import (
    attributed,
    harm_by_word,
    kinded,
    linked_place,
    linked_time,
    merged_coreference,
    merged_participants,
    merged_triggers,
)
from graphbuild.extract.learned import mood as judged
from graphbuild.extract.modality import Modality, status
from graphbuild.extract.nodes import Chains, Nodes
from graphbuild.extract.participants import HARMED, participants
from graphbuild.extract.plain import Doc
from graphbuild.extract.scene import Scene
from graphbuild.extract.setting import Setting, in_force, reached, settings
from graphbuild.extract.triggers import Trigger, refinements, triggers
from graphbuild.model import Article, Reading


def understand(doc: Doc, article: Article, pipeline: str) -> Reading:
    """Everything that the rules read in a document."""
    notes: list[str] = []
    scene = Scene(doc, kinded(doc, entities(doc)), article.published)
    scene, told, moods = events(scene, notes)
    chains = Chains(len(scene.entities) + len(told))
    links: list[tuple[int, int, float, str]] = merged_coreference(scene, coreference(doc, scene.entities))
    links += counted_again(scene)
    for left, right, _, _ in links:
        chains.join(left, right)
    judgements = same_happening(scene, told, lambda a, b: chains.find(a) == chains.find(b))
    offset = len(scene.entities)
    for left, right, score, reason in judgements:
        chains.join(offset + left, offset + right)
        links.append((offset + left, offset + right, score, reason))
    nodes = Nodes(scene, told, chains, links)
    nodes.refine()
    facts = list(nodes.facts(moods))
    held = attributed(scene, attributions(doc, scene.times), frozenset(one.trigger.token for one in told))
    book = claims(scene, held, facts, {t.trigger.token: offset + k for k, t in enumerate(told)}, nodes.actors())
    notes += [f"not told as happened: {doc[f.token].text!r} at {doc[f.token].idx}" for f in book.unasserted]
    return nodes.reading(article, pipeline, book, tuple(dict.fromkeys(notes)))


def events(scene: Scene, notes: list[str]) -> tuple[Scene, tuple[Told, ...], tuple[Modality, ...]]:
    """The events told as happened, with participants; victims that are no entity yet are added to the scene."""
    told: list[Told] = []
    moods: list[Modality] = []
    found = settings(scene)
    starts = sorted(found)
    seen = merged_triggers(scene, triggers(scene))
    harmed = harm_by_word(participants(scene, one) for one in seen)
    for trigger in seen:
        mood = judged(scene, trigger.token, status(scene.doc, scene.doc[trigger.token]))
        if not mood.happened:
            word = scene.doc[trigger.token]
            notes.append(f"not told as happened ({mood.reason}): {word.text!r} at {word.idx}")
            continue
        scene, taking_part = resolved(scene, trigger, harmed)
        if trigger.rule.weak and not any(scene.entities[i].kind in PEOPLE for _, i in taking_part):
            continue
        kind = narrowed(scene, trigger, taking_part)
        if kind == "Detention" and any(r == "detained" and scene.entities[i].kind == "Place" for r, i in taking_part):
            kind = "TerritoryCapture"
            taking_part = tuple(("place" if r == "detained" else r, i) for r, i in taking_part)
        token = trigger.token
        around = in_force(found, starts, token) if reached(scene, token) else Setting()
        period = period_of(scene, trigger) or period_of(scene, trigger, setting=linked_time(scene, token))
        given = {"period"} if period is None else set()
        period = period or period_of(scene, trigger, setting=around.time)
        counts = frozenset(
            (relation, figure.at_least, figure.at_most)
            for relation, i in taking_part
            if relation in HARMED
            and (figure := figure_of(scene, scene.entities[i], relation))
            and (figure.at_least or 0) > 2  # small numbers repeat by chance
        )
        place = place_of(scene, trigger)
        place = linked_place(scene, token) if place is None else place
        if place is None:
            place, given = around.place, given | {"place"}
        told.append(Told(replace(trigger, kind=kind), taking_part, place, period, counts, frozenset(given)))
        moods.append(mood)
    return scene, tuple(told), tuple(moods)


def resolved(
    scene: Scene, trigger: Trigger, harmed: Mapping[int, frozenset[str]]
) -> tuple[Scene, tuple[tuple[str, int], ...]]:
    """Participants as entities; words of the wrong kind change their role or are left out."""
    found: dict[tuple[str, int], None] = {}
    for relation, token in merged_participants(scene, trigger, participants(scene, trigger), harmed):
        i = scene.by_head.get(token)
        if i is None and relation in HARMED and victim(scene, token, beside=bool(found)):
            start = min([token, *(c.i for c in scene.dependents(token, "nummod", "det", "amod", "advmod"))])
            text = scene.doc.text_at(start, token + 1)
            extra = Entity(start, token + 1, token, "CasualtyFigure", "nominal", text)
            scene = scene.with_entity(extra)
            i = len(scene.entities) - 1
        if i is not None and (role := fitting(relation, scene.entities[i].kind, trigger.rule.kind)):
            found[(role, i)] = None
    return scene, tuple(found)


def victim(scene: Scene, token: int, *, beside: bool) -> bool:
    """Whether a word that is no entity counts people: a numeral, a noun that the model takes for persons.

    `beside` others who were harmed a plural noun is enough ("a leader and several associates").
    """
    word = scene.doc[token]
    person = word.mention_class == "person" or (beside and "Plur" in word.morph.get("Number", []))
    return word.pos_ == "NUM" or (word.pos_ in ("NOUN", "PRON", "ADJ") and person)


def fitting(relation: str, kind: str, event: str) -> str | None:
    """The relation that an entity of this kind can have; None where it makes no sense.

    >>> fitting("killed", "Equipment", "Killing"), fitting("perpetrator", "Equipment", "Airstrike")
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


def narrowed(scene: Scene, trigger: Trigger, taking_part: tuple[tuple[str, int], ...]) -> str:
    """The type made narrower by an instrument ("attacked with rockets")."""
    if trigger.kind not in ("Attack", "Bombing", "ArmedAttack"):
        return trigger.kind
    for relation, i in taking_part:
        if relation == "instrument":
            head = scene.doc[scene.entities[i].head]
            for word in (head, *scene.dependents(head.i, "compound", "amod")):
                if kind := refinements().get(word.lemma_.lower()):
                    return kind if kind != "Bombing" or trigger.kind == "Attack" else trigger.kind
    return trigger.kind
