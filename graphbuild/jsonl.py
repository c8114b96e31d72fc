"""The nouns as JSON lines and back, without loss: readings, articles and links on disk.

One noun is one line of UTF-8.  Keys are sorted and absent values (None) are written as null, so that the same noun
always gives the same bytes.  `reading_line` and `read_reading` are each other's inverse; so are `link_line` and
`read_link`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache, partial
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from graphbuild.errors import InputError
from graphbuild.model import Article, Claim, Link, Mention, Reading

Noun = TypeVar("Noun")
PLAIN = (str, int, float, type(None))
"""What JSON has as it is."""


def to_json(noun: Any) -> Any:
    """A noun as dictionaries, lists, strings and numbers; dates become ISO dates.

    >>> to_json(Article(id="a", text="", published=date(2017, 9, 8)))["published"]
    '2017-09-08'
    """
    if isinstance(noun, PLAIN):  # most values are
        return noun
    if isinstance(noun, tuple):
        return [to_json(one) for one in noun]
    if isinstance(noun, date):
        return noun.isoformat()
    return {name: to_json(getattr(noun, name)) for name in field_types(type(noun))}


def line(noun: Any) -> str:
    """A noun as one line of JSON, without the line break."""
    return json.dumps(to_json(noun), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def reading_line(reading: Reading) -> str:
    """A reading as one line of JSON, without the line break; its keys are sorted."""
    return line(reading)


def link_line(link: Link) -> str:
    """A link as one line of JSON, without the line break."""
    return line(link)


def article_from(values: Any, *, where: str = "article") -> Article:
    """An article from a dictionary of the shape that `to_json` gives; raises InputError where it is not one."""
    article: Article = build(Article, values, where)
    check_characters(article, where)
    return article


def check_characters(article: Article, where: str) -> None:
    """Raise InputError where an article holds half of a pair of surrogates, which no file of UTF-8 can hold."""
    try:
        f"{article.id}{article.title}{article.text}{article.publisher}{article.url}".encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{where}: the text holds half of a character pair (U+{ord(error.object[error.start]):04X}), which cannot "
            "be written. Decode the source again, or replace such characters"
        ) from None


def read_reading(text: str, *, where: str = "reading") -> Reading:
    """The reading that a line of JSON holds.

    `where` names the file and line for the message.  Raises InputError where the line is not JSON, lacks a field,
    has a wrong one, or speaks of a mention, claim or offset that is not there.
    """
    values = load(text, where)
    try:
        reading: Reading = maker(Reading)(values)
    except (AttributeError, KeyError, TypeError, ValueError):
        # slower, but it knows where it is, and says what is wrong
        reading = build(Reading, values, where)
    check_characters(reading.article, where)
    check(reading, where=where)
    return reading


def read_link(text: str, *, where: str = "link") -> Link:
    """The link that a line of JSON holds; raises InputError where it holds none."""
    return build(Link, load(text, where), where)


def load(text: str, where: str) -> Any:
    """The value of a line of JSON."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise InputError(f"{where}: not a line of JSON ({error}). Write the file again, or delete this line") from None


def build(noun: type[Noun], values: Any, where: str) -> Noun:
    """A noun from a dictionary; raises InputError naming the field that is missing, unknown or of a wrong type."""
    if not isinstance(values, Mapping):
        raise wrong(where, "an object with named fields", values)
    hints = field_types(noun)
    if unknown := sorted(values.keys() - hints.keys()):
        raise InputError(f"{where}: unknown field {unknown[0]!r}. A {noun.__name__} has: {', '.join(hints)}")
    found = {
        name: value if type(value) is hints[name] else convert(hints[name], value, f"{where}, {name}")
        for name, value in values.items()
    }
    try:
        return noun(**found)
    except TypeError:
        required = [name for name in hints if name not in values and not optional(noun, name)]
        raise InputError(f"{where}: {noun.__name__} lacks {', '.join(required)}. Write the file again") from None


@cache
def maker(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a type, as `convert` does; what it raises where it cannot names no place."""
    origin, kinds = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return partial(make_optional, maker(next(kind for kind in kinds if kind is not type(None))))
    if origin is tuple:
        return partial(make_tuple, maker(kinds[0]))
    if origin is Literal:
        return partial(make_one_of, frozenset(kinds))
    if isinstance(hint, type) and is_dataclass(hint):
        hints = field_types(hint)
        return partial(make_noun, hint, hints, {name: maker(kind) for name, kind in hints.items()})
    return date.fromisoformat if hint is date else partial(make_plain, hint)


def make_one_of(kinds: frozenset[Any], value: Any) -> Any:
    """One of a few values."""
    if value not in kinds:
        raise ValueError
    return value


def make_plain(kind: type, value: Any) -> Any:
    """A string, number or truth value."""
    if type(value) is kind:
        return value
    if kind is float and type(value) is int:
        return float(value)
    raise TypeError


def make_optional(make: Callable[[Any], Any], value: Any) -> Any:
    """A value that may be absent."""
    return None if value is None else make(value)


def make_tuple(make: Callable[[Any], Any], values: Any) -> tuple[Any, ...]:
    """A tuple from a list."""
    if type(values) is not list:
        raise TypeError
    return tuple([make(value) for value in values])


def make_noun(noun: Any, hints: Mapping[str, Any], makers: Mapping[str, Callable[[Any], Any]], values: Any) -> Any:
    """A noun from a dictionary."""
    return noun(
        **{name: value if type(value) is hints[name] else makers[name](value) for name, value in values.items()}
    )


field_types: Callable[[type], Mapping[str, Any]] = cache(get_type_hints)
"""The types of the fields of a noun, by name."""


def optional(noun: type, name: str) -> bool:
    """Whether a field of a noun may be left out."""
    return any(field.name == name and field.default is not MISSING for field in fields(noun))


def convert(hint: Any, value: Any, where: str) -> Any:
    """A value of the type that a field of a noun asks for."""
    origin = get_origin(hint)
    if origin is UnionType:
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return None if value is None else convert(kinds[0], value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise wrong(where, "a list", value)
        return tuple(convert(get_args(hint)[0], one, f"{where} {number}") for number, one in enumerate(value, 1))
    if origin is Literal:
        if value not in get_args(hint):
            raise wrong(where, "one of " + ", ".join(map(str, get_args(hint))), value)
        return value
    if isinstance(hint, type) and is_dataclass(hint):
        return build(hint, value, where)
    return plain(hint, value, where)


def plain(hint: Any, value: Any, where: str) -> Any:
    """A string, number, truth value or date."""
    if hint is date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise wrong(where, "a date such as 2017-09-08", value) from None
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise wrong(where, {str: "text", int: "a whole number", float: "a number", bool: "true or false"}[hint], value)
    return value


def wrong(where: str, wanted: str, value: Any) -> InputError:
    """The error for a value of a wrong type."""
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return InputError(f"{where}: {wanted} expected, found {shown[:60]}. Correct it, or write the file again")


def check(reading: Reading, *, where: str = "reading") -> None:
    """Raise InputError where a reading speaks of a mention, claim or stretch of text that it does not have."""
    where = f"{where} (article {reading.article.id!r})"
    mentions = distinct([one.id for one in reading.mentions], f"{where}: mention")
    claims = distinct([one.id for one in reading.claims], f"{where}: claim")
    for mention in reading.mentions:
        check_mention(mention, reading, mentions, where)
    for period in reading.periods:
        known(period.mention, mentions, f"{where}: a period", "mention")
    for link in reading.links:
        for side in (link.left, link.right):
            known(side, mentions, f"{where}: a link", "mention")
    for claim in reading.claims:
        check_claim(claim, reading, mentions, claims, where)


def check_mention(mention: Mention, reading: Reading, mentions: frozenset[str], where: str) -> None:
    """Raise InputError where a mention's words are not those of the text, or its figure's group is unknown."""
    where = f"{where}: mention {mention.id}"
    span(mention.start, mention.end, reading, where)
    if reading.article.text[mention.start : mention.end] != mention.text:
        raise InputError(
            f"{where}: the text from {mention.start} to {mention.end} is not {mention.text[:60]!r}. The article was "
            "changed after it was read: read it again"
        )
    if mention.figure and mention.figure.affiliation is not None:
        known(mention.figure.affiliation, mentions, f"{where}, affiliation", "mention")


def check_claim(claim: Claim, reading: Reading, mentions: frozenset[str], claims: frozenset[str], where: str) -> None:
    """Raise InputError where a claim rests on mentions, claims or text that are not there."""
    where = f"{where}: claim {claim.id}"
    span(claim.start, claim.end, reading, where)
    ends = [end for one in claim.propositions for end in (one.subject, one.object)]
    for side in (claim.claimant, claim.about, *claim.via, *ends):
        if side is not None:
            known(side, mentions, where, "mention")
    for other in (*claim.disputes, claim.attested_only_via):
        if other is not None:
            known(other, claims, where, "claim")


def span(start: int, end: int, reading: Reading, where: str) -> None:
    """Raise InputError where offsets are not a stretch of the article's text."""
    if not 0 <= start <= end <= len(reading.article.text):
        raise InputError(
            f"{where}: offsets {start} to {end} lie outside the text of {len(reading.article.text)} characters. "
            "Offsets count Unicode characters, the end exclusive"
        )


def known(name: str, names: frozenset[str], where: str, kind: str) -> None:
    """Raise InputError where a name is not among those known."""
    if name not in names:
        raise InputError(f"{where}: there is no {kind} {name!r} in this reading. Read the article again")


def distinct(names: Iterable[str], where: str) -> frozenset[str]:
    """The names as a set; raises InputError where one is used twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InputError(f"{where} id {name!r} is used twice. Ids must be unique within an article")
        seen.add(name)
    return frozenset(seen)
