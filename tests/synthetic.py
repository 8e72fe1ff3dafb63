"""Makes a handbook of any size from the models, for measuring and for tests of scale.

Every value is found by walking the models: a term comes from its vocabulary, an id from the
records that are made, a text from a list of words. The same number and seed give the same files.
Run it as ``python -m tests.synthetic 1000 DIR``.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice, product
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel

from generator.load import load
from generator.model import base, injury, plan
from generator.model.guide import Guide, ScaleStep, Table
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.reference import GlossaryEntry, RedFlag, Source
from generator.model.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"

#: Records of each kind in a hundred.
MIX = {"injuries": 40, "exercises": 35, "plans": 10, "guides": 15}

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
_WEIGHTS = [1 / (rank + 4) for rank in range(len(WORDS))]

_FIRST = """
Amber Birch Cedar Dune Ember Fern Glade Harbor Inlet Juniper Kelp Laurel Maple North Ocean Pine
Quarry River Stone Timber Upland Valley Willow Yarrow Zephyr Alder Brook Cliff Delta Elm
""".split()
_PLACE = """
arch toe heel ankle shin calf knee kneecap thigh hamstring groin hip buttock spine rib shoulder
elbow wrist neck foot sole instep achilles tendon joint bone muscle fascia nerve cartilage
""".split()
_LAST = {
    "injuries": "strain sprain pain tear ache irritation syndrome fracture",
    "exercises": "raise press stretch hold drill bridge squat walk",
    "plans": "ladder rebuild return week program taper schedule steps",
    "guides": "basics questions choices signals myths habits numbers gear",
}

#: How many items a list usually has, by its field, after the real records.
_COUNTS = {
    "aliases": (2, 5), "self_checks": (1, 2), "now": (5, 7), "grades": (0, 2), "timeline": (1, 3),
    "phases": (3, 4), "care": (3, 6), "contested": (4, 6), "risk_factors": (3, 5),
    "prevention": (3, 5), "questions": (3, 5), "guides": (2, 5), "steps": (4, 6), "cues": (2, 3),
    "mistakes": (2, 4), "entry": (2, 5), "rules": (5, 8), "stages": (3, 5), "sessions": (1, 2),
    "setback": (4, 6), "tables": (1, 2), "checklists": (2, 3), "items": (4, 6),
    "injuries": (4, 8), "plans": (1, 3), "exercises": (1, 2), "sites": (1, 2), "tissue": (1, 2),
    "codes": (0, 1), "leads_to": (0, 1), "easier": (0, 1), "harder": (0, 1), "how": (3, 4),
    "do": (3, 4), "frames": (2, 3), "equipment": (1, 2), "sources": (1, 3),
}  # fmt: skip

#: How many sources a record leans on, after the real records.
_SOURCES = {"injuries": 22, "exercises": 3, "plans": 10, "guides": 16}

#: How often a text cites a source, in the fields that may.
_CITED = 0.4


@dataclass
class _Maker:
    """Makes values for annotations; `ids` are the records that texts may point at.

    `shelf` holds the sources of the record at hand.
    """

    random: random.Random
    vocabularies: dict[str, Vocabulary]
    ids: dict[str, list[str]]
    turns: dict[str, Iterator[str]] = field(default_factory=dict)
    shelf: list[str] = field(default_factory=list)

    def record(self, model: type[BaseModel], **given: Any) -> dict[str, Any]:
        """Return the fields of a model; `given` fields are taken as they are."""
        values = dict(given)
        for name, info in model.model_fields.items():
            if name not in given and name not in ("id", "body"):
                value = self.value(info.annotation, info.metadata, name)
                values[name] = value
        return {name: values[name] for name in model.model_fields if values.get(name) is not None}

    def value(self, annotation: Any, marks: Sequence[Any] = (), name: str = "") -> Any:
        """Return a value for an annotation with its marks, in the field called `name`."""
        origin, inside = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(inside[0], (*marks, *inside[1:]), name)
        if origin in (Union, UnionType):
            some = [part for part in inside if part is not NoneType]
            rare = NoneType in inside and self.random.random() < 0.3
            return None if rare else self.value(self.random.choice(some), marks, name)
        if origin is Literal:
            return self.random.choice(inside)
        if origin is tuple:
            return self.items(inside[0], marks, name)
        if origin is dict:
            terms = _mark(get_args(inside[0]), base.Term)
            return {term.id: self.value(inside[1], (), name)
                    for term in self.vocabularies[terms.vocabulary]}  # fmt: skip
        if annotation in _SPECIAL:
            return _SPECIAL[annotation](self)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.record(annotation)
        if annotation in (int, float):
            return self.number(marks)
        return self.text(marks, name)

    def items(self, inside: Any, marks: Sequence[Any], name: str) -> list[Any]:
        """Return a list of different items, as long as usual in that field."""
        low, high = _COUNTS.get(name, (1, 3))
        low = max(low, *(mark.min_length for mark in marks if isinstance(mark, MinLen)), 0)
        high = min(high, *(mark.max_length for mark in marks if isinstance(mark, MaxLen)), 99)
        made = [self.value(inside, (), name) for _ in range(self.random.randint(low, high))]
        if inside is str or get_origin(inside) is Annotated:
            return list(dict.fromkeys(made))
        return made

    def number(self, marks: Sequence[Any]) -> int:
        """Return a small number within its limits."""
        low = max((int(mark.ge) for mark in marks if isinstance(mark, Ge)), default=1)
        high = min((int(mark.le) for mark in marks if isinstance(mark, Le)), default=30)
        return self.random.randint(max(low, 1), min(high, 30))

    def text(self, marks: Sequence[Any], name: str) -> str:
        """Return a term, an id or words, as the marks of a text ask for."""
        if term := _mark(marks, base.Term):
            return self.random.choice([entry.id for entry in self.vocabularies[term.vocabulary]])
        if reference := _mark(marks, base.Ref):
            return self.source() if reference.kind == "sources" else self.turn(reference.kind)
        prose = _mark(marks, base.Prose)
        if prose is None or (not prose.cited and not prose.printed):
            return self.words(2, 5)
        if not prose.cited:
            return self.sentence(6, 14)
        first = self.sentence(7, 16) if prose.printed else self.sentence(8, 18)
        more = self.random.random() < 0.3
        return self.cite(f"{first} {self.sentence(6, 12)}" if more else first)

    def turn(self, kind: str) -> str:
        """Return the ids of a kind in turn, so that each is used."""
        return next(self.turns.setdefault(kind, cycle(self.ids[kind])))

    def source(self) -> str:
        """Return a source of the record at hand."""
        return self.random.choice(self.shelf) if self.shelf else self.turn("sources")

    def words(self, low: int, high: int) -> str:
        """Return some words that start with a capital."""
        text = " ".join(self.random.choices(WORDS, _WEIGHTS, k=self.random.randint(low, high)))
        return text[0].upper() + text[1:]

    def sentence(self, low: int, high: int) -> str:
        """Return a sentence."""
        return self.words(low, high) + "."

    def cite(self, text: str) -> str:
        """Return a text, with a source in some cases."""
        if self.random.random() < _CITED:
            return f"{text[:-1]} [@{self.source()}]."
        return text

    def body(self, headings: Sequence[str]) -> str:
        """Return the text below the front matter."""
        parts = []
        for heading in headings:
            parts.append(f"## {heading}\n")
            for _ in range(self.random.randint(1, 2)):
                said = [self.cite(self.sentence(7, 15)) for _ in range(self.random.randint(3, 5))]
                parts.append(" ".join(said) + "\n")
        return "\n".join(parts)

    def weeks(self) -> dict[str, int]:
        """Return a span of weeks in order."""
        low = self.random.randint(1, 8)
        return {"min": low, "max": low + self.random.randint(1, 8)}

    def dose(self) -> dict[str, Any]:
        """Return a complete dose."""
        amount: dict[str, Any] = self.random.choice(
            [{"sets": 3, "reps": 12}, {"sets": 2, "seconds": 30}, {"minutes": 10}]
        )
        often = {"per_week": self.random.randint(2, 5)}
        load = {"load": self.sentence(4, 9)} if self.random.random() < 0.6 else {}
        return {**amount, **often, "weeks": self.weeks(), **load, "sources": [self.source()]}

    def session(self) -> dict[str, Any]:
        """Return a session of running and walking."""
        return {
            "name": self.words(1, 3), "repeats": self.random.randint(2, 8),
            "run_minutes": self.random.randint(1, 10), "walk_minutes": self.random.randint(1, 3),
            "text": self.sentence(6, 12),
        }  # fmt: skip

    def scale(self) -> dict[str, Any]:
        """Return one color of a traffic light."""
        said = {name: self.sentence(6, 12) for name in ("during", "after", "do")}
        light = self.random.choice([term.id for term in self.vocabularies["running"]])
        return {"light": light, "pain_min": 0, "pain_max": 10, **said}

    def timeline(self) -> dict[str, Any]:
        """Return a line of weeks."""
        return {
            "label": self.words(2, 4), "running": self.weeks(), "full_training": self.weeks(),
            "note": self.cite(self.sentence(8, 16)), "sources": [self.source()],
        }  # fmt: skip

    def table(self) -> dict[str, Any]:
        """Return a table with a cell below each heading."""
        rows = [[self.words(2, 8) for _ in range(3)] for _ in range(self.random.randint(3, 6))]
        return {
            "title": self.words(3, 5), "columns": [self.words(1, 2) for _ in range(3)],
            "rows": rows, "sources": [self.source()],
        }  # fmt: skip


#: Models whose fields depend on each other.
_SPECIAL: dict[Any, Callable[[_Maker], Any]] = {
    base.Weeks: _Maker.weeks,
    injury.Dose: _Maker.dose,
    injury.Timeline: _Maker.timeline,
    plan.Session: _Maker.session,
    ScaleStep: _Maker.scale,
    Table: _Maker.table,
}


def _mark(marks: Sequence[Any], kind: type) -> Any:
    return next((mark for mark in marks if isinstance(mark, kind)), None)


def counts(number: int) -> dict[str, int]:
    """Return how many records of each kind a handbook of `number` records has."""
    made = {kind: number * share // 100 for kind, share in MIX.items()}
    made["injuries"] += number - sum(made.values())
    return made


def write(target: Path, number: int, seed: int = 1) -> dict[str, int]:
    """Write a content folder with `number` records to `target`, and return the counts.

    Vocabularies, strings, settings and hand-written pages are those of the real content.
    """
    real = load(CONTENT).handbook
    assert real is not None, "the base files of the content have errors"
    maker = _Maker(random.Random(seed), dict(real.vocabularies), {})
    made = counts(number)
    names = {kind: _names(maker, kind, made[kind]) for kind in RECORD_KINDS}
    maker.ids = {kind: [_slug(name[0]) for name in names[kind]] for kind in RECORD_KINDS}
    maker.ids["sources"] = [f"source-{index:04}" for index in range(1, number + 1)]
    maker.ids["red-flags"] = [f"flag-{index:02}" for index in range(1, 46)]
    for name in ("vocabulary", "pages"):
        shutil.copytree(CONTENT / name, target / name)
    shutil.copy(CONTENT / "strings.yml", target)
    settings = yaml.safe_load((CONTENT / "handbook.yml").read_text("utf-8"))
    settings["edition"] = real.settings.edition.isoformat()
    _dump(target / "handbook.yml", settings | {"common": maker.ids["injuries"][:8]})
    flags = _flags(maker)
    _dump(target / "red-flags.yml", flags)
    records = _records(maker, real, names, flags)
    for kind, of_kind in records.items():
        for record_id, (values, body) in of_kind.items():
            front = yaml.dump(values, Dumper=yaml.CSafeDumper, sort_keys=False, width=100)
            path = target / kind / f"{record_id}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"---\n{front}---\n\n{body}", "utf-8")
    maker.shelf = []
    injuries = {name: values for name, (values, _) in records["injuries"].items()}
    tree, asked = _tree(maker, injuries, flags)
    _dump(target / "tree/start.yml", tree)
    _dump(target / "vignettes/all.yml", _vignettes(maker, flags, asked))
    _dump(target / "sources.yml", _sources(maker))
    _dump(target / "glossary.yml", {f"word-{n}": maker.record(GlossaryEntry) for n in range(80)})
    return made


def _dump(path: Path, values: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(values, Dumper=yaml.CSafeDumper, sort_keys=False, width=100)
    path.write_text(text, "utf-8")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", name.lower())


def _names(maker: _Maker, kind: str, number: int) -> list[list[str]]:
    """Return a name and some other names for each record; no name is given twice."""
    every = [" ".join(name) for name in product(_FIRST, _PLACE, _LAST[kind].split())]
    maker.random.shuffle(every)
    queue = iter(every)
    lengths = [maker.random.randint(4, 6) for _ in range(number)]
    return [list(islice(queue, length)) for length in lengths]


def _records(
    maker: _Maker, real: Handbook, names: dict[str, list[list[str]]], flags: dict[str, Any]
) -> dict[str, dict[str, tuple[dict[str, Any], str]]]:
    edition = real.settings.edition
    review = {
        "reviewed": edition.isoformat(), "due": edition.replace(year=edition.year + 1).isoformat(),
        "by": maker.value(Annotated[str, base.Term("reviewer")]), "note": "Made for measuring.",
    }  # fmt: skip
    made: dict[str, dict[str, Any]] = {}
    for kind, model in RECORD_KINDS.items():
        made[kind] = {}
        headings = list(real.strings["headings"].get(kind, {}).values())
        for index, (record_id, own) in enumerate(zip(maker.ids[kind], names[kind], strict=True)):
            maker.shelf = [maker.turn("sources") for _ in range(_SOURCES[kind])]
            given: dict[str, Any] = {
                "name": own[0], "review": review,
                "aliases": [{"name": other, "kind": "lay"} for other in own[2:]],
            }  # fmt: skip
            if kind == "injuries":
                given |= {"short_name": own[1], **_injury(maker, index, flags)}
            elif kind == "exercises":
                given |= _versions(maker, index)
            elif model is Guide:
                given["guides"] = [other for other in maker.items(base.GuideId, (), "guides")
                                   if other != record_id]  # fmt: skip
            values = maker.record(model, **given)
            said = headings or [maker.words(2, 4) for _ in range(7)]
            made[kind][record_id] = values, maker.body(list(dict.fromkeys(said)))
    return made


def _versions(maker: _Maker, index: int) -> dict[str, Any]:
    """Return the easier exercise: the one before, in threes."""
    return {"easier": [maker.ids["exercises"][index - 1]] if index % 3 else [], "harder": []}


def _injury(maker: _Maker, index: int, flags: dict[str, Any]) -> dict[str, Any]:
    """Return what an injury must share with others: its place, its flags, its look-alikes."""
    ids = maker.ids["injuries"]
    area = _area(maker, index)
    sites = [site.id for site in maker.vocabularies["site"] if site.area == area]
    own = [flag for flag, values in flags.items() if area in values["areas"]]
    whole = [flag for flag, values in flags.items() if not values["areas"]]
    features = [term.id for term in maker.vocabularies["feature"]]
    given: dict[str, Any] = {
        "area": area,
        "sites": maker.random.sample(sites, min(len(sites), maker.random.randint(1, 2))),
        "kind": maker.random.choice(["overuse", "overuse", "acute"]),
        "depth": "full" if maker.random.random() < 0.7 else "brief",
        "red_flags": maker.random.sample(own, min(len(own), 4)) + maker.random.sample(whole, 3),
        "look_alikes": [
            maker.record(
                injury.LookAlike, injury=other, tell_apart=maker.random.sample(features, 4)
            )
            for other in ids[index + 1 : index + maker.random.randint(2, 3)]
        ],
        "grades": [maker.record(injury.Grade, weeks_to_running=weeks) for weeks in _grades(maker)],
        "phases": [
            maker.record(injury.Phase, phase=term.id)
            for term in list(maker.vocabularies["phase"])[:4]
        ],
        "seek": maker.record(
            injury.Seeking, urgency=maker.random.choice(["within-days", "self-care"])
        ),
        "running": maker.record(injury.Running, plan=maker.turn("plans")),
    }
    leads = [other for other in ids[index + 2 : index + 3] if maker.random.random() < 0.4]
    given["leads_to"] = [maker.record(injury.Relation, injury=other) for other in leads]
    return given


def _grades(maker: _Maker) -> list[dict[str, int]]:
    number = maker.random.choice([0, 0, 3])
    return [{"min": 1 + 3 * grade, "max": 3 + 4 * grade} for grade in range(number)]


def _area(maker: _Maker, index: int) -> str:
    """Return the area of an injury: neighbors in the list are neighbors on the body."""
    areas = sorted({site.area for site in maker.vocabularies["site"] if site.area})
    return areas[index * len(areas) // len(maker.ids["injuries"])]


def _flags(maker: _Maker) -> dict[str, Any]:
    """Return red flags: a few for the whole body, the others for one area each."""
    areas = sorted({site.area for site in maker.vocabularies["site"] if site.area})
    urgencies = [term.id for term in maker.vocabularies["urgency"]][:3]
    flags = {}
    for index, flag in enumerate(maker.ids["red-flags"]):
        place = [] if index < 6 else [areas[index % len(areas)]]
        flags[flag] = maker.record(
            RedFlag, urgency=urgencies[index % 3], areas=place, injuries=[maker.turn("injuries")],
            sign=f"{maker.words(4, 8)} {index}.",
        )  # fmt: skip
    return flags


def _tree(
    maker: _Maker, injuries: dict[str, dict[str, Any]], flags: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return a tree that screens each area and then leads to its injuries, four to a result.

    Returns the flags too that the screen on the way of "not sure" asks about.
    """
    nodes: dict[str, Any] = {}
    screens = []
    asked: list[str] = []
    for area in dict.fromkeys(values["area"] for values in injuries.values()):
        here = [name for name, values in injuries.items() if values["area"] == area]
        groups = [here[start : start + 4] for start in range(0, len(here), 4)]
        ends = [_result(maker, nodes, group, injuries) for group in groups]
        mine = [flag for flag, values in flags.items() if area in (values["areas"] or [area])]
        asked = asked or mine
        items = []
        for flag in mine:
            urgency = flags[flag]["urgency"]
            end = f"{area}-{urgency}"
            nodes.setdefault(end, _end(maker, here[:1], urgency))
            items.append({"flag": flag, "next": end})
        nodes[f"{area}-flags"] = {
            "kind": "screen", "area": area, "title": maker.words(4, 8), "items": items,
            "none": _ask(maker, nodes, ends),
        }  # fmt: skip
        screens.append(f"{area}-flags")
    first = _ask(maker, nodes, screens, "start")
    if first != "start":
        nodes["start"] = _question(maker, [first, first])
    return nodes, asked


def _result(
    maker: _Maker, nodes: dict[str, Any], group: list[str], injuries: dict[str, dict[str, Any]]
) -> str:
    urgent = any(injuries[name]["seek"]["urgency"] == "within-days" for name in group)
    name = f"result-{len(nodes)}"
    nodes[name] = _end(maker, group, "within-days" if urgent else "self-care")
    return name


def _end(maker: _Maker, injuries: list[str], urgency: str) -> dict[str, Any]:
    return {
        "kind": "result", "title": maker.words(4, 8), "urgency": urgency,
        "running": "amber" if urgency == "self-care" else "red",
        "consider": [{"injury": name, "why": maker.sentence(8, 14)} for name in injuries],
        "first": [maker.sentence(6, 12) for _ in range(3)], "seen": maker.sentence(8, 14),
    }  # fmt: skip


def _ask(maker: _Maker, nodes: dict[str, Any], branches: list[str], name: str = "") -> str:
    """Return the node that asks its way to the branches, six at a time."""
    if len(branches) == 1:
        return branches[0]
    while len(branches) > 6:
        groups = [branches[start : start + 6] for start in range(0, len(branches), 6)]
        branches = [_ask(maker, nodes, group) for group in groups]
    name = name or f"question-{len(nodes)}"
    nodes[name] = _question(maker, branches)
    return name


def _question(maker: _Maker, branches: list[str]) -> dict[str, Any]:
    answers = [
        {"id": f"answer-{number}", "text": maker.sentence(4, 9), "next": branch}
        for number, branch in enumerate(branches)
    ]
    answers.append({"id": "not-sure", "text": maker.sentence(3, 5), "next": branches[0]})
    return {"kind": "question", "title": maker.words(5, 9), "answers": answers}


def _vignettes(maker: _Maker, flags: dict[str, Any], asked: list[str]) -> dict[str, Any]:
    """Return runners who know nothing but a red flag."""
    return {
        f"runner-{flag}": {
            "text": " ".join(maker.sentence(8, 14) for _ in range(3)), "facts": [],
            "flags": [flag], "urgency": flags[flag]["urgency"],
            "injuries": [maker.ids["injuries"][0]], "rationale": maker.sentence(8, 14),
            "sources": [maker.turn("sources")],
        }
        for flag in asked
    }  # fmt: skip


def _sources(maker: _Maker) -> dict[str, Any]:
    return {
        key: maker.record(
            Source, authors=f"{maker.random.choice(_FIRST)} A, {maker.random.choice(_FIRST)} B",
            year=maker.random.randint(1990, 2025), title=maker.words(8, 14), accessed=None,
            container=maker.words(2, 4), url=f"https://example.org/{key}", doi=f"10.1000/{key}",
        )
        for key in maker.ids["sources"]
    }  # fmt: skip


def main() -> None:
    """Write a handbook of the size and to the folder named on the command line."""
    number, target = int(sys.argv[1]), Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    sys.stdout.write(f"{write(target, number)}\n")


if __name__ == "__main__":
    main()
