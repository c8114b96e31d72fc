"""What kind of thing a word or a known name is: classes of the ontology, from `lexicon/`.

`nouns.tsv` gives the class of a common noun in the singular and in the plural ("militant" is a Person, "militants" an
ArmedGroup); "sure" is no where the noun often means something else, so that the model must agree.  `modifiers.tsv`
says what a word before an open noun makes of it ("rebel forces").  `actors.tsv` and `countries.tsv` hold known names.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

GROUPS: Final = frozenset(
    {"Group", "ArmedGroup", "StateForce", "Government", "InternationalOrganization", "MediaOrganization", "Civilians"}
)
# Nouns that take their class from what stands before them: "rebel forces", "security forces".
OPEN_NOUNS: Final = frozenset(
    {
        "force", "group", "unit", "organization", "organisation", "movement", "faction", "wing", "cell",
        "network", "command", "column", "contingent", "commander", "leader", "member", "operative", "element",
        "brigade", "front", "battalion", "combatant", "alliance", "coalition", "detachment", "squad", "team",
        "band", "leadership", "chief", "supporter", "side", "personnel", "staff",
    }
)  # fmt: skip
_COLLECTIVE_ONLY: Final = frozenset({"commander", "leader", "member", "operative", "combatant", "chief", "supporter"})


@dataclass(frozen=True, slots=True)
class Noun:
    """The classes of a common noun; `sure` is false where the model must agree that it is meant so."""

    singular: str
    plural: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A known name: its usual form, class, country where it belongs to one; `level` is country, region or capital."""

    label: str
    kind: str
    country: str | None = None
    level: str | None = None


def wide(kind: str) -> str:
    """Person, Group, Place or Equipment.

    >>> wide("ArmedGroup"), wide("Place")
    ('Group', 'Place')
    """
    return "Group" if kind in GROUPS else kind


def compatible(one: str, other: str) -> bool:
    """Whether two mentions of these classes can be one thing: a country acts as its government, a group is any group.

    >>> compatible("Group", "ArmedGroup"), compatible("ArmedGroup", "StateForce"), compatible("Government", "Place")
    (True, False, False)
    """
    return one == other or ("Group" in {one, other} and wide(one) == wide(other))


@lru_cache(maxsize=65_536)
def pieces(text: str) -> tuple[str, ...]:
    """The words of a name for comparison: lower case, no diacritics, apostrophes or full stops, split at hyphens.

    >>> pieces("U.S. Da’esh al-Qaïda")
    ('us', 'daesh', 'al', 'qaida')
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[.'’ʼ‘`ʿʾ]", "", text)
    return tuple(re.findall(r"[^\W_]+", text))


@cache
def nouns() -> dict[str, Noun]:
    """The lexicon of common nouns by lemma; compounds with a space."""
    return {row["noun"]: Noun(row["singular"], row["plural"], row["sure"] == "yes") for row in rows("nouns.tsv")}


@cache
def modifiers() -> dict[str, str]:
    """Class that a word before an open noun gives it."""
    return {row["modifier"]: row["kind"] for row in rows("modifiers.tsv")}


@cache
def titles() -> frozenset[tuple[str, ...]]:
    """Titles before names, as pieces."""
    return frozenset(pieces(row["title"]) for row in rows("titles.tsv"))


def noun_kind(noun: str, *, plural: bool = False) -> str | None:
    """Class of a common noun or compound, None if the lexicon does not have it.

    >>> noun_kind("militant"), noun_kind("militant", plural=True), noun_kind("tree")
    ('Person', 'ArmedGroup', None)
    """
    found = nouns().get(noun.casefold())
    return (found.plural if plural else found.singular) if found else None


def open_kind(noun: str, modifier: str | None, usual: str) -> str:
    """Class of an open noun with the class of what stands before it: "rebel forces" are an ArmedGroup.

    `modifier` is a class: of a word in `modifiers.tsv`, of a name ("ISIS commanders") or of a nationality
    (StateForce, of forces only).  A single leader stays a Person.

    >>> open_kind("force", "ArmedGroup", "StateForce"), open_kind("leader", "ArmedGroup", "Person")
    ('ArmedGroup', 'Person')
    """
    if usual == "Person" or modifier is None or noun not in OPEN_NOUNS:
        return usual
    if modifier in {"ArmedGroup", "StateForce", "Civilians"}:
        return modifier
    if modifier == "Government" and noun not in _COLLECTIVE_ONLY:
        return "StateForce" if noun in {"force", "unit", "battalion", "brigade", "squad", "command"} else "Government"
    return usual


@cache
def names() -> dict[tuple[str, ...], tuple[tuple[str, Name], ...]]:
    """Known names by their pieces, each with the wording that leads there."""
    found: dict[tuple[str, ...], list[tuple[str, Name]]] = {}
    for row in rows("countries.tsv"):
        country = row["name"] if row["level"] == "country" else None
        name = Name(row["name"], "Place", country, row["level"])
        for wording in [row["name"], *_several(row["aliases"])]:
            found.setdefault(pieces(wording), []).append((wording, name))
        for capital in _several(row["capitals"]):
            found.setdefault(pieces(capital), []).append((capital, Name(capital, "Place", country, "capital")))
    for row in rows("actors.tsv"):
        name = Name(row["name"], row["kind"], row["country"] or None)
        for wording in [row["name"], *_several(row["aliases"])]:
            found.setdefault(pieces(wording), []).append((wording, name))
    return {key: tuple(value) for key, value in found.items()}


@cache
def openings() -> dict[str, tuple[int, ...]]:
    """First pieces of known names and demonyms, with the lengths of what they open, longest first."""
    lengths: dict[str, set[int]] = {}
    for key in [*names(), *_demonyms()]:
        lengths.setdefault(key[0], set()).add(len(key))
    return {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}


@cache
def _demonyms() -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for row in rows("countries.tsv"):
        for demonym in _several(row["demonyms"]):
            found.setdefault(pieces(demonym), row["name"])
    return found


@lru_cache(maxsize=65_536)
def country_of(word: str) -> str | None:
    """The country (or region) that a demonym, a country's name or an alias stands for.

    >>> country_of("Syrian"), country_of("Kurds"), country_of("U.S."), country_of("tree")
    ('Syria', 'Kurdistan', 'United States', None)
    """
    key = pieces(word)
    if not key:
        return None
    for form in (key, (*key[:-1], key[-1].removesuffix("s")), (*key[:-1], re.sub("men$", "man", key[-1]))):
        if form in _demonyms():
            return _demonyms()[form]
    return next((name.label for _, name in names().get(key, ()) if name.level in {"country", "region"}), None)


def is_demonym(word: str) -> bool:
    """Whether a word is an adjective of nationality or names a people, not the country itself.

    >>> is_demonym("Syrian"), is_demonym("Syrians"), is_demonym("Syria")
    (True, True, False)
    """
    return country_of(word) is not None and pieces(word) not in names()


def known_name(text: str) -> Name | None:
    """The known name that a wording stands for, the first of the lexicon where it is ambiguous.

    >>> known_name("ISIS").label, known_name("Daesh").kind, known_name("Damascus").country
    ('Islamic State', 'ArmedGroup', 'Syria')
    """
    key = pieces(text)
    found = names().get(key) or (names().get(key[1:]) if key[:1] == ("the",) else None)
    return found[0][1] if found else None


def rows(file: str) -> list[dict[str, str]]:
    """The rows of a table in `lexicon/`."""
    table = files("graphbuild.extract").joinpath("lexicon", file).read_text(encoding="utf-8")
    return list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _several(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
