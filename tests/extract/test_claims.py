"""Who says what: the outlet, those it quotes, those who accuse, claim and deny."""

from dataclasses import replace
from datetime import date

import pytest
from layered import FIXED, acting, fix, heard
from sentences import at, by_id, claimant, held, read, scene, words

from graphbuild.extract.attribution import Attribution, attributions
from graphbuild.extract.drafts import SURE, Actors, ClaimBook, Fact, weaker
from graphbuild.extract.evidence import LOWEST, UNLAYERED
from graphbuild.extract.plain import Doc
from graphbuild.extract.report_words import Act
from graphbuild.extract.times import TimeExpression
from graphbuild.extract.voices import Hold
from graphbuild.model import Reading


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
    assert words(reading, denial) == {("shelled", "perpetrator", "it")}
    assert words(reading, denial) < words(reading, claim)


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


@pytest.fixture
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)


RULE = FIXED["holds"].confidence(LOWEST, ["innermost"])  # where the layer gives a holding nothing
CONFIRMED = "The ministry confirmed the attack."
STORMED = "Soldiers stormed the village, killing six civilians."
SAID = "The army said the rebels had attacked the base."
DENIED = "The army denied the commission's claim that it had shelled the hospital."


def test_who_takes_up_an_event_holds_who_did_it_to_whom_and_where_but_no_toll() -> None:
    reading = read(STORMED, CONFIRMED)
    (claim,) = held(reading, "The ministry")
    assert claim.verb == "confirm"
    assert ("stormed", "target", "the village") in words(reading, claim)
    assert {p.relation for p in claim.propositions} == {"perpetrator", "target"}
    toll = read("Seventeen civilians died in the attack.", CONFIRMED)
    (only,) = held(toll, "The ministry")
    assert {p.relation for p in only.propositions} == {"killedIn"}  # with nothing else told, all of it


@pytest.mark.usefixtures("fixed")
def test_an_event_of_another_sentence_that_a_cue_holds_is_taken_up() -> None:
    reading = heard(SAID, STORMED, links={"said": {("holds", "stormed"): 0.7}})
    claims = held(reading, "The army")
    assert len(claims) == 2
    taken = next(c for c in claims if ("stormed", "target", "the village") in words(reading, c))
    assert taken.confidence == 0.7
    assert {relation for _, relation, _ in words(reading, taken)} == {"perpetrator", "target"}
    outlet = set().union(*(words(reading, claim) for claim in held(reading, None)))
    assert {"killedIn", "target"} <= {relation for _, relation, _ in outlet}
    low = heard(SAID, STORMED, links={"said": {("holds", "stormed"): 0.7}}, least=0.8)
    assert len(held(low, "The army")) == 1


@pytest.mark.usefixtures("fixed")
def test_a_denial_beside_an_affirmation_of_the_same_words_answers_it() -> None:
    reading = heard(DENIED)
    (denial,), (claim,) = held(reading, "The army"), held(reading, "the commission")
    assert (denial.stance, denial.kind, claim.stance) == ("denies", "Denial", "affirms")
    assert {relation for _, relation, _ in words(reading, denial)} == {"perpetrator"}
    assert words(reading, denial) <= words(reading, claim)
    assert denial.disputes == (claim.id,) and claim.disputes == ()
    assert claim.attested_only_via is None
    assert held(reading, None) == []


@pytest.mark.usefixtures("fixed")
def test_each_who_holds_an_event_has_a_claim_as_sure_as_that() -> None:
    texts = ("The minister said in Tavosh on Friday that rebels had shelled the market.", CONFIRMED)
    reading = heard(*texts, links={"confirmed": {("holds", "shelled"): 0.7}})
    (first,), (second,) = held(reading, "The minister"), held(reading, "The ministry")
    assert words(reading, first) == words(reading, second) != set()
    assert first.confidence > 0.85 and second.confidence == 0.7
    assert {claim.stance for claim in reading.claims} == {"affirms"}


@pytest.mark.usefixtures("fixed")
def test_a_claim_is_surer_the_surer_its_holding_and_none_below_the_least() -> None:
    both = (SAID, STORMED)
    sure_of = {
        chance: held(heard(*both, links={"said": {("holds", "attacked"): chance}}), "The army")[0].confidence
        for chance in (0.02, 0.3, 0.97)
    }
    assert sure_of[0.02] == round(RULE, 2)
    assert sure_of[0.02] < sure_of[0.3] < sure_of[0.97]
    roles = {("perpetrator", "rebels"): 0.97, ("target", "base"): 0.97}  # sure, so that it is the holding that decides
    for chance, least, kept in ((0.02, RULE - 0.005, 1), (0.02, RULE + 0.005, 0), (0.97, RULE + 0.005, 1)):
        reading = heard(SAID, links={"said": {("holds", "attacked"): chance}, "attacked": roles}, least=least)
        assert len(held(reading, "The army")) == kept


@pytest.mark.parametrize("chances", [(0.6, 0.9), (0.9, 0.6)])
def test_a_claim_is_as_sure_as_the_surest_holding_of_its_facts(chances: tuple[float, float]) -> None:
    one = scene(SAID)
    said = attributions(one.doc, one.times)
    words = at(one.doc, "attacked"), at(one.doc, "base")
    holds = {token: (Hold(0, chance, True),) for token, chance in zip(words, chances, strict=True)}
    actors = Actors(
        node_at=lambda token: None,
        same=lambda left, right: left == right,
        same_side=lambda left, right: left == right,
        is_named_actor=lambda node: False,
        kind=lambda node: "Attack",
        chain=lambda node: node,
        figure=lambda node: None,
    )
    book = ClaimBook(one, said, holds, actors)
    for token, relation in zip(words, ("perpetrator", "target"), strict=True):
        book.file(Fact((9, relation, token), token, 9))
    (draft,) = book.drafts
    assert (draft.confidence, len(draft.triples)) == (0.9, 2)


def test_without_layers_a_claim_is_as_sure_as_a_rule() -> None:
    (claim,) = read(SAID).claims
    assert claim.confidence == UNLAYERED
    (own,) = read("Rebels abducted two doctors in Dorvan.").claims
    assert own.confidence == SURE


def made(act: Act, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """What is read where the saying asserts nothing."""
    acting(monkeypatch, act)
    return read(SAID)


@pytest.mark.parametrize("act", ["ask", "not-said", "predict", "order"])
def test_what_is_asked_or_left_unsaid_is_held_by_nobody(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = made(act, monkeypatch)
    assert held(reading, "The army") == []


def test_what_is_asked_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [note for note in made("ask", monkeypatch).notes if "'attacked'" in note]


@pytest.mark.usefixtures("fixed")
def test_one_source_does_not_affirm_and_deny_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_source(doc: Doc, times: tuple[TimeExpression, ...]) -> tuple[Attribution, ...]:
        first, second = attributions(doc, times)
        return replace(first, source=second.source), second

    monkeypatch.setattr("graphbuild.extract.understand.attributions", one_source)
    reading = heard(DENIED, links={"denied": {("holds", "shelled"): 0.7}})
    assert {claim.stance for claim in held(reading, "the commission")} == {"affirms"}
