"""The policy for text: it stays as it was given.

Offsets of every mention and quote refer to `Article.text`, so that text is never trimmed, re-wrapped, stripped of
markup or normalised to another Unicode form.  The one change made is that the two characters `\\r\\n` become `\\n`.
Text that cannot be text (no character but spaces, NUL characters, unpaired surrogates) is refused.
"""

CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1b\x1e\x1f")


def final_text(raw: str) -> str:
    r"""Return the text that all offsets will refer to.

    >>> final_text("One.\r\n  Two.\n")
    'One.\n  Two.\n'
    """
    return raw.replace("\r\n", "\n")


def defect(text: str) -> str | None:
    r"""Say why a text cannot be read as the text of a report, or None if it can.

    >>> defect("  \n")
    'it has no text'
    >>> defect("a\x00b")
    'it holds a NUL character (at character 1), so it is no text'
    >>> defect("A report.") is None
    True
    """
    if not text.strip():
        return "it has no text"
    position = text.find("\x00")
    if position >= 0:
        return f"it holds a NUL character (at character {position}), so it is no text"
    broken = unpaired_surrogate(text)
    if broken is not None:
        return f"it holds half of a character (an unpaired surrogate, at character {broken})"
    controls = sum(text.count(control) for control in CONTROLS)
    if controls * 20 > len(text):
        return "more than a twentieth of it is control characters, so it is no text"
    return None


def unpaired_surrogate(text: str) -> int | None:
    r"""Return the place of the first character that no encoding can write, or None.

    >>> unpaired_surrogate("ab\ud800")
    2
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return None
