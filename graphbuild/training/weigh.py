"""Fit the weights of `graphbuild.extract.evidence` on the development part of our corpus.

    python -m graphbuild.training.weigh corpus/reports.jsonl MODEL

reads each report of the part with the model, asks the extractors for all that rules and layers propose, looks up in the
annotation which proposals are right, and fits one logistic regression for each kind of judgement.  Writes
`extract/lexicon/evidence.tsv`.  The layers were not trained on this part, so their probabilities mean there what they
mean at run time.  Pairs of triggers are those that the table in force lets through: its row of `same-event` may move a
little with a second run.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc as Parsed

from graphbuild.evaluate.gold import Event, Gold, GoldClaim, read_gold
from graphbuild.extract.attribution import attributions
from graphbuild.extract.circumstances import period_of
from graphbuild.extract.coreference import coreference
from graphbuild.extract.entities import entities
from graphbuild.extract.evidence import TABLE, log_odds
from graphbuild.extract.happenings import pairs
from graphbuild.extract.learned import CoreferenceLink, antecedents, happened, kinded, merged_coreference, proposed
from graphbuild.extract.modality import status
from graphbuild.extract.nodes import Chains
from graphbuild.extract.participants import HARMED, participants
from graphbuild.extract.plain import plain
from graphbuild.extract.roles import Harms, candidates, harm_by_word, times_proposed
from graphbuild.extract.scene import Scene
from graphbuild.extract.setting import Setting, in_force, reached, settings
from graphbuild.extract.triggers import Trigger, triggers
from graphbuild.extract.understand import events as read_events
from graphbuild.extract.voices import claimants, denial, denying, holders_proposed, voices
from graphbuild.pipeline import language
from graphbuild.training.conflict import head_word

RULES = {
    "event": ("verb", "noun", "weak", "agrees", "plain", "outright"),
    "happened": ("denied",), "when": ("grammar", "setting"),
    "place": ("phrase", "clause", "setting", "far"), "claimant": ("grammar", "pronoun"),
    "denies": ("plain", "grammar", "negated"),
    "same-event": ("grammar", "definite", "harmed", "place", "type", "near"),
    "same-nominal": ("sieve", "weak", "sole"), "same-pronoun": ("sieve", "weak"),
    "same-name": (),
    "harmed": ("frame", "marked", "syntax", "elsewhere", "otherwise", "counted", "recounted", "far"),
    "holds": ("innermost", "answered", "outer"),
}  # fmt: skip
SHRINK = 1.0  # how strongly weights are drawn to where they begin: the precision of a Gaussian prior
FIRM = 5.0
OUTRIGHT = {"marked": 3.0, "plain": 3.0, "outright": 4.0, "answered": 2.0, "otherwise": -3.0}
"""Words that say outright what happened, who did it, or that a claim is denied: trusted unless many cases disagree."""
START = {"layer": 1.0, "frame": 1.0, **OUTRIGHT}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What rules and a layer propose, and whether the annotation bears it out."""

    judgement: str
    rules: tuple[str, ...]
    chance: float
    right: bool
    weight: float = 1.0  # what it counts for in the fit


@dataclass(frozen=True, slots=True)
class Answers:
    """What the annotation says of each word: things and events by head word, claims by the head word of their cue."""

    things: dict[int, set[str]]
    events: dict[int, Event]
    claims: dict[int, list[GoldClaim]]

    @classmethod
    def of(cls, gold: Gold, doc: Parsed) -> "Answers":
        """The answers of a report on the words of its document."""
        things: dict[int, set[str]] = defaultdict(set)
        at: dict[str, list[int]] = defaultdict(list)
        for span in (*gold.mentions, *gold.triggers, *gold.cues):
            head = head_word(doc, span.start, span.end)
            if head is not None:
                at[span.of].append(head)
        for span in gold.mentions:
            for i in at[span.of]:
                things[i].add(span.of)
        events = {i: one for one in gold.events for i in at[one.id]}
        claims: dict[int, list[GoldClaim]] = defaultdict(list)
        for claim in gold.claims:
            for i in at[claim.id]:
                claims[i].append(claim)
        return cls(things, events, claims)

    def event(self, trigger: Trigger) -> Event | None:
        """The event of the annotation that one of a trigger's words tells of."""
        return next((self.events[i] for i in range(trigger.start, trigger.end) if i in self.events), None)


def proposals(gold: Gold, doc: Parsed) -> Iterator[Proposal]:
    """All proposals about a report."""
    words = plain(doc)
    answers = Answers.of(gold, doc)
    scene = Scene(words, kinded(words, entities(words)), gold.published)
    told: dict[int, Trigger] = {}
    seen = proposed(scene, triggers(scene))
    harms = harm_by_word(participants(scene, trigger) for trigger, _, _ in seen)
    for trigger, rules, chance in seen:
        event = answers.event(trigger)
        yield Proposal("event", tuple(rules), chance, event is not None)
        if event is None:
            continue
        signal = words.signals.told.get(trigger.token)
        if signal is not None:
            ruled = status(words, words[trigger.token]).happened
            yield Proposal("happened", () if ruled else ("denied",), happened(signal), event.factuality == "happened")
        if event.factuality == "happened":
            told[trigger.token] = trigger
            yield from of_event(scene, trigger, event, answers, harms)
    yield from of_claims(scene, told, answers)
    yield from of_pairs(scene, answers)


def of_pairs(scene: Scene, answers: Answers) -> Iterator[Proposal]:
    """The proposals that two mentions are one thing, and that two triggers told as happened tell of one happening."""
    links: list[CoreferenceLink] = list(coreference(scene.doc, scene.entities))
    for k, options in antecedents(scene, links).items():
        here = answers.things.get(scene.entities[k].head, set())
        for i, (rules, chance, _) in options.items():
            if here:
                right = bool(here & answers.things.get(scene.entities[i].head, set()))
                yield Proposal(f"same-{scene.entities[k].form}", tuple(rules), chance, right)
    scene, told, _ = read_events(scene, [])
    chains = Chains(len(scene.entities))
    for i, j, _, _ in merged_coreference(scene, coreference(scene.doc, scene.entities)):
        chains.join(i, j)
    at = {k: answers.event(one.trigger) for k, one in enumerate(told)}
    for (i, j), pair in pairs(scene, told, lambda a, b: chains.find(a) == chains.find(b)).items():
        left, later = at[i], at[j]
        if left is not None and later is not None:
            yield Proposal("same-event", tuple(pair.rules), pair.chance, left.id == later.id)


def of_event(scene: Scene, trigger: Trigger, event: Event, answers: Answers, harms: Harms) -> Iterator[Proposal]:
    """The proposals about participants, places and times of an event."""
    found = settings(scene)
    around = in_force(found, sorted(found), trigger.token) if reached(scene, trigger.token) else Setting()
    wider, proposals = candidates(scene, trigger, around.place, harms)
    for one in proposals:
        judgement = "harmed" if one.relation in HARMED else one.relation
        entity = wider.entities[one.entity]
        here = {thing for i in (entity.head,) for thing in answers.things.get(i, ())}
        yield Proposal(judgement, tuple(one.rules), one.chance, any((one.relation, t) in event.arguments for t in here))
    for expression, rules, chance in times_proposed(scene, trigger, around.time):
        period = period_of(scene, expression)
        days = (period.begin, period.end) if period is not None else None
        right = event.when is not None and days == (event.when.begin, event.when.end)
        yield Proposal("when", tuple(rules), chance, right)


def of_claims(scene: Scene, told: dict[int, Trigger], answers: Answers) -> Iterator[Proposal]:
    """The proposals about claimants, stances, and who holds which event."""
    ruled = attributions(scene.doc, scene.times)
    _, found = voices(scene, ruled)
    for k, one in enumerate(found):
        claims = [claim for i in range(*one.cue) for claim in answers.claims.get(i, ())]
        if not claims:
            continue
        as_ruled = ruled[k] if k < len(ruled) else one
        wanted = {claim.claimant for claim in claims}
        for token, rules, chance in claimants(scene, as_ruled):
            yield Proposal("claimant", tuple(rules), chance, bool(answers.things.get(token, set()) & wanted))
        signal = denial(scene, as_ruled)
        if signal is not None:
            said = denying(scene, as_ruled) if k < len(ruled) else []
            yield Proposal("denies", tuple(said), signal, any(claim.stance == "denies" for claim in claims))
    for token, trigger in told.items():
        event = answers.event(trigger)
        for k, rules, chance in holders_proposed(scene, found, token, (trigger.start, trigger.end)):
            held = {
                item.of for i in range(*found[k].cue) for claim in answers.claims.get(i, ()) for item in claim.holds
            }
            yield Proposal("holds", tuple(rules), chance, event is not None and event.id in held)


def fitted(cases: list[Proposal], rules: tuple[str, ...]) -> np.ndarray:
    """Base, layer and rule weights that make the cases likeliest, drawn a little to their start (Newton's method)."""
    rows = [[1.0, log_odds(one.chance), *(float(rule in one.rules) for rule in rules)] for one in cases]
    x, y = np.array(rows), np.array([float(one.right) for one in cases])
    weight = np.array([one.weight for one in cases])
    start = np.array([0.0, START["layer"], *(START.get(rule, 0.0) for rule in rules)])
    firm = np.array([SHRINK, SHRINK, *(FIRM if rule in OUTRIGHT else SHRINK for rule in rules)])

    def loss(w: np.ndarray) -> float:
        score = x @ w
        return float((weight * (np.logaddexp(0, score) - y * score)).sum() + (firm / 2 * (w - start) ** 2).sum())

    w = start.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (y - p)) - firm * (w - start)
        step = np.linalg.solve((x.T * (weight * p * (1 - p))) @ x + np.diag(firm), gradient)
        while loss(w + step) > loss(w) and np.abs(step).max() > 1e-9:
            step = step / 2
        w = w + step
    return w


def table(cases: list[Proposal]) -> str:
    """The rows of `evidence.tsv`."""
    lines = ["judgement\tweights\tcases\tright"]
    for judgement in dict.fromkeys(one.judgement for one in sorted(cases, key=lambda one: one.judgement)):
        own = [one for one in cases if one.judgement == judgement]
        names = ("base", "layer", *RULES.get(judgement, ("frame", "marked", "syntax", "far")))
        weights = " ".join(f"{name}={weight:.2f}" for name, weight in zip(names, fitted(own, names[2:]), strict=True))
        lines.append(f"{judgement}\t{weights}\t{len(own)}\t{sum(one.right for one in own)}")
    return "\n".join(lines) + "\n"


def collect(corpus: Path, nlp: Language) -> list[Proposal]:
    """The proposals about all reports of the development part."""
    chosen = [gold for gold in read_gold(corpus) if gold.about.get("split") == "dev"]
    return balanced([list(proposals(gold, nlp(gold.text))) for gold in chosen])


def balanced(found: list[list[Proposal]]) -> list[Proposal]:
    """The proposals of all reports, weighted so that each report counts alike in every judgement that it has a case of.

    A long report, or one that tells a raid five times, proposes more than five others, and would outweigh them.
    """
    sizes = [Counter(one.judgement for one in row) for row in found]
    usual = {
        name: sum(size[name] for size in sizes) / sum(name in size for size in sizes) for name in set().union(*sizes)
    }
    return [
        replace(one, weight=usual[one.judgement] / size[one.judgement])
        for row, size in zip(found, sizes, strict=True)
        for one in row
    ]


def main(corpus: Path, model: Path) -> None:
    """Fit and write the table."""
    found = table(collect(corpus, language(model)))
    TABLE.write_text(found, encoding="utf-8")
    print(found, end="")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
