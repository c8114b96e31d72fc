"""The measures of coreference on examples whose scores are known from the literature."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.evaluate.assignment import best_pairs
from graphbuild.evaluate.coreference import b_cubed, ceaf_e, muc

KEY = [frozenset({1, 2, 3, 4, 5}), frozenset({6, 7}), frozenset({8, 9, 10, 11, 12})]
SMALL_MERGED = [frozenset({1, 2, 3, 4, 5}), frozenset({6, 7, 8, 9, 10, 11, 12})]
LARGE_MERGED = [frozenset({1, 2, 3, 4, 5, 8, 9, 10, 11, 12}), frozenset({6, 7})]


def ratios(sums: tuple[float, float, float, float]) -> tuple[float, float]:
    return sums[0] / sums[1], sums[2] / sums[3]


@pytest.mark.parametrize(("read", "precision"), [(SMALL_MERGED, Fraction(16, 21)), (LARGE_MERGED, Fraction(7, 12))])
def test_bagga_and_baldwin_1998(read: list[frozenset[int]], precision: Fraction) -> None:
    """Their two responses: MUC cannot tell them apart (90 %), B-cubed has 76 % and 58 % precision, full recall."""
    assert ratios(muc(KEY, read)) == pytest.approx((1.0, 0.9))
    assert ratios(b_cubed(KEY, read)) == pytest.approx((1.0, float(precision)))


def test_luo_2005() -> None:
    """Three true chains, of which the response merges two: phi4 pairs the best."""
    assert ceaf_e(KEY, SMALL_MERGED) == pytest.approx((1 + 10 / 12, 3, 1 + 10 / 12, 2))


def test_mentions_that_one_side_lacks() -> None:
    """Pradhan et al. 2014: they bring nothing to the side that has them, and are counted there."""
    gold, read = [frozenset("abc"), frozenset("defg")], [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
    assert ratios(b_cubed(gold, read)) == pytest.approx((35 / 84, 1 / 2))
    assert ratios(muc(gold, read)) == pytest.approx((2 / 5, 2 / 5))
    assert ratios(ceaf_e(gold, read)) == pytest.approx((1.3 / 2, 1.3 / 3))


@settings(deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), max_size=12))
def test_no_pairing_is_heavier(weights: dict[tuple[int, int], int]) -> None:
    pairs = best_pairs(weights)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)

    def heaviest(row: int, free: frozenset[int]) -> int:
        if row > 4:
            return 0
        taken = [weights[(row, j)] + heaviest(row + 1, free - {j}) for j in free if (row, j) in weights]
        return max([heaviest(row + 1, free), *taken])

    assert sum(weights[pair] for pair in pairs) == heaviest(0, frozenset(range(5)))
