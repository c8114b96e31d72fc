"""The gate: what shuts it, and how floors are raised and lowered."""

from dataclasses import replace

import pytest

from graphbuild.errors import InputError, UsageError
from graphbuild.evaluate.gate import PINNED, Answers, Floors, breaches, floors_text, read_floors, settled, values
from graphbuild.evaluate.gold import Gold
from graphbuild.evaluate.score import Scores, score
from graphbuild.model import Reading

GOLD = Answers("0123456789abcdef", 1, "dev")


@pytest.fixture
def good(gold: Gold, reading: Reading) -> Scores:
    return score([gold], [reading])


@pytest.fixture
def worse(gold: Gold, reading: Reading) -> Scores:
    """Without the last two claims, one of them a denial."""
    return score([gold], [replace(reading, claims=reading.claims[:4])])


def test_every_pinned_measure_exists(good: Scores) -> None:
    assert set(PINNED) <= set(values(good))


def test_floors_stand_a_margin_below_what_was_measured(good: Scores) -> None:
    floors = settled(good, GOLD, None, margin=2.5, reason=None, date=None)
    assert set(floors.floors) == set(PINNED)
    assert set(floors.floors.values()) == {0.975}
    assert not breaches(good, floors, GOLD)


def test_a_fall_below_a_floor_is_told(good: Scores, worse: Scores) -> None:
    floors = settled(good, GOLD, None, margin=1, reason=None, date=None)
    told = breaches(worse, floors, GOLD)
    assert "claims: denials is 80.00, below its floor of 99.00" in told
    assert not [one for one in told if one.startswith("mentions")]


def test_the_floor_itself_is_reached(good: Scores) -> None:
    assert not breaches(good, Floors(GOLD, {"claims: total": 1.0}), GOLD)


def test_other_answers_shut_the_gate(good: Scores) -> None:
    floors = settled(good, GOLD, None, margin=1, reason=None, date=None)
    (told,) = breaches(good, floors, replace(GOLD, digest="fedcba9876543210", reports=2))
    assert "fedcba9876543210 of 2 reports of part dev instead of 0123456789abcdef of 1 reports" in told


def test_a_floor_of_nothing_measured_is_not_reached(good: Scores) -> None:
    told = breaches(good, Floors(GOLD, {"claims: outlet": 0.1, "claims: lies": 0.1}), GOLD)
    assert told[0] == "claims: outlet is nothing, below its floor of 10.00"
    assert "no measure 'claims: lies'" in told[1]


def test_lowering_wants_a_reason_which_is_kept(good: Scores, worse: Scores) -> None:
    old = settled(good, GOLD, None, margin=1, reason=None, date=None)
    with pytest.raises(UsageError, match=r"claims: denials from 99.00 to 79.00.*--lower"):
        settled(worse, GOLD, old, margin=1, reason=None, date=None)
    new = settled(worse, GOLD, old, margin=1, reason="stricter claims", date="2026-01-02")
    assert new.floors["claims: denials"] == 0.79
    assert new.floors["mentions: overlap"] == 0.99
    (change,) = new.changes
    assert (change.reason, change.date) == ("stricter claims", "2026-01-02")
    assert change.lowered["claims: denials"] == (0.99, 0.79)
    assert not breaches(worse, new, GOLD)


def test_a_floor_never_falls_by_a_wider_margin(good: Scores) -> None:
    old = settled(good, GOLD, None, margin=1, reason=None, date=None)
    assert settled(good, GOLD, old, margin=5, reason=None, date=None) == old


def test_floors_rise(good: Scores, worse: Scores) -> None:
    old = settled(worse, GOLD, None, margin=1, reason=None, date=None)
    new = settled(good, GOLD, old, margin=1, reason=None, date=None)
    assert new.floors["claims: denials"] == 0.99
    assert not new.changes


def test_a_floors_file_is_read_as_it_was_written(good: Scores, worse: Scores) -> None:
    old = settled(good, GOLD, None, margin=1, reason=None, date=None)
    for date in (None, "2026-01-02"):
        new = settled(worse, GOLD, old, margin=1, reason="stricter", date=date)
        assert read_floors(floors_text(new), where="floors.json") == new
    for broken in ("{", "[]", '{"gold": {}}', '{"gold": {"digest": "a", "reports": 1}, "floors": {"a": "b"}}'):
        with pytest.raises(InputError, match=r"floors.json is no floors file"):
            read_floors(broken, where="floors.json")
