"""Bars stand where their weeks are, on an axis that fits a phone."""

from __future__ import annotations

import pytest

from generator.derive.timeline import (
    MOST_TICKS,
    NARROWEST,
    Chart,
    injury_chart,
    overview_chart,
    weeks_to_running,
)
from generator.model.base import Weeks
from generator.model.handbook import Handbook
from generator.model.injury import Grade, Injury, Timeline

Span = tuple[float, float]


def span(weeks: Span | None) -> Weeks | None:
    return weeks and Weeks(min=weeks[0], max=weeks[1])


def line(label: str = "Most", **spans: Span) -> Timeline:
    weeks = {name: span(given) for name, given in spans.items()}
    return Timeline(label=label, sources=("a",), **weeks)


def grade(name: str, weeks: Span) -> Grade:
    return Grade(name=name, meaning="M.", signs="S.", weeks_to_running=span(weeks), sources=("a",))


@pytest.fixture
def injury(handbook: Handbook) -> Injury:
    """A real injury without weeks, to give some to."""
    first = next(iter(handbook.injuries.values()))
    return first.model_copy(update={"grades": (), "timeline": ()})


def with_weeks(injury: Injury, *lines: Timeline, grades: tuple[Grade, ...] = ()) -> Injury:
    return injury.model_copy(update={"timeline": lines, "grades": grades})


def chart_of(injury: Injury, handbook: Handbook) -> Chart:
    chart = injury_chart(injury, handbook.strings)
    assert chart is not None
    return chart


def test_bar_stands_where_its_weeks_are(injury: Injury, handbook: Handbook) -> None:
    chart = chart_of(with_weeks(injury, line(running=(1, 3), full_training=(2, 4))), handbook)
    assert [tick.label for tick in chart.ticks] == ["0", "1", "2", "3", "4"]
    assert [tick.x for tick in chart.ticks] == [0, 25, 50, 75, 100]
    bars = chart.groups[0].bars
    assert [(bar.kind, bar.x, bar.width) for bar in bars] == [
        ("running", 25, 50), ("full_training", 50, 50),
    ]  # fmt: skip
    assert bars[0].words == handbook.strings["words"]["weeks_span"].format(low="1", high="3")
    assert bars[0].label == handbook.strings["timeline"]["running"]


def test_grades_come_before_lines_and_keep_their_order(injury: Injury, handbook: Handbook) -> None:
    grades = (grade("One", (1, 2)), grade("Two", (3, 6)))
    changed = with_weeks(injury, line("Daily", daily_life=(0, 1)), grades=grades)
    chart = chart_of(changed, handbook)
    assert [group.label for group in chart.groups] == ["One", "Two", "Daily"]
    assert [[bar.kind for bar in group.bars] for group in chart.groups] == [
        ["running"], ["running"], ["daily_life"],
    ]  # fmt: skip


def test_span_without_length_can_still_be_seen(injury: Injury, handbook: Handbook) -> None:
    """Even at the very end of the axis it stays on the drawing."""
    for weeks in ((0, 0), (2, 2), (4, 4)):
        changed = with_weeks(injury, line(running=weeks, full_training=(0, 4)))
        bar = chart_of(changed, handbook).groups[0].bars[0]
        assert bar.width == NARROWEST
        assert 0 <= bar.x <= 100 - NARROWEST


@pytest.mark.parametrize(
    ("longest", "ticks"),
    [
        (0.5, "0 1"),
        (7, "0 1 2 3 4 5 6 7"),
        (8, "0 2 4 6 8"),
        (12, "0 2 4 6 8 10 12"),
        (15, "0 4 8 12 16"),
        (52, "0 8 16 24 32 40 48 56"),
        (104, "0 26 52 78 104"),
        (208, "0 52 104 156 208"),
    ],
)
def test_axis_has_a_handful_of_ticks(
    longest: float, ticks: str, injury: Injury, handbook: Handbook
) -> None:
    chart = chart_of(with_weeks(injury, line(running=(0, longest))), handbook)
    assert " ".join(tick.label for tick in chart.ticks) == ticks
    assert len(chart.ticks) <= MOST_TICKS + 1
    assert (chart.ticks[0].x, chart.ticks[-1].x) == (0, 100)


def test_injury_without_weeks_has_no_chart(injury: Injury, handbook: Handbook) -> None:
    assert injury_chart(injury, handbook.strings) is None
    assert overview_chart([injury], handbook.strings) is None
    assert weeks_to_running(injury) is None


def test_weeks_to_running_span_all_grades_and_lines(injury: Injury) -> None:
    changed = with_weeks(
        injury, line(running=(2, 9)), line(daily_life=(0, 30)), grades=(grade("One", (1, 4)),)
    )
    assert weeks_to_running(changed) == Weeks(min=1, max=9)


def test_overview_starts_with_the_quickest(injury: Injury, handbook: Handbook) -> None:
    def named(name: str, weeks: Span) -> Injury:
        changed = with_weeks(injury, line(running=weeks))
        return changed.model_copy(update={"id": name, "name": name, "short_name": name.upper()})

    given = [named("b", (1, 4)), named("slow", (6, 12)), named("quick", (1, 2)), named("a", (1, 4))]
    chart = overview_chart([*given, injury], handbook.strings)
    assert chart is not None
    assert [(group.id, group.label) for group in chart.groups] == [
        ("quick", "QUICK"), ("a", "A"), ("b", "B"), ("slow", "SLOW"),
    ]  # fmt: skip


def test_every_real_bar_stays_on_its_drawing(handbook: Handbook) -> None:
    for real in handbook.injuries.values():
        chart = injury_chart(real, handbook.strings)
        for group in chart.groups if chart else ():
            for bar in group.bars:
                assert bar.x >= 0, (real.id, bar)
                assert bar.x + bar.width <= 100.01, (real.id, bar)
