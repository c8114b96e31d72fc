"""Our annotation of open texts that are not ours: `python -m graphbuild.training.borrowed DATA ... --out FILE`.

The texts (press releases of ISAF, re3d, web logs of EWT; see `corpus/borrowed/README.md`) stay where they are.  What we
keep is the stand-off form without words: offsets into the text as its corpus has it, and the text's SHA-256, so that
an answer never meets another text than the one it was made for.  The command turns marked form into that, and with
`--gold corpus/borrowed` puts answers and texts together for `graphbuild evaluate`.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from graphbuild.errors import InputError
from graphbuild.evaluate.gold import Gold, gold_line, gold_of
from graphbuild.evaluate.marked import read
from graphbuild.training.corpora import held_out, json_lines

SOURCES = ("isaf", "re3d", "ewt")
_RANGE = re.compile(r"(?P<document>.+)-(?P<first>\d{4})\.\.(?P<last>\d{4})")


def texts(data: Path, source: str) -> dict[str, str]:
    """The training texts of a corpus by id; those of EWT are whole documents, sentence by sentence: see `passage`."""
    if source == "isaf":
        rows = json_lines(data / "isaf" / "press_releases.jsonl")
        return {row["id"]: row["text"] for row in rows if not held_out(row["id"])}
    if source == "re3d":
        files = sorted((data / "re3d").glob("*/documents.json"))
        rows = [row for file in files for row in json_lines(file)]
        return {row["_id"]: row["text"] for row in rows if not held_out(row["_id"])}
    if source == "ewt":
        found, lines = {}, (data / "ewt" / "en_ewt-train.conllu").read_text(encoding="utf-8").split("\n")
        identifier = ""
        for line in lines:
            name, _, value = line.partition(" = ")
            if name == "# sent_id":
                identifier = value.strip()
            elif name == "# text":
                found[identifier] = value
        return found
    raise InputError(f"no such corpus: {source}. There are {', '.join(SOURCES)}.")


def passage(known: dict[str, str], identifier: str) -> str | None:
    """The text of an id: its own, or the sentences of a range "DOCUMENT-0012..0022" with blanks between them.

    >>> passage({"a-0001": "One.", "a-0002": "Two.", "a-0003": "Three."}, "a-0001..0002")
    'One. Two.'
    """
    found = _RANGE.fullmatch(identifier)
    if not found:
        return known.get(identifier)
    numbers = range(int(found["first"]), int(found["last"]) + 1)
    some = [known.get(f"{found['document']}-{number:04}") for number in numbers]
    return " ".join(one for one in some if one is not None) if all(some) else None


def borrowed(folder: Path, data: Path, part: str) -> Iterator[Gold]:
    """The annotated texts of one part, train or dev, of all answers `SOURCE.jsonl` in a folder (`corpus/borrowed`)."""
    for answers in sorted(folder.glob("*.jsonl")):
        yield from (gold for gold in met(answers, data) if gold.about["split"] == part)


def met(answers: Path, data: Path) -> Iterator[Gold]:
    """The answers of one file, whose stem names the corpus, with their texts."""
    known = texts(data, answers.stem)
    for row in json_lines(answers):
        text = passage(known, row["id"])
        if text is None or digest(text) != row["about"]["sha256"]:
            raise InputError(f"{answers}: the text of {row['id']} is not that which was annotated. Get {data} anew.")
        yield gold_of(row | {"text": text})


def digest(text: str) -> str:
    """SHA-256 of a text, in UTF-8."""
    return sha256(text.encode()).hexdigest()


def moved(value: Any, place: Sequence[int]) -> Any:
    """Stand-off answers with every offset moved: `place[i]` is where character i of the marked text stands in ours.

    >>> moved({"start": 0, "end": 2, "of": "e1"}, [0, 1, 5])
    {'start': 0, 'end': 2, 'of': 'e1'}
    """
    if isinstance(value, dict):
        made = {name: moved(one, place) for name, one in value.items()}
        if isinstance(value.get("start"), int):
            made |= {"start": place[value["start"]], "end": place[value["end"] - 1] + 1}
        if value.get("words"):
            made["words"] = [place[value["words"][0]], place[value["words"][1] - 1] + 1]
        return made
    return [moved(one, place) for one in value] if isinstance(value, list | tuple) else value


def places(marked: str, text: str) -> list[int]:
    """For every character of the marked text its place in the text, from which it differs in white space only.

    >>> places("a b", "a \\n b")
    [0, 1, 4]
    """
    found, at = [], 0
    for character in marked:
        if not character.isspace():
            while text[at].isspace():
                at += 1
            if text[at] != character:
                raise InputError(f"the marked text leaves the original at {text[max(0, at - 30) : at + 30]!r}.")
        found.append(at)
        at += 1 if not character.isspace() else 0
    if text[at:].strip():
        raise InputError(f"the marked text ends before the original goes on with {text[at : at + 60]!r}.")
    return found


def without_words(gold: Gold, identifier: str, text: str) -> str:
    """One line of answers: no text, no title, no wording of a figure.  The part is the `split:` of the marked head."""
    bare = replace(
        gold,
        id=identifier,
        title=None,
        publisher=None,
        things=tuple(replace(thing, role=None) for thing in gold.things),
        about={"sha256": digest(text), "split": gold.about.get("split", "train")},
    )
    place = places(gold.text, text)
    row = json.loads(gold_line(bare))
    del row["text"]
    line: str = json.dumps(moved(row, place), sort_keys=True, separators=(",", ":"))
    return line


def made(data: Path, marked: Sequence[Path], source: str, ids: dict[str, str]) -> str:
    """Marked form as lines of answers, by the ids of the corpus (`ids` has those that the marked form cannot hold)."""
    known = texts(data, source)
    lines = {}
    for file in marked:
        for name, gold in read(file.read_text(encoding="utf-8")):
            if not isinstance(gold, Gold):
                raise InputError(f"{file}: {name}: {gold}")
            identifier = ids.get(gold.id, gold.id)
            text = passage(known, identifier)
            if text is None:
                raise InputError(f"{file}: {gold.id} is no training text of {source}.")
            lines[identifier] = without_words(gold, identifier, text)
    return "".join(f"{lines[name]}\n" for name in sorted(lines))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with the corpora")
    parser.add_argument("marked", type=Path, nargs="*", help="annotated texts in marked form, to be made answers of")
    parser.add_argument("--out", type=Path, required=True, help="isaf.jsonl, re3d.jsonl or ewt.jsonl; or gold answers")
    parser.add_argument("--ids", type=Path, help="JSON object from the ids of the marked form to those of the corpus")
    parser.add_argument(
        "--gold", type=Path, metavar="FOLDER", help="put these answers and their texts together instead"
    )
    parser.add_argument("--part", choices=("train", "dev"), default="dev", help="of these answers")
    chosen = parser.parse_args()
    if chosen.gold:
        text = "".join(gold_line(one) + "\n" for one in borrowed(chosen.gold, chosen.data, chosen.part))
    else:
        ids = json.loads(chosen.ids.read_text(encoding="utf-8")) if chosen.ids else {}
        text = made(chosen.data, chosen.marked, chosen.out.stem, ids)
    chosen.out.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
