"""Words per second of every stage and of the bare encoder, peak memory, and how both grow with the number of articles.

    python benchmarks/speed.py                      100 and 1,000 articles, with the language model
    python benchmarks/speed.py --articles 21        one quick round
    python benchmarks/speed.py --without-model      everything but the language model

Every round runs in a process of its own, so that its peak memory is its own.  The package `onnx` is needed, which the
`train` extra brings.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from statistics import median
from threading import Lock
from time import perf_counter, process_time
from typing import Any

import onnx
import onnx.utils
import onnxruntime
from plain_reader import PlainReader

import corpus
from graphbuild.build import build, own_reader
from graphbuild.model import Article, Reading
from graphbuild.pipeline import MODEL_FOLDER, language
from graphbuild.pipeline.reader import Reader
from graphbuild.settings import Settings

COMPONENT = "graphbuild_joint"
STAGES = {
    "sources": "sources, language check, duplicates, writing of readings",
    "model": "reading: language model",
    "extraction": "reading: extraction",
    "graph": "graph",
    "page": "page",
    "all": "all stages",
}


Clock = Callable[[], float]


class Stopwatch:
    """Stands in for something that is called, and adds up how long that takes."""

    def __init__(self, inner: Any, clock: Clock) -> None:
        self._inner, self._clock = inner, clock
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def __call__(self, *given: Any, **options: Any) -> Any:
        began = self._clock()
        try:
            return self._inner(*given, **options)
        finally:
            self.seconds += self._clock() - began


class Noted:
    """Stands in for an ONNX session: answers, and keeps what it was asked for the bare encoder to do again."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.feeds: list[dict[str, Any]] = []

    def run(self, names: Sequence[str], feed: dict[str, Any]) -> Any:
        self.feeds.append({name: feed[name] for name in ("pieces", "cases")})
        return self.session.run(names, feed)


def encoder_seconds(session: Any, feeds: Sequence[dict[str, Any]], clock: Clock) -> float:
    """Return how long the encoder alone takes for these batches, with nothing else at work.

    Not between the batches of the whole network: the idle threads of its session wait by spinning for a while, and two
    sessions on the same processors slow each other.
    """
    session.run(None, feeds[0])
    began = clock()
    for feed in feeds:
        session.run(None, feed)
    return clock() - began


def bare_session(settings: Settings) -> Any:
    """Return a session of the bare encoder that may use all processors."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads_of(settings), 1
    options.log_severity_level = 3
    folder = Path(settings.model) if settings.model else MODEL_FOLDER
    return onnxruntime.InferenceSession(bare_encoder(folder), options, providers=["CPUExecutionProvider"])


def bare_encoder(folder: Path) -> bytes:
    """Return the shipped network without its heads, as ONNX: from the sub-words to the states of the last layer.

    The whole graph will not do: onnxruntime computes all of it, also where one output is asked for and its option
    `only_execute_path_to_fetches` is set (seen with 1.32 in its own profile).
    """
    model = onnx.load(str(folder / "joint.onnx"))
    last = [node for node in model.graph.node if node.name.startswith("/model/encoder/layers.")][-1]
    part = onnx.utils.Extractor(model).extract_model(["pieces", "cases"], [last.output[0]])
    return bytes(part.SerializeToString())


class TimedReader:
    """A reader on the stopwatch, one article at a time: `reading` for all of it, `model` for the model alone."""

    def __init__(self, *, with_model: bool, settings: Settings, clock: Clock) -> None:
        self.noted: Noted | None = None
        self.model = Stopwatch(None, clock)
        reader: Any = PlainReader()
        if with_model:
            folder = Path(settings.model) if settings.model else MODEL_FOLDER
            nlp = language(folder, threads=threads_of(settings))
            component: Any = nlp.get_pipe(COMPONENT)
            component.network = copy(component.network)  # the other round's network is not to be on this stopwatch
            self.noted = component.network.session = Noted(component.network.session)
            self.model = Stopwatch(nlp, clock)
            nlp_of_all: Any = self.model
            reader = Reader(lambda: nlp_of_all, folder)
        self.fingerprint: str = reader.fingerprint
        self.reading = Stopwatch(reader.read, clock)
        self._alone = Lock()

    def read(self, article: Article) -> Reading:
        with self._alone:
            reading: Reading = self.reading(article)
        return reading


def threads_of(settings: Settings) -> int:
    """Return how many threads one article at a time may use."""
    return settings.threads or os.cpu_count() or 1


def measure(number: int, *, with_model: bool, settings: Settings, clock: Clock, rounds: int) -> dict[str, Any]:
    """Build a graph of so many articles, and return what the stages took in seconds, and the peak memory in MiB.

    The first build is as people run it, and gives the peak memory; in the second no two stages run at once, so that
    each has a time of its own.  Then the bare encoder reads every batch of that again, alone, and after it there is a
    build as people run it, `rounds` times: what else the machine does meanwhile falls on both.  The median of each
    counts.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = corpus.write(number, folder / "articles.jsonl")
        whole = own_reader(settings) if with_model else PlainReader()
        whole.read(Article("warm", "The army shelled the town of Gao on Monday."))

        def built(out: str) -> float:
            began = clock()
            build([folder / "articles.jsonl"], folder / out, settings=settings, reader=whole)
            return clock() - began

        built("first")
        # Linux counts in KiB, macOS in bytes.
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
        reader = TimedReader(with_model=with_model, settings=settings, clock=clock)
        started: dict[str, float] = {}

        def enter(stage: str, done: int) -> None:
            started.setdefault(stage, clock())

        began = clock()
        report = build([folder / "articles.jsonl"], folder / "timed", settings=settings, reader=reader, progress=enter)
        ended = clock()
        bare = bare_session(settings) if reader.noted else None
        encoder, everything = [], []
        for at in range(rounds):
            if reader.noted:
                encoder.append(encoder_seconds(bare, reader.noted.feeds, clock))
            everything.append(built(f"round-{at}"))
    seconds = {
        "sources": started["graph"] - began - reader.reading.seconds,
        "model": reader.model.seconds,
        "extraction": reader.reading.seconds - reader.model.seconds,
        "graph": started["page"] - started["graph"],
        "page": ended - started["page"],
        "all": median(everything),
    }
    if encoder:
        seconds["encoder"] = median(encoder)
    statements = report.graph["quads"]
    return {"articles": report.read, "words": words, "statements": statements, "peak_mib": peak, "seconds": seconds}


def table(results: Sequence[dict[str, Any]]) -> str:
    """Return the results as a table in Markdown: words per second, ratios to the encoder and to the first round."""
    first = results[0]

    def row(name: str, value: Callable[[dict[str, Any]], str]) -> str:
        return "| " + " | ".join([name, *map(value, results)]) + " |"

    lines = [row("", lambda one: f"{one['articles']:,} articles"), "|---" * (len(results) + 1) + "|"]
    lines.append(row("words", lambda one: f"{one['words']:,}"))
    lines += [row(f"{name}, words a second", partial(speed, stage=stage)) for stage, name in STAGES.items()]
    if "encoder" in first["seconds"]:
        lines.append(row("bare encoder, words a second", lambda one: speed(one, stage="encoder")))
        lines.append(row("all stages / bare encoder", lambda one: f"{of_encoder(one, 'all'):.2f}"))
    lines.append(row("statements", lambda one: f"{one['statements']:,}"))
    lines.append(row("peak memory", lambda one: f"{one['peak_mib']:,.0f} MiB"))
    lines.append(row("time, against the first", lambda one: f"{one['seconds']['all'] / first['seconds']['all']:.2f}"))
    lines.append(row("memory, against the first", lambda one: f"{one['peak_mib'] / first['peak_mib']:.2f}"))
    return "\n".join(lines)


def speed(result: dict[str, Any], *, stage: str) -> str:
    """Return words per second, or a dash where a stage did nothing."""
    seconds = result["seconds"][stage]
    return f"{result['words'] / seconds:,.0f}" if seconds > 0.001 else "-"


def of_encoder(result: dict[str, Any], *stages: str) -> float:
    """Return the speed of stages taken together as a share of that of the bare encoder."""
    seconds: dict[str, float] = result["seconds"]
    return seconds["encoder"] / sum(seconds[stage] for stage in stages)


def main() -> None:
    """Run every round in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1000], help="how many, round by round")
    parser.add_argument("--without-model", action="store_true", help="with a reader that costs next to nothing")
    parser.add_argument("--model", metavar="FOLDER", help="another language model than the package's own")
    parser.add_argument("--threads", type=int, default=0, metavar="N", help="threads of the language model, 0 for all")
    parser.add_argument("--cpu", action="store_true", help="count processor time, not time: for a machine that is busy")
    parser.add_argument(
        "--rounds", type=int, default=3, help="turns of the bare encoder and a build; the medians count"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results to this file too")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        settings = Settings(model=chosen.model, threads=chosen.threads)
        clock = process_time if chosen.cpu else perf_counter
        result = measure(
            chosen.one, with_model=not chosen.without_model, settings=settings, clock=clock, rounds=chosen.rounds
        )
        print(json.dumps(result))
        return
    results = []
    for number in chosen.articles:
        command = [sys.executable, __file__, *sys.argv[1:], "--one", str(number)]
        done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)
        results.append(json.loads(done.stdout.splitlines()[-1]))
    print(table(results))
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
