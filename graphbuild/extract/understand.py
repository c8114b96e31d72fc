"""A parsed document as a `Reading`: mentions, periods, claims and links, each with its reason."""

from dataclasses import replace

from graphbuild.extract.attribution import attributions
from graphbuild.extract.circumstances import period_of
from graphbuild.extract.claims import claims
from graphbuild.extract.clauses import nobody
from graphbuild.extract.coreference import coreference
from graphbuild.extract.drafts import Deed
from graphbuild.extract.entities import entities
from graphbuild.extract.evidence import EVEN
from graphbuild.extract.figures import PEOPLE, counted_again, figure_of
from graphbuild.extract.happenings import Told, same_happening
from graphbuild.extract.learned import (
    kinded,
    merged_coreference,
    merged_triggers,
)
from graphbuild.extract.learned import mood as judged
from graphbuild.extract.modality import Modality, status
from graphbuild.extract.nodes import Chains, Nodes
from graphbuild.extract.participants import HARMED, participants
from graphbuild.extract.plain import Doc
from graphbuild.extract.roles import harm_by_word, main_place, parts, when
from graphbuild.extract.scene import Scene
from graphbuild.extract.setting import Setting, in_force, reached, settings
from graphbuild.extract.triggers import Trigger, refinements, triggers
from graphbuild.extract.voices import holders, voices
from graphbuild.model import Article, Reading


def understand(doc: Doc, article: Article, pipeline: str, *, least: float = EVEN) -> Reading:
    """Everything that rules and layers read in a document, as far as they are as sure as `least`, 0 to 1."""
    notes: list[str] = []
    scene = Scene(doc, kinded(doc, entities(doc)), article.published, least)
    scene, told, moods = events(scene, notes)
    scene, said = voices(scene, attributions(doc, scene.times))
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
    holds = holders(scene, said, {one.trigger.token: (one.trigger.start, one.trigger.end) for one in told})
    deeds = {one.trigger.token: Deed(offset + k, one.denied, unhurt(scene, one.trigger)) for k, one in enumerate(told)}
    book = claims(scene, said, holds, facts, deeds, nodes.actors())
    notes += [f"not told as happened: {doc[f.token].text!r} at {doc[f.token].idx}" for f in book.unasserted]
    return nodes.reading(article, pipeline, book, tuple(dict.fromkeys(notes)))


def events(scene: Scene, notes: list[str]) -> tuple[Scene, tuple[Told, ...], tuple[Modality, ...]]:
    """The events told as happened, with participants; victims that are no entity yet are added to the scene."""
    told: list[Told] = []
    moods: list[Modality] = []
    found = settings(scene)
    starts = sorted(found)
    seen = merged_triggers(scene, triggers(scene))
    harms = harm_by_word(participants(scene, trigger) for trigger, _ in seen)
    for trigger, sure in seen:
        mood = judged(scene, trigger.token, status(scene.doc, scene.doc[trigger.token]))
        if not mood.happened:
            word = scene.doc[trigger.token]
            notes.append(f"not told as happened ({mood.reason}): {word.text!r} at {word.idx}")
            continue
        around = in_force(found, starts, trigger.token) if reached(scene, trigger.token) else Setting()
        scene, chances, inherited = parts(scene, trigger, around.place, harms)
        if trigger.rule.weak and not scene.layered and not any(scene.entities[i].kind in PEOPLE for _, i in chances):
            continue
        kind = narrowed(scene, trigger, tuple(chances))
        if kind == "Detention" and any(r == "detained" and scene.entities[i].kind == "Place" for r, i in chances):
            kind = "TerritoryCapture"
            chances = {("place" if r == "detained" else r, i): sure for (r, i), sure in chances.items()}
        time = when(scene, trigger, around.time)
        counts = frozenset(
            (relation, figure.at_least, figure.at_most)
            for relation, i in chances
            if relation in HARMED
            and (figure := figure_of(scene, scene.entities[i], relation))
            and (figure.at_least or 0) > 2  # small numbers repeat by chance
        )
        place = main_place(scene, chances)
        given = {"period"} if time is not None and time[1] else set()
        given |= {"place"} if place is not None and ("place", place) in inherited else set()
        period = period_of(scene, time[0]) if time is not None else None
        one = replace(trigger, kind=kind)
        told.append(Told(one, chances, place, period, counts, frozenset(given), sure, mood.denied))
        moods.append(mood)
    return scene, tuple(told), tuple(moods)


def unhurt(scene: Scene, trigger: Trigger) -> int | None:
    """The word for who came to no harm: "no soldier died", "nobody was hurt"; None for "nobody attacked"."""
    word = scene.doc[trigger.token]
    harm = trigger.rule.roles.get("1") in HARMED
    for part in scene.dependents(word.i, "nsubj", "obj"):
        kind = scene.entities[scene.by_head[part.i]].kind if part.i in scene.by_head else None
        person = part.pos_ in ("PRON", "DET", "NUM") or kind in PEOPLE
        loses = word.lemma_.lower() == "lose" or not scene.dependents(word.i, "obj")
        undergoes = part.dep_ == "obj" or scene.passive(word.i) or loses
        if nobody(part) and person and undergoes and (harm or not trigger.rule.roles):
            return part.i
    return None


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
