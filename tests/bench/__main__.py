"""Takes the measurements, prints one table and writes ``build/bench.json``.

``--full`` builds 2,000 records with plain MkDocs too, which takes minutes, and ``--only`` names
the measurements to take.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from tests.bench.browser import measure_first_view, measure_walker
from tests.bench.builds import measure_builds, measure_real
from tests.bench.commands import measure_commands
from tests.bench.edits import measure_edits
from tests.bench.figures import Figure, Figures, shown
from tests.bench.projects import Projects
from tests.project import ROOT
from tests.synthetic.records import MIX

MEASUREMENTS: dict[str, Callable[[Figures, Projects], None]] = {
    "commands": measure_commands,
    "real": measure_real,
    "view": measure_first_view,
    "walker": measure_walker,
    "edits": measure_edits,
    "builds": measure_builds,
}


def _machine() -> dict[str, object]:
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load before": round(os.getloadavg()[0], 1),
        "mix of made-up records in percent": MIX,
    }


def _table(machine: dict[str, object], figures: list[Figure]) -> str:
    lines = [f"{name}: {value}" for name, value in machine.items()]
    width = max(len(figure.name) for figure in figures)
    lines += [
        f"{figure.name:{width}} {shown(figure.value):>9} {figure.unit:8} {figure.how}"
        for figure in figures
    ]
    return "\n".join([*lines, ""])


def main() -> None:
    """Take the measurements that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="plain MkDocs at 2,000 records too")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, default=list(MEASUREMENTS))
    chosen = parser.parse_args()
    takes = MEASUREMENTS | {"builds": partial(measure_builds, full=chosen.full)}
    machine, figures = _machine(), Figures()
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        projects = Projects(Path(folder), figures)
        for name in chosen.only:
            takes[name](figures, projects)
    sys.stdout.write(_table(machine, figures.taken))
    (ROOT / "build").mkdir(exist_ok=True)
    held = {"machine": machine, "figures": [asdict(figure) for figure in figures.taken]}
    (ROOT / "build/bench.json").write_text(f"{json.dumps(held, indent=1)}\n", "utf-8")


if __name__ == "__main__":
    main()
