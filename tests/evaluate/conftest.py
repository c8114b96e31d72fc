"""A report with gold answers and its perfect reading, for tests to put faults into."""

from collections.abc import Callable

import pytest

from graphbuild.evaluate.agreement import as_reading
from graphbuild.evaluate.gold import Gold
from graphbuild.evaluate.score import Scores, score
from graphbuild.model import Reading

from .wells import REPORT, gold_from


@pytest.fixture
def gold() -> Gold:
    """The report's gold answers."""
    return gold_from(REPORT)


@pytest.fixture
def reading(gold: Gold) -> Reading:
    """The perfect reading of the report."""
    return as_reading(gold)


@pytest.fixture
def measured(gold: Gold) -> Callable[[Reading], Scores]:
    """Score a reading of the report."""
    return lambda reading: score([gold], [reading])
