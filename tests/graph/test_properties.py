"""Whatever the words of a report, the written graph is sorted, whole, the same each time, and everybody can load it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graphbuild.graph.sorting import SortedRuns
from graphbuild.graph.store import open_graph
from graphbuild.graph.validate import violations
from graphbuild.graph.write import write_graph
from graphbuild.ids import article_iri, check_base, digest, named, slug
from graphbuild.jsonl import reading_line
from graphbuild.model import Article, Claim, Figure, Mention, Reading
from tests.golden.readings import reading, told

LINE = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=6)
LINES = st.lists(st.tuples(LINE, st.lists(LINE, max_size=4)), max_size=30)
WORDS = st.text(min_size=1, max_size=15)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""


@PATIENT
@given(LINES, st.integers(1, 7))
def test_sorted_runs_sort(told: list[tuple[str, list[str]]], chunk: int) -> None:
    wanted: dict[str, set[str]] = {}
    with TemporaryDirectory() as folder, SortedRuns(Path(folder), "run", chunk=chunk) as runs:
        for key, lines in told:
            wanted.setdefault(key, set()).update(lines)
            runs.add(key, list(lines))
        assert list(runs.merged()) == [(key, sorted(wanted[key])) for key in sorted(wanted) if wanted[key]]


def test_a_great_many_runs_are_brought_together(tmp_path: Path) -> None:
    with SortedRuns(tmp_path, "run", chunk=2) as runs:
        for number in range(1000, 0, -1):
            runs.add(f"{number:04}", ["of it"])
        assert len(list(tmp_path.iterdir())) < 250
        assert list(runs.merged()) == [(f"{number:04}", ["of it"]) for number in range(1, 1001)]
    assert not list(tmp_path.iterdir())


@st.composite
def reports(draw: st.DrawFn) -> Reading:
    """A sound reading of an article of arbitrary characters."""
    text, place = draw(WORDS), draw(WORDS)
    whole = f"{text} {place}"
    form = draw(st.sampled_from(("name", "nominal", "pronoun")))
    low, high = sorted(draw(st.tuples(st.integers(0, 99), st.integers(0, 99))))
    mentions = [
        Mention("m1", 0, len(text), text, draw(st.sampled_from(("Attack", "Shelling"))), draw(WORDS), "nominal"),
        Mention("m2", len(text) + 1, len(whole), place, "Place", draw(WORDS), form),
        Mention("m3", 0, 1, whole[0], "CasualtyFigure", text, form, Figure("killed", low, high, draw(WORDS))),
    ]
    claim = Claim(
        *("c1", "Claim", None, draw(st.sampled_from(("affirms", "denies"))), "certain", draw(st.none() | WORDS)),
        *(0, len(whole), told("m1 place m2", "m3 killedIn m1"), draw(st.sampled_from((None, "m1")))),
        confidence=draw(st.floats(0, 1)),
    )
    options = st.none() | WORDS
    article = Article(draw(WORDS), whole, draw(options), draw(st.none() | st.dates()), draw(options), draw(options))
    return reading(article, mentions, [claim])


@settings(PATIENT, max_examples=20)
@given(st.lists(reports(), max_size=3, unique_by=lambda one: one.article))  # `build` reads an article once
def test_any_words_can_be_written_and_loaded(readings: list[Reading]) -> None:
    with TemporaryDirectory() as folder:
        files = []
        for name, order in (("one", readings), ("other", readings[::-1])):
            source, out = Path(folder, f"{name}.jsonl"), Path(folder, name)
            source.write_text("".join(reading_line(one) + "\n" for one in order), encoding="utf-8", newline="\n")
            write_graph(source, out)
            files.append([(out / file).read_bytes() for file in ("graph.nq", "graph.ttl")])
        assert files[0] == files[1]
        quads, triples = files[0]
        assert (
            pyoxigraph.serialize(
                pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS), format=pyoxigraph.RdfFormat.N_QUADS
            )
            == quads
        )
        read = {str(quad.triple) for quad in pyoxigraph.parse(quads, format=pyoxigraph.RdfFormat.N_QUADS)}
        assert read == {str(quad.triple) for quad in pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.TURTLE)}
        assert len(Graph().parse(data=triples, format="turtle")) == len(read)
        assert list(violations(open_graph(Path(folder, "one")))) == []


@PATIENT
@given(WORDS, WORDS)
def test_different_content_gets_different_names(one: str, other: str) -> None:
    assert (digest(one, other) == digest(other, one)) == (one == other)
    assert digest(one + other) != digest(one, other)
    assert slug(slug(one)) == slug(one)
    iri = named("https://example.org/", "place", one, one)
    assert check_base(iri + "/") == iri + "/"
    assert (article_iri(iri, Article("a", one)) == article_iri(iri, Article("a", other))) == (one == other)


def test_two_articles_of_one_id_are_kept_apart() -> None:
    first, second = Article("7", "one text"), Article("7", "another text")
    prints = [Article("7", "one text", publisher=name) for name in ("Lantern Agency", "Harbour Courier")]
    assert len({article_iri("https://example.org/", one) for one in (first, second, *prints)}) == 4
