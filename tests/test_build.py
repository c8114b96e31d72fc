"""The straight line: what is in the folder after a build, whatever came in between."""

import errno
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from threadpoolctl import threadpool_info

from graphbuild import build as module
from graphbuild.build import build, versions
from graphbuild.errors import GraphbuildError, UsageError
from graphbuild.journal import PART, READINGS, Journal
from graphbuild.jsonl import read_reading
from graphbuild.model import Article, Claim, Mention, Reading
from graphbuild.report import Report


class WordReader:
    """Finds an attack in every article that has the word; counts what it reads, and fails where it is told to."""

    def __init__(self, fingerprint: str = "words 1", fail: Callable[[Article], None] | None = None) -> None:
        self.fingerprint = fingerprint
        self.read_ids: list[str] = []
        self._fail = fail

    def read(self, article: Article) -> Reading:
        if self._fail is not None:
            self._fail(article)
        self.read_ids.append(article.id)
        start = article.text.find("attack")
        mentions: tuple[Mention, ...] = ()
        claims: tuple[Claim, ...] = ()
        if start >= 0:
            mentions = (Mention("m1", start, start + 6, "attack", "Attack", "attack", "nominal"),)
            claims = (Claim("c1", "Claim", None, "affirms", "certain", None, 0, len(article.text), (), about="m1"),)
        return Reading(article, self.fingerprint, mentions, (), claims, ())


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the graph be a list of ids: what the graph holds is tested elsewhere."""

    def draw(staging: Path, *rest: object) -> dict[str, int]:
        lines = (staging / READINGS).read_text(encoding="utf-8").splitlines()
        ids = [read_reading(line).article.id for line in lines]
        (staging / "graph.nq").write_text("\n".join(ids), encoding="utf-8")
        return {"articles": len(ids)}

    monkeypatch.setattr(module, "_draw", draw)


def folder_of(tmp_path: Path, number: int = 5) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir(exist_ok=True)
    for place in range(number):
        text = f"Published: 2017-09-0{place % 9 + 1}\n\nThe army said that attack {place} was over.\n"
        (folder / f"{place}.txt").write_text(text, encoding="utf-8")
    return folder


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


def run(folder: Path, out: Path, reader: WordReader | None = None) -> Report:
    return build([folder], out, reader=reader or WordReader())


def test_a_build_leaves_readings_graph_and_report_and_nothing_else(tmp_path: Path) -> None:
    report = run(folder_of(tmp_path), tmp_path / "out")
    assert set(contents(tmp_path / "out")) == {"readings.jsonl", "graph.nq", "report.json"}
    assert (report.read, report.skipped, report.exit_status) == (5, 0, 0)
    assert report.found == {"mentions": 5, "mentions of events": 5, "claims": 5, "denials": 0}
    lines = (tmp_path / "out" / READINGS).read_text(encoding="utf-8").splitlines()
    assert [read_reading(line).article.id for line in lines] == ["0", "1", "2", "3", "4"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    run(folder, tmp_path / "one")
    run(folder, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_build_reads_nothing_again_and_changes_nothing(tmp_path: Path) -> None:
    folder, reader = folder_of(tmp_path), WordReader()
    run(folder, tmp_path / "out")
    before = contents(tmp_path / "out")
    report = run(folder, tmp_path / "out", reader)
    assert reader.read_ids == []
    assert report.reused == 5
    assert contents(tmp_path / "out") == before


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    folder, reader = folder_of(tmp_path), WordReader()
    run(folder, tmp_path / "out")
    (folder / "2.txt").write_text("Published: 2017-09-08\n\nNo attack at all.", encoding="utf-8")
    (folder / "1.5.txt").write_text("Published: 2017-09-08\n\nA new attack.", encoding="utf-8")
    (folder / "3.txt").write_text("Published: 2018-01-01\n\nThe army said that attack 3 was over.\n", encoding="utf-8")
    (folder / "4.txt").unlink()
    run(folder, tmp_path / "out", reader)
    assert reader.read_ids == ["1.5", "2", "3"]
    run(folder, tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_another_pipeline_reads_everything_again(tmp_path: Path) -> None:
    folder, reader = folder_of(tmp_path), WordReader("words 2")
    run(folder, tmp_path / "out")
    run(folder, tmp_path / "out", reader)
    assert reader.read_ids == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("at", ["0", "2", "4"])
def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path, at: str) -> None:
    folder, out = folder_of(tmp_path), tmp_path / "out"

    def interrupt(article: Article) -> None:
        if article.id == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, out, WordReader(fail=interrupt))
    assert set(contents(out)) == {PART}
    reader = WordReader()
    run(folder, out, reader)
    assert reader.read_ids == ["0", "1", "2", "3", "4"][int(at) :]
    run(folder, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def test_a_build_that_is_killed_in_the_middle_of_a_line_goes_on(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path), tmp_path / "out"
    run(folder, out)
    whole = (out / READINGS).read_bytes().splitlines(keepends=True)
    for path in out.iterdir():
        path.unlink()
    (out / PART).write_bytes(b"".join(whole[:2]) + whole[2][:40])
    (out / ".staging").mkdir()
    (out / ".staging" / "rubbish").write_text("left by a kill", encoding="utf-8")
    reader = WordReader()
    run(folder, out, reader)
    assert reader.read_ids == ["2", "3", "4"]
    run(folder, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def test_an_interruption_leaves_the_last_build_as_it_was(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path), tmp_path / "out"
    run(folder, out)
    before = contents(out)

    def interrupt(article: Article) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, out, WordReader("words 2", fail=interrupt))
    after = contents(out)
    assert after.pop(PART) == b""
    assert after == before


def test_a_reader_that_fails_on_one_article_reads_the_others(tmp_path: Path) -> None:
    def fail(article: Article) -> None:
        if article.id == "2":
            raise ValueError("no parse")

    report = run(folder_of(tmp_path), tmp_path / "out", WordReader(fail=fail))
    assert (report.read, report.skipped, report.exit_status) == (4, 1, 4)
    assert report.problems[0].reason == "the reader failed on it (ValueError: no parse)"


def test_products_of_matrices_are_not_shared_out_among_processors(tmp_path: Path) -> None:
    def threads() -> list[int]:
        return [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]

    seen: list[list[int]] = []
    before = threads()
    run(folder_of(tmp_path), tmp_path / "out", WordReader(fail=lambda article: seen.append(threads())))
    assert len(seen) == 5
    assert {number for one in seen for number in one} <= {1}
    assert threads() == before


def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = folder_of(tmp_path), tmp_path / "out"
    room = 2
    real = Journal.add

    def add(journal: Journal, line: str) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(journal, line)

    monkeypatch.setattr(Journal, "add", add)
    with pytest.raises(GraphbuildError, match=r"the disk is full.*Free some space.*readings\.part\.jsonl"):
        run(folder, out)
    assert set(contents(out)) == {PART}
    room = 100
    reader = WordReader()
    run(folder, out, reader)
    assert reader.read_ids == ["2", "3", "4"]


def test_a_line_that_does_not_fit_on_the_disk_is_taken_back(tmp_path: Path) -> None:
    class Full(io.FileIO):
        def write(self, data: Any, /) -> int:
            if self.tell() > 30:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(memoryview(data)[:25])

    with Journal(tmp_path) as journal:
        journal.add("short")
        journal._part.close()
        journal._part = Full(tmp_path / PART, "a")
        with pytest.raises(OSError, match="No space left"):
            journal.add("x" * 100)
    assert (tmp_path / PART).read_bytes() == b"short\n"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(GraphbuildError, match=r"cannot be written \(File exists\)\. Name another folder with --out"):
        run(folder_of(tmp_path), tmp_path / "out")


def test_two_builds_do_not_write_to_one_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with Journal(out), pytest.raises(UsageError, match="another build is writing"):
        run(folder_of(tmp_path), out)
    assert run(folder_of(tmp_path), out).read == 5


def test_nothing_to_read_writes_a_report_and_no_graph(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = run(tmp_path / "empty", tmp_path / "out")
    assert (report.read, report.exit_status) == (0, 1)
    assert set(contents(tmp_path / "out")) == {"report.json"}


def test_the_report_has_a_line_with_file_reason_and_remedy_for_every_problem(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    (folder / "a.txt").write_bytes(b"caf\xe9")
    (folder / "b.jsonl").write_text('{"id": "b", "text": "A quiet day."}\n{broken\n', encoding="utf-8")
    (folder / "c.txt").write_bytes((folder / "0.txt").read_bytes())
    report = run(folder, tmp_path / "out")
    assert report.exit_status == 4
    told = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert told["exit_status"] == 4
    assert told["articles"] == {"read": 3, "words": 19, "skipped": 2, "duplicates": 1}
    found = [(Path(row["file"]).name, row["level"], row["reason"].split(" (")[0][:30]) for row in told["problems"]]
    assert found == [
        ("a.txt", "error", "its characters are not UTF-8: "),
        ("b.jsonl:1", "warning", "it has no date of publication,"),
        ("b.jsonl:2", "error", "it is no JSON: Expecting prope"),
        ("c.txt", "duplicate", f"the same report as {folder.as_posix()}"[:30]),
        ("b.jsonl:1", "note", "no event of conflict was found"),  # said when its turn has come to be written
    ]
    assert all(set(row) == {"level", "file", "reason", "remedy"} and row["remedy"] for row in told["problems"])


def test_standard_input_is_read(tmp_path: Path) -> None:
    stdin = io.BytesIO(b'{"id": "7", "text": "An attack.", "published": "2017-09-08"}\n')
    assert build(["-"], tmp_path / "out", reader=WordReader(), stdin=stdin).read == 1


def test_progress_is_told_after_every_article(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    build([folder_of(tmp_path, 2)], tmp_path / "out", reader=WordReader(), progress=lambda *step: told.append(step))
    assert told == [("reading", 0), ("reading", 1), ("reading", 2)]


def test_the_versions_of_what_made_the_graph_are_known(tmp_path: Path) -> None:
    reader = WordReader()
    assert set(versions(reader)) == {"pyoxigraph"}
    (tmp_path / "weights").write_bytes(b"1")
    reader.model = tmp_path  # type: ignore[attr-defined]  # no other test has it
    first = versions(reader)
    assert set(first) == {"pyoxigraph", "spacy", "onnxruntime", "model"}
    (tmp_path / "weights").write_bytes(b"2")
    assert versions(reader)["model"] != first["model"]
