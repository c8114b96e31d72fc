"""Articles to readings: the language model as a spaCy component, and the reader around it.

`language` gives a plain spaCy pipeline; `load` gives the reader that `build` uses.
"""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language

from graphbuild.pipeline.component import MODEL_FOLDER
from graphbuild.pipeline.tokens import mend
from graphbuild.settings import Settings

if TYPE_CHECKING:
    from graphbuild.pipeline.reader import Reader

LONGEST = 50_000_000  # characters; spaCy's own limit guards memory of components that are not used here


def language(folder: Path | None = None, *, threads: int = 0) -> Language:
    """A spaCy pipeline with the joint model; people may add components of their own to it."""
    nlp = spacy.blank("en")
    nlp.max_length = LONGEST
    mend(nlp)
    config = {"folder": str(folder) if folder else None, "threads": threads or os.cpu_count() or 1}
    nlp.add_pipe("graphbuild_joint", config=config)
    return nlp


def load(settings: Settings | None = None) -> "Reader":
    """The reader of the package, with the model and the threads of the settings.  Raises ModelError."""
    from graphbuild.pipeline.reader import Reader  # noqa: PLC0415 (the network alone needs no extractors)

    settings = settings or Settings()
    folder = Path(settings.model) if settings.model else MODEL_FOLDER
    return Reader(partial(language, folder, threads=settings.threads), folder, least=settings.min_confidence)


__all__ = ["MODEL_FOLDER", "language", "load"]
