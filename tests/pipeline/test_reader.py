"""The reader: an article in, a line of JSON out, whatever else is read."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from graphbuild import __version__
from graphbuild.jsonl import read_reading, reading_line
from graphbuild.model import Article
from graphbuild.pipeline import MODEL_FOLDER, language, load
from graphbuild.pipeline.reader import Reader
from graphbuild.settings import Settings

TEXT = (
    "Gunmen attacked a convoy in Dorvan on Monday, killing at least 12 soldiers, the army said.\n\n"
    "The Green Front claimed responsibility for the attack. The government accused the police of helping the gunmen."
)
ASTRAL = "💥🏴‍☠️ 𝕋𝕠𝕕𝕒𝕪: " + TEXT + " 🙂"
HARD = [
    "",
    " \n\n ",
    "🙂",
    "<b>Rebels</b> shelled <script>alert('the market')</script> & left &lt;four&gt; dead.",
    "Rebels\x00 shelled\x07 the market\x1b, killing four.",
    "Обстріл убив чотирьох людей. قتل القصف أربعة. 军方表示，炮击击中了市场。",
    "Shelling kills four\n\nArmy denies attack",
    '"We did not do it," he said, "they did, and she said "no", and',
    "killed " * 300,
]


def article(text: str, name: str = "a1") -> Article:
    return Article(name, text, title="Attack", published=date(2021, 5, 20), publisher="Dorvan Herald")


def check_offsets(reader: Reader, text: str) -> None:
    reading = reader.read(article(text))
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text
    for claim in reading.claims:
        assert 0 <= claim.start < claim.end <= len(text)
    assert reading.article.text == text


def test_a_report_has_mentions_a_day_and_claims(reader: Reader) -> None:
    reading = reader.read(article(TEXT))
    assert {"ArmedGroup", "Place", "CasualtyFigure"} <= {mention.kind for mention in reading.mentions}
    figures = [mention.figure for mention in reading.mentions if mention.figure]
    assert any(one.outcome == "killed" and (one.at_least, one.at_most) == (12, None) for one in figures)
    assert any(period.begin == date(2021, 5, 17) for period in reading.periods)
    assert any(claim.kind == "ResponsibilityClaim" for claim in reading.claims)
    assert reading.pipeline == reader.fingerprint


def test_an_article_is_read_alike_alone_and_among_others(reader: Reader) -> None:
    alone = reading_line(reader.read(article(TEXT)))
    among = [reading_line(reader.read(article(text, f"a{i}"))) for i, text in enumerate([*HARD, ASTRAL])]
    assert reading_line(reader.read(article(TEXT))) == alone
    assert [reading_line(reader.read(article(t, f"a{i}"))) for i, t in enumerate([*HARD, ASTRAL])] == among


@pytest.mark.parametrize("text", HARD, ids=[f"text {i}" for i in range(len(HARD))])
def test_any_text_becomes_a_reading_that_can_be_read_back(reader: Reader, text: str) -> None:
    check_offsets(reader, text)
    reading = reader.read(article(text))
    line = reading_line(reading)
    assert "\n" not in line
    assert read_reading(line) == reading


def test_a_text_of_nothing_tells_nothing(reader: Reader) -> None:
    for text in ("", " ", " \n\n "):
        reading = reader.read(article(text))
        assert (reading.mentions, reading.claims, reading.periods, reading.links) == ((), (), (), ())


def test_offsets_count_characters_beyond_the_basic_plane_as_one(reader: Reader) -> None:
    check_offsets(reader, ASTRAL)
    assert any(mention.text == "Dorvan" for mention in reader.read(article(ASTRAL)).mentions)


def test_markup_in_a_report_is_text(reader: Reader) -> None:
    line = reading_line(reader.read(article(HARD[3])))
    assert "<script>" in read_reading(line).article.text


def test_the_fingerprint_names_the_version_and_follows_the_weights(reader: Reader, tmp_path: Path) -> None:
    fresh = Reader(lambda: reader.nlp, MODEL_FOLDER).fingerprint
    assert fresh.startswith(f"graphbuild {__version__} ")
    copied = copytree(MODEL_FOLDER, tmp_path / "en")
    assert Reader(lambda: reader.nlp, copied).fingerprint == fresh
    with (copied / "labels.json").open("a", encoding="utf-8", newline="\n") as file:
        file.write(" ")
    assert Reader(lambda: reader.nlp, copied).fingerprint != fresh


def test_the_fingerprint_follows_how_sure_a_reading_must_be_but_not_the_default(reader: Reader) -> None:
    def fingerprint(least: float) -> str:
        return Reader(lambda: reader.nlp, MODEL_FOLDER, least=least).fingerprint

    assert fingerprint(Settings().min_confidence) == Reader(lambda: reader.nlp, MODEL_FOLDER).fingerprint
    found = [fingerprint(least) for least in (0.3, 0.5, 0.8, 0.85)]
    assert len(set(found)) == len(found)
    assert fingerprint(0.8) == found[2]
    assert load(Settings(threads=1, min_confidence=0.8)).fingerprint == found[2]


def test_a_reader_that_must_be_surer_reads_less(reader: Reader) -> None:
    def rated(least: float) -> list[float]:
        reading = Reader(lambda: reader.nlp, MODEL_FOLDER, least=least).read(article(TEXT))
        words = {one.id: one.text for one in reading.mentions}  # what several claims hold is told once
        told = {(words[p.subject], p.relation, words[p.object]): p for c in reading.claims for p in c.propositions}
        return [p.confidence for p in told.values()]

    few, many = rated(0.8), rated(0.2)
    assert len(few) < len(many)
    assert all(sure >= 0.8 for sure in few) and any(sure < 0.8 for sure in many)


def test_load_reads_the_settings(reader: Reader) -> None:
    loaded = replace(load(Settings(threads=1)).read(article(TEXT)), pipeline="")
    assert loaded == replace(reader.read(article(TEXT)), pipeline="")


def test_threads_read_alike_and_share_the_weights(reader: Reader) -> None:
    two = Reader(partial(language, MODEL_FOLDER, threads=1), MODEL_FOLDER)
    articles = [Article(f"a{i}", f"{TEXT} {'It rained. ' * i}", published=date(2026, 3, 10)) for i in range(8)]
    alone = [replace(reader.read(one), pipeline="") for one in articles]
    with ThreadPoolExecutor(3) as pool:
        together = [replace(one, pipeline="") for one in pool.map(two.read, articles)]
        pipes = list(pool.map(lambda _: two.nlp.get_pipe("graphbuild_joint"), range(9)))
        networks = {id(one.network) for one in pipes}  # type: ignore[attr-defined]  # spaCy calls any pipe a callable
    assert together == alone
    assert len(networks) == 1
