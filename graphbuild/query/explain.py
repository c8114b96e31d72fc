"""Why a thing is in the graph: from any node back to the sentences it rests on, article by article.

Nothing is weighed or decided here.  Every claim that tells of the node, or that the node makes, is listed with its
words, its holder, what it disputes and what disputes it, and the mentions of the node that no such claim covers.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from graphbuild.graph.namespaces import GB, PREFIXES
from graphbuild.query.lookup import candidate, find_node, label_of, values
from graphbuild.query.names import local_name, one_line

_RDF = PREFIXES["rdf"]
_OUTLET = "the outlet"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim on the other side: its IRI, who makes it, in which article (the caller's id), and its words."""

    claim: str
    claimant: str
    article: str
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A claim as it stands in an article.

    `start` and `end` are character offsets into the article's text, the end exclusive, None if the graph has none.
    `says` are the propositions in words ("Samir Halabi killedIn airstrike"); of a claim that tells many, those that
    concern the node.  `disputes` are the claims that this one contradicts, `disputed_by` those that contradict it.
    """

    claim: str
    quote: str
    start: int | None
    end: int | None
    claimant: str
    stance: str
    certainty: str
    verb: str | None
    kinds: tuple[str, ...]
    says: tuple[str, ...]
    disputes: tuple[Dispute, ...]
    disputed_by: tuple[Dispute, ...]
    attested_only_via: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A mention of the node: the words and where they stand."""

    text: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """What one article has on the node.  `id` is the caller's."""

    article: str
    id: str
    title: str
    publisher: str | None
    issued: str | None
    sentences: tuple[Sentence, ...]
    mentions: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node and the articles it rests on, in the order of their ids; `status` only where it is an event."""

    node: str
    label: str
    kinds: tuple[str, ...]
    status: str | None
    sources: tuple[Source, ...]

    def __str__(self) -> str:
        """The explanation to be read, in lines."""
        kinds = f" ({', '.join(self.kinds)})" if self.kinds else ""
        status = f"  status: {self.status}" if self.status else ""
        head = [f"{one_line(self.label)}{kinds}", f"  {self.node}", *([status] if status else [])]
        if not self.sources:
            head.append("  No article of this graph tells of it.")
        return "\n".join([*head, *(line for source in self.sources for line in ("", *_source_lines(source)))])


def _source_lines(source: Source) -> list[str]:
    published = ", ".join(part for part in (source.publisher, source.issued) if part)
    lines = [f"{one_line(source.title)}{f' ({one_line(published)})' if published else ''}  [{one_line(source.id)}]"]
    for sentence in source.sentences:
        lines += _sentence_lines(sentence)
    words = [f"“{one_line(mention.text)}” [{_span(mention.start, mention.end)}]" for mention in source.mentions]
    return [*lines, *([f"  mentioned as {', '.join(words)}"] if words else [])]


def _sentence_lines(one: Sentence) -> list[str]:
    how = ", ".join([one.certainty, *([f"“{one_line(one.verb)}”"] if one.verb else []), *one.kinds])
    lines = [
        f"  {one_line(one.claimant)} {one.stance} ({how}): {one_line('; '.join(one.says))}",
        f"    “{one_line(one.quote)}”  [{_span(one.start, one.end)}]",
    ]
    for word, others in (
        ("disputes", one.disputes),
        ("disputed by", one.disputed_by),
        ("known only through the denial by", one.attested_only_via),
    ):
        for other in others:
            who, quote, article = one_line(other.claimant), one_line(other.quote), one_line(other.article)
            lines.append(f"    {word} {who}: “{quote}”  [{article}]")
    return lines


def _span(start: int | None, end: int | None) -> str:
    return "?" if start is None or end is None else f"{start}–{end}"


def explain(store: ox.Store, iri: str) -> Explanation:
    """The sentences that an IRI, or the one thing that bears a label, rests on.

    Any node will do: actor, event, place, figure, equipment, proposition, claim, mention, article, relation.  Raises
    QueryError if there is no such node, or if a label may mean several, which are then listed.
    """
    node = find_node(store, iri)
    claims, propositions = _claims(store, node)
    sentences: dict[str, list[Sentence]] = defaultdict(list)
    for claim in claims:
        for article in values(store, claim, GB + "inArticle"):
            sentences[article].append(_sentence(store, claim, propositions))
    mentions = _mentions(store, node)
    articles = {*sentences, *mentions, *({node.value} if _has_type(store, node, "Article") else ())}
    sources = (_source(store, article, sentences.get(article, ()), mentions.get(article, ())) for article in articles)
    told = candidate(store, node)
    status = next(iter(values(store, node, GB + "status")), None)
    return Explanation(
        node.value,
        told.label,
        told.kinds,
        local_name(status) if status else None,
        tuple(sorted(sources, key=lambda source: (source.id, source.article))),
    )


def _claims(store: ox.Store, node: ox.NamedNode) -> tuple[set[ox.NamedNode], set[ox.NamedNode]]:
    """The claims that concern a node, and the propositions through which they do."""
    propositions = _into(store, node, _RDF + "subject", _RDF + "object", _RDF + "predicate")
    if _first(store, node, _RDF + "subject"):
        propositions.add(node)
    claims = _into(store, node, GB + "about", GB + "claimant")
    for proposition in propositions:
        claims |= _into(store, proposition, GB + "proposition")
    if _first(store, node, GB + "stance"):
        claims.add(node)
    elif _has_type(store, node, "Article"):
        claims |= _into(store, node, GB + "inArticle")
    elif _has_type(store, node, "Mention"):
        claims |= _around(store, node)
    return {claim for claim in claims if _first(store, claim, GB + "stance")}, propositions


def _around(store: ox.Store, mention: ox.NamedNode) -> set[ox.NamedNode]:
    """The claims of a mention's article whose quote the mention stands in."""
    start, end = _number(store, mention, "start"), _number(store, mention, "end")
    found: set[ox.NamedNode] = set()
    if start is None or end is None:
        return found
    for article in values(store, mention, GB + "inArticle"):
        for other in _into(store, ox.NamedNode(article), GB + "inArticle"):
            first, last = _number(store, other, "start"), _number(store, other, "end")
            if first is not None and last is not None and first <= start and end <= last:
                found.add(other)
    return found


def _mentions(store: ox.Store, node: ox.NamedNode) -> dict[str, list[Words]]:
    """Where a node is mentioned, by article; a mention is its own."""
    mentions = _into(store, node, GB + "refersTo")
    if _has_type(store, node, "Mention"):
        mentions.add(node)
    found: dict[str, list[Words]] = defaultdict(list)
    for mention in mentions:
        words = Words(_text(store, mention, "text"), _number(store, mention, "start"), _number(store, mention, "end"))
        for article in values(store, mention, GB + "inArticle"):
            found[article].append(words)
    return found


def _source(store: ox.Store, article: str, sentences: Iterable[Sentence], mentions: Iterable[Words]) -> Source:
    node = ox.NamedNode(article)
    publisher = _first(store, node, PREFIXES["dcterms"] + "publisher")
    return Source(
        article,
        _article_id(store, node),
        label_of(store, node),
        None if publisher is None else _name(store, publisher),
        _text(store, node, PREFIXES["dcterms"] + "issued") or None,
        tuple(sorted(sentences, key=lambda one: (_place(one.start), _place(one.end), one.claim))),
        tuple(sorted(set(mentions), key=lambda one: (_place(one.start), _place(one.end), one.text))),
    )


def _sentence(store: ox.Store, claim: ox.NamedNode, propositions: set[ox.NamedNode]) -> Sentence:
    held = [ox.NamedNode(iri) for iri in values(store, claim, GB + "proposition")]
    concerned = [proposition for proposition in held if proposition in propositions] or held
    kinds = candidate(store, claim).kinds
    return Sentence(
        claim.value,
        _text(store, claim, "quote"),
        _number(store, claim, "start"),
        _number(store, claim, "end"),
        _claimant(store, claim),
        local_name(_text(store, claim, "stance")),
        local_name(_text(store, claim, "certainty")),
        _text(store, claim, "reportVerb") or None,
        tuple(kind for kind in kinds if kind != "Claim"),
        tuple(sorted(_said(store, proposition) for proposition in concerned)),
        _disputes(store, (ox.NamedNode(iri) for iri in values(store, claim, GB + "disputes"))),
        _disputes(store, _into(store, claim, GB + "disputes")),
        _disputes(store, (ox.NamedNode(iri) for iri in values(store, claim, GB + "attestedOnlyVia"))),
    )


def _disputes(store: ox.Store, claims: Iterable[ox.NamedNode]) -> tuple[Dispute, ...]:
    found = []
    for claim in claims:
        article = _first(store, claim, GB + "inArticle")
        where = _article_id(store, article) if isinstance(article, ox.NamedNode) else ""
        found.append(Dispute(claim.value, _claimant(store, claim), where, _text(store, claim, "quote")))
    return tuple(sorted(found, key=lambda one: (one.article, one.claim)))


def _said(store: ox.Store, proposition: ox.NamedNode) -> str:
    """A proposition in words, its relation by its name in the ontology."""
    subject, object_ = _first(store, proposition, _RDF + "subject"), _first(store, proposition, _RDF + "object")
    relation = local_name(_text(store, proposition, _RDF + "predicate"))
    return f"{_name(store, subject)} {relation} {_name(store, object_)}"


def _claimant(store: ox.Store, claim: ox.NamedNode) -> str:
    """Who makes a claim, by label; the outlet where that is the article itself or nobody."""
    claimant = _first(store, claim, GB + "claimant")
    itself = claimant is not None and claimant == _first(store, claim, GB + "inArticle")
    return _OUTLET if itself or claimant is None else _name(store, claimant)


def _name(store: ox.Store, term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str:
    if term is None:
        return "?"
    return term.value if isinstance(term, ox.Literal) else label_of(store, term)


def _article_id(store: ox.Store, article: ox.NamedNode) -> str:
    """The caller's id of an article, or its IRI if the graph has none."""
    return _text(store, article, PREFIXES["dcterms"] + "identifier") or article.value


def _into(store: ox.Store, node: ox.NamedNode, *properties: str) -> set[ox.NamedNode]:
    """The nodes from which one of the properties leads to a node."""
    quads = (quad for name in properties for quad in store.quads_for_pattern(None, ox.NamedNode(name), node))
    return {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}


def _first(store: ox.Store, node: ox.NamedNode, property_: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """What a property leads to; the first in the order of their texts if it leads to several things."""
    objects = (quad.object for quad in store.quads_for_pattern(node, ox.NamedNode(property_), None))
    return min((term for term in objects if not isinstance(term, ox.Triple)), key=str, default=None)


def _text(store: ox.Store, node: ox.NamedNode, property_: str) -> str:
    """A property's text or IRI, empty if there is none; a name without a namespace is one of the ontology."""
    found = values(store, node, property_ if ":" in property_ else GB + property_)
    return found[0] if found else ""


def _number(store: ox.Store, node: ox.NamedNode, property_: str) -> int | None:
    text = _text(store, node, property_)
    return int(text) if text.isdecimal() else None


def _place(offset: int | None) -> int:
    """A sort key for offsets: unknown ones last."""
    return 2**62 if offset is None else offset


def _has_type(store: ox.Store, node: ox.NamedNode, name: str) -> bool:
    return GB + name in values(store, node, _RDF + "type")
