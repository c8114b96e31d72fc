"""The policy by which rules and learned layers are joined."""

from sentences import at, by_id, document, scene

from graphbuild.extract.layers import Argument, Signal, Signals
from graphbuild.extract.learned import (
    harm_by_word,
    likeliest_type,
    linked_place,
    linked_time,
    merged_participants,
    merged_triggers,
    mood,
    same_events,
)
from graphbuild.extract.modality import Modality
from graphbuild.extract.scene import Scene
from graphbuild.extract.triggers import triggers
from graphbuild.extract.understand import understand
from graphbuild.model import Article

NONE: dict[int, Signal] = {}
HAPPENED = Modality(True, "asserted", "certain")


def sure(label: str, chance: float = 0.9) -> Signal:
    return Signal(label, chance, chance)


def seen(one: Scene, **layers: object) -> Scene:
    given = dict.fromkeys(("events", "told", "cues", "certainty", "kinds", "figures", "links"), NONE)
    one.doc.signals = Signals(**given | layers)  # type: ignore[arg-type]
    return one


def test_without_layers_the_rules_stand_alone() -> None:
    one = scene("Rebels shelled the market.")
    ruled = triggers(one)
    assert merged_triggers(one, ruled) == ruled
    assert merged_participants(one, ruled[0], (("target", 3),), {}) == (("target", 3),)
    assert mood(one, ruled[0].token, HAPPENED) == HAPPENED


def test_a_word_of_the_lexicon_that_the_layer_takes_for_nothing_is_no_trigger() -> None:
    one = seen(scene("Rebels shelled the market."))
    assert triggers(one)
    assert merged_triggers(one, triggers(one)) == ()


def test_the_layer_adds_a_trigger_where_it_is_sure_and_gives_a_type_where_it_is_clear() -> None:
    one = scene("Rebels shelled the market.")
    shelled, market = at(one.doc, "shelled"), at(one.doc, "market")
    seen(one, events={shelled: Signal("Attack", 0.3, 0.9), market: sure("Protest", 0.8)})
    assert [(t.token, t.kind) for t in merged_triggers(one, triggers(one))] == [
        (shelled, "Shelling"), (market, "Protest"),
    ]  # fmt: skip
    seen(one, events={shelled: sure("Attack"), market: sure("Protest", 0.7)})
    assert [(t.token, t.kind) for t in merged_triggers(one, triggers(one))] == [(shelled, "Attack")]


def test_the_type_of_a_happening_is_that_of_its_triggers_together() -> None:
    one = seen(scene("Rebels shelled the market."), events={0: sure("Killing", 0.4), 1: sure("Shelling", 0.35),
                                                            2: sure("Shelling", 0.3)})  # fmt: skip
    assert likeliest_type(one, [0, 1, 2]) == "Shelling"
    assert likeliest_type(one, [0]) is None
    assert likeliest_type(one, [3]) is None


def test_the_layer_overrules_the_grammar_only_where_it_is_sure() -> None:
    one = scene("Rebels shelled the market.")
    shelled = at(one.doc, "shelled")
    seen(one, told={shelled: sure("planned", 0.7)})
    assert mood(one, shelled, HAPPENED) == HAPPENED
    seen(one, told={shelled: sure("planned", 0.8)})
    assert mood(one, shelled, HAPPENED) == Modality(False, "planned", "certain")
    seen(one, told={shelled: sure("happened", 0.8)})
    assert mood(one, shelled, Modality(False, "planned", "certain")).happened


def test_the_layer_adds_participants_and_gives_a_word_another_role() -> None:
    one = scene("Rebels shelled the market.")
    shelled, market = at(one.doc, "shelled"), at(one.doc, "market")
    links = {shelled: (Argument("perpetrator", 0, 0.8), Argument("place", market, 0.7), Argument("killed", 2, 0.3))}
    seen(one, events={shelled: sure("Shelling")}, links=links)
    (trigger,) = merged_triggers(one, triggers(one))
    assert merged_participants(one, trigger, (("target", market),), {}) == (("target", market), ("perpetrator", 0))
    seen(one, events={shelled: sure("Shelling")}, links={shelled: (Argument("instrument", market, 0.8),)})
    assert merged_participants(one, trigger, (("target", market),), {}) == (("instrument", market),)
    seen(one, events={shelled: sure("Shelling")}, links={shelled: (Argument("place", market, 0.8),)})
    assert (
        merged_participants(one, trigger, (("target", market),), {}) == ()
    )  # places are found apart, by `linked_place`


def test_day_and_place_are_taken_from_links_to_words_that_are_one() -> None:
    one = scene("Rebels shelled the market on Tuesday.")
    shelled, market, tuesday = (at(one.doc, word) for word in ("shelled", "market", "Tuesday"))
    seen(one, links={shelled: (Argument("when", tuesday, 0.9), Argument("place", market, 0.9))})
    found = linked_time(one, shelled)
    assert found is not None
    assert found.text == "Tuesday"
    assert linked_time(one, market) is None
    place = linked_place(one, shelled)
    assert place is not None
    assert one.entities[place].head == market


def test_triggers_of_one_happening_are_paired_the_likeliest_first() -> None:
    one = seen(scene("Rebels shelled the market."), links={3: (Argument("same", 1, 0.8), Argument("same", 0, 0.9))})
    assert same_events(one, [0, 1, 3]) == [(0, 2, 0.9), (1, 2, 0.8)]


def test_a_cue_that_no_list_holds_makes_a_denial() -> None:
    doc = document(
        "Rebels shelled the market.", "The army denied the commission's claim that it had shelled the hospital."
    )
    first = at(doc, "shelled")
    army, commission = at(doc, "army"), at(doc, "commission")
    doc.signals = Signals(
        events={i: sure("Shelling") for i, token in enumerate(doc) if token.text == "shelled"},
        told=NONE,
        cues={commission: sure("Denial")},
        certainty={commission: sure("probable")},
        kinds=NONE,
        figures=NONE,
        links={commission: (Argument("claimant", army, 0.9), Argument("holds", first, 0.9))},
    )
    reading = understand(doc, Article("a1", doc.text), "hand-made")
    found = [c for c in reading.claims if c.kind == "Denial" and c.certainty == "probable"]
    assert [by_id(reading)[str(c.claimant)].text for c in found] == ["The army"]
    assert all(by_id(reading)[p.subject].text == "shelled" for c in found for p in c.propositions)


def test_the_same_dead_are_not_counted_twice() -> None:
    one = scene("Rebels shelled the market.")
    shelled, market = at(one.doc, "shelled"), at(one.doc, "market")
    seen(one, events={shelled: sure("Shelling")}, links={shelled: (Argument("killed", market, 0.9),)})
    (trigger,) = merged_triggers(one, triggers(one))
    assert merged_participants(one, trigger, (), {}) == (("killed", market),)
    assert merged_participants(one, trigger, (("killed", 0),), {}) == (("killed", 0),)
    detained = harm_by_word([(("detained", market), ("perpetrator", 0))])
    assert detained == {market: frozenset({"detained"})}
    assert merged_participants(one, trigger, (), detained) == ()
