"""A whole reading: ids, offsets, references, and what is not told as happened."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sentences import by_id, read, told, trees
from spacy.lang.en import English

from graphbuild.extract.plain import plain
from graphbuild.extract.understand import fitting, understand
from graphbuild.jsonl import read_reading, reading_line
from graphbuild.model import Article, Reading

TEXTS = sorted(trees())


def check(reading: Reading) -> None:
    """Everything that holds of any reading."""
    text = reading.article.text
    ids = [mention.id for mention in reading.mentions]
    claims = [claim.id for claim in reading.claims]
    assert ids == [f"m{at}" for at in range(1, len(ids) + 1)]
    assert claims == [f"c{at}" for at in range(1, len(claims) + 1)]
    places = [(mention.start, mention.end) for mention in reading.mentions]
    assert places == sorted(places)
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        assert (mention.kind == "CasualtyFigure") == (mention.figure is not None)
        assert mention.label
        if mention.figure is not None and mention.figure.affiliation is not None:
            assert mention.figure.affiliation in ids
    known, starts = set(ids), [claim.start for claim in reading.claims]
    assert starts == sorted(starts)
    for claim in reading.claims:
        assert claim.propositions
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end].strip() == text[claim.start : claim.end]
        used = {one for p in claim.propositions for one in (p.subject, p.object)} | set(claim.via)
        used |= {one for one in (claim.claimant, claim.about) if one is not None}
        assert used <= known
        assert set(claim.disputes) <= set(claims) - {claim.id}
        assert claim.attested_only_via in {None, *claims}
        assert 0 <= claim.confidence <= 1
    assert {period.mention for period in reading.periods} <= known
    assert all(link.left in known and link.right in known and link.left != link.right for link in reading.links)


@pytest.mark.parametrize("text", TEXTS)
def test_a_reading_of_one_sentence_is_whole(text: str) -> None:
    check(read(text, published="2021-05-20"))
    check(read(text, frames=False))


@given(st.permutations(range(len(TEXTS))), st.integers(2, 12))
@settings(max_examples=15, deadline=None)
def test_a_reading_of_sentences_in_any_order_is_whole(order: list[int], size: int) -> None:
    chosen = [TEXTS[i] for i in order[:size]]
    reading = read(*chosen, published="2021-05-20")
    check(reading)
    assert reading_line(reading) == reading_line(read(*chosen, published="2021-05-20"))
    assert read_reading(reading_line(reading)) == reading


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The militia planned to attack the port.", "planned"),
        ("The army did not attack the village.", "negated"),
        ("If the rebels attack the port, the army will respond.", "conditional"),
    ],
)
def test_what_did_not_happen_is_a_note_and_no_claim(text: str, reason: str) -> None:
    reading = read(text)
    assert reading.claims == ()
    assert [note for note in reading.notes if reason in note and "'attack'" in note]


def test_a_heading_lends_its_weapon_to_the_event_below_as_no_more_than_possible() -> None:
    reading = read("Rockets and drones", "\n\n", "Rebels shelled the market.", "\n\n", "The blast killed four people.")
    assert ("shelled", "instrument", "Rockets") in told(reading)
    (claim,) = [c for c in reading.claims if any(p.relation == "instrument" for p in c.propositions)]
    assert claim.certainty == "possible"
    check(reading)


def test_a_heading_that_tells_an_event_is_read_too() -> None:
    reading = read("Shelling kills four", "\n\n", "Rebels shelled the market on Tuesday.", published="2021-05-20")
    assert ("four", "killedIn", "kills") in told(reading)
    check(reading)


def test_a_taken_town_is_a_capture_and_no_detention() -> None:
    reading = read("The army captured Dorvan.")
    assert {m.text: m.kind for m in reading.mentions}["captured"] == "TerritoryCapture"
    assert ("captured", "place", "Dorvan") in told(reading)


def test_an_aircraft_that_bombs_is_the_instrument() -> None:
    assert told(read("Warplanes bombed the hospital.")) == {
        ("bombed", "instrument", "Warplanes"), ("bombed", "target", "the hospital"),
    }  # fmt: skip


def test_the_instrument_makes_the_type_narrower() -> None:
    kinds = {m.text: m.kind for m in read("The rebels attacked the base with rockets.").mentions}
    assert kinds["attacked"] == "MissileStrike"


def test_an_operation_without_people_is_no_event() -> None:
    assert read("The operation lasted two hours.").mentions == ()
    assert "operation" in {m.text for m in read("Troops began an operation against the rebels.").mentions}


def test_an_exchange_of_blows_keeps_its_day_and_place() -> None:
    reading = read("Two soldiers were killed by militants in Dorvan on Monday.", published="2021-05-20")
    (period,) = reading.periods
    assert by_id(reading)[period.mention].text == "killed"
    assert ("killed", "place", "Dorvan") in told(reading)


def test_without_a_day_of_publication_a_weekday_dates_nothing() -> None:
    assert read("Two soldiers were killed by militants in Dorvan on Monday.").periods == ()


def test_a_text_of_nothing_is_an_empty_reading() -> None:
    reading = understand(plain(English()("")), Article("a", ""), "none")
    assert (reading.mentions, reading.periods, reading.claims, reading.links) == ((), (), (), ())


def test_no_relation_joins_what_cannot_be_joined() -> None:
    assert fitting("instrument", "Person", "Attack") is None
    assert fitting("place", "Person", "Attack") is None
    assert fitting("participant", "Place", "Withdrawal") == "place"
    assert fitting("killed", "Civilians", "Killing") == "killed"
