"""What the joint model adds to a spaCy `Doc`, and the records that the extractors hand to each other.

Beside spaCy's own attributes (`pos_`, `lemma_`, `morph`, `dep_` with universal relations, `head`, `ents` with PER, ORG
and LOC, `sents`) a document carries

- `doc._.frames`: PropBank predicates with their arguments, a tuple of `Frame`;
- `token._.mention_class`: none, person, organization, place, equipment or other, at the head word of a mention;
- `token._.factuality`: how far a predicate happened according to the writer, about -3 (did not) to 3 (did);
- `doc._.signals`: what the layers of conflict reporting see, `Signals`.

Token indices count from 0, ends are exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graphbuild.model import Figure, Form

ANCHOR = 0.3
"""From this probability on of a word's being a trigger, cue or mention its links are sought; below, none are known."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a predicate: PropBank label, token index of its syntactic head, the model's probability."""

    label: str
    token: int
    chance: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with its roleset ("kill.01") and arguments, in the order of the text."""

    token: int
    roleset: str
    arguments: tuple[Argument, ...]

    def role(self, *labels: str) -> tuple[int, ...]:
        """Token indices of the arguments with one of these labels."""
        return tuple(one.token for one in self.arguments if one.label in labels)


@dataclass(frozen=True, slots=True)
class Signal:
    """What a layer makes of a word: the best label, its probability, and that of there being any."""

    label: str
    chance: float
    any: float


@dataclass(frozen=True, slots=True)
class Signals:
    """The layers of conflict reporting, by token index; a word that no layer takes for anything is in none.

    `events` and `cues` are triggers and words of claiming; `told` and `certainty` hold for these.  `kinds` and
    `figures` are head words of mentions.  `links` are what other words are to a trigger, a cue or a mention.
    """

    events: Mapping[int, Signal]
    told: Mapping[int, Signal]
    cues: Mapping[int, Signal]
    certainty: Mapping[int, Signal]
    kinds: Mapping[int, Signal]
    figures: Mapping[int, Signal]
    links: Mapping[int, tuple[Argument, ...]]

    def linked(self, token: int, *labels: str, least: float = 0.5) -> list[Argument]:
        """What stands in one of these relations to a word, the likeliest first."""
        found = [one for one in self.links.get(token, ()) if one.label in labels and one.chance >= least]
        return sorted(found, key=lambda one: (-one.chance, one.token))


NO_SIGNALS = Signals({}, {}, {}, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention of an actor, place or thing before it gets its id.

    `start`, `end` are token offsets, `head` the token index of its head word, `kind` the local name of a class of the
    ontology, `label` what it says when stripped to a name.
    """

    start: int
    end: int
    head: int
    kind: str
    form: Form
    label: str
    figure: Figure | None = None


def _mention_class(token: Token) -> str:
    found: str = token.doc._.mention_classes.get(token.idx, "none")
    return found


def _set_mention_class(token: Token, value: str) -> None:
    token.doc._.mention_classes[token.idx] = value


def _factuality(token: Token) -> float | None:
    found: float | None = token.doc._.factualities.get(token.idx)
    return found


def _set_factuality(token: Token, value: float) -> None:
    token.doc._.factualities[token.idx] = value


# One dictionary a document, by character offset of the word: an extension of its own a word is ten times as slow.
Doc.set_extension("frames", default=(), force=True)
Doc.set_extension("signals", default=NO_SIGNALS, force=True)
Doc.set_extension("mention_classes", default={}, force=True)
Doc.set_extension("factualities", default={}, force=True)
Token.set_extension("mention_class", getter=_mention_class, setter=_set_mention_class, force=True)
Token.set_extension("factuality", getter=_factuality, setter=_set_factuality, force=True)
