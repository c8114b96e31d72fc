"""A cue and what it says: records that the parts of attribution hand to each other, before nesting."""

from dataclasses import dataclass, field

from graphbuild.extract.clauses import Range
from graphbuild.extract.report_words import Act
from graphbuild.model import Certainty, Stance


@dataclass(slots=True)
class Saying:
    """A report cue with its parts; `content` are token indices, not yet cut at quotation marks."""

    cue: Range
    head: int
    verb: str
    act: Act
    stance: Stance
    certainty: Certainty
    source: int | None = None
    content: set[int] = field(default_factory=set)
    accused: int | None = None
    via: tuple[int, ...] = ()
    governor: int | None = None
    group: Range = (0, 0)
