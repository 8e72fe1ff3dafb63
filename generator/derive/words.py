"""Puts numbers into words, with patterns from the strings file."""

from __future__ import annotations

from datetime import date

from generator.model.base import Weeks
from generator.model.injury import Dose
from generator.model.plan import Session
from generator.model.strings import Strings


def number(value: float) -> str:
    """Write a number without a needless decimal: 2.0 becomes 2."""
    return f"{value:g}"


def weeks(span: Weeks | None, strings: Strings) -> str:
    """Write a span of weeks; an empty text for none."""
    if span is None:
        return ""
    words = strings["words"]
    if span.min == span.max:
        return words["week" if span.max == 1 else "weeks_one"].format(n=number(span.max))
    return words["weeks_span"].format(low=number(span.min), high=number(span.max))


def dose(given: Dose, strings: Strings) -> str:
    """Write a dose as one line: how much, how often, how long."""
    words = strings["dose"]
    parts = [_amount(given, words)]
    if given.per_day:
        parts.append(_times(given.per_day, words["per_day_once"], words["per_day"]))
    if given.per_week:
        parts.append(_times(given.per_week, words["per_week_once"], words["per_week"]))
    if given.weeks:
        parts.append(words["for_weeks"].format(weeks=weeks(given.weeks, strings)))
    return words["join"].join(parts)


def _amount(given: Dose, words: Strings) -> str:
    count = {"sets": given.sets, "reps": given.reps, "seconds": given.seconds}
    if given.reps and given.seconds:
        return words["sets_reps_seconds"].format(**count)
    if given.reps:
        return words["sets_reps"].format(**count)
    if given.seconds and (given.sets or 1) > 1:
        return words["sets_seconds"].format(**count)
    if given.seconds:
        return words["seconds"].format(**count)
    minutes = number(given.minutes or 0)
    if (given.sets or 1) > 1:
        return words["sets_minutes"].format(sets=given.sets, minutes=minutes)
    return words["minutes_one" if minutes == "1" else "minutes"].format(minutes=minutes)


def _times(count: int, once: str, often: str) -> str:
    return once if count == 1 else often.format(n=count)


def session(given: Session, strings: Strings) -> str:
    """Write the running and walking of a session; an empty text where it has none."""
    words = strings["session"]
    values = {
        "run": number(given.run_minutes or 0), "walk": number(given.walk_minutes or 0),
        "repeats": given.repeats or 1,
    }  # fmt: skip
    if given.run_minutes and given.walk_minutes:
        pattern = words["run_walk"]
    elif given.run_minutes:
        pattern = words["run"]
    elif given.walk_minutes:
        pattern = words["walk"]
    else:
        return ""
    text = pattern.format(**values)
    if (given.repeats or 1) > 1:
        return words["repeated"].format(text=text, n=given.repeats)
    return text[:1].upper() + text[1:]


def total_minutes(given: Session) -> float:
    """Return the minutes of a session, running and walking together."""
    return (given.repeats or 1) * ((given.run_minutes or 0) + (given.walk_minutes or 0))


def day(given: date, strings: Strings) -> str:
    """Write a day with the month's name."""
    months = strings["words"]["months"].split()
    return strings["words"]["day"].format(
        day=given.day, month=months[given.month - 1], year=given.year
    )
