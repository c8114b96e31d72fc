"""Files of gold answers, in either form, read and checked."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from graphbuild.errors import ArticleError, InputError
from graphbuild.evaluate.check import faults
from graphbuild.evaluate.gold import Gold, gold_line, read_gold
from graphbuild.evaluate.marked import read

STAND_OFF = ".jsonl"
GUIDE = "docs/annotation-guide.md says how it is written"


def answers(paths: Iterable[Path]) -> Iterator[Gold | ArticleError]:
    """The reports of gold files, in order, each fault of one instead of it.

    Files that end in `.jsonl` hold the stand-off form, all others the marked form.  Raises `InputError` where a file
    holds no gold at all.
    """
    seen: dict[str, Path] = {}
    for path in paths:
        number = 0
        for name, found in _reports(path):
            number += 1
            problems = [str(found)] if isinstance(found, ValueError) else list(faults(found))
            if name in seen:
                problems.append(f"another report has this id, in {seen[name].name}")
            seen[name] = path
            for problem in problems:
                yield ArticleError(f"{path.name}: {name}", problem, GUIDE)
            if isinstance(found, Gold) and not problems:
                yield found
        if not number:
            raise InputError(f"{path} holds no gold answers: a report in marked form begins with '=== id'. {GUIDE}")


def _reports(path: Path) -> Iterator[tuple[str, Gold | ValueError]]:
    if path.suffix == STAND_OFF:
        yield from ((gold.id, gold) for gold in read_gold(path))
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: its characters are not UTF-8, at byte {error.start}. Convert it") from None
    yield from read(text)


def part_of(gold: Gold) -> str | None:
    """The part of a corpus that a report belongs to: train, dev or test, where its head says so."""
    return gold.about.get("split")


def digest(golds: Iterable[Gold]) -> str:
    """Sixteen hexadecimal digits for the answers themselves, whatever the order, form or file they stand in."""
    whole = sha256()
    for line in sorted(gold_line(gold) for gold in golds):
        whole.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return whole.hexdigest()[:16]
