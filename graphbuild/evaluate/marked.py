"""The marked form of gold answers: text with marks and a few declarations, easily written by hand.

`docs/annotation-guide.md` describes it.  `graphbuild evaluate FILE... --to-jsonl gold.jsonl` checks every report and
writes the stand-off form of `graphbuild.evaluate.gold`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graphbuild.evaluate.declarations import Declared, Sheet, declare
from graphbuild.evaluate.gold import Gold, GoldClaim, Span
from graphbuild.evaluate.sentences import sentence_bounds

PRONOUNS: Final = frozenset(
    """he she it they him her them his its their hers theirs himself herself itself themselves we us our ours ourselves
    i me my mine you your yours who whom whose which that this these those one ones both all each some others
    """.split()  # noqa: SIM905 (a list of fifty strings is harder to read)
)
_OPEN = re.compile(r"\{([a-z][a-z0-9_]*(?:,[a-z][a-z0-9_]*)*)([:!~@])")
_KINDS: Final = {":": "mentions", "!": "triggers", "~": "cues", "@": "times"}


@dataclass(slots=True)
class Marks:
    """The text without its marks, and the marks by kind."""

    text: str
    spans: dict[str, list[Span]] = field(default_factory=lambda: {name: [] for name in _KINDS.values()})


def marks(body: str) -> Marks:
    """Take the marks out of a text; `ValueError` where they do not close.

    >>> found = marks("{a:The army} {e1!shelled} {b:it}.")
    >>> found.text, found.spans["triggers"], found.spans["mentions"][1].form
    ('The army shelled it.', [Span(start=9, end=16, of='e1', form='')], 'pronoun')
    """
    body = "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", body.strip()))
    text: list[str] = []
    at = length = 0
    opened: list[tuple[int, str, str]] = []
    found = Marks("")
    while at < len(body):
        mark = _OPEN.match(body, at)
        if mark:
            opened.append((length, mark[1], mark[2]))
            at = mark.end()
        elif body[at] == "}" and opened:
            start, ids, sign = opened.pop()
            words = "".join(text)[start:]
            if not words.strip() or words != words.strip():
                raise ValueError(f"the mark {ids}{sign} holds {words!r}: words without blanks around them are wanted")
            for one in ids.split(","):
                form = form_of(words) if sign == ":" else ""
                found.spans[_KINDS[sign]].append(Span(start, length, one, form))
            at += 1
        elif body[at] in "{}":
            raise ValueError(f"a brace that belongs to no mark near {body[max(0, at - 20) : at + 20]!r}")
        else:
            text.append(body[at])
            at, length = at + 1, length + 1
    if opened:
        raise ValueError(f"the mark {opened[-1][1]}{opened[-1][2]} is never closed")
    found.text = "".join(text)
    for spans in found.spans.values():
        spans.sort(key=lambda one: (one.start, -one.end, one.of))
    return found


def form_of(words: str) -> str:
    """How a mention says it: a pronoun, a name (its last word has a capital or a digit), or a description.

    >>> form_of("its"), form_of("Ministry of Defence"), form_of("Mali's army"), form_of("the Su-34s")
    ('pronoun', 'name', 'nominal', 'name')
    """
    if words.casefold() in PRONOUNS:
        return "pronoun"
    last = words.rsplit(maxsplit=1)[-1]
    return "name" if any(c.isupper() or c.isdigit() for c in last) and not last.isdigit() else "nominal"


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The reports of a marked file: id and what follows it."""
    for part in re.split(r"^=== *", text, flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        yield name.strip(), rest


def report(name: str, block: str) -> Gold:
    """One report in marked form as gold answers; `ValueError` says what is wrong."""
    parts = re.split(r"^---[ \t]*$", block, flags=re.MULTILINE)
    if len(parts) != 3:
        raise ValueError(
            f"{len(parts)} parts instead of head, text and declarations, divided by lines of three hyphens"
        )
    head = {}
    for line in parts[0].strip().splitlines():
        key, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"the head's line {line!r} has no colon")
        head[key.strip()] = value.strip()
    found = marks(parts[1])
    times = {one.of: (one.start, one.end) for one in found.spans["times"]}
    sheet = Sheet(times)
    for line in parts[2].strip().splitlines():
        declare(line.strip(), sheet)
    day = head.pop("published", None)
    subjects = {one.id: one.subject for one in sheet.relations}
    return Gold(
        id=name,
        text=found.text,
        title=head.pop("title", None),
        published=date.fromisoformat(day) if day else None,
        publisher=head.pop("publisher", None),
        mentions=tuple(found.spans["mentions"]),
        triggers=tuple(found.spans["triggers"]),
        cues=tuple(found.spans["cues"]),
        things=tuple(sheet.things),
        events=tuple(sheet.events),
        relations=tuple(sheet.relations),
        claims=tuple(claim(one, found, subjects) for one in sheet.claims),
        about=head,
    )


def claim(declared: Declared, found: Marks, subjects: dict[str, str]) -> GoldClaim:
    """A declared claim with its span: from `from` to `to`, or the sentences of its cue or of what it holds."""
    start, end = span(declared, found, subjects)
    return GoldClaim(
        declared.id, declared.kind, declared.claimant, declared.stance, declared.certainty, start, end,
        declared.holds, declared.disputes, declared.only, declared.via, declared.said,
    )  # fmt: skip


def span(declared: Declared, found: Marks, subjects: dict[str, str]) -> tuple[int, int]:
    """Where a claim stands in the text; `subjects` are those of relations between things, by id."""
    if declared.first or declared.last:
        first, last = declared.first or declared.last, declared.last or declared.first
        start = found.text.find(first)
        end = found.text.find(last, max(start, 0))
        if start < 0 or end < 0:
            raise ValueError(f"the words {first if start < 0 else last!r} of claim {declared.id} are not in the text")
        return start, end + len(last)
    ids = {one.of for one in declared.holds}
    anchors = [one for one in found.spans["cues"] if one.of == declared.id]
    anchors = anchors or [one for one in found.spans["triggers"] if one.of in ids]
    if not anchors and declared.only:
        anchors = [one for one in found.spans["cues"] if one.of == declared.only]
    if not anchors:
        told = {subjects[one] for one in ids if one in subjects}
        anchors = [one for one in found.spans["mentions"] if one.of in told]
    if not anchors:
        return 0, len(found.text)
    return sentence_bounds(found.text, anchors[0].start, anchors[0].end)


def read(text: str) -> Iterator[tuple[str, Gold | ValueError]]:
    """Every report of a marked file, or what is wrong with it."""
    for name, block in blocks(text):
        try:
            yield name, report(name, block)
        except ValueError as error:
            yield name, error
