"""The world that the claims of the articles are about, as plain triples: what somebody here affirms, and who.

Two steps, so that memory does not grow with the number of articles.  `relations` and `facts` look at one
article at a time.  `described` is given all facts of one thing, brought together by sorting, and says what it is, how
it is called and how far it is told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from graphbuild.graph.casualties import POLICY, Bounds, rolled_up, toll
from graphbuild.graph.labels import TOLD, event_label, largest, parties
from graphbuild.graph.namespaces import ALTERNATIVE, DATE, LABEL, TYPE, Described, Pair, gb, integer, node
from graphbuild.graph.periods import Dates, narrowest
from graphbuild.graph.telling import Telling, status, summaries, tellings
from graphbuild.graph.terms import relation, term_label
from graphbuild.model import Figure, Reading
from graphbuild.resolve.kinds import agreed, ancestors
from graphbuild.resolve.names import Referents
from graphbuild.resolve.wordings import FORMS, others, rank

OUTLET = "MediaOrganization"
Facts = Mapping[str, Any]
"""What one article tells of one thing, in JSON values: see `facts`."""


def relations(reading: Reading, names: Referents) -> Iterator[Described]:
    """The plain triples that an article gives rise to: each affirmed proposition, and who claims or denies events."""
    for claim in reading.claims:
        if claim.stance == "affirms":
            for one in claim.propositions:
                yield node(names.of[one.subject]), [(relation(one.relation), NamedNode(names.of[one.object]))]
    for event, name, actor in summaries(reading, names):
        yield node(event), [(gb(name), NamedNode(actor))]


def facts(reading: Reading, names: Referents) -> Iterator[tuple[str, Facts]]:
    """What an article tells of each thing: kind, form, label, wordings; of events also telling, dates, place, toll.

    Casualty figures are left out: they belong to the article, not to the world.
    """
    told, dated = tellings(reading, names), dates(reading, names)
    places, killed, whom = first_places(reading, names), tolls(reading, names), parties(reading, names)
    for iri, thing in names.things:
        if thing.family == "figure":
            continue
        found: dict[str, Any] = {"kind": thing.kind, "form": thing.form, "label": thing.label}
        found["wordings"] = [list(one) for one in thing.wordings]
        found["article"] = names.article
        if thing.family == "event":
            telling = told.get(iri, Telling())
            found["telling"] = [telling.own, telling.attributed, telling.disputed_only, telling.denied]
            found["dates"] = dated.get(iri, [])
            found["place"] = places.get(iri)
            found["toll"] = killed.get(iri)
            found["parties"] = whom.get(iri, {})
        yield iri, found
    if names.publisher and reading.article.publisher:
        label = " ".join(reading.article.publisher.split())
        shared = {"kind": OUTLET, "outlet": True, "form": "name", "label": label, "wordings": [["name", label]]}
        yield names.publisher, shared | {"article": names.article}


def dates(reading: Reading, names: Referents) -> dict[str, list[list[str | None]]]:
    """The periods that an article gives for its events."""
    found: dict[str, list[list[str | None]]] = {}
    for one in reading.periods:
        days = [day.isoformat() if day else None for day in (one.begin, one.end)]
        found.setdefault(names.of[one.mention], []).append([*days, one.precision])
    return found


def first_places(reading: Reading, names: Referents) -> dict[str, str]:
    """The name of the first named place at which an article puts each event; without one, of a place that it hit."""
    called = dict(names.things)
    found: dict[str, dict[str, str]] = {"place": {}, "target": {}}
    for claim in reading.claims:
        for one in claim.propositions:
            if one.relation in found and claim.stance == "affirms":
                place = called[names.of[one.object]]
                if place.form == "name" and place.family == "place":
                    found[one.relation].setdefault(names.of[one.subject], place.label)
    return found["target"] | found["place"]


def tolls(reading: Reading, names: Referents) -> dict[str, Bounds]:
    """How many an article tells to have died in each event."""
    called = dict(names.things)
    killed: dict[str, set[str]] = {}
    for claim in reading.claims:
        for one in claim.propositions:
            if one.relation == "killedIn" and claim.stance == "affirms":
                killed.setdefault(names.of[one.object], set()).add(names.of[one.subject])
    figures: dict[str, list[Bounds]] = {}
    for mention in reading.mentions:
        if mention.figure and (mention.figure.at_least, mention.figure.at_most) != (None, None):
            figures.setdefault(names.of[mention.id], []).append(bounds(mention.figure))
    found = {
        event: toll(
            [one for iri in sorted(dead) for one in figures.get(iri, ())],
            sum(called[iri].family == "person" for iri in dead),
        )
        for event, dead in killed.items()
    }
    return {event: number for event, number in found.items() if number is not None}


def bounds(figure: Figure) -> Bounds:
    """The bounds of a figure, in order."""
    low, high = figure.at_least or 0, figure.at_most
    return (low, high) if high is None or low <= high else (high, low)


def described(told: Sequence[Facts]) -> Iterator[Pair]:
    """What a thing is, how it is called and, for an event, when it was and how far it is told."""
    strongest = min((one["form"] for one in told), key=FORMS.index)
    named = [one for one in told if one["form"] == strongest]
    kind = kind_of(named)
    wordings = {(form, text) for one in told for form, text in one["wordings"]}
    label = preferred(named)
    yield TYPE, gb(kind)
    if any("telling" in one for one in told):
        dated = narrowest(tuple(one) for facts in told for one in facts.get("dates", ()))
        place = commonest(one.get("place") for one in told)
        label = event_label(kind, strongest, label, place, dated, together(told))
        yield from happened([one for one in told if "telling" in one], dated)
    yield LABEL, Literal(label)
    for other in others(wordings, label):
        yield ALTERNATIVE, Literal(other)


def kind_of(told: Sequence[Facts]) -> str:
    """The kind on which articles agree; an outlet of which none says what it is otherwise is a media organization."""
    spoken = [one["kind"] for one in told if not one.get("outlet")]
    kind = agreed(spoken) if spoken else OUTLET
    return OUTLET if kind in ancestors(OUTLET) and len(spoken) < len(told) else kind


def preferred(told: Sequence[Facts]) -> str:
    """The label that most articles would give, then the most telling one."""
    counts = Counter((one["form"], one["label"]) for one in told)
    form, label = min(counts, key=lambda one: (-counts[one], rank(*one)))
    return label if form != "pronoun" else f"unnamed {term_label(told[0]['kind'])} ({label})"


def together(told: Sequence[Facts]) -> dict[str, tuple[int, int, str]]:
    """Who is in an event by relation, from what several articles say."""
    found = {
        name: largest(tuple(one["parties"][name]) for one in told if name in one.get("parties", ())) for name in TOLD
    }
    return {name: party for name, party in found.items() if party}


def commonest(values: Iterable[str | None]) -> str | None:
    """The most frequent value that is not None; the first of the alphabet among equals."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda one: (-counts[one], one), default=None)


def happened(told: Sequence[Facts], dated: Dates | None) -> Iterator[Pair]:
    """Status, dates and numbers of dead of an event."""
    if reached := status(*(any(one["telling"][part] for one in told) for part in range(4))):
        yield gb("status"), gb(reached)
    if dated:
        begin, end, precision = dated
        yield gb("datePrecision"), Literal(precision)
        for name, value in (("begin", begin), ("end", end)):
            if value:
                yield gb(name), Literal(value, datatype=DATE)
    counted = [(low, high) for one in told if one["toll"] for low, high in [one["toll"]]]
    if counted:
        low, best, high = rolled_up(counted)
        yield gb("rolledUpBy"), gb(POLICY)
        for name, number in (("killedLow", low), ("killedBest", best), ("killedHigh", high)):
            if number is not None:
                yield gb(name), integer(number)
