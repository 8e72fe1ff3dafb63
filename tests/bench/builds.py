"""How long whole builds take, and what they weigh."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.build import build
from tests.bench.figures import Figures, Ran, mean, mkdocs, run
from tests.bench.projects import OURS, PLAIN, Projects
from tests.project import copy_project

SIZES = (250, 500, 1000, 2000)
#: The largest handbook that plain MkDocs builds unless all are asked for.
COMPARED = 1000


def measure_builds(figures: Figures, projects: Projects, full: bool = False) -> None:
    """(a) Whole builds from 250 to 2,000 records, beside plain MkDocs in the same run."""
    ours: dict[int, list[Ran]] = defaultdict(list)
    for number in SIZES:
        plain: list[Ran] = []
        compared = number == COMPARED or (full and number > COMPARED)
        for _ in range(2 if compared else 1):
            figures.say(f"building {number} records")
            ours[number].append(run(mkdocs(OURS), projects.made_up(number)))
            if compared:
                figures.say(f"building {number} records with plain MkDocs and Material")
                plain.append(run(mkdocs(PLAIN), projects.plain(number)))
        _note_ours(figures, number, ours[number], projects.made_up(number) / "site")
        if plain:
            _note_plain(figures, number, plain, projects.made_up(number) / "plain")
            how = "ratio of the two build times"
            ratio = mean(ours[number]) / mean(plain)
            figures.note(f"ours to plain, {number:,} records", ratio, "times", how)
    growth = mean(ours[2000]) / mean(ours[1000])
    how = "ratio of the two; 2 is linear"
    figures.note("build time, 2,000 to 1,000 records", growth, "times", how)


def _note_ours(figures: Figures, number: int, runs: list[Ran], site: Path) -> None:
    of = f"{number:,} records"
    how = "wall clock of `mkdocs build` in a process of its own, sheets off"
    if len(runs) > 1:
        how += f"; mean of {len(runs)}, in turn with plain MkDocs"
    figures.note(f"build, {of}", mean(runs), "s", how)
    figures.note(f"processor time, {of}", mean(runs, "cpu"), "s", "user and system")
    memory = max(one.memory for one in runs)
    figures.note(f"peak memory, {of}", memory, "MiB", "ru_maxrss of that process")
    pages = len(list(site.rglob("index.html")))
    how = "files named index.html: records, pairs, steps of the check, lists"
    figures.note(f"pages, {of}", pages, "pages", how)
    _note_size(figures, "", of, site)


def _note_plain(figures: Figures, number: int, runs: list[Ran], site: Path) -> None:
    of = f"{number:,} records"
    how = f"MkDocs and Material alone on the exported Markdown; mean of {len(runs)}"
    figures.note(f"plain build, {of}", mean(runs), "s", how)
    _note_size(figures, "plain ", of, site)


def _note_size(figures: Figures, whose: str, of: str, site: Path) -> None:
    figures.note(f"{whose}site, {of}", _size(site.rglob("*")) / 1e6, "MB", "all files")
    page = statistics.median(path.stat().st_size for path in site.glob("injuries/*/index.html"))
    how = "median of the HTML files, not compressed"
    figures.note(f"{whose}injury page, {of}", page / 1e3, "kB", how)


def _size(paths: Iterator[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.is_file())


def measure_real(figures: Figures, projects: Projects) -> None:
    """(b, g) The real content with its handouts."""
    figures.say("building the real content with handouts")
    project = copy_project(projects.folder / "with-sheets")
    took = run([*mkdocs("mkdocs.yml"), "--strict"], project.folder)
    how = "wall clock of `mkdocs build --strict`, as `make site` runs it"
    figures.note("real content with handouts", took.seconds, "s", how)
    times: list[tuple[str, int, float]] = []
    build(
        project.content,
        project.folder / "templates",
        progress=lambda what, done, total: times.append((what, done, time.monotonic())),
    )
    before = max(at for what, _, at in times if what != "sheets")
    done, last = max((done, at) for what, done, at in times if what == "sheets")
    how = f"{done} PDF files of the real content, from the last page to the last file"
    figures.note("handouts", done / (last - before), "files/s", how)
