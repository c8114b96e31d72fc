"""Words to sub-words: what the encoder reads.  The same code serves training and run time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

OTHER, DIGIT, LOWER, TITLE, UPPER, MIXED = range(6)
PAD, UNKNOWN, BEGIN, END, MASK = 0, 100, 101, 102, 103  # ids of the BERT vocabulary
LONGEST_WORD = 16  # pieces; of a longer word (a URL, say) the encoder sees the first and last eight


@dataclass(frozen=True, slots=True)
class Pieces:
    """Sub-words of a run of words: ids and case classes with begin and end marks, first and last piece of each word."""

    ids: list[int]
    cases: list[int]
    first: list[int]
    last: list[int]


@lru_cache(maxsize=65_536)
def case_class(word: str) -> int:
    """The case class of a word.

    >>> [case_class(w) for w in ("2017", "killed", "Syria", "ISIS", "iPhone", "A", ",")]
    [1, 2, 3, 4, 5, 3, 0]
    """
    if any(c.isdigit() for c in word) and not any(c.islower() for c in word):
        return DIGIT
    if not any(c.isalpha() for c in word):
        return OTHER
    if word.islower():
        return LOWER
    if word.istitle() or (word[0].isupper() and word[1:].islower()):
        return TITLE
    return UPPER if word.isupper() else MIXED


# Function words that are also the initials of organisations: the Islamic State, the World Health Organization ...
HOMOGRAPHS = frozenset(
    {"is", "it", "us", "who", "am", "as", "an", "or", "do", "in", "at", "be", "so", "no", "pa", "all"}
)
STAND_IN = "NATO"


def unmistakable(words: Sequence[str]) -> list[str]:
    """The words as the uncased encoder should see them: initials that look like a function word get a stand-in.

    Only initials that the text itself introduces in brackets, "Islamic State (IS)", and only where it is not written
    in capitals throughout.

    >>> unmistakable(["the", "Islamic", "State", "(", "IS", ")", "fled", ";", "IS", "is", "gone"])[4:]
    ['NATO', ')', 'fled', ';', 'NATO', 'is', 'gone']
    """
    triples = zip(words, words[1:], words[2:], strict=False)
    introduced = {w for left, w, right in triples if left == "(" and right == ")" and w.isupper()}
    introduced = {w for w in introduced if w.lower() in HOMOGRAPHS}
    if not introduced or sum(w.isupper() for w in words) > len(words) / 2:
        return list(words)
    return [STAND_IN if word in introduced else word for word in words]


class PieceEncoder:
    """WordPiece over given words, remembering the words that it has seen."""

    def __init__(self, tokenizer_json: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer_json))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known: dict[str, list[int]] = {}

    def word(self, word: str) -> list[int]:
        """The piece ids of one word, never none."""
        ids = self.known.get(word)
        if ids is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids or [UNKNOWN]
            if len(ids) > LONGEST_WORD:
                ids = ids[: LONGEST_WORD // 2] + ids[-LONGEST_WORD // 2 :]
            if len(self.known) > 200_000:  # keeps memory flat over millions of articles
                self.known.clear()
            self.known[word] = ids
        return ids

    def encode(self, words: Sequence[str], cases: Sequence[int] | None = None) -> Pieces:
        """The pieces of these words; `cases` overrides the case classes."""
        ids, classes, first, last = [BEGIN], [OTHER], [], []
        for i, word in enumerate(words):
            pieces = self.word(word)
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
            classes.extend([case_class(word) if cases is None else cases[i]] * len(pieces))
        return Pieces([*ids, END], [*classes, OTHER], first, last)
