"""One document with its lookups: entities by head word, frames by predicate, amounts and times, computed once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graphbuild.extract.amounts import Amount, amounts
from graphbuild.extract.evidence import EVEN
from graphbuild.extract.layers import NO_SIGNALS, Entity, Frame
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.times import TimeExpression, datelines, resolve, times
from graphbuild.model import Precision

LASTING = frozenset({"frames", "amounts", "times", "filed", "placed", "children", "headings"})  # of the words alone
Placed = tuple[date | None, date | None, Precision]
RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True)
class Scene:
    """A parsed document, its entities, and the day of publication where it is known.

    What is less sure than `least` is not read: the setting of precision against recall.
    """

    doc: Doc
    entities: tuple[Entity, ...]
    published: date | None
    least: float = EVEN

    @property
    def layered(self) -> bool:
        """Whether the learned layers have seen the document."""
        return self.doc.signals is not NO_SIGNALS

    @cached_property
    def by_head(self) -> dict[int, int]:
        """Index of the widest entity whose head is this token."""
        found: dict[int, int] = {}
        for i, entity in enumerate(self.entities):
            other = found.get(entity.head)
            if other is None or entity.end - entity.start > self.entities[other].end - self.entities[other].start:
                found[entity.head] = i
        return found

    @cached_property
    def frames(self) -> dict[int, Frame]:
        """The frame of each predicate token."""
        return {frame.token: frame for frame in self.doc.frames}

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """All amounts of the document."""
        return amounts(self.doc, self.times)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """All time expressions of the document."""
        return times(self.doc)

    @cached_property
    def filed(self) -> tuple[TimeExpression, ...]:
        """The dates of heading and dateline, which date the report and no event."""
        return datelines(self.doc, self.times)

    @cached_property
    def placed(self) -> dict[TimeExpression, Placed]:
        """Where each time expression lies in the calendar, as far as that can be said.

        "That night" and "three days later" count from the last day that the text named before.
        """
        found: dict[TimeExpression, Placed] = {}
        context: date | None = None
        for one in self.times:
            placed = resolve(one, self.published, context)
            if placed is None:
                continue
            found[one] = placed
            if placed[2] == "day" and placed[0] is not None and one not in self.filed:
                context = placed[0]
        return found

    def is_time(self, token: int) -> bool:
        """Whether a word stands in a time expression."""
        return any(one.start_token <= token < one.end_token for one in self.times)

    def with_entity(self, entity: Entity) -> "Scene":
        """The scene with one more entity; what does not depend on entities is not computed again."""
        scene = Scene(self.doc, (*self.entities, entity), self.published, self.least)
        kept = {name: value for name, value in vars(self).items() if name in LASTING}
        vars(scene).update(kept)
        return scene

    @cached_property
    def children(self) -> dict[int, list[Token]]:
        """The dependents of each token, in the order of the text."""
        found: dict[int, list[Token]] = {}
        for token in self.doc:
            if token.head.i != token.i and not token.is_space:
                found.setdefault(token.head.i, []).append(token)
        return found

    @cached_property
    def headings(self) -> tuple[tuple[int, int], ...]:
        """Token offsets of headings: short paragraphs of their own without a final stop."""
        found = []
        for sentence in self.doc.sents:
            words = [token for token in sentence if not token.is_space]
            if not 1 < len(words) <= 12 or words[-1].text[-1] in '.!?"”’:,':
                continue
            before = self.doc[words[0].i - 1] if words[0].i else None
            after = self.doc[words[-1].i + 1] if words[-1].i + 1 < len(self.doc) else None
            if (before is None or "\n" in before.text) and after is not None and "\n" in after.text:
                found.append((words[0].i, words[-1].i + 1))
        return tuple(found)

    def dependents(self, token: int, *relations: str) -> list[Token]:
        """The dependents of a token with one of these relations."""
        return [child for child in self.children.get(token, ()) if child.dep_ in relations]

    def preposition(self, token: int) -> str:
        """The words that mark a nominal, lower case, joined: "by", "in", "because of"; empty if there are none."""
        words = []
        for child in self.dependents(token, "case"):
            words.append(child.lower_)
            words += [part.lower_ for part in self.dependents(child.i, "fixed")]
        return " ".join(words)

    def coordinated(self, token: int) -> list[int]:
        """The token and what is joined to it by "and", in the order of the text."""
        return [token, *(c.i for c in self.dependents(token, "conj") if c.pos_ in ("NOUN", "PROPN", "PRON", "NUM"))]

    def antecedent(self, token: int) -> int:
        """For a relative pronoun the noun that its clause hangs on, else the token itself."""
        if self.doc[token].lower_ not in RELATIVE:
            return token
        for verb in self.up(token):
            if verb.dep_ == "acl":
                return verb.head.i
        return token

    def up(self, token: int) -> Iterator[Token]:
        """The token and its ancestors to the root."""
        here = self.doc[token]
        yield here
        while here.head.i != here.i:
            here = here.head
            yield here

    def in_aside(self, token: int) -> bool:
        """Whether a word stands in a relative clause, or in the past perfect, and so tells of something else."""
        for above in self.up(token):
            marks = {child.lower_ for child in self.children.get(above.i, ())}
            if above.dep_ == "acl" and marks & RELATIVE:
                return True
            if above.pos_ == "VERB" and "had" in marks:
                return True
        return False

    def passive(self, verb: int) -> bool:
        """Whether a verb is in the passive: a past participle that is auxiliary-marked, or bare behind a noun."""
        token = self.doc[verb]
        participle = "Part" in token.morph.get("VerbForm", []) and "Past" in token.morph.get("Tense", ["Past"])
        if "Pass" in token.morph.get("Voice", []):
            return True
        auxiliaries = {child.lemma_.lower() for child in self.dependents(verb, "aux")}
        return participle and bool(auxiliaries & {"be", "get", "become"})

    def sentence(self, token: int) -> tuple[int, int]:
        """The token offsets of the sentence around a token."""
        sent = self.doc[token].sent
        return sent.start, sent.end
