"""A report with gold answers, and the perfect reading of any such report."""

from graphbuild.evaluate.gold import Gold, GoldClaim
from graphbuild.evaluate.marked import read
from graphbuild.evaluate.score import article
from graphbuild.model import Claim, Figure, Link, Mention, Period, Proposition, Reading

REPORT = """\
=== wells-1
title: Two raids near the wells
published: 2016-03-05
publisher: Desert Wire
split: dev
---
{army:The army} of {mal:Maland} {c1~said} on Saturday that {troops:its troops} had {e1!killed}
{f1:at least 12 {mil:militants}} in {e1!a raid} near {wells:Old Wells} {t1@on Wednesday}. {spk:A spokesman} for
{kat:the Lion Front} {c2~denied} {e1!the attack}.

{amb:Amara Bel}, {amb:a nurse}, {c3~told} reporters that {kat:the Front} had {e2!shelled} {town:Tamra}
{t2@on Thursday}. {amb:She} counted {f2:five wounded}. {kat:The group} {c4~rejected} the charge.

{army:The army} also {c5~denied} {e3!torturing} {pris:prisoners}. {mal:Maland} plans {e4!talks}.
---
army: StateForce
mal: Place
troops: StateForce
f1: CasualtyFigure killed 12.. role=militants of=mil
mil: ArmedGroup
wells: Place
spk: Person
kat: ArmedGroup
amb: Person
town: Place
f2: CasualtyFigure injured 5..5
pris: Civilians
e1: ArmedAttack happened perpetrator=troops killed=f1 place=wells when=t1/2016-03-02
e2: Shelling happened perpetrator=kat target=town injured=f2 place=town when=t2/2016-03-03
e3: Torture happened perpetrator=army target=pris
e4: Negotiation planned
c1: army affirms certain e1 as=ResponsibilityClaim
c2: spk denies certain e1 disputes=c1
c3: amb affirms certain e2 as=Accusation
c4: kat denies certain e2.perpetrator=kat disputes=c3
c5: army denies certain e3 disputes=c6
c6: ? affirms possible e3 only=c5
r1: spk memberOf kat
c7: - affirms certain r1
"""


def gold_from(text: str) -> Gold:
    """Return the first report of a marked text."""
    (_, found), *_ = read(text)
    assert isinstance(found, Gold), found
    return found


def perfect(gold: Gold) -> Reading:
    """A reading that tells what the gold answers tell; of events only those that happened."""
    things, events = {one.id: one for one in gold.things}, {one.id: one for one in gold.events}
    mentions: list[Mention] = []
    first: dict[str, str] = {}
    links = []
    told = [one for one in gold.triggers if events[one.of].factuality == "happened"]
    for number, span in enumerate((*gold.mentions, *told), 1):
        thing = things.get(span.of)
        words = gold.text[span.start : span.end]
        figure = None
        if thing and thing.kind == "CasualtyFigure":
            figure = Figure(thing.outcome or "", thing.at_least, thing.at_most, thing.role)
        kind = thing.kind if thing else events[span.of].kind
        form = span.form or "nominal"
        mentions.append(Mention(f"m{number}", span.start, span.end, words, kind, words, form, figure))  # type: ignore[arg-type]
        if span.of in first:
            links.append(Link(first[span.of], f"m{number}", True, 1.0, "equal ids", "test"))
        first.setdefault(span.of, f"m{number}")
    periods = tuple(
        Period(first[one.id], one.when.begin, one.when.end, one.when.precision, "")  # type: ignore[arg-type]
        for one in gold.events
        if one.when and one.factuality == "happened"
    )
    claims = tuple(_claim(one, gold, first) for one in gold.claims)
    return Reading(article(gold), "perfect", tuple(mentions), periods, claims, tuple(links))


def _claim(one: GoldClaim, gold: Gold, first: dict[str, str]) -> Claim:
    events, relations = {event.id: event for event in gold.events}, {each.id: each for each in gold.relations}
    found: list[Proposition] = []
    for item in one.holds:
        if item.of in relations:
            each = relations[item.of]
            found.append(Proposition(first[each.subject], each.relation, first[each.object]))
            continue
        for role, thing in events[item.of].arguments:
            if item.role in (None, role) and item.filler in (None, thing):
                harm = role in ("killed", "injured")
                found.append(
                    Proposition(first[thing], f"{role}In", first[item.of])
                    if harm
                    else Proposition(first[item.of], role, first[thing])
                )
    about = next((first[item.of] for item in one.holds if item.of in events), None)
    claimant = None if one.claimant in (None, "?") else first[one.claimant or ""]
    return Claim(
        one.id, one.kind, claimant, one.stance, one.certainty, None, one.start, one.end, tuple(found),  # type: ignore[arg-type]
        about, one.disputes, one.only,
    )  # fmt: skip
