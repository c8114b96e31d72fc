"""How events are labelled, so that a person tells one from another: what, whom or what it befell, where and when."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graphbuild.graph.periods import Dates, in_words
from graphbuild.graph.terms import term_label
from graphbuild.model import Reading
from graphbuild.resolve.clusters import Cluster
from graphbuild.resolve.kinds import ancestors
from graphbuild.resolve.names import Referents
from graphbuild.resolve.wordings import DETERMINERS, normalised

Party = tuple[int, int, str]
"""Somebody or something in an event: how many they are, how they are told of (a name first), and in which words."""
Parties = Mapping[str, Party]
"""By relation."""

HARMED = {
    "killedIn": "killing",
    "injuredIn": "injuring",
    "abductedIn": "with abduction of",
    "detainedIn": "with detention of",
    "displacedIn": "displacing",
}
TOLD = (*HARMED, "target", "perpetrator", "participant")
OWN = {"Killing": "killedIn", "Abduction": "abductedIn", "Detention": "detainedIn", "Displacement": "displacedIn"}
ON = frozenset(("Attack", "Bounty", "Sanction"))
OF = frozenset(("Shelling", "Bombing"))
OF_PLACES = frozenset(("Siege", "TerritoryCapture", "Destruction", "Withdrawal"))
"""Types that befall a place; what else is aimed at a named place is told to have been there."""
GROUND_WORDS = (
    "airport barracks base bridge camp checkpoint church depot headquarters hospital hotel market mosque palace port "
    "prison school square station university"
)
GROUNDS = frozenset(GROUND_WORDS.split())
"""Last words of named places that something happens at rather than in."""
TO = frozenset(("AidDelivery", "Deployment"))
GATHERINGS = frozenset(("Protest", "Riot"))
OPENING_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozens scores hundreds thousands several "
    "some many more most about around over nearly almost between at up few both all any another other unknown"
)
OPENINGS = frozenset(OPENING_WORDS.split())
LONGEST = 60


def parties(reading: Reading, names: Referents) -> dict[str, dict[str, Party]]:
    """Who is in each event of an article, by event and relation; those of denials only where nothing is affirmed."""
    called = dict(names.things)
    found: dict[str, dict[tuple[str, str], list[str]]] = {}
    for claim in reading.claims:
        for one in claim.propositions:
            if one.relation in TOLD:
                event, other = (one.object, one.subject) if one.relation in HARMED else (one.subject, one.object)
                told = found.setdefault(names.of[event], {}).setdefault((one.relation, claim.stance), [])
                if names.of[other] not in told:
                    told.append(names.of[other])
    sizes = counted(reading, names)
    chosen: dict[str, dict[str, Party]] = {}
    for event, by_relation in found.items():
        for (relation, stance), others in sorted(by_relation.items()):
            if stance == "denies" and (relation, "affirms") in by_relation:
                continue
            kind = called[event].kind
            things = [called[one] for one in others if fits(called[one], relation, kind)]
            if called[event].family == "event" and (party := party_of(things, sizes)):
                chosen.setdefault(event, {})[relation] = party
    return chosen


def fits(thing: Cluster, relation: str, kind: str) -> bool:
    """Whether a thing can be told as a party of an event of a kind.

    Named places are told as places, and what a type is called by is none of its targets ("missile strike on missile").
    """
    if relation != "target":
        return True
    if thing.family in ("place", "equipment") and kind in OWN:
        return False
    if thing.family == "place" and thing.form == "name":
        return kind in OF_PLACES
    return normalised(thing.label) not in normalised(term_label(kind))


def counted(reading: Reading, names: Referents) -> dict[str, int]:
    """How many people each counted set of an article is, by the mention that stands for it."""
    owner = {mention: thing.mention for _, thing in names.things for mention in thing.mentions}
    found: dict[str, int] = {}
    for one in reading.mentions:
        if one.figure:
            number = one.figure.at_least or one.figure.at_most or 0
            found[owner[one.id]] = max(number, found.get(owner[one.id], 0))
    return found


def party_of(things: Sequence[Cluster], sizes: Mapping[str, int]) -> Party | None:
    """The largest of several: a counted set where it is more than those named, else who is named."""
    named = [one for one in things if one.form == "name" and one.mention not in sizes]
    found: list[Party] = []
    if named:
        found.append((len(named), 0, spoken(named[0].label) + (" and others" if len(named) > 1 else "")))
    for one in things:
        if one not in named and one.form != "pronoun" and (text := spoken(one.label)):
            found.append((sizes.get(one.mention, 0), 1 if one.mention not in sizes else 2, text))
    return largest(found)


def largest(found: Iterable[Party]) -> Party | None:
    """The party of most people; a name before a description, then the one told most often, then the alphabet."""
    counts = Counter(found)
    return min(counts, key=lambda one: (-one[0], one[1], -counts[one], one[2]), default=None)


def spoken(label: str) -> str:
    """Words of a report as they stand within a label: without an article; empty where they say nothing.

    >>> spoken("The policeman"), spoken("Twelve soldiers"), spoken("Those"), spoken("33")
    ('policeman', 'twelve soldiers', '', '33 people')
    """
    words = label.split()
    while words and words[0].casefold() in DETERMINERS:
        words = words[1:]
    if words and words[0].casefold().split("-")[0] in OPENINGS:
        words[0] = words[0].lower()
    if len(words) == 1 and (words[0].isdecimal() or words[0] in OPENINGS):
        words.append("people")
    text = " ".join(words)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} \u2026"


def event_label(kind: str, form: str, label: str, place: str | None, dated: Dates | None, told: Parties) -> str:
    """A label by which a person tells one event from another: its name, or what, whom, where and when.

    >>> event_label("Airstrike", "nominal", "a strike", "Gossi", ("2026-03-09", "2026-03-09", "day"), {})
    'Airstrike in Gossi, 9 March 2026'
    >>> event_label("Killing", "nominal", "killed", None, None, {"killedIn": (1, 0, "Jhon Fredy Ortega")})
    'Killing of Jhon Fredy Ortega'
    >>> event_label("Attack", "nominal", "struck", None, None, {"target": (0, 1, "wedding party")})
    'Attack on wedding party'
    >>> event_label("Killing", "nominal", "killed", None, None, {})
    'Killing (killed)'
    """
    if form == "name":
        return label
    what = term_label(kind).capitalize() if kind != "TerritoryCapture" else "Capture"
    whom = befallen(kind, told, place)
    if place and normalised(place) in normalised(whom):
        place = None
    if not whom and not place:
        whom = doers(kind, told)
    if not whom and not place and not dated:
        return what if what.casefold() == label.casefold() else f"{what} ({label})"
    where = f" {preposition(kind, place)} {place}" if place else ""
    return f"{what}{whom}{where}{f', {in_words(dated)}' if dated else ''}"


def preposition(kind: str, place: str) -> str:
    """The word that joins a place to a type of event.

    >>> preposition("Airstrike", "Gossi"), preposition("Shelling", "Gossi Hospital"), preposition("Siege", "Gossi")
    ('in', 'at', 'of')
    """
    if kind in ("Siege", "TerritoryCapture"):
        return "of"
    return "at" if place.rsplit(maxsplit=1)[-1].casefold() in GROUNDS else "in"


def befallen(kind: str, told: Parties, place: str | None) -> str:
    """Whom or what an event befell, with the word that joins it to its type; empty where that is not known.

    An attack at a named place is told by the place, unless its target has a name.
    """
    line = ancestors(kind)
    attack = "Attack" in line
    own = next((OWN[one] for one in line if one in OWN), "")
    if own in told:
        return f" of {told[own][2]}"
    target = told.get("target")
    if target and not (attack and place and target[1]):
        word = (
            "of"
            if OF.intersection(line)
            else "on"
            if ON.intersection(line)
            else "to"
            if TO.intersection(line)
            else "of"
        )
        return f" {word} {target[2]}"
    harmed = next((one for one in HARMED if one in told), None)
    if harmed is None or place:
        return ""
    return f" {HARMED[harmed]} {told[harmed][2]}" if attack or own else f" of {told[harmed][2]}"


def doers(kind: str, told: Parties) -> str:
    """Who did it or took part in it, with the word that joins them to the type of event."""
    if "perpetrator" in told:
        return f" by {told['perpetrator'][2]}"
    if "participant" in told:
        return f" {'by' if kind in GATHERINGS else 'with'} {told['participant'][2]}"
    return ""
