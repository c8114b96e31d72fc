"""Invented graphs for the tests of the page, told as sentences with their mentions marked: "[words|id]"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, Store

GB = "https://w3id.org/graphbuild/ontology#"
BASE = "https://w3id.org/graphbuild/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DCTERMS = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_MARKED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@dataclass
class Told:
    """An article while it is told: how far its text has come."""

    iri: str
    length: int = 0


@dataclass
class Story:
    """Fills a store with a graph of the shape that the graph model has; ids are short names under one base."""

    store: Store = field(default_factory=Store)
    count: int = 0

    def iri(self, name: str) -> str:
        return BASE + name

    def add(self, subject: str, predicate: str, value: str | int, *, kind: str = "iri") -> None:
        if kind == "iri":
            term: NamedNode | Literal = NamedNode(str(value))
        elif kind in ("date", "integer"):
            term = Literal(str(value), datatype=NamedNode(XSD + kind))
        else:
            term = Literal(str(value))
        self.store.add(Quad(NamedNode(subject), NamedNode(predicate), term))

    def thing(self, name: str, kind: str, label: str, *, also: Sequence[str] = (), **facts: str | int) -> None:
        """A thing of the world layer; facts are properties of our ontology by local name."""
        iri = self.iri(name)
        self.add(iri, RDF + "type", GB + kind)
        self.add(iri, RDFS + "label", label, kind="text")
        for other in also:
            self.add(iri, SKOS + "altLabel", other, kind="text")
        for key, value in facts.items():
            if key in ("status", "outcome"):
                self.add(iri, GB + key, GB + str(value))
            else:
                form = "integer" if isinstance(value, int) else "date" if key in ("begin", "end") else "text"
                self.add(iri, GB + key, value, kind=form)

    def relation(self, subject: str, name: str, object_: str) -> None:
        self.add(self.iri(subject), GB + name, self.iri(object_))

    def article(self, name: str, title: str, publisher: str, issued: str, *, url: str = "") -> Told:
        iri = self.iri(name)
        self.add(iri, RDF + "type", GB + "Article")
        for predicate, value, kind in (
            (DCTERMS + "identifier", name, "text"),
            (DCTERMS + "title", title, "text"),
            (DCTERMS + "publisher", publisher, "text"),
            (DCTERMS + "issued", issued, "date"),
            ("https://schema.org/url", url, "text"),
        ):
            if value:
                self.add(iri, predicate, value, kind=kind)
        return Told(iri)

    def claim(
        self,
        told: Told,
        marked: str,
        *,
        by: str = "",
        kind: str = "Claim",
        verb: str = "",
        certainty: str = "certain",
        about: str = "",
        holds: Sequence[tuple[str, str, str]] = (),
        disputes: Sequence[str] = (),
        via: str = "",
    ) -> str:
        """A claim in one sentence; affirmed relations are also written as plain triples.  Returns the claim's IRI."""
        self.count += 1
        claim = self.iri(f"claim/{self.count}")
        denies = kind == "Denial"
        quote, start = self._sentence(told, marked)
        self.add(claim, RDF + "type", GB + "Claim")
        self.add(claim, RDF + "type", GB + kind)
        self.add(claim, GB + "inArticle", told.iri)
        self.add(claim, GB + "claimant", self.iri(by) if by else told.iri)
        self.add(claim, GB + "stance", GB + ("denies" if denies else "affirms"))
        self.add(claim, GB + "certainty", GB + certainty)
        self.add(claim, GB + "quote", quote, kind="text")
        self.add(claim, GB + "start", start, kind="integer")
        self.add(claim, GB + "end", start + len(quote), kind="integer")
        if verb:
            self.add(claim, GB + "reportVerb", verb, kind="text")
        if about:
            self.add(claim, GB + "about", self.iri(about))
        if via:
            self.add(claim, GB + "attestedOnlyVia", via)
        for other in disputes:
            self.add(claim, GB + "disputes", other)
        for subject, relation, object_ in holds:
            self._hold(claim, subject, relation, object_, affirmed=not denies)
        return claim

    def _sentence(self, told: Told, marked: str) -> tuple[str, int]:
        start, quote, read = told.length, "", 0
        for match in _MARKED.finditer(marked):
            quote += marked[read : match.start()]
            words, name = match.groups()
            self.count += 1
            mention = self.iri(f"mention/{self.count}")
            self.add(mention, RDF + "type", GB + "Mention")
            self.add(mention, GB + "inArticle", told.iri)
            self.add(mention, GB + "start", start + len(quote), kind="integer")
            self.add(mention, GB + "end", start + len(quote) + len(words), kind="integer")
            self.add(mention, GB + "text", words, kind="text")
            self.add(mention, GB + "refersTo", self.iri(name))
            quote, read = quote + words, match.end()
        quote += marked[read:]
        told.length += len(quote) + 1
        return quote, start

    def _hold(self, claim: str, subject: str, relation: str, object_: str, *, affirmed: bool) -> None:
        proposition = self.iri(f"proposition/{subject}/{relation}/{object_}")
        self.add(proposition, RDF + "type", GB + "Proposition")
        self.add(proposition, RDF + "subject", self.iri(subject))
        self.add(proposition, RDF + "predicate", GB + relation)
        self.add(proposition, RDF + "object", self.iri(object_))
        self.add(claim, GB + "proposition", proposition)
        if affirmed:
            self.relation(subject, relation, object_)


def bridge() -> Store:
    """Two reports, one contested strike on a bridge, one ambush, one denied raid; places and people are invented."""
    story = Story()
    _cast(story)
    accusation = _first_report(story)
    _second_report(story, accusation)
    return story.store


def many() -> Store:
    """Forty clashes that have nothing to do with each other, one of them contested, and thirty people only named."""
    story = Story()
    told = story.article("a1", "A long week", "Harbour Wire", "2031-03-09")
    for index in range(40):
        status = "Contested" if index == 33 else "Reported"
        story.thing(f"clash{index:02}", "ArmedClash", f"Clash at the village of Halm number {index:02}", status=status)
        story.thing(f"village{index:02}", "Place", f"Halm number {index:02}")
        story.thing(f"band{index:02}", "ArmedGroup", f"Band of the hills {index:02}")
        holds = [
            (f"clash{index:02}", "place", f"village{index:02}"),
            (f"clash{index:02}", "perpetrator", f"band{index:02}"),
        ]
        story.claim(told, f"A [clash|clash{index:02}] shook the village.", about=f"clash{index:02}", holds=holds)
    for index in range(30):
        story.thing(f"person{index:02}", "Person", f"Bystander {index:02}")
    return story.store


def _cast(story: Story) -> None:
    story.thing("strike", "Airstrike", "Air strike on the Orlen bridge", status="Contested", **_days("02", "02"))
    story.thing("ambush", "ArmedClash", "Ambush on the Tarsk road", status="Reported", **_days("01", "03"))
    story.thing("raid", "Attack", "Raid on the Halm depot", status="Denied")
    story.thing("venn", "Person", "Dara Venn", also=("Venn", "the colonel"))
    story.thing("oru", "Person", "Milo Oru")
    story.thing("front", "ArmedGroup", "Free Hills Front", also=("the Front",))
    story.thing("air", "StateForce", "Northern air force")
    story.thing("ministry", "Government", "Ministry of Defence of the North")
    story.thing("monitors", "InternationalOrganization", "River Monitoring Mission")
    story.thing("bridge", "Place", "Orlen bridge")
    story.thing("orlen", "Place", "Orlen")
    story.thing("tarsk", "Place", "Tarsk road")
    story.thing("jet", "Equipment", "Kestrel jet")
    story.thing(
        "dead", "CasualtyFigure", "at least 12 civilians", outcome="killed", atLeast=12, casualtyRole="civilians"
    )
    story.relation("bridge", "within", "orlen")


def _days(begin: str, end: str) -> dict[str, str]:
    return {"begin": f"2031-03-{begin}", "end": f"2031-03-{end}"}


def _first_report(story: Story) -> str:
    """Tells of strike and ambush; returns the accusation's IRI."""
    told = story.article("a1", "Bridge hit at Orlen", "Harbour Wire", "2031-03-03", url="https://wire.example/bridge")
    accusation = story.claim(
        told,
        "The [River Monitoring Mission|monitors] said a [Kestrel jet|jet] of the [northern air force|air] carried out "
        "the [strike|strike] on the [Orlen bridge|bridge] that killed [at least 12 civilians|dead].",
        by="monitors",
        kind="Accusation",
        verb="say",
        certainty="probable",
        about="strike",
        holds=[
            ("strike", "perpetrator", "air"),
            ("strike", "instrument", "jet"),
            ("strike", "place", "bridge"),
            ("dead", "killedIn", "strike"),
        ],
    )
    story.relation("strike", "claimedBy", "monitors")
    story.relation("strike", "attributedTo", "air")
    story.claim(
        told,
        "[Colonel Dara Venn|venn] of the [Free Hills Front|front] was killed "
        "in an [ambush|ambush] on the [Tarsk road|tarsk].",
        about="ambush",
        holds=[("venn", "killedIn", "ambush"), ("venn", "memberOf", "front"), ("ambush", "place", "tarsk")],
    )
    return accusation


def _second_report(story: Story, accusation: str) -> None:
    """Denies the accusation, and a raid of which only the denial is known."""
    told = story.article("a2", "Ministry answers on bridge", "Evening Ledger", "2031-03-04")
    story.claim(
        told,
        "The [Ministry of Defence|ministry] denied that its [air force|air] had any part in the [strike|strike].",
        by="ministry",
        kind="Denial",
        verb="deny",
        about="strike",
        holds=[("strike", "perpetrator", "air")],
        disputes=[accusation],
    )
    for name in ("deniedBy", "responsibilityDeniedBy"):
        story.relation("strike", name, "ministry")
    denial = story.claim(
        told,
        "It also denied that [Milo Oru|oru] had died in a [raid on the Halm depot|raid].",
        by="ministry",
        kind="Denial",
        verb="deny",
        about="raid",
        holds=[("oru", "killedIn", "raid")],
    )
    rumour = "That [Milo Oru|oru] died in a [raid|raid] is a rumour."
    story.claim(told, rumour, by="front", about="raid", via=denial, certainty="possible")
