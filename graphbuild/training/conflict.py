"""Our own corpus as training sentences: events, factuality, kinds of things, counts, cues of claims, and links.

Words are those of the run-time tokenizer; sentences and the head word of each marked span come from the trees of a
model trained before.  Links join a trigger or a cue with the head word of what it governs: an argument, a time, a
claimant, an event that is claimed; `same` joins a mention with earlier ones of the same thing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from graphbuild.evaluate.gold import Gold, read_gold
from graphbuild.pipeline.labels import CONFLICT
from graphbuild.training.corpora import UNKNOWN, Sentence


def conflict(corpus: Path, part: str, nlp: Language) -> list[list[Sentence]]:
    """The reports of one part (train, dev or test) of the corpus."""
    chosen = [gold for gold in read_gold(corpus) if gold.about.get("split") == part]
    return [report(gold, nlp(gold.text)) for gold in chosen]


@dataclass(slots=True)
class Marked:
    """The marks of a report on the words of its `Doc`: head words by what they stand for, in the order of the text."""

    heads: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def report(gold: Gold, doc: Doc) -> list[Sentence]:
    """One report as sentences of annotated words; white space is no word."""
    real = [token.i for token in doc if not token.is_space]
    place = {i: k for k, i in enumerate(real)}
    marked = Marked()
    for span in (*gold.mentions, *gold.triggers, *gold.cues):
        head = head_word(doc, span.start, span.end)
        if head is not None:
            marked.heads[span.of].append(place[head])
    times = {}
    for when in [e.when for e in gold.events] + [c.said for c in gold.claims]:
        if when is not None and when.words is not None:
            head = head_word(doc, *when.words)
            if head is not None:
                times[when.words] = place[head]
    starts = [0, *(k for k, i in enumerate(real) if k and doc[i].is_sent_start), len(real)]
    starts = sorted(set(starts))
    layers = word_layers(gold, marked, len(real))
    links, open_ = linked(gold, marked, times, starts)
    sentences = []
    for start, end in pairwise(starts):
        words = [doc[real[k]] for k in range(start, end)]
        sentence = Sentence([w.text for w in words], [bool(w.whitespace_) for w in words], id=f"{gold.id}:{start}")
        sentence.layers = {name: row[start:end] for name, row in layers.items()}
        sentence.offset = start
        sentence.links = {k: links.get(k, {}) for k in sorted(set(links) | set(open_)) if start <= k < end}
        sentence.unsure = {k: open_.get(k, frozenset()) for k in sentence.links}
        sentences.append(sentence)
    return sentences


def head_word(doc: Doc, start: int, end: int) -> int | None:
    """The word of a span on which the others hang; the last one where several stand side by side."""
    span = doc.char_span(start, end, alignment_mode="expand")
    inside = [token for token in span or () if not token.is_space and not token.is_punct]
    tops = [token.i for token in inside if not any(token.head.i == other.i != token.i for other in inside)]
    return tops[0] if tops else (inside[-1].i if inside else None)


def word_layers(gold: Gold, marked: Marked, size: int) -> dict[str, list[int]]:
    """The label of every word in the layers that hang on a word alone; certainty and the like only where they apply."""
    rows = {name: [0] * size for name in ("event", "kind", "figure", "cue")}
    rows |= {name: [UNKNOWN] * size for name in ("told", "certainty")}
    for thing in gold.things:
        for k in marked.heads.get(thing.id, ()):
            if thing.kind == "CasualtyFigure":
                rows["figure"][k] = CONFLICT["figure"].index(thing.outcome or "none")
            else:
                rows["kind"][k] = CONFLICT["kind"].index(thing.kind)
    for event in gold.events:
        for k in marked.heads.get(event.id, ()):
            rows["event"][k] = CONFLICT["event"].index(event.kind)
            rows["told"][k] = CONFLICT["told"].index(event.factuality)
    for claim in sorted(gold.claims, key=lambda one: one.kind != "Claim"):
        for k in marked.heads.get(claim.id, ()):
            rows["cue"][k] = CONFLICT["cue"].index(claim.kind)
            rows["certainty"][k] = CONFLICT["certainty"].index(claim.certainty)
    return rows


Links = dict[int, dict[int, str]]


def linked(
    gold: Gold, marked: Marked, times: dict[tuple[int, int], int], starts: list[int]
) -> tuple[Links, dict[int, frozenset[int]]]:
    """Links by word: what each word is to a trigger, a cue or a mention; and the words on which nothing is known.

    A filler counts for a trigger in whose sentence it stands; one that stands in none of their sentences, for the
    nearest trigger.  Its other mentions are left open.
    """
    links: Links = defaultdict(dict)
    open_: dict[int, set[int]] = defaultdict(set)

    def sentence(word: int) -> int:
        return sum(1 for start in starts if start <= word)

    def join(anchors: Iterable[int], label: str, fillers: list[int]) -> None:
        pairs = [(a, f) for a in anchors for f in fillers]
        near = [(a, f) for a, f in pairs if sentence(a) == sentence(f)]
        for a, f in near or sorted(pairs, key=lambda pair: (abs(pair[0] - pair[1]), pair))[:1]:
            links[a][f] = label
        for a, f in pairs:
            open_[a].add(f)

    for event in gold.events:
        triggers = marked.heads.get(event.id, [])
        for role, thing in event.arguments:
            join(triggers, role, marked.heads.get(thing, []))
        if event.when is not None and event.when.words in times:
            join(triggers, "when", [times[event.when.words]])
    for claim in gold.claims:
        cues = marked.heads.get(claim.id, [])
        if claim.claimant not in (None, "?"):
            join(cues, "claimant", marked.heads.get(str(claim.claimant), []))
        for one in claim.via:
            join(cues, "via", marked.heads.get(one, []))
        for one in dict.fromkeys(item.of for item in claim.holds):
            join(cues, "holds", marked.heads.get(one, []) if one in {e.id for e in gold.events} else [])
        if claim.said is not None and claim.said.words in times:
            join(cues, "said", [times[claim.said.words]])
    for words in marked.heads.values():
        for k, word in enumerate(sorted(set(words))):
            for before in sorted(set(words))[:k]:
                links[word].setdefault(before, "same")
            if not k:
                links[word] = links.get(word, {})  # a first mention has no earlier one: that is known too
    return links, {a: frozenset(f for f in found if f not in links[a]) for a, found in open_.items()}
