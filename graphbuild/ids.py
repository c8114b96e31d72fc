"""IRIs of what the graph holds, derived from content: the same input always gets the same names.

No name depends on chance, the clock or the order of the input.  A digest is the first 64 bits of SHA-256, which keeps
the chance of one accidental pair below one in a thousand for a hundred million things.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from graphbuild.errors import UsageError
from graphbuild.model import Article, Mention

BASE = "https://w3id.org/graphbuild/id/"
FAMILIES = ("person", "group", "place", "equipment", "event", "figure", "thing")
NAMED_GRAPHS = ("world", "links", "run", "vocabulary")
SEPARATOR = "\x1f"
SLUG_LENGTH = 40
DIGEST_LENGTH = 16


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits for a sequence of strings; moving a border between parts changes it.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    text = SEPARATOR.join(part.replace(SEPARATOR, SEPARATOR * 2) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """The part of an IRI that is there for people: ASCII letters, digits and hyphens, possibly empty.

    >>> slug("Deir el-Zour, Syria")
    'deir-el-zour-syria'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LENGTH].strip("-")


def check_base(base: str) -> str:
    """The base itself, if data IRIs can be built by appending to it.

    Raises UsageError where it is not an absolute http(s) or urn IRI that ends in "/", "#" or ":".
    """
    if re.fullmatch(r"(https?://|urn:)[^\s<>\"{}|\\^`\x00-\x20]*[/#:]", base):
        return base
    raise UsageError(
        f"the base IRI {base!r} cannot be used: it must start with http://, https:// or urn: and end in '/', '#' or "
        f"':'. Give one such as {BASE}"
    )


def named(base: str, family: str, label: str, *key: str) -> str:
    """The IRI of a thing: its family, a readable slug of its label, and the digest of what identifies it.

    >>> named("https://example.org/", "place", "Deir el-Zour", "deir el zour")
    'https://example.org/place/deir-el-zour-4699784f78148f1c'
    """
    readable = slug(label)
    tail = digest(family, *key)
    return f"{base}{family}/{readable}-{tail}" if readable else f"{base}{family}/{tail}"


def graph_iri(base: str, name: str) -> str:
    """The IRI of one of the named graphs world, links, run and vocabulary."""
    if name not in NAMED_GRAPHS:
        raise UsageError(f"there is no named graph {name!r}: use one of {', '.join(NAMED_GRAPHS)}")
    return f"{base}{name}"


def article_iri(base: str, article: Article) -> str:
    """The IRI of an article, from everything that was handed in about it.

    Two different articles under one caller's id get two IRIs, and so do two outlets' prints of one agency text.
    """
    published = article.published.isoformat() if article.published else ""
    rest = (article.title, published, article.publisher, article.url, article.language)
    return named(base, "article", article.id, article.id, article.text, *(part or "" for part in rest))


def local_name(iri: str) -> str:
    """What follows the last slash of an IRI.

    >>> local_name("https://example.org/article/a-1")
    'a-1'
    """
    return iri.rsplit("/", 1)[-1]


def mention_iris(base: str, article: str, mentions: Iterable[Mention]) -> dict[str, str]:
    """The IRI of each mention of an article by the mention's id: article, offsets and kind.

    Where several mentions share all of these, the later ones are numbered.
    """
    found: dict[str, str] = {}
    used: dict[str, int] = {}
    for mention in mentions:
        iri = f"{base}mention/{local_name(article)}.{mention.start}-{mention.end}.{slug(mention.kind)}"
        used[iri] = used.get(iri, 0) + 1
        found[mention.id] = iri if used[iri] == 1 else f"{iri}.{used[iri]}"
    return found


def claim_iri(base: str, article: str, start: int, end: int, *content: str) -> str:
    """The IRI of a claim: its article, its offsets, and the digest of who says what in it."""
    return f"{base}claim/{local_name(article)}.{start}-{end}.{digest(*content)[:8]}"


def proposition_iri(base: str, subject: str, predicate: str, value: str) -> str:
    """The IRI of a proposition: the same relation told twice is one proposition."""
    return f"{base}proposition/{digest(subject, predicate, value)}"
