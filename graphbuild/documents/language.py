"""Is a text English?  A cheap check, offline: its script, then its commonest words.

Only what is plainly another language is refused.  A text without any evidence (a list of names, a table) counts as
English with low confidence, since a report wrongly left out costs more than one wrongly read.
The words, in `function_words.tsv`, are function words frequent in one language and rare in others (the idea of
Grefenstette, "Comparing two language identification schemes", 1995).
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 200_000
"""Characters looked at: enough for any report; the text itself is never cut."""
ENGLISH = "English"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check says: `language` by name, whether it `is_english`, and how sure (0..1)."""

    language: str
    is_english: bool
    confidence: float


def language_of(text: str) -> Verdict:
    """Say which language a text is in, as far as that matters to a reader of English.

    >>> language_of("The army said that two of its soldiers were killed in the attack.").is_english
    True
    >>> language_of("L'armée a dit que deux de ses soldats ont été tués dans une attaque dans le nord.").language
    'French'
    >>> language_of("В результате удара погибли четыре человека.").language
    'a language in Cyrillic script'
    """
    sample = text[:SAMPLE]
    script, share = foreign_script(sample)
    if script is not None:
        return Verdict(f"a language in {script} script", False, round(share, 2))
    words = Counter(word.lower() for word in WORD.findall(sample))
    total = sum(words.values())
    hits = {name: sum(words[word] for word in known) for name, known in function_words().items()}
    english = hits.pop(ENGLISH)
    best = max(hits, key=lambda name: (hits[name], name))
    evidence = english + hits[best]
    if not evidence:
        return Verdict(ENGLISH, True, 0.0)
    if hits[best] > 1.5 * english and hits[best] >= 5 and hits[best] >= 0.12 * total:
        return Verdict(best, False, round(hits[best] / evidence, 2))
    return Verdict(ENGLISH, True, round(english / evidence, 2))


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the function words of each language that `function_words.tsv` knows."""
    table = files("graphbuild.documents").joinpath("function_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {name: frozenset(words.split()) for name, words in rows}


def foreign_script(text: str) -> tuple[str | None, float]:
    """Return the script other than Latin that most letters are in, with its share, or None if most are Latin.

    >>> foreign_script("Deir el-Zour (دير الزور) in Syria")[0] is None
    True
    """
    scripts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            scripts[unicodedata.name(character, "UNKNOWN").split()[0]] += count
    total = sum(scripts.values())
    if not total or scripts["LATIN"] * 2 >= total:
        return None, 0.0
    del scripts["LATIN"]
    script, count = min(scripts.items(), key=lambda item: (-item[1], item[0]))
    return ("Chinese" if script == "CJK" else script.capitalize()), count / total
