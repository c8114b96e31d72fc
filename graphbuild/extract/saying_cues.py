"""Find who says what by a verb: source, act and content of each report verb of a text."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from graphbuild.extract.clauses import (
    NOMINAL,
    RELATIVE,
    agent,
    children,
    negated,
    nonfinite,
    oblique,
    own_subject,
    passive,
    phrase,
    subject,
    withholds,
)
from graphbuild.extract.plain import Doc, Token
from graphbuild.extract.quotations import Quotation, is_mark
from graphbuild.extract.report_words import (
    ASSERTIONS,
    Act,
    ReportWord,
    certainty_word,
    report_noun,
    report_verb,
    rows,
    weaker,
)
from graphbuild.extract.saying import Saying
from graphbuild.extract.saying_content import group, said, said_passively, subtree
from graphbuild.model import Certainty

_GUILT: Final = frozenset({"responsibility", "credit", "authorship", "involvement", "role", "part", "complicity",
                           "guilt", "blame", "accountability"})  # fmt: skip
_OWNING: Final = frozenset(
    {"claim", "assume", "accept", "take", "admit", "acknowledge", "assert", "confess", "shoulder"}
)
_DOING: Final = frozenset({"carry", "launch", "conduct", "stage", "mount", "perpetrate", "commit", "execute",
                           "undertake", "orchestrate", "plan", "mastermind"})  # fmt: skip
_BLAMING: Final = frozenset({"put", "lay", "place", "pin", "point"})
# What is found out passively needs no name to be sure: "is known to", "was found to".
_FOUND: Final = frozenset({
    "know", "find", "show", "prove", "confirm", "verify", "establish", "determine", "document", "discover", "name",
    "identify", "demonstrate",
})  # fmt: skip
_VIOLENT: Final = frozenset({
    "Attack", "Airstrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing", "SuicideBombing", "ChemicalAttack",
    "ArmedAttack", "ArmedClash", "Killing", "Abduction", "Destruction", "SexualViolence", "Torture",
})  # fmt: skip
_MODALS: Final = frozenset({"will", "would", "should", "may", "might", "could", "can", "'ll", "wo"})
_REFUSING: Final = frozenset({"refuse", "decline", "fail", "refrain", "avoid"})
_LOSSES: Final = frozenset({"life", "death", "victim", "casualty", "toll", "dead"})
_NAMING: Final = frozenset({"call", "name", "dub", "term"})
_HYPOTHETICAL: Final = frozenset({"if", "whether", "unless"})


@cache
def deeds() -> frozenset[str]:
    """Nouns of violent deeds, which a group can claim: read from the lexicon of events."""
    named = {row["lemma"] for row in rows("events.tsv") if row["pos"] == "n" and row["type"] in _VIOLENT}
    return frozenset(named - {"death", "loss"}) | {"crime", "action", "operation", "massacre"}


def verb_sayings(doc: Doc, quotes: Sequence[Quotation], times: frozenset[int]) -> list[Saying]:
    """A saying for each report verb that says something; `times` are tokens of dates, which say nothing."""
    found: list[Saying] = []
    for token in doc:
        word = report_verb(token)
        if word is not None and token.dep_ not in ("amod", "compound", "aux") and not _light(token, word):
            made = _passive_saying(token, word, quotes) if passive(token) else _active(token, word, quotes, times)
            if made is not None:
                found.append(made)
        else:
            made = _responsible(token, times)
            if made is not None:
                found.append(made)
    return found


def _light(token: Token, word: ReportWord) -> bool:
    """Verbs that are report verbs only by their form: "show up", "found guilty"; "ordered a strike" is an order."""
    if (token.lower_ == "called" and token.i > 0 and token.nbor(-1).text in ("-", "so")) or token.lower_.startswith(
        "so-"
    ):
        return True
    if withholds(token):
        return True
    things = children(token, "obj")
    if word.lemma == "claim" and things and things[0].lemma_.lower() in _LOSSES:
        return True
    if token.dep_ == "acl" and word.lemma in _NAMING and passive(token):
        return True
    if token.lower_ == "determined" and _infinitive(token):
        return True
    return token.lower_ == "found" and any(child.dep_ == "xcomp" and child.pos_ == "ADJ" for child in token.children)


def _active(token: Token, word: ReportWord, quotes: Sequence[Quotation], times: frozenset[int]) -> Saying | None:
    source = _source(token, word, times)
    span = group(token, source)
    content = said(token, word, span, quotes)
    if source is not None:
        content -= set(range(*phrase(source)))
    accused = _accused(token, word)
    act = _act(token, word, content, source)
    if word.act == "cite":
        cited = children(token, "obj") or children(token, "nsubj")
        accused = cited[0] if cited else None
    elif not content and accused is None:
        return None
    certainty = _certainty(token, word.certainty)
    stance = "denies" if act == "deny-responsibility" else word.stance
    where = source.i if source is not None else None
    return Saying((token.i, token.i + 1), token.i, word.lemma, act, stance, certainty, where, content,
                  accused.i if accused is not None else None, group=span)  # fmt: skip


def _passive_saying(token: Token, word: ReportWord, quotes: Sequence[Quotation]) -> Saying | None:
    source = agent(token)
    span = group(token, None)
    content = said_passively(token, word, span, quotes)
    if source is not None:
        content -= subtree(source)
    accused = _accused_passive(token, word)
    if not content and accused is None and word.act != "cite":
        return None
    if word.act == "cite":
        accused = own_subject(token)
    act = _act(token, word, content, source)
    if word.lemma == "claim" and _claimed(own_subject(token) or (token.head if token.dep_ == "acl" else None)):
        act = "claim-responsibility"
    unnamed: Certainty = "certain" if word.lemma in _FOUND or act not in ASSERTIONS else "possible"
    certainty = _certainty(token, word.certainty if source is not None else weaker(word.certainty, unnamed))
    return Saying((token.i, token.i + 1), token.i, word.lemma, act, word.stance, certainty,
                  source.i if source is not None else None, content,
                  accused.i if accused is not None else None, group=span)  # fmt: skip


def _source(token: Token, word: ReportWord, times: frozenset[int]) -> Token | None:
    """Who says it: the subject, an inverted nominal after the verb, one just before it, else the frame's ARG0."""
    doc = token.doc
    own = own_subject(token)
    if own is not None and own.i not in times:
        return own
    inverted = _inverted(token, times)
    if inverted is not None:
        return inverted
    shared = subject(token)
    if shared is not None and shared.i not in times and shared.lower_ != "there":
        return shared
    for frame in doc.frames:
        if frame.token != token.i:
            continue
        for one in frame.arguments:
            sure = one.label == "ARG0" and one.chance >= 0.5
            if sure and one.token not in times and doc[one.token].pos_ in NOMINAL:
                return doc[one.token]
    return None if nonfinite(token) else _before(token, times)


def _inverted(token: Token, times: frozenset[int]) -> Token | None:
    """ "..., said the spokesman": a nominal without preposition right after the verb, a comma or a mark before it.

    Such a sentence is often cut after the verb; the nominal may stand in what the model takes for the next sentence.
    """
    doc = token.doc
    if token.dep_ == "conj" or token.lower_.endswith("ing"):
        return None
    previous = next((one for one in reversed(doc[max(0, token.i - 2) : token.i]) if not one.is_space), None)
    following = next((one for one in doc[token.i + 1 : token.i + 3] if not one.is_space), None)
    if previous is None or following is None or not (previous.text == "," or is_mark(previous)):
        return None
    head = following
    while head.dep_ in ("det", "amod", "compound", "nummod", "flat", "case", "punct", "nmod") and head.head.i > head.i:
        head = head.head
    if head.left_edge.i < token.i + 1 and head.dep_ != "ROOT":
        return None
    named = head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and head.i not in times
    return head if named and following.dep_ != "case" and following.pos_ not in ("ADP", "SCONJ") else None


def _before(token: Token, times: frozenset[int]) -> Token | None:
    """The nominal that ends just before the verb, where the tree shows no subject."""
    i = token.i - 1
    while i >= token.sent.start and (token.doc[i].pos_ in ("AUX", "ADV") or token.doc[i].is_space or i in times):
        i -= 1
    if i < token.sent.start or token.doc[i].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    head = token.doc[i]
    while head.dep_ in ("flat", "nmod", "compound", "appos") and head.head.i < head.i and head.head.pos_ in NOMINAL:
        head = head.head
    return head if head.i not in times else None


def _act(token: Token, word: ReportWord, content: set[int], source: Token | None) -> Act:
    """The act of the row, changed by what stands around the verb and in its content."""
    if _unsaid(token):
        return "not-said"
    if word.lemma == "tell" and _infinitive(token):
        return "order"
    objects = children(token, "obj") or children(token, "nsubj" if passive(token) else "obj")
    thing = objects[0] if objects else None
    if thing is not None and _guilty(thing) and (word.stance == "denies" or word.lemma in _OWNING):
        return "deny-responsibility" if word.stance == "denies" else "claim-responsibility"
    if (
        word.lemma == "claim"
        and thing is not None
        and _claimed(thing)
        and not any(child.dep_ == "ccomp" for child in token.children)
    ):
        return "claim-responsibility"
    return word.act


def _guilty(thing: Token) -> bool:
    """ "responsibility for", "any role in", "being behind"."""
    return thing.lemma_.lower() in _GUILT


def _claimed(thing: Token | None) -> bool:
    """Whether what is claimed is a deed ("claimed the attack"), not lives, land or a title."""
    return thing is not None and (thing.lemma_.lower() in deeds() or _guilty(thing))


def _infinitive(token: Token) -> bool:
    return any(child.dep_ in ("xcomp", "ccomp") and nonfinite(child) and not child.lower_.endswith("ing")
               and own_subject(child) is None for child in token.children)  # fmt: skip


def _unsaid(token: Token) -> bool:
    """ "Did not say", "would deny", "if he says", "refused to say", "did he say?": nothing has been said."""
    if negated(token):
        return True
    for child in token.children:
        if (child.dep_ == "aux" and child.lower_ in _MODALS) or (
            child.dep_ == "mark" and child.lower_ in _HYPOTHETICAL
        ):
            return True
    if token.dep_ in ("xcomp", "ccomp") and token.head.lemma_.lower() in _REFUSING:
        return True
    last = next((one for one in reversed(list(token.sent)) if not one.is_space), token)
    return last.text == "?"


def _certainty(token: Token, grade: Certainty) -> Certainty:
    for child in token.children:
        if child.dep_ == "advmod" and (word := certainty_word("adverb", child)) is not None:
            grade = weaker(grade, word.certainty)
    return grade


def _accused(token: Token, word: ReportWord) -> Token | None:
    if "on" in word.accused and (found := oblique(token, "on")) is not None and children(token, "obj"):
        return found
    if "to" in word.accused:
        return oblique(token, "to")
    if "object" in word.accused:
        if word.lemma == "charge" and not (oblique(token, "with", "of") or _infinitive(token)):
            return None
        objects = [one for one in children(token, "obj", "iobj", "dep") if one.i > token.i and one.pos_ in NOMINAL]
        objects = objects or [one for one in children(token, "obj") if one.lower_ not in RELATIVE]
        if objects:
            return objects[0]
        return token.head if token.dep_ == "acl" else None
    return None


def _accused_passive(token: Token, word: ReportWord) -> Token | None:
    if "on" in word.accused and (found := oblique(token, "on")) is not None:
        return found
    if "to" in word.accused:
        return oblique(token, "to")
    if "object" in word.accused:
        return own_subject(token) or (token.head if token.dep_ == "acl" else None) or subject(token)
    return None


def _responsible(token: Token, times: frozenset[int]) -> Saying | None:
    """ "Took responsibility for", "held X responsible", "put the blame on X": the noun tells the act."""
    if token.lower_ == "held" and passive(token) and (own := own_subject(token)) is not None:
        guilty = any(one.lower_ in ("responsible", "accountable") for one in token.subtree)
        by = agent(token)
        return Saying((token.i, token.i + 1), token.i, "hold responsible", "not-said" if _unsaid(token) else "accuse",
                      "affirms", "certain" if by is not None else "possible", by.i if by is not None else None,
                      subtree(token) - {token.i}, own.i) if guilty else None  # fmt: skip
    things = [one for one in children(token, "obj") if one.i > token.i] if token.pos_ == "VERB" else []
    if not things:
        return None
    lemma, thing, source = token.lemma_.lower(), things[0], subject(token)
    made = Saying((token.i, token.i + 1), token.i, lemma, "accuse", "affirms", "certain", group=(token.i, token.i + 1))
    made.source = source.i if source is not None and source.i not in times else None
    made.content = _prepositional(token, "for") | subtree(thing)
    if lemma in _OWNING and thing.lower_ in ("responsibility", "credit"):
        made.act, made.verb = "claim-responsibility", f"{lemma} {thing.lower_}"
    elif lemma == "hold" and any(one.lower_ in ("responsible", "accountable") for one in token.subtree):
        made.verb, made.accused = "hold responsible", thing.i
        made.content |= {i for one in token.subtree if one.lower_ == "for" for i in subtree(one.head) if i > thing.i}
    elif lemma in _BLAMING and thing.lower_ in ("blame", "finger", "fingers"):
        target = oblique(token, "on", "at") or oblique(thing, "on", "at")
        if target is None:
            return None
        made.verb, made.accused = "blame", target.i
        made.content |= subtree(target)
    else:
        return None
    made.act = "not-said" if _unsaid(token) else made.act
    return made


def _prepositional(token: Token, preposition: str) -> set[int]:
    found = oblique(token, preposition)
    return subtree(found) if found is not None else set()


def responsibility(content: set[int], doc: Doc, source: int | None) -> tuple[Act | None, int | None]:
    """Whose deed a content says it was: "that it carried out the attack", "that X was responsible"."""
    for i in sorted(content):
        token = doc[i]
        guilt = token.lower_ in ("responsible", "behind") or (
            token.lemma_.lower() in _DOING and token.pos_ == "VERB" and not passive(token)
            and any(one.lemma_.lower() in deeds() for one in children(token, "obj")))  # fmt: skip
        clause = token.head if token.lower_ == "behind" and token.dep_ == "case" else token
        bearer = own_subject(clause) if guilt else None
        if bearer is None or bearer.i not in content or report_noun(bearer) is not None or bearer.lower_ in RELATIVE:
            continue
        denied = negated(clause)
        if bearer.i == source or (_outermost(clause, content) and _same(bearer, source)):
            return ("deny-responsibility" if denied else "claim-responsibility"), None
        if not denied and bearer.pos_ != "PRON":
            return "accuse", bearer.i
    return None, None


def _outermost(clause: Token, content: set[int]) -> bool:
    """Whether a clause is the one said, not one inside it."""
    while clause.dep_ == "conj" and clause.head.i in content:
        clause = clause.head
    return clause.head.i not in content


def _same(pronoun: Token, source: int | None) -> bool:
    """Whether a pronoun can stand for who says so: "it" for no person, "he" for no group."""
    if source is None:
        return False
    person = pronoun.doc[source].mention_class == "person"
    words = {"it": not person, "he": person, "she": person, "they": True, "we": True, "i": True}
    return bool(words.get(pronoun.lower_, False))
