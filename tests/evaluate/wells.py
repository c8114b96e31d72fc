"""A report with gold answers; its perfect reading is what `as_reading` makes of them."""

from graphbuild.evaluate.gold import Gold
from graphbuild.evaluate.marked import read

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
