"""From readings on disk to `graph.nq` and `graph.ttl`, in memory that does not grow with the number of articles.

The readings are gone through twice: once to learn which names there are, once to write.  Quads and facts go into
sorted runs; the facts of each thing come together by sorting, so that the world is described one thing at a time.
`graph.nq` is canonical (W3C RDF 1.1 N-Quads, canonical form, lines sorted by code point): the same readings give the
same bytes in whatever order they come.
"""

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad

from graphbuild.errors import GraphbuildError, InputError
from graphbuild.graph import contradictions, describe, provenance, world
from graphbuild.graph.namespaces import GB, TYPE, prefixes
from graphbuild.graph.sorting import SortedRuns
from graphbuild.graph.turtle import parts, turtle
from graphbuild.ids import BASE, check_base
from graphbuild.jsonl import read_link, read_reading
from graphbuild.model import Link, Reading
from graphbuild.resolve.kinds import KINDS, family
from graphbuild.resolve.names import Names

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
    check_base(base)
    judged = read_judgements(judgements) if judgements else []
    names = Names(base, judged)
    for where, reading in readings(readings_path):
        with placed(where, reading):
            names.learn(reading)
    names.settle()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out, prefix=".graph-") as folder, ExitStack() as stack:
        quads = stack.enter_context(SortedRuns(Path(folder), "quads"))
        facts = stack.enter_context(SortedRuns(Path(folder), "facts"))
        gather(readings_path, names, run or {}, quads, facts)
        for iri, told in by_thing(facts.merged()):
            claimed = "stance" in told[0]
            found = contradictions.disputes(told, base=base) if claimed else world.described(iri, told, base=base)
            add(quads, found)
        return written(quads, Path(folder), out, base)


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
    for where, reading in readings(path):
        with placed(where, reading):
            known = names.referents(reading)
            add(quads, describe.quads(reading, known, base=base))
            add(quads, world.relations(reading, known, base=base))
            add(quads, provenance.link_quads(names.links(known), base=base))
            add(quads, provenance.link_quads(within(reading, known.mentions), base=base))
            for iri, fact in (*world.facts(reading, known), *contradictions.stances(reading, known, base=base)):
                facts.add(f"{iri}\t{json.dumps(fact, sort_keys=True)}")
        fingerprints.add(reading.pipeline)
    add(quads, provenance.link_quads(names.judgements, base=base))
    add(quads, provenance.vocabulary_quads(base=base))
    for fingerprint in sorted(fingerprints):
        add(quads, provenance.run_quads(fingerprint, run, base=base))


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


def add(runs: SortedRuns, quads: Iterable[Quad]) -> None:
    """Put quads into sorted runs as canonical N-Quads lines."""
    for quad in quads:
        runs.add(f"{quad} .")


def by_thing(lines: Iterable[str]) -> Iterator[tuple[str, list[world.Facts]]]:
    """The facts of each thing, and the stances on what claims are about, from sorted lines of IRI, tab and JSON."""
    pairs = (line.split("\t", 1) for line in lines)
    for iri, group in groupby(pairs, key=lambda pair: pair[0]):
        yield iri, [json.loads(fact) for _, fact in group]


def written(quads: SortedRuns, folder: Path, out: Path, base: str) -> GraphSummary:
    """Both files from the sorted quads, first beside and then in their place."""
    tally = Tally()
    with (folder / "graph.nq").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in tally.counted(quads.merged()))
    with (
        (folder / "graph.nq").open(encoding="utf-8", newline="\n") as lines,
        (folder / "graph.ttl").open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(turtle((line[:-1] for line in lines), prefixes(base)))
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

    def counted(self, lines: Iterable[str]) -> Iterator[str]:
        """The same lines; the triples of several graphs stand next to each other and count once."""
        last, kind, prefix = None, str(TYPE), f"<{GB}"
        for line in lines:
            triple = parts(line)
            self.quads += 1
            if triple != last:
                self.triples += 1
                if triple[1] == kind and triple[2].startswith(prefix):
                    self.kinds[triple[2][len(prefix) : -1]] += 1
            last = triple
            yield line

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
