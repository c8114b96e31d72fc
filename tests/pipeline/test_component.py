"""The model as a spaCy component: what a spaCy user relies on, for any text."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from graphbuild.pipeline.labels import MENTION_CLASSES

STORY = (
    "DORVAN (Agency) - Gunmen killed two soldiers near the town of Dorvan on Monday, the army said.\n\n"
    "The Green Front denied that its fighters had attacked the convoy. Its spokesman, Omar Haddad, blamed the police.\n"
)
LETTERS = "government reconnaissance, humanitarian organization international representatives "
NO_STOP = (LETTERS * 200 + "x" * 45_000 + " ") * 3  # 185,000 characters and no stop
UPOS = {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X", "SPACE"}  # fmt: skip
HARD = {
    "emoji": "🙂🙂 Rebels 💥 shelled 𝕋avosh 🏴‍☠️ .",
    "html": "<script>alert('x')</script> <b onclick=\"y()\">Rebels</b> &lt;left&gt; ]]> <!-- a --> {{ x }} %s \\u0000",
    "controls": "Rebels\x00left\x07the\x1btown\x7f.\x85\u2028\u2029Then\u200bthey\ufeff came back\r\nnext\tday",
    "arabic": "قال متحدث باسم الجيش إن القصف أصاب السوق.",
    "ukrainian": "Обстріл пошкодив лікарню, повідомила поліція.",
    "chinese": "军方表示，炮击击中了市场。",
    "no stop": "rebels shelled the market and left nobody knows where they went",
    "headlines": "Shelling kills four\n\nArmy denies attack\n\n• Two soldiers wounded\n• Talks resume",
    "capitals": "GUERRILLAS ATTACKED A CONVOY IN DORVAN. THREE SOLDIERS WERE KILLED.",
    "marks": '"" \'\' ... !!! ??? --- *** ((( ,,, "',
    "one word": "Attack",
    "one mark": ".",
    "address": "https://example.org/" + "a1b2" * 400 + "?q=1 then more text.",
    "spaces": "  \n\n Rebels   left \t . \n\n\n ",
}


def check(doc: Doc, text: str) -> None:
    """What holds of every annotated document."""
    assert doc.text == text
    for token in doc:
        assert token.pos_ in UPOS
        assert token.dep_
        assert (token.pos_ == "SPACE") == token.is_space
        assert token.is_space or token.lemma_
        assert token._.mention_class in MENTION_CLASSES
        assert token.head.sent == token.sent
    for sent in doc.sents:
        roots = [token for token in sent if token.head.i == token.i]
        assert [token.dep_ for token in roots] == ["ROOT"]
        assert sum(1 for _ in roots[0].subtree) == len(sent)  # a tree: every word hangs on the one root
    assert [token.i for sent in doc.sents for token in sent] == list(range(len(doc)))
    assert all(ent.label_ in ("PER", "ORG", "LOC") for ent in doc.ents)
    places = [frame.token for frame in doc._.frames]
    assert places == sorted(set(places))
    for frame in doc._.frames:
        lemma, _, sense = frame.roleset.rpartition(".")
        assert lemma
        assert sense
        for one in frame.arguments:
            assert doc[one.token].sent == doc[frame.token].sent
            assert 0 < one.chance <= 1
        assert doc[frame.token]._.factuality is not None


def test_a_story_has_every_layer(nlp: Language) -> None:
    doc = nlp(STORY)
    check(doc, STORY)
    assert len(list(doc.sents)) >= 3
    assert {token.text: token.lemma_ for token in doc}["soldiers"] == "soldier"
    assert any(doc[frame.token].text == "killed" and frame.roleset.startswith("kill") for frame in doc._.frames)
    assert "Omar Haddad" in {ent.text for ent in doc.ents}
    assert next(token for token in doc if token.text == "killed").pos_ == "VERB"


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_any_text_is_annotated_whole(nlp: Language, text: str) -> None:
    check(nlp(text), text)


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\n\t ", "\u3000\u00a0"])
def test_a_text_of_nothing_stays_nothing(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert (doc.ents, doc._.frames) == ((), ())


def test_a_paragraph_break_ends_a_sentence(nlp: Language) -> None:
    doc = nlp("Shelling kills four\n\nArmy denies attack\n\nTwo soldiers were wounded.")
    starts = {sent[0].text for sent in doc.sents}
    assert {"Shelling", "Army", "Two"} <= starts


def test_nothing_of_a_long_text_without_a_stop_is_lost(nlp: Language) -> None:
    doc = nlp(NO_STOP)
    assert len(NO_STOP) > 180_000
    assert doc.text == NO_STOP
    assert all(token.pos_ and token.dep_ and token.lemma_ for token in doc if not token.is_space)
    assert sum(1 for token in doc if token.head.i == token.i) == len(list(doc.sents))


def test_long_words_without_a_stop_fit_the_encoder(nlp: Language) -> None:
    text = "0x9f3ab7c2d1e45f60718293a4b5c6d7e8f90a1b2c3d4e5f60 " * 120
    check(nlp(text), text)


def test_what_was_read_before_changes_nothing(nlp: Language) -> None:
    alone = nlp(STORY).to_bytes(exclude=["user_data"])
    for text in HARD.values():
        nlp(text)
    assert nlp(STORY).to_bytes(exclude=["user_data"]) == alone


def test_a_batch_gives_what_one_by_one_gives(nlp: Language) -> None:
    texts = [STORY, HARD["headlines"], HARD["capitals"]]
    batched = [[(t.pos_, t.dep_, t.head.i) for t in doc] for doc in nlp.pipe(texts, batch_size=3)]
    assert batched == [[(t.pos_, t.dep_, t.head.i) for t in nlp(text)] for text in texts]
