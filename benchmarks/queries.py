"""How long the saved queries take on a graph of many disputed claims, as ratios to a full scan of the same graph.

    python benchmarks/queries.py [--disputes 20000] [--json FILE]

The graph is made up: each dispute is an event at a place, a person killed in it according to one actor in one article,
and the denial of another actor in another; every fifth proposition is told by five articles more, as wire copies are.
The baseline is one pass over all triples through the engine (COUNT of ?s ?p ?o), the time a query cannot beat that
looks at everything.  Ratios carry over from one machine to another; seconds do not.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graphbuild.graph.namespaces import DCTERMS, GB, RDF, RDFS, XSD
from graphbuild.query.dataset import merged
from graphbuild.query.explain import explain
from graphbuild.query.lookup import called
from graphbuild.query.network import network
from graphbuild.query.run import run
from graphbuild.query.saved import library

BASE = "https://w3id.org/graphbuild/id/"
SCAN = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ACTORS, PLACES, COPIES = 200, 500, 5
Triple = tuple[str, str, ox.NamedNode | ox.Literal]


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + name)


def term(name: str) -> ox.NamedNode:
    return ox.NamedNode(GB + name)


def disputed(count: int) -> Iterator[ox.Quad]:
    """The quads of the made-up graph, in named graphs as `build` writes them."""
    for number in range(ACTORS):
        yield from in_graph("world", thing(f"actor/{number}", "ArmedGroup", f"group {number}"))
    for number in range(PLACES):
        yield from in_graph("world", thing(f"place/{number}", "Place", f"town {number}"))
    for number in range(count):
        yield from in_graph("world", world(number))
        yield from in_graph(f"article/{number}", telling(number, f"{number}", number, "affirms"))
        yield from in_graph(f"article/{count + number}", telling(number, f"{count + number}", number + 1, "denies"))
        if number % 5 == 0:
            for copy in range(COPIES):
                name = f"{number}-{copy}"
                yield from in_graph(f"article/{name}", telling(number, name, number, "affirms"))


def in_graph(graph: str, triples: Iterator[Triple]) -> Iterator[ox.Quad]:
    for subject, predicate, value in triples:
        yield ox.Quad(node(subject), ox.NamedNode(predicate), value, node(graph))


def thing(name: str, kind: str, label: str) -> Iterator[Triple]:
    yield name, RDF + "type", term(kind)
    yield name, RDFS + "label", ox.Literal(label)


def world(number: int) -> Iterator[Triple]:
    event, day = f"event/{number}", f"20{number % 30:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    yield from thing(event, "Airstrike", f"airstrike {number}")
    yield event, GB + "status", term("Contested")
    yield event, GB + "place", node(f"place/{number % PLACES}")
    for name in ("begin", "end"):
        yield event, GB + name, ox.Literal(day, datatype=ox.NamedNode(XSD + "date"))
    yield from thing(f"person/{number}", "Person", f"person {number}")


def telling(number: int, article: str, speaker: int, stance: str) -> Iterator[Triple]:
    """One article with its one claim on the death and the perpetrator of a dispute."""
    here, claim = f"article/{article}", f"claim/{article}"
    yield from thing(here, "Article", f"report {article}")
    yield here, DCTERMS + "identifier", ox.Literal(article)
    yield claim, RDF + "type", term("Denial" if stance == "denies" else "Accusation")
    yield claim, GB + "inArticle", node(here)
    yield claim, GB + "claimant", node(f"actor/{speaker % ACTORS}")
    yield claim, GB + "stance", term(stance)
    yield claim, GB + "certainty", term("certain")
    yield claim, GB + "about", node(f"event/{number}")
    yield claim, GB + "quote", ox.Literal(f"Words of report {article} on the death of person {number}.")
    if stance == "denies":
        yield claim, GB + "disputes", node(f"claim/{number}")
    mention = f"mention/{article}"
    yield from thing(mention, "Mention", f"person {number}")
    yield mention, GB + "inArticle", node(here)
    yield mention, GB + "text", ox.Literal(f"person {number}")
    yield mention, GB + "refersTo", node(f"person/{number}")
    person, event, actor = node(f"person/{number}"), node(f"event/{number}"), node(f"actor/{(number + 1) % ACTORS}")
    for name, subject, relation, value in (
        (f"proposition/{number}-killed", person, "killedIn", event),
        (f"proposition/{number}-by", event, "perpetrator", actor),
    ):
        yield claim, GB + "proposition", node(name)
        yield name, RDF + "subject", subject
        yield name, RDF + "predicate", term(relation)
        yield name, RDF + "object", value


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of processor time, and what came out."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def measured(disputes: int) -> dict[str, object]:
    """Seconds, rows and ratios of every query on a graph of so many disputes."""
    store = ox.Store()
    loading, _ = timed(lambda: store.bulk_extend(disputed(disputes)))
    merging, whole = timed(lambda: merged(store, named=False))
    assert isinstance(whole, ox.Store)
    scan = min(timed(lambda: list(whole.query(SCAN)))[0] for _ in range(3))
    needed = {"actor": f"{BASE}actor/7", "node": f"{BASE}event/10"}
    rows = []
    for query in library():
        values = {one.name: needed[one.name] for one in query.parameters if one.required}
        seconds, table = timed(lambda name=query.name, given=values: run(whole, name, given))
        rows.append({"query": query.name, "rows": len(table.rows), "seconds": seconds, "scans": seconds / scan})
    for name, work in (
        ("explain", lambda: explain(whole, f"{BASE}actor/7")),
        ("a label found", lambda: called(whole, "person 77")),
        ("network", lambda: network(whole)),
    ):
        seconds, _ = timed(work)
        rows.append({"query": name, "rows": None, "seconds": seconds, "scans": seconds / scan})
    return {
        "disputes": disputes,
        "quads": len(store),
        "triples": len(whole),
        "seconds": {"making": loading, "merging": merging, "scan": scan},
        "queries": rows,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--disputes", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = measured(given.disputes)
    if given.json:
        given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8", newline="\n")
    seconds = found["seconds"]
    out = [
        f"{found['disputes']:,} disputes, {found['quads']:,} quads, {found['triples']:,} triples; one scan "
        f"{seconds['scan']:.2f} s, put together as one graph {seconds['merging'] / seconds['scan']:.0f} scans"
    ]
    for row in found["queries"]:
        count = "" if row["rows"] is None else f"{row['rows']:>8,} rows"
        out.append(f"{row['query']:<26}{count:>14}{row['seconds']:>9.3f} s{row['scans']:>9.2f} scans")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
