"""Write the tables of agreement in `corpus/README.md`: `python corpus/second/table.py`.

With `--check` it only says whether they are true.  They are the main rows of
`graphbuild evaluate corpus/reports.jsonl --against corpus/second`; the first annotation is read from `corpus/marked`,
so that nothing needs to be generated before.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graphbuild.errors import ArticleError
from graphbuild.evaluate.agreement import Agreement, agreement
from graphbuild.evaluate.agreement_tables import percent, ratio
from graphbuild.evaluate.answers import answers
from graphbuild.evaluate.gold import Gold

HERE: Final = Path(__file__).parent
README: Final = HERE.parent / "README.md"
FIRST, LAST = "<!-- agreement: python corpus/second/table.py -->\n", "<!-- end of agreement -->\n"
SHOWN: Final = (
    "mentions: overlap", "mentions: exact span", "mentions: overlap with exact class", "mentions: Equipment",
    "coreference: CoNLL mean", "coreference: CoNLL mean, no singletons", "triggers: overlap",
    "triggers: overlap with type", "events: found", "events: with type", "events: with type and place",
    "events: with type, place and period", "arguments: all", "arguments: perpetrator", "arguments: place",
    "arguments: instrument", "arguments: killed-in", "figures: found", "figures: with outcome and both bounds",
    "periods: begin and end", "claims: total", "claims: attributed", "claims: outlet", "claims: denials",
    "claims: total, with kind", "claims: total, with certainty", "claims: disputes",
    "propositions: with stance and claimant", "propositions: with stance", "propositions: between things, with stance",
)  # fmt: skip


def both() -> tuple[list[Gold], list[Gold]]:
    """The first annotation of the theatres with a second one, and the second; `ValueError` names what is faulty."""
    files = sorted(HERE.glob("*.txt"))
    found = []
    for paths in ([HERE.parent / "marked" / one.name for one in files], files):
        golds: list[Gold] = []
        for one in answers(paths):
            if isinstance(one, ArticleError):
                raise ValueError(str(one))
            golds.append(one)
        found.append(golds)
    return found[0], found[1]


def lines(found: Agreement) -> Iterator[str]:
    """The two tables, in Markdown."""
    rows = {one.name: one for one in found.scores.rows}
    yield f"{len(found.scores.reports)} reports, symmetric F1 in per cent:"
    yield from ("", "| layer: measure | F1 | 95 % | both | first | second |", "|---|---:|---:|---:|---:|---:|")
    for name in SHOWN:
        row = rows[name]
        counts = [f"{one:,.0f}" if row.precision is not None else "" for one in (row.right, row.wanted, row.given)]
        low, high = row.interval or (None, None)
        yield f"| {name} | {percent(row.value)} | {percent(low)} to {percent(high)} | {' | '.join(counts)} |"
    yield from ("", "Cohen's kappa, on what both marked:", "")
    yield from ("| judged | kappa | 95 % | agree | items |", "|---|---:|---:|---:|---:|")
    for one in found.kappas:
        low, high = one.interval or (None, None)
        span = f"{ratio(low)} to {ratio(high)}"
        yield f"| {one.name} | {ratio(one.value)} | {span} | {one.agreed:,} | {one.items:,} |"


def page(text: str) -> str:
    """The README with its tables of agreement written anew."""
    before, _, rest = text.partition(FIRST)
    _, mark, after = rest.partition(LAST)
    if not mark:
        raise ValueError(f"README.md lacks the line {FIRST.strip()!r} or {LAST.strip()!r}")
    return before + FIRST + "\n" + "\n".join(lines(agreement(*both()))) + "\n\n" + LAST + after


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the tables are not true")
    check = parser.parse_args().check
    old = README.read_text(encoding="utf-8")
    new = page(old)
    if new != old and check:
        print("README.md is not up to date. Run: python corpus/second/table.py", file=sys.stderr)
        return 1
    README.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
