"""Cut a document's words into windows for the encoder; every word stands in the core of exactly one window.

Paragraphs are packed together up to a size; a longer one is cut where a sentence seems to end; a sentence longer than
a window is cut at the best punctuation, with words of context on both sides whose scores are thrown away.  Every other
window begins with the sentences before it as context, so that what it says can be linked with what came before.
Nothing is left out, whatever the length.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

USUAL, LONGEST, CONTEXT = 200, 240, 64  # sub-words
STOPS = frozenset(".!?…")
CLOSERS = frozenset("\"'”’»)]")
PAUSES = frozenset(";:—–")
# "KABUL, Afghanistan (Jan. 10, 2011) – ", "LIMA, 9 JAN 90 (EFE) -- ", "BEIRUT (Reuters) - ": where, when and who files.
DATELINE = re.compile(
    r"(?:^|(?<=\n)|(?<=\s\s)|(?<=Release ))[ \t]*"
    r"[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,3}(?:, [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3})?,?"
    r"(?: \d{1,2} [A-Z][A-Za-z]{2,8}\.? \d\d(?:\d\d)?| [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([^()\n]{2,60}\))?[ \t]*(?P<end>--|[–—]|-(?= )|(?<=\)))[ \t]*"
)


@dataclass(frozen=True, slots=True)
class Window:
    """Words start..end go to the encoder, the scores of core_start..core_end are kept."""

    start: int
    end: int
    core_start: int
    core_end: int


def hard_breaks(words: Sequence[str], gaps: Sequence[str]) -> list[int]:
    """The words before which a new sentence must begin: paragraphs, headlines, list items.

    `gaps[i]` is the white space before word i.  A blank line always breaks; a single line break does, unless the text
    is hard-wrapped there: a line of 50 to 110 characters without final punctuation, or a next line in lower case.

    >>> hard_breaks(["Headline", "Text", "goes", "on", "here"], ["", "\\n", " ", "\\n", " "])
    [0, 1]
    """
    found, length = [0] if words else [], 0
    for i, word in enumerate(words):
        if i and "\n" in gaps[i]:
            before = words[i - 1]
            ended = before in STOPS or before[-1] in STOPS or before in CLOSERS
            wrapped = word[0].islower() or (50 <= length <= 110 and not ended)
            if re.search(r"\n\s*\n", gaps[i]) or not wrapped:
                found.append(i)
            length = 0
        length += len(word) + 1
    return found


# "BAMAKO - Soldiers ...": a town in capitals and a dash, at the head of a text that is not in capitals itself.
BARE_DATELINE = re.compile(
    r"\s*[A-ZÀ-Ý][A-ZÀ-Ý'’.-]+(?: [A-ZÀ-Ý][A-ZÀ-Ý'’.-]+){0,3}\s+(?:--|[-–—])\s+(?=[\"“]?[A-ZÀ-Ý][a-zà-ÿ])"
)


def dateline_ends(text: str) -> list[int]:
    """The character offsets at which the text proper begins after a dateline.

    >>> dateline_ends("LIMA, 9 JAN 90 (EFE) -- GUERRILLAS ATTACKED"), dateline_ends("THE UN - WHICH")
    ([24], [])
    >>> dateline_ends("CÚCUTA - Armed men")
    [9]
    """
    bare = BARE_DATELINE.match(text)
    found = [bare.end()] if bare else []
    for match in DATELINE.finditer(text):
        if re.search(r"\d|\(", match[0]):  # a bare name before a dash is no dateline
            found.append(match.end())
    return found


def safe_cuts(words: Sequence[str], start: int, end: int) -> list[int]:
    """The words of start..end before which a sentence plausibly begins."""
    found = []
    for i in range(start + 1, end):
        k = i - 1
        while k > start and words[k] in CLOSERS:
            k -= 1
        if words[k][-1] in STOPS and not words[i][0].islower() and words[i] not in CLOSERS:
            found.append(i)
    return found


def windows(words: Sequence[str], sizes: Sequence[int], breaks: Sequence[int]) -> tuple[list[Window], list[int]]:
    """Windows over the words and the forced sentence starts (the breaks, and cuts inside over-long sentences).

    `sizes[i]` is the number of sub-words of word i.
    """
    units: list[tuple[int, int]] = []
    forced = set(breaks)
    edges = [*breaks, len(words)]
    for start, end in pairwise(edges):
        units += split(words, sizes, start, end, forced)
    begins = sorted({*forced, *safe_cuts(words, 0, len(words))})
    return pack(units, sizes, forced - set(breaks), begins), sorted(forced)


def split(words: Sequence[str], sizes: Sequence[int], start: int, end: int, forced: set[int]) -> list[tuple[int, int]]:
    """A paragraph as units of at most LONGEST sub-words; cuts inside a sentence are added to `forced`."""
    units = []
    cuts = [*safe_cuts(words, start, end), end]
    while start < end:
        total, i = 0, start
        while i < end and total + sizes[i] <= LONGEST:
            total += sizes[i]
            i += 1
        stop = end
        if i < end:
            inside = [cut for cut in cuts if start < cut <= i]
            stop = inside[-1] if inside else pause(words, start, max(i, start + 1))
            if not inside:
                forced.add(stop)
        elif total > USUAL:
            inside = [cut for cut in cuts if start < cut < end and sum(sizes[start:cut]) <= USUAL]
            stop = inside[-1] if inside else end
        units.append((start, stop))
        start = stop
        while cuts and cuts[0] <= start:
            cuts.pop(0)
    return units


def pause(words: Sequence[str], start: int, end: int) -> int:
    """The best place to cut a sentence that is too long: after the last strong pause, else comma, else at the end."""
    middle = start + (end - start) // 3
    for marks in (PAUSES, frozenset(",")):
        for i in range(end - 1, middle, -1):
            if words[i] in marks:
                return i + 1
    return end


def pack(units: Sequence[tuple[int, int]], sizes: Sequence[int], cuts: set[int], begins: Sequence[int]) -> list[Window]:
    """Neighbouring units together, up to USUAL sub-words a window, with context.

    That is CONTEXT sub-words around cuts inside a sentence, else as many whole sentences before as go into that;
    `begins` are the words before which a sentence may begin, in order.
    """
    groups: list[list[int]] = []
    filled = 0
    for start, end in units:
        size = sum(sizes[start:end])
        if groups and filled + size <= USUAL:
            groups[-1][1] = end
            filled += size
        else:
            groups.append([start, end])
            filled = size
    return [
        Window(
            since(sizes, start, cuts, begins),
            reach(sizes, end, 1) if end in cuts else end,
            start,
            end,
        )
        for start, end in groups
    ]


def since(sizes: Sequence[int], start: int, cuts: set[int], begins: Sequence[int]) -> int:
    """The first word of the context before a window that begins with word `start`.

    >>> since([1] * 100, 80, set(), [0, 5, 20, 40, 80]), since([1] * 100, 80, {80}, [0, 40])
    (20, 16)
    """
    first = reach(sizes, start, -1)
    if start in cuts:
        return first
    at = bisect_left(begins, first)
    return min(begins[at], start) if at < len(begins) else start


def reach(sizes: Sequence[int], edge: int, step: int) -> int:
    """How far the words before (-1) or after (1) an edge reach within CONTEXT sub-words.

    >>> reach([1] * 100, 80, -1), reach([1] * 100, 80, 1)
    (16, 100)
    """
    total, at = 0, edge
    while 0 <= (at if step > 0 else at - 1) < len(sizes):
        total += sizes[at if step > 0 else at - 1]
        if total > CONTEXT:
            break
        at += step
    return at
