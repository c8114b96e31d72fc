"""As many articles as wanted, each different, made from the reports in `examples/`.

Copies would flatter whatever looks things up.  So in every further round the names change their vowels, the numbers
grow and the day moves on; sentences, and with them the work for the language model, stay what they are.
"""

import calendar
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from graphbuild.model import Article
from graphbuild.sources import articles

EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
NUMBER = re.compile(r"(?<![\d.,:-])\d{1,3}(?![\d.,:-])")
CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))
VOWELS = "aeiou"


def varied(number: int) -> Iterator[Article]:
    """Yield so many different articles, always the same ones."""
    reports = [found for found in articles([EXAMPLES]) if isinstance(found, Article)]
    common = {word for report in reports for word in WORD.findall(report.text) if word[0].islower()}
    for place in range(number):
        turn, which = divmod(place, len(reports))
        yield variant(reports[which], turn, common) if turn else reports[which]


def variant(report: Article, turn: int, common: set[str]) -> Article:
    """Return a report with other names, numbers and dates; `common` words are no names."""

    def renamed(match: re.Match[str]) -> str:
        word = match.group()
        if word[0].islower() or word.isupper() or word in CALENDAR or word.lower() in common:
            return word
        return other_vowels(word, turn)

    def raised(match: re.Match[str]) -> str:
        return str(int(match.group()) % 28 + turn % 3 + 1)

    day = report.published and report.published + timedelta(days=7 * turn)
    text = NUMBER.sub(raised, WORD.sub(renamed, report.text))
    title = WORD.sub(renamed, report.title or "")
    return replace(report, id=f"{report.id}-{turn}", text=text, title=title, published=day, url=None)


def other_vowels(word: str, turn: int) -> str:
    """Return a name whose vowels are shifted by the digits of `turn` in base five.

    >>> other_vowels("Gossi", 1), other_vowels("Gossi", 5)
    ('Gussi', 'Gosso')
    """
    shifted = []
    for letter in word:
        if letter in VOWELS:
            shifted.append(VOWELS[(VOWELS.index(letter) + turn) % 5])
            turn //= 5
        else:
            shifted.append(letter)
    return "".join(shifted)


def write(number: int, target: Path) -> int:
    """Write so many articles as JSON lines, and return how many words they have."""
    words = 0
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for article in varied(number):
            words += len(article.text.split())
            published = article.published and article.published.isoformat()
            row = {"id": article.id, "title": article.title, "text": article.text, "publisher": article.publisher}
            file.write(json.dumps(row | {"published": published}, ensure_ascii=False) + "\n")
    return words
