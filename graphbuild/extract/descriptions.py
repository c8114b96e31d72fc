"""Coreference of descriptions: "the ministry", "the militants", "the city", "the four leaders"."""

from typing import Final

from graphbuild.extract.clusters import Clusters, Found
from graphbuild.extract.kinds import GROUPS, compatible, known_name, nouns, wide
from graphbuild.extract.traits import Traits

# Words for an armed group that say no more than that it is one.
_ARMED: Final = frozenset({
    "militant", "rebel", "guerrilla", "insurgent", "terrorist", "extremist", "jihadist", "jihadi", "fighter",
    "islamist", "militia", "separatist", "gunman", "attacker", "assailant", "subversive",
})  # fmt: skip
_ANY_GROUP: Final = frozenset({"group", "organization", "movement", "faction", "network"})
TOWNS: Final = frozenset({"city", "town", "village", "municipality", "hamlet", "settlement"})
_REGIONS: Final = frozenset({"province", "region", "district", "department", "governorate", "county", "state",
                             "island"})  # fmt: skip
_COUNTRY: Final = frozenset({"country", "nation"})
_DEFENCE: Final = frozenset({"military", "army", "ministry", "department", "force", "command"})
_REPORT: Final = frozenset({
    "say", "announce", "claim", "report", "state", "confirm", "add", "tell", "name", "declare", "deny", "note",
    "insist",    "allege", "assert", "disclose", "reveal", "describe", "admit", "accuse", "warn", "list", "identify",
})  # fmt: skip
_WINDOW: Final = 300  # mentions that are looked at, so that a text without a full stop costs no more than another
_REACH: Final = 10  # sentences that a bare description looks back


def described_again(mentions: list[Traits], clusters: Clusters) -> Found:
    """Definite descriptions, one by one in the order of the text: the same head first, then the salient thing."""
    sentences = {start: number for number, start in enumerate(sorted({one.sentence for one in mentions}))}
    for place, one in enumerate(mentions):
        if one.entity.form != "nominal" or not (one.definite or _title_case(one)) or one.entity.kind == "Equipment":
            continue
        before = [other for other in mentions[max(0, place - _WINDOW) : place] if other.entity.end <= one.entity.start
                  and sentences[one.sentence] - sentences[other.sentence] <= 3 * _REACH]  # fmt: skip
        yield from _best(one, before, clusters, sentences)


def _best(one: Traits, before: list[Traits], clusters: Clusters, sentences: dict[int, int]) -> Found:
    for other in reversed(before):
        if _repeats(one, other) and not clusters.apart(other.at, one.at):
            yield other, one, 0.8, "same description"
            return
    near = [other for other in before if sentences[one.sentence] - sentences[other.sentence] <= _REACH]
    salient = _salient(one, near, clusters, sentences)
    if salient:
        yield salient, one, 0.7, f"the {one.noun} spoken of"


def _title_case(one: Traits) -> bool:
    """A description in a headline has no article: bare plural of an armed group."""
    return False


def _repeats(one: Traits, other: Traits) -> bool:
    """Whether a description says part of what an earlier mention says: "the ministry" of a defense ministry."""
    if other.entity.form == "pronoun" or one.plural != other.plural or not one.words:
        return False
    if not compatible(one.entity.kind, other.entity.kind):
        return False
    if one.count is not None and one.count != other.count:
        return False
    if one.plural and not (one.words == other.words or (one.count and one.count == other.count)):
        return False
    if other.plural and other.count is not None and one.count is None and one.entity.kind == "ArmedGroup":
        return False
    return one.noun in other.words and one.words <= other.words and _head_of(one, other)


def _head_of(one: Traits, other: Traits) -> bool:
    """The shared noun must head both: "the commission" is no "commission member"."""
    if other.noun == one.noun:
        return True
    return other.entity.form == "name" and one.noun in nouns() and one.noun in other.words


def _salient(one: Traits, near: list[Traits], clusters: Clusters, sentences: dict[int, int]) -> Traits | None:
    """The named thing that a bare description most likely stands for."""
    if not one.bare or one.count is not None:
        return None
    if (one.noun in _ARMED and one.entity.kind == "ArmedGroup") or (one.noun in _ANY_GROUP and not one.plural):
        return _heaviest(one, [other for other in near if _is_armed(other, one)], clusters, sentences)
    if one.noun == "government" or (one.noun in {"authority", "regime"}):
        states = [other for other in near if other.entity.kind == "Government" and other.country]
        return states[-1] if states else None
    if one.entity.kind != "Place" or one.plural:
        return None
    return _place(
        one, [other for other in near if other.entity.form == "name" and other.entity.kind == "Place"], clusters
    )


def _is_armed(other: Traits, one: Traits) -> bool:
    if other.entity.form != "name":
        return False
    return other.entity.kind == "ArmedGroup" or (one.noun in _ANY_GROUP and other.entity.kind in GROUPS - {
        "Government", "StateForce", "MediaOrganization", "Civilians"})  # fmt: skip


def _heaviest(one: Traits, near: list[Traits], clusters: Clusters, sentences: dict[int, int]) -> Traits | None:
    """The cluster that was spoken of most and last: each mention weighs less with every sentence between."""
    weight: dict[int, float] = {}
    last: dict[int, Traits] = {}
    for other in near:
        if clusters.apart(other.at, one.at):
            continue
        leader = clusters.leader(other.at)
        weight[leader] = weight.get(leader, 0.0) + 0.7 ** (sentences[one.sentence] - sentences[other.sentence])
        last[leader] = other
    return last[max(weight, key=lambda leader: (weight[leader], leader))] if weight else None


def _place(one: Traits, names: list[Traits], clusters: Clusters) -> Traits | None:
    """The place that "the city" or "the country" stands for: one said to be such, else the last fitting."""
    countries = [other for other in names if _level(other) == "country"]
    if one.noun in _COUNTRY:
        return countries[-1] if countries else None
    said = [other for other in names if one.noun in clusters.profile(other.at).words]
    if said and one.noun in TOWNS | _REGIONS:
        return said[-1]
    fitting = [other for other in names if _level(other) not in {"country", "region"}]
    return fitting[-1] if fitting and one.noun in TOWNS else None


def _level(one: Traits) -> str | None:
    known = known_name(one.entity.label)
    return known.level if known else None


def speaks_for(mentions: list[Traits], clusters: Clusters) -> Found:
    """A country's military that takes over the report from its defence ministry: both speak for one institution."""
    speakers = [one for one in mentions if one.country and wide(one.entity.kind) == "Group" and _speaks(one)]
    for place, one in enumerate(speakers):
        if one.noun not in {"military", "army"} or len(one.words) > 1:
            continue
        for other in reversed(speakers[max(0, place - _WINDOW) : place]):
            if other.country == one.country and "defense" in other.words and other.words & _DEFENCE:
                yield other, one, 0.55, "military and defence ministry of one country, both reporting"
                break


def _speaks(one: Traits) -> bool:
    """Whether it says something: by the tree, by its role, or by the verb right behind it, for trees go wrong."""
    if one.head.dep_ == "nsubj" and one.head.head.lemma_.lower() in _REPORT:
        return True
    for frame in one.doc.frames:
        if frame.roleset.split(".")[0] in _REPORT and one.entity.head in frame.role("ARG0"):
            return True
    after = one.doc[one.entity.end] if one.entity.end < len(one.doc) else None
    return after is not None and after.pos_ == "VERB" and after.lemma_.lower() in _REPORT
