"""Scores of coreference: MUC, B-cubed, CEAF-e, and their mean as at CoNLL.

A mention is any hashable key; a mention of the gold and one of the reading that were paired have the same key.  All
functions give (recalled, of, sound, of): the sums from which recall and precision are divided.

Sources: Vilain, Burger, Aberdeen, Connolly and Hirschman 1995 (MUC); Bagga and Baldwin 1998 (B-cubed); Luo 2005
(CEAF with entity similarity phi4); Pradhan, Luo, Recasens, Hovy, Ng and Strube 2014 (mentions that one side lacks,
the mean of the three F1).
"""

import math
from collections.abc import Hashable, Sequence
from typing import TypeVar

from graphbuild.evaluate.alignment import Case
from graphbuild.evaluate.assignment import best_pairs
from graphbuild.evaluate.tally import Key, Sheet, Tally

Mark = TypeVar("Mark", bound=Hashable)
Chains = Sequence[frozenset[Mark]]
Sums = tuple[float, float, float, float]
LAYER = "coreference"
MEANS: dict[Key, tuple[Key, ...]] = {
    (LAYER, "CoNLL mean"): tuple((LAYER, one) for one in ("MUC", "B-cubed", "CEAF-e")),
    (LAYER, "CoNLL mean, no singletons"): tuple(
        (LAYER, one) for one in ("MUC", "B-cubed, no singletons", "CEAF-e, no singletons")
    ),
}


def muc(gold: Chains[Mark], read: Chains[Mark]) -> Sums:
    """The links that join the mentions of a chain: how many of the one side's the other side has.

    >>> muc([frozenset("abcd")], [frozenset("ab"), frozenset("cd")])
    (2.0, 3.0, 2.0, 2.0)
    """

    def links(chains: Chains[Mark], others: Chains[Mark]) -> tuple[float, float]:
        where: dict[Mark, Hashable] = {one: at for at, other in enumerate(others) for one in other}
        kept = wanted = 0
        for chain in chains:
            parts = {where.get(one, ("alone", one)) for one in chain}
            kept, wanted = kept + len(chain) - len(parts), wanted + len(chain) - 1
        return float(kept), float(wanted)

    return (*links(gold, read), *links(read, gold))


def b_cubed(gold: Chains[Mark], read: Chains[Mark]) -> Sums:
    """For each mention the share of its chain that its chain on the other side has too.

    >>> b_cubed([frozenset("ab")], [frozenset("a"), frozenset("bc")])
    (1.0, 2.0, 1.5, 3.0)
    """

    def shares(chains: Chains[Mark], others: Chains[Mark]) -> tuple[float, float]:
        where = {one: other for other in others for one in other}
        nothing: frozenset[Mark] = frozenset()
        found = math.fsum(len(chain & where.get(one, nothing)) / len(chain) for chain in chains for one in chain)
        return found, float(sum(len(chain) for chain in chains))

    return (*shares(gold, read), *shares(read, gold))


def ceaf_e(gold: Chains[Mark], read: Chains[Mark]) -> Sums:
    """The likeness of chains that are paired best, 2|G and R| / (|G| + |R|) for each pair.

    >>> ceaf_e([frozenset("ab")], [frozenset("ab"), frozenset("c")])
    (1.0, 1.0, 1.0, 2.0)
    """
    likeness = {
        (i, j): 2 * len(one & other) / (len(one) + len(other))
        for i, one in enumerate(gold)
        for j, other in enumerate(read)
        if one & other
    }
    found = math.fsum(likeness[pair] for pair in best_pairs(likeness))
    return found, float(len(gold)), found, float(len(read))


def coreference(case: Case, sheet: Sheet) -> None:
    """Score the chains of things, and those of events; take down the things that were torn apart."""
    gold, read = chains(case, events=False)
    told, understood = chains(case, events=True)
    several = ([one for one in gold if len(one) > 1], [one for one in read if len(one) > 1])
    for name, sums in (
        ("MUC", muc(gold, read)),
        ("B-cubed", b_cubed(gold, read)),
        ("CEAF-e", ceaf_e(gold, read)),
        ("B-cubed, no singletons", b_cubed(*several)),
        ("CEAF-e, no singletons", ceaf_e(*several)),
        ("B-cubed of events", b_cubed(told, understood)),
    ):
        sheet.tallies[(LAYER, name)] = Tally(*sums)
    _faults(case, sheet)


def chains(case: Case, *, events: bool) -> tuple[list[frozenset[int]], list[frozenset[int]]]:
    """The chains of both sides, over the places of stretches of the gold; what only the reading has is negative."""
    pairing = case.triggers if events else case.mentions
    gold: dict[str, set[int]] = {}
    for i, stretch in enumerate(pairing.gold):
        if not events or case.events[stretch.ids[0]].factuality == "happened":
            gold.setdefault(stretch.ids[0], set()).add(i)
    partner = {j: i for i, j in pairing.pairs}
    read: dict[int, set[int]] = {}
    for j, stretch in enumerate(pairing.read):
        read.setdefault(case.chain_of[stretch.ids[0]], set()).add(partner.get(j, -1 - j))
    return [frozenset(one) for one in gold.values()], [frozenset(one) for one in read.values()]


def _faults(case: Case, sheet: Sheet) -> None:
    """The links that are missing or false, one line for each thing."""
    partner = dict(case.mentions.pairs)
    text = case.gold.text
    for thing in case.things:
        parts: dict[int, str] = {}
        first = None
        for i, stretch in enumerate(case.mentions.gold):
            if stretch.ids[0] == thing and i in partner:
                chain = case.chain_of[case.mentions.read[partner[i]].ids[0]]
                parts.setdefault(chain, text[stretch.start : stretch.end])
                first = stretch.start if first is None else first
        if len(parts) > 1:
            sheet.fault(LAYER, "missed", f"{thing} is one, read as {' | '.join(parts.values())}", first or 0)
    for at, cluster in enumerate(case.chains):
        joined = sorted(case.shared.get(at, ()))
        if len(joined) > 1 and cluster.family != "event":
            start = min(one.start for one in case.reading.mentions if one.id in cluster.mentions)
            sheet.fault(LAYER, "false", f"{cluster.label!r} joins {', '.join(joined)}", start)
