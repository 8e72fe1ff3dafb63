"""Works out what a printed sheet shows, as plain JSON values, and how it is made to fit."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from generator.derive.flags import flag_cards
from generator.derive.plan import StageView, stage_views
from generator.derive.words import day, dose, number
from generator.model.base import Weeks
from generator.model.handbook import Handbook
from generator.model.injury import Injury, PhaseExercise
from generator.model.prose import plain
from generator.model.reference import Source

#: A sheet shows at most this many exercises: more are done less well
#: (Henry 1999, Bachmann 2018, Jahan 2020; evidence bank F20-F22).
MOST_EXERCISES = 5
FEWEST_EXERCISES = 3
MOST_SOURCES = 3

PAPERS = ("a4", "letter", "a4-large", "letter-large")


@dataclass(frozen=True)
class Room:
    """How much of the exercises and the plan a sheet shows, and how close its lines stand."""

    tight: Literal[0, 1, 2] = 2
    exercises: int = FEWEST_EXERCISES
    plan: Literal["rules", "sessions", "stages"] = "stages"
    later: bool = True
    how: Literal["list", "text", "captions"] = "captions"
    stages: int | None = None


#: From the most to the least; each takes less paper than the one before. A sheet takes the first
#: that fits on its sides. Lines first stand closer. Then exercises go, down to three, those of the
#: last phases first, because a next visit comes before them. Then the plan loses its rules and its
#: single sessions, and the phases after the last exercise shown go. Then the steps of an exercise
#: run on as a text, then they are told by the captions of its figure. Last, the plan loses its last
#: stages. The sheet then says that it is the short form, and points to the page. Nothing else is
#: ever left out: not a red flag, not a word of "Can I run?", no check before running.
ROOMS = (
    Room(tight=0, exercises=MOST_EXERCISES, how="list", plan="rules"),
    Room(tight=1, exercises=MOST_EXERCISES, how="list", plan="rules"),
    Room(tight=2, exercises=MOST_EXERCISES, how="list", plan="rules"),
    Room(tight=1, exercises=4, how="list", plan="rules"),
    Room(tight=1, how="list", plan="rules"),
    Room(tight=1, how="list", plan="sessions"),
    Room(tight=1, how="list"),
    Room(tight=1, how="list", later=False),
    Room(tight=1, how="text", later=False),
    Room(tight=2, how="text", later=False),
    Room(tight=2, later=False),
    Room(tight=2, later=False, stages=4),
    Room(tight=2, later=False, stages=2),
    Room(tight=2, later=False, stages=1),
    Room(tight=2, later=False, stages=0),
)
#: The first of them leave nothing out. Where one of these fits on a single side, it is taken.
WHOLE = 3


def handout_data(handbook: Handbook, injury: Injury) -> dict[str, Any]:
    """Return the sheet of an injury with its version, which changes when anything on it does."""
    data = _sheet(handbook, injury)
    text = json.dumps(data, sort_keys=True, ensure_ascii=False)
    version = hashlib.sha256(text.encode()).hexdigest()[:12]
    words = handbook.strings["handout"]
    return {
        **data,
        "qr": f"{data['address']}?v={version}",
        "version": words["version"].format(version=version),
    }


def _sheet(handbook: Handbook, injury: Injury) -> dict[str, Any]:
    strings = handbook.strings
    words = strings["handout"]
    settings = handbook.settings
    return {
        "lang": settings.language[:2],
        "words": {key: value for key, value in words.items() if isinstance(value, str)},
        "handbook": settings.title,
        "title": injury.short_name,
        "medical": injury.name if injury.name != injury.short_name else "",
        "summary": plain(injury.plain),
        "lights": _lights(handbook, injury),
        "instead": [plain(text) for text in injury.running.instead],
        "flags": [
            {
                "urgency": card.urgency.id,
                "label": card.urgency.label,
                "description": card.urgency.description,
                "signs": [flag.sign for flag in card.flags],
            }
            for card in flag_cards(handbook, injury.red_flags)
        ],
        "now": [plain(text) for text in injury.now],
        "exercises": _exercises(handbook, injury),
        "more": _exercise_count(injury) > MOST_EXERCISES,
        "phases": [
            {
                "name": handbook.vocabularies["phase"][phase.phase].label,
                "goal": plain(phase.goal),
                "criteria": [plain(text) for text in phase.criteria],
            }
            for phase in injury.phases
        ],
        "criteria": [plain(text) for text in injury.running.criteria],
        "plan": _plan(handbook, injury),
        "timeline": _timeline(injury, words),
        "seek": plain(injury.seek.text),
        "clinic": {"name": settings.clinic.name, "phone": settings.clinic.phone},
        "review": words["reviewed"].format(
            reviewed=day(injury.review.reviewed, strings), due=day(injury.review.due, strings),
            by=handbook.vocabularies["reviewer"][injury.review.by].label,
        ),
        "sources": _sources(handbook, injury),
        "address": f"{settings.address}injuries/{injury.id}/",
        "date": [injury.review.reviewed.year, injury.review.reviewed.month,
                 injury.review.reviewed.day],
    }  # fmt: skip


def handout_versions(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the sheet of `handout_data` with ever less on it, the fullest first; see ROOMS."""
    for room in ROOMS:
        exercises = data["exercises"][: room.exercises]
        phases = data["phases"] if room.later else _reached(data["phases"], exercises)
        yield {
            **data,
            "tight": room.tight,
            "exercises": [
                {**exercise, "numbered": room.how == "list", "how": _how(exercise, room)}
                for exercise in exercises
            ],
            "phases": phases,
            "more": data["more"] or (room.plan == "stages" and data["plan"] is not None)
            or len(exercises) < len(data["exercises"]) or len(phases) < len(data["phases"]),
            "plan": data["plan"] and _shortened(data["plan"], room),
        }  # fmt: skip


def _how(exercise: dict[str, Any], room: Room) -> list[str]:
    """Return what tells how to do an exercise; its steps where it has no captions."""
    return (room.how == "captions" and exercise["captions"]) or exercise["steps"]


def _reached(phases: list[Any], exercises: list[Any]) -> list[Any]:
    """Return the phases up to that of the last exercise; all of them if there is no exercise."""
    if not exercises:
        return phases
    names = [phase["name"] for phase in phases]
    return phases[: names.index(exercises[-1]["phase"]) + 1]


def _shortened(plan: dict[str, Any], room: Room) -> dict[str, Any] | None:
    """Return a plan of `_plan` with what there is room for; nothing if that is no stage at all.

    A stage in short is its only session, or else its goal.
    """
    if room.stages == 0:
        return None
    stages = plan["stages"][: room.stages]
    if room.plan == "stages":
        stages = [{"name": stage["name"], "text": stage["short"], "sessions": []}
                  for stage in stages]  # fmt: skip
    return {
        "name": plan["name"],
        "rules": plan["rules"] if room.plan == "rules" else [],
        "stages": stages,
    }


def _lights(handbook: Handbook, injury: Injury) -> list[dict[str, str]]:
    texts = {
        "green": injury.running.green,
        "amber": injury.running.amber,
        "red": injury.running.red,
    }
    return [
        {"light": term.id, "label": term.label, "text": plain(text)}
        for term in handbook.vocabularies["running"]
        if (text := texts.get(term.id))
    ]


def _exercises(handbook: Handbook, injury: Injury) -> list[dict[str, Any]]:
    """Choose each exercise once, in turn from each phase, so that every phase is there.

    Return them in the order of the phases.
    """
    chosen: dict[str, tuple[int, PhaseExercise]] = {}
    queues = [list(phase.exercises) for phase in injury.phases]
    while any(queues) and len(chosen) < MOST_EXERCISES:
        for index, queue in enumerate(queues):
            while queue and queue[0].exercise in chosen:
                queue.pop(0)
            if queue and len(chosen) < MOST_EXERCISES:
                given = queue.pop(0)
                chosen[given.exercise] = (index, given)
    ordered = sorted(chosen.values(), key=lambda item: item[0])
    return _once([_exercise(handbook, injury.phases[index].phase, given)
                  for index, given in ordered])  # fmt: skip


def _once(exercises: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave a note that several exercises share only at the first of them."""
    notes = [exercise["note"] for exercise in exercises]
    return [
        {**exercise, "note": "" if exercise["note"] in notes[:index] else exercise["note"]}
        for index, exercise in enumerate(exercises)
    ]


def _exercise_count(injury: Injury) -> int:
    return len({given.exercise for phase in injury.phases for given in phase.exercises})


def _exercise(handbook: Handbook, phase: str, given: PhaseExercise) -> dict[str, Any]:
    """Return the card of an exercise. A `figure` (SVG) with `figure_alt` may join it later."""
    exercise = handbook.exercises[given.exercise]
    return {
        "phase": handbook.vocabularies["phase"][phase].label,
        "name": exercise.name,
        "steps": [plain(step) for step in exercise.steps],
        "captions": [frame.caption for frame in exercise.figure.frames] if exercise.figure else [],
        "dose": dose(given.dose, handbook.strings),
        "load": plain(given.dose.load or ""),
        "note": plain(given.note or ""),
        "stop": plain(exercise.stop_rule),
    }


def _plan(handbook: Handbook, injury: Injury) -> dict[str, Any] | None:
    """Return the whole plan of an injury, or nothing where it has none."""
    if not injury.running.plan:
        return None
    plan = handbook.plans[injury.running.plan]
    stages = [_stage(view) for view in stage_views(handbook, plan)]
    return {"name": plan.name, "rules": [plain(rule) for rule in plan.rules], "stages": stages}


def _stage(view: StageView) -> dict[str, Any]:
    sessions = [
        {"name": row.session.name,
         "text": ". ".join(part for part in (row.words, plain(row.session.text or "")) if part)}
        for row in view.rows
    ]  # fmt: skip
    goal = plain(view.stage.goal)
    return {
        "name": view.stage.name,
        "text": goal,
        "short": sessions[0]["text"] if len(sessions) == 1 else goal,
        "sessions": sessions,
    }


def _timeline(injury: Injury, words: dict[str, Any]) -> dict[str, Any] | None:
    """Return the weeks as a table without empty columns, or nothing where there are no weeks."""
    kinds = [kind for kind in ("daily_life", "running", "full_training")
             if any(getattr(line, kind) for line in injury.timeline)]  # fmt: skip
    if not kinds:
        return None
    return {
        "heads": [words[f"time_{kind}"] for kind in kinds],
        "rows": [
            {"label": line.label, "cells": [_span(getattr(line, kind), words) for kind in kinds]}
            for line in injury.timeline
        ],
    }


def _span(span: Weeks | None, words: dict[str, Any]) -> str:
    """Write the numbers of a span of weeks; the table's head says that they are weeks."""
    if span is None:
        return ""
    if span.min == span.max:
        return number(span.max)
    return words["time_span"].format(low=number(span.min), high=number(span.max))


def _sources(handbook: Handbook, injury: Injury) -> list[str]:
    """Return the first sources of the figures and rules, as first author and year."""
    keys = dict.fromkeys(
        key
        for group in (*injury.timeline, *injury.contested, injury.running, *injury.phases)
        for key in group.sources
    )
    names = dict.fromkeys(_short(handbook.sources[key]) for key in keys)
    return list(names)[:MOST_SOURCES]


def _short(source: Source) -> str:
    """Name a source by its first author, or by where it stands if no author was shown."""
    shown = source.authors if "not shown" not in source.authors else source.container
    author = re.split("[,;(]", shown or source.title)[0].strip()
    return f"{author} {source.year}" if source.year else author
