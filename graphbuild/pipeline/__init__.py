"""Articles to readings: the language model as a spaCy component, and the reader around it."""

from pathlib import Path

import spacy
from spacy.language import Language

from graphbuild.pipeline import component as _component  # registers the spaCy factory


def language(folder: Path | None = None, *, threads: int = 2) -> Language:
    """A spaCy pipeline with the joint model; people may add components of their own to it."""
    nlp = spacy.blank("en")
    nlp.max_length = 20_000_000
    nlp.add_pipe("graphbuild_joint", config={"folder": str(folder) if folder else None, "threads": threads})
    return nlp


MODEL_FOLDER = _component.MODEL_FOLDER
