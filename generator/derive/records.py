"""Works out the pages of exercises, plans and guides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.derive.injury import ExerciseCard, body_by_heading, exercise_cards
from generator.derive.page import PageSpec
from generator.derive.plan import StageView, stage_views
from generator.derive.words import dose
from generator.model.exercise import Exercise
from generator.model.guide import Guide
from generator.model.handbook import Handbook
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
        used_by=tuple(_uses(handbook, exercise.id)),
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
        used_by=tuple(
            injury for injury in handbook.injuries.values() if injury.running.plan == plan.id
        ),
        guides=tuple(handbook.guides[guide] for guide in plan.guides),
        body=body_by_heading(handbook, "plans", plan.body),
        overdue=plan.review.due < today,
    )
    return _page(handbook, "plans", plan, "plan.md.jinja", view)


def guide_page(handbook: Handbook, guide: Guide, today: date) -> PageSpec:
    """Return the page of a guide; relations named at the other end are shown too."""
    injuries = dict.fromkeys(guide.injuries)
    injuries |= dict.fromkeys(
        injury.id for injury in handbook.injuries.values() if guide.id in injury.guides
    )
    plans = dict.fromkeys(guide.plans)
    plans |= dict.fromkeys(plan.id for plan in handbook.plans.values() if guide.id in plan.guides)
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
    )


def _versions(handbook: Handbook, exercise: Exercise, which: str) -> list[str]:
    """Return the easier or harder versions, those named at the other end included."""
    other_way = "harder" if which == "easier" else "easier"
    named = dict.fromkeys(getattr(exercise, which))
    named |= dict.fromkeys(
        other.id
        for other in handbook.exercises.values()
        if exercise.id in getattr(other, other_way)
    )
    return list(named)


def _uses(handbook: Handbook, exercise_id: str) -> Iterator[Use]:
    strings = handbook.strings
    for injury in handbook.injuries.values():
        for phase in injury.phases:
            label = handbook.vocabularies["phase"][phase.phase].label
            for given in phase.exercises:
                if given.exercise == exercise_id:
                    yield Use(injury.name, f"injuries/{injury.id}/", label,
                              dose(given.dose, strings))  # fmt: skip
    for plan in handbook.plans.values():
        for stage in plan.stages:
            for given in stage.exercises:
                if given.exercise == exercise_id:
                    yield Use(plan.name, f"plans/{plan.id}/", stage.name,
                              dose(given.dose, strings))  # fmt: skip
