"""What a thing is called: the wording that serves as its label, and wordings brought to one spelling."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from graphbuild.model import Mention

FORMS = ("name", "nominal", "pronoun")
DETERMINERS = frozenset(
    (
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
    )
)
ARABIC_ARTICLE = re.compile(r"\b(?:al|el|ad|ar|as|ash|at|az|es|er|ez|ul)[-'](?=\w)")


@lru_cache(maxsize=65536)
def normalised(text: str) -> str:
    """A wording without case, diacritics, punctuation, leading determiners and possessive endings.

    The Arabic article is brought to one spelling, since its form says more about the outlet than about the name.

    >>> normalised("The Islamic State's"), normalised("Deir ez-Zor"), normalised("U.S.")
    ('islamic state', 'deir al zor', 'us')
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("\u2019", "'")
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = re.sub(r"(?<=\w)'s\b|(?<=s)'(?!\w)", "", plain)
    plain = re.sub(r"(?<=\b\w)\.", "", plain)
    plain = ARABIC_ARTICLE.sub("al ", plain)
    words = re.sub(r"[^\w]+|_", " ", plain).split()
    while len(words) > 1 and words[0] in DETERMINERS:
        words = words[1:]
    return " ".join(words)


def rank(form: str, text: str) -> tuple[int, int, int, str, str]:
    """The sort key of a wording: names before descriptions before pronouns, then the longest, then the alphabet.

    Words count before characters; text all in capitals comes after the same in mixed case.
    """
    return (FORMS.index(form), -len(text.split()), -len(text), text.casefold(), text.swapcase())


def best(wordings: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The (form, text) that serves as label.

    >>> best([("pronoun", "he"), ("nominal", "the former police commander"), ("name", "Khalimov")])
    ('name', 'Khalimov')
    """
    return min(wordings, key=lambda wording: rank(*wording))


def wording(mention: Mention) -> tuple[str, str]:
    """The form and text of a mention, blanks evened out; the words themselves where it has no label."""
    return mention.form, " ".join((mention.label or mention.text).split())


def others(wordings: Iterable[tuple[str, str]], label: str) -> list[str]:
    """The further wordings worth keeping as alternative labels.

    Where a thing has a name, only its other names: "the ministry" is how one article spoke of it, not what it is
    called, and stays with the mention.  Pronouns are no labels.
    """
    found = set(wordings)
    kept = "name" if any(form == "name" for form, _ in found) else "nominal"
    return sorted({text for form, text in found if form == kept and text} - {label})
