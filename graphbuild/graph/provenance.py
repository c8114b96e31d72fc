"""How the graph was made, in PROV-O: the run of a pipeline, the programs and models in it, and every judgement.

No clock is read: times stand in the graph only where the caller hands them in as `started` and `ended`.
"""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from graphbuild import __version__
from graphbuild.graph.describe import run_iri
from graphbuild.graph.namespaces import DATE_TIME, LABEL, PROV, TYPE, decimal, gb
from graphbuild.graph.terms import ontology
from graphbuild.ids import digest, graph_iri, named
from graphbuild.model import Link

TIMES = {"started": NamedNode(PROV + "startedAtTime"), "ended": NamedNode(PROV + "endedAtTime")}
JUDGEMENT = {True: "same", False: "different"}


def run_quads(fingerprint: str, run: Mapping[str, str], *, base: str) -> Iterator[Quad]:
    """The run of the pipeline with this fingerprint.

    `run` gives versions by the name of the component, and possibly the times `started` and `ended` (xsd:dateTime).
    """
    graph, node = NamedNode(graph_iri(base, "run")), NamedNode(run_iri(base, fingerprint))
    yield Quad(node, TYPE, gb("ReadingRun"), graph)
    yield Quad(node, TYPE, NamedNode(PROV + "Activity"), graph)
    yield Quad(node, LABEL, Literal(f"graphbuild {__version__}, pipeline {fingerprint}"), graph)
    yield Quad(node, gb("pipeline"), Literal(fingerprint), graph)
    for name, value in sorted(run.items()):
        if name in TIMES:
            yield Quad(node, TIMES[name], Literal(value, datatype=DATE_TIME), graph)
    versions = {"graphbuild": __version__} | {name: value for name, value in run.items() if name not in TIMES}
    for name, version in sorted(versions.items()):
        component = NamedNode(named(base, "component", f"{name} {version}", name, version))
        yield Quad(node, NamedNode(PROV + "used"), component, graph)
        yield Quad(component, TYPE, gb("Component"), graph)
        yield Quad(component, LABEL, Literal(name), graph)
        yield Quad(component, gb("version"), Literal(version), graph)


def link_quads(links: Iterable[Link], *, base: str) -> Iterator[Quad]:
    """Judgements between IRIs, in the graph `links`."""
    graph = NamedNode(graph_iri(base, "links"))
    for link in links:
        key = digest(link.left, link.right, str(link.same), f"{link.score:.4f}", link.reason, link.by)
        node = NamedNode(f"{base}link/{key}")
        yield Quad(node, TYPE, gb("Link"), graph)
        yield Quad(node, LABEL, Literal(f"{JUDGEMENT[link.same]}: {link.reason}"), graph)
        yield Quad(node, gb("left"), NamedNode(link.left), graph)
        yield Quad(node, gb("right"), NamedNode(link.right), graph)
        yield Quad(node, gb("judgement"), gb(JUDGEMENT[link.same]), graph)
        yield Quad(node, gb("score"), decimal(link.score), graph)
        yield Quad(node, gb("reason"), Literal(link.reason), graph)
        yield Quad(node, gb("judgedBy"), Literal(link.by), graph)


def vocabulary_quads(*, base: str) -> Iterator[Quad]:
    """The ontology, in the graph `vocabulary`, so that a graph explains its own terms and classes."""
    graph = NamedNode(graph_iri(base, "vocabulary"))
    for quad in ontology().quads_for_pattern(None, None, None, None):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
