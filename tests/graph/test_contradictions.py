"""Claims of different articles that contradict each other meet, and the event that they are about is contested."""

from pathlib import Path

import pytest

from graphbuild.graph.store import open_graph
from graphbuild.model import Article, Claim, ClaimKind, Figure, Mention, Period, Proposition, Reading, Stance
from graphbuild.query.run import run
from tests.golden.asked import Ask, Write
from tests.golden.readings import At, told
from tests.golden.readings import reading as made
from tests.resolve.test_events import DAY

ARMY, FRONT = "Varesian Army", "River Front"
PAIR = "?one ?other WHERE { ?d gb:disputes ?c . ?d gb:claimant/rdfs:label ?one . ?c gb:claimant/rdfs:label ?other }"


def word(
    id: str,
    speaker: str,
    stance: Stance,
    *triples: str,
    figure: Figure | None = None,
    kind: ClaimKind | None = None,
    disputes: bool = False,
) -> Reading:
    """A reading in which somebody affirms or denies something of a raid in Gossi on a day: m1 speaks, m2 is the raid,
    m3 the place, m4 the River Front, m5 people."""
    text = f"{speaker} spoke of a raid in Gossi, of River Front, and of people."
    at = At(text)
    mentions: list[Mention] = [
        at.mention("m1", speaker, "Group", "name"),
        at.mention("m2", "raid", "Airstrike" if kind != "Accusation" else "Attack"),
        at.mention("m3", "Gossi", "Place", "name"),
        at.mention("m4", "River Front", "Group", "name", number=2 if speaker == FRONT else 1),
        at.mention("m5", "people", "CasualtyFigure", figure=figure or Figure("killed", 3, 3)),
    ]
    span = (0, len(text))
    setting = Claim("c9", "Claim", None, "affirms", "certain", None, *span, told("m2 place m3"), "m2")
    claims = [setting]
    sort: ClaimKind = kind or ("Denial" if stance == "denies" else "Claim")
    propositions: tuple[Proposition, ...] = told(*triples)
    claims.append(
        Claim(
            *("c1", sort, "m1", stance, "certain", "say", *span),
            () if disputes else propositions,
            "m2",
            ("c2",) if disputes else (),
        )
    )
    if disputes:
        claims.append(
            Claim(
                *("c2", "Accusation", None, "affirms", "certain", None, *span),
                propositions,
                "m2",
                attested_only_via="c1",
            )
        )
    days = [Period("m2", DAY, DAY, "day", "that day")]
    return made(Article(id, text, publisher=f"Paper {id}"), mentions, claims, periods=days)


@pytest.mark.parametrize("disputes", [False, True], ids=["says what", "only disputes"])
def test_a_denial_meets_the_accusation_of_another_article(ask: Ask, disputes: bool) -> None:
    accusation = word("a", ARMY, "affirms", "m2 perpetrator m4", kind="Accusation")
    graph = ask(accusation, word("b", FRONT, "denies", "m2 perpetrator m4", disputes=disputes))
    event = graph.told("Airstrike in Gossi")
    assert event["status"] == ["Contested"]
    assert event["attributedTo"] == event["responsibilityDeniedBy"] == [FRONT]
    assert (FRONT, ARMY) in graph.rows(PAIR)


@pytest.mark.parametrize("disputes", [False, True], ids=["says what", "only disputes"])
def test_contested_claims_shows_both_articles(write: Write, tmp_path: Path, disputes: bool) -> None:
    write(
        [
            word("a", ARMY, "affirms", "m2 perpetrator m4", kind="Accusation"),
            word("b", FRONT, "denies", "m2 perpetrator m4", disputes=disputes),
        ]
    )
    rows = [set(row) for row in run(open_graph(tmp_path / "out"), "contested-claims").values()]
    assert any({ARMY, FRONT, "a", "b"} <= row for row in rows)


def test_who_denies_the_event_disputes_all_who_tell_of_it_elsewhere(ask: Ask) -> None:
    graph = ask(word("a", ARMY, "affirms", "m5 killedIn m2"), word("b", FRONT, "denies", "m2 place m3"))
    assert graph.told("Airstrike in Gossi")["status"] == ["Contested"]
    assert (FRONT, ARMY) in graph.rows(PAIR)


def test_a_denial_of_a_part_does_not_dispute_the_rest(ask: Ask) -> None:
    graph = ask(word("a", ARMY, "affirms", "m2 place m3"), word("b", FRONT, "denies", "m2 perpetrator m4"))
    assert graph.rows(PAIR) == []


@pytest.mark.parametrize(
    ("denied", "told_so", "met"),
    [
        (Figure("killed", None, None, "any soldier"), Figure("killed", 12, 12, "soldiers"), True),
        (Figure("killed", 40, 40, "soldiers"), Figure("killed", 2, 2, "soldiers"), False),
        (Figure("killed", 40, None, "soldiers"), Figure("killed", 60, 60, "soldiers"), True),
        (Figure("killed", None, 60, "soldiers"), Figure("killed", 50, None, "soldiers"), True),
        (Figure("killed", None, None, "soldiers"), Figure("killed", 12, 12, "civilians"), False),
        (Figure("killed", None, None), Figure("killed", 12, 12), False),
    ],
)
def test_denials_of_dead(ask: Ask, denied: Figure, told_so: Figure, met: bool) -> None:
    graph = ask(
        word("a", ARMY, "affirms", "m5 killedIn m2", figure=told_so),
        word("b", FRONT, "denies", "m5 killedIn m2", figure=denied),
    )
    assert ((FRONT, ARMY) in graph.rows(PAIR)) == met


def test_nobody_disputes_himself(ask: Ask) -> None:
    own = [word("a", FRONT, "affirms", "m2 perpetrator m4"), word("b", FRONT, "denies", "m2 perpetrator m4")]
    assert ask(*own).rows(PAIR) == []
