"""What is one thing within an article: mentions joined by the links of the reading."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graphbuild.ids import article_iri, mention_iris
from graphbuild.model import Mention, Reading
from graphbuild.resolve.kinds import agreed, family
from graphbuild.resolve.wordings import FORMS, best, wording

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Cluster:
    """One thing of one article.

    `mention` is the IRI of the mention that stands for it, `mentions` are the ids of all, in the order of the text.
    `form` and `label` are its best wording.
    """

    mention: str
    mentions: tuple[str, ...]
    kind: str
    form: str
    label: str
    wordings: tuple[tuple[str, str], ...]

    @property
    def family(self) -> str:
        """person, group, place, equipment, figure or event."""
        return family(self.kind)


def partition(
    items: Iterable[Key],
    joined: Iterable[tuple[Key, Key]],
    apart: Iterable[tuple[Key, Key]],
) -> dict[Key, Key]:
    """Union-find in which what is kept apart wins: each item's set, named by its first item.

    The pairs of `joined` are tried in their order; one that would bring together two items of `apart` is refused.
    The first item of a set is the first in the order of `items`.
    """
    order = {item: number for number, item in enumerate(items)}
    leader = {item: item for item in order}
    members = {item: [item] for item in order}
    enemies: dict[Key, set[Key]] = {}
    for left, right in apart:
        enemies.setdefault(left, set()).add(right)
        enemies.setdefault(right, set()).add(left)
    for left, right in joined:
        one, other = sorted((leader[left], leader[right]), key=order.__getitem__)
        if one == other or any(leader[enemy] == one for item in members[other] for enemy in enemies.get(item, ())):
            continue
        for item in members.pop(other):
            leader[item] = one
            members[one].append(item)
    return leader


def clusters(reading: Reading, *, base: str) -> list[Cluster]:
    """The things that an article speaks of, in the order of their first mention.

    A link that keeps two mentions apart wins over all that join them, directly or through others; of those that join,
    the surest come first.
    """
    mentions = sorted(reading.mentions, key=lambda one: (one.start, one.end, one.id))
    order = {one.id: number for number, one in enumerate(mentions)}
    judged = sorted(reading.links, key=lambda one: (-one.score, *sorted((order[one.left], order[one.right]))))
    leader = partition(
        order,
        [(one.left, one.right) for one in judged if one.same],
        [(one.left, one.right) for one in judged if not one.same],
    )
    sets: dict[str, list[Mention]] = {}
    for mention in mentions:
        sets.setdefault(leader[mention.id], []).append(mention)
    iris = mention_iris(base, article_iri(base, reading.article), reading.mentions)
    return [described(members, iris) for members in sets.values()]


def described(members: list[Mention], iris: Mapping[str, str]) -> Cluster:
    """A set of mentions as one thing; a counted set of people stays one, whatever else it is called."""
    form, label = best(wording(one) for one in members)
    strongest = min((one.form for one in members), key=FORMS.index)
    kinds = [one.kind for one in members if one.form == strongest]
    figures = [one for one in members if one.figure]
    chosen = next(one for one in figures or members if figures or wording(one) == (form, label))
    return Cluster(
        mention=iris[chosen.id],
        mentions=tuple(one.id for one in members),
        kind="CasualtyFigure" if figures else agreed(kinds),
        form=form,
        label=label,
        wordings=tuple(sorted({wording(one) for one in members})),
    )
