"""Bytes to characters, without guessing: UTF-8, or what a byte order mark says; anything else is refused.

A wrong guess would put wrong characters into quotes and names for good, and nobody would be told.
"""

import codecs
import shlex

from graphbuild.errors import ArticleError

# Longest first: the mark of UTF-32 begins with that of UTF-16.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What people put into a folder of reports by mistake, and the way out.
FORMATS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF file", "Take the text out first: pdftotext {file}"),
    (b"PK\x03\x04", "a zip archive or an Office document", "Unpack it, or save the document as plain text (UTF-8)"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: gunzip {file}"),
    (b"{\\rtf", "a Rich Text file", "Save it as plain text (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Save it as plain text (UTF-8)"),
    (b"\x89PNG", "a picture", "Take it out of the folder"),
    (b"\xff\xd8\xff", "a picture", "Take it out of the folder"),
)


def encoding_of(head: bytes) -> str:
    """Return the encoding that the first bytes of a file announce; UTF-8 if they announce none.

    >>> encoding_of(b"\\xff\\xfea\\x00"), encoding_of(b"A report")
    ('utf-16', 'utf-8')
    """
    return next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")


def refuse_binary(head: bytes, where: str) -> None:
    """Raise `ArticleError` if a file that begins so is no text at all."""
    for magic, what, remedy in FORMATS:
        if head.startswith(magic):
            raise ArticleError(where, f"this is {what}, not text", remedy.format(file=shlex.quote(where)))
    position = head.find(b"\x00")
    if position >= 0 and encoding_of(head) in ("utf-8", "utf-8-sig"):
        reason = f"this is a binary file, not text (a NUL at byte {position})"
        raise ArticleError(where, reason, "Take it out of the folder, or save it as plain text (UTF-8)")


def characters(data: bytes, where: str, *, encoding: str | None = None, file: str | None = None) -> str:
    """Return the characters that the bytes stand for, without a byte order mark.

    `file` is the name for the remedy where `where` says more than the file. Raises `ArticleError`, naming the byte.
    """
    name = encoding or encoding_of(data)
    mark = len(codecs.BOM_UTF8) if name == "utf-8-sig" else 0
    name = name.removesuffix("-sig")
    try:
        return data[mark:].decode(name)
    except UnicodeDecodeError as error:
        place = error.start + mark
        reason = f"its characters are not {name.upper()}: 0x{data[place]:02x} at byte {place}"
        quoted = shlex.quote(file or where)
        converted = shlex.quote(f"{file or where}.new")
        command = f"iconv -f WINDOWS-1252 -t UTF-8 {quoted} > {converted} && mv {converted} {quoted}"
        remedy = f"Convert it, if it is Windows text with: {command}"
        if name.startswith(("utf-16", "utf-32")):
            remedy = f"The file is cut or damaged; fetch it again, or see where it breaks: iconv -f {name} {quoted}"
        raise ArticleError(where, reason, remedy) from error
