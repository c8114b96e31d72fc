"""Names in a document: the model's, mended and voted on across the document, and the lexicon's.

The model decides each mention by itself; a document says more.  All mentions of one name vote, weighted by what they
stand in: the lexicon, "the town of X", a title before X, a noun inside the name ("Ministry of Defense").
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from graphbuild.extract.gazetteer import Known
from graphbuild.extract.kinds import Name, known_name, nouns, pieces, rows, titles, wide
from graphbuild.extract.name_bounds import name_bounds
from graphbuild.extract.nominals import is_designation
from graphbuild.extract.phrases import root, singular
from graphbuild.extract.plain import Doc
from graphbuild.extract.wordings import same_part_of_name

_NER: Final = {"PER": "Person", "ORG": "Group", "LOC": "Place"}
_MENTION: Final = {"person": "Person", "organization": "Group", "place": "Place", "equipment": "Equipment"}
_WINDOW: Final = 100  # names with a word in common that are compared
_KIN: Final = frozenset({"abu", "abd", "abdul", "umm", "muhammad", "mohammed", "mohammad", "ahmed", "ahmad", "ali"})
_LOCATIVE: Final = frozenset({"in", "near", "outside", "inside", "around", "at", "across", "into", "towards", "toward",
                              "throughout"})  # fmt: skip
_ONLY_PLACES: Final = frozenset({"near", "outside", "inside", "around", "throughout"})
PLACE_NOUNS: Final = frozenset({"city", "town", "village", "hamlet", "province", "district", "municipality", "region",
                                 "department", "neighborhood", "neighbourhood", "governorate", "county", "state",
                                 "suburb", "area", "island", "canton", "subdistrict", "camp", "port"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name at tokens `start` to `end` with its head word and class; `known` is its entry in the lexicon, if any."""

    start: int
    end: int
    head: int
    kind: str
    known: Name | None = None


def proper_names(doc: Doc, known: tuple[Known, ...]) -> tuple[ProperName, ...]:
    """All names in the order of the text, the outer before the inner."""
    spans = _spans(doc, known)
    entries = {(one.start, one.end): one.name for one in known}
    kinds = _vote(doc, spans, entries)
    found = []
    for start, end in spans:
        name = entries.get((start, end))
        if name and name.kind == "Demonym":
            continue
        found.append(ProperName(start, end, root(doc, start, end).i, kinds[start, end], name))
    taken = {i for one in found for i in range(one.start, one.end)}
    found += [ProperName(token.i, token.i + 1, token.i, "Equipment") for token in doc
              if is_designation(token.text) and token.i not in taken]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def _spans(doc: Doc, known: tuple[Known, ...]) -> list[tuple[int, int]]:
    """Bounds of all names: the lexicon's, and the model's where they do not cut through one of those."""
    listed = [(one.start, one.end) for one in known]
    person = {i: (ent.start, ent.end) for ent in doc.ents if ent.label_ == "PER" for i in range(ent.start, ent.end)}
    # Not the Jordan of "Omar Jordan".
    listed = [(a, b) for a, b in listed if a not in person or b > person[a][1] or (a, b) == person[a]]
    spans = set(listed)
    at = {i: span for span in listed for i in range(*span)}
    for ent in doc.ents:
        start, end = name_bounds(doc, ent)
        if start >= end:
            continue
        touched = dict.fromkeys(at[i] for i in range(start, end) if i in at)
        crossing = [(a, b) for a, b in touched if not (start <= a and b <= end)]
        if crossing:
            start, end = min(start, *(a for a, _ in crossing)), max(end, *(b for _, b in crossing))
            if any(b - a >= end - start for a, b in crossing):
                continue
        spans.add((start, end))
    return sorted(spans, key=lambda one: (one[0], -one[1]))


def _vote(doc: Doc, spans: list[tuple[int, int]], known: dict[tuple[int, int], Name]) -> dict[tuple[int, int], str]:
    """The class of each name; all mentions of a name vote, and so do mentions of a person by surname."""
    labels = {(ent.start, ent.end): ent.label_ for ent in doc.ents}
    by_name: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for span in spans:
        by_name[pieces(doc.text_at(span[0], span[1]))].append(span)
    sharing: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in by_name:
        for word in dict.fromkeys(key):
            sharing[word].append(key)
    kinds: dict[tuple[int, int], str] = {}
    for key, same in by_name.items():
        votes: Counter[str] = Counter()
        near = dict.fromkeys(other for word in key for other in sharing.get(word, ())[:_WINDOW])
        people = [other for other in near if other != key and same_part_of_name(*sorted((key, other), key=len))]
        votes["Person"] += sum(
            1 for other in people for start, end in by_name[other] if _label(doc, labels, start, end) == "PER"
        )
        for start, end in same:
            if (start, end) in known:
                votes[known[start, end].kind] += 10
            votes.update(_evidence(doc, start, end, _label(doc, labels, start, end)))
        kind = _winner(votes) or "Group"
        kinds |= dict.fromkeys(same, kind)
    return kinds


def _label(doc: Doc, labels: dict[tuple[int, int], str], start: int, end: int) -> str:
    return labels.get((start, end)) or next((token.ent_type_ for token in doc[start:end] if token.ent_type_), "")


def _winner(votes: Counter[str]) -> str | None:
    """Most votes by wide class, then the most special class within it."""
    if not votes:
        return None
    wides: Counter[str] = Counter()
    for kind, count in votes.items():
        wides[wide(kind)] += count
    best = max(wides, key=lambda kind: (wides[kind], kind))
    inner = {kind: count for kind, count in votes.items() if wide(kind) == best}
    special = {kind: count for kind, count in inner.items() if kind != best}
    return max(special or inner, key=lambda kind: (inner[kind], kind))


def _evidence(doc: Doc, start: int, end: int, label: str) -> Counter[str]:
    """What one mention says about the class of its name."""
    votes: Counter[str] = Counter()
    if label in _NER:
        votes[_NER[label]] += 2
    head = root(doc, start, end)
    if head.mention_class in _MENTION:
        votes[_MENTION[head.mention_class]] += 1
    inside = _noun_inside(doc, start, end)
    if inside:
        votes[inside] += 6
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    if before is not None and before.lower_ == "of" and start >= 2 and singular(doc[start - 2].lower_) in PLACE_NOUNS:
        votes["Place"] += 6
    if after is not None and singular(after.lower_) in PLACE_NOUNS and end - start <= 4 and after.pos_ != "VERB":
        votes["Place"] += 4
    if before is not None and before.lower_ in _LOCATIVE:
        votes["Place"] += 3 if before.lower_ in _ONLY_PLACES else 2
    if doc[start].lower_ in _KIN and end - start > 1:
        votes["Person"] += 1
    if before is not None and pieces(before.text) in titles() and before.text[:1].isupper():
        votes["Person"] += 3
    if after is not None and after.text == "," and end + 1 < len(doc) and doc[end + 1].lower_ == "which":
        votes["Group"] += 3  # a person would be "who"
    if after is not None and after.text == "," and end + 1 < len(doc):
        region = known_name(doc[end + 1].text)
        votes["Place"] += 3 if region and region.kind == "Place" else 0
    return votes


def _noun_inside(doc: Doc, start: int, end: int) -> str | None:
    """Class of the common noun inside a name: "Ministry of Defense", "Al Salem Hospital", "Sultan Murad Brigade"."""
    words = [token.lower_ for token in doc[start:end]]
    cut = words.index("of") if "of" in words else len(words)
    for size in (3, 2, 1):
        if cut - size < 0 or (size == cut and len(words) == 1):
            continue
        text = doc.text_at(start + cut - size, start + cut).lower()
        found = nouns().get(text) or (nouns().get(singular(text)) if " " not in text else None)
        if found:
            return found.plural if found.singular == "Person" else found.singular
    return next((kind for word in words if (kind := group_words().get(word))), None) if len(words) > 1 else None


@cache
def group_words() -> dict[str, str]:
    """Words of other languages that begin or head the names of groups: "Jund", "Harakat", "Frente"."""
    return {row["word"]: row["kind"] for row in rows("group_words.tsv")}
