"""Says what is wrong with the content, where it is wrong and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import NamedTuple

#: The way to a value inside a record: field names and list positions.
Path = tuple[str | int, ...]


class Severity(StrEnum):
    """An error stops the build, a warning is counted and shown."""

    ERROR = "error"
    WARNING = "warning"


class Position(NamedTuple):
    """A line and a column in a file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Origin:
    """Where a record was written down: its file, and the position of each of its values.

    `prefix` is the way from the top of the file to the record, where a file holds several.
    """

    file: str
    positions: Mapping[Path, Position]
    prefix: Path = ()
    body_line: int = 1

    def position(self, path: Path) -> Position:
        """Return the position of the value at `path`, or of the nearest value around it."""
        path = (*self.prefix, *path)
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, Position(1, 1))


@dataclass(frozen=True)
class Problem:
    """One mistake in the content, in words a contributor can act on."""

    code: str
    file: str
    line: int
    column: int
    field: str
    found: str
    expected: str
    hint: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        field = f" {self.field}:" if self.field else ""
        kind = "warning: " if self.severity is Severity.WARNING else ""
        return f"{where}{field} {kind}{self.found}; {self.expected} [{self.code}]\n    {self.hint}"

    def as_dict(self) -> dict[str, object]:
        """Return the problem as plain values, in the order the interface promises."""
        values = asdict(self)
        order = (
            "code", "severity", "file", "line", "column", "field", "found", "expected", "hint",
        )  # fmt: skip
        return {name: values[name] for name in order} | {"severity": self.severity.value}


class ContentRejected(Exception):
    """Raised when the content has errors; nothing may be published. Carries every problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
        super().__init__(f"{errors} error{'s' if errors != 1 else ''} in the content")


def problem_at(
    origin: Origin,
    path: Path,
    code: str,
    *,
    found: str,
    expected: str,
    hint: str,
    severity: Severity = Severity.ERROR,
    line: int | None = None,
) -> Problem:
    """Return a problem with the value at `path` of the record written down at `origin`."""
    position = origin.position(path)
    return Problem(
        code=code,
        file=origin.file,
        line=line or position.line,
        column=1 if line else position.column,
        field=dotted((*origin.prefix, *path)),
        found=found,
        expected=expected,
        hint=hint,
        severity=severity,
    )


def dotted(path: Path) -> str:
    """Write a path as people read it: ``('phases', 0, 'goal')`` becomes ``phases[0].goal``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, or None where none is alike."""
    matches = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once, by file, line and code."""
    return tuple(
        sorted(
            set(problems),
            key=lambda problem: (problem.file, problem.line, problem.column, problem.code,
                                 problem.field, problem.found),
        )
    )  # fmt: skip


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)
