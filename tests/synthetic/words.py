"""Words and counts that make up what a made-up handbook says, after the real records."""

from __future__ import annotations

#: Words of one or two syllables, the common ones first, as in plain writing.
WORDS = """
the a your and it is of to or if you in when that with on more for after than pain run not at from
as runs one two by load slow easy walk week day days leg foot hip knee heel calf thigh ankle back
shin bone tendon muscle joint hurts less step rest start stop keep press move hold stand feel sore
hill speed next morning night during before until then both side front inner outer upper lower
strong weak stiff swollen sharp dull warm cold early later often seldom most some many few small
large long short hard soft flat rough grade trial study care nurse doctor clinic scan picture test
sign check plan phase stage goal rule dose sets hand wall chair floor band mat ball towel shoe sock
insole tape ice heat food sleep water weight body skin nerve cord blood sport race track trail road
grass sand bike pool swim climb jump hop skip bend stretch lift lower push pull turn twist lean
reach grip breathe relax ease settle return build begin finish follow change add cut raise drop
carry lead point spread tighten loosen heal mend protect guard notice watch count write tell ask
answer show prove guess expect compare choose replace repeat limit allow delay spare share
habit reason result effect change pattern rhythm cadence stride posture balance control contact
impact tension pressure swelling bruise bump ridge edge strip spot patch width depth angle corner
winter summer season weekend evening minute moment distance session surface summit village river
""".split()
WEIGHTS = [1 / (rank + 4) for rank in range(len(WORDS))]

FIRST = """
Amber Birch Cedar Dune Ember Fern Glade Harbor Inlet Juniper Kelp Laurel Maple North Ocean Pine
Quarry River Stone Timber Upland Valley Willow Yarrow Zephyr Alder Brook Cliff Delta Elm
""".split()
PLACE = """
arch toe heel ankle shin calf knee kneecap thigh hamstring groin hip buttock spine rib shoulder
elbow wrist neck foot sole instep achilles tendon joint bone muscle fascia nerve cartilage
""".split()
LAST = {
    "injuries": "strain sprain pain tear ache irritation syndrome fracture",
    "exercises": "raise press stretch hold drill bridge squat walk",
    "plans": "ladder rebuild return week program taper schedule steps",
    "guides": "basics questions choices signals myths habits numbers gear",
}

#: How many items a list usually has, by its field, after the real records.
COUNTS = {
    "aliases": (2, 5), "self_checks": (1, 2), "now": (5, 7), "grades": (0, 2), "timeline": (1, 3),
    "phases": (3, 4), "care": (3, 6), "contested": (4, 6), "risk_factors": (3, 5),
    "prevention": (3, 5), "questions": (3, 5), "guides": (2, 5), "steps": (4, 6), "cues": (2, 3),
    "mistakes": (2, 4), "entry": (2, 5), "rules": (5, 8), "stages": (3, 5), "sessions": (1, 2),
    "setback": (4, 6), "tables": (1, 2), "checklists": (2, 3), "items": (4, 6),
    "injuries": (4, 8), "plans": (1, 3), "exercises": (1, 2), "sites": (1, 2), "tissue": (1, 2),
    "codes": (0, 1), "leads_to": (0, 1), "easier": (0, 1), "harder": (0, 1), "how": (3, 4),
    "do": (3, 4), "frames": (2, 3), "equipment": (1, 2), "sources": (1, 3),
}  # fmt: skip
