"""Articles to readings: the language model and the rules behind one call."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path

from spacy.language import Language

from graphbuild import __version__
from graphbuild.extract.plain import plain
from graphbuild.extract.understand import understand
from graphbuild.model import Article, Reading

PACKAGE = Path(__file__).parent.parent
PARTS = ("extract", "pipeline")


class Reader:
    """Reads one article at a time; an article's reading does not depend on what else is read.

    State: the spaCy pipeline, and the fingerprint of all that a reading depends on.
    """

    def __init__(self, nlp: Language, model: Path) -> None:
        self.nlp = nlp
        self.model = model

    @cached_property
    def fingerprint(self) -> str:
        """Version and digest of weights, lexicons and rules: equal fingerprints give equal readings."""
        digest = sha256()
        files = sorted(path for path in self.model.iterdir() if path.is_file())
        for part in PARTS:
            files += sorted(path for path in (PACKAGE / part).rglob("*") if path.suffix in (".py", ".tsv"))
        for path in files:
            digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
        return f"graphbuild {__version__} {digest.hexdigest()[:16]}"

    def read(self, article: Article) -> Reading:
        """Everything that the pipeline understands in an article."""
        with self.nlp.memory_zone():  # keeps the string store from growing with the number of articles
            return understand(plain(self.nlp(article.text)), article, self.fingerprint)
