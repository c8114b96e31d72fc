"""How things look: one row for each class of the ontology, each relation and each state of a relation.

Colours are taken from, or darkened from, the palette of Okabe and Ito ("Color universal design", 2008), which people
with any common colour vision tell apart.  Colour never stands alone: no two classes share shape and colour family,
and every state of a relation has its own dash pattern.
"""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """Look of the nodes of one class.

    `shape` is a shape of vis-network, or "pill"; where `inside`, the label stands in the shape, on a tint of its own
    for light and dark pages (`tints`), and `fill` is the colour of the frame.
    """

    name: str
    parent: str | None
    shape: str
    fill: str
    label: str
    tints: tuple[str, str] | None = None

    @property
    def inside(self) -> bool:
        """Whether the label stands inside the shape."""
        return self.tints is not None


@dataclass(frozen=True, slots=True)
class RelationStyle:
    """Look of one relation: its words, its arrowhead and its width in pixels at scale 1."""

    name: str
    label: str
    arrow: str
    width: float


@dataclass(frozen=True, slots=True)
class StateStyle:
    """Look of one state of a relation or an event: dashes in pixels (none: solid), a colour on light and on dark."""

    name: str
    label: str
    meaning: str
    dashes: tuple[int, ...]
    light: str
    dark: str


VIOLENCE, HARM, GROUND, POLITICS, OTHER = "#B04A10", "#93256B", "#80640A", "#1B6F93", "#5B6672"
TINTS = {
    VIOLENCE: ("#FCE4D6", "#56290F"),
    HARM: ("#F7DFEE", "#521C40"),
    GROUND: ("#F4EBC9", "#463807"),
    POLITICS: ("#DCEDF6", "#123F54"),
    OTHER: ("#E6E9ED", "#333B45"),
}
ROOTS = ("Person", "Group", "Place", "Equipment", "CasualtyFigure", "Event")
# The wide relation is implied by the narrow one and would only double the line.
NARROWER = {"responsibilityClaimedBy": "claimedBy", "responsibilityDeniedBy": "deniedBy"}
# Not a term of the ontology: who makes an accusation about an event, read off the claim, so that nobody who speaks
# stands apart from what they speak of.
ACCUSER = "accuser"
# Relations that are acts of speech: the line itself is the claim or the denial.
SPEECH = frozenset(
    {"claimedBy", "deniedBy", "responsibilityClaimedBy", "responsibilityDeniedBy", "attributedTo", ACCUSER}
)

_ACTORS = (
    ClassStyle("Person", None, "dot", "#0072B2", "Person"),
    ClassStyle("Group", None, "hexagon", "#7C8794", "Group"),
    ClassStyle("ArmedGroup", "Group", "hexagon", "#D55E00", "Armed group"),
    ClassStyle("StateForce", "Group", "hexagon", "#56B4E9", "State force"),
    ClassStyle("Government", "Group", "square", "#0072B2", "Government"),
    ClassStyle("InternationalOrganization", "Group", "square", "#009E73", "International organization"),
    ClassStyle("MediaOrganization", "Group", "square", "#7C8794", "Media organization"),
    ClassStyle("Civilians", "Group", "dot", "#CC79A7", "Civilians"),
    ClassStyle("Place", None, "triangleDown", "#009E73", "Place"),
    ClassStyle("Equipment", None, "diamond", "#E69F00", "Equipment"),
    ClassStyle("CasualtyFigure", None, "pill", OTHER, "Casualty figure", TINTS[OTHER]),
)

_EVENTS = {
    ("Event", None, OTHER): "",
    (
        "Attack",
        "Event",
        VIOLENCE,
    ): "Airstrike DroneStrike MissileStrike Shelling Bombing ChemicalAttack ArmedAttack ArmedClash",
    ("Bombing", "Attack", VIOLENCE): "SuicideBombing",
    ("Event", None, HARM): "Killing Abduction Detention Torture SexualViolence Displacement",
    ("Event", None, GROUND): "Siege Destruction TerritoryCapture Withdrawal Deployment",
    ("Event", None, POLITICS): "Protest Riot Ceasefire Negotiation Agreement PrisonerExchange Defection AidDelivery "
    "Sanction Bounty Investigation Trial Meeting",
}

_RELATIONS = (
    *(RelationStyle(f"{verb}In", f"{verb} in", "arrow", 2.4) for verb in ("killed", "injured", "abducted", "detained")),
    RelationStyle("displacedIn", "displaced in", "arrow", 2.4),
    RelationStyle("perpetrator", "perpetrator", "triangle", 2.4),
    RelationStyle("target", "target", "triangle", 2.4),
    RelationStyle("participant", "participant", "triangle", 1.8),
    RelationStyle("instrument", "by means of", "diamond", 1.6),
    RelationStyle("place", "at", "circle", 1.6),
    RelationStyle("within", "within", "circle", 1.2),
    RelationStyle("memberOf", "member of", "diamond", 1.6),
    RelationStyle("leaderOf", "leader of", "diamond", 1.8),
    RelationStyle("nationality", "nationality", "circle", 1.2),
    RelationStyle("affiliation", "belongs to", "diamond", 1.2),
    RelationStyle("alliedWith", "allied with", "bar", 1.6),
    RelationStyle("fights", "fights", "vee", 1.8),
    RelationStyle("claimedBy", "claimed by", "vee", 1.6),
    RelationStyle("deniedBy", "denied by", "vee", 1.6),
    RelationStyle("responsibilityClaimedBy", "responsibility claimed by", "vee", 1.8),
    RelationStyle("responsibilityDeniedBy", "responsibility denied by", "vee", 1.8),
    RelationStyle("attributedTo", "blamed on", "vee", 1.8),
    RelationStyle(ACCUSER, "blame laid by", "vee", 1.6),
)

STATES = (
    StateStyle("reported", "Reported", "by an outlet in its own voice, denied by nobody", (), "#39424E", "#C9D1DB"),
    StateStyle("claimed", "Claimed", "told only as somebody's word", (14, 7), "#0068A3", "#62BDF0"),
    StateStyle("contested", "Contested", "affirmed by one, denied by another", (18, 5, 4, 5), "#C44F00", "#FF9B4A"),
    StateStyle("denied", "Denied", "known by its denial only, or the denial itself", (3, 7), "#93256B", "#EE8CC4"),
    StateStyle("recorded", "Background", "rests on no claim in these reports", (), "#9AA4B0", "#66707D"),
)


def spaced(name: str) -> str:
    """The words of a local name.

    >>> spaced("DroneStrike")
    'Drone strike'
    >>> spaced("killedIn")
    'killed in'
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    return words[:1].upper() + words[1:] if name[:1].isupper() else words


def _event_styles() -> list[ClassStyle]:
    rows: dict[str, ClassStyle] = {}
    for (name, parent, fill), narrower in _EVENTS.items():
        rows.setdefault(name, ClassStyle(name, parent, "box", fill, spaced(name), TINTS[fill]))
        for kind in narrower.split():
            rows.setdefault(kind, ClassStyle(kind, name, "box", fill, spaced(kind), TINTS[fill]))
    return list(rows.values())


CLASSES: dict[str, ClassStyle] = {row.name: row for row in (*_ACTORS, *_event_styles())}
RELATIONS: dict[str, RelationStyle] = {row.name: row for row in _RELATIONS}


@cache
def depth(name: str) -> int:
    """How far below its root a class stands; the deepest type of a thing is the most telling one."""
    parent = CLASSES[name].parent
    return 0 if parent is None else 1 + depth(parent)


@cache
def root(name: str) -> str:
    """The class of the world layer that a class falls under: one of `ROOTS`."""
    parent = CLASSES[name].parent
    return name if parent is None else root(parent)


def relation_style(name: str) -> RelationStyle:
    """The row of a relation; a relation that an ontology added gets a plain one under its own words."""
    return RELATIONS.get(name) or RelationStyle(name, spaced(name), "arrow", 1.6)
