"""What the world says of events: only what somebody affirms, with who claims, denies and is accused."""

from dataclasses import replace
from datetime import date

import pytest

from graphbuild.errors import InputError
from graphbuild.graph.telling import status
from graphbuild.model import Article, Claim, ClaimKind, Link, Period, Reading, Stance
from tests.golden.asked import Ask, Write
from tests.golden.readings import At, denial, reading, rumour, strike, told


def test_an_attributed_event_is_claimed(ask: Ask) -> None:
    event = ask(strike()).told("Airstrike in Al-Mayadin, 3 May 2031")
    assert event["status"] == ["Claimed"]
    assert event["claimedBy"] == ["Varesian defence ministry"]
    assert "responsibilityClaimedBy" not in event
    assert event["perpetrator"] == ["its air force"]
    assert event["place"] == ["Al-Mayadin"]
    assert (event["begin"], event["end"], event["datePrecision"]) == (["2031-05-03"], ["2031-05-03"], ["day"])


def test_an_accusation_and_its_denial(ask: Ask) -> None:
    graph = ask(denial())
    event = graph.told("Attack in Sivrice, March 2031")
    assert event["status"] == ["Contested"]
    assert event["attributedTo"] == event["deniedBy"] == event["responsibilityDeniedBy"] == ["Varesian government"]
    assert "claimedBy" not in event
    assert graph.rows(
        """?who ?whom WHERE { ?denial a gb:Denial ; gb:claimant/rdfs:label ?who ; gb:disputes ?claim .
        ?claim a gb:Accusation ; gb:claimant/rdfs:label ?whom ; gb:certainty gb:probable }"""
    ) == [("Varesian government", "Inquiry on Lake Hazar")]


def test_a_denial_that_only_disputes_is_about_what_it_disputes(ask: Ask) -> None:
    told_so = denial()
    claims = tuple(replace(one, propositions=(), about=None) if one.id == "c3" else one for one in told_so.claims)
    graph = ask(replace(told_so, claims=claims))
    assert graph.told("Attack")["responsibilityDeniedBy"] == ["Varesian government"]
    assert graph.rows("?label WHERE { ?denial a gb:Denial ; gb:about/rdfs:label ?label }") == [
        ("Attack in Sivrice, March 2031",)
    ]


def test_a_claim_of_responsibility(ask: Ask) -> None:
    event = ask(denial()).told("Armed attack in Elazig")
    assert event["claimedBy"] == event["responsibilityClaimedBy"] == event["perpetrator"] == ["Lake Brigade"]
    assert event["status"] == ["Claimed"]
    assert "begin" not in event


def test_what_is_known_only_by_its_denial(ask: Ask) -> None:
    graph = ask(rumour())
    event = graph.told("Killing in Sivrice")
    assert event["status"] == ["Denied"]
    assert event["deniedBy"] == ["Lake Brigade"]
    assert "responsibilityDeniedBy" not in event
    assert "claimedBy" not in event
    assert graph.rows("?who WHERE { ?claim gb:attestedOnlyVia ?denial ; gb:claimant ?who }") == [("unnamed",)]


def test_what_is_only_denied_gets_no_plain_triple(ask: Ask) -> None:
    only_denied = rumour()
    claims = tuple(one for one in only_denied.claims if one.id != "c2")
    claims = tuple(replace(one, disputes=()) for one in claims)
    event = ask(replace(only_denied, claims=claims)).told("Killing")
    assert event["status"] == ["Denied"]
    assert "place" not in event


def test_two_tellings_of_one_event_bring_their_figures_together(ask: Ask) -> None:
    graph = ask(strike(), rumour())
    event = graph.told("Airstrike in Al-Mayadin, 3 May 2031")
    assert event["claimedBy"] == ["River Front", "Varesian defence ministry"]
    assert (event["killedLow"], event["killedBest"], event["killedHigh"]) == (["22"], ["22"], ["25"])
    assert event["rolledUpBy"] == ["LargestFigure"]
    assert graph.rows("?low ?high ?label WHERE { ?f gb:atLeast ?low ; gb:atMost ?high ; rdfs:label ?label }") == [
        ("20", "20", "some 20 fighters"),
        ("22", "22", "22 people"),
        ("25", "25", "25 men"),
    ]


def test_an_open_figure_leaves_the_high_number_open(ask: Ask) -> None:
    event = ask(denial()).told("Attack in Sivrice")
    assert (event["killedLow"], event["killedBest"]) == (["31"], ["31"])
    assert "killedHigh" not in event


def test_the_outlet_speaks_as_its_publisher_or_else_as_the_article(ask: Ask) -> None:
    graph = ask(strike(), denial())
    own = graph.rows(
        """?kind ?label WHERE { ?claim gb:claimant ?who ; gb:stance gb:affirms .
        FILTER NOT EXISTS { ?claim gb:reportVerb ?verb } ?who a ?kind ; rdfs:label ?label }"""
    )
    assert own == [("Article", "Government denies attack"), ("MediaOrganization", "Harbour Courier")]


@pytest.mark.parametrize(("kind", "shown"), [("Group", "MediaOrganization"), ("Civilians", "Civilians")])
def test_an_outlet_is_what_reports_say_it_is(ask: Ask, kind: str, shown: str) -> None:
    text = "Harbour Courier was there."
    spoken = reading(Article("x", text), [At(text).mention("m1", "Harbour Courier", kind, "name")], [])
    pattern = "?who rdfs:label 'Harbour Courier' ; a ?kind . ?article dcterms:publisher ?who"
    assert ask(strike(), spoken).rows(f"?kind WHERE {{ {pattern} }}") == [(shown,)]


def test_a_claim_that_was_passed_on_names_who_did(ask: Ask) -> None:
    rows = ask(strike()).rows(
        """?who ?relay ?sure WHERE { ?claim gb:relayedBy/rdfs:label ?relay ; gb:claimant/rdfs:label ?who ;
        gb:certainty ?sure }"""
    )
    assert rows == [("Varesian defence ministry", "State radio", "possible")]


def test_the_quote_is_the_text_of_the_article(ask: Ask) -> None:
    for quote, start, end in ask(strike()).rows(
        "?q ?s ?e WHERE { ?c a gb:Claim ; gb:quote ?q ; gb:start ?s ; gb:end ?e }"
    ):
        assert strike().article.text[int(start) : int(end)] == quote


def test_mentions_are_selectors_of_the_web_annotation_vocabulary(ask: Ask) -> None:
    graph = ask(strike())
    rows = graph.rows(
        """?start ?end ?exact WHERE { ?m a gb:Mention, <http://www.w3.org/ns/oa#TextPositionSelector>,
        <http://www.w3.org/ns/oa#TextQuoteSelector> ; <http://www.w3.org/ns/oa#start> ?start ;
        <http://www.w3.org/ns/oa#end> ?end ; <http://www.w3.org/ns/oa#exact> ?exact ;
        gb:start ?one ; gb:end ?other ; gb:text ?exact FILTER(?one = ?start && ?other = ?end) }"""
    )
    assert len(rows) == len(strike().mentions)
    assert all(strike().article.text[int(start) : int(end)] == exact for start, end, exact in rows)


def test_labels_are_names_and_other_wordings_are_kept(ask: Ask) -> None:
    text = "The ISF and the Inland Shield Front, as the front calls itself, said that it lost a post."
    at = At(text)
    names = [("m1", "ISF"), ("m2", "Inland Shield Front")]
    mentions = [at.mention(name, words, "ArmedGroup", "name") for name, words in names]
    mentions += [at.mention("m3", "the front", "Group"), at.mention("m4", "it", "Group", "pronoun", number=2)]
    links = [Link("m1", other, True, 0.9, "golden", "golden") for other in ("m2", "m3", "m4")]
    graph = ask(reading(Article("names", text), mentions, [], links=links))
    assert graph.rows("?kind ?label WHERE { ?m gb:refersTo ?g . ?g a ?kind ; rdfs:label ?label }") == [
        ("ArmedGroup", "Inland Shield Front")
    ]
    assert graph.rows("?label WHERE { ?m gb:refersTo/skos:altLabel ?label }") == [("ISF",)]


def test_one_relation_told_twice_is_one_proposition_with_two_claims(ask: Ask) -> None:
    rows = ask(strike(), rumour()).rows(
        """?p (COUNT(DISTINCT ?claim) AS ?claims) WHERE { ?claim gb:proposition ?p . ?p rdf:predicate gb:place ;
        rdf:object/rdfs:label "Al-Mayadin" } GROUP BY ?p"""
    )
    assert [claims for _, claims in rows] == ["2"]


def fighting(id: str, stance: Stance, speaker: str) -> Reading:
    """A reading in which somebody affirms or denies that two groups fight."""
    text = f"{speaker} spoke of fighting between River Front and Lake Brigade."
    at = At(text)
    groups = [("m1", speaker), ("m2", "River Front"), ("m3", "Lake Brigade")]
    mentions = [at.mention(name, words, "ArmedGroup", "name") for name, words in groups]
    kind: ClaimKind = "Denial" if stance == "denies" else "Claim"
    claim = Claim("c1", kind, "m1", stance, "certain", "speak", 0, len(text), told("m2 fights m3"))
    return reading(Article(id, text), mentions, [claim])


def test_a_denial_disputes_what_others_affirm_in_other_articles(ask: Ask) -> None:
    speakers: list[tuple[Stance, str]] = [
        ("affirms", "Hill Guard"),
        ("affirms", "Coast Guard"),
        ("denies", "Hill Guard"),
        ("denies", "Dam Guard"),
    ]
    graph = ask(*(fighting(str(number), *told_so) for number, told_so in enumerate(speakers)))
    pattern = "?d gb:disputes ?c . ?d gb:claimant/rdfs:label ?one . ?c gb:claimant/rdfs:label ?other"
    assert graph.rows(f"?one ?other WHERE {{ {pattern} }}") == [
        ("Dam Guard", "Coast Guard"),
        ("Dam Guard", "Hill Guard"),
        ("Hill Guard", "Coast Guard"),
    ]


def test_conflicting_dates_are_kept_and_the_narrowest_is_shown(ask: Ask) -> None:
    first = strike()
    wider = Period("m4", date(2031, 5, 1), date(2031, 5, 31), "month", "May")
    graph = ask(replace(first, periods=(*first.periods, wider)))
    assert graph.told("Airstrike in Al-Mayadin, 3 May 2031")["datePrecision"] == ["day"]
    assert graph.rows("?text WHERE { ?dating a gb:Dating ; gb:text ?text }") == [("May",), ("on 3 May",)]


@pytest.mark.parametrize(
    ("own", "attributed", "disputed_only", "denied", "reached"),
    [
        (True, False, False, False, "Reported"),
        (True, True, False, False, "Reported"),
        (False, True, False, False, "Claimed"),
        (True, False, False, True, "Contested"),
        (False, True, True, True, "Contested"),
        (False, False, True, True, "Denied"),
        (False, False, False, True, "Denied"),
        (False, False, False, False, None),
    ],
)
def test_status(own: bool, attributed: bool, disputed_only: bool, denied: bool, reached: str | None) -> None:
    assert status(own, attributed, disputed_only, denied) == reached


def test_unknown_kinds_and_relations_are_named_with_their_line(write: Write) -> None:
    wrong = strike()
    mentions = (replace(wrong.mentions[0], kind="Ministry"), *wrong.mentions[1:])
    with pytest.raises(InputError, match=r"out\.jsonl, line 1 .*'Ministry' is no kind of mention"):
        write([replace(wrong, mentions=mentions)])
    claims = (replace(wrong.claims[0], propositions=told("m4 hits m5")), *wrong.claims[1:])
    with pytest.raises(InputError, match=r"out\.jsonl, line 1 .*'hits' is no relation"):
        write([replace(wrong, claims=claims)])
