"""Who says what: the outlet, those it quotes, those who accuse, claim and deny."""

from datetime import date

from sentences import by_id, read

from graphbuild.extract.claims import weaker
from graphbuild.model import Claim, Reading


def claimant(reading: Reading, claim: Claim) -> str | None:
    return None if claim.claimant is None else by_id(reading)[claim.claimant].text


def words(reading: Reading, claim: Claim) -> set[tuple[str, str, str]]:
    mentions = by_id(reading)
    return {(mentions[p.subject].text, p.relation, mentions[p.object].text) for p in claim.propositions}


def test_what_nobody_else_says_the_outlet_says() -> None:
    reading = read("Rebels abducted two doctors in Dorvan.")
    (claim,) = reading.claims
    assert (claim.kind, claim.claimant, claim.verb, claim.stance, claim.certainty) == (
        "Claim", None, None, "affirms", "certain",
    )  # fmt: skip


def test_what_is_quoted_is_held_by_who_says_it() -> None:
    for text, holder, verb in (
        ("According to the ministry, 12 soldiers were killed.", "the ministry", "according to"),
        ("The minister said in Tavosh on Friday that rebels had shelled the market.", "The minister", "say"),
    ):
        reading = read(text)
        (claim,) = reading.claims
        assert (claimant(reading, claim), claim.verb, claim.kind) == (holder, verb, "Claim")


def test_a_claim_of_responsibility_makes_the_claimant_the_perpetrator() -> None:
    reading = read("A bomb exploded in Dorvan.", "The militia claimed responsibility for the attack.")
    claim = next(one for one in reading.claims if one.kind == "ResponsibilityClaim")
    assert claimant(reading, claim) == "The militia"
    assert ("attack", "perpetrator", "The militia") in words(reading, claim)
    outlet = next(one for one in reading.claims if one.claimant is None)
    assert not any(relation == "perpetrator" for _, relation, _ in words(reading, outlet))


def test_an_accusation_names_who_is_accused() -> None:
    reading = read("The ministry accused the rebels of shelling the market.")
    (claim,) = reading.claims
    assert (claim.kind, claimant(reading, claim), claim.stance) == ("Accusation", "The ministry", "affirms")
    assert ("shelling", "perpetrator", "the rebels") in words(reading, claim)


def test_a_denial_of_anothers_claim_disputes_it() -> None:
    reading = read("The army denied the commission's claim that it had shelled the hospital.")
    denial = next(one for one in reading.claims if one.kind == "Denial")
    claim = next(one for one in reading.claims if one.stance == "affirms")
    assert (claimant(reading, denial), claimant(reading, claim)) == ("The army", "the commission")
    assert denial.disputes == (claim.id,)
    assert words(reading, denial) == words(reading, claim)


def test_a_claim_of_nobody_named_is_known_through_its_denial_alone() -> None:
    reading = read("The army denied reports that it had shelled the hospital.")
    denial = next(one for one in reading.claims if one.kind == "Denial")
    assert denial.stance == "denies"
    for claim in reading.claims:
        if claim is not denial:
            assert (claim.claimant, claim.attested_only_via) == (None, denial.id)
            assert claim.id in denial.disputes


def test_what_is_only_denied_is_affirmed_by_nobody() -> None:
    reading = read("The rebels denied that they had attacked the base.")
    assert [(claim.kind, claim.stance) for claim in reading.claims] == [("Denial", "denies")]


def test_the_army_is_the_source_and_the_radio_passes_it_on() -> None:
    reading = read("State radio quoted the army as saying that rebels had killed nine villagers.")
    (claim,) = reading.claims
    assert claimant(reading, claim) == "the army"
    assert [by_id(reading)[one].text for one in claim.via] == ["State radio"]


def test_detail_that_the_outlet_adds_to_a_quoted_event_is_not_lost() -> None:
    reading = read("The army said the rebels had attacked the base.", "The attack killed seventeen people.")
    found = {triple for claim in reading.claims for triple in words(reading, claim)}
    assert ("seventeen people", "killedIn", "killed") in found


def test_the_lower_certainty_wins() -> None:
    assert weaker("probable", "certain") == weaker("certain", "probable") == "probable"
    assert weaker("possible", "probable") == "possible"


def test_the_day_of_saying_is_kept_apart_from_the_day_of_the_event() -> None:
    reading = read("The minister said in Tavosh on Friday that rebels had shelled the market.", published="2026-03-10")
    (claim,) = reading.claims
    assert claim.said_on is not None
    assert (claim.said_on.begin, claim.said_on.text) == (date(2026, 3, 6), "Friday")
    assert reading.periods == ()
