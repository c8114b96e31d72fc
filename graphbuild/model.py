"""The nouns of graphbuild: what passes from stage to stage.

`Reading` is the hinge: everything that was understood in one article, one JSON line.  Left of it is language, right
of it is knowledge.  All nouns are frozen, compare by value and hold only tuples, strings, numbers and dates.  Offsets
are counted in Unicode characters of `Article.text`, the end exclusive.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Form = Literal["name", "nominal", "pronoun"]
Stance = Literal["affirms", "denies"]
Certainty = Literal["certain", "probable", "possible"]
ClaimKind = Literal["Claim", "Denial", "ResponsibilityClaim", "Accusation"]
Precision = Literal["day", "week", "month", "season", "year", "decade", "range"]


@dataclass(frozen=True, slots=True)
class Article:
    """What was published.  `id` is the caller's; the text is final, all offsets refer to it."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people harmed, as the words give it: "at least 83 civilians" has no `at_most`.

    `outcome` is one of killed, injured, abducted, detained, displaced, missing; `role` says what they were (fighters,
    civilians, children), in the words of the report; `affiliation` is the id of the mention of their group.
    """

    outcome: str
    at_least: int | None = None
    at_most: int | None = None
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an actor, a place, a thing, an event, or a counted set of people.

    `id` is unique within its article (m1, m2 ... in the order of the text).  `kind` is the local name of a class of
    `ontologies/conflict.ttl` (Person, ArmedGroup, Place, Equipment, Airstrike, CasualtyFigure ...).  `text` is the
    article's text from `start` to `end`.  `label` is what the mention says when stripped to a name ("Khalimov",
    "Russian Ministry of Defense"), `form` how it says it; names outrank descriptions, descriptions outrank pronouns.
    """

    id: str
    start: int
    end: int
    text: str
    kind: str
    label: str
    form: Form
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """When an event mention (`mention`, its id) says that it was: earliest and latest day, and the words that say so.

    Only what the text gives: the day of publication is never the day of an event by default.
    """

    mention: str
    begin: date | None
    end: date | None
    precision: Precision
    text: str


@dataclass(frozen=True, slots=True)
class Proposition:
    """One relation that the article tells: ids of mentions joined by a property of `ontologies/conflict.ttl`.

    `confidence` in 0..1 is the program's confidence that the article tells it, whoever holds it.
    """

    subject: str
    relation: str
    object: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what: a claimant affirms or denies propositions.

    `id` is unique within the article (c1, c2 ...).  `claimant` is the id of a mention, or None where the outlet
    itself says so.  `verb` is the lemma of the report verb or the words "according to", None in the outlet's own voice.
    `start` and `end` are the offsets of the quote (the sentence or sentences that carry the claim).  `about` is the id
    of the mention of the event, where the claim is about one.  `disputes` are ids of claims that this one contradicts.
    `attested_only_via` is the id of the denial through which alone the claim is known.  `via` are mentions of those
    who passed the claim on ("State television quoted the army as saying").  `confidence` in 0..1 is the program's
    confidence that the article has this claimant hold it, never that it is so.
    """

    id: str
    kind: ClaimKind
    claimant: str | None
    stance: Stance
    certainty: Certainty
    verb: str | None
    start: int
    end: int
    propositions: tuple[Proposition, ...]
    about: str | None = None
    disputes: tuple[str, ...] = ()
    attested_only_via: str | None = None
    via: tuple[str, ...] = ()
    said_on: Period | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """A recorded judgement that two things are the same, or are not.

    Within a reading `left` and `right` are ids of mentions; between readings they are IRIs.  `score` in 0..1,
    `reason` in words ("pronoun", "acronym in brackets", "same name"), `by` the rule or the person who judged.
    """

    left: str
    right: str
    same: bool
    score: float
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One article understood.  `pipeline` is the fingerprint of model, lexicon and rules that read it."""

    article: Article
    pipeline: str
    mentions: tuple[Mention, ...]
    periods: tuple[Period, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...] = ()
