"""Writes a handbook of any size, for measuring and for tests of scale.

Every value is found by walking the models: a term comes from its vocabulary, an id from the
records that are made, a text from a list of words. The same number and seed give the same files.
"""

from __future__ import annotations

import random
import re
import shutil
from itertools import islice, product
from pathlib import Path
from typing import Annotated, Any

import yaml

from generator.load import load
from generator.model import base, injury
from generator.model.guide import Guide
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.reference import GlossaryEntry, RedFlag, Source
from tests.project import ROOT
from tests.synthetic.maker import Maker
from tests.synthetic.tree import tree, vignettes
from tests.synthetic.words import FIRST, LAST, PLACE

CONTENT = ROOT / "content"

#: Records of each kind in a hundred.
MIX = {"injuries": 40, "exercises": 35, "plans": 10, "guides": 15}

#: How many sources a record leans on, after the real records.
_SOURCES = {"injuries": 22, "exercises": 3, "plans": 10, "guides": 16}


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
    maker = Maker(random.Random(seed), dict(real.vocabularies), {})
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
    check, asked = tree(maker, injuries, flags)
    _dump(target / "tree/start.yml", check)
    _dump(target / "vignettes/all.yml", vignettes(maker, flags, asked))
    _dump(target / "sources.yml", _sources(maker))
    _dump(target / "glossary.yml", {f"word-{n}": maker.record(GlossaryEntry) for n in range(80)})
    return made


def _dump(path: Path, values: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(values, Dumper=yaml.CSafeDumper, sort_keys=False, width=100)
    path.write_text(text, "utf-8")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", name.lower())


def _names(maker: Maker, kind: str, number: int) -> list[list[str]]:
    """Return a name and some other names for each record; no name is given twice."""
    every = [" ".join(name) for name in product(FIRST, PLACE, LAST[kind].split())]
    maker.random.shuffle(every)
    queue = iter(every)
    lengths = [maker.random.randint(4, 6) for _ in range(number)]
    return [list(islice(queue, length)) for length in lengths]


def _records(
    maker: Maker, real: Handbook, names: dict[str, list[list[str]]], flags: dict[str, Any]
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


def _versions(maker: Maker, index: int) -> dict[str, Any]:
    """Return the easier exercise: the one before, in threes."""
    return {"easier": [maker.ids["exercises"][index - 1]] if index % 3 else [], "harder": []}


def _injury(maker: Maker, index: int, flags: dict[str, Any]) -> dict[str, Any]:
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


def _grades(maker: Maker) -> list[dict[str, int]]:
    number = maker.random.choice([0, 0, 3])
    return [{"min": 1 + 3 * grade, "max": 3 + 4 * grade} for grade in range(number)]


def _area(maker: Maker, index: int) -> str:
    """Return the area of an injury: neighbors in the list are neighbors on the body."""
    areas = sorted({site.area for site in maker.vocabularies["site"] if site.area})
    return areas[index * len(areas) // len(maker.ids["injuries"])]


def _flags(maker: Maker) -> dict[str, Any]:
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


def _sources(maker: Maker) -> dict[str, Any]:
    return {
        key: maker.record(
            Source, authors=f"{maker.random.choice(FIRST)} A, {maker.random.choice(FIRST)} B",
            year=maker.random.randint(1990, 2025), title=maker.words(8, 14), accessed=None,
            container=maker.words(2, 4), url=f"https://example.org/{key}", doi=f"10.1000/{key}",
        )
        for key in maker.ids["sources"]
    }  # fmt: skip
