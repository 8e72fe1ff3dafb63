"""Works out what the page of an injury shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.derive.comparison import Comparison, compare_with_look_alikes, pairs_of
from generator.derive.flags import FlagCard, flag_cards
from generator.derive.linked_data import injury_linked_data
from generator.derive.page import PageSpec, Searched
from generator.derive.plan import StageView, stage_views
from generator.derive.timeline import Chart, injury_chart
from generator.derive.words import dose
from generator.model.exercise import Exercise
from generator.model.handbook import Handbook, once
from generator.model.injury import Injury, Phase, PhaseExercise
from generator.model.plan import Plan
from generator.model.prose import plain, sections
from generator.model.relations import Pair, areas_of, injuries_by_area
from generator.model.vocabulary import TermEntry

#: A page names at most this many neighbors; its area's page names all.
MOST_NEIGHBORS = 12


@dataclass(frozen=True)
class ExerciseCard:
    """An exercise with the dose it is given here."""

    exercise: Exercise
    dose: str
    load: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class PhaseView:
    """A stage of rehabilitation with its exercise cards."""

    phase: Phase
    term: TermEntry
    cards: tuple[ExerciseCard, ...]


@dataclass(frozen=True)
class Related:
    """Another injury and how it belongs here."""

    injury: Injury
    reason: str
    address: str


@dataclass(frozen=True)
class InjuryView:
    """Everything on the page of an injury."""

    injury: Injury
    areas: tuple[TermEntry, ...]
    sites: tuple[TermEntry, ...]
    other_names: tuple[str, ...]
    flag_cards: tuple[FlagCard, ...]
    comparison: Comparison
    pairs: tuple[tuple[Pair, Injury], ...]
    phases: tuple[PhaseView, ...]
    plan: Plan | None
    stages: tuple[StageView, ...]
    chart: Chart | None
    body: dict[str, str]
    leads_to: tuple[Related, ...]
    comes_from: tuple[Related, ...]
    same_area: tuple[Injury, ...]
    overdue: bool
    handouts: tuple[tuple[str, str], ...]


def injury_page(handbook: Handbook, injury: Injury, today: date) -> PageSpec:
    """Return the page of an injury."""
    area = handbook.vocabularies["area"][injury.area]
    return PageSpec(
        address=f"injuries/{injury.id}/",
        template="injury.md.jinja",
        title=injury.name,
        description=plain(injury.summary),
        view=_view(handbook, injury, today),
        record=f"injuries/{injury.id}",
        source=f"injuries/{injury.id}.md",
        linked_data=injury_linked_data(handbook, injury),
        crumbs=((handbook.strings["nav"]["areas"], "areas/"), (area.label, f"areas/{area.id}/")),
        updated=injury.review.reviewed.isoformat(),
        searched=Searched(
            tuple(dict.fromkeys((injury.short_name, *(alias.name for alias in injury.aliases)))),
            ("is-this-it", "popular-advice", "questions"), weight=4,
        ),
    )  # fmt: skip


def exercise_cards(
    handbook: Handbook, exercises: tuple[PhaseExercise, ...]
) -> tuple[ExerciseCard, ...]:
    """Return the cards of some exercises with the doses given there."""
    return tuple(
        ExerciseCard(
            handbook.exercises[given.exercise], dose(given.dose, handbook.strings),
            given.dose.load or "", given.note or "", given.dose.sources,
        )
        for given in exercises
    )  # fmt: skip


def body_by_heading(handbook: Handbook, kind: str, body: str) -> dict[str, str]:
    """Return the parts of a body by the short names of their headings."""
    names = {heading: name for name, heading in handbook.strings["headings"][kind].items()}
    return {names[part.heading]: part.text for part in sections(body) if part.heading in names}


def _view(handbook: Handbook, injury: Injury, today: date) -> InjuryView:
    plan = handbook.plans[injury.running.plan] if injury.running.plan else None
    found = pairs_of(handbook, injury.id)
    return InjuryView(
        injury=injury,
        areas=tuple(handbook.vocabularies["area"][area] for area in areas_of(handbook, injury)),
        sites=tuple(handbook.vocabularies["site"][site] for site in injury.sites),
        other_names=tuple(alias.name for alias in injury.aliases if alias.kind != "misspelling"),
        flag_cards=flag_cards(handbook, injury.red_flags),
        comparison=compare_with_look_alikes(handbook, injury),
        pairs=tuple((pair, handbook.injuries[pair.other(injury.id)]) for pair in found),
        phases=tuple(
            PhaseView(
                phase, handbook.vocabularies["phase"][phase.phase],
                exercise_cards(handbook, phase.exercises),
            )
            for phase in injury.phases
        ),
        plan=plan,
        stages=stage_views(handbook, plan) if plan else (),
        chart=injury_chart(injury, handbook.strings),
        body=body_by_heading(handbook, "injuries", injury.body),
        leads_to=_leads_to(handbook, injury),
        comes_from=tuple(_comes_from(handbook).get(injury.id, ())),
        same_area=_same_area(handbook, injury),
        overdue=injury.review.due < today,
        handouts=handout_files(handbook, injury.id),
    )  # fmt: skip


def handout_files(handbook: Handbook, injury_id: str) -> tuple[tuple[str, str], ...]:
    """Return the label and the address of each handout of an injury."""
    labels = handbook.strings["handout"]["papers"]
    return tuple(
        (labels[paper], f"handouts/{injury_id}.{paper.replace('-', '.')}.pdf")
        for paper in ("a4", "letter", "a4-large", "letter-large")
    )


def _leads_to(handbook: Handbook, injury: Injury) -> tuple[Related, ...]:
    return tuple(
        Related(handbook.injuries[relation.injury], relation.reason,
                f"injuries/{relation.injury}/")
        for relation in injury.leads_to
    )  # fmt: skip


@once
def _comes_from(handbook: Handbook) -> dict[str, list[Related]]:
    """Return for each injury the others that lead to it."""
    found: dict[str, list[Related]] = {}
    for other in handbook.injuries.values():
        for relation in other.leads_to:
            related = Related(other, relation.reason, f"injuries/{other.id}/")
            found.setdefault(relation.injury, []).append(related)
    return found


def _same_area(handbook: Handbook, injury: Injury) -> tuple[Injury, ...]:
    """Return the injuries nearby, by name: those of the same site before others of the area."""
    by_area = injuries_by_area(handbook)
    near = {other.id: other for area in areas_of(handbook, injury) for other in by_area[area]}
    near.pop(injury.id)
    sites = set(injury.sites)
    nearest = sorted(near.values(), key=lambda other: not sites & set(other.sites))
    return tuple(sorted(nearest[:MOST_NEIGHBORS], key=lambda other: other.name.casefold()))
