"""Reviews are due on time, held against a given day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.check.base import problem
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.problems import Problem

#: A record with red flags may be overdue by this many days, about six months.
GRACE_DAYS = 183


def reviews_are_due(handbook: Handbook, today: date) -> Iterator[Problem]:
    """An overdue review is a warning; six months over, with red flags, it is an error."""
    for kind in RECORD_KINDS:
        for record_id, record in handbook.of_kind(kind).items():
            overdue = (today - record.review.due).days
            if overdue <= 0:
                continue
            urgent = overdue > GRACE_DAYS and bool(getattr(record, "red_flags", ()))
            yield problem(
                handbook, kind, record_id, ("review", "due"), "H702" if urgent else "H701",
                warning=not urgent,
                found=f"the review was due on {record.review.due.isoformat()}",
                expected=f"a review by {today.isoformat()}",
                hint="Read the record against its sources, then set reviewed and due.",
            )  # fmt: skip


def reviews_are_past(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A review cannot lie in the future."""
    for kind in RECORD_KINDS:
        for record_id, record in handbook.of_kind(kind).items():
            if record.review.reviewed > today:
                yield problem(
                    handbook, kind, record_id, ("review", "reviewed"), "H703",
                    found=f"the review is dated {record.review.reviewed.isoformat()}",
                    expected=f"a day up to {today.isoformat()}",
                    hint="Set the day on which it was reviewed, or the edition in handbook.yml.",
                )  # fmt: skip
