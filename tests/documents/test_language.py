"""English is read, what is plainly another language is told by name, and doubt favours reading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.documents.language import function_words, language_of

ENGLISH = [
    "The army said that two of its soldiers were killed in the attack.",
    "ARMY SAYS TWO SOLDIERS KILLED IN ATTACK ON OUTPOST",
    "Gulf of Oman: Abu Bakr al-Tikriti, Ramón Díaz de la Vega, Jean-Luc du Pont, Karl von der Heide.",
    "Zwei Soldaten, the German daily said, were killed when a mine went off under their car on the road to the town.",
    "Deir el-Zour (دير الزور) and Aleppo (حلب) were hit.",
    "x " * 1000,
    "1 2 3 4 5 6 7",
]
FOREIGN = {
    "French": "L'armée dit que deux soldats ont été tués dans une attaque contre un poste dans le nord du pays.",
    "German": "Die Armee teilte mit, dass zwei Soldaten bei einem Angriff auf einen Posten im Norden getötet wurden.",
    "Spanish": "El ejército dijo que dos de los soldados murieron en un ataque contra un puesto en el norte del país.",
    "Portuguese": "O exército disse que dois soldados foram mortos em um ataque no norte do país, mas não há provas.",
    "Italian": "L'esercito ha detto che due soldati sono stati uccisi in un attacco contro una base nel nord.",
    "Dutch": "Het leger zei dat twee soldaten zijn gedood bij een aanval op een post in het noorden van het land.",
    "Turkish": "Ordu, bir karakola düzenlenen saldırı için bu kadar çok asker ve bir sivil daha var dedi.",
    "a language in Cyrillic script": "Армия сообщила, что два солдата погибли в результате нападения.",
    "a language in Arabic script": "قال الجيش إن جنديين قتلا في هجوم على موقع في شمال البلاد",
    "a language in Chinese script": "军队表示两名士兵在袭击中丧生",
    "a language in Devanagari script": "सेना ने कहा कि हमले में दो सैनिक मारे गए",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english_and_doubtful_texts_are_read(text: str) -> None:
    assert language_of(text).is_english


@pytest.mark.parametrize(("language", "text"), FOREIGN.items())
def test_other_languages_are_told_by_name(language: str, text: str) -> None:
    verdict = language_of(text)
    assert (verdict.language, verdict.is_english) == (language, False)
    assert verdict.confidence > 0.5


def test_a_text_without_words_is_english_without_confidence() -> None:
    assert language_of("12 / 13").confidence == 0


def test_function_words_are_in_lower_case_and_told_apart() -> None:
    words = function_words()
    assert len(words) >= 12
    assert all(word == word.lower() for known in words.values() for word in known)
    assert len(set(words.values())) == len(words)


@given(st.text())
def test_every_text_gets_a_verdict(text: str) -> None:
    assert 0 <= language_of(text).confidence <= 1
