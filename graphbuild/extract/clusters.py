"""Mentions joined so far, and what keeps two sets of them apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from graphbuild.extract.kinds import compatible, known_name, wide
from graphbuild.extract.traits import Traits

Trait = TypeVar("Trait")
# What a sieve finds: two mentions, score, reason.
Found: TypeAlias = Iterator[tuple[Traits, Traits, float, str]]
# A ministry and the armed forces may speak for each other; no other two classes that differ may be one thing.
_DEFENCE = frozenset({"Government", "StateForce"})


@dataclass(slots=True)
class Profile:
    """What the mentions of one set say about it, kept up to date so that comparing sets does not read them again."""

    name_kinds: set[str] = field(default_factory=set)
    other_kinds: set[str] = field(default_factory=set)
    counts: set[float] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    full_names: set[tuple[str, ...]] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    @property
    def kinds(self) -> set[str]:
        """The classes of the names, of all mentions where there is no name."""
        return self.name_kinds or self.other_kinds

    def take(self, other: "Profile") -> None:
        """Add what another set says."""
        for mine, its in (
            (self.name_kinds, other.name_kinds), (self.other_kinds, other.other_kinds), (self.known, other.known),
            (self.countries, other.countries), (self.genders, other.genders), (self.words, other.words),
        ):  # fmt: skip
            mine.update(its)
        self.counts |= other.counts
        self.full_names |= other.full_names


def profile(one: Traits) -> Profile:
    """The profile of a single mention."""
    made = Profile()
    entity = one.entity
    (made.name_kinds if entity.form == "name" else made.other_kinds).add(entity.kind)
    if entity.form == "pronoun":
        made.genders.update(_told(one.gender))
        return made
    if entity.form == "nominal" and one.count is not None:
        made.counts.add(one.count)
    if entity.form == "name":
        name = known_name(entity.label)
        made.known |= {name.label} if name and name.level != "capital" else set()
        if entity.kind == "Person" and len(one.key) > 1:
            made.full_names.add(one.key)
    made.countries.update(_told(one.country))
    made.genders.update(_told(one.gender))
    made.words |= one.words | {one.noun}
    return made


def _told(trait: str | None) -> set[str]:
    return {trait} if trait else set()


class Clusters:
    """Union-find over mentions that knows what each set is called; it refuses to join what cannot be one thing."""

    def __init__(self, mentions: list[Traits]) -> None:
        self.mentions = mentions
        self._leader = list(range(len(mentions)))
        self._profiles = [profile(one) for one in mentions]

    def leader(self, i: int) -> int:
        """The first mention of the set."""
        while self._leader[i] != i:
            self._leader[i] = self._leader[self._leader[i]]
            i = self._leader[i]
        return i

    def profile(self, i: int) -> Profile:
        """What the set of a mention says about itself."""
        return self._profiles[self.leader(i)]

    def join(self, i: int, j: int, *, by_name: bool = False) -> bool:
        """Make one set of two; False where they are one already or must stay apart, with `by_name` by names alone."""
        one, other = sorted((self.leader(i), self.leader(j)))
        if one == other or (self.named_apart(i, j) if by_name else self.apart(i, j)):
            return False
        self._leader[other] = one
        self._profiles[one].take(self._profiles[other])
        return True

    def named_apart(self, i: int, j: int) -> bool:
        """Whether two sets have names of two things."""
        ours, theirs = self.profile(i), self.profile(j)
        return _differ(ours.known, theirs.known) or _other_persons(ours.full_names, theirs.full_names)

    def apart(self, i: int, j: int) -> bool:
        """Whether two sets differ in something that one thing has only once."""
        ours, theirs = self.profile(i), self.profile(j)
        person = wide(self.mentions[i].entity.kind) == "Person"
        return (
            not _alike(ours.kinds, theirs.kinds)
            or _differ(ours.counts, theirs.counts)
            or _differ(ours.known, theirs.known)
            or (not person and _differ(ours.countries, theirs.countries))
            or _differ(ours.genders, theirs.genders)
            or _other_persons(ours.full_names, theirs.full_names)
        )


def _alike(one: set[str], other: set[str]) -> bool:
    return any(compatible(a, b) for a in one for b in other) or one | other <= _DEFENCE


def _differ(one: set[Trait], other: set[Trait]) -> bool:
    return bool(one) and bool(other) and not one & other


def _other_persons(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> bool:
    """Two full names without a common last part."""
    return bool(one and other) and not any(_may_be_one(a, b) for a in one for b in other)


def _may_be_one(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return set(a) <= set(b) or set(b) <= set(a) or (a[-1] == b[-1] and a[0][0] == b[0][0])
