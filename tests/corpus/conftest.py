"""The corpus and the script beside it that writes what is generated of it."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from graphbuild.evaluate.gold import Gold

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def prepare() -> ModuleType:
    """`corpus/prepare.py`."""
    sys.path.insert(0, str(CORPUS))
    try:
        return importlib.import_module("prepare")
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="session")
def golds(prepare: ModuleType) -> list[Gold]:
    """All reports with their parts, as the marked form has them."""
    found: list[Gold] = prepare.reports()
    return found
