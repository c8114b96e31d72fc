"""Readings made by hand, on invented incidents at real places, as the pipeline should make them.

Spans are given by their words: `At` finds them in the text, so that the offsets cannot be wrong.
"""

from collections.abc import Sequence
from datetime import date

from graphbuild.model import Article, Claim, Figure, Form, Link, Mention, Period, Proposition, Reading

PIPELINE = "golden-1"


class At:
    """Finds spans of a text by words and number of occurrence."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, number: int = 1) -> tuple[int, int]:
        start = -1
        for _ in range(number):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def sentences(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """The spans of a text's two sentences."""
        border = self.text.index(". ") + 1
        return (0, border), (border + 1, len(self.text))

    def mention(
        self, id: str, words: str, kind: str, form: Form = "nominal", *, number: int = 1, figure: Figure | None = None
    ) -> Mention:
        start, end = self.span(words, number)
        return Mention(id, start, end, words, kind, words.removeprefix("the "), form, figure)


def told(*triples: str) -> tuple[Proposition, ...]:
    """Propositions from "subject relation object"."""
    return tuple(Proposition(*triple.split()) for triple in triples)


def same(left: str, right: str, reason: str = "same name") -> Link:
    return Link(left, right, True, 0.9, reason, "golden")


def reading(
    article: Article,
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    *,
    periods: Sequence[Period] = (),
    links: Sequence[Link] = (),
) -> Reading:
    return Reading(article, PIPELINE, tuple(mentions), tuple(periods), tuple(claims), tuple(links))


def strike() -> Reading:
    """Invented: a ministry claims an airstrike; figures; a reporter who passes a word on."""
    text = (
        "The Varesian defence ministry said on Tuesday that its air force bombed a bunker near Al-Mayadin, Syria, on "
        "3 May, killing some 20 fighters of the River Front and commander Idris Qarra. State radio quoted the ministry "
        "as saying that the front may have lost 25 men."
    )
    at = At(text)
    article = Article("inv-strike", text, "Ministry tells of strike", date(2031, 5, 6), "Harbour Courier")
    first, second = at.sentences()
    mentions = [
        at.mention("m1", "Varesian defence ministry", "Government", "name"),
        at.mention("m2", "its", "Government", "pronoun"),
        at.mention("m3", "its air force", "StateForce"),
        at.mention("m4", "bombed", "Airstrike"),
        at.mention("m5", "a bunker", "Place"),
        at.mention("m6", "Al-Mayadin", "Place", "name"),
        at.mention("m7", "Syria", "Place", "name"),
        at.mention("m8", "some 20 fighters", "CasualtyFigure", figure=Figure("killed", 20, 20, "fighters", "m9")),
        at.mention("m9", "River Front", "ArmedGroup", "name"),
        at.mention("m10", "Idris Qarra", "Person", "name"),
        at.mention("m11", "State radio", "MediaOrganization"),
        at.mention("m12", "the ministry", "Government"),
        at.mention("m13", "the front", "ArmedGroup"),
        at.mention("m14", "25 men", "CasualtyFigure", figure=Figure("killed", 25, 25, "men", "m13")),
    ]
    claims = [
        Claim(
            *("c1", "Claim", "m1", "affirms", "certain", "say", *first),
            told("m8 killedIn m4", "m10 killedIn m4", "m4 perpetrator m3", "m4 place m6", "m4 target m5"),
            about="m4",
            said_on=Period("", date(2031, 5, 6), date(2031, 5, 6), "day", "Tuesday"),
            confidence=0.93,
        ),
        Claim("c2", "Claim", None, "affirms", "certain", None, *first, told("m10 leaderOf m9", "m6 within m7")),
        Claim(
            *("c3", "Claim", "m12", "affirms", "possible", "say", *second),
            told("m14 killedIn m4"),
            about="m4",
            via=("m11",),
        ),
    ]
    return reading(
        article,
        mentions,
        claims,
        periods=[Period("m4", date(2031, 5, 3), date(2031, 5, 3), "day", "on 3 May")],
        links=[same("m1", "m2", "pronoun"), same("m1", "m12", "head noun"), same("m9", "m13", "head noun")],
    )


def denial() -> Reading:
    """Invented: an inquiry accuses a government, which denies it; the dead are told in the outlet's own voice."""
    text = (
        "The Varesian government denied findings of the Inquiry on Lake Hazar that it was probably behind the March "
        "attack in Sivrice, which killed at least 31 villagers. A spokesman of the Lake Brigade said it had carried "
        "out Monday's ambush in Elazig."
    )
    at = At(text)
    article = Article("inv-denial", text, "Government denies attack", date(2031, 4, 2), url="https://news.invalid/2")
    first, second = at.sentences()
    mentions = [
        at.mention("m1", "Varesian government", "Government", "name"),
        at.mention("m2", "Inquiry on Lake Hazar", "InternationalOrganization", "name"),
        at.mention("m3", "it", "Government", "pronoun", number=1),
        at.mention("m4", "attack", "Attack"),
        at.mention("m5", "Sivrice", "Place", "name"),
        at.mention("m6", "at least 31 villagers", "CasualtyFigure", figure=Figure("killed", 31, None, "villagers")),
        at.mention("m7", "Lake Brigade", "ArmedGroup", "name"),
        at.mention("m8", "ambush", "ArmedAttack"),
        at.mention("m9", "Elazig", "Place", "name"),
    ]
    claims = [
        Claim("c1", "Claim", None, "affirms", "certain", None, *first, told("m6 killedIn m4", "m4 place m5"), "m4"),
        Claim("c2", "Accusation", "m2", "affirms", "probable", "find", *first, told("m4 perpetrator m3"), "m4"),
        Claim(
            *("c3", "Denial", "m1", "denies", "certain", "deny", *first),
            told("m4 perpetrator m1"),
            about="m4",
            disputes=("c2",),
        ),
        Claim(
            *("c4", "ResponsibilityClaim", "m7", "affirms", "certain", "say", *second),
            told("m8 perpetrator m7", "m8 place m9"),
            about="m8",
        ),
    ]
    return reading(
        article,
        mentions,
        claims,
        periods=[Period("m4", date(2031, 3, 1), date(2031, 3, 31), "month", "March")],
        links=[same("m1", "m3", "pronoun")],
    )


def rumour() -> Reading:
    """Invented: a massacre known only because it is denied, by nobody who is named; and the strike of 3 May again."""
    text = (
        "The Lake Brigade denied that there had been a massacre in Sivrice. Jets hit a depot in Al-Mayadin on 3 May; "
        "22 people died, the River Front said."
    )
    at = At(text)
    article = Article("inv-rumour", text, None, date(2031, 5, 7), "Lantern Agency", language="en")
    first = at.span("The Lake Brigade denied that there had been a massacre in Sivrice.")
    second = at.span("Jets hit a depot in Al-Mayadin on 3 May; 22 people died, the River Front said.")
    mentions = [
        at.mention("m1", "Lake Brigade", "ArmedGroup", "name"),
        at.mention("m2", "massacre", "Killing"),
        at.mention("m3", "Sivrice", "Place", "name"),
        at.mention("m4", "hit", "Airstrike"),
        at.mention("m5", "Al-Mayadin", "Place", "name"),
        at.mention("m6", "22 people", "CasualtyFigure", figure=Figure("killed", 22, 22, "people")),
        at.mention("m7", "River Front", "Group", "name"),
    ]
    claims = [
        Claim("c1", "Denial", "m1", "denies", "certain", "deny", *first, told("m2 place m3"), "m2", ("c2",)),
        Claim(
            *("c2", "Claim", None, "affirms", "certain", None, *first),
            told("m2 place m3"),
            about="m2",
            attested_only_via="c1",
        ),
        Claim("c3", "Claim", "m7", "affirms", "certain", "say", *second, told("m6 killedIn m4", "m4 place m5"), "m4"),
    ]
    return reading(
        article,
        mentions,
        claims,
        periods=[Period("m4", date(2031, 5, 3), date(2031, 5, 3), "day", "on 3 May")],
    )


READINGS = (strike(), denial(), rumour())
