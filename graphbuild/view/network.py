"""The scene as a pyvis network: the model that a renderer draws.

pyvis holds the nodes and edges and their options under the names that vis-network understands.  Its lists are filled
directly, since `add_node` and `add_edge` search them from the start each time; its writer is never called, since it
loads scripts from other hosts and puts text from reports into markup.
"""

from collections import Counter
from math import sqrt

from pyvis.network import Network

from graphbuild.view import style
from graphbuild.view.component import Box
from graphbuild.view.layout import layout
from graphbuild.view.records import Edge, Node, Scene
from graphbuild.view.wording import lines, width

FONT = 15
LINE = 1.22
# What a shape's `size` means in vis-network is the radius of a disc; these look as big as the disc does.
_RADIUS = {"square": 0.86, "diamond": 1.1, "hexagon": 1.0, "triangleDown": 1.05, "dot": 0.95}


def network(scene: Scene) -> Network:
    """The model of the graph, node ids being positions in `scene.nodes`; every node has x, y and fixed physics."""
    net = Network(directed=True, cdn_resources="in_line")
    position = {node.iri: index for index, node in enumerate(scene.nodes)}
    places = layout(
        {node.iri: box(node) for node in sorted(scene.nodes, key=_reading_order)},
        [(edge.subject, edge.object) for edge in scene.edges],
        weights=weights(scene),
    )
    for index, node in enumerate(scene.nodes):
        options = _node(index, node, places[node.iri])
        net.nodes.append(options)
        net.node_ids.append(index)
        net.node_map[index] = options
    bends: dict[tuple[str, str], int] = {}
    for index, edge in enumerate(scene.edges):
        pair = (min(edge.subject, edge.object), max(edge.subject, edge.object))
        bends[pair] = bends.get(pair, -1) + 1
        net.edges.append(_edge(index, edge, position, bends[pair]))
    return net


def weights(scene: Scene) -> dict[str, int]:
    """How much each event draws the eye: what is contested before what is denied, then by the claims made about it."""
    claims = Counter(iri for statement in scene.statements for iri in set(statement.about))
    return {
        node.iri: {"contested": 400, "denied": 100}.get(node.status, 0) + claims[node.iri]
        for node in scene.nodes
        if style.root(node.kind) == "Event"
    }


def _reading_order(node: Node) -> tuple[int, str, str]:
    return list(style.CLASSES).index(node.kind), node.label.casefold(), node.iri


def size(node: Node) -> int:
    """Radius of a node's shape: bigger with more relations, less and less so."""
    return round((13 + 3 * sqrt(min(node.degree, 36))) * _RADIUS.get(style.CLASSES[node.kind].shape, 1.0))


def label(node: Node) -> tuple[str, ...]:
    """The lines of a node's label as drawn."""
    return lines(node.label, width=22 if style.CLASSES[node.kind].inside else 18)


def font(node: Node) -> int:
    """Size of a node's label: bigger where much comes together, so that the hubs can be read from afar."""
    return FONT + round(min(9.0, 0.6 * max(0, node.degree - 5)))


def box(node: Node) -> Box:
    """The room that shape and label take, with a margin."""
    drawn = label(node)
    half = max(map(width, drawn)) * font(node) / 2
    high = len(drawn) * LINE * font(node)
    if style.CLASSES[node.kind].inside:
        return Box(half + 20, high / 2 + 20, high / 2 + 20)
    return Box(max(half, size(node)) + 6, size(node) + 7, size(node) + high + 12)


def _node(index: int, node: Node, place: tuple[int, int]) -> dict[str, object]:
    look = style.CLASSES[node.kind]
    state = next((row for row in style.STATES if row.name == node.status), None)
    dashes: object = list(state.dashes) if state and state.dashes else False
    properties: dict[str, object] = {"borderDashes": dashes, "borderRadius": 16 if look.shape == "pill" else 5}
    return {
        "id": index,
        "label": "\n".join(label(node)),
        "shape": "box" if look.shape == "pill" else look.shape,
        "size": size(node),
        "font": {"size": font(node)},
        "color": {
            "background": look.tints[0] if look.tints else look.fill,
            "border": state.light if state else look.fill,
        },
        "shapeProperties": properties,
        "x": place[0],
        "y": place[1],
        "physics": False,
    }


def _edge(index: int, edge: Edge, position: dict[str, int], bend: int) -> dict[str, object]:
    look = style.relation_style(edge.relation)
    state = next(row for row in style.STATES if row.name == edge.state)
    # Bends of parallel edges alternate sides; vis-network turns "CW" by the direction of the edge, so turn it back.
    forward = edge.subject < edge.object
    side = "curvedCW" if (bend % 2 == 1) == forward else "curvedCCW"
    smooth: object = {"enabled": True, "type": side, "roundness": round(0.14 * ((bend + 1) // 2), 2)} if bend else False
    return {
        "id": index,
        "from": position[edge.subject],
        "to": position[edge.object],
        "label": look.label,
        "arrows": {"to": {"enabled": True, "type": look.arrow, "scaleFactor": 0.6}},
        "color": {"color": state.light},
        "dashes": list(state.dashes) if state.dashes else False,
        "width": look.width + 0.7,
        "smooth": smooth,
    }
