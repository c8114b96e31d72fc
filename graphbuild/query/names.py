"""IRIs as people read them."""

import unicodedata

from graphbuild.graph.namespaces import PREFIXES


def local_name(iri: str) -> str:
    """The last part of an IRI.

    >>> local_name("https://w3id.org/graphbuild/ontology#killedIn")
    'killedIn'
    """
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2] or iri


def short_name(iri: str) -> str:
    """An IRI with the longest prefix that fits, or as it is.

    >>> short_name("https://w3id.org/graphbuild/ontology#killedIn"), short_name("https://example.org/x")
    ('gb:killedIn', 'https://example.org/x')
    """
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest.replace("_", "").replace("-", "").isalnum():
            return f"{prefix}:{rest}"
    return iri


def one_line(text: str) -> str:
    r"""Words on one line, without control characters: a report must not steer the terminal of who reads of it.

    >>> one_line("said\n on \x1b[31mFriday")
    'said on [31mFriday'
    """
    shown = ("" if unicodedata.category(sign) in ("Cc", "Cf") and not sign.isspace() else sign for sign in text)
    return " ".join("".join(shown).split())
