"""How long a contributor waits for a command."""

from __future__ import annotations

import statistics
from pathlib import Path

from tests.bench.figures import Figures, handbook, run
from tests.bench.projects import Projects
from tests.project import ROOT


def measure_commands(figures: Figures, projects: Projects) -> None:
    """(e, f) The commands a contributor runs."""
    on = "200 made-up records"
    _measure(figures, "check, 200 records", "check", projects.made_up(200), on)
    _measure(figures, "check, real content", "check", ROOT, "the real content")
    _measure(figures, "paths of the symptom check", "paths", ROOT, "the real content")


def _measure(figures: Figures, name: str, command: str, folder: Path, on: str) -> None:
    seconds = [run(handbook(command), folder).seconds for _ in range(5)]
    how = f"wall clock of `handbook {command}` on {on}, the start of Python included; median of 5"
    figures.note(name, statistics.median(seconds), "s", how)
