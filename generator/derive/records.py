"""Works out the pages of exercises, plans and guides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.derive.injury import ExerciseCard, body_by_heading, exercise_cards
from generator.derive.page import PageSpec, Searched
from generator.derive.plan import StageView, stage_views
from generator.derive.words import dose
from generator.model.exercise import Exercise
from generator.model.guide import Guide
from generator.model.handbook import Handbook, once
from generator.model.injury import Injury
from generator.model.plan import Plan
from generator.model.prose import Section, plain, sections


@dataclass(frozen=True)
class Use:
    """Where an exercise is used, with the dose given there."""

    name: str
    address: str
    phase: str
    dose: str


@dataclass(frozen=True)
class ExerciseView:
    """Everything on the page of an exercise."""

    exercise: Exercise
    dose: str
    easier: tuple[Exercise, ...]
    harder: tuple[Exercise, ...]
    used_by: tuple[Use, ...]
    body: dict[str, str]
    overdue: bool


@dataclass(frozen=True)
class PlanView:
    """Everything on the page of a plan."""

    plan: Plan
    stages: tuple[StageView, ...]
    cards: tuple[tuple[ExerciseCard, ...], ...]
    used_by: tuple[Injury, ...]
    guides: tuple[Guide, ...]
    body: dict[str, str]
    overdue: bool


@dataclass(frozen=True)
class GuideView:
    """Everything on the page of a guide."""

    guide: Guide
    sections: tuple[Section, ...]
    injuries: tuple[Injury, ...]
    plans: tuple[Plan, ...]
    guides: tuple[Guide, ...]
    overdue: bool


def exercise_page(handbook: Handbook, exercise: Exercise, today: date) -> PageSpec:
    """Return the page of an exercise."""
    view = ExerciseView(
        exercise=exercise,
        dose=dose(exercise.dose, handbook.strings),
        easier=tuple(
            handbook.exercises[other] for other in _versions(handbook, exercise, "easier")
        ),
        harder=tuple(
            handbook.exercises[other] for other in _versions(handbook, exercise, "harder")
        ),
        used_by=tuple(_uses(handbook).get(exercise.id, ())),
        body=body_by_heading(handbook, "exercises", exercise.body),
        overdue=exercise.review.due < today,
    )
    return _page(handbook, "exercises", exercise, "exercise.md.jinja", view)


def plan_page(handbook: Handbook, plan: Plan, today: date) -> PageSpec:
    """Return the page of a plan."""
    view = PlanView(
        plan=plan,
        stages=stage_views(handbook, plan),
        cards=tuple(exercise_cards(handbook, stage.exercises) for stage in plan.stages),
        used_by=tuple(_injuries_by_plan(handbook).get(plan.id, ())),
        guides=tuple(handbook.guides[guide] for guide in plan.guides),
        body=body_by_heading(handbook, "plans", plan.body),
        overdue=plan.review.due < today,
    )
    return _page(handbook, "plans", plan, "plan.md.jinja", view)


def guide_page(handbook: Handbook, guide: Guide, today: date) -> PageSpec:
    """Return the page of a guide; relations named at the other end are shown too."""
    named_in = _readers_of_guides(handbook).get(guide.id, [])
    injuries = dict.fromkeys((*guide.injuries, *(i.id for i in named_in if isinstance(i, Injury))))
    plans = dict.fromkeys((*guide.plans, *(plan.id for plan in named_in if isinstance(plan, Plan))))
    view = GuideView(
        guide=guide,
        sections=tuple(sections(guide.body)),
        injuries=tuple(handbook.injuries[injury] for injury in injuries),
        plans=tuple(handbook.plans[plan] for plan in plans),
        guides=tuple(handbook.guides[other] for other in guide.guides),
        overdue=guide.review.due < today,
    )
    return _page(handbook, "guides", guide, "guide.md.jinja", view)


def _page(
    handbook: Handbook, kind: str, record: Exercise | Plan | Guide, template: str,
    view: ExerciseView | PlanView | GuideView,
) -> PageSpec:  # fmt: skip
    return PageSpec(
        address=f"{kind}/{record.id}/",
        template=template,
        title=record.name,
        description=plain(record.summary),
        view=view,
        record=f"{kind}/{record.id}",
        source=f"{kind}/{record.id}.md",
        crumbs=((handbook.strings["nav"][kind], f"{kind}/"),),
        updated=record.review.reviewed.isoformat(),
        # A guide is looked for by what it says, a plan or an exercise by its name.
        searched=Searched(
            tuple(alias.name for alias in record.aliases), None if kind == "guides" else ()
        ),
    )


def _versions(handbook: Handbook, exercise: Exercise, which: str) -> list[str]:
    """Return the easier or harder versions, those named at the other end included."""
    named_there = _versions_from_there(handbook).get((exercise.id, which), [])
    return list(dict.fromkeys((*getattr(exercise, which), *named_there)))


@once
def _versions_from_there(handbook: Handbook) -> dict[tuple[str, str], list[str]]:
    """Return the easier and harder versions of exercises that others say they are versions of."""
    found: dict[tuple[str, str], list[str]] = {}
    for other in handbook.exercises.values():
        for way, named in (("harder", other.easier), ("easier", other.harder)):
            for exercise_id in named:
                found.setdefault((exercise_id, way), []).append(other.id)
    return found


@once
def _uses(handbook: Handbook) -> dict[str, list[Use]]:
    """Return for each exercise where it is used."""
    found: dict[str, list[Use]] = {}
    for exercise_id, use in _each_use(handbook):
        found.setdefault(exercise_id, []).append(use)
    return found


def _each_use(handbook: Handbook) -> Iterator[tuple[str, Use]]:
    strings = handbook.strings
    for injury in handbook.injuries.values():
        for phase in injury.phases:
            label = handbook.vocabularies["phase"][phase.phase].label
            for given in phase.exercises:
                words = dose(given.dose, strings)
                yield given.exercise, Use(injury.name, f"injuries/{injury.id}/", label, words)
    for plan in handbook.plans.values():
        for stage in plan.stages:
            for given in stage.exercises:
                words = dose(given.dose, strings)
                yield given.exercise, Use(plan.name, f"plans/{plan.id}/", stage.name, words)


@once
def _injuries_by_plan(handbook: Handbook) -> dict[str, list[Injury]]:
    """Return for each plan the injuries whose way back it is."""
    found: dict[str, list[Injury]] = {}
    for injury in handbook.injuries.values():
        if injury.running.plan:
            found.setdefault(injury.running.plan, []).append(injury)
    return found


@once
def _readers_of_guides(handbook: Handbook) -> dict[str, list[Injury | Plan]]:
    """Return for each guide the injuries and plans that name it."""
    found: dict[str, list[Injury | Plan]] = {}
    for record in (*handbook.injuries.values(), *handbook.plans.values()):
        for guide_id in record.guides:
            found.setdefault(guide_id, []).append(record)
    return found
