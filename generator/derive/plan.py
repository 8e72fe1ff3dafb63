"""Works out what the page of a plan shows."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.words import number, session, total_minutes
from generator.model.handbook import Handbook
from generator.model.plan import Plan, Session, Stage


@dataclass(frozen=True)
class SessionRow:
    """One line of a plan's table."""

    session: Session
    words: str
    total: str


@dataclass(frozen=True)
class StageView:
    """One stage with its lines."""

    stage: Stage
    rows: tuple[SessionRow, ...]
    has_totals: bool


def stage_views(handbook: Handbook, plan: Plan) -> tuple[StageView, ...]:
    """Return the stages of a plan with the words of each session."""
    strings = handbook.strings
    views = []
    for stage in plan.stages:
        rows = tuple(
            SessionRow(
                given, session(given, strings),
                strings["session"]["minutes"].format(n=number(total_minutes(given)))
                if total_minutes(given) else "",
            )
            for given in stage.sessions
        )  # fmt: skip
        views.append(StageView(stage, rows, any(row.total for row in rows)))
    return tuple(views)
