"""From the store to the scene: which things and relations there are, and which of them the page shows."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Store

from graphbuild.graph.namespaces import DCTERMS, GB, GEO, OWL, RDF, RDFS, SKOS
from graphbuild.view import style
from graphbuild.view.facts import Facts, local
from graphbuild.view.records import Edge, Node, Scene, Statement
from graphbuild.view.statements import Statements, propositions, wordings

LIMIT = 1500
MOST_CLAIMS = 12_000
Relation = tuple[str, str, str]
_FACTS = (
    (GB + "outcome", "outcome"),
    (GB + "atLeast", "at least"),
    (GB + "atMost", "at most"),
    (GB + "casualtyRole", "who they were"),
    (GB + "datePrecision", "precision of the date"),
    (GB + "killedLow", "killed, lowest figure"),
    (GB + "killedBest", "killed, best figure"),
    (GB + "killedHigh", "killed, highest figure"),
    (GEO + "lat", "latitude"),
    (GEO + "long", "longitude"),
    (GB + "placePrecision", "precision of the place"),
    (DCTERMS + "identifier", "identifier"),
)


def scene(store: Store, *, limit: int = LIMIT, most: int = MOST_CLAIMS) -> Scene:
    """All that the page shows: every thing of the world layer and every relation told of it.

    Above `limit` nodes the ones with most relations stay (equal ones in the order of their IRIs); the scene says how
    many there are in all.  Above `most` claims the first ones of each thing stay.
    """
    facts = Facts(store)
    kinds = _kinds(facts)
    known = propositions(facts)
    relations = _relations(facts, kinds, known)
    degree = Counter(end for subject, _, object_ in relations for end in (subject, object_))
    kept = set(heapq.nsmallest(limit, kinds, key=lambda iri: (-degree[iri], iri)))
    reader = Statements(facts, known)
    statements = [reader.read(claim) for claim in _claims(facts, kept, known)]
    holders = _holders(statements)
    edges = [_edge(relation, holders) for relation in sorted(relations) if relation[0] in kept and relation[2] in kept]
    named = wordings(facts, sorted(kept))
    for articles in named.values():
        for article, _ in articles:
            reader.source(article)
    nodes = [_node(facts, iri, kinds[iri], named[iri], degree[iri]) for iri in sorted(kept)]
    return Scene(
        nodes=tuple(nodes),
        edges=tuple(edges),
        statements=tuple(fair(statements, most)),
        sources=tuple(reader.sources[iri] for iri in sorted(reader.sources)),
        all_nodes=len(kinds),
        all_edges=len(relations),
        all_statements=len(statements),
    )


def _kinds(facts: Facts) -> dict[str, str]:
    """The things of the world layer, each with the most special class of its types that has a style."""
    broader = defaultdict(set)
    for narrow, broad in facts.pairs(RDFS + "subClassOf"):
        broader[narrow].add(broad)
    found: dict[str, str] = {}
    # Class by class: most of what has a type, the mentions and claims, is nothing that is drawn.
    for kind in sorted({*broader, *(GB + name for name in style.CLASSES)}):
        name = _styled(kind, broader)
        if name is None:
            continue
        for iri in facts.instances(kind):
            if iri not in found or (style.depth(name), name) > (style.depth(found[iri]), found[iri]):
                found[iri] = name
    return found


def _styled(kind: str, broader: Mapping[str, set[str]]) -> str | None:
    """The nearest class with a style, upwards from a class: an ontology may add classes that we have no look for."""
    seen: set[str] = set()
    level = [kind]
    while level:
        for name in level:
            if name.startswith(GB) and local(name) in style.CLASSES:
                return local(name)
        seen.update(level)
        level = sorted({broad for name in level for broad in broader.get(name, ())} - seen)
    return None


def _relations(facts: Facts, kinds: Mapping[str, str], known: Mapping[str, Relation]) -> set[Relation]:
    """Every relation between two things: the plain triples, and those that only propositions tell (the denied)."""
    told = set(known.values())
    for name in {*style.RELATIONS, *(relation for _, relation, _ in told)}:
        if "/" not in name:
            told.update((subject, name, object_) for subject, object_ in facts.pairs(GB + name))
    told = {relation for relation in told if relation[0] in kinds and relation[2] in kinds}
    told |= _accusers(facts, kinds, told)
    implied = {(s, style.NARROWER[p], o) for s, p, o in told if p in style.NARROWER}
    return told - implied


def _accusers(facts: Facts, kinds: Mapping[str, str], told: set[Relation]) -> set[Relation]:
    """Who accuses somebody of an event, where nothing else ties the two."""
    tied = {(subject, object_) for subject, _, object_ in told}
    found = {
        (event, style.ACCUSER, claimant)
        for claim in facts.subjects(RDF + "type", GB + "Accusation")
        for event in facts.values(claim, GB + "about")
        for claimant in facts.values(claim, GB + "claimant")
    }
    return {one for one in found if one[0] in kinds and one[2] in kinds and (one[0], one[2]) not in tied}


def _claims(facts: Facts, kept: set[str], known: Mapping[str, Relation]) -> list[str]:
    """The claims that concern a thing shown: about it, made by it, or holding a proposition on it."""
    touching = {iri for iri, (subject, _, object_) in known.items() if subject in kept or object_ in kept}
    found = {claim for claim, thing in facts.pairs(GB + "about") if thing in kept}
    found.update(claim for claim, thing in facts.pairs(GB + "claimant") if thing in kept)
    found.update(claim for claim, proposition in facts.pairs(GB + "proposition") if proposition in touching)
    return sorted(found)


def fair(statements: list[Statement], most: int) -> list[Statement]:
    """At most so many statements, in their order: each thing keeps its first ones before any keeps its later ones."""
    if len(statements) <= most:
        return statements
    seen: Counter[str] = Counter()
    ranked = []
    for index, statement in enumerate(statements):
        things = {*statement.about, *(end for s, _, o in statement.propositions for end in (s, o))}
        things = things or {statement.claimant}
        ranked.append((min(seen[thing] for thing in things), index))
        seen.update(things)
    return [statements[index] for index in sorted(index for _, index in heapq.nsmallest(most, ranked))]


def _holders(statements: Iterable[Statement]) -> dict[Relation, list[Statement]]:
    """The statements that affirm or deny each relation, acts of speech included."""
    found: dict[Relation, list[Statement]] = defaultdict(list)
    for statement in statements:
        for relation in statement.propositions:
            found[relation].append(statement)
        events = {
            *statement.about,
            *(subject for subject, relation, _ in statement.propositions if relation == "perpetrator"),
        }
        for event in sorted(events):
            for relation in _spoken(statement, event):
                if statement not in found[relation]:
                    found[relation].append(statement)
    return found


def _spoken(statement: Statement, event: str) -> list[Relation]:
    if statement.stance == "denies":
        verbs: tuple[str, ...] = ("deniedBy", "responsibilityDeniedBy")
    else:
        verbs = ("claimedBy", "responsibilityClaimedBy")
    spoken = [(event, name, statement.claimant) for name in verbs]
    if statement.kind in ("Accusation", "Denial"):
        accused = [o for s, p, o in statement.propositions if s == event and p == "perpetrator"]
        spoken += [(event, "attributedTo", actor) for actor in accused]
        spoken += [(event, style.ACCUSER, statement.claimant)] if statement.kind == "Accusation" else []
    return spoken


def _edge(relation: Relation, holders: Mapping[Relation, list[Statement]]) -> Edge:
    statements = holders.get(relation, [])
    subject, name, object_ = relation
    return Edge(subject, name, object_, state(name, statements), tuple(statement.iri for statement in statements))


def state(relation: str, statements: Iterable[Statement]) -> str:
    """How a relation stands between those who tell it: a row of `style.STATES`.

    A claim that is known only because somebody denies it affirms nothing of its own.
    """
    affirmed = [one for one in statements if one.stance != "denies" and not one.only_via]
    denied = any(one.stance == "denies" for one in statements)
    if relation in ("deniedBy", "responsibilityDeniedBy"):
        return "denied"
    if affirmed and denied:
        return "contested"
    if denied:
        return "denied"
    if relation in style.SPEECH:
        return "claimed"
    if any(one.own_voice for one in affirmed):
        return "reported"
    return "claimed" if affirmed else "recorded"


def _node(facts: Facts, iri: str, kind: str, named: tuple[tuple[str, tuple[str, ...]], ...], degree: int) -> Node:
    told = [(name, local(value)) for predicate, name in _FACTS for value in facts.values(iri, predicate)]
    return Node(
        iri=iri,
        kind=kind,
        label=facts.label(iri),
        status=local(facts.value(iri, GB + "status")).lower(),
        begin=facts.value(iri, GB + "begin")[:10],
        end=facts.value(iri, GB + "end")[:10],
        also=facts.values(iri, SKOS + "altLabel"),
        facts=tuple(told),
        same_as=facts.values(iri, OWL + "sameAs", SKOS + "exactMatch"),
        named=named,
        degree=degree,
    )
