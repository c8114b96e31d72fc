"""What coreference compares: the traits of a mention, read once from words and tree."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graphbuild.extract.kinds import country_of, is_demonym, known_name, pieces, rows
from graphbuild.extract.layers import Entity
from graphbuild.extract.numerals import number
from graphbuild.extract.phrases import is_plural, singular
from graphbuild.extract.plain import Doc, Token

_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "both"})
_LIGHT: Final = frozenset({"the", "a", "an", "of", "for", "and", "s", "in", "on", "some", "this", "that", "these",
                           "those", "so", "called", "at", "least", "most", "about", "his", "her", "its", "their", "our",
                           "all", "both", "said", "from", "to", "by"})  # fmt: skip
_SPELLINGS: Final = {"defence": "defense", "organisation": "organization", "centre": "center", "harbour": "harbor",
                     "defenses": "defense", "neighbourhood": "neighborhood", "armoured": "armored"}  # fmt: skip
_MALE: Final = frozenset({
    "he", "him", "his", "himself", "mr", "sir", "lord", "king", "prince", "father", "brother", "husband", "son",
    "uncle", "man", "boy", "sheikh", "imam", "bishop", "archbishop", "priest", "pope", "chairman", "spokesman",
    "businessman", "policeman", "gunman", "monsignor", "emir", "sultan", "mullah", "ayatollah", "congressman",
    "grandfather", "nephew", "grandson", "frenchman",
})  # fmt: skip
_FEMALE: Final = frozenset({
    "she", "her", "hers", "herself", "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "mother",
    "sister", "wife", "daughter", "aunt", "woman", "girl", "nun", "chairwoman", "spokeswoman", "businesswoman",
    "policewoman", "congresswoman", "grandmother", "niece", "granddaughter", "widow",
})  # fmt: skip


@dataclass(frozen=True)
class Traits:
    """A mention with what its words tell.  `at` is its index among the entities of the document."""

    at: int
    entity: Entity
    doc: Doc

    @cached_property
    def head(self) -> Token:
        """The head word."""
        return self.doc[self.entity.head]

    @cached_property
    def noun(self) -> str:
        """The head noun in the singular, lower case."""
        word = singular(self.head.lower_)
        return _SPELLINGS.get(word, word)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The pieces of the label, for names."""
        return pieces(self.entity.label)

    @cached_property
    def plural(self) -> bool:
        """Whether it is more than one in grammar: "the militants" is, "the group" is not."""
        if self.entity.form == "pronoun":
            return self.head.lower_ in {"they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours"}
        return self.entity.form == "nominal" and is_plural(self.head)

    @cached_property
    def definite(self) -> bool:
        """Whether it begins with a definite article or a demonstrative."""
        return self.doc[self.entity.start].lower_ in _DEFINITE

    @cached_property
    def count(self) -> float | None:
        """The number that the words in front of the head give."""
        for token in self.doc[self.entity.start : self.entity.head]:
            if token.pos_ == "NUM":
                return number(token.text)
        return None

    @cached_property
    def country(self) -> str | None:
        """The country that it names or belongs to."""
        found = known_name(self.entity.label) if self.entity.form == "name" else None
        if found and found.country:
            return found.country
        for token in self.doc[self.entity.start : self.entity.end]:
            country = country_of(token.text) if token.text[:1].isupper() and token.text not in {"IS"} else None
            if country:
                return country
        return None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that carry meaning, singular and without nationality: "Russia's Ministry of Defense" has two."""
        found = set()
        for token in self.doc[self.entity.start : self.entity.end]:
            for piece in pieces(token.text):
                word = singular(piece)
                if word not in _LIGHT and not country_of(token.text) and not word.isdigit():
                    found.add(_SPELLINGS.get(word, word))
        return frozenset(found)

    @cached_property
    def bare(self) -> bool:
        """A determiner and a noun, nothing else: "the militants"."""
        inside = [token for token in self.doc[self.entity.start : self.entity.end] if token.pos_ != "DET"]
        return len([token for token in inside if not token.is_punct]) == 1

    @cached_property
    def nationality(self) -> str | None:
        """The country of a nationality adjective in it."""
        for token in self.doc[self.entity.start : self.entity.head]:
            if is_demonym(token.text):
                return country_of(token.text)
        return None

    @cached_property
    def gender(self) -> str | None:
        """m, f, or None where title, noun and given name leave it open."""
        words = {piece for token in self.doc[self.entity.start : self.entity.head + 1] for piece in pieces(token.text)}
        before = self.doc[self.entity.start - 1].lower_.rstrip(".") if self.entity.start else ""
        words.add(before if before in {"mr", "mrs", "ms", "miss"} else "")
        if words & _MALE:
            return "m"
        if words & _FEMALE:
            return "f"
        return given_names().get(self.key[0]) if self.entity.form == "name" and self.key else None

    @cached_property
    def sentence(self) -> int:
        """The offset of the first token of its sentence."""
        return self.head.sent.start

    @cached_property
    def subject(self) -> bool:
        """Whether it is the subject of a clause."""
        return self.head.dep_ in {"nsubj", "csubj"} or (self.head.dep_ == "conj" and self.head.head.dep_ == "nsubj")


def given_names() -> dict[str, str]:
    """Common given names with their usual gender."""
    return _GIVEN


_GIVEN: Final = {row["name"]: row["gender"] for row in rows("given_names.tsv")}
