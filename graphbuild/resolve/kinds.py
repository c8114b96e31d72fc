"""The classes that a mention can have, as far as deciding who is who needs them.

A copy in plain Python of the class tree of `ontologies/conflict.ttl`; a test holds the two together.  It is here
because resolving needs no RDF library.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from graphbuild.errors import InputError

NARROWER = {
    "Person": "",
    "Group": "ArmedGroup StateForce Government InternationalOrganization MediaOrganization Civilians",
    "Place": "",
    "Equipment": "",
    "CasualtyFigure": "",
    "Event": "Attack Killing Abduction Detention Torture SexualViolence Siege Destruction Displacement "
    "TerritoryCapture Withdrawal Protest Riot Ceasefire Negotiation Agreement PrisonerExchange Defection Deployment "
    "AidDelivery Sanction Bounty Investigation Trial Meeting",
    "Attack": "Airstrike DroneStrike MissileStrike Shelling Bombing ChemicalAttack ArmedAttack ArmedClash",
    "Bombing": "SuicideBombing",
}
BROADER: Mapping[str, str] = {narrow: broad for broad, names in NARROWER.items() for narrow in names.split()}
KINDS = frozenset(NARROWER) | frozenset(BROADER)
FAMILY = {
    "Person": "person",
    "Group": "group",
    "Place": "place",
    "Equipment": "equipment",
    "CasualtyFigure": "figure",
    "Event": "event",
}


@cache
def ancestors(kind: str) -> tuple[str, ...]:
    """A kind and all that are broader, narrowest first; raises InputError for a kind that the ontology lacks.

    >>> ancestors("SuicideBombing")
    ('SuicideBombing', 'Bombing', 'Attack', 'Event')
    """
    if kind not in KINDS:
        raise InputError(
            f"{kind!r} is no kind of mention. Use the local name of a class of ontologies/conflict.ttl: "
            + ", ".join(sorted(KINDS))
        )
    found = [kind]
    while found[-1] in BROADER:
        found.append(BROADER[found[-1]])
    return tuple(found)


@cache
def family(kind: str) -> str:
    """The family of a kind: person, group, place, equipment, figure or event.

    >>> family("Airstrike")
    'event'
    """
    return FAMILY[ancestors(kind)[-1]]


def type_family(kind: str) -> str:
    """The broadest kind below Event: what two tellings of one happening must share.

    >>> type_family("SuicideBombing"), type_family("Event")
    ('Attack', 'Event')
    """
    chain = ancestors(kind)
    return chain[-2] if len(chain) > 1 else chain[-1]


def compatible(left: str, right: str) -> bool:
    """Whether one kind is the other or broader than it.

    >>> compatible("Attack", "Airstrike"), compatible("Airstrike", "Shelling")
    (True, False)
    """
    return left in ancestors(right) or right in ancestors(left)


def agreed(kinds: Iterable[str]) -> str:
    """The kind of a thing that was called by several: the most frequent, made as narrow as another allows.

    Ties go to the narrower kind, then by the alphabet.

    >>> agreed(["Group", "ArmedGroup", "Group"]), agreed(["Government", "StateForce", "StateForce"])
    ('ArmedGroup', 'StateForce')
    """
    counts = Counter(kinds)
    order = sorted(counts, key=lambda kind: (-counts[kind], -len(ancestors(kind)), kind))
    narrower = [kind for kind in order if order[0] in ancestors(kind)]
    return max(narrower, key=lambda kind: (len(ancestors(kind)), counts[kind], -order.index(kind)))
