"""How the graph was made, in PROV-O: the run of a pipeline, the programs and models in it, and every judgement.

No clock is read: times stand in the graph only where the caller hands them in as `started` and `ended`.
"""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from graphbuild import __version__
from graphbuild.graph.describe import run_iri
from graphbuild.graph.namespaces import DATE_TIME, LABEL, PROV, TYPE, Described, Pair, decimal, gb, node
from graphbuild.graph.terms import ontology
from graphbuild.ids import digest, named
from graphbuild.model import Link

TIMES = {"started": NamedNode(PROV + "startedAtTime"), "ended": NamedNode(PROV + "endedAtTime")}
USED, ACTIVITY = NamedNode(PROV + "used"), NamedNode(PROV + "Activity")
JUDGEMENT = {True: "same", False: "different"}


def runs(fingerprint: str, run: Mapping[str, str], *, base: str) -> Iterator[Described]:
    """The run of the pipeline with this fingerprint, and its components, for the graph `run`.

    `run` gives versions by the name of the component, and possibly the times `started` and `ended` (xsd:dateTime).
    """
    versions = {"graphbuild": __version__} | {name: value for name, value in run.items() if name not in TIMES}
    used: list[Pair] = []
    for name, version in sorted(versions.items()):
        component = NamedNode(named(base, "component", f"{name} {version}", name, version))
        used.append((USED, component))
        yield str(component), [(TYPE, gb("Component")), (LABEL, Literal(name)), (gb("version"), Literal(version))]
    times = [(TIMES[name], Literal(value, datatype=DATE_TIME)) for name, value in sorted(run.items()) if name in TIMES]
    yield (
        node(run_iri(base, fingerprint)),
        [
            (TYPE, gb("ReadingRun")),
            (TYPE, ACTIVITY),
            (LABEL, Literal(f"graphbuild {__version__}, pipeline {fingerprint}")),
            (gb("pipeline"), Literal(fingerprint)),
            *times,
            *used,
        ],
    )


def judgements(links: Iterable[Link], *, base: str) -> Iterator[Described]:
    """Judgements between IRIs, for the graph `links`."""
    for link in links:
        key = digest(link.left, link.right, str(link.same), f"{link.score:.4f}", link.reason, link.by)
        yield (
            node(f"{base}link/{key}"),
            [
                (TYPE, gb("Link")),
                (LABEL, Literal(f"{JUDGEMENT[link.same]}: {link.reason}")),
                (gb("left"), NamedNode(link.left)),
                (gb("right"), NamedNode(link.right)),
                (gb("judgement"), gb(JUDGEMENT[link.same])),
                (gb("score"), decimal(link.score)),
                (gb("reason"), Literal(link.reason)),
                (gb("judgedBy"), Literal(link.by)),
            ],
        )


def vocabulary() -> Iterator[Described]:
    """The ontology, for the graph `vocabulary`, so that a graph explains its own terms and classes."""
    for quad in ontology().quads_for_pattern(None, None, None, None):
        yield str(quad.subject), [(quad.predicate, quad.object)]
