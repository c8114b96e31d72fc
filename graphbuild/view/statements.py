"""The claims of the graph as statements: who says what, where, in which words."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from graphbuild.graph.namespaces import DCTERMS, GB, RDF, RDFS, SCHEMA
from graphbuild.view.facts import Facts, local
from graphbuild.view.records import Piece, Source, Statement

KINDS = ("Denial", "ResponsibilityClaim", "Accusation")
Proposition = tuple[str, str, str]
Span = tuple[int, int, str]
_PROPOSITIONS = f"""SELECT ?it ?subject ?predicate ?object WHERE {{
  ?it a <{GB}Proposition> ; <{RDF}subject> ?subject ; <{RDF}predicate> ?predicate ; <{RDF}object> ?object .
  FILTER isIRI(?it)
}}"""
_SPANS = f"""SELECT ?start ?end ?thing WHERE {{
  ?mention <{GB}inArticle> {{about}} ; <{GB}start> ?start ; <{GB}end> ?end ; <{GB}refersTo> ?thing
}}"""


def propositions(facts: Facts) -> dict[str, Proposition]:
    """Every proposition that is complete: its IRI to (subject, local name of the relation, object)."""
    found: dict[str, Proposition] = {}
    for iri, subject, predicate, object_ in facts.rows(_PROPOSITIONS):
        one = (subject, local(predicate), object_)
        found[iri] = min(one, found.get(iri, one))
    return found


def source(facts: Facts, iri: str) -> Source:
    """An article as the page cites it."""
    publisher = facts.value(iri, DCTERMS + "publisher")
    is_iri = bool(facts.value(publisher, RDF + "type"))
    return Source(
        iri=iri,
        identifier=facts.value(iri, DCTERMS + "identifier"),
        title=facts.value(iri, DCTERMS + "title"),
        publisher=facts.label(publisher) if is_iri else publisher,
        publisher_iri=publisher if is_iri else "",
        issued=facts.value(iri, DCTERMS + "issued"),
        url=facts.value(iri, SCHEMA + "url"),
        language=facts.value(iri, DCTERMS + "language"),
    )


def spans(facts: Facts, article: str) -> list[Span]:
    """The mentions of an article as (start, end, IRI of what they refer to), in the order of the text."""
    rows = facts.rows(_SPANS, article)
    found = {(int(start), int(end), thing) for start, end, thing in rows if start.isdigit() and end.isdigit()}
    return sorted(found)


def pieces(quote: str, start: int, marks: Iterable[Span]) -> tuple[Piece, ...]:
    """Cut a quote at the edges of the mentions in it; offsets are those of the article, `start` is the quote's.

    >>> [(p.text, p.refers_to) for p in pieces("The army left", 10, [(14, 18, "urn:army")])]
    [('The ', ()), ('army', ('urn:army',)), (' left', ())]
    """
    inside = [(a - start, b - start, thing) for a, b, thing in marks if start <= a < b <= start + len(quote)]
    cuts = sorted({0, len(quote), *(edge for a, b, _ in inside for edge in (a, b))})
    return tuple(
        Piece(quote[a:b], tuple(sorted({thing for left, right, thing in inside if left <= a and b <= right})))
        for a, b in pairwise(cuts)
    )


class Statements:
    """Reads claims one by one and keeps what they share: articles, mentions and propositions are read once."""

    def __init__(self, facts: Facts, known: dict[str, Proposition]) -> None:
        self._facts = facts
        self._known = known
        self._spans: dict[str, list[Span]] = {}
        self.sources: dict[str, Source] = {}

    def read(self, claim: str) -> Statement:
        """The claim with this IRI."""
        facts = self._facts
        types = {local(kind) for kind in facts.values(claim, RDF + "type")}
        article = facts.value(claim, GB + "inArticle")
        kind = next((name for name in KINDS if name in types), "Claim")
        claimant = facts.value(claim, GB + "claimant")
        told = self.source(article)
        label = facts.label(claimant) if claimant and claimant != article else (told.publisher or "the article itself")
        return Statement(
            iri=claim,
            kind=kind,
            claimant=claimant,
            claimant_label=label,
            own_voice=_own_voice(claimant, label, told, facts.value(claim, GB + "reportVerb")),
            stance=local(facts.value(claim, GB + "stance")) or ("denies" if kind == "Denial" else "affirms"),
            certainty=local(facts.value(claim, GB + "certainty")),
            verb=facts.value(claim, GB + "reportVerb"),
            quote=self._quote(claim, article),
            source=article,
            about=facts.values(claim, GB + "about"),
            propositions=tuple(
                sorted(self._known[iri] for iri in facts.values(claim, GB + "proposition") if iri in self._known)
            ),
            disputes=facts.values(claim, GB + "disputes"),
            only_via=facts.value(claim, GB + "attestedOnlyVia"),
            said_on=facts.value(claim, GB + "saidOn"),
            confidence=facts.value(claim, GB + "confidence"),
        )

    def source(self, article: str) -> Source:
        """The article with this IRI, read once; an empty one where a claim names none."""
        if article not in self.sources:
            empty = Source(article, "", "", "", "", "", "", "")
            self.sources[article] = source(self._facts, article) if article else empty
        return self.sources[article]

    def _quote(self, claim: str, article: str) -> tuple[Piece, ...]:
        quote, start = self._facts.value(claim, GB + "quote"), self._facts.value(claim, GB + "start")
        if not quote:
            return ()
        if not (article and start.isdigit()):
            return (Piece(quote, ()),)
        if article not in self._spans:
            self._spans[article] = spans(self._facts, article)
        return pieces(quote, int(start), self._spans[article])


def _own_voice(claimant: str, label: str, told: Source, verb: str) -> bool:
    if not claimant or claimant in (told.iri, told.publisher_iri):
        return True
    return not verb and bool(told.publisher) and label.casefold() == told.publisher.casefold()


def wordings(facts: Facts, things: Iterable[str]) -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """For each thing, the articles that name it and the words they use."""
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for thing in things:
        words: dict[str, set[str]] = defaultdict(set)
        for mention in facts.bearers(GB + "refersTo", thing):
            texts = facts.objects(mention, GB + "text") or facts.objects(mention, RDFS + "label") or {""}
            for article in facts.objects(mention, GB + "inArticle") or {""}:
                words[article] |= texts
        found[thing] = tuple((article, tuple(sorted(words[article]))) for article in sorted(words))
    return found
