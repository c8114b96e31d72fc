"""Which setting wins, and what is said of one that cannot be."""

from pathlib import Path

import pytest

from graphbuild.errors import UsageError
from graphbuild.settings import DESCRIPTIONS, Settings, names, settle


def test_flags_outrank_the_environment_the_file_and_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "graphbuild.toml").write_text('title = "file"\nmodel = "file"\nthreads = 1\n', encoding="utf-8")
    environment = {"GRAPHBUILD_TITLE": "environment", "GRAPHBUILD_MODEL": "environment", "GRAPHBUILD_PAGE": ""}
    found = settle({"title": "flag", "page": None}, environment=environment, folder=tmp_path)
    assert found.settings == Settings(title="flag", model="environment", threads=1)
    assert {name: found.origin[name] for name in ("title", "model", "threads", "page")} == {
        "title": "--title",
        "model": "GRAPHBUILD_MODEL",
        "threads": "graphbuild.toml",
        "page": "default",
    }


def test_the_table_of_a_project_is_read_where_there_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.graphbuild]\nany_language = true\n", encoding="utf-8")
    assert settle({}, environment={}, folder=tmp_path).settings.any_language
    (tmp_path / "graphbuild.toml").write_text("", encoding="utf-8")
    assert not settle({}, environment={}, folder=tmp_path).settings.any_language


def test_a_project_without_our_table_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert settle({}, environment={}, folder=tmp_path).settings == Settings()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("threads = 'two'", "graphbuild.toml: threads is to be a whole number, not 'two'"),
        ("threads = -1", "cannot be below 0"),
        ("threads = true", "whole number"),
        ("page = 1", "true or false"),
        ("min_confidence = 0", "min_confidence is to lie between 0 and 1, but is 0.0"),
        ("min_confidence = 1", "graphbuild.toml: min_confidence is to lie between 0 and 1"),
        ("min_confidence = 2", "but is 2.0. Correct it there"),
        ("min_confidence = -0.5", "between 0 and 1"),
        ("min_confidence = nan", "between 0 and 1"),
        ("min_confidence = inf", "between 0 and 1"),
        ("min_confidence = true", "a number, not True"),
        ("min_confidence = 'much'", "min_confidence is to be a number, not 'much'"),
        ("bse = 'x'", "no setting 'bse'"),
        ("base = 'no iri'", "absolute IRI"),
        ("base = 'https://example.org/x'", "ends in / or #"),
        ("base = ", "no TOML"),
    ],
)
def test_a_setting_that_cannot_be_is_told_with_where_it_stands(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "graphbuild.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        settle({}, environment={}, folder=tmp_path)


@pytest.mark.parametrize("value", ["0", "1", "2", "-0.5", "nan", "much", "0,8"])
def test_a_confidence_that_cannot_be_is_told_with_the_variable(tmp_path: Path, value: str) -> None:
    with pytest.raises(UsageError, match="GRAPHBUILD_MIN_CONFIDENCE: min_confidence is to"):
        settle({}, environment={"GRAPHBUILD_MIN_CONFIDENCE": value}, folder=tmp_path)


@pytest.mark.parametrize("value", [0.0, 1.0, 2.0, 0, 1, 2, "much", True])
def test_a_confidence_that_cannot_be_is_told_with_the_flag(tmp_path: Path, value: object) -> None:
    with pytest.raises(UsageError, match="--min-confidence: min_confidence is to"):
        settle({"min_confidence": value}, environment={}, folder=tmp_path)


def test_the_confidence_of_the_flag_outranks_the_variables_and_that_the_files(tmp_path: Path) -> None:
    def found(**flags: float) -> tuple[float, str]:
        told = settle(flags, environment=environment, folder=tmp_path)
        return told.settings.min_confidence, told.origin["min_confidence"]

    environment: dict[str, str] = {}
    assert found() == (0.5, "default")
    (tmp_path / "graphbuild.toml").write_text("min_confidence = 0.6\n", encoding="utf-8")
    assert found() == (0.6, "graphbuild.toml")
    environment = {"GRAPHBUILD_MIN_CONFIDENCE": "0.7"}
    assert found() == (0.7, "GRAPHBUILD_MIN_CONFIDENCE")
    assert found(min_confidence=0.8) == (0.8, "--min-confidence")


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--config"):
        settle({}, environment={}, folder=tmp_path, file=tmp_path / "none.toml")


def test_every_setting_is_described() -> None:
    assert set(DESCRIPTIONS) == set(names())
