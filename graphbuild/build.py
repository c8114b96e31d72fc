"""The straight line: articles are read, the readings become a graph, the graph becomes a page.

This is the only file that knows all of it.  What is in the folder afterwards is either all of the new build or all of
the old one: everything is written beside it first.
"""

import errno
import logging
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Protocol

from pyoxigraph import Store
from threadpoolctl import threadpool_limits

from graphbuild.ahead import ahead
from graphbuild.documents.fit import fit
from graphbuild.errors import ArticleError, GraphbuildError
from graphbuild.graph.store import load
from graphbuild.graph.write import new_names, write_named
from graphbuild.journal import PART, READINGS, Journal
from graphbuild.jsonl import reading_line
from graphbuild.model import Article, Reading
from graphbuild.report import Problem, ProblemLog, Report, problem_from, write_report
from graphbuild.resolve.kinds import family
from graphbuild.resolve.names import Names
from graphbuild.settings import Settings
from graphbuild.sources import located
from graphbuild.view.facts import UNREAD
from graphbuild.view.page import write_page

STAGING = ".staging"
REPORT = "report.json"
PAGE = "graph.html"
GRAPH = "graph.nq"
PROBLEMS = "problems.jsonl"
READERS = 2
"""Articles under way at once: the network of one leaves a processor to the rules that understand another."""
IN_MEMORY = 600_000
"""Statements of a graph that is held in memory to draw it, without those that the page never reads: some 250 MB."""
logger = logging.getLogger(__name__)

Progress = Callable[[str, int], None]
"""Is told the stage ("reading", "graph", "page") and how many articles it has done."""


class Reader(Protocol):
    """What understands articles; `read` is called from several threads at once."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same article could be understood otherwise."""

    def read(self, article: Article) -> Reading:
        """Return what is understood of an article."""


def build(
    inputs: Iterable[str | Path],
    out: Path,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
    reader: Reader | None = None,
    stdin: BinaryIO | None = None,
) -> Report:
    """Read the articles at the inputs and write `readings.jsonl`, the graph, its page and `report.json` into a folder.

    What was read before by the same pipeline is not read again.  `reader` is used instead of the package's own, `stdin`
    instead of standard input.  Raises `GraphbuildError` if the folder cannot be written; an article that cannot be read
    is a line of the report instead.
    """
    settings = settings or Settings()
    progress = progress or _silence
    names = new_names(settings.base, Path(settings.judgements) if settings.judgements else None)
    reader = reader or own_reader(settings)
    with _disk_errors(out):
        out.mkdir(parents=True, exist_ok=True)
    with _disk_errors(out), Journal(out) as journal, _staging(out) as staging:
        with ProblemLog(staging / PROBLEMS) as problems:
            with _articles(inputs, out, settings, stdin) as found:
                tally = _read_all(
                    _readable(found, problems),
                    staging / READINGS,
                    names=names,
                    reader=reader,
                    journal=journal,
                    problems=problems,
                    progress=progress,
                )
            if tally["read"]:
                graph = _draw(staging, settings, names, tally["read"], progress, versions(reader))
            else:
                graph = {}
                (staging / READINGS).unlink()
            report = _sum_up(out, tally, problems, graph)
            lines = problems.lines()
            write_report(report, lines, staging / REPORT, fingerprint=reader.fingerprint, base=settings.base)
        (staging / PROBLEMS).unlink()
        _publish(staging, out)
        journal.finish()
    return report


@contextmanager
def _articles(
    inputs: Iterable[str | Path], out: Path, settings: Settings, stdin: BinaryIO | None
) -> Iterator[Iterator[tuple[str, Article | ArticleError]]]:
    """Open the articles; what they hold open is closed by this thread, also where the build breaks off."""
    with (
        closing(located(inputs, apart_from=out, stdin=stdin)) as there,
        closing(fit(there, any_language=settings.any_language)) as found,
    ):
        yield found


def _read_all(
    found: Iterable[tuple[str, Article]],
    target: Path,
    *,
    names: Names,
    reader: Reader,
    journal: Journal,
    problems: ProblemLog,
    progress: Progress,
) -> Counter[str]:
    """Write the reading of every article, in order, and return what was counted.

    The names in it are learnt at once, for which it would have to be read from the disk again afterwards.
    """
    tally: Counter[str] = Counter()
    progress("reading", 0)
    with target.open("w", encoding="utf-8", newline="\n") as file, _pool() as pool:

        def begin(item: tuple[str, Article]) -> Future[tuple[Reading, bool]]:
            return pool.submit(_read_once, reader, item[1], journal.find(item[1], reader.fingerprint))

        for (where, _), future in ahead(found, begin, depth=READERS):
            understood = _understood(future, where, problems)
            if understood is None:
                continue
            reading, reused = understood
            line = reading_line(reading)
            tally["reused"] += reused
            if not reused:
                journal.add(line)
            file.write(line + "\n")
            names.learn(reading)
            _count(reading, where, tally, problems)
            progress("reading", tally["read"])
    return tally


@contextmanager
def _pool() -> Iterator[ThreadPoolExecutor]:
    """Threads to read in; where the build breaks off, articles not yet begun are not begun any more.

    Their products of matrices are small: shared out among processors, they would mostly wait for each other.
    """
    pool = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
    with threadpool_limits(limits=1, user_api="blas"):
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def _read_once(reader: Reader, article: Article, known: Reading | None) -> tuple[Reading, bool]:
    """The reading of an article, and whether it was known."""
    return (reader.read(article), False) if known is None else (known, True)


def _readable(
    found: Iterable[tuple[str, Article | ArticleError]], problems: ProblemLog
) -> Iterator[tuple[str, Article]]:
    """Pass on the articles, and take down what is said of the others."""
    for where, article in found:
        if isinstance(article, ArticleError):
            problems.add(problem_from(article))
        else:
            yield where, article


def _understood(future: Future[tuple[Reading, bool]], where: str, problems: ProblemLog) -> tuple[Reading, bool] | None:
    """Return the reading of an article, or None if this one article made the reader fail."""
    try:
        return future.result()
    except MemoryError:
        raise
    except Exception as error:
        # Whatever is wrong with one article, the others are to be read: this is the one place that may say so.
        logger.warning("%s: the reader failed", where, exc_info=True)
        reason = f"the reader failed on it ({type(error).__name__}: {error})"
        remedy = "Please report it with the text; -v shows where it failed"
        problems.add(Problem("error", where, reason, remedy))
        return None


def _count(reading: Reading, where: str, tally: Counter[str], problems: ProblemLog) -> None:
    """Add a reading to the counts; note one that tells of nothing."""
    events = sum(family(mention.kind) == "event" for mention in reading.mentions)
    tally["read"] += 1
    tally["words"] += len(reading.article.text.split())
    tally["mentions"] += len(reading.mentions)
    tally["mentions of events"] += events
    tally["claims"] += len(reading.claims)
    tally["denials"] += sum(claim.stance == "denies" for claim in reading.claims)
    for note in reading.notes:
        problems.add(Problem("note", where, note, "Nothing need be done"))
    if not events:
        problems.add(
            Problem("note", where, "no event of conflict was found in it", "Nothing need be done if it tells of none")
        )


def versions(reader: Reader) -> dict[str, str]:
    """The versions of what makes a graph, by name; of the model, a digest of its files."""
    names, model = ["pyoxigraph"], getattr(reader, "model", None)
    found = {}
    if isinstance(model, Path):
        names += ["spacy", "onnxruntime"]
        whole = sha256()
        for path in sorted(one for one in model.iterdir() if one.is_file()):
            with path.open("rb") as file:
                whole.update(path.name.encode() + b"\0" + file_digest(file, "sha256").digest())
        found["model"] = whole.hexdigest()[:16]
    return found | {name: version(name) for name in names}


def _draw(
    staging: Path, settings: Settings, names: Names, articles: int, progress: Progress, run: Mapping[str, str]
) -> Mapping[str, int]:
    """Write the graph of the readings and its page, and return what the graph counts."""
    progress("graph", articles)
    summary = write_named(staging / READINGS, staging, names, run=run)
    if settings.page:
        progress("page", articles)
        with _opened(staging, summary.quads) as store:
            write_page(store, staging / PAGE, title=settings.title)
    return asdict(summary)


@contextmanager
def _opened(staging: Path, quads: int) -> Iterator[Store]:
    """Open what the page reads of the graph: in memory if it is small, else on disk, so that memory stays bounded."""
    if quads <= IN_MEMORY:
        store = Store()
        load(store, staging / GRAPH, without=UNREAD)
        yield store
        return
    with TemporaryDirectory(dir=staging, prefix="store-") as folder:
        store = Store(folder)
        load(store, staging / GRAPH, without=UNREAD)
        store.optimize()
        yield store


def _sum_up(out: Path, tally: Counter[str], problems: ProblemLog, graph: Mapping[str, int]) -> Report:
    found = {name: tally[name] for name in ("mentions", "mentions of events", "claims", "denials")}
    return Report(
        out=out,
        read=tally["read"],
        reused=tally["reused"],
        words=tally["words"],
        levels=problems.tally,
        found=found,
        graph=graph,
        problems=tuple(problems.first),
    )


def _publish(staging: Path, out: Path) -> None:
    """Put what was written in its place, file by file; the report goes last, so that it speaks of what is there."""
    for path in sorted(staging.iterdir(), key=lambda path: (path.name == REPORT, path.name)):
        path.replace(out / path.name)


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """Make a folder beside the old files to write the new ones to; it does not outlive the build."""
    staging = out / STAGING
    # A build that was killed leaves one behind; the lock of the journal says that nobody else is using it.
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _disk_errors(out: Path) -> Iterator[None]:
    """Turn what the disk says into words. What was read so far stays in the folder."""
    try:
        yield
    except OSError as error:
        named = error.filename or out
        kept = f"What was read so far is kept in {out / PART}, and no other file was changed"
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = f"the disk is full, at {out}. Free some space and give the same command again. {kept}"
        else:
            message = f"{named} cannot be written ({error.strerror or error}). Name another folder with --out. {kept}"
        raise GraphbuildError(message) from error
    except sqlite3.OperationalError as error:
        remedy = "Free some space in the folder for temporary files, or name another with TMPDIR"
        raise GraphbuildError(f"a temporary file cannot be written ({error}). {remedy}") from error


def own_reader(settings: Settings) -> Reader:
    """The package's reader, its processors shared out among the articles that are under way at once.

    Two articles on a processor each are read faster than one on both: measured by `benchmarks/speed.py`.
    """
    from graphbuild.pipeline import load  # noqa: PLC0415 (spaCy is loaded only where articles are read)

    return load(replace(settings, threads=settings.threads or max(1, (os.cpu_count() or 1) // READERS)))


def _silence(stage: str, done: int) -> None:
    """Tell nobody."""
