"""From readings on disk to `graph.nq` and `graph.ttl`, in memory that does not grow with the number of articles.

The readings are gone through twice: once to learn which names there are, which `build` does as it reads, once to write.
Quads and facts go into sorted runs; the facts of each thing come together by sorting, so that the world is described
one thing at a time.  `graph.nq` is canonical (W3C RDF 1.1 N-Quads, canonical form, lines sorted by code point): the
same readings give the same bytes in whatever order they come.
"""

import json
import logging
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from graphbuild.errors import GraphbuildError, InputError
from graphbuild.graph import contradictions, describe, provenance, world
from graphbuild.graph.namespaces import GB, TYPE, Described, node, prefixes
from graphbuild.graph.sorting import SortedRuns
from graphbuild.graph.turtle import Turtle, objects
from graphbuild.ids import BASE, check_base, graph_iri
from graphbuild.jsonl import read_link, read_reading
from graphbuild.model import Link, Reading
from graphbuild.resolve.kinds import KINDS, family
from graphbuild.resolve.names import Names

OURS = f"<{GB}"
LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GraphSummary:
    """What was written: counts of things and of quads; `triples` is the size of graph.ttl."""

    articles: int
    mentions: int
    claims: int
    propositions: int
    events: int
    actors: int
    places: int
    equipment: int
    figures: int
    links: int
    quads: int
    triples: int


def write_graph(
    readings_path: Path,
    out: Path,
    *,
    base: str = BASE,
    judgements: Path | None = None,
    run: Mapping[str, str] | None = None,
) -> GraphSummary:
    """Write `out/graph.nq` and `out/graph.ttl` from a file of readings, one JSON line each.

    `judgements` is a file of links, made by hand: they win over what the program judges.  `run` gives the versions of
    components, and times if they are to stand in the graph.  Both files appear complete or not at all.  Raises
    InputError naming the line that cannot be read.
    """
    names = new_names(base, judgements)
    for where, reading in readings(readings_path):
        with placed(where, reading):
            names.learn(reading)
    return write_named(readings_path, out, names, run=run)


def new_names(base: str, judgements: Path | None) -> Names:
    """The names of no readings yet, and what people judged of them."""
    check_base(base)
    return Names(base, read_judgements(judgements) if judgements else [])


def write_named(readings_path: Path, out: Path, names: Names, *, run: Mapping[str, str] | None = None) -> GraphSummary:
    """Write the graph of readings from which `names` has learnt already; see `write_graph`."""
    names.settle()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out, prefix=".graph-") as folder, ExitStack() as stack:
        quads = stack.enter_context(SortedRuns(Path(folder), "quads"))
        facts = stack.enter_context(SortedRuns(Path(folder), "facts"))
        gather(readings_path, names, run or {}, quads, facts)
        for iri, lines in facts.merged():
            told = [json.loads(line) for line in lines]
            claimed = "stance" in told[0]
            found = contradictions.disputes(told) if claimed else [(node(iri), world.described(told))]
            add(quads, graph_iri(names.base, "world"), found)
        return written(quads, Path(folder), out, names.base)


def readings(path: Path) -> Iterator[tuple[str, Reading]]:
    """The readings of a file, each with its place in it for messages."""
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    where = f"{path}, line {number}"
                    yield where, read_reading(line, where=where)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}). Build the readings again") from error


def read_judgements(path: Path) -> list[Link]:
    """The judgements of a file, one JSON line each."""
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            return [
                read_link(line, where=f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()
            ]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}). Name a file of links, one JSON object a line") from error


def gather(path: Path, names: Names, run: Mapping[str, str], quads: SortedRuns, facts: SortedRuns) -> None:
    """Write the quads and facts of all articles, and those of the run, into sorted runs."""
    base, fingerprints = names.base, set()
    world_graph, links_graph = graph_iri(base, "world"), graph_iri(base, "links")
    as_json = json.JSONEncoder(sort_keys=True).encode
    for where, reading in readings(path):
        with placed(where, reading):
            known = names.referents(reading)
            add(quads, known.article, describe.subjects(reading, known, base=base))
            add(quads, world_graph, world.relations(reading, known))
            links = (*names.links(known), *within(reading, known.mentions))
            add(quads, links_graph, provenance.judgements(links, base=base))
            for iri, fact in (*world.facts(reading, known), *contradictions.stances(reading, known, base=base)):
                facts.add(iri, [as_json(fact)])
        fingerprints.add(reading.pipeline)
    add(quads, links_graph, provenance.judgements(names.judgements, base=base))
    add(quads, graph_iri(base, "vocabulary"), provenance.vocabulary())
    for fingerprint in sorted(fingerprints):
        add(quads, graph_iri(base, "run"), provenance.runs(fingerprint, run, base=base))


@contextmanager
def placed(where: str, reading: Reading) -> Iterator[None]:
    """Add to an error which line and article it is about."""
    try:
        yield
    except GraphbuildError as error:
        raise InputError(f"{where} (article {reading.article.id!r}): {error}") from error


def within(reading: Reading, mentions: Mapping[str, str]) -> Iterator[Link]:
    """The links of a reading, between IRIs of mentions instead of their ids."""
    for one in reading.links:
        yield Link(mentions[one.left], mentions[one.right], one.same, one.score, one.reason, one.by)


def add(runs: SortedRuns, graph: str, found: Iterable[Described]) -> None:
    """Put what is said in a named graph into sorted runs: under each subject the rest of canonical N-Quads lines."""
    end = f"{node(graph)} ."
    for subject, pairs in found:
        runs.add(subject, [f"{predicate} {value} {end}" for predicate, value in pairs])


def written(quads: SortedRuns, folder: Path, out: Path, base: str) -> GraphSummary:
    """Both files from the sorted quads, first beside and then in their place."""
    tally, turtle = Tally(), Turtle(prefixes(base))
    with (
        (folder / "graph.nq").open("w", encoding="utf-8", newline="\n") as lines,
        (folder / "graph.ttl").open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.write(turtle.head())
        for subject, statements in quads.merged():
            told = objects(statements)
            tally.count(len(statements), told)
            lines.write(f"{subject} " + f"\n{subject} ".join(statements) + "\n")
            file.write(turtle.subject(subject, told))
    for name in ("graph.nq", "graph.ttl"):
        (folder / name).replace(out / name)
    LOGGER.info("wrote %s quads to %s", tally.quads, out)
    return tally.summary()


class Tally:
    """Counts what passes by."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.quads = 0
        self.triples = 0

    def count(self, quads: int, told: Mapping[str, Collection[str]]) -> None:
        """Count one subject; a triple that stands in several graphs counts once."""
        self.quads += quads
        self.triples += sum(map(len, told.values()))
        for kind in told.get(str(TYPE), ()):
            if kind.startswith(OURS):
                self.kinds[kind[len(OURS) : -1]] += 1

    def summary(self) -> GraphSummary:
        """The counts by the names that people use."""
        families: Counter[str] = Counter()
        for kind in KINDS & set(self.kinds):
            families[family(kind)] += self.kinds[kind]
        return GraphSummary(
            articles=self.kinds["Article"],
            mentions=self.kinds["Mention"],
            claims=self.kinds["Claim"],
            propositions=self.kinds["Proposition"],
            events=families["event"],
            actors=families["person"] + families["group"],
            places=families["place"],
            equipment=families["equipment"],
            figures=families["figure"],
            links=self.kinds["Link"],
            quads=self.quads,
            triples=self.triples,
        )
