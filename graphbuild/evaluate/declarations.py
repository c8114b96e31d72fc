"""The declarations of a report in marked form: things, events, relations and claims, one a line."""

import re
import shlex
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graphbuild.evaluate.gold import EVENTS, RELATIONS, ROLES, THINGS, Event, Held, Relation, Thing, When


@dataclass(frozen=True, slots=True)
class Declared:
    """A claim before its place in the text is known."""

    id: str
    kind: str
    claimant: str | None
    stance: str
    certainty: str
    holds: tuple[Held, ...]
    disputes: tuple[str, ...]
    only: str | None
    via: tuple[str, ...]
    said: When | None
    first: str
    last: str


@dataclass(slots=True)
class Sheet:
    """What has been declared so far; `times` are the marks of time by id."""

    times: dict[str, tuple[int, int]]
    things: list[Thing] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    claims: list[Declared] = field(default_factory=list)


def declare(line: str, sheet: Sheet) -> None:
    """Add one line's declaration to the sheet; `ValueError` says what is wrong with it."""
    if not line:
        return
    name, colon, rest = line.partition(":")
    if not colon or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"the declaration {line!r} does not begin with an id and a colon")
    try:
        words = shlex.split(rest.replace("'", "’"))
    except ValueError as error:
        raise ValueError(f"the declaration {line!r} has an open quotation mark") from error
    plain = [one for one in words if not re.match(r"[a-z]+=", one)]
    named = dict(one.split("=", 1) for one in words if re.match(r"[a-z]+=", one))
    if not plain:
        raise ValueError(f"the declaration {line!r} says nothing of {name}")
    if plain[0] in THINGS:
        sheet.things.append(_thing(name, plain, named))
    elif plain[0] in EVENTS:
        sheet.events.append(_event(name, plain, named, sheet))
    elif len(plain) == 3 and plain[1] in RELATIONS:
        sheet.relations.append(Relation(name, plain[0], plain[1], plain[2]))
    elif len(plain) >= 3 and plain[1] in ("affirms", "denies"):
        sheet.claims.append(_claim(name, plain, named, sheet))
    else:
        raise ValueError(f"the declaration {line!r} is no thing, event, relation or claim: is a class misspelt?")


def _only(name: str, named: dict[str, str], known: frozenset[str]) -> None:
    strange = sorted(set(named) - known)
    if strange:
        raise ValueError(f"{name} has {', '.join(strange)}, which means nothing there")


def bounds(text: str) -> tuple[int | None, int | None]:
    """The bounds of a figure.

    >>> bounds("12..15"), bounds("12.."), bounds("..12"), bounds("..")
    ((12, 15), (12, None), (None, 12), (None, None))
    """
    found = re.fullmatch(r"(\d*)\.\.(\d*)", text)
    if not found:
        raise ValueError(f"{text!r} are no bounds such as 12..12, 12.. or ..12")
    return int(found[1]) if found[1] else None, int(found[2]) if found[2] else None


def _thing(name: str, plain: list[str], named: dict[str, str]) -> Thing:
    _only(name, named, frozenset({"role", "of"}))
    if plain[0] != "CasualtyFigure":
        if len(plain) > 1 or named:
            raise ValueError(f"the thing {name} has more than its class")
        return Thing(name, plain[0])
    if len(plain) < 2:
        raise ValueError(f"the figure {name} has no outcome")
    low, high = bounds(plain[2]) if len(plain) > 2 else (None, None)
    return Thing(name, plain[0], plain[1], low, high, named.get("role"), named.get("of"))


def when(text: str, sheet: Sheet) -> When:
    """`t1/2016-03-02` or `t1/2016-03-01..2016-03-31/month`; without a mark: `/2016-03-02`."""
    mark, *rest = text.split("/")
    if mark and mark not in sheet.times:
        raise ValueError(f"the time {mark} of {text!r} is not marked in the text")
    if not rest:
        raise ValueError(f"the time {text!r} has no day after a stroke")
    begin, _, end = rest[0].partition("..")
    try:
        first = date.fromisoformat(begin)
        last = date.fromisoformat(end) if end else first
    except ValueError as error:
        raise ValueError(f"{rest[0]!r} is no day or pair of days") from error
    precision = rest[1] if len(rest) > 1 else ("day" if first == last else "range")
    return When(first, last, precision, sheet.times.get(mark))


def _event(name: str, plain: list[str], named: dict[str, str], sheet: Sheet) -> Event:
    _only(name, named, frozenset({*ROLES, "when"}))
    pairs = tuple((role, one) for role in ROLES if role in named for one in named[role].split(",") if one)
    told = plain[1] if len(plain) > 1 else "happened"
    return Event(name, plain[0], told, pairs, when(named["when"], sheet) if "when" in named else None)


KINDS: Final = ("ResponsibilityClaim", "Accusation")


def _claim(name: str, plain: list[str], named: dict[str, str], sheet: Sheet) -> Declared:
    _only(name, named, frozenset({"disputes", "only", "via", "said", "as", "from", "to"}))
    if len(plain) < 4:
        raise ValueError(f"the claim {name} wants claimant, stance, certainty and what is held")
    claimant, stance, certainty, *items = plain
    holds = tuple(held(one) for item in items for one in item.split(",") if one)
    kind = named.get("as", "Denial" if stance == "denies" else "Claim")
    if kind not in (*KINDS, "Claim", "Denial"):
        raise ValueError(f"the claim {name} is as={kind}; ResponsibilityClaim or Accusation is meant")
    return Declared(
        name, kind, None if claimant == "-" else claimant, stance, certainty, holds,
        tuple(one for one in named.get("disputes", "").split(",") if one), named.get("only"),
        tuple(one for one in named.get("via", "").split(",") if one),
        when(named["said"], sheet) if "said" in named else None, named.get("from", ""), named.get("to", ""),
    )  # fmt: skip


def held(text: str) -> Held:
    """What a claim holds.

    >>> held("e1"), held("e1.killed=f2")
    (Held(of='e1', role=None, filler=None), Held(of='e1', role='killed', filler='f2'))
    """
    of, _, rest = text.partition(".")
    role, _, filler = rest.partition("=")
    return Held(of, role or None, filler or None)
