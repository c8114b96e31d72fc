"""The graph as networkx sees it."""

import pyoxigraph as ox

from graphbuild.query.network import actors_network, network

ID = "https://example.org/id/"


def test_every_proposition_is_an_edge_with_how_it_is_held(store: ox.Store) -> None:
    graph = network(store)
    assert graph.number_of_edges() == 13
    assert graph.nodes[ID + "halabi"] == {"label": "Samir Halabi", "kinds": ("Person",)}
    assert graph.edges[ID + "halabi", ID + "strike", "killedIn"] == {
        "proposition": ID + "halabi-killed",
        "affirmed": 1,
        "denied": 1,
        "articles": 2,
        "certainty": "certain",
        "status": "contested",
    }
    assert graph.edges[ID + "civilians", ID + "strike", "killedIn"]["status"] == "affirmed"
    assert graph.edges[ID + "twenty", ID + "strike", "killedIn"]["certainty"] == "possible"


def test_what_is_only_denied_says_so(store: ox.Store) -> None:
    claim = ox.NamedNode(ID + "c1")
    for quad in list(store.quads_for_pattern(claim, None, ox.NamedNode(ID + "halabi-killed"))):
        store.remove(quad)
    edge = network(store).edges[ID + "halabi", ID + "strike", "killedIn"]
    assert (edge["status"], edge["certainty"], edge["affirmed"]) == ("denied", None, 0)


def test_actors_are_joined_by_what_they_do_to_each_other(store: ox.Store) -> None:
    graph = actors_network(store)
    assert {(one.removeprefix(ID), key, other.removeprefix(ID)) for one, other, key in graph.edges(keys=True)} == {
        ("ministry", "attacks", "front"),
        ("ministry", "kills", "halabi"),
        ("monitors", "accuses", "front"),
        ("front", "abducts", "engineer"),
        ("halabi", "leads", "front"),
    }
    assert graph.edges[ID + "monitors", ID + "front", "accuses"] == {"weight": 1, "claims": 1}
    assert graph.nodes[ID + "front"]["label"] == "Amra Front"


def test_an_edge_weighs_the_events_behind_it(store: ox.Store) -> None:
    graph = ox.NamedNode(ID + "article3")
    text = f"""PREFIX : <{ID}> PREFIX gb: <https://w3id.org/graphbuild/ontology#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    INSERT DATA {{ GRAPH <{graph.value}> {{
      :c10 gb:inArticle :article3 ; gb:stance gb:affirms ; gb:proposition :again, :whom .
      :again rdf:subject :raid ; rdf:predicate gb:perpetrator ; rdf:object :ministry .
      :whom rdf:subject :raid ; rdf:predicate gb:target ; rdf:object :front }} }}"""
    store.update(text)
    assert actors_network(store).edges[ID + "ministry", ID + "front", "attacks"] == {"weight": 2, "claims": 2}


def test_the_same_graph_comes_in_the_same_order(store: ox.Store) -> None:
    other = ox.Store()
    other.extend(sorted(store, key=str, reverse=True))
    for build in (network, actors_network):
        assert list(build(store).edges(keys=True, data=True)) == list(build(other).edges(keys=True, data=True))
        assert list(build(store).nodes) == list(build(other).nodes)
