"""Mentions of persons, groups, places and equipment in a document: names, descriptions and pronouns.

One mention a head word.  Mentions nest: in "40 ISIS fighters" the fighters and ISIS, in "the city of Mosul" the city
and Mosul, in "President Assad" the president and Assad (linked as one by `coreference`).
"""

from collections.abc import Iterator
from typing import Final

from graphbuild.extract.gazetteer import Known, known_names
from graphbuild.extract.kinds import country_of, pieces, titles, wide
from graphbuild.extract.layers import Entity
from graphbuild.extract.name_bounds import title_before
from graphbuild.extract.names import label, without_group_word, without_town
from graphbuild.extract.nominals import free_modifier, is_nominal, lexicon_noun, nominal_kind
from graphbuild.extract.phrases import bounds, is_plural, of_complement, phrase_start
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.proper_names import ProperName, proper_names
from graphbuild.model import Form

_PERSONS: Final = frozenset({"i", "me", "my", "mine", "myself", "he", "him", "his", "himself", "she", "her", "hers",
                             "herself"})  # fmt: skip
_GROUPS: Final = frozenset({"we", "us", "our", "ours", "ourselves", "they", "them", "their", "theirs", "themselves"})
_QUANTITIES: Final = frozenset({"dozens", "hundreds", "thousands", "scores", "tens", "number", "numbers", "group",
                               "groups", "series", "set", "pair", "couple", "type", "types", "kind", "kinds", "lot",
                               "lots", "majority", "part", "parts", "amount"})  # fmt: skip
_POSSESSIVES: Final = frozenset({"their", "our", "its", "my", "your", "theirs", "ours"})
_THINGS: Final = frozenset({"it", "its", "itself"})
# Not places: "it is" and "it was" are taken for one far too often.
_THING_KINDS: Final = {"organization": "Group", "equipment": "Equipment"}


def entities(doc: Doc) -> tuple[Entity, ...]:
    """Every mention of an actor, place or thing, in the order of the text, the outer before the inner."""
    known = known_names(doc)
    names = tuple(name for name in proper_names(doc, known) if not _adjectival(doc, name))
    found: dict[int, Entity] = {}
    for one in _titled(doc, names):
        found.setdefault(one.head, one)
    for name in names:
        one = _named(doc, name)
        if one.head not in found or found[one.head].form != "name":
            found[one.head] = one
    for one in _described(doc, names, found):
        found.setdefault(one.head, one)
    for one in _peoples(doc, known):
        found.setdefault(one.head, one)
    for one in _pronouns(doc):
        found.setdefault(one.head, one)
    return tuple(sorted(found.values(), key=lambda one: (one.start, -one.end, one.head)))


def _named(doc: Doc, name: ProperName) -> Entity:
    """A name as a mention; with its determiner, and with its modifiers where a common noun heads it."""
    start, end = name.start, name.end
    if start and doc[start - 1].lower_ == "the" and name.start <= doc[start - 1].head.i < end:
        start -= 1
    kind = name.kind
    if kind == "Place" and name.known and name.known.level in {"country", "capital", "region"} and acts(doc[name.head]):
        kind = "Government"
    stripped = label(doc.text_at(name.start, name.end), person=kind == "Person")
    if wide(kind) == "Group":
        stripped = without_group_word(stripped)
    if kind == "Place":
        stripped = without_town(stripped)
    if name.known and name.known.level is None:
        stripped = name.known.label
    return Entity(start, end, name.head, kind, "name", stripped)


def _adjectival(doc: Doc, name: ProperName) -> bool:
    """Whether a country's abbreviation is a nationality: "U.S. forces" are Americans, "U.S. airstrikes" America's."""
    head = doc[name.head]
    if name.known is None or name.known.level != "country" or head.dep_ not in {"compound", "amod", "nmod"}:
        return False
    if len(head.text.replace(".", "")) > 3 or head.head.i < name.end or any(c.dep_ == "case" for c in head.children):
        return False
    kind = nominal_kind(head.head)
    return kind is not None and wide(kind) in {"Group", "Person"}


def acts(token: Token) -> bool:
    """Whether the name of a country or capital stands for its government: it does or says something."""
    if token.dep_ == "nsubj" and token.head.pos_ == "VERB":
        return not any("Pass" in str(child.morph) or child.dep_ == "aux:pass" for child in token.head.lefts)
    if token.dep_ == "compound" and len(token.text.replace(".", "")) <= 3 and token.head.i > token.i:
        return True  # "U.S. airstrikes"
    cased = any(child.dep_ == "case" and child.pos_ == "ADP" and child.lower_ not in {"by", "with", "against", "'s"}
                for child in token.lefts)  # fmt: skip
    return token.mention_class == "organization" and not cased


def _titled(doc: Doc, names: tuple[ProperName, ...]) -> Iterator[Entity]:
    """Descriptions with the name that they introduce: "Syrian President Bashar Assad", headed by the title."""
    for name in names:
        title = title_before(doc, name.start) if name.kind == "Person" else None
        if title is not None:
            text = label(doc.text_at(name.start, name.end), person=True)
            yield Entity(_title_start(doc, title), name.end, title.i, "Person", "nominal", text)


def _title_start(doc: Doc, title: Token) -> int:
    start = min(phrase_start(title), title.i)
    while start > title.sent.start:
        before = doc[start - 1]
        if (
            pieces(before.text) in titles()
            or sum((pieces(one.text) for one in doc[start - 1 : title.i + 1]), ()) in titles()
        ):
            start -= 1
            continue
        if before.pos_ in {"ADJ", "NOUN", "PROPN"} and before.head.i >= title.i and before.dep_ in {"amod", "compound"}:
            start -= 1
        else:
            break
    return start


def _described(doc: Doc, names: tuple[ProperName, ...], found: dict[int, Entity]) -> Iterator[Entity]:
    """Descriptions: every noun phrase whose head the lexicon or the model takes for an actor, place or thing."""
    covered = {i for name in names for i in range(name.start, name.end)}
    ending = {name.end: name for name in names if name.kind == "Place"}
    for token in doc:
        if token.i in covered or token.i in found or not is_nominal(token):
            continue
        kind = nominal_kind(token)
        if kind is None or (free_modifier(token) and not _worth_alone(token, kind)) or _quantity(token):
            continue
        start, end = bounds(token)
        text = label(doc.text_at(start, end)) or token.text
        before = ending.get(token.i)
        named = before is not None and kind == "Place" and not is_plural(token)
        if before is not None and named:
            start = min(start, before.start)
            text = label(doc.text_at(start, end))
        alone = token.pos_ == "PROPN" and lexicon_noun(token) is None and not is_plural(token)
        form: Form = "name" if named or alone else "nominal"
        yield Entity(start, end, token.i, kind, form, without_town(text) if named else text)


def _quantity(token: Token) -> bool:
    """Whether a noun only counts what follows and that is no group of people: "dozens of villages"."""
    complement = of_complement(token) if token.lower_ in _QUANTITIES else None
    kind = nominal_kind(complement) if complement is not None else None
    return kind in {"Place", "Equipment"}


def _worth_alone(token: Token, kind: str) -> bool:
    """Whether a noun before a noun is a mention: "machine gun fire" names a weapon, "police chief" the police."""
    if lexicon_noun(token.head) and token.i + 1 == token.head.i and kind in {"Person", "Place"}:
        return False
    return kind in {"Equipment", "Government", "StateForce"} and not is_plural(token)


def _peoples(doc: Doc, known: tuple[Known, ...]) -> Iterator[Entity]:
    """Nationalities that stand for people: "the Jordanians", "Syrians"."""
    for one in known:
        token = doc[one.end - 1]
        if one.name.kind != "Demonym" or token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"amod", "compound"}:
            continue
        start = phrase_start(token)
        kind = "Civilians" if is_plural(token) or token.text.endswith("s") else "Person"
        yield Entity(min(start, one.start), one.end, token.i, kind, "nominal", doc.text_at(one.start, one.end))


def _pronouns(doc: Doc) -> Iterator[Entity]:
    events = {frame.token for frame in doc.frames}
    for token in doc:
        word = token.lower_
        if word in _POSSESSIVES and token.head.i not in events:
            continue  # "their assault" has a participant, "their partners" only a relation
        if token.pos_ not in {"PRON", "DET"} or (word == "us" and token.text == "US"):
            continue
        kind = "Person" if word in _PERSONS else "Group" if word in _GROUPS else None
        if word in _THINGS:
            kind = _THING_KINDS.get(token.mention_class)
        if kind:
            yield Entity(token.i, token.i + 1, token.i, kind, "pronoun", token.text)


def nationality(doc: Doc, entity: Entity) -> str | None:
    """The country that the words before the head of a mention name: "Syrian government forces" are Syria's."""
    for token in doc[entity.start : entity.head + 1]:
        country = country_of(token.text) if token.text[:1].isupper() else None
        if country:
            return country
    return None
