"""Which mentions of a document are one thing: sieves from the surest to the least sure (after Lee et al. 2013).

Each judgement says why and how sure.  A later sieve never joins what the earlier ones have shown to be two things:
clusters with different known names, countries, numbers or full names of persons stay apart.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from graphbuild.extract.clusters import Clusters, Found
from graphbuild.extract.descriptions import described_again, speaks_for
from graphbuild.extract.kinds import compatible, is_demonym, known_name, pieces, wide
from graphbuild.extract.layers import Entity
from graphbuild.extract.names import initials
from graphbuild.extract.phrases import of_complement
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.pronouns import pronouns
from graphbuild.extract.proper_names import PLACE_NOUNS
from graphbuild.extract.traits import Traits
from graphbuild.extract.wordings import same_part_of_name, same_spelling, skeleton, without_articles


class Same(NamedTuple):
    """Mentions `i` and `j` (indices of entities) are one thing, with a score in 0..1 and the reason in words."""

    i: int
    j: int
    score: float
    reason: str


_WINDOW: Final = 300  # mentions that are looked at, so that long texts take time in proportion
_GROUP_NOUNS: Final = frozenset({"group", "organization", "movement", "network", "militia", "faction", "cartel",
                                 "party", "coalition", "agency", "gang"})  # fmt: skip


def coreference(doc: Doc, entities: tuple[Entity, ...]) -> tuple[Same, ...]:
    """Judgements that two mentions are one thing, in the order of the sieves; the earlier mention comes first."""
    mentions = [Traits(at, entity, doc) for at, entity in enumerate(entities)]
    clusters = Clusters(mentions)
    found: list[Same] = []
    for sieve in SIEVES:
        for one, other, score, reason in sieve(mentions, clusters):
            i, j = sorted((one.at, other.at))
            if clusters.join(i, j):
                found.append(Same(i, j, score, reason))
    return tuple(found)


def same_name(mentions: list[Traits], clusters: Clusters) -> Found:
    """The same words, or two wordings of one known name."""
    seen: dict[tuple[str, tuple[str, ...]], Traits] = {}
    for one in mentions:
        if one.entity.form != "name" or not one.key:
            continue
        family = "Government" if one.entity.kind == "Government" else wide(one.entity.kind)
        first = seen.setdefault((family, one.key), one)
        if first is not one:
            alike = pieces(_text(first)) == pieces(_text(one))
            yield first, one, 1.0 if alike else 0.95, "same name" if alike else "known alias"


def introduced(mentions: list[Traits], clusters: Clusters) -> Found:
    """A description that holds the name: "President X", "the town of X", "the X group"."""
    names = {one.entity.head: one for one in mentions if one.entity.form == "name"}
    for one in mentions:
        if one.entity.form != "nominal":
            continue
        inside = [names[i] for i in range(one.entity.start, one.entity.end) if i in names]
        for name in inside:
            if one.entity.kind == name.entity.kind == "Person" and name.entity.end == one.entity.end:
                yield one, name, 0.98, "title"
        if one.noun in PLACE_NOUNS:
            complement = of_complement(one.head)
            named = names.get(complement.i) if complement is not None else None
            if named and named.entity.kind == "Place":
                yield one, named, 0.95, "named by it"
        if one.noun in _GROUP_NOUNS and not one.plural and not one.count:
            near = range(max(0, one.entity.head - 12), one.entity.head)
            yield from _named_group(one, [names[i] for i in near if i in names])


def _named_group(one: Traits, names: list[Traits]) -> Found:
    before = [name for name in names if name.entity.end <= one.entity.head and wide(name.entity.kind) == "Group"
              and name.sentence == one.sentence]  # fmt: skip
    last = max(before, key=lambda name: name.entity.end, default=None)
    if last is None:
        return
    between = one.doc[last.entity.end : one.entity.head]
    words = [token for token in between if not token.is_punct]
    if len(between) > 4 or any(token.pos_ not in {"ADJ", "NOUN", "PROPN"} for token in words):
        return
    if last.entity.kind == "Government" or any(token.text in {",", ":", ";"} for token in between):
        return
    yield last, one, 0.9, "named by it"


def bracketed(mentions: list[Traits], clusters: Clusters) -> Found:
    """An acronym in brackets right after the name, or a name in brackets after its acronym.

    Behind a description, or a name that begins with one, its letters may be those of another language: "the army of
    the country (FARDC)".
    """
    names = [one for one in mentions if one.entity.form == "name"]
    ends = {one.entity.end: one for one in names}
    described: dict[tuple[int, str], Traits] = {}
    for one in mentions:
        if (one.entity.form == "nominal" or one.head.is_lower) and not one.count:
            described.setdefault((one.entity.end, wide(one.entity.kind)), one)
    for one in names:
        start = one.entity.start
        while start and one.doc[start - 1].text in {'"', "“", "'", "the"}:
            start -= 1
        if not start or one.doc[start - 1].text not in {"(", "["}:
            continue
        close = one.doc[one.entity.end].text if one.entity.end < len(one.doc) else ""
        before = described.get((start - 1, wide(one.entity.kind)))
        if before and close in {")", "]"} and _acronym(one):
            yield before, one, 0.9, "acronym in brackets"
            continue
        for gap in (1, 2, 3):
            other = ends.get(start - gap)
            if other and close in {")", "]", ",", ";"} and wide(other.entity.kind) == wide(one.entity.kind):
                if _shortens(one, other) or _shortens(other, one):
                    yield other, one, 0.95, "acronym in brackets"
                break


def abbreviated(mentions: list[Traits], clusters: Clusters) -> Found:
    """An acronym that has the initials of a name of the document."""
    names = [one for one in mentions if one.entity.form == "name" and wide(one.entity.kind) == "Group"]
    long: dict[str, Traits] = {}
    for one in names:
        for letters in sorted(initials(_text(one))) if len(one.key) > 1 else ():
            long.setdefault(letters, one)
    for one in names:
        if not _acronym(one):
            continue
        short = "".join(c for c in _text(one) if c.isalnum()).upper()
        other = long.get(short)
        if other is not None and other is not one:
            yield other, one, 0.85, "initials"


def apposed(mentions: list[Traits], clusters: Clusters) -> Found:
    """Apposition and copula: "X, a senior commander", "X was the commander"."""
    heads = {one.entity.head: one for one in mentions}
    for one in mentions:
        token = one.head
        if token.dep_ == "appos" and token.head.i in heads:
            other = heads[token.head.i]
            two_names = one.entity.form == other.entity.form == "name"
            if _fits(one, other) and one.plural == other.plural and not two_names and not _list(token):
                yield other, one, 0.9, "apposition"
        if any(child.dep_ == "cop" for child in token.lefts) and not _negated(token):
            for child in token.lefts:
                subject = heads.get(child.i) if child.dep_ == "nsubj" else None
                if (
                    subject
                    and _fits(one, subject)
                    and one.plural == subject.plural
                    and subject.entity.form != "pronoun"
                ):
                    yield subject, one, 0.8, "is"


def surnames(mentions: list[Traits], clusters: Clusters) -> Found:
    """Part of a person's name: the surname, the given name, the name without its first part."""
    people = [one for one in mentions if one.entity.form == "name" and one.entity.kind == "Person"]
    by_word: dict[str, list[Traits]] = {}
    for one in people:
        for word in dict.fromkeys(one.key):
            by_word.setdefault(word, []).append(one)
    for one in people:
        sharing = by_word[one.key[-1]][-_WINDOW:] if one.key else []
        fuller = [other for other in sharing if len(other.key) > len(one.key) and same_part_of_name(one.key, other.key)]
        before = [other for other in fuller if other.at < one.at]
        different = {clusters.leader(other.at) for other in fuller}
        if fuller:
            best = before[-1] if before else fuller[0]
            yield best, one, 0.9 if len(different) == 1 else 0.6, "part of the name"


def spellings(mentions: list[Traits], clusters: Clusters) -> Found:
    """Two spellings of one name: "Deir ez-Zor" and "Deir el-Zour"."""
    names = [one for one in mentions if one.entity.form == "name"]
    seen: dict[tuple[str, tuple[str, ...]], Traits] = {}
    alike: dict[tuple[str, tuple[str, ...]], list[Traits]] = {}
    for one in names:
        family = wide(one.entity.kind)
        if not one.key or (family, one.key) in seen:
            continue
        seen[family, one.key] = one
        sounding = alike.setdefault((family, tuple(skeleton(word) for word in without_articles(one.key))), [])
        other = next((other for other in sounding if same_spelling(other.key, one.key)), None)
        if other is not None:
            yield other, one, 0.85, "spelling"
        sounding.append(one)


def institutions(mentions: list[Traits], clusters: Clusters) -> Found:
    """Two wordings of one institution: "Russian defense ministry" and "Russia's Ministry of Defense"."""
    bodies = [one for one in mentions if wide(one.entity.kind) == "Group" and one.entity.form != "pronoun"
              and not one.plural and not is_demonym(one.head.text)]  # fmt: skip
    for place, one in enumerate(bodies):
        for other in reversed(bodies[max(0, place - _WINDOW) : place]):
            if not one.words or one.words != other.words or not compatible(one.entity.kind, other.entity.kind):
                continue
            if one.country and one.country == other.country:
                yield other, one, 0.9, "same institution"
                break
            if (one.country is None) != (other.country is None) and one.entity.form == other.entity.form == "name":
                yield other, one, 0.75, "same institution"
                break


def governments(mentions: list[Traits], clusters: Clusters) -> Found:
    """A country or capital that acts, and its government."""
    by_country: dict[str, Traits] = {}
    for one in mentions:
        acting = one.entity.form == "name" and one.entity.kind == "Government"
        place = known_name(_text(one)) if acting else None
        country = place.country if place and place.level in {"country", "capital"} else None
        if country is None and one.noun == "government" and one.words == {"government"} and not one.plural:
            country = one.country
        if country:
            first = by_country.setdefault(country, one)
            if first is not one:
                yield first, one, 0.75, "government of the country"


def _text(one: Traits) -> str:
    return one.doc.text_at(one.entity.start, one.entity.end).removeprefix("the ").removeprefix("The ")


def _acronym(one: Traits) -> bool:
    text = _text(one)
    return " " not in text.strip() and sum(c.isupper() for c in text) >= 2 and len(text) <= 8


def _shortens(short: Traits, full: Traits) -> bool:
    """Whether the letters of an acronym stand in a longer name in their order, the first at its beginning."""
    if not _acronym(short) or len(full.key) < 2:
        return False
    letters, at = "".join(full.key), 0
    for letter in "".join(short.doc.text_at(short.entity.start, short.entity.end).casefold().split(".")):
        at = letters.find(letter, at) + 1 if letter.isalnum() else at
        if at == 0:
            return short.key != full.key and known_name(_text(short)) == known_name(_text(full)) is not None
    return letters[0] == _text(short)[0].casefold()


def _fits(one: Traits, other: Traits) -> bool:
    return compatible(one.entity.kind, other.entity.kind)


def _list(token: Token) -> bool:
    return any(child.dep_ in {"conj", "cc"} for child in token.children)


def _negated(token: Token) -> bool:
    return any(child.lower_ in {"not", "n't", "no", "never"} or child.lemma_ in {"may", "might", "could", "would"}
               for child in token.children)  # fmt: skip


Sieve = Callable[[list[Traits], Clusters], Found]
SIEVES: Final[tuple[Sieve, ...]] = (
    same_name, introduced, bracketed, abbreviated, surnames, spellings, institutions, apposed, governments,
    described_again, speaks_for, pronouns,
)  # fmt: skip
