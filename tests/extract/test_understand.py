"""A whole reading: ids, offsets, references, and what is not told as happened."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layered import fix, see, sure
from sentences import at, by_id, document, read, told, trees
from spacy.lang.en import English

from graphbuild.extract.evidence import UNLAYERED
from graphbuild.extract.plain import Doc, plain
from graphbuild.extract.roles import fitting
from graphbuild.extract.understand import understand
from graphbuild.jsonl import read_reading, reading_line
from graphbuild.model import Article, Reading
from graphbuild.pipeline.labels import CONFLICT

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
    assert fitting("instrument", "Person") is None
    assert fitting("place", "Person") is None
    assert fitting("participant", "Place") == "place"
    assert fitting("killed", "Civilians") == "killed"


LABELS = {"events": ("Attack", "Killing", "Protest"), "told": ("happened", "planned"), "cues": ("Claim", "Denial"),
          "kinds": ("Person", "Place", "ArmedGroup")}  # fmt: skip


@st.composite
def layered(draw: st.DrawFn) -> Doc:
    """A document of two or three sentences of which layers see anything anywhere."""
    doc = document(*draw(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=3)))
    words = st.integers(0, len(doc) - 1)
    chance = st.floats(0.1, 0.99)
    signals = {
        layer: draw(st.dictionaries(words, st.builds(sure, st.sampled_from(labels), chance), max_size=5))
        for layer, labels in LABELS.items()
    }
    anchors = st.sampled_from(sorted({*signals["events"], *signals["cues"], 0}))
    keys = st.tuples(st.sampled_from([one for one in CONFLICT["link"] if one != "none"]), words)
    links = draw(st.dictionaries(anchors, st.dictionaries(keys, chance, max_size=5), max_size=8))
    see(doc, links=links, **signals)
    return doc


@given(layered(), st.sampled_from([0.3, 0.5, 0.8]))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_reading_is_whole_whatever_the_layers_see(doc: Doc, least: float) -> None:
    article = Article("a1", doc.text, published=date(2021, 5, 20))
    reading = understand(doc, article, "hand-made", least=least)
    check(reading)
    assert reading_line(reading) == reading_line(understand(doc, article, "hand-made", least=least))


def test_a_reading_with_a_victim_that_the_layer_all_but_rules_out_is_whole() -> None:
    doc = document("The blast left three dead.")
    blast, three = at(doc, "blast"), at(doc, "three")
    see(doc, events={blast: sure("Bombing")}, links={blast: {("abducted", three): 0.1}})
    check(understand(doc, Article("a1", doc.text), "hand-made"))


def propositions(doc: Doc, least: float) -> set[tuple[int, str, int]]:
    """What is told, by the places of its words."""
    reading = understand(doc, Article("a1", doc.text), "hand-made", least=least)
    mentions = by_id(reading)
    return {
        (mentions[p.subject].start, p.relation, mentions[p.object].start)
        for claim in reading.claims
        for p in claim.propositions
    }


def test_a_higher_least_leaves_out_the_less_sure_and_a_lower_one_takes_in_more(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)
    doc = document("Rebels shelled the market.", "Troops detained 30 protesters.")
    rebels, shelled, troops, protesters = (at(doc, word) for word in ("Rebels", "shelled", "Troops", "protesters"))
    links = {shelled: {("killed", troops): 0.65, ("participant", protesters): 0.35}}
    see(doc, events={shelled: sure("Shelling"), at(doc, "detained"): sure("Detention")}, links=links)
    few, some, many = (propositions(doc, least) for least in (0.8, 0.5, 0.2))
    assert few < some < many
    at_word = {i: doc[i].idx for i in (rebels, shelled, protesters)}
    assert (at_word[shelled], "perpetrator", at_word[rebels]) in few
    assert {relation for _, relation, _ in some - few} == {"killedIn"}
    assert many - some == {(at_word[shelled], "participant", at_word[protesters] - len("30 "))}
    assert propositions(doc, 0.995) == set()


def test_confidence_of_a_proposition_is_that_of_event_and_role_the_lower(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)
    doc = document("Rebels shelled the market.")
    shelled, market = at(doc, "shelled"), at(doc, "market")
    see(doc, events={shelled: sure("Shelling")}, links={shelled: {("place", market): 0.7}})
    reading = understand(doc, Article("a1", doc.text), "hand-made")
    rated = {p.relation: p.confidence for claim in reading.claims for p in claim.propositions}
    assert rated["place"] == 0.7 and rated["perpetrator"] > 0.8
    see(doc, events={market: sure("Protest", 0.6)}, links={market: {("participant", 0): 0.9}})
    reading = understand(doc, Article("a1", doc.text), "hand-made")
    rated = {p.relation: p.confidence for claim in reading.claims for p in claim.propositions}
    assert rated["participant"] == 0.6


def test_without_layers_everything_told_of_an_event_is_equally_sure() -> None:
    reading = read("Rebels shelled the market.")
    assert {p.confidence for claim in reading.claims for p in claim.propositions} == {UNLAYERED}
