"""Plans every page of the handbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.derive.indexes import index_pages
from generator.derive.injury import injury_page
from generator.derive.page import PageSpec
from generator.derive.records import exercise_page, guide_page, plan_page
from generator.derive.tree import tree_pages
from generator.model.handbook import Handbook


def pages(handbook: Handbook, today: date) -> Iterator[PageSpec]:
    """Yield every page but the reference for contributors, in a fixed order."""
    yield from index_pages(handbook)
    for injury in handbook.injuries.values():
        yield injury_page(handbook, injury, today)
    for exercise in handbook.exercises.values():
        yield exercise_page(handbook, exercise, today)
    for plan in handbook.plans.values():
        yield plan_page(handbook, plan, today)
    for guide in handbook.guides.values():
        yield guide_page(handbook, guide, today)
    yield from tree_pages(handbook)
