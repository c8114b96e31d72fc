"""Pronouns and their antecedents: person, number, gender, syntax, distance.

Candidates are weighed after Lappin and Leass 1994 (subject, object, possessor; name, description; recency halves the
weight from sentence to sentence); i and we stand for the speaker of the quotation that they are in.
"""

from typing import Final

from graphbuild.extract.clusters import Clusters, Found
from graphbuild.extract.kinds import wide
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.traits import Traits

_SPEAKERS: Final = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_REFLEXIVE: Final = frozenset({"himself", "herself", "itself", "themselves"})
_POSSESSIVE: Final = frozenset({"his", "her", "its", "their"})
_SAY: Final = frozenset({"say", "tell", "add", "announce", "state", "note", "claim", "warn", "declare", "insist",
                         "explain", "write", "reply", "ask", "answer", "argue", "continue", "comment"})  # fmt: skip
_WEIGHTS: Final = {"nsubj": 8.0, "obj": 5.0, "iobj": 4.0, "obl": 3.5, "nmod": 3.0, "appos": 2.0, "conj": 3.0}
_REACH: Final = 3
_WINDOW: Final = 100  # mentions before and after that are looked at


def pronouns(mentions: list[Traits], clusters: Clusters) -> Found:
    """Each pronoun with its best antecedent, in the order of the text."""
    order = {start: number for number, start in enumerate(sorted({one.sentence for one in mentions}))}
    speaking: dict[tuple[int, str], Traits] = {}
    for place, one in enumerate(mentions):
        if one.entity.form != "pronoun":
            continue
        word = one.head.lower_
        if word in _SPEAKERS:
            yield from _speaker(one, mentions[max(0, place - _WINDOW) : place + _WINDOW], speaking)
            continue
        best, second = _ranked(
            one, mentions[max(0, place - _WINDOW) : place] + _cataphoric(one, mentions, place), clusters, order
        )
        if best:
            yield best[1], one, (0.7 if not second or best[0] > 1.5 * second else 0.6), "pronoun"


def _ranked(
    one: Traits, candidates: list[Traits], clusters: Clusters, order: dict[int, int]
) -> tuple[tuple[float, Traits] | None, float]:
    scored: dict[int, tuple[float, Traits]] = {}
    for other in candidates:
        away = order[one.sentence] - order[other.sentence]
        if not 0 <= away <= _REACH or not _agrees(one, other, clusters) or not _reachable(one, other):
            continue
        weight = _weight(one, other) * 0.6**away
        leader = clusters.leader(other.at)
        before = scored.get(leader)
        scored[leader] = (weight + (before[0] * 0.5 if before else 0.0), other)
    ranking = sorted(scored.values(), key=lambda pair: (-pair[0], -pair[1].at))
    best = ranking[0] if ranking else None
    return best, ranking[1][0] if len(ranking) > 1 else 0.0


def _weight(one: Traits, other: Traits) -> float:
    token = other.head
    while token.dep_ in {"conj", "flat", "appos", "compound"} and token.head.i != token.i:
        token = token.head
    weight = _WEIGHTS.get(token.dep_, 2.0)
    if other.entity.form == "name":
        weight += 1.0
    if one.head.dep_ == token.dep_ and one.sentence != other.sentence:
        weight += 1.0
    if one.head.lower_ in _POSSESSIVE and one.sentence == other.sentence and token.dep_ == "nsubj":
        weight += 2.0
    between = abs(one.head.i - other.head.i)
    return weight + 3.0 / (1.0 + between / 10.0)


def _agrees(one: Traits, other: Traits, clusters: Clusters) -> bool:
    word = one.head.lower_
    kind = other.entity.kind
    if other.entity.form == "pronoun":
        mine, its = _family(word), _family(other.head.lower_)
        return (
            mine == its and (mine != "person" or one.gender == other.gender) and clusters.leader(other.at) != other.at
        )
    if _family(word) == "person":
        return kind == "Person" and not other.plural and not clusters.apart(other.at, one.at)
    if _family(word) == "people":
        return _can_be_they(other)
    return not other.plural and kind != "Person" and wide(kind) == wide(one.entity.kind)


def _can_be_they(other: Traits) -> bool:
    if other.plural:
        return wide(other.entity.kind) in {"Group", "Equipment"} or other.entity.kind == "Person"
    return wide(other.entity.kind) == "Group" and other.entity.kind not in {"Government", "InternationalOrganization"}


def _family(word: str) -> str:
    if word in {"it", "its", "itself"}:
        return "thing"
    return "people" if word in {"they", "them", "their", "theirs", "themselves"} else "person"


def _reachable(one: Traits, other: Traits) -> bool:
    """Binding: no pronoun inside its own antecedent; an object is not its own subject unless reflexive."""
    if other.entity.start <= one.head.i < other.entity.end:
        return False
    word = one.head.lower_
    same_clause = _clause(one.head) == _clause(other.head)
    if word in _REFLEXIVE:
        return same_clause
    if word in _POSSESSIVE and one.head.dep_ == "nmod":
        return True
    both = one.head.head.i == other.head.head.i
    return not (both and same_clause and other.head.dep_ in {"nsubj", "obj", "obl"})


def _clause(token: Token) -> int:
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"} and token.dep_ not in {"ccomp", "advcl", "acl"}:
        token = token.head
    return token.i


def _cataphoric(one: Traits, mentions: list[Traits], place: int) -> list[Traits]:
    """Subjects that follow a pronoun of a fronted clause: "After he fled, Smith ..."."""
    verb = one.doc[_clause(one.head)]
    before = mentions[max(0, place - _WINDOW) : place]
    if verb.dep_ != "advcl" or verb.head.i < verb.i or any(o.sentence == one.sentence and o.subject for o in before):
        return []
    behind = [other for other in mentions[place + 1 : place + _WINDOW] if other.sentence == one.sentence]
    return [other for other in behind if other.entity.form == "name" and other.head.dep_ == "nsubj"
            and other.head.head.i == verb.head.i]  # fmt: skip


def _speaker(one: Traits, mentions: list[Traits], speaking: dict[tuple[int, str], Traits]) -> Found:
    """ "I" is who says the sentence; "we" is the "we" of the same speaker."""
    speaker = _who_says(one, mentions)
    family = "i" if one.head.lower_ in {"i", "me", "my", "mine", "myself"} else "we"
    if speaker is None:
        return
    if family == "i":
        if speaker.entity.kind == "Person" and not speaker.plural:
            yield speaker, one, 0.7, "speaker"
        return
    if speaker.entity.kind != "Person" and not speaker.plural:
        yield speaker, one, 0.6, "speaker"
        return
    first = speaking.setdefault((speaker.at, family), one)
    if first is not one:
        yield first, one, 0.6, "same speaker"


def _who_says(one: Traits, mentions: list[Traits]) -> Traits | None:
    """The subject of the nearest verb of saying in the sentence, the one before or the one after."""
    best: tuple[int, Traits] | None = None
    for other in mentions:
        if other.entity.form == "pronoun" and other.head.lower_ in _SPEAKERS:
            continue
        verb = other.head.head
        if other.head.dep_ != "nsubj" or verb.lemma_.lower() not in _SAY or _quoted(one.doc, other.head.i):
            continue
        distance = abs(other.head.i - one.head.i) + (0 if other.sentence == one.sentence else 15)
        if distance <= 60 and (best is None or distance < best[0]):
            best = (distance, other)
    return best[1] if best else None


def _quoted(doc: Doc, i: int) -> bool:
    """Whether a token lies inside quotation marks of its paragraph."""
    inside = False
    for token in doc[max(0, i - 300) : i]:
        if "\n" in token.text:
            inside = False
        elif token.text in {'"', "“", "”"}:
            inside = token.text == "“" or (token.text == '"' and not inside)
    return inside
