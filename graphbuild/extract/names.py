"""From the words of a mention to its label: titles, determiners, possessives and quotation marks off."""

import re
from functools import lru_cache
from typing import Final

from graphbuild.extract.kinds import pieces, titles

_DETERMINER: Final = re.compile(
    r"(?:the|a|an|this|that|these|those|its|his|her|their|our|my|your|both|all|so[- ]called|self[- ]styled|"
    r"self[- ]proclaimed|some|several|alleged|suspected|purported)\s+",
    re.IGNORECASE,
)
_QUOTES: Final = "\"“”„«»'‘’`"
_GROUP_AFTER: Final = re.compile(
    r"^(?P<name>[^\W\d_].*?)\s+(?:(?:armed|terrorist|terror|militant|jihadist|extremist|rebel|guerrilla|insurgent|islamist)\s+)?"
    r"(?:group|organization|organisation|movement|network|militia)$",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(r"^(?P<name>.+?)\s*[(\[](?P<short>[A-Z][\w.&/-]{1,11})[)\]]\s*(?P<rest>.*)$")


@lru_cache(maxsize=16_384)
def label(text: str, *, person: bool = False) -> str:
    """What a mention says when stripped to a name.

    >>> label("the so-called \\"Islamic State\\" (IS) group"), label("Gen. Joseph Votel", person=True)
    ('Islamic State', 'Joseph Votel')
    >>> label("Russia's"), label("the militants"), label("UN's")
    ('Russia', 'militants', 'UN')
    """
    text = " ".join(text.split())
    text = strip_possessive(strip_determiners(text))
    bracket = _BRACKET.match(text)
    if bracket:
        text = bracket["name"]
    text = text.strip(_QUOTES + " ,;:")
    if person:
        text = strip_titles(text)
    return text


def strip_determiners(text: str) -> str:
    """Without leading articles, demonstratives, possessives and words of doubt.

    >>> strip_determiners("the so-called caliphate")
    'caliphate'
    """
    while True:
        shorter = _DETERMINER.sub("", text, count=1) if _DETERMINER.match(text) else text
        shorter = shorter.lstrip(_QUOTES + " ") if shorter != text else shorter
        if shorter == text or not shorter:
            return text
        text = shorter


def strip_possessive(text: str) -> str:
    """Without a trailing 's or bare apostrophe.

    >>> strip_possessive("Houthis’"), strip_possessive("Assad's"), strip_possessive("Reuters")
    ('Houthis', 'Assad', 'Reuters')
    """
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", text, flags=re.IGNORECASE)


def strip_titles(text: str) -> str:
    """A person's name without the titles and nationality in front of it; a title alone stays.

    >>> strip_titles("Syrian President Bashar Assad"), strip_titles("Lt. Gen. Townsend"), strip_titles("General")
    ('Bashar Assad', 'Townsend', 'General')
    """
    words = text.split()
    cut = title_end(words)
    return " ".join(words[cut:]) if cut < len(words) else text


def title_end(words: list[str]) -> int:
    """How many leading words belong to titles ("Syrian President", "Army Lt. Gen."), 0 where there is no title.

    >>> title_end("Syrian President Bashar Assad".split()), title_end("Bashar Assad".split())
    (2, 0)
    """
    end = 0
    keys = [pieces(word) for word in words]
    for start in range(len(words)):
        for size in (4, 3, 2, 1):
            if start + size <= len(words) and sum(keys[start : start + size], ()) in titles():
                end = max(end, start + size)
        if start >= max(end, 3):
            break
    return end


def without_group_word(text: str) -> str:
    """A group's name without the noun that says that it is one: "Abu Sayyaf group" is "Abu Sayyaf".

    >>> without_group_word("Haqqani terrorist network"), without_group_word("armed group")
    ('Haqqani', 'armed group')
    """
    found = _GROUP_AFTER.match(text)
    return found["name"] if found and found["name"][0].isupper() else text


def without_town(text: str) -> str:
    """A town's name without the common noun behind it; a province's keeps it, for it is not the town of that name.

    >>> without_town("Deir ez-Zor city"), without_town("Idlib province"), without_town("Mexico City")
    ('Deir ez-Zor', 'Idlib province', 'Mexico City')
    """
    return re.sub(r"(?<=\w) (?:city|town|village|municipality|hamlet)$", "", text)


def initials(text: str) -> frozenset[str]:
    """Acronyms that a name can have: all words, or the weighty ones only.

    >>> sorted(initials("Movement for the Emancipation of the Niger Delta"))
    ['MEND', 'MFTEOTND']
    """
    words = pieces(text)
    light = {"of", "the", "for", "and", "in", "to", "de", "la", "el", "al", "des", "du", "del", "y", "a", "an", "on"}
    every = "".join(word[0] for word in words)
    weighty = "".join(word[0] for word in words if word not in light)
    return frozenset({every.upper(), weighty.upper()} - {""})
