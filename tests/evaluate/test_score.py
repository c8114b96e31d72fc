"""What each fault of a reading costs, layer by layer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graphbuild.errors import InputError
from graphbuild.evaluate.gold import Gold
from graphbuild.evaluate.score import LAYERS, Scores, article, score
from graphbuild.evaluate.tally import Row
from graphbuild.model import Mention, Reading

Measured = Callable[[Reading], Scores]


def row(scores: Scores, name: str) -> Row:
    (found,) = (one for one in scores.rows if one.name == name)
    return found


def counts(scores: Scores, name: str) -> tuple[float, float, float]:
    one = row(scores, name)
    return one.right, one.given, one.wanted


def mention(reading: Reading, words: str) -> Mention:
    return next(one for one in reading.mentions if one.text == words)


def with_mention(reading: Reading, old: Mention, **changes: Any) -> Reading:
    new = replace(old, **changes)
    return replace(reading, mentions=tuple(new if one is old else one for one in reading.mentions))


def test_a_perfect_reading_is_right_in_every_layer(measured: Measured, reading: Reading) -> None:
    scores = measured(reading)
    assert {one.layer for one in scores.rows} == set(LAYERS)
    for one in scores.rows:
        if one.is_share:
            expected = 1.0 if one.measure == "told as happened" else 0.0
            assert one.value in (None, expected), one.name
        else:
            assert one.value in (None, 1.0), one.name
            assert one.value == 1.0 or not one.wanted, one.name
    assert not scores.reports[0].faults
    assert row(scores, "claims: known only by a denial").wanted == 1
    assert row(scores, "claims: disputes").wanted == 3


def test_an_empty_reading_finds_nothing_and_says_nothing_false(measured: Measured, gold: Gold) -> None:
    scores = measured(Reading(article(gold), "", (), (), (), ()))
    for one in scores.rows:
        assert one.value in (None, 0.0), one.name
        assert one.precision is None, one.name
    assert {fault.kind for fault in scores.reports[0].faults} == {"missed"}
    assert scores.rows == score([gold], []).rows, "no reading is an empty one"


def test_a_wrong_class_costs_the_class_alone(measured: Measured, reading: Reading) -> None:
    scores = measured(with_mention(reading, mention(reading, "The army"), kind="Group"))
    right, _, wanted = counts(scores, "mentions: overlap")
    assert right == wanted
    assert counts(scores, "mentions: overlap with exact class")[0] == wanted - 1
    assert row(scores, "arguments: all").value == 1.0


def test_a_wrong_wide_class_still_stands_for_the_thing(measured: Measured, reading: Reading) -> None:
    """A counted set that is read as plain people is no figure, but whoever was killed is found."""
    scores = measured(with_mention(reading, mention(reading, "five wounded"), kind="Civilians", figure=None))
    assert counts(scores, "mentions: CasualtyFigure") == (1, 1, 2)
    assert counts(scores, "mentions: overlap, any class")[0] == counts(scores, "mentions: overlap")[0] + 1
    assert counts(scores, "figures: found") == (1, 1, 2)
    assert counts(scores, "arguments: injured-in") == (1, 1, 1)


def test_other_bounds_cost_what_they_touch(measured: Measured, reading: Reading) -> None:
    old = mention(reading, "at least 12 militants")
    assert old.figure
    scores = measured(with_mention(reading, old, figure=replace(old.figure, at_most=12)))
    assert counts(scores, "figures: with outcome and at least")[0] == 2
    assert counts(scores, "figures: with outcome and both bounds")[0] == 1


def test_a_wrong_type_costs_the_typed_measures(measured: Measured, reading: Reading) -> None:
    old = mention(reading, "shelled")
    scores = measured(with_mention(reading, old, kind="Airstrike"))
    assert counts(scores, "triggers: overlap") == (5, 5, 5)
    assert counts(scores, "triggers: overlap with type") == (4, 5, 5)
    assert counts(scores, "events: found") == (3, 3, 3)
    assert counts(scores, "events: with type and place") == (2, 3, 3)
    assert ("Shelling", "Airstrike", 1) in scores.taken["event"]
    assert row(scores, "claims: total").value == 1.0


def test_a_split_event_costs_its_second_half(measured: Measured, reading: Reading) -> None:
    raid = mention(reading, "a raid")
    apart = replace(reading, links=tuple(one for one in reading.links if one.right != raid.id))
    denial = replace(apart.claims[1], about=raid.id, propositions=())
    scores = measured(replace(apart, claims=(apart.claims[0], denial, *apart.claims[2:])))
    assert row(scores, "events: split").right == 1
    assert counts(scores, "events: found") == (3, 4, 3)
    assert counts(scores, "claims: denials") == (2, 3, 3)
    assert row(scores, "claims: total, split events rejoined").value == 1.0


def test_merged_events_are_counted(measured: Measured, reading: Reading) -> None:
    raid, shelled = mention(reading, "a raid"), mention(reading, "shelled")
    link = replace(reading.links[0], left=raid.id, right=shelled.id)
    scores = measured(replace(reading, links=(*reading.links, link)))
    assert row(scores, "events: merged").right == 1
    assert counts(scores, "events: found") == (2, 2, 3)


def test_an_event_that_never_happened_is_false_and_told_apart(measured: Measured, reading: Reading, gold: Gold) -> None:
    at = gold.text.index("talks")
    talks = Mention("m99", at, at + 5, "talks", "Negotiation", "talks", "nominal")
    scores = measured(replace(reading, mentions=(*reading.mentions, talks)))
    assert counts(scores, "triggers: overlap") == (5, 6, 5)
    assert row(scores, "triggers: told as happened though planned").value == 1.0
    assert counts(scores, "events: found") == (3, 4, 3)
    (fault,) = (one for one in scores.reports[0].faults if one.layer == "events")
    assert fault.what == "Negotiation 'talks' (is of e4 planned)"


def test_a_place_may_be_right_by_its_name(measured: Measured, reading: Reading, gold: Gold) -> None:
    """Where the place that is read shares no mention with the gold's, an equal name does."""
    old = mention(reading, "Tamra")
    scores = measured(with_mention(reading, old, start=0, end=5, text=gold.text[:5], label="Tamra"))
    assert row(scores, "events: with type and place").value == 1.0
    other = measured(with_mention(reading, old, start=0, end=5, text=gold.text[:5], label="Sefra"))
    assert counts(other, "events: with type and place") == (2, 3, 3)


def test_periods_by_their_ends(measured: Measured, reading: Reading) -> None:
    first, second = reading.periods
    longer = replace(first, end=date(2016, 3, 4), precision="range")
    scores = measured(replace(reading, periods=(longer, second)))
    assert counts(scores, "periods: begin and end") == (1, 2, 2)
    assert counts(scores, "periods: begin") == (2, 2, 2)
    assert counts(scores, "periods: overlap") == (2, 2, 2)
    assert counts(scores, "events: with type, place and period") == (2, 3, 3)


def test_the_narrowest_period_counts(measured: Measured, reading: Reading) -> None:
    wide = replace(reading.periods[0], begin=date(2016, 3, 1), end=date(2016, 3, 31), precision="month")
    scores = measured(replace(reading, periods=(wide, *reading.periods)))
    assert row(scores, "periods: begin and end").value == 1.0


def test_an_attributed_claim_read_as_the_outlets_own(measured: Measured, reading: Reading) -> None:
    claims = (replace(reading.claims[0], claimant=None), *reading.claims[1:])
    scores = measured(replace(reading, claims=claims))
    assert counts(scores, "claims: attributed") == (4, 4, 5)
    assert counts(scores, "claims: outlet") == (0, 1, 0)
    assert counts(scores, "claims: total") == (4, 5, 5)
    assert row(scores, "propositions: with stance").value == 1.0
    assert counts(scores, "propositions: with stance and claimant")[0] == row(
        scores, "propositions: with stance and claimant"
    ).wanted - len(claims[0].propositions)


def test_a_spokesman_and_his_group(measured: Measured, reading: Reading) -> None:
    front = mention(reading, "the Lion Front")
    claims = (reading.claims[0], replace(reading.claims[1], claimant=front.id), *reading.claims[2:])
    scores = measured(replace(reading, claims=claims))
    assert counts(scores, "claims: attributed")[0] == 4
    assert counts(scores, "claims: attributed, to claimant or whom he speaks for")[0] == 5


def test_a_denial_read_as_a_claim(measured: Measured, reading: Reading) -> None:
    wrong = replace(reading.claims[1], stance="affirms", kind="Claim")
    scores = measured(replace(reading, claims=(reading.claims[0], wrong, *reading.claims[2:])))
    assert counts(scores, "claims: denials") == (2, 2, 3)
    assert ("denies", "affirms", 1) in scores.taken["stance"]
    kinds = {fault.what for fault in scores.reports[0].faults if fault.layer == "claims"}
    assert "spk 'A spokesman' denies ArmedAttack (e1)" in kinds


def test_kind_and_certainty_count_where_they_are_asked_for(measured: Measured, reading: Reading) -> None:
    wrong = replace(reading.claims[0], kind="Claim", certainty="possible")
    scores = measured(replace(reading, claims=(wrong, *reading.claims[1:])))
    assert counts(scores, "claims: total") == (5, 5, 5)
    assert counts(scores, "claims: total, with kind") == (4, 5, 5)
    assert counts(scores, "claims: total, with certainty") == (4, 5, 5)


def test_a_denial_without_propositions_refuses_what_it_disputes(measured: Measured, reading: Reading) -> None:
    bare = replace(reading.claims[3], propositions=(), about=None)
    scores = measured(replace(reading, claims=(*reading.claims[:3], bare, *reading.claims[4:])))
    assert row(scores, "claims: denials").value == 1.0
    assert row(scores, "propositions: with stance and claimant").value == 1.0


def test_a_lost_chain_shows_in_coreference_and_arguments(measured: Measured, reading: Reading) -> None:
    group = mention(reading, "The group")
    scores = measured(replace(reading, links=tuple(one for one in reading.links if one.right != group.id)))
    muc = row(scores, "coreference: MUC")
    assert (muc.right, muc.wanted, muc.precision) == (muc.wanted - 1, muc.wanted, 1.0)
    assert any(f.layer == "coreference" and "kat is one, read as" in f.what for f in scores.reports[0].faults)


def test_intervals_are_the_same_every_time_and_hold_the_value(gold: Gold, reading: Reading) -> None:
    golds = [replace(gold, id=f"r{number}") for number in range(6)]
    readings = [replace(reading, article=article(one)) for one in golds[:4]]
    scores = score(golds, readings)
    assert scores.rows == score(reversed(golds), reversed(readings)).rows
    one = row(scores, "claims: total")
    assert one.interval and one.interval[0] < (one.value or 0) < one.interval[1] <= 1


def test_the_worst_reports_come_first(gold: Gold, reading: Reading) -> None:
    golds = [replace(gold, id=f"r{number}") for number in range(3)]
    half = replace(reading, article=article(golds[1]), claims=reading.claims[:2])
    scores = score(golds, [replace(reading, article=article(golds[0])), half])
    assert [one.gold.id for one in scores.worst("claims", 5)] == ["r2", "r1"]
    assert [one.gold.id for one in scores.worst("claims", 1)] == ["r2"]


def test_a_reading_of_another_text_is_refused(gold: Gold, reading: Reading) -> None:
    other = replace(gold, text=gold.text + " ")
    with pytest.raises(InputError, match="another text"):
        score([other], [reading])
    with pytest.raises(InputError, match="two readings"):
        score([gold], [reading, reading])
