"""Write what is generated of the corpus: `python corpus/prepare.py`; with `--check` only say whether it is up to date.

From `marked/*.txt` and `split.tsv` it makes `reports.jsonl`, the stand-off form with each report's part, and the tables
in `README.md`.  The same files give the same bytes.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from graphbuild.errors import ArticleError
from graphbuild.evaluate.answers import answers, digest, part_of
from graphbuild.evaluate.gold import FACTUALITY, Event, Gold, GoldClaim, gold_line

HERE: Final = Path(__file__).parent
PARTS: Final = ("train", "dev", "test")
FIRST, LAST = "<!-- tables: python corpus/prepare.py -->\n", "<!-- end of tables -->\n"
VIOLENT: Final = frozenset(
    {"Attack", "Airstrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing", "SuicideBombing", "ChemicalAttack",
     "ArmedAttack", "Killing", "Abduction"}
)  # fmt: skip
Row = tuple[str, Callable[[Gold], int]]


def theatre_of(gold: Gold) -> str:
    """The file that a report stands in: its id without the number."""
    return gold.id.rpartition("-")[0]


def parts(folder: Path = HERE) -> dict[str, str]:
    """The part that each theatre belongs to; `ValueError` where the table is wrong."""
    rows = [line.split("\t") for line in (folder / "split.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    found = dict[str, str](rows)
    if len(found) < len(rows) or set(found.values()) - {*PARTS}:
        raise ValueError(f"split.tsv names a theatre twice, or a part that is none of {', '.join(PARTS)}")
    return found


def reports(folder: Path = HERE) -> list[Gold]:
    """All reports with their parts, by theatre; `ValueError` names what is faulty."""
    part = parts(folder)
    golds: list[Gold] = []
    for found in answers(sorted((folder / "marked").glob("*.txt"))):
        if isinstance(found, ArticleError):
            raise ValueError(str(found))
        if theatre_of(found) not in part:
            raise ValueError(f"split.tsv does not name the theatre of {found.id}")
        golds.append(replace(found, about={**found.about, "split": part[theatre_of(found)]}))
    return golds


def stand_off(golds: Iterable[Gold]) -> str:
    """The reports as JSON lines."""
    return "".join(gold_line(one) + "\n" for one in golds)


def happened(gold: Gold) -> list[Event]:
    """The events of a report that happened, as somebody tells it."""
    return [one for one in gold.events if one.factuality == "happened"]


def disputed_tolls(gold: Gold) -> int:
    """The claims that dispute another and hold how many were killed, injured or taken."""
    harm = {"killed", "injured", "abducted", "detained", "displaced"}
    return sum(bool(one.disputes) and any(item.role in harm for item in one.holds) for one in gold.claims)


def long_chains(gold: Gold) -> int:
    """The things that are mentioned five times or more."""
    return sum(number >= 5 for number in Counter(one.of for one in gold.mentions).values())


def agentless(gold: Gold) -> int:
    """The acts of violence that happened and have no perpetrator."""
    return sum(
        one.kind in VIOLENT and "perpetrator" not in {role for role, _ in one.arguments} for one in happened(gold)
    )


def claims(test: Callable[[GoldClaim], object]) -> Callable[[Gold], int]:
    """Count the claims of a report that pass a test."""
    return lambda gold: sum(bool(test(one)) for one in gold.claims)


def events(factuality: str) -> Callable[[Gold], int]:
    """Count the events of a report that are told as such."""
    return lambda gold: sum(one.factuality == factuality for one in gold.events)


LAYERS: Final[tuple[Row, ...]] = (
    ("reports", lambda gold: 1),
    ("words", lambda gold: len(gold.text.split())),
    ("things", lambda gold: len(gold.things)),
    ("mentions: names", lambda gold: sum(one.form == "name" for one in gold.mentions)),
    ("mentions: descriptions", lambda gold: sum(one.form == "nominal" for one in gold.mentions)),
    ("mentions: pronouns", lambda gold: sum(one.form == "pronoun" for one in gold.mentions)),
    ("events", lambda gold: len(gold.events)),
    ("triggers", lambda gold: len(gold.triggers)),
    ("arguments of events", lambda gold: sum(len(one.arguments) for one in gold.events)),
    ("events with a day or period", lambda gold: sum(one.when is not None for one in gold.events)),
    ("claims", lambda gold: len(gold.claims)),
    ("cues", lambda gold: len(gold.cues)),
    ("relations between things", lambda gold: len(gold.relations)),
)
FACTS: Final[tuple[Row, ...]] = tuple((one, events(one)) for one in FACTUALITY)
HARD: Final[tuple[Row, ...]] = (
    ("denials", claims(lambda one: one.stance == "denies")),
    ("claims known only by their denial", claims(lambda one: one.only)),
    ("claims of responsibility", claims(lambda one: one.kind == "ResponsibilityClaim")),
    ("accusations", claims(lambda one: one.kind == "Accusation")),
    ("claims that came via another", claims(lambda one: one.via)),
    ("claims that dispute another", claims(lambda one: one.disputes)),
    ("disputes about tolls", disputed_tolls),
    ("probable claims", claims(lambda one: one.certainty == "probable")),
    ("possible claims", claims(lambda one: one.certainty == "possible")),
    ("claims of the outlet itself", claims(lambda one: one.claimant is None)),
    ("claims with the day on which it was said", claims(lambda one: one.said)),
    ("acts of violence without perpetrator", agentless),
    ("things mentioned five times or more", long_chains),
    ("reports of two events or more that happened", lambda gold: int(len(happened(gold)) > 1)),
    ("reports of four events or more that happened", lambda gold: int(len(happened(gold)) > 3)),
    ("reports of no event that happened", lambda gold: int(not happened(gold))),
    ("reports of no event at all", lambda gold: int(not gold.events)),
    ("reports without day of publication", lambda gold: int(gold.published is None)),
    ("reports without publisher", lambda gold: int(gold.publisher is None)),
)


def table(name: str, rows: Sequence[Row], golds: Sequence[Gold]) -> Iterator[str]:
    """A table of counts by part."""
    yield from ("", f"| {name} | train | dev | test | all |", "|---|---:|---:|---:|---:|")
    for title, count in rows:
        sums = [sum(count(one) for one in golds if part_of(one) == part) for part in PARTS]
        yield f"| {title} | " + " | ".join(f"{number:,}" for number in (*sums, sum(sums))) + " |"


def frequent(values: Callable[[Gold], list[str]], golds: Sequence[Gold]) -> list[Row]:
    """A row for each value that reports have, the most frequent first."""
    numbers = Counter(value for gold in golds for value in values(gold))

    def row(value: str) -> Row:
        return value, lambda gold: values(gold).count(value)

    return [row(value) for value in sorted(numbers, key=lambda one: (-numbers[one], one))]


def theatres(golds: Sequence[Gold]) -> Iterator[str]:
    """A table of theatres: where and when they are, and their part."""
    yield from ("", "| file | part | reports | published | countries |", "|---|---|---:|---|---|")
    for theatre in sorted({theatre_of(one) for one in golds}):
        own = [one for one in golds if theatre_of(one) == theatre]
        years = [one.published.year for one in own if one.published]
        countries = Counter(one.about["country"] for one in own)
        named = ", ".join(sorted(countries, key=lambda one: (-countries[one], one)))
        yield f"| {theatre} | {part_of(own[0])} | {len(own)} | {min(years)} to {max(years)} | {named} |"


def tables(golds: Sequence[Gold]) -> str:
    """All tables of the README."""
    lines = [f"Digest of the answers: `{digest(golds)}`."]
    lines += table("layer", LAYERS, golds)
    lines += table("what is hard", HARD, golds)
    lines += table("factuality of events", FACTS, golds)
    lines += table("kind of claim", frequent(lambda gold: [one.kind for one in gold.claims], golds), golds)
    lines += table("type of event", frequent(lambda gold: [one.kind for one in gold.events], golds), golds)
    lines += table("class of thing", frequent(lambda gold: [one.kind for one in gold.things], golds), golds)
    lines += table("voice", frequent(lambda gold: [gold.about["voice"]], golds), golds)
    lines += theatres(golds)
    return "\n".join(lines) + "\n"


def page(text: str, golds: Sequence[Gold]) -> str:
    """The README with its tables written anew."""
    before, _, rest = text.partition(FIRST)
    _, mark, after = rest.partition(LAST)
    if not mark:
        raise ValueError(f"README.md lacks the line {FIRST.strip()!r} or {LAST.strip()!r}")
    return before + FIRST + "\n" + tables(golds) + "\n" + LAST + after


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file is not up to date")
    check = parser.parse_args().check
    golds = reports()
    readme = HERE / "README.md"
    wanted = {
        HERE / "reports.jsonl": stand_off(golds),
        readme: page(readme.read_text(encoding="utf-8"), golds),
    }
    stale = 0
    for path, text in wanted.items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if check:
            print(f"{path.name} is not up to date. Run: python corpus/prepare.py", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
