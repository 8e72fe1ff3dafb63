"""Draws spans of weeks as bars on an axis of weeks."""

from __future__ import annotations

from dataclasses import dataclass

from generator.derive.words import Strings, weeks
from generator.model.base import Weeks
from generator.model.injury import Injury

#: Weeks between two ticks, and how many ticks fit on a phone.
TICK_STEPS = (1, 2, 4, 8, 13, 26, 52)
MOST_TICKS = 7
#: A span without length is drawn this wide, in percent.
NARROWEST = 1.5


@dataclass(frozen=True)
class Bar:
    """One span: what it is, its words, and its place across in percent of the axis."""

    kind: str
    label: str
    words: str
    x: float
    width: float


@dataclass(frozen=True)
class Group:
    """The bars of one case, with its heading; `id` is the record it stands for, if any."""

    label: str
    id: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    """A mark on the axis of weeks, in percent from its start."""

    x: float
    label: str


@dataclass(frozen=True)
class Chart:
    """A whole drawing."""

    groups: tuple[Group, ...]
    ticks: tuple[Tick, ...]


def injury_chart(injury: Injury, strings: Strings) -> Chart | None:
    """Return the chart of an injury's grades and timeline; None where it has no weeks."""
    rows: list[tuple[str, str, list[tuple[str, Weeks]]]] = [
        (grade.name, "", [("running", grade.weeks_to_running)]) for grade in injury.grades
    ]
    for line in injury.timeline:
        spans = [
            (kind, span)
            for kind in ("daily_life", "running", "full_training")
            if (span := getattr(line, kind)) is not None
        ]
        rows.append((line.label, "", spans))
    return _chart(rows, strings) if rows else None


def overview_chart(injuries: list[Injury], strings: Strings) -> Chart | None:
    """Return one chart of the weeks to running of many injuries, the quickest first."""
    spans = [(injury, span) for injury in injuries if (span := weeks_to_running(injury))]
    spans.sort(key=lambda item: (item[1].min, item[1].max, item[0].name))
    rows = [(injury.short_name, injury.id, [("running", span)]) for injury, span in spans]
    return _chart(rows, strings) if rows else None


def weeks_to_running(injury: Injury) -> Weeks | None:
    """Return the span from the shortest to the longest time to running; None where not given."""
    spans = [grade.weeks_to_running for grade in injury.grades]
    spans += [line.running for line in injury.timeline if line.running]
    if not spans:
        return None
    return Weeks(min=min(span.min for span in spans), max=max(span.max for span in spans))


def _chart(rows: list[tuple[str, str, list[tuple[str, Weeks]]]], strings: Strings) -> Chart:
    longest = max(span.max for _, _, spans in rows for _, span in spans)
    step = next((step for step in TICK_STEPS if longest / step <= MOST_TICKS), TICK_STEPS[-1])
    end = step * -(-longest // step)
    groups = tuple(
        Group(
            label, record_id,
            tuple(_bar(kind, span, end, strings) for kind, span in spans),
        )
        for label, record_id, spans in rows
    )  # fmt: skip
    ticks = tuple(
        Tick(round(100 * week / end, 2), f"{week:g}") for week in range(0, int(end) + 1, step)
    )
    return Chart(groups, ticks)


def _bar(kind: str, span: Weeks, end: float, strings: Strings) -> Bar:
    width = max(100 * (span.max - span.min) / end, NARROWEST)
    x = min(100 * span.min / end, 100 - width)
    label = strings["timeline"][kind]
    return Bar(kind, label, weeks(span, strings), round(x, 2), round(width, 2))
