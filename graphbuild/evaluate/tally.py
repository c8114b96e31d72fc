"""What was right in each report, added up: precision, recall and F1 with their intervals, and what went wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

SAMPLES: Final = 1_000
SEED: Final = 20_260_101
Key = tuple[str, str]
"""Layer and measure."""
Sums = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Tally:
    """What one report adds to a measure.

    `right` of `wanted` was found, `sound` of `given` is right; the two differ for measures of coreference alone, where
    all four are sums of their definitions.  For a share `given` is 0 throughout.
    """

    right: float
    wanted: float
    sound: float
    given: float


@dataclass(frozen=True, slots=True)
class Fault:
    """Something missed or false, in words, and where in the text it is."""

    layer: str
    kind: Literal["missed", "false"]
    what: str
    at: int


@dataclass(slots=True)
class Sheet:
    """What is taken down of one report: tallies by measure, faults, and what was taken for what."""

    tallies: dict[Key, Tally] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    taken: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    shares: set[Key] = field(default_factory=set)

    def count(self, layer: str, measure: str, *, right: float, given: float, wanted: float) -> None:
        """Take down a measure of things that are right or wrong."""
        self.tallies[(layer, measure)] = Tally(right, wanted, right, given)

    def share(self, layer: str, measure: str, *, right: float, wanted: float) -> None:
        """Take down a measure that is a share of something."""
        self.shares.add((layer, measure))
        self.tallies[(layer, measure)] = Tally(right, wanted, 0, 0)

    def fault(self, layer: str, kind: Literal["missed", "false"], what: str, at: int) -> None:
        """Take down a fault."""
        self.faults.append(Fault(layer, kind, what, at))


@dataclass(frozen=True, slots=True)
class Row:
    """A measure over all reports, every ratio in 0..1; None where nothing can be divided by.

    `value` is what the measure comes to: F1, or for a share the share.  `interval` holds 95 of 100 values drawn by
    taking reports at random, with replacement (Efron 1979).
    """

    layer: str
    measure: str
    value: float | None
    precision: float | None
    recall: float | None
    right: float
    given: float
    wanted: float
    interval: tuple[float, float] | None
    is_share: bool = False

    @property
    def name(self) -> str:
        """Layer and measure, as floors name it."""
        return f"{self.layer}: {self.measure}"


def rows(sheets: Sequence[Sheet], *, means: Mapping[Key, Sequence[Key]]) -> list[Row]:
    """Every measure over all reports, in the order in which a report takes them down.

    `means` are measures that are the mean of the F1 of others; each comes after the last of these.
    """
    if not sheets:
        return []
    drawn = _drawn(len(sheets))
    sums: dict[Key, Sums] = {}
    samples: dict[Key, Sums] = {}
    for key in sheets[0].tallies:
        table = np.array([[one.right, one.wanted, one.sound, one.given] for one in (s.tallies[key] for s in sheets)])
        sums[key], samples[key] = table.sum(axis=0, keepdims=True), drawn @ table
    found = []
    last = {parts[-1]: key for key, parts in means.items()}
    for key, total in sums.items():
        found.append(_row(key, total, samples[key], is_share=key in sheets[0].shares))
        if key in last:
            mean = last[key]
            value = float(np.mean([_f1(sums[one]) for one in means[mean]]))
            spread = np.mean([_f1(samples[one]) for one in means[mean]], axis=0)
            found.append(Row(*mean, _or_none(value), None, None, 0, 0, 0, _interval(spread)))
    return found


def _drawn(reports: int) -> Sums:
    """How often each report is drawn in each sample; of `RandomState` the numbers are the same in all versions."""
    chance = np.random.RandomState(SEED)
    return chance.multinomial(reports, [1 / reports] * reports, size=SAMPLES).astype(np.float64)


def _row(key: Key, total: Sums, samples: Sums, *, is_share: bool) -> Row:
    right, wanted, sound, given = (float(one) for one in total[0])
    recall = right / wanted if wanted else None
    if is_share:
        with np.errstate(invalid="ignore", divide="ignore"):
            spread = samples[:, 0] / samples[:, 1]
        return Row(*key, recall, None, None, right, 0, wanted, _interval(spread), is_share=True)
    precision = sound / given if given else None
    return Row(
        *key, _or_none(float(_f1(total)[0])), precision, recall, right, given, wanted, _interval(_f1(samples))
    )  # fmt: skip


def _f1(sums: Sums) -> Sums:
    """F1 of each row of sums; where nothing was wanted and nothing given there is none."""
    right, wanted, sound, given = sums.T
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.where(given > 0, sound / given, 0.0)
        recall = np.where(wanted > 0, right / wanted, 0.0)
        found = np.where(precision + recall > 0, 2 * precision * recall / (precision + recall), 0.0)
    both: Sums = np.where((given > 0) | (wanted > 0), found, np.nan)
    return both


def _interval(values: Sums) -> tuple[float, float] | None:
    """The middle 95 of 100 values."""
    sure = values[~np.isnan(values)]
    if not len(sure):
        return None
    low, high = np.percentile(sure, (2.5, 97.5))
    return float(low), float(high)


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else value
