"""A graph as a networkx multigraph: everything that is told, or the network of actors."""

from collections import defaultdict

import networkx as nx
import pyoxigraph as ox

from graphbuild.query.lookup import candidate
from graphbuild.query.run import run

_PROPOSITIONS = """
SELECT DISTINCT ?proposition ?subject ?relation ?object ?claim ?stance ?certainty ?article WHERE {
  ?proposition rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .
  ?claim gb:proposition ?proposition ; gb:stance ?stance ; gb:inArticle ?article .
  OPTIONAL { ?claim gb:certainty ?certainty }
  FILTER(ISIRI(?object))
}"""
_SURENESS = ("possible", "probable", "certain")


def network(store: ox.Store) -> "nx.MultiDiGraph[str]":
    """Everything that claims tell, as a graph: nodes are IRIs, one edge for each proposition.

    A node has `label` and `kinds` (local names of its classes).  An edge's key is the relation's local name, and it
    has `proposition`, `affirmed` and `denied` (numbers of claims), `articles` (their number), `certainty` (the surest
    of the affirming claims, None without one) and `status`: affirmed, contested or denied.
    """
    held: dict[tuple[str, str, str, str], list[dict[str, str | None]]] = defaultdict(list)
    for row in run(store, _PROPOSITIONS).records():
        held[str(row["subject"]), str(row["object"]), str(row["relation"]), str(row["proposition"])].append(row)
    graph = nx.MultiDiGraph()
    for node in sorted({end for subject, object_, _, _ in held for end in (subject, object_)}):
        told = candidate(store, ox.NamedNode(node))
        graph.add_node(node, label=told.label, kinds=told.kinds)
    for (subject, object_, relation, proposition), rows in sorted(held.items()):
        key = relation.rpartition("#")[2]
        graph.add_edge(subject, object_, key=key, proposition=proposition, **_holding(rows))
    return graph


def _holding(rows: list[dict[str, str | None]]) -> dict[str, object]:
    """How a proposition is held, from its claims."""
    affirming = {str(row["claim"]) for row in rows if str(row["stance"]).endswith("#affirms")}
    denying = {str(row["claim"]) for row in rows if str(row["stance"]).endswith("#denies")}
    sure = {str(row["certainty"]).rpartition("#")[2] for row in rows if row["claim"] in affirming}
    return {
        "affirmed": len(affirming),
        "denied": len(denying),
        "articles": len({row["article"] for row in rows}),
        "certainty": max(sure & set(_SURENESS), key=_SURENESS.index, default=None),
        "status": "contested" if affirming and denying else "denied" if denying else "affirmed",
    }


def actors_network(store: ox.Store) -> "nx.MultiDiGraph[str]":
    """Who does what to whom, from the saved query actors-network.

    An edge's key is the relation ("attacks", "accuses", "member of" ...); `weight` counts the events or relations and
    `claims` the claims behind it.
    """
    graph = nx.MultiDiGraph()
    rows = run(store, "actors-network").records()
    for node in sorted({str(row[end]) for row in rows for end in ("source", "target")}):
        told = candidate(store, ox.NamedNode(node))
        graph.add_node(node, label=told.label, kinds=told.kinds)
    for row in rows:
        numbers = {name: int(str(row[name])) for name in ("weight", "claims")}
        graph.add_edge(str(row["source"]), str(row["target"]), key=str(row["relation"]), **numbers)
    return graph
