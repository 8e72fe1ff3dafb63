"""Numbers become words by the patterns of the strings, in any language."""

from __future__ import annotations

from datetime import date

import pytest

from generator.derive.words import day, dose, number, session, total_minutes, weeks
from generator.model.base import Weeks
from generator.model.injury import Dose
from generator.model.plan import Session
from generator.model.strings import Strings

STRINGS = Strings({
    "words": {
        "week": "{n} Woche", "weeks_one": "{n} Wochen", "weeks_span": "{low}-{high} Wochen",
        "months": "Jan Feb Mar Apr Mai Jun Jul Aug Sep Okt Nov Dez", "day": "{day}. {month} {year}",
    },
    "dose": {
        "join": "; ", "sets_reps": "{sets}x{reps}",
        "sets_reps_seconds": "{sets}x{reps} je {seconds}s", "sets_seconds": "{sets}x{seconds}s",
        "seconds": "{seconds}s", "sets_minutes": "{sets}x{minutes}m",
        "minutes_one": "eine Minute", "minutes": "{minutes}m", "per_day_once": "1/Tag",
        "per_day": "{n}/Tag", "per_week_once": "1/Woche", "per_week": "{n}/Woche",
        "for_weeks": "ueber {weeks}",
    },
    "session": {
        "run_walk": "lauf {run}, geh {walk}", "run": "lauf {run}", "walk": "geh {walk}",
        "repeated": "{n} mal ({text})",
    },
})  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.0, "2"), (0.5, "0.5"), (12, "12"), (1.25, "1.25"), (0, "0"), (208, "208")],
)
def test_number_has_no_needless_decimal(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1, 1, "1 Woche"),
        (2, 2, "2 Wochen"),
        (0.5, 0.5, "0.5 Wochen"),
        (0, 0, "0 Wochen"),
        (1, 2, "1-2 Wochen"),
        (0, 12, "0-12 Wochen"),
        (0.5, 1, "0.5-1 Wochen"),
    ],
)
def test_span_of_weeks(low: float, high: float, text: str) -> None:
    assert weeks(Weeks(min=low, max=high), STRINGS) == text


def test_no_span_is_no_text() -> None:
    assert weeks(None, STRINGS) == ""


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"sets": 3, "reps": 10, "per_day": 1}, "3x10; 1/Tag"),
        ({"sets": 1, "reps": 10, "per_week": 1}, "1x10; 1/Woche"),
        ({"sets": 3, "reps": 10, "seconds": 5, "per_week": 3}, "3x10 je 5s; 3/Woche"),
        ({"seconds": 30, "per_day": 2}, "30s; 2/Tag"),
        ({"sets": 1, "seconds": 30, "per_day": 2}, "30s; 2/Tag"),
        ({"sets": 3, "seconds": 30, "per_day": 2}, "3x30s; 2/Tag"),
        ({"minutes": 1, "per_day": 1}, "eine Minute; 1/Tag"),
        ({"minutes": 0.5, "per_day": 1}, "0.5m; 1/Tag"),
        ({"minutes": 20, "per_week": 7}, "20m; 7/Woche"),
        ({"sets": 2, "minutes": 5, "per_week": 7}, "2x5m; 7/Woche"),
        ({"sets": 3, "reps": 10, "per_day": 2, "per_week": 5}, "3x10; 2/Tag; 5/Woche"),
        ({"sets": 3, "reps": 10, "per_day": 1, "weeks": {"min": 6, "max": 12}},
         "3x10; 1/Tag; ueber 6-12 Wochen"),
        ({"sets": 3, "reps": 10, "per_day": 1, "load": "Heavy."}, "3x10; 1/Tag"),
    ],
)  # fmt: skip
def test_dose_says_how_much_how_often_how_long(given: dict[str, object], text: str) -> None:
    assert dose(Dose.model_validate(given), STRINGS) == text


@pytest.mark.parametrize(
    ("given", "text", "minutes"),
    [
        ({"run_minutes": 10}, "Lauf 10", 10),
        ({"walk_minutes": 5}, "Geh 5", 5),
        ({"run_minutes": 1, "walk_minutes": 1.5}, "Lauf 1, geh 1.5", 2.5),
        ({"run_minutes": 1, "walk_minutes": 2, "repeats": 6}, "6 mal (lauf 1, geh 2)", 18),
        ({"run_minutes": 3, "repeats": 1}, "Lauf 3", 3),
        ({"text": "Rest."}, "", 0),
    ],
)
def test_session_says_what_to_run_and_walk(
    given: dict[str, object], text: str, minutes: float
) -> None:
    made = Session.model_validate({"name": "Day 1", **given})
    assert session(made, STRINGS) == text
    assert total_minutes(made) == minutes


@pytest.mark.parametrize(
    ("given", "text"),
    [(date(2026, 1, 1), "1. Jan 2026"), (date(2026, 11, 22), "22. Nov 2026"),
     (date(2027, 12, 31), "31. Dez 2027")],
)  # fmt: skip
def test_day_has_the_name_of_its_month(given: date, text: str) -> None:
    assert day(given, STRINGS) == text
