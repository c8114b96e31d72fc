"""How sure the program is that a report says something: what a rule found weighed together with what a layer gives.

`lexicon/evidence.tsv` has a row for each kind of judgement.  The log-odds that it is right are

    base + layer * log-odds of the layer's probability + the weight of each rule that says so,

fitted by logistic regression on the development part of our corpus (`python -m graphbuild.training.weigh`), which no
layer was trained on.  So rules and layers meet in one place, neither wins by decree, and the result is a confidence.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

TABLE = Path(__file__).parent / "lexicon" / "evidence.tsv"
LOWEST, HIGHEST = 0.05, 0.98  # a layer that gives nothing, or all, is no surer than this
EVEN = 0.5
JOIN = 0.4  # two mentions are judged one from here on: one event told as two costs more statements than two told as one
UNLAYERED = 0.8  # where no layer has seen the text a rule is taken at its word


@dataclass(frozen=True, slots=True)
class Weights:
    """A row of the table: what is added to the log-odds for the layer and for each rule."""

    base: float
    layer: float
    rules: Mapping[str, float]

    def confidence(self, chance: float, rules: Iterable[str] = ()) -> float:
        """How sure the judgement is, 0 to 1, given the layer's probability and the rules that bear it out."""
        odds = self.base + self.layer * log_odds(chance) + sum(self.rules.get(rule, 0.0) for rule in rules)
        return 1 / (1 + exp(-odds))


def log_odds(chance: float) -> float:
    """The log-odds of a probability, kept from the extremes.

    >>> round(log_odds(0.5), 2), round(log_odds(0.0), 2)
    (0.0, -2.94)
    """
    kept = min(max(chance, LOWEST), HIGHEST)
    return log(kept / (1 - kept))


@cache
def weights() -> dict[str, Weights]:
    """The rows of the table by kind of judgement."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {row["judgement"]: _weights(row["weights"]) for row in rows}


def _weights(cell: str) -> Weights:
    found = {name: float(value) for name, value in (pair.split("=") for pair in cell.split())}
    return Weights(found.pop("base"), found.pop("layer"), found)
