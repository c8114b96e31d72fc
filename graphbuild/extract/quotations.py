"""Quotations: which quotation marks belong together, across sentences and paragraphs.

Straight, curly and doubled marks, guillemets and LaTeX-style pairs are known; apostrophes are none. Marks need not
balance: a quotation that is not closed ends with its paragraph, unless the next paragraph opens with a mark again, as
newspapers print long quotations.
"""

from dataclasses import dataclass
from typing import Final

from graphbuild.extract.plain import Doc, Token

_OPENING: Final = frozenset({"“", "„", "«", "``", "‟", "〝"})
_CLOSING: Final = frozenset({"”", "»", "''", "〞"})
_STRAIGHT: Final = frozenset({'"', "＂"})
_FINAL: Final = frozenset(".!?\"”»'")
_BRACKETS: Final = frozenset({"(", "[", "{", "—", "–", "-", ":"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `start` and `end` are token indices without the marks, the end exclusive."""

    start: int
    end: int
    closed: bool = True


def quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Find the quotations of a text, in its order, none overlapping."""
    found: list[Quotation] = []
    opened: int | None = None
    resumed = False
    for token in doc:
        side = _side(token, opened is not None)
        if side == "open":
            if opened is not None and not resumed:
                found.append(Quotation(opened, token.i, False))
            if opened is None or not resumed:
                opened = token.i + 1
            resumed = False
        elif side == "close" and opened is not None:
            found.append(Quotation(opened, token.i))
            opened, resumed = None, False
        elif opened is not None and _paragraph(token):
            if _opens_next(doc, token.i):
                resumed = True
            else:
                found.append(Quotation(opened, token.i, False))
                opened = None
    if opened is not None:
        found.append(Quotation(opened, len(doc), False))
    return tuple(one for one in found if one.start < one.end)


def is_mark(token: Token) -> bool:
    """Whether a token is a quotation mark."""
    return token.text in _OPENING or token.text in _CLOSING or token.text in _STRAIGHT


def _side(token: Token, is_open: bool) -> str:
    """ "open", "close", or empty for a token that is no mark."""
    if token.text in _OPENING:
        return "open"
    if token.text in _CLOSING:
        return "close"
    if token.text not in _STRAIGHT:
        return ""
    before = token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space
    bracket = token.i > 0 and token.nbor(-1).text in _BRACKETS
    after = token.i + 1 == len(token.doc) or bool(token.whitespace_) or token.nbor(1).is_space
    if before and not after:
        return "open"
    if after and not before and not (bracket and not is_open):
        return "close"
    return "close" if is_open else "open"


def _paragraph(token: Token) -> bool:
    """White space that ends a paragraph: an empty line, or a line break after a full stop.

    In text broken into lines of equal length a full stop may end a line by chance: if the next mark closes a
    quotation, the paragraph goes on.
    """
    if not token.is_space or "\n" not in token.text:
        return False
    if token.text.count("\n") > 1 or token.i == 0:
        return True
    if token.nbor(-1).text[-1:] not in _FINAL:
        return False
    for other in token.doc[token.i + 1 :]:
        if other.is_space and other.text.count("\n") > 1:
            return True
        if side := _side(other, True):
            return side == "open"
    return True


def _opens_next(doc: Doc, i: int) -> bool:
    following = next((token for token in doc[i + 1 : i + 4] if not token.is_space), None)
    return following is not None and _side(following, False) == "open"
