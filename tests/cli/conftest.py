"""A reader that needs no language model, and a graph that it made."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graphbuild.cli.app import app
from graphbuild.model import Article, Claim, Mention, Proposition, Reading

REPORT = (
    "Title: {title}\nPublisher: Courier\nPublished: 2017-09-08\n\nThe army said that Amin Daher died in the attack.\n"
)


class OneSentenceReader:
    """Knows one sentence by heart: who died in what, and who says so."""

    fingerprint = "one sentence"

    def read(self, article: Article) -> Reading:
        def mention(id: str, words: str, kind: str) -> Mention:
            start = article.text.index(words)
            return Mention(id, start, start + len(words), words, kind, words.removeprefix("The "), "name")

        mentions = (
            mention("m1", "The army", "StateForce"),
            mention("m2", "Amin Daher", "Person"),
            mention("m3", "attack", "Attack"),
        )
        end = article.text.index(".") + 1
        killed = (Proposition("m2", "killedIn", "m3"),)
        claim = Claim("c1", "Claim", "m1", "affirms", "certain", "say", 0, end, killed, about="m3")
        return Reading(article, self.fingerprint, mentions, (), (claim,), ())


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> OneSentenceReader:
    """Put the reader in the place of the language model."""
    one = OneSentenceReader()
    monkeypatch.setattr("graphbuild.build.own_reader", lambda settings: one)
    return one


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports, in a working folder without settings."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("first", "second"):
        (folder / f"{name}.txt").write_text(REPORT.format(title=name), encoding="utf-8")
    (folder / "second.txt").write_text(REPORT.format(title="second").replace("Courier", "Herald"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def graph(reports: Path, reader: OneSentenceReader) -> Path:
    """The graph of the two reports."""
    result = CliRunner().invoke(app, ["build", "reports", "--out", "out", "--quiet"])
    assert result.exit_code == 0, result.stderr
    return reports.parent / "out"


@pytest.fixture
def run() -> Callable[..., Any]:
    """Run a command; standard output and standard error are kept apart."""
    return lambda *words, **options: CliRunner().invoke(app, [str(word) for word in words], **options)
