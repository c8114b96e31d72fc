"""Rules that speak for or against a role that a layer proposes, and propose none themselves."""

import pytest
from layered import fix, named, see, sure
from sentences import at, scene, trigger

from graphbuild.extract.layers import Signal
from graphbuild.extract.roles import BESIDE, HARM, Candidate, candidates, parts
from graphbuild.extract.scene import Scene

SHELLED = "Rebels shelled the market."
KILLED = "Two soldiers were killed by militants in Dorvan on Monday."
NONE = "None of our men shot the driver, the commander confirmed."
LESS = HARM - 0.1  # of the layer alone too little for people harmed


@pytest.fixture(autouse=True)
def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    fix(monkeypatch)


def seen(word: str, *links: tuple[str, str, float], **figures: Signal) -> Scene:
    """Sentences of which the layers see this event with these links, (relation, other word, probability), and figures.

    The words of figures are those of people counted.
    """
    one = scene(SHELLED, KILLED)
    row = {(label, at(one.doc, other)): chance for label, other, chance in links}
    counted = {at(one.doc, who): signal for who, signal in figures.items()}
    see(one.doc, events={at(one.doc, word): sure("Attack")}, links={at(one.doc, word): row}, figures=counted)
    return one


def rules(one: Scene, word: str) -> dict[str, list[str]]:
    """The rules for what is proposed for an event, as "relation word"."""
    wider, found = candidates(one, trigger(one, word), None, {})
    return {f"{row.relation} {named(wider, row.entity)}": row.rules for row in found}


def taking_part(one: Scene, word: str) -> set[str]:
    """Who takes part in the end, as "relation word"."""
    wider, found, _ = parts(one, trigger(one, word), None, {})
    return {f"{relation} {named(wider, i)}" for relation, i in found}


def test_people_whom_the_layer_of_figures_counts_in_this_way_are_counted() -> None:
    one = seen("killed", soldiers=sure("killed"))
    assert rules(one, "killed")["killed soldiers"] == ["frame", "counted"]


def test_people_whom_the_layer_of_figures_counts_in_another_way_are_recounted() -> None:
    one = seen("killed", soldiers=sure("injured"))
    assert rules(one, "killed")["killed soldiers"] == ["frame", "recounted"]


def test_a_figure_that_is_unlikely_says_nothing() -> None:
    one = seen("killed", soldiers=Signal("killed", 0.4, 0.9))
    assert rules(one, "killed")["killed soldiers"] == ["frame"]


def test_a_figure_says_nothing_of_who_is_not_harmed() -> None:
    one = seen("killed", militants=sure("killed"))
    assert rules(one, "killed")["perpetrator militants"] == ["marked"]


def test_a_figure_speaks_of_people_whom_only_the_layer_links() -> None:
    one = seen("shelled", ("killed", "soldiers", LESS), soldiers=sure("killed"))
    assert rules(one, "shelled")["killed soldiers"] == ["far", "counted"]


def test_people_harmed_of_whom_no_rule_tells_are_kept_where_they_are_counted_so() -> None:
    link = ("killed", "soldiers", LESS)
    assert "killed soldiers" not in taking_part(seen("shelled", link), "shelled")
    assert "killed soldiers" in taking_part(seen("shelled", link, soldiers=sure("killed")), "shelled")


def test_people_harmed_are_less_likely_where_they_are_counted_otherwise() -> None:
    link = ("killed", "soldiers", HARM + 0.05)
    assert "killed soldiers" in taking_part(seen("shelled", link), "shelled")
    assert "killed soldiers" not in taking_part(seen("shelled", link, soldiers=sure("injured")), "shelled")


def test_a_participant_whom_only_the_layer_links_with_an_event_of_another_sentence_is_far() -> None:
    found = rules(seen("shelled", ("participant", "soldiers", 0.9), ("participant", "market", 0.9)), "shelled")
    assert found["participant soldiers"] == ["far"]
    assert found["place market"] == []


def test_people_harmed_who_are_far_need_as_much_as_those_of_whom_no_rule_tells() -> None:
    for chance, kept in ((HARM - 0.01, False), (HARM + 0.01, True)):
        found = taking_part(seen("shelled", ("killed", "soldiers", chance)), "shelled")
        assert ("killed soldiers" in found) is kept


@pytest.mark.parametrize("rule", sorted(BESIDE))
def test_where_no_layer_sees_the_event_a_rule_beside_proposes_nobody(rule: str) -> None:
    assert Candidate("killed", 0, rules=[rule]).confidence(layered=False) == 0.0


def test_nobody_takes_part() -> None:
    one = scene(NONE)
    shot, none = at(one.doc, "shot"), at(one.doc, "None")
    see(
        one.doc,
        kinds={none: sure("Group")},
        events={shot: sure("Killing")},
        links={shot: {("perpetrator", none): 0.97}},
    )
    assert "perpetrator None" in rules(one, "shot")
    assert taking_part(one, "shot") == {"killed driver"}
