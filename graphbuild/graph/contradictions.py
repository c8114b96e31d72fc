"""Which claims of different articles contradict each other, found by bringing together what they are about.

`stances` looks at one article and says of each claim what it stands for; sorting brings together those of one thing;
`disputes` compares them.  Claims meet in three ways: they hold one proposition; the one denies that the event was, and
the other tells of it; both tell of the same sort of people harmed in one event, of whom the one denies any or as many.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from graphbuild.graph.describe import claim_iris
from graphbuild.graph.namespaces import Described, gb, node
from graphbuild.graph.telling import claimant, concerned, held
from graphbuild.graph.terms import relation
from graphbuild.ids import proposition_iri
from graphbuild.model import Claim, Figure, Reading
from graphbuild.resolve.names import Referents
from graphbuild.resolve.wordings import normalised

Stance = Mapping[str, Any]
"""A claim, its stance and claimant; `article` where only claims of other articles are compared; `size` of figures."""
SETTING = frozenset(("place", "within"))


def stances(reading: Reading, names: Referents, *, base: str) -> Iterator[tuple[str, Stance]]:
    """What the claims of an article affirm or deny, by the IRI of a proposition or by a key of the event."""
    iris, events = claim_iris(reading, names, base), concerned(reading, names)
    by_id = {claim.id: claim for claim in reading.claims}
    figures = {one.id: one.figure for one in reading.mentions if one.figure}
    for claim in reading.claims:
        told = {"claim": iris[claim.id], "stance": claim.stance, "claimant": claimant(claim, names).value}
        for one in held(claim, by_id):
            parts = (names.of[one.subject], relation(one.relation).value, names.of[one.object])
            yield proposition_iri(base, *parts), told
        elsewhere = told | {"article": names.article}
        if claim.stance == "affirms" or refuses(claim, by_id):
            for event in events[claim.id]:
                yield f"{event} happened", elsewhere
        for one in claim.propositions:
            if one.subject in figures and (key := people(figures[one.subject])):
                size = extent(figures[one.subject])
                yield f"{names.of[one.object]} {one.relation} {key}", elsewhere | {"size": size}


def refuses(denial: Claim, claims: Mapping[str, Claim]) -> bool:
    """Whether a denial says that the event was not at all: it says no more of it than where it would have been."""
    return all(one.relation in SETTING for one in held(denial, claims))


def people(figure: Figure) -> str:
    """What the people of a figure were, in one word; empty where that is not said.

    >>> people(Figure("killed", role="Soldiers")), people(Figure("killed"))
    ('soldier', '')
    """
    words = normalised(figure.role or "").split()
    return words[-1].removesuffix("s") if words else ""


def extent(figure: Figure) -> list[int | None]:
    """The least and greatest number of a figure; nobody, or anybody at all, where there is none."""
    return [figure.at_least or 0, figure.at_most if figure.at_most is not None or figure.at_least else 0]


def disputes(told: Sequence[Stance]) -> Iterator[Described]:
    """The denials among some stances dispute the claims of others that affirm."""
    affirmed = [one for one in told if one["stance"] == "affirms"]
    for denial in told:
        if denial["stance"] == "denies":
            against = [NamedNode(claim["claim"]) for claim in affirmed if contradicts(denial, claim)]
            yield node(denial["claim"]), [(gb("disputes"), one) for one in against]


def contradicts(denial: Stance, claim: Stance) -> bool:
    """Whether a denial speaks against a claim that is about the same.

    Nobody disputes himself.  What one article says of an event its reading has already weighed.  Who denies forty dead
    does not deny two; who denies any denies all.
    """
    if denial["claimant"] == claim["claimant"]:
        return False
    if denial.get("article", "") == claim.get("article", None):
        return False
    if "size" not in denial or denial["size"][1] == 0:
        return True
    (low, high), (least, most) = denial["size"], claim["size"]
    return (most is None or low <= most) and (high is None or least <= high)
