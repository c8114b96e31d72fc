"""Which events of different articles are one: a judgement for each, with its score and reason, and cautious.

Two tellings are taken for one event where their types agree, both say when it was and the days agree, and they share
where it was, who came to harm, or who did it and how many died.  They never are where days, places or types conflict,
nor where that would make one of two events that one article keeps apart, be it through a third.  Where an article
tells of two events that fit equally well, neither is taken.

Sketches and pairs stand in a temporary database of SQLite, which goes to disk as it grows; in memory are only the
events that have found another.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, groupby

from graphbuild.model import Link
from graphbuild.resolve.geography import common, countries, grounds_of, wide
from graphbuild.resolve.kinds import ancestors, compatible
from graphbuild.resolve.sketches import Sketch, read_sketch

LOGGER = logging.getLogger(__name__)
JUDGE = "graphbuild"
LARGEST_BLOCK = 400
"""Tellings of one day with one place or name that are compared; their pairs grow with the square."""
TABLES = """
CREATE TABLE sketch (mention TEXT PRIMARY KEY, unit TEXT, body TEXT);
CREATE TABLE block (key TEXT, mention TEXT);
CREATE TABLE pair (
    one TEXT, other TEXT, article TEXT, day TEXT, vague INTEGER, score REAL, reason TEXT, PRIMARY KEY (one, other)
);
CREATE TABLE made (one TEXT, other TEXT, score REAL, reason TEXT);
"""
CHOSEN = """
WITH ranked AS (
    SELECT *, RANK() OVER (PARTITION BY one, article ORDER BY score DESC) AS place,
        COUNT(*) OVER (PARTITION BY one, article, score) AS rivals
    FROM pair WHERE NOT (vague AND (one IN torn OR other IN torn))
)
SELECT a.one, a.other, a.score, a.reason FROM ranked a JOIN ranked b ON b.one = a.other AND b.other = a.one
WHERE a.one < a.other AND a.place = 1 AND a.rivals = 1 AND b.place = 1 AND b.rivals = 1
ORDER BY a.score DESC, a.one, a.other
"""
SOME = "SELECT mention, body FROM sketch WHERE mention > ? ORDER BY mention LIMIT 1000"
TORN = "CREATE TEMP TABLE torn AS SELECT one FROM pair WHERE vague GROUP BY one HAVING COUNT(DISTINCT day) > 1"
"""Events of a week or month that would go with events of several days."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two tellings may be of one event; `vague` where only a week or month and a place speak for it."""

    score: float
    reason: str
    vague: bool


@dataclass(slots=True)
class Meetings:
    """The events of all articles: first `add` those of each, then `settle`; `leader` gives the IRI that some share."""

    leader: dict[str, str] = field(default_factory=dict)
    base: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self.base = sqlite3.connect("", isolation_level=None)
        self.base.executescript(TABLES)

    def add(self, told: Iterable[Sketch]) -> None:
        """Take in the events of one article."""
        for one in told:
            new = self.base.execute("INSERT OR IGNORE INTO sketch VALUES (?, '', ?)", (one.mention, one.line()))
            # the same article twice tells of no further event
            if new.rowcount:
                self.base.executemany("INSERT INTO block VALUES (?, ?)", ((key, one.mention) for key in one.blocks()))

    def settle(self, unit: Callable[[Sketch], str], apart: Iterable[tuple[str, str]]) -> None:
        """Judge, once all articles are in.

        `unit` gives the IRI of an event before this judgement, `apart` pairs of such IRIs that people keep apart.
        """
        last = ""
        while rows := self.base.execute(SOME, (last,)).fetchall():
            found = [(unit(read_sketch(body)), mention) for mention, body in rows]
            self.base.executemany("UPDATE sketch SET unit = ? WHERE mention = ?", found)
            last = rows[-1][0]
        self.base.execute("CREATE INDEX of_unit ON sketch (unit)")
        self.base.execute("CREATE INDEX of_key ON block (key, mention)")
        self.pair_up()
        self.base.execute(TORN)
        self.join(self.base.execute(CHOSEN), apart)
        self.base.execute("CREATE INDEX of_made ON made (other)")

    def pair_up(self) -> None:
        """Compare the tellings that share a block, and keep the pairs that may be one event, both ways round."""
        query = "SELECT key, body FROM block JOIN sketch USING (mention) ORDER BY key, mention"
        for key, group in groupby(self.base.execute(query), key=lambda row: row[0]):
            told = [read_sketch(body) for _, body in group]
            if len(told) > LARGEST_BLOCK:
                LOGGER.warning(
                    "%s tellings of %r: only %s are compared for events told twice", len(told), key, LARGEST_BLOCK
                )
            self.base.executemany(
                "INSERT OR IGNORE INTO pair VALUES (?, ?, ?, ?, ?, ?, ?)", rows_of(told[:LARGEST_BLOCK])
            )

    def join(self, pairs: Iterable[tuple[str, str, float, str]], apart: Iterable[tuple[str, str]]) -> None:
        """Take pairs for one event, the surest first, as far as nothing speaks against any two that come together."""
        enemies = {frozenset(pair) for pair in apart}
        members: dict[str, list[str]] = {}
        for one, other, score, reason in pairs:
            units = [self.unit(mention) for mention in (one, other)]
            left, right = sorted(self.leader.get(unit, unit) for unit in units)
            sets = [members.get(unit, [unit]) for unit in (left, right)]
            if left == right or any(frozenset((a, b)) in enemies for a in sets[0] for b in sets[1]):
                continue
            told = [[sketch for unit in units for sketch in self.sketches(unit)] for units in sets]
            if not all(reconcilable(a, b) for a in told[0] for b in told[1]):
                LOGGER.info("not taken for one event, for others speak against it: %s and %s (%s)", one, other, reason)
                continue
            members[left] = sorted(sets[0] + sets[1])
            members.pop(right, None)
            self.leader.update(dict.fromkeys(members[left], left))
            self.base.execute("INSERT INTO made VALUES (?, ?, ?, ?)", (one, other, score, reason))

    def unit(self, mention: str) -> str:
        """The IRI of an event before this judgement."""
        return str(self.base.execute("SELECT unit FROM sketch WHERE mention = ?", (mention,)).fetchone()[0])

    def sketches(self, unit: str) -> list[Sketch]:
        """What the articles tell of one event, as far as it was known to be one before."""
        found = self.base.execute("SELECT body FROM sketch WHERE unit = ? ORDER BY mention", (unit,))
        return [read_sketch(body) for (body,) in found]

    def links(self, mention: str) -> Iterator[Link]:
        """The judgements by which an event, by the mention that stands for it, is taken for one of another article."""
        query = "SELECT one, other, score, reason FROM made WHERE other = ? ORDER BY one"
        for one, other, score, reason in self.base.execute(query, (mention,)).fetchall():
            yield Link(one, other, True, score, reason, JUDGE)


def rows_of(told: Iterable[Sketch]) -> Iterator[tuple[str, str, str, str, bool, float, str]]:
    """The pairs of tellings that may be of one event, both ways round."""
    for pair in combinations(told, 2):
        if found := evidence(*pair):
            for one, other in (pair, pair[::-1]):
                day = other.begin if other.exact else ""
                yield one.mention, other.mention, other.article, day, found.vague, found.score, found.reason


def reconcilable(one: Sketch, other: Sketch) -> bool:
    """Whether nothing speaks against two tellings being of one event."""
    return (
        one.article != other.article
        and akin(one.kind, other.kind)
        and (one.begin <= other.end and other.begin <= one.end)
        and nearness(one, other) != "conflict"
    )


def evidence(one: Sketch, other: Sketch) -> Evidence | None:
    """What speaks for two tellings being of one event; None where nothing does, or something speaks against it."""
    if not reconcilable(one, other) or not (one.exact or other.exact):
        return None
    exact, near = one.exact and other.exact, nearness(one, other)
    found = [(0.6, "same named place")] if near == "same" else []
    found += [(0.5, "one place within the other")] if near == "within" else []
    if shared := sorted(set(one.harmed) & set(other.harmed)):
        found.append((0.65, f"both befell {shared[0]}"))
    if exact and one.toll and one.toll == other.toll and set(one.actors) & set(other.actors):
        found.append((0.5, "same perpetrator and number of dead"))
    if not found:
        return None
    kinds = "same type of event" if one.kind == other.kind else "one type of event broader than the other"
    vaguer = other if one.exact else one
    days = "same day" if exact else f"day within the other's {vaguer.precision}"
    score = max(found)[0] + 0.1 * (len(found) - 1) - 0.05 * (one.kind != other.kind) - 0.1 * (not exact)
    reason = ", ".join((kinds, *(words for _, words in found), days))
    return Evidence(round(score, 2), reason, vague=not exact and not shared)


def akin(one: str, other: str) -> bool:
    """Whether two types can be those of one event; a killing may be told of any attack.

    >>> akin("Airstrike", "Attack"), akin("Airstrike", "Killing"), akin("Airstrike", "Shelling")
    (True, True, False)
    """
    killed = "Killing" in (one, other) and all(
        "Attack" in ancestors(kind) or kind == "Killing" for kind in (one, other)
    )
    return compatible(one, other) or killed


def nearness(one: Sketch, other: Sketch) -> str:
    """How the places of two tellings lie: same, within, conflict, or unknown where the names do not say.

    A country or region says at most that they cannot be one.
    """
    near = [{name for name in sketch.places if not wide(name)} for sketch in (one, other)]
    if near[0] & near[1]:
        return "same"
    for inner, outer in ((one, near[1]), (other, near[0])):
        grounds = {whole for name in inner.places for whole in grounds_of(name) if not common(whole)}
        if outer.intersection(inner.wholes) or outer & grounds:
            return "within"
    if all(near):
        return "conflict"
    lands = [countries().intersection((*sketch.places, *sketch.wholes)) for sketch in (one, other)]
    return "conflict" if all(lands) and not lands[0] & lands[1] else "unknown"
