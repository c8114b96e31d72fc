"""What one article's reading puts into the named graph of the article: evidence, claims and propositions.

Evidence follows the Web Annotation Data Model (W3C 2017, sections 4.2.4 and 4.2.5); claims follow GRaSP (Fokkens et
al. 2017).  The vocabulary is that of `ontologies/conflict.ttl`.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from graphbuild.graph.namespaces import (
    ANY_URI,
    DCTERMS,
    LABEL,
    NON_NEGATIVE,
    OA,
    RDF,
    SCHEMA,
    TYPE,
    Described,
    Pair,
    day,
    decimal,
    gb,
    integer,
    node,
)
from graphbuild.graph.telling import claimant, concerned, held
from graphbuild.graph.terms import relation
from graphbuild.ids import claim_iri, digest, local_name, proposition_iri
from graphbuild.model import Claim, Figure, Mention, Period, Reading
from graphbuild.resolve.names import Referents

OUTCOMES = frozenset(("killed", "injured", "abducted", "detained", "displaced", "missing"))
SELECTORS = (NamedNode(OA + "TextPositionSelector"), NamedNode(OA + "TextQuoteSelector"))
OA_START, OA_END, OA_EXACT = (NamedNode(OA + name) for name in ("start", "end", "exact"))
PARTS = tuple(NamedNode(RDF + name) for name in ("subject", "predicate", "object"))


def subjects(reading: Reading, names: Referents, *, base: str) -> Iterator[Described]:
    """All that one article says, for its own named graph."""
    yield node(names.article), article(reading, names, base)
    for mention in reading.mentions:
        yield node(names.mentions[mention.id]), mentioned(mention, names)
    for iri, chosen in figures(reading, names):
        yield node(iri), figured(chosen, reading, names)
    for period in reading.periods:
        key = digest(names.of[period.mention], period.text, str(period.begin), str(period.end), period.precision)
        yield node(f"{base}dating/{local_name(names.article)}.{key}"), dated(period, names)
    iris = claim_iris(reading, names, base)
    for claim in reading.claims:
        yield node(iris[claim.id]), claimed(claim, reading, names, iris, base)
        for one in claim.propositions:
            parts = (names.of[one.subject], relation(one.relation).value, names.of[one.object])
            yield node(proposition_iri(base, *parts)), proposed(parts)


def article(reading: Reading, names: Referents, base: str) -> Iterator[Pair]:
    """The article itself."""
    told = reading.article
    yield TYPE, gb("Article")
    yield NamedNode(DCTERMS + "identifier"), Literal(told.id)
    yield LABEL, Literal(told.title or told.id)
    if told.title:
        yield NamedNode(DCTERMS + "title"), Literal(told.title)
    if told.published:
        yield NamedNode(DCTERMS + "issued"), day(told.published)
    if names.publisher:
        yield NamedNode(DCTERMS + "publisher"), NamedNode(names.publisher)
    if told.url:
        yield NamedNode(SCHEMA + "url"), Literal(told.url, datatype=ANY_URI)
    if told.language:
        yield NamedNode(DCTERMS + "language"), Literal(told.language)
    yield gb("readBy"), NamedNode(run_iri(base, reading.pipeline))
    for note in reading.notes:
        yield gb("note"), Literal(note)


def run_iri(base: str, fingerprint: str) -> str:
    """The IRI of the run of a pipeline, by its fingerprint."""
    return f"{base}run/{digest('run', fingerprint)}"


def mentioned(mention: Mention, names: Referents) -> Iterator[Pair]:
    """A mention, for our own queries and as selectors of the Web Annotation vocabulary."""
    yield TYPE, gb("Mention")
    for selector in SELECTORS:
        yield TYPE, selector
    yield gb("inArticle"), NamedNode(names.article)
    yield gb("start"), integer(mention.start)
    yield gb("end"), integer(mention.end)
    yield gb("text"), Literal(mention.text)
    yield gb("form"), Literal(mention.form)
    yield gb("refersTo"), NamedNode(names.of[mention.id])
    yield LABEL, Literal(mention.text)
    yield OA_START, integer(mention.start, NON_NEGATIVE)
    yield OA_END, integer(mention.end, NON_NEGATIVE)
    yield OA_EXACT, Literal(mention.text)


def figures(reading: Reading, names: Referents) -> Iterator[tuple[str, Mention]]:
    """The casualty figures of an article, each with the mention that tells it best: with numbers, then the first."""
    by_id = {mention.id: mention for mention in reading.mentions}
    for iri, thing in names.things:
        if thing.family == "figure":
            told = [by_id[one] for one in thing.mentions]
            yield iri, min(told, key=lambda one: (one.figure is None, one.figure is None or unnumbered(one.figure)))


def unnumbered(figure: Figure) -> bool:
    """Whether a figure gives no number at all."""
    return figure.at_least is None and figure.at_most is None


def figured(mention: Mention, reading: Reading, names: Referents) -> Iterator[Pair]:
    """A casualty figure.  What befell the people is taken from its propositions where the mention does not say."""
    figure = mention.figure or Figure(outcome="")
    iri = names.of[mention.id]
    yield TYPE, gb("CasualtyFigure")
    yield LABEL, Literal(" ".join((mention.label or mention.text).split()))
    outcomes = {figure.outcome} & OUTCOMES or {
        one.relation.removesuffix("In")
        for claim in reading.claims
        for one in claim.propositions
        if names.of[one.subject] == iri
    } & OUTCOMES
    for outcome in sorted(outcomes):
        yield gb("outcome"), gb(outcome)
    if figure.at_least is not None:
        yield gb("atLeast"), integer(figure.at_least)
    if figure.at_most is not None:
        yield gb("atMost"), integer(figure.at_most)
    if figure.affiliation is not None:
        yield gb("affiliation"), NamedNode(names.of[figure.affiliation])
    if figure.role:
        yield gb("casualtyRole"), Literal(figure.role)


def dated(period: Period, names: Referents) -> Iterator[Pair]:
    """What an article says of when an event was."""
    yield TYPE, gb("Dating")
    yield gb("inArticle"), NamedNode(names.article)
    yield gb("ofEvent"), NamedNode(names.of[period.mention])
    yield gb("text"), Literal(period.text)
    yield LABEL, Literal(period.text)
    yield gb("datePrecision"), Literal(period.precision)
    if period.begin:
        yield gb("begin"), day(period.begin)
    if period.end:
        yield gb("end"), day(period.end)


def claim_iris(reading: Reading, names: Referents, base: str) -> dict[str, str]:
    """The IRI of each claim by its id in the reading: offsets, and a digest over the mentions that it is made of."""
    found: dict[str, str] = {}
    used: dict[str, int] = {}
    mentions = names.mentions
    for claim in reading.claims:
        told = sorted(f"{mentions[one.subject]} {one.relation} {mentions[one.object]}" for one in claim.propositions)
        sides = [mentions[side] if side else "" for side in (claim.claimant, claim.about)]
        content = (claim.kind, claim.stance, claim.certainty, claim.verb or "", *sides, *told)
        iri = claim_iri(base, names.article, claim.start, claim.end, *content)
        used[iri] = used.get(iri, 0) + 1
        found[claim.id] = iri if used[iri] == 1 else f"{iri}.{used[iri]}"
    return found


def claimed(claim: Claim, reading: Reading, names: Referents, iris: dict[str, str], base: str) -> Iterator[Pair]:
    """A claim with its propositions."""
    quote = reading.article.text[claim.start : claim.end]
    yield TYPE, gb("Claim")
    yield TYPE, gb(claim.kind)
    yield gb("inArticle"), NamedNode(names.article)
    yield gb("claimant"), claimant(claim, names)
    yield gb("stance"), gb(claim.stance)
    yield gb("certainty"), gb(claim.certainty)
    yield gb("confidence"), decimal(claim.confidence)
    yield gb("quote"), Literal(quote)
    yield LABEL, Literal(" ".join(quote.split()) or claim.kind)
    yield gb("start"), integer(claim.start)
    yield gb("end"), integer(claim.end)
    if claim.verb:
        yield gb("reportVerb"), Literal(claim.verb)
    for event in about(claim, reading, names):
        yield gb("about"), NamedNode(event)
    for one in held(claim, {other.id: other for other in reading.claims} if not claim.propositions else {}):
        parts = (names.of[one.subject], relation(one.relation).value, names.of[one.object])
        yield gb("proposition"), NamedNode(proposition_iri(base, *parts))
    for other in claim.disputes:
        yield gb("disputes"), NamedNode(iris[other])
    if claim.attested_only_via is not None:
        yield gb("attestedOnlyVia"), NamedNode(iris[claim.attested_only_via])
    for relay in claim.via:
        yield gb("relayedBy"), NamedNode(names.of[relay])
    if claim.said_on:
        yield from said(claim.said_on)


def about(claim: Claim, reading: Reading, names: Referents) -> list[str]:
    """The event that a claim is about: the one it names; for one that only disputes other claims, their events."""
    if claim.about is not None:
        return [names.of[claim.about]]
    return [] if claim.propositions or not claim.disputes else concerned(reading, names)[claim.id]


def said(period: Period) -> Iterator[Pair]:
    """When a claim was made: the day, or the days between which it was."""
    if period.begin and period.begin == period.end:
        yield gb("saidOn"), day(period.begin)
        return
    if period.begin:
        yield gb("saidNotBefore"), day(period.begin)
    if period.end:
        yield gb("saidNotAfter"), day(period.end)


def proposed(parts: tuple[str, str, str]) -> Iterator[Pair]:
    """A proposition."""
    yield TYPE, gb("Proposition")
    for predicate, part in zip(PARTS, parts, strict=True):
        yield predicate, NamedNode(part)
