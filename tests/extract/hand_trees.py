"""Documents from trees in CoNLL-U, so that the tests of extraction need no model.

The sentences are our own, the incidents invented. `MISC` holds what the model adds: `Mention`, `Factuality`.
"""

from pathlib import Path

from spacy.lang.en import English
from spacy.tokens import Doc as Parsed

from graphbuild.extract.plain import Doc, plain

_VOCAB = English().vocab  # a bare vocabulary does not know punctuation


def read_trees(path: Path) -> dict[str, Doc]:
    """Documents of a CoNLL-U file by their id."""
    found: dict[str, list[list[str]]] = {}
    name, offset, rows = "", 0, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id = "):
            name, rows = line.removeprefix("# newdoc id = "), []
            found[name] = rows
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0] == "1":
                offset = len(rows)
            columns[6] = str(len(rows) if columns[6] == "0" else offset + int(columns[6]) - 1)
            rows.append(columns)
    return {name: _document(rows) for name, rows in found.items()}


def _document(rows: list[list[str]]) -> Doc:
    doc = Parsed(
        _VOCAB,
        words=[row[1] for row in rows],
        spaces=["SpaceAfter=No" not in row[9] for row in rows],
        lemmas=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        morphs=["" if row[5] == "_" else row[5] for row in rows],
        heads=[int(row[6]) for row in rows],
        deps=["ROOT" if row[7] == "root" else row[7] for row in rows],
    )
    for token, row in zip(doc, rows, strict=True):
        for pair in row[9].split("|"):
            key, _, value = pair.partition("=")
            if key == "Mention":
                token._.mention_class = value
            elif key == "Factuality":
                token._.factuality = float(value)
    return plain(doc)
