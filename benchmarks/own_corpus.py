"""The section of the scorecard on our own corpus: its test part, scored by `graphbuild evaluate`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PROGRAM = "import sys; from graphbuild.cli import main; sys.exit(main())"
COMMAND = ("evaluate", "corpus/reports.jsonl", "--part", "test")
WANTED = {
    ("claims", "total"): 80.0,
    ("claims", "denials"): 80.0,
    ("events", "with type and place"): 80.0,
    ("arguments", "killed-in"): 85.0,
}
"""What was asked, in percent."""
SHOWN = (
    ("mentions", "overlap"), ("coreference", "CoNLL mean"), ("triggers", "overlap"), ("triggers", "overlap with type"),
    ("events", "found"), ("events", "with type"), *WANTED, ("arguments", "all"), ("claims", "attributed"),
    ("claims", "outlet"), ("claims", "disputes"), ("figures", "with outcome and both bounds"),
    ("periods", "begin and end"), ("propositions", "with stance and claimant"),
)  # fmt: skip
INTRODUCTION = """## own corpus

The test part of the corpus of invented reports in `corpus/`: theatres of which the language model has seen none. What
two annotators agree on, the measure of what can be asked of a program, stands in `corpus/README.md`.

```sh
graphbuild evaluate corpus/reports.jsonl --part test
```
"""


def section(work: Path) -> str:
    """Read and score the test part, and return the section in Markdown."""
    out = work / "own-corpus.json"
    command = [sys.executable, "-c", PROGRAM, *COMMAND, "--quiet", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    measures = {(row["layer"], row["measure"]): row for row in json.loads(out.read_text(encoding="utf-8"))["measures"]}
    lines = [
        "| layer | measure | precision | recall | F1 | asked | 95 % interval |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    lines += [row(layer, name, measures[layer, name]) for layer, name in dict.fromkeys(SHOWN)]
    return INTRODUCTION + "\n" + "\n".join(lines) + "\n"


def row(layer: str, name: str, found: dict[str, Any]) -> str:
    """One row of the table."""
    share = [percent(found.get(part)) for part in ("precision", "recall", "f1")]
    asked = WANTED.get((layer, name))
    low, high = found["interval"]
    wanted = f"{asked:g}" if asked else ""
    return f"| {layer} | {name} | {' | '.join(share)} | {wanted} | {percent(low)} to {percent(high)} |"


def percent(value: float | None) -> str:
    """A share in percent; nothing where there is none.

    >>> percent(0.5), percent(None)
    ('50.0', '')
    """
    return "" if value is None else f"{100 * value:.1f}"
