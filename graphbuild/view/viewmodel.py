"""The scene as JSON: the one thing that passes from Python to the renderers in the page.

Things are referred to by their position in `nodes`, claims by their position in `claims`, articles by theirs in
`sources`; a reference to something that is not in the scene is left out.  Text is cleaned of characters that could
hide or reorder what is read; IRIs stay as they are, for copying.
"""

from collections import Counter, defaultdict
from typing import Any

from pyvis.network import Network

from graphbuild.view import style
from graphbuild.view.network import box
from graphbuild.view.records import Edge, Node, Scene, Source, Statement
from graphbuild.view.wording import shown

GROUPS = (
    ("Actors", ("Person", "Group")),
    ("Places and things", ("Place", "Equipment", "CasualtyFigure")),
    ("Events", ("Event",)),
)


def view_model(scene: Scene, net: Network, *, title: str) -> dict[str, Any]:
    """Everything the page holds, as JSON values; key order is fixed."""
    at = _Positions(scene)
    concerning: dict[int, list[int]] = defaultdict(list)
    said: dict[int, list[int]] = defaultdict(list)
    for index, statement in enumerate(scene.statements):
        for thing in sorted(_things(statement, at)):
            concerning[thing].append(index)
        if statement.claimant in at.nodes:
            said[at.nodes[statement.claimant]].append(index)
    return {
        "title": shown(title),
        "totals": {"nodes": scene.all_nodes, "edges": scene.all_edges, "claims": scene.all_statements},
        "classes": _classes(scene),
        "states": _states(scene),
        "relations": _relations(scene),
        "nodes": [_node(node, concerning[index], said[index], at) for index, node in enumerate(scene.nodes)],
        "edges": [_edge(edge, at) for edge in scene.edges],
        "claims": [_claim(statement, at) for statement in scene.statements],
        "sources": [_source(source) for source in scene.sources],
        "vis": {"nodes": net.nodes, "edges": net.edges},
    }


class _Positions:
    """Where each IRI stands in the tuples of the scene."""

    def __init__(self, scene: Scene) -> None:
        self.nodes = {node.iri: index for index, node in enumerate(scene.nodes)}
        self.claims = {statement.iri: index for index, statement in enumerate(scene.statements)}
        self.sources = {source.iri: index for index, source in enumerate(scene.sources)}
        self.disputed_by: dict[str, list[int]] = defaultdict(list)
        for index, statement in enumerate(scene.statements):
            for other in statement.disputes:
                self.disputed_by[other].append(index)


def _things(statement: Statement, at: _Positions) -> set[int]:
    ends = {end for subject, _, object_ in statement.propositions for end in (subject, object_)}
    return {at.nodes[iri] for iri in {*statement.about, *ends} if iri in at.nodes}


def _classes(scene: Scene) -> list[dict[str, Any]]:
    counts = Counter(node.kind for node in scene.nodes)
    rows = []
    for group, roots in GROUPS:
        for name, look in style.CLASSES.items():
            if counts[name] and style.root(name) in roots:
                rows.append(
                    {
                        "name": name,
                        "label": look.label,
                        "group": group,
                        "shape": look.shape,
                        "fill": look.fill,
                        "tints": list(look.tints) if look.tints else [look.fill, look.fill],
                        "inside": look.inside,
                        "count": counts[name],
                    }
                )
    return rows


def _states(scene: Scene) -> list[dict[str, Any]]:
    edges = Counter(edge.state for edge in scene.edges)
    nodes = Counter(node.status for node in scene.nodes)
    return [
        {
            "name": row.name,
            "label": row.label,
            "meaning": row.meaning,
            "dashes": list(row.dashes),
            "light": row.light,
            "dark": row.dark,
            "edges": edges[row.name],
            "events": nodes[row.name],
        }
        for row in style.STATES
        if edges[row.name] or nodes[row.name]
    ]


def _relations(scene: Scene) -> list[dict[str, Any]]:
    counts = Counter(edge.relation for edge in scene.edges)
    order = {name: index for index, name in enumerate(style.RELATIONS)}
    looks = [
        style.relation_style(name) for name in sorted(counts, key=lambda name: (order.get(name, len(order)), name))
    ]
    return [
        {"name": look.name, "label": look.label, "arrow": look.arrow, "width": look.width, "count": counts[look.name]}
        for look in looks
    ]


def _node(node: Node, claims: list[int], says: list[int], at: _Positions) -> dict[str, Any]:
    told = {at.sources[iri] for iri, _ in node.named if iri in at.sources}
    room = box(node)
    return {
        "iri": node.iri,
        "class": node.kind,
        "label": shown(node.label),
        "status": node.status,
        "begin": node.begin,
        "end": node.end,
        "also": [shown(other) for other in node.also if other != node.label],
        "facts": [[name, shown(value)] for name, value in node.facts],
        "same": list(node.same_as),
        "named": [[at.sources[iri], [shown(word) for word in words]] for iri, words in node.named if iri in at.sources],
        "sources": sorted(told),
        "room": [round(room.half), round(room.up), round(room.down)],
        "claims": claims,
        "says": says,
    }


def _edge(edge: Edge, at: _Positions) -> dict[str, Any]:
    return {
        "from": at.nodes[edge.subject],
        "relation": edge.relation,
        "to": at.nodes[edge.object],
        "state": edge.state,
        "claims": [at.claims[iri] for iri in edge.statements if iri in at.claims],
    }


def _claim(statement: Statement, at: _Positions) -> dict[str, Any]:
    return {
        "iri": statement.iri,
        "kind": statement.kind,
        "claimant": at.nodes.get(statement.claimant, -1),
        "who": shown(statement.claimant_label),
        "own": statement.own_voice,
        "stance": statement.stance,
        "certainty": statement.certainty,
        "verb": shown(statement.verb),
        "said": statement.said_on,
        "confidence": statement.confidence,
        "quote": [
            [shown(piece.text), [at.nodes[iri] for iri in piece.refers_to if iri in at.nodes]]
            for piece in statement.quote
        ],
        "source": at.sources.get(statement.source, -1),
        "holds": [
            [at.nodes[subject], style.relation_style(relation).label, at.nodes[object_]]
            for subject, relation, object_ in statement.propositions
            if subject in at.nodes and object_ in at.nodes
        ],
        "disputes": [at.claims[iri] for iri in statement.disputes if iri in at.claims],
        "disputed": at.disputed_by[statement.iri],
        "via": at.claims.get(statement.only_via, -1),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "iri": source.iri,
        "id": shown(source.identifier),
        "title": shown(source.title or source.identifier or source.iri),
        "publisher": shown(source.publisher),
        "issued": source.issued[:10],
        "url": source.url,
        "language": shown(source.language),
    }
