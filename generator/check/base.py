"""What all checks share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from generator.model.handbook import Handbook
from generator.model.prose import line_within
from generator.problems import Path, Problem, Severity, problem_at

#: A check reads the handbook and the day it is held against, and yields what is wrong.
Check = Callable[[Handbook, date], Iterable[Problem]]


def problem(
    handbook: Handbook, kind: str, record_id: str, path: Path, code: str, *,
    found: str, expected: str, hint: str, warning: bool = False, line: int | None = None,
) -> Problem:  # fmt: skip
    """Return a problem with a value of a record."""
    return problem_at(
        handbook.origin(kind, record_id), path, code, found=found, expected=expected, hint=hint,
        severity=Severity.WARNING if warning else Severity.ERROR, line=line,
    )  # fmt: skip


def line_of(start: int | None, text: str, piece: str) -> int | None:
    """Return the line of a piece of a paragraph that starts at `start`.

    None for a text that has no line of its own: it stands where its field stands.
    """
    return None if start is None else start + line_within(text, piece)


def singular(kind: str) -> str:
    """Return what one record of a kind is called."""
    return {
        "injuries": "injury", "red-flags": "red flag", "tree": "step of the tree",
        "glossary": "glossary entry",
    }.get(kind, kind.removesuffix("s"))  # fmt: skip


def with_article(name: str) -> str:
    """Put 'a' or 'an' before a name."""
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
