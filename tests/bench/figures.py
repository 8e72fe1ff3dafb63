"""Figures: how one is taken from a process, kept and shown."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.project import environment


@dataclass(frozen=True)
class Figure:
    """One measured value, and how it was measured."""

    name: str
    value: float
    unit: str
    how: str


@dataclass(frozen=True)
class Ran:
    """What a process took: seconds on the clock and of the processor, and MiB of memory."""

    seconds: float
    cpu: float
    memory: int


@dataclass
class Figures:
    """The figures taken so far; tells on standard error how the measuring goes on."""

    taken: list[Figure] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def say(self, text: str) -> None:
        """Tell what goes on."""
        passed = round(time.monotonic() - self.began)
        sys.stderr.write(f"[{passed // 60}:{passed % 60:02}] {text}\n")
        sys.stderr.flush()

    def note(self, name: str, value: float, unit: str, how: str) -> None:
        """Keep a figure."""
        self.taken.append(Figure(name, value, unit, how))
        self.say(f"{name}: {shown(value)} {unit}")


def shown(value: float) -> str:
    """Return a value as the table shows it: two decimals below a hundred."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def mean(runs: list[Ran], name: str = "seconds") -> float:
    """Return the mean of a field of some runs."""
    return statistics.mean(getattr(one, name) for one in runs)


def run(command: list[str], folder: Path) -> Ran:
    """Run a command to its end, and return what it took. Its output shows only if it fails."""
    with tempfile.TemporaryFile("w+") as output:
        start = time.monotonic()
        child = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=output, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - start
        if child.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed:\n{output.read()}")
    # Linux counts memory in KiB, macOS in bytes.
    memory = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return Ran(seconds, used.ru_utime + used.ru_stime, memory // 1024)


def python(*arguments: str) -> list[str]:
    """Return the command that runs a module with this Python."""
    return [sys.executable, "-m", *arguments]


def mkdocs(settings: str) -> list[str]:
    """Return the command that builds a site."""
    return python("mkdocs", "build", "--quiet", "--config-file", settings)


def handbook(*arguments: str) -> list[str]:
    """Return a command of the handbook."""
    return python("generator", *arguments)
