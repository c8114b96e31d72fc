"""Mentions joined so far, and what keeps two sets of them apart."""

from collections.abc import Iterator
from typing import TypeAlias, TypeVar

from graphbuild.extract.kinds import compatible, known_name, wide
from graphbuild.extract.traits import Traits

Trait = TypeVar("Trait")
# What a sieve finds: two mentions, score, reason.
Found: TypeAlias = Iterator[tuple[Traits, Traits, float, str]]


class Clusters:
    """Union-find over mentions that knows what each set is called; it refuses to join what cannot be one thing."""

    def __init__(self, mentions: list[Traits]) -> None:
        self.mentions = mentions
        self._leader = list(range(len(mentions)))
        self._members = {i: [i] for i in range(len(mentions))}

    def leader(self, i: int) -> int:
        """The first mention of the set."""
        return self._leader[i]

    def members(self, i: int) -> list[Traits]:
        """All mentions of the set, in the order of the text."""
        return [self.mentions[k] for k in sorted(self._members[self._leader[i]])]

    def names(self, i: int) -> list[Traits]:
        """The names among the mentions of the set."""
        return [one for one in self.members(i) if one.entity.form == "name"]

    def join(self, i: int, j: int) -> bool:
        """Make one set of two; False where they are one already or must stay apart."""
        one, other = sorted((self._leader[i], self._leader[j]))
        if one == other or self.apart(i, j):
            return False
        for k in self._members.pop(other):
            self._leader[k] = one
            self._members[one].append(k)
        return True

    def apart(self, i: int, j: int) -> bool:
        """Whether two sets differ in something that one thing has only once."""
        ours, theirs = self.members(i), self.members(j)
        return (
            self._unlike(ours, theirs, i, j)
            or _differ(_counts(ours), _counts(theirs))
            or _differ(_known(ours), _known(theirs))
            or (wide(self.mentions[i].entity.kind) != "Person" and _differ(_countries(ours), _countries(theirs)))
            or _differ({one.gender for one in ours} - {None}, {one.gender for one in theirs} - {None})
            or _other_persons(ours, theirs)
        )

    def _unlike(self, ours: list[Traits], theirs: list[Traits], i: int, j: int) -> bool:
        """Different classes, names outranking descriptions; the very mentions to be joined may say otherwise."""
        one, other = _kinds(ours), _kinds(theirs)
        if any(compatible(a, b) for a in one for b in other):
            return False
        defence = {"Government", "StateForce"}
        return not (one | other <= defence)


def _kinds(mentions: list[Traits]) -> set[str]:
    names = {one.entity.kind for one in mentions if one.entity.form == "name"}
    return names or {one.entity.kind for one in mentions}


def _counts(mentions: list[Traits]) -> set[float]:
    return {one.count for one in mentions if one.count is not None and one.entity.form == "nominal"}


def _known(mentions: list[Traits]) -> set[str]:
    found = (known_name(one.entity.label) for one in mentions if one.entity.form == "name")
    return {name.label for name in found if name and name.level != "capital"}


def _countries(mentions: list[Traits]) -> set[str]:
    return {one.country for one in mentions if one.country and one.entity.form != "pronoun"}


def _differ(one: set[Trait], other: set[Trait]) -> bool:
    return bool(one) and bool(other) and not one & other


def _other_persons(ours: list[Traits], theirs: list[Traits]) -> bool:
    """Two full names without a common last part."""
    one, other = ({one.key for one in side if one.entity.form == "name" and one.entity.kind == "Person"
                   and len(one.key) > 1} for side in (ours, theirs))  # fmt: skip
    return bool(one and other) and not any(_may_be_one(a, b) for a in one for b in other)


def _may_be_one(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return set(a) <= set(b) or set(b) <= set(a) or (a[-1] == b[-1] and a[0][0] == b[0][0])
