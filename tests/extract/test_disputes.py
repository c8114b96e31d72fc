"""Which claims dispute which: denials what they deny, the lower of two tolls the higher."""

import pytest
from sentences import by_id, read, scene

from graphbuild.extract.claims import link_tolls
from graphbuild.extract.denials import link_denials
from graphbuild.extract.drafts import Actors, ClaimBook, Draft, Triple
from graphbuild.model import Claim, Figure, Reading, Stance

ARMY, THE_ARMY, COMMISSION, REBELS, RAID, STORM, LOW, HIGH = range(8)
KILLED: Triple = (RAID, "perpetrator", REBELS)


def draft(claimant: int | None, *triples: Triple, stance: Stance = "affirms") -> Draft:
    kind = "Denial" if stance == "denies" else "Claim"
    return Draft(0, claimant, kind, stance, "certain", "say", 0, 1, None, triples=dict.fromkeys(triples, 0.9))


def book(*drafts: Draft, figures: dict[int, Figure] | None = None) -> ClaimBook:
    """Drafts over nodes of which only the two wordings of the army are one."""

    def chain(node: int) -> int:
        return ARMY if node == THE_ARMY else node

    actors = Actors(
        node_at=lambda token: None,
        same=lambda a, b: chain(a) == chain(b),
        same_side=lambda a, b: False,
        is_named_actor=lambda node: False,
        kind=lambda node: "",
        chain=chain,
        figure=(figures or {}).get,
    )
    made = ClaimBook(scene("Rebels shelled the market."), (), {}, actors)
    made.drafts = list(drafts)
    return made


def disputes(made: ClaimBook) -> list[list[int]]:
    return [one.disputes for one in made.drafts]


def test_a_denial_disputes_the_named_holders_of_what_it_denies_before_the_outlet() -> None:
    made = book(draft(ARMY, KILLED, stance="denies"), draft(None, KILLED), draft(COMMISSION, KILLED))
    link_denials(made)
    assert disputes(made) == [[2], [], []]


def test_a_denial_of_what_only_the_outlet_tells_disputes_the_outlet() -> None:
    made = book(draft(None, KILLED), draft(ARMY, KILLED, stance="denies"))
    link_denials(made)
    assert disputes(made) == [[], [0]]


def test_every_named_holder_is_disputed_but_nobody_disputes_oneself() -> None:
    holders = draft(COMMISSION, KILLED), draft(REBELS, KILLED), draft(THE_ARMY, KILLED)
    made = book(*holders, draft(ARMY, KILLED, stance="denies"))
    link_denials(made)
    assert disputes(made)[-1] == [0, 1]


def test_a_denial_disputes_nothing_else_and_no_other_denial() -> None:
    made = book(
        draft(COMMISSION, (RAID, "target", REBELS), (STORM, "perpetrator", REBELS), (RAID, "perpetrator", COMMISSION)),
        draft(COMMISSION, KILLED, stance="denies"),
        draft(ARMY, KILLED, stance="denies"),
    )
    link_denials(made)
    assert disputes(made) == [[], [], []]


def test_what_a_denial_answers_already_stays() -> None:
    denial = draft(ARMY, KILLED, stance="denies")
    denial.disputes = [1]
    made = book(denial, draft(None, (STORM, "target", REBELS)), draft(COMMISSION, KILLED))
    link_denials(made)
    assert denial.disputes == [1, 2]


def dead(low: int | None, high: int | None, outcome: str = "killed") -> Figure:
    return Figure(outcome, low, high, "people")


def tolls(low: Figure, high: Figure, *holders: int | None, events: tuple[int, int] = (RAID, RAID)) -> list[list[int]]:
    """What disputes what where two holders give a toll each, the first the lower."""
    first, second = holders or (ARMY, COMMISSION)
    given = draft(first, (LOW, "killedIn", events[0])), draft(second, (HIGH, "killedIn", events[1]))
    made = book(*given, figures={LOW: low, HIGH: high})
    link_tolls(made)
    return disputes(made)


@pytest.mark.parametrize("high", [dead(26, 26), dead(26, None), dead(15, 20)])
@pytest.mark.parametrize("low", [dead(14, 14), dead(None, 14), dead(10, 14)])
def test_the_lower_of_two_tolls_that_cannot_both_be_disputes_the_higher(low: Figure, high: Figure) -> None:
    assert tolls(low, high) == [[1], []]
    assert tolls(high, low) == [[], [0]]


@pytest.mark.parametrize(
    ("low", "high"),
    [
        (dead(14, None), dead(26, 26)),  # at least 14 may be 26
        (dead(14, 14), dead(None, 26)),  # up to 26 may be 14
        (dead(14, 14), dead(14, 14)),
        (dead(10, 20), dead(20, 30)),
        (dead(None, None), dead(26, 26)),
        (dead(14, 14), dead(26, 26, "injured")),
    ],
)
def test_tolls_that_can_both_be_dispute_nothing(low: Figure, high: Figure) -> None:
    assert tolls(low, high) == tolls(high, low) == [[], []]


def test_one_holder_does_not_dispute_its_own_toll_and_the_outlet_may_dispute_anothers() -> None:
    low, high = dead(14, 14), dead(26, 26)
    assert tolls(low, high, ARMY, THE_ARMY) == [[], []]
    assert tolls(low, high, None, None) == [[], []]
    assert tolls(low, high, None, ARMY) == [[1], []]


def test_tolls_of_two_events_dispute_nothing() -> None:
    assert tolls(dead(14, 14), dead(26, 26), events=(RAID, STORM)) == [[], []]


def test_a_toll_that_is_denied_is_none_that_is_given() -> None:
    given = draft(ARMY, (LOW, "killedIn", RAID), stance="denies"), draft(COMMISSION, (HIGH, "killedIn", RAID))
    made = book(*given, figures={LOW: dead(14, 14), HIGH: dead(26, 26)})
    link_tolls(made)
    assert disputes(made) == [[], []]


MINISTRY, THEY = (
    "The ministry said 14 people were killed in Dorvan.",
    "The rebels said 26 people were killed in Dorvan.",
)


def by_holder(reading: Reading) -> dict[str | None, Claim]:
    mentions = by_id(reading)
    return {mentions[c.claimant].text if c.claimant else None: c for c in reading.claims}


@pytest.mark.parametrize("sentences", [(MINISTRY, THEY), (THEY, MINISTRY)])
def test_a_reading_tells_whose_toll_disputes_whose(sentences: tuple[str, str]) -> None:
    claims = by_holder(read(*sentences))
    assert set(claims) == {"The ministry", "The rebels"}
    assert claims["The ministry"].disputes == (claims["The rebels"].id,)
    assert claims["The rebels"].disputes == ()


def test_a_lower_toll_disputes_that_of_the_outlet_too() -> None:
    claims = by_holder(read(MINISTRY, "The attack killed seventeen people."))
    assert claims["The ministry"].disputes == (claims[None].id,)
    assert claims[None].disputes == ()
