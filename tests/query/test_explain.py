"""From any node back to its sentences."""

import pyoxigraph as ox
import pytest

from graphbuild.errors import QueryError
from graphbuild.query.explain import Explanation, explain

ID = "https://example.org/id/"


def quotes(explanation: Explanation) -> list[tuple[str, str]]:
    """Article and claim of every sentence."""
    return [(source.id, one.claim.removeprefix(ID)) for source in explanation.sources for one in source.sentences]


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ("halabi", [("courier-1", "c3"), ("wire-1", "c1"), ("wire-1", "c2")]),
        ("strike", [("courier-1", "c3"), ("courier-1", "c4"), ("note-1", "c9"), ("wire-1", "c1")]),
        ("tellamra", [("wire-1", "c1")]),
        ("civilians", [("courier-1", "c4")]),
        ("halabi-killed", [("courier-1", "c3"), ("wire-1", "c1")]),
        ("c5", [("courier-1", "c5")]),
        ("m6", [("courier-1", "c3")]),
        ("article2", [("courier-1", "c3"), ("courier-1", "c4"), ("courier-1", "c5")]),
        ("monitors", [("courier-1", "c5")]),
        ("interior", []),
    ],
)
def test_every_kind_of_node_leads_to_its_sentences(store: ox.Store, node: str, expected: list[tuple[str, str]]) -> None:
    assert quotes(explain(store, ID + node)) == expected


def test_a_relation_leads_to_its_sentences(store: ox.Store) -> None:
    assert ("wire-1", "c2") in quotes(explain(store, "gb:leaderOf"))


def test_a_sentence_is_told_with_all_that_belongs_to_it(store: ox.Store) -> None:
    (source,) = explain(store, ID + "c3").sources
    assert (source.title, source.publisher, source.issued) == (
        "Front says leader lives",
        "Northern Courier",
        "2024-05-04",
    )
    (sentence,) = source.sentences
    assert (sentence.start, sentence.end, sentence.claimant) == (0, 60, "Amra Front")
    assert (sentence.stance, sentence.certainty, sentence.verb) == ("denies", "certain", "deny")
    assert sentence.kinds == ("Denial",)
    assert sentence.says == ("Samir Halabi killedIn airstrike on Tell Amra",)
    (disputed,) = sentence.disputes
    assert (disputed.claim, disputed.claimant, disputed.article) == (ID + "c1", "Defence Ministry", "wire-1")
    assert disputed.quote.startswith("The Defence Ministry said")


def test_the_other_side_is_told_too(store: ox.Store) -> None:
    strike = explain(store, "airstrike on Tell Amra")
    assert (strike.kinds, strike.status) == (("Airstrike",), "Contested")
    told = next(one for source in strike.sources for one in source.sentences if one.claim == ID + "c1")
    assert [one.claimant for one in told.disputed_by] == ["Amra Front"]


def test_a_claim_with_many_propositions_says_those_that_concern_the_node(store: ox.Store) -> None:
    told = explain(store, ID + "fighters").sources[0].sentences[0]
    assert told.says == ("12 fighters killedIn airstrike on Tell Amra",)


def test_mentions_stand_by_their_article(store: ox.Store) -> None:
    place = explain(store, ID + "tellamra").sources[0]
    assert [(one.text, one.start, one.end) for one in place.mentions] == [("Tell Amra", 110, 119)]


def test_a_name_means_the_thing_and_not_the_words_that_mention_it(store: ox.Store) -> None:
    assert explain(store, "samir halabi").node == ID + "halabi"
    assert explain(store, "The Amra Front").node == ID + "front"


def test_an_ambiguous_name_is_told_with_its_candidates(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="may mean 2 things") as told:
        explain(store, "MINISTRY")
    assert ID + "interior" in str(told.value)
    assert "Defence Ministry (Government)" in str(told.value)


def test_it_reads_as_text(store: ox.Store) -> None:
    assert str(explain(store, ID + "m5")).splitlines() == [
        "The Amra Front (Mention)",
        f"  {ID}m5",
        "",
        "Front says leader lives (Northern Courier, 2024-05-04)  [courier-1]",
        "  Amra Front denies (certain, “deny”, Denial): Samir Halabi killedIn airstrike on Tell Amra",
        "    “The Amra Front denied that Halabi was killed in the strike.”  [0–60]",
        "    disputes Defence Ministry: “The Defence Ministry said its jets killed 12 fighters and Samir Halabi in a "
        "strike on Tell Amra.”  [wire-1]",
        "  mentioned as “The Amra Front” [0–14]",
    ]
    assert str(explain(store, ID + "interior")).endswith("No article of this graph tells of it.")
    assert "the outlet affirms (certain): " in str(explain(store, ID + "nine"))


def test_words_of_a_report_do_not_steer_a_terminal(store: ox.Store) -> None:
    quote = ox.NamedNode("https://w3id.org/graphbuild/ontology#quote")
    store.add(ox.Quad(ox.NamedNode(ID + "c5"), quote, ox.Literal("\x1b[2J gone"), ox.NamedNode(ID + "article2")))
    assert "\x1b" not in str(explain(store, ID + "c5"))
