"""Articles to readings: the language model and the rules behind one call."""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import local

from spacy.language import Language

from graphbuild import __version__
from graphbuild.extract.evidence import EVEN
from graphbuild.extract.plain import plain
from graphbuild.extract.understand import understand
from graphbuild.model import Article, Reading
from graphbuild.pipeline.network import FILES

PACKAGE = Path(__file__).parent.parent
PARTS = ("extract", "pipeline")


class Reader:
    """Reads articles, each by itself: a reading does not depend on what else is read, nor on the thread.

    `language` makes a spaCy pipeline; every thread has one of its own, with a vocabulary of its own, and all share the
    network's weights.  What is less sure than `least`, 0 to 1, is not read.  State: these pipelines, and the
    fingerprint of all that a reading depends on.
    """

    def __init__(self, language: Callable[[], Language], model: Path, *, least: float = EVEN) -> None:
        self.model = model
        self.least = least
        self._language = language
        self._own = local()
        self._own.nlp = language()  # what is wrong with the model shows at once

    @property
    def nlp(self) -> Language:
        """The pipeline of the thread that asks."""
        if not hasattr(self._own, "nlp"):
            self._own.nlp = self._language()
        nlp: Language = self._own.nlp
        return nlp

    @cached_property
    def fingerprint(self) -> str:
        """Version and digest of weights, lexicons and rules: equal fingerprints give equal readings."""
        digest = sha256()
        files = [self.model / name for name in FILES]  # not the card, which says nothing to the network
        for part in PARTS:
            files += sorted(path for path in (PACKAGE / part).rglob("*") if path.suffix in (".py", ".tsv"))
        for path in files:
            digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
        if self.least != EVEN:
            digest.update(str(self.least).encode())
        return f"graphbuild {__version__} {digest.hexdigest()[:16]}"

    def read(self, article: Article) -> Reading:
        """Everything that the pipeline understands in an article."""
        nlp = self.nlp
        with nlp.memory_zone():  # keeps the string store from growing with the number of articles
            return understand(plain(nlp(article.text)), article, self.fingerprint, least=self.least)
