"""The shipped model, loaded once; without its files the tests that need it are skipped with a reason."""

import pytest
from spacy.language import Language

from graphbuild.pipeline import MODEL_FOLDER, language
from graphbuild.pipeline.network import FILES
from graphbuild.pipeline.reader import Reader


@pytest.fixture(scope="session")
def nlp() -> Language:
    missing = [name for name in FILES if not (MODEL_FOLDER / name).is_file()]
    if missing:
        pytest.skip(f"the language model is not in this checkout: {MODEL_FOLDER} lacks {', '.join(missing)}")
    return language(threads=1)


@pytest.fixture(scope="session")
def reader(nlp: Language) -> Reader:
    return Reader(lambda: nlp, MODEL_FOLDER)
