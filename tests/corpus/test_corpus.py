"""The corpus is whole: no fault, nothing stale, no theatre in two parts, enough of everything that is hard."""

import re
import shutil
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from graphbuild.errors import ArticleError
from graphbuild.evaluate.answers import answers, part_of
from graphbuild.evaluate.gold import EVENTS, FACTUALITY, THINGS, Gold, read_gold

from .conftest import CORPUS

AT_LEAST = {
    "denials": 300,
    "claims known only by their denial": 40,
    "claims of responsibility": 150,
    "accusations": 200,
    "claims that came via another": 100,
    "claims that dispute another": 400,
    "disputes about tolls": 100,
    "probable claims": 50,
    "possible claims": 70,
    "acts of violence without perpetrator": 80,
    "things mentioned five times or more": 200,
    "reports of two events or more that happened": 250,
    "reports of four events or more that happened": 120,
    "reports of no event that happened": 60,
    "reports of no event at all": 50,
    "reports without day of publication": 20,
    "negated": 40,
    "planned": 50,
    "threatened": 30,
    "demanded": 40,
    "hypothetical": 60,
    "habitual": 12,
}
"""How often each hard thing stands in the corpus at the least: less than now, so that a report can be mended."""
WORDS = re.compile(r"[^\W_]+")


def shingles(text: str, length: int) -> set[tuple[str, ...]]:
    words = [one.lower() for one in WORDS.findall(text)]
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_checker_finds_no_fault() -> None:
    found = list(answers(sorted((CORPUS / "marked").glob("*.txt"))))
    assert [str(one) for one in found if isinstance(one, ArticleError)] == []
    assert len(found) >= 250


def test_stored_reports_are_what_the_marked_form_gives(prepare: ModuleType, golds: list[Gold]) -> None:
    stored = CORPUS / "reports.jsonl"
    assert stored.read_bytes() == prepare.stand_off(golds).encode("utf-8")
    assert list(read_gold(stored)) == golds


def test_figures_of_the_readme_are_true(prepare: ModuleType, golds: list[Gold]) -> None:
    text = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert prepare.page(text, golds) == text
    assert text.count(f"{len(golds)} short reports") == 1, "the first words say how many there are"
    assert f"one of {len(EVENTS)} types" in text


def test_every_theatre_has_one_part(prepare: ModuleType, golds: list[Gold]) -> None:
    theatres = prepare.parts()
    assert {path.stem for path in (CORPUS / "marked").glob("*.txt")} == set(theatres)
    inside = defaultdict(set)
    for gold in golds:
        inside[gold.about["theatre"]].add(part_of(gold))
        assert part_of(gold) == theatres[prepare.theatre_of(gold)]
    assert {name: parts for name, parts in inside.items() if len(parts) > 1} == {}
    sizes = Counter(part_of(gold) for gold in golds)
    assert set(sizes) == {"train", "dev", "test"} and min(sizes["dev"], sizes["test"]) >= 50


def test_a_theatre_in_two_parts_is_refused(prepare: ModuleType, tmp_path: Path) -> None:
    shutil.copy(CORPUS / "split.tsv", tmp_path)
    with (tmp_path / "split.tsv").open("a", encoding="utf-8") as file:
        file.write("nepal\ttrain\n")
    with pytest.raises(ValueError, match="twice"):
        prepare.parts(tmp_path)


@pytest.mark.parametrize("name", AT_LEAST)
def test_what_is_hard_is_there(name: str, prepare: ModuleType, golds: list[Gold]) -> None:
    count = dict((*prepare.HARD, *prepare.FACTS))[name]
    assert sum(count(gold) for gold in golds) >= AT_LEAST[name]
    for part in prepare.PARTS:
        assert any(count(gold) for gold in golds if part_of(gold) == part), part


def test_every_type_class_and_factuality_is_there(golds: list[Gold]) -> None:
    assert {one.kind for gold in golds for one in gold.events} == set(EVENTS)
    assert {one.kind for gold in golds for one in gold.things} == set(THINGS)
    assert {one.factuality for gold in golds for one in gold.events} == set(FACTUALITY)


def test_reports_have_the_length_of_reports(golds: list[Gold]) -> None:
    """From 100 words to 300; press releases, which are short, from 70."""
    lengths = {gold.id: (len(gold.text.split()), gold.about["voice"]) for gold in golds}
    least = {"military press release": 70}
    assert {name: words for name, (words, voice) in lengths.items() if not least.get(voice, 100) <= words <= 300} == {}


def test_head_lines_are_told(golds: list[Gold]) -> None:
    for gold in golds:
        assert gold.title and set(gold.about) == {"voice", "theatre", "country", "split"}, gold.id
    voices = Counter(gold.about["voice"] for gold in golds)
    assert len(voices) >= 12 and max(voices.values()) < len(golds) / 5


def test_no_report_repeats_another(golds: list[Gold]) -> None:
    """No eight words in a row stand in two reports, but for the name of an organisation; no two begin with five."""
    names = {tuple(WORDS.findall(gold.text[m.start : m.end].lower())) for gold in golds for m in gold.mentions}
    longest = {name for name in names if len(name) >= 6}
    seen: dict[tuple[str, ...], str] = {}
    twice = []
    for gold in golds:
        for words in shingles(gold.text, 8):
            other = seen.setdefault(words, gold.id)
            if other != gold.id and not any(set(name) <= set(words) for name in longest):
                twice.append((other, gold.id, " ".join(words)))
    assert twice == []
    openings = Counter(tuple(WORDS.findall(gold.text.lower())[:5]) for gold in golds)
    assert [words for words, number in openings.items() if number > 1] == []


def test_corpus_stays_outside_the_wheel() -> None:
    """The wheel holds the package and the ontologies; the archive of sources holds all that git does."""
    build = tomllib.loads((CORPUS.parent / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]
    assert wheel["packages"] == ["graphbuild"] and set(wheel["force-include"]) == {"ontologies"}
    kept_out = [*build.get("exclude", []), *build["targets"].get("sdist", {}).get("exclude", [])]
    assert not [one for one in kept_out if one.strip("/").startswith("corpus")]


def test_licence_is_the_whole_text() -> None:
    text = (CORPUS / "LICENSE").read_text(encoding="utf-8")
    assert "Attribution 4.0 International Public License" in text
    assert all(f"Section {number} " in text for number in range(1, 9))
