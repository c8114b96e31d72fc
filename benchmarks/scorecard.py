"""Run the benchmark on every suite and write `docs/scorecard.md`: every figure with the command that gives it.

    python benchmarks/scorecard.py                          all suites; graphs in a temporary folder
    python benchmarks/scorecard.py --work DIR               keep inputs and graphs, and go on from what is there
    python benchmarks/scorecard.py --suites example re3d    a look at these only: printed, nothing is written
    python benchmarks/scorecard.py --check                  fail if the committed page says something else

The benchmark and its data are not part of the repository; `--shared` says where they are.  The page holds no times and
no paths of the machine, so that the same program on the same kind of processor writes the same bytes.
"""

import argparse
import difflib
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import isaf_dates
import own_corpus
import scorecard_page as page

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "scorecard.md"
SHARED = ROOT.parent / "shared"
MODEL = ROOT / "graphbuild" / "models" / "en"
PROGRAM = "import sys; from graphbuild.cli import main; sys.exit(main())"
READ_WITH_PROBLEMS = 4


@dataclass(frozen=True, slots=True)
class Bench:
    """The benchmark's command line, run from its own folder."""

    shared: Path

    @property
    def folder(self) -> Path:
        return self.shared / "bench"

    def call(self, *words: str) -> None:
        """Run `bench.py` with these words; its table is not shown, its complaints are."""
        command = [sys.executable, str(self.folder / "bench.py"), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure(bench: Bench, suite: str, work: Path) -> list[page.Section]:
    """Build the graph of a suite once, and score all its documents and, where there is one, the held-out fifth."""
    articles, out = work / f"{suite}.jsonl", work / suite
    bench.call("inputs", suite, str(articles))
    built = build(articles, out)
    sections = []
    for part in page.PARTS[suite]:
        result = work / f"{suite}{'-' + part if part else ''}.json"
        chosen = ["--part", part] if part else []
        bench.call("score", suite, str(out / "graph.ttl"), *chosen, "--json", str(result))
        scored = json.loads(result.read_text(encoding="utf-8"))
        note = isaf_dates.paragraph(bench.shared, out / "graph.ttl") if suite == "isaf" and not part else ""
        sections.append(page.Section(suite, part, scored["articles"], tuple(scored["measures"]), built, note))
    return sections


def build(articles: Path, out: Path) -> dict[str, Any]:
    """Run `graphbuild build` as people do, without the page, and return what its report says."""
    command = [sys.executable, "-c", PROGRAM, "build", str(articles), "--out", str(out), "--no-page", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode not in (0, READ_WITH_PROBLEMS):
        raise SystemExit(f"scorecard.py: graphbuild build {articles.name} ended with code {done.returncode}")
    report: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return report


def digest_of_model(folder: Path) -> str:
    """Return a digest of the files that the network is loaded from; its card is not among them."""
    from graphbuild.pipeline.network import FILES  # noqa: PLC0415 (not needed to show --help)

    digest = sha256()
    for name in FILES:
        digest.update(name.encode() + b"\0" + sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()[:16]


def check_shared(shared: Path) -> None:
    """Say what is missing and where it is looked for."""
    for needed in ("bench/bench.py", "data", "examples"):
        if not (shared / needed).exists():
            raise SystemExit(
                f"scorecard.py: there is no {needed} in {shared}. The benchmark and its corpora are not part of this "
                "repository. Name the folder that holds them with --shared."
            )


def measured(shared: Path, suites: Sequence[str], work: Path) -> str:
    """Return the page."""
    bench = Bench(shared)
    sections: list[page.Section] = []
    for suite in suites:
        print(f"{suite} ...", file=sys.stderr, flush=True)
        sections += measure(bench, suite, work)
    pipelines = {section.report["pipeline"] for section in sections}
    if len(pipelines) > 1:
        raise SystemExit("scorecard.py: the program changed while it was measured; run it again.")
    whole = page.write(sections, pipeline=pipelines.pop(), model=digest_of_model(MODEL))
    return whole if set(suites) < set(page.PARTS) else f"{whole}\n{own_corpus.section(work)}"


def main() -> None:
    """Measure, then write, compare or print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, metavar="DIR", help="holds bench/, data/ and examples/")
    parser.add_argument("--suites", nargs="+", choices=list(page.PARTS), help="only these: print, write nothing")
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep inputs, graphs and results here")
    parser.add_argument("--check", action="store_true", help="compare with the committed page, write nothing")
    chosen = parser.parse_args()
    shared = chosen.shared.resolve()
    check_shared(shared)
    with tempfile.TemporaryDirectory() as temporary:
        work = (chosen.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        found = measured(shared, chosen.suites or list(page.PARTS), work)
    if chosen.check:
        compare(found, chosen.suites)
    elif chosen.suites:
        sys.stdout.write(found)
    else:
        PAGE.write_text(found, encoding="utf-8", newline="\n")


def compare(found: str, suites: Sequence[str] | None) -> None:
    """Show how the committed page differs from what was found; with some suites chosen, only their sections count."""
    committed = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if suites:
        committed, found = ("".join(page.sections_of(text, suites)) for text in (committed, found))
    lines = list(
        difflib.unified_diff(committed.splitlines(), found.splitlines(), "committed", "found", lineterm="", n=0)
    )
    if lines:
        print("\n".join(lines))
        raise SystemExit("scorecard.py: docs/scorecard.md is not what was measured; write it again, or find out why.")


if __name__ == "__main__":
    main()
