"""Gold answers: what a person says that a report tells.  `docs/annotation-guide.md` says how they are made.

The stand-off form is JSON lines: one report a line, offsets in Unicode characters of its text, the end exclusive.
`read_gold` and `gold_line` read and write it.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from graphbuild.errors import InputError

THINGS: Final = ("Person", "Group", "ArmedGroup", "StateForce", "Government", "InternationalOrganization",
                 "MediaOrganization", "Civilians", "Place", "Equipment", "CasualtyFigure")  # fmt: skip
EVENTS: Final = (
    "Attack", "Airstrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing", "SuicideBombing", "ChemicalAttack",
    "ArmedAttack", "ArmedClash", "Killing", "Abduction", "Detention", "Torture", "SexualViolence", "Siege",
    "Destruction", "Displacement", "TerritoryCapture", "Withdrawal", "Protest", "Riot", "Ceasefire", "Negotiation",
    "Agreement", "PrisonerExchange", "Defection", "Deployment", "AidDelivery", "Sanction", "Bounty", "Investigation",
    "Trial", "Meeting",
)  # fmt: skip
FACTUALITY: Final = ("happened", "negated", "planned", "threatened", "demanded", "hypothetical", "habitual")
HARM: Final = {"killed": "killedIn", "injured": "injuredIn", "abducted": "abductedIn", "detained": "detainedIn",
               "displaced": "displacedIn", "missing": "abductedIn"}  # fmt: skip
ROLES: Final = ("perpetrator", "target", "participant", "instrument", "place", "killed", "injured", "abducted",
                "detained", "displaced")  # fmt: skip
RELATIONS: Final = ("memberOf", "leaderOf", "nationality", "alliedWith", "fights", "within")
PRECISIONS: Final = ("day", "week", "month", "season", "year", "decade", "range")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text and what it stands for: the id of a thing, an event or a claim (its cue)."""

    start: int
    end: int
    of: str
    form: str = ""  # of mentions of things: name, nominal or pronoun


@dataclass(frozen=True, slots=True)
class Thing:
    """A person, group, place, piece of equipment or counted set of people; the last four fields are a figure's."""

    id: str
    kind: str
    outcome: str | None = None
    at_least: int | None = None
    at_most: int | None = None
    role: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """First and last day, precision, and where the words stand that say so."""

    begin: date
    end: date
    precision: str
    words: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A happening: its type, how real it is told to be, (role, thing) pairs, and when it was."""

    id: str
    kind: str
    factuality: str
    arguments: tuple[tuple[str, str], ...] = ()
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between things."""

    id: str
    subject: str
    relation: str
    object: str


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that a claim holds: a relation between things (`of` its id), an event bare (`role` None), or a role."""

    of: str
    role: str | None = None
    filler: str | None = None


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """Who says what.  `claimant` is a thing, None for the outlet, "?" for somebody unsaid."""

    id: str
    kind: str
    claimant: str | None
    stance: str
    certainty: str
    start: int
    end: int
    holds: tuple[Held, ...]
    disputes: tuple[str, ...] = ()
    only: str | None = None
    via: tuple[str, ...] = ()
    said: When | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """What one report tells.  `about` holds the other lines of its head (voice, theatre, split ...)."""

    id: str
    text: str
    title: str | None
    published: date | None
    publisher: str | None
    mentions: tuple[Span, ...]
    triggers: tuple[Span, ...]
    cues: tuple[Span, ...]
    things: tuple[Thing, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    claims: tuple[GoldClaim, ...]
    about: dict[str, str] = field(default_factory=dict)


def gold_line(gold: Gold) -> str:
    """One JSON line, keys sorted, empty fields left out."""
    return json.dumps(_bare(asdict(gold)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _bare(value: Any) -> Any:
    """A value without empty members, days as text."""
    if isinstance(value, dict):
        return {name: _bare(one) for name, one in value.items() if one not in (None, (), [], {}, "")}
    if isinstance(value, list | tuple):
        return [_bare(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def read_gold(path: Path) -> Iterator[Gold]:
    """The reports of a gold file; `InputError` names the line that cannot be read."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield gold_of(json.loads(line))
                except (ValueError, KeyError, TypeError) as error:
                    raise InputError(
                        f"line {number} of {path} is no gold report ({type(error).__name__}: {error}). "
                        "docs/annotation-guide.md describes the form."
                    ) from error


def gold_of(row: dict[str, Any]) -> Gold:
    """A report from its stand-off form."""
    day = row.get("published")
    return Gold(
        id=row["id"],
        text=row["text"],
        title=row.get("title"),
        published=date.fromisoformat(day) if day else None,
        publisher=row.get("publisher"),
        mentions=tuple(Span(**one) for one in row.get("mentions", ())),
        triggers=tuple(Span(**one) for one in row.get("triggers", ())),
        cues=tuple(Span(**one) for one in row.get("cues", ())),
        things=tuple(Thing(**one) for one in row.get("things", ())),
        events=tuple(_event(one) for one in row.get("events", ())),
        relations=tuple(Relation(**one) for one in row.get("relations", ())),
        claims=tuple(_claim(one) for one in row.get("claims", ())),
        about=dict(row.get("about", {})),
    )


def _event(row: dict[str, Any]) -> Event:
    pairs = tuple((role, thing) for role, thing in row.get("arguments", ()))
    return Event(row["id"], row["kind"], row["factuality"], pairs, _when(row.get("when")))


def _claim(row: dict[str, Any]) -> GoldClaim:
    plain = {name: row[name] for name in ("id", "kind", "stance", "certainty", "start", "end")}
    return GoldClaim(
        **plain,
        claimant=row.get("claimant"),
        holds=tuple(Held(**one) for one in row.get("holds", ())),
        disputes=tuple(row.get("disputes", ())),
        only=row.get("only"),
        via=tuple(row.get("via", ())),
        said=_when(row.get("said")),
    )


def _when(row: dict[str, Any] | None) -> When | None:
    if row is None:
        return None
    words = row.get("words")
    begin, end = date.fromisoformat(row["begin"]), date.fromisoformat(row["end"])
    return When(begin, end, row["precision"], (words[0], words[1]) if words else None)
