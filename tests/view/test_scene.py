"""The scene: what of the graph is shown, and how relations that are told by several stand."""

from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import Store

from graphbuild.graph.store import open_graph
from graphbuild.view import style
from graphbuild.view.facts import UNREAD
from graphbuild.view.network import box, network
from graphbuild.view.records import Edge, Scene, Statement
from graphbuild.view.scene import scene, state
from tests.view.story import BASE, RDFS, Story, bridge, many


@pytest.fixture(scope="module")
def told() -> Scene:
    return scene(bridge())


def states(told: Scene) -> dict[tuple[str, str, str], str]:
    def name(iri: str) -> str:
        return iri.removeprefix(BASE)

    return {(name(edge.subject), edge.relation, name(edge.object)): edge.state for edge in told.edges}


def test_relations_stand_as_they_are_told(told: Scene) -> None:
    found = states(told)
    assert found["strike", "perpetrator", "air"] == "contested"
    assert found["strike", "attributedTo", "air"] == "contested"
    assert found["strike", "place", "bridge"] == "claimed"
    assert found["strike", "claimedBy", "monitors"] == "claimed"
    assert found["strike", "responsibilityDeniedBy", "ministry"] == "denied"
    assert found["venn", "killedIn", "ambush"] == "reported"
    assert found["oru", "killedIn", "raid"] == "denied"
    assert found["bridge", "within", "orlen"] == "recorded"


def test_the_wide_relation_is_not_drawn_beside_the_narrow_one(told: Scene) -> None:
    assert ("strike", "deniedBy", "ministry") not in states(told)


def test_every_edge_but_background_rests_on_statements(told: Scene) -> None:
    known = {statement.iri for statement in told.statements}
    for edge in told.edges:
        assert set(edge.statements) <= known
        assert bool(edge.statements) == (edge.state != "recorded")


def test_words_in_a_sentence_are_tied_to_things(told: Scene) -> None:
    denial = next(one for one in told.statements if one.kind == "Denial" and one.disputes)
    tied = {piece.text: piece.refers_to for piece in denial.quote if piece.refers_to}
    assert tied == {
        "Ministry of Defence": (BASE + "ministry",),
        "air force": (BASE + "air",),
        "strike": (BASE + "strike",),
    }
    assert "".join(piece.text for piece in denial.quote) == (
        "The Ministry of Defence denied that its air force had any part in the strike."
    )
    assert denial.claimant_label == "Ministry of Defence of the North"
    assert not denial.own_voice


def test_a_claim_known_only_by_its_denial_affirms_nothing() -> None:
    def one(stance: str, *, via: str = "", own: bool = False) -> Statement:
        return Statement("c", "Claim", "x", "X", own, stance, "certain", "", (), "a", (), (), (), via, "", "")

    assert state("killedIn", []) == "recorded"
    assert state("killedIn", [one("affirms", own=True)]) == "reported"
    assert state("killedIn", [one("affirms")]) == "claimed"
    assert state("killedIn", [one("affirms"), one("denies")]) == "contested"
    assert state("killedIn", [one("affirms", via="d"), one("denies")]) == "denied"
    assert state("deniedBy", [one("affirms"), one("denies")]) == "denied"


def test_who_accuses_is_tied_to_the_event_even_if_no_relation_does() -> None:
    story = Story()
    story.thing("attack", "Attack", "Attack on Halm")
    story.thing("army", "StateForce", "Northern army")
    story.thing("mission", "InternationalOrganization", "River Mission")
    told = story.article("a", "Mission blames army", "Harbour Wire", "2031-03-03")
    words = "The [mission|mission] blamed the [army|army] for the [attack|attack]."
    story.claim(told, words, by="mission", kind="Accusation", about="attack", holds=[("attack", "perpetrator", "army")])
    found = scene(story.store)
    assert states(found) == {("attack", "perpetrator", "army"): "claimed", ("attack", "accuser", "mission"): "claimed"}
    assert found.all_edges == 2


def test_too_many_claims_are_cut_fairly() -> None:
    found = scene(bridge(), most=3)
    assert found.all_statements == 5
    assert len(found.statements) == 3
    assert {name for one in found.statements for name in one.about} == {BASE + "strike", BASE + "ambush", BASE + "raid"}
    assert states(found) == states(scene(bridge()))


def test_a_class_that_an_ontology_adds_looks_like_the_nearest_known_one() -> None:
    story = Story()
    story.thing("x", "Barrage", "Barrage of Halm")
    story.add(
        "https://w3id.org/graphbuild/ontology#Barrage",
        RDFS + "subClassOf",
        "https://w3id.org/graphbuild/ontology#Shelling",
    )
    assert [node.kind for node in scene(story.store).nodes] == ["Shelling"]


def test_no_two_boxes_overlap() -> None:
    story = Story()
    for hub in range(4):
        story.thing(f"e{hub}", "Attack", f"Attack on the village of Long Name number {hub}")
        for leaf in range(18):
            story.thing(f"p{hub}-{leaf}", "Person", f"Person Of Some Name {hub} {leaf}")
            story.relation(f"p{hub}-{leaf}", "killedIn", f"e{hub}")
            if leaf < 3 and hub:
                story.relation(f"p{hub}-{leaf}", "injuredIn", f"e{hub - 1}")
    for lone in range(5):
        story.thing(f"lone{lone}", "Place", f"Place {lone}")
    found = scene(story.store)
    frames = []
    for node, drawn in zip(found.nodes, network(found).nodes, strict=True):
        room = box(node)
        frames.append((drawn["x"] - room.half, drawn["y"] - room.up, drawn["x"] + room.half, drawn["y"] + room.down))
    slack = 3  # positions are whole numbers, and what is left of an overlap is less than the margin round a label
    for a, b in combinations(frames, 2):
        assert min(a[2], b[2]) - max(a[0], b[0]) < slack or min(a[3], b[3]) - max(a[1], b[1]) < slack


def test_what_is_contested_stands_in_the_middle_and_the_unrelated_below() -> None:
    found = scene(many())
    drawn = {node.label: place for node, place in zip(found.nodes, network(found).nodes, strict=True)}
    contested = drawn.pop("Clash at the village of Halm number 33")
    away = contested["x"] ** 2 + contested["y"] ** 2
    assert all(away < place["x"] ** 2 + place["y"] ** 2 for name, place in drawn.items() if name.startswith("Clash"))
    lowest = max(place["y"] for name, place in drawn.items() if not name.startswith("Bystander"))
    rows = [drawn[f"Bystander {index:02}"] for index in range(30)]
    assert min(place["y"] for place in rows) > lowest
    assert [(place["y"], place["x"]) for place in rows] == sorted((place["y"], place["x"]) for place in rows)


def test_components_fill_a_good_part_of_the_page() -> None:
    found = scene(many())
    tied = [
        (box(node), drawn) for node, drawn in zip(found.nodes, network(found).nodes, strict=True) if node.degree > 0
    ]
    wide = max(drawn["x"] + room.half for room, drawn in tied) - min(drawn["x"] - room.half for room, drawn in tied)
    high = max(drawn["y"] + room.down for room, drawn in tied) - min(drawn["y"] - room.up for room, drawn in tied)
    covered = sum(2 * room.half * (room.up + room.down) for room, _ in tied)
    assert 0.8 < wide / high < 1.6
    assert covered > 0.3 * wide * high


def test_positions_do_not_depend_on_the_order_of_the_store() -> None:
    found = scene(bridge())
    turned = Scene(
        found.nodes,
        tuple(Edge(*(getattr(e, n) for n in Edge.__slots__)) for e in reversed(found.edges)),
        found.statements,
        found.sources,
        found.all_nodes,
        found.all_edges,
        found.all_statements,
    )
    here = [(node["x"], node["y"]) for node in network(found).nodes]
    assert here == [(node["x"], node["y"]) for node in network(turned).nodes]


def test_states_differ_in_dashes_and_colour() -> None:
    dashed = [row for row in style.STATES if row.name not in ("reported", "recorded")]
    assert len({row.dashes for row in dashed}) == len(dashed)
    assert all(row.dashes for row in dashed)
    for colours in ([row.light for row in style.STATES], [row.dark for row in style.STATES]):
        assert len(set(colours)) == len(style.STATES)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_what_the_page_never_reads_can_be_left_out() -> None:
    """Of the graph of a whole run, with mentions, selectors and links as the graph writer makes them."""
    graph = open_graph(Path(__file__).parent.parent / "golden" / "graph.ttl")
    less = Store()
    less.extend(quad for quad in graph if quad.predicate.value not in UNREAD)
    assert len(less) < 0.8 * len(graph)
    assert scene(less) == scene(graph)


def test_what_must_be_read_stands_out() -> None:
    for row in style.STATES[:4]:
        assert contrast(row.light, "#fbfaf7") >= 4.5
        assert contrast(row.dark, "#14181d") >= 4.5
    for look in style.CLASSES.values():
        if look.tints:
            assert contrast("#1c2128", look.tints[0]) >= 7
            assert contrast("#e7eaee", look.tints[1]) >= 7


def test_no_two_classes_of_actors_look_alike() -> None:
    actors = [look for name, look in style.CLASSES.items() if style.root(name) != "Event"]
    assert len({(look.shape, look.fill) for look in actors}) == len(actors)
