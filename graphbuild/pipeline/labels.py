"""The label sets of the model's layers, stored beside the weights as `labels.json`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in ("PER", "ORG", "LOC") for place in "BIES"))
MENTION_CLASSES = ("none", "person", "organization", "place", "equipment", "other")

CONFLICT: dict[str, tuple[str, ...]] = {
    "event": ("none", "Attack", "Airstrike", "DroneStrike", "MissileStrike", "Shelling", "Bombing", "SuicideBombing",
              "ChemicalAttack", "ArmedAttack", "ArmedClash", "Killing", "Abduction", "Detention", "Torture",
              "SexualViolence", "Siege", "Destruction", "Displacement", "TerritoryCapture", "Withdrawal", "Protest",
              "Riot", "Ceasefire", "Negotiation", "Agreement", "PrisonerExchange", "Defection", "Deployment",
              "AidDelivery", "Sanction", "Bounty", "Investigation", "Trial", "Meeting"),
    "told": ("happened", "negated", "planned", "threatened", "demanded", "hypothetical", "habitual"),
    "kind": ("none", "Person", "Group", "ArmedGroup", "StateForce", "Government", "InternationalOrganization",
             "MediaOrganization", "Civilians", "Place", "Equipment"),
    "figure": ("none", "killed", "injured", "abducted", "detained", "displaced", "missing"),
    "cue": ("none", "Claim", "Denial", "ResponsibilityClaim", "Accusation"),
    "certainty": ("certain", "probable", "possible"),
    "link": ("none", "perpetrator", "target", "participant", "instrument", "place", "killed", "injured", "abducted",
             "detained", "displaced", "when", "claimant", "via", "holds", "said", "same"),
}  # fmt: skip
"""The layers of conflict reporting: labels by word, and of links between words."""
WORD_LAYERS = ("event", "told", "kind", "figure", "cue", "certainty")


@dataclass(slots=True)
class Labels:
    """Labels by index.

    `rolesets` maps "lemma|UPOS" to the PropBank rolesets seen for it, the most frequent first; `lemmas` maps
    "word|UPOS" to lemmas that are known for sure and differ from the word.
    """

    upos: list[str]
    feats: list[str]
    scripts: list[str]
    deprels: list[str]
    names: list[str]
    roles: list[str]
    senses: list[str]
    rolesets: dict[str, list[str]]
    lemmas: dict[str, str]

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Labels":
        """Read what `save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def lemma_script(word: str, lemma: str) -> str:
    """The edit from a lower-cased word to its lemma: how many letters to cut at the end, and what to add.

    >>> lemma_script("fighters", "fighter"), lemma_script("was", "be")
    ('1|', '3|be')
    """
    word, lemma = word.lower(), lemma.lower()
    shared = next((i for i, (a, b) in enumerate(zip(word, lemma, strict=False)) if a != b), min(len(word), len(lemma)))
    return f"{len(word) - shared}|{lemma[shared:]}"


def apply_script(word: str, script: str) -> str:
    """The lemma of a lower-cased word by an edit of `lemma_script`; the word itself where the edit does not fit.

    >>> apply_script("fighters", "1|"), apply_script("was", "3|be")
    ('fighter', 'be')
    """
    cut, _, added = script.partition("|")
    kept = len(word) - int(cut)
    return (word[:kept] + added or word) if kept >= 0 else word


def allowed(left: str, right: str) -> bool:
    """Whether the BIOES tag `right` may follow `left`.

    >>> allowed("B-PER", "E-PER"), allowed("O", "I-PER")
    (True, False)
    """
    if left[0] in "BI":
        return right[0] in "IE" and left[2:] == right[2:]
    return right[0] in "OBS"
