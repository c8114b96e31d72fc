"""A .txt file is one article.

It may begin with a few lines that say what it is, closed by an empty line; any of them may be missing, and `Note:` is
for people:

    Title: Four killed in strike on market
    Publisher: The Example Courier
    Published: 2017-09-08
    URL: https://example.org/1
    Language: en

    The ministry said on Friday ...

Without such lines the whole file is the text.  The id is the file's name without its suffix, with the folders between
it and the folder that was named (`reports/april/market.txt` in `reports/` is `april/market`), or what `ID:` says.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from graphbuild.documents.clean import defect, final_text
from graphbuild.documents.notes import ArticleNote
from graphbuild.errors import ArticleError
from graphbuild.model import Article
from graphbuild.sources.encoding import characters, refuse_binary
from graphbuild.sources.fields import address, day, short, tag

FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):[ \t]*(.*)")
FIELDS = ("id", "title", "publisher", "published", "url", "language", "note")
KNOWN = frozenset(FIELDS) - {"note"}
BEGINNING = 8192
"""Bytes looked at before a file is read whole: a large binary file must not fill the memory."""


def read_text(path: Path, where: str, *, id: str) -> Iterator[Article | ArticleError]:
    """Yield the article in a text file, then what is to be said of it.

    Raises `ArticleError` if there is none, `OSError` from the disk.
    """
    with path.open("rb") as file:
        head = file.read(BEGINNING)
        refuse_binary(head, where)
        data = head + file.read()
    if not data:
        raise ArticleError(where, "the file is empty", "Fetch it again or take it out of the folder")
    fields, body = front_matter(final_text(characters(data, where)))
    reason = defect(body)
    if reason is not None:
        raise ArticleError(where, reason, "Fetch it again or take it out of the folder")
    published, undated = day(fields.get("published"))
    url, no_url = address(fields.get("url"))
    language, no_language = tag(fields.get("language"))
    yield Article(
        id=fields.get("id") or id,
        text=body,
        title=fields.get("title") or None,
        published=published,
        publisher=fields.get("publisher") or None,
        url=url,
        language=language,
    )
    for remark in (undated, no_url, no_language):
        if remark is not None:
            yield ArticleNote(where, *remark)
    unknown = sorted(name for name in fields if name not in FIELDS)
    if unknown:
        remedy = f"The names that are read are {', '.join(FIELDS)}; if it is text, put an empty line before it"
        yield ArticleNote(
            where, f"nothing is made of {', '.join(map(short, unknown))} at its head", remedy, level="note"
        )


def front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""Split the lines at the head that say what an article is from its text.

    Only an unbroken block of names and values that an empty line closes is taken for it, if it has a name that is
    known: "Title: ..." in a text is text.

    >>> front_matter("Title: A strike\nPublished: 2017-09-08\n\nThey said so.\n")
    ({'title': 'A strike', 'published': '2017-09-08'}, 'They said so.\n')
    >>> front_matter("Title: A strike\nThe army said so.")
    ({}, 'Title: A strike\nThe army said so.')
    """
    fields: dict[str, str] = {}
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)]
        position = end + 1 if end >= 0 else len(text)
        if not line.strip():
            return (fields, text[position:]) if KNOWN & fields.keys() else ({}, text)
        match = FIELD.fullmatch(line.rstrip())
        if match is None or match.group(1).lower() in fields:
            return {}, text
        fields[match.group(1).lower()] = match.group(2).strip()
    return {}, text
