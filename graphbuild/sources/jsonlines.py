"""A .jsonl file holds one article a line, each a JSON object (JSON Lines, UTF-8).

`text` is needed; `id`, `title`, `published`, `publisher`, `url` and `language` may be missing or null; `note` is for
people.  Other names are left aside, and said so once a file.  An article without an id is given one made from its text,
and that is said.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from graphbuild.documents.clean import defect, final_text, unpaired_surrogate
from graphbuild.documents.fit import Found
from graphbuild.documents.notes import ArticleNote
from graphbuild.errors import ArticleError
from graphbuild.model import Article
from graphbuild.sources.encoding import characters, encoding_of, refuse_binary
from graphbuild.sources.fields import address, day, short, tag

FIELDS = ("id", "title", "text", "published", "publisher", "url", "language")
FOR_PEOPLE = "note"
EXAMPLE = '{"id": "1", "text": "...", "published": "2017-09-08", "publisher": "..."}'


def read_lines(file: BinaryIO, name: str) -> Iterator[Found]:
    """Yield the article of every line with where it stands (`name:line`), each followed by what is to be said of it.

    Raises `ArticleError` if the whole file is no JSON Lines, `OSError` from disk.
    """
    strange: set[str] = set()
    empty = True
    for number, line in _lines(file, name):
        empty = False
        where = f"{name}:{number}"
        try:
            for found in _article(line, where, name, strange):
                yield where, found
        except ArticleError as error:
            yield where, error
    if empty:
        raise ArticleError(name, "there is no article in it", f"Put one JSON object on each line: {EXAMPLE}")


def _lines(file: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield lines that hold something, numbered from 1, in UTF-8 whatever the file is in."""
    first = file.readline()
    refuse_binary(first[:8192], name)
    encoding = encoding_of(first)
    if encoding.startswith(("utf-16", "utf-32")):
        whole = characters(first + file.read(), name, encoding=encoding)
        rows = (row.encode("utf-8", "surrogatepass") for row in whole.split("\n"))
        yield from ((number, row) for number, row in enumerate(rows, 1) if row.strip())
        return
    number, line = 1, first.removeprefix(b"\xef\xbb\xbf")
    while line or number == 1:
        if line.strip():
            yield number, line
        number, line = number + 1, file.readline()


def _article(line: bytes, where: str, name: str, strange: set[str]) -> Iterator[Article | ArticleError]:
    row = _object(characters(line.rstrip(b"\r\n"), where, encoding="utf-8", file=name), where)
    text = row.get("text")
    if not isinstance(text, str):
        reason = "there is no text in it" if text is None else f"its text is not a string ({short(text)})"
        raise ArticleError(where, reason, f'Give it a "text", as in {EXAMPLE}')
    text = final_text(text)
    reason_against = defect(text)
    if reason_against is not None:
        raise ArticleError(where, reason_against, "Correct the line or take it out")
    remarks: list[tuple[str, str]] = []
    values = {field: _string(row.get(field), field, remarks) for field in FIELDS if field != "text"}
    identifier = values["id"]
    if identifier is None:
        identifier = sha256(text.encode("utf-8")).hexdigest()[:16]
        remarks.append((f'it has no id; "{identifier}", made from its text, stands for it', 'Give it an "id"'))
    published, undated = day(values["published"])
    url, no_url = address(values["url"])
    language, no_language = tag(values["language"])
    yield Article(identifier, text, values["title"], published, values["publisher"], url, language)
    remarks += [remark for remark in (undated, no_url, no_language) if remark is not None]
    yield from (ArticleNote(where, *remark) for remark in remarks)
    unknown = sorted(key for key in row if key not in (*FIELDS, FOR_PEOPLE) and key not in strange)
    if unknown:
        strange.update(unknown)
        reason = f"nothing is made of {', '.join(map(short, unknown[:10]))}{' ...' if len(unknown) > 10 else ''}"
        yield ArticleNote(where, reason, f"The names that are read are {', '.join(FIELDS)}", level="note")


def _object(line: str, where: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        reason = f"it is no JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
        raise ArticleError(where, reason, f"Put one JSON object on each line: {EXAMPLE}") from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(where, f"it is no JSON that can be read ({error})", "Correct the line") from error
    if not isinstance(row, dict):
        raise ArticleError(where, f"it is no JSON object ({short(row)})", f"Write it as {EXAMPLE}")
    return row


def _string(value: object, field: str, remarks: list[tuple[str, str]]) -> str | None:
    """Return what is written under a name other than "text": a string that says something, or None and a remark."""
    if isinstance(value, int) and not isinstance(value, bool) and field == "id":
        return str(value)
    if value is None or isinstance(value, str):
        if value is None or not value.strip():
            return None
        if unpaired_surrogate(value) is None and "\x00" not in value:
            return value
    remarks.append((f"its {field} is not a string that can be read ({short(value)}); it is left out", "Correct it"))
    return None
