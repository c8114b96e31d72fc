"""A reader without a language model, to see what everything else costs.

It takes capitalised words for people and sentences for claims, which makes about as many mentions and claims as there
are in a report; what they say is nonsense.
"""

import re

from graphbuild.model import Article, Claim, Mention, Proposition, Reading

NAME = re.compile(r"[A-Z][a-z]+(?: (?:al-)?[A-Z][a-z]+)*")
SENTENCE = re.compile(r"[^.!?]+[.!?]")


class PlainReader:
    """Finds in each sentence an attack in which everybody named is killed."""

    fingerprint = "plain"

    def read(self, article: Article) -> Reading:
        mentions: list[Mention] = []
        claims: list[Claim] = []
        for sentence in SENTENCE.finditer(article.text):
            verb = re.search(r"[a-z]{4,}", sentence.group())
            if verb is None:
                continue
            start = sentence.start() + verb.start()
            event = f"m{len(mentions) + 1}"
            mentions.append(
                Mention(event, start, start + len(verb.group()), verb.group(), "Attack", "attack", "nominal")
            )
            told = []
            for name in NAME.finditer(sentence.group()):
                start, text = sentence.start() + name.start(), name.group()
                person = f"m{len(mentions) + 1}"
                mentions.append(Mention(person, start, start + len(text), text, "Person", text, "name"))
                told.append(Proposition(person, "killedIn", event))
            if told:
                span = (sentence.start(), sentence.end())
                claim = Claim(
                    f"c{len(claims) + 1}", "Claim", None, "affirms", "certain", None, *span, tuple(told), event
                )
                claims.append(claim)
        return Reading(article, self.fingerprint, tuple(mentions), (), tuple(claims), ())
