"""The whole way from a content folder to finished files, as one function."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator import __version__
from generator.check import check
from generator.codes import CODES
from generator.derive.data import ROOT, content_version, data_files
from generator.derive.handout import PAPERS, handout_data
from generator.derive.page import PageSpec
from generator.derive.pages import pages
from generator.load import load
from generator.model.handbook import Handbook
from generator.model.strings import MissingWord
from generator.problems import ContentRejected, Problem, has_errors, sort_problems
from generator.render.pages import PageRenderer, missing_word
from generator.render.sheets import render_sheet
from generator.schema import SCHEMA_KINDS, field_rows, json_schema

SHEET = "handout/handout.typ"

#: Called with what is going on, the steps done and the steps in all.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class OutputFile:
    """A finished file: where it goes, what is in it, and the record it was made from."""

    path: str
    content: bytes
    source: str = ""


@dataclass(frozen=True)
class Built:
    """A finished build: the handbook, its files by path, and its warnings."""

    handbook: Handbook
    files: tuple[OutputFile, ...]
    warnings: tuple[Problem, ...]


def examine(content: Path, today: date | None = None) -> tuple[Handbook | None, list[Problem]]:
    """Load and check a content folder; review dates are held against `today`.

    Without `today` they are held against the edition that the content names.
    """
    loaded = load(content)
    problems = list(loaded.problems)
    if loaded.handbook is not None:
        problems += check(loaded.handbook, today or loaded.handbook.settings.edition)
    return loaded.handbook, list(sort_problems(problems))


def build(
    content: Path, templates: Path, today: date | None = None, *,
    sheets: bool = True, progress: Progress = lambda what, done, total: None,
) -> Built:  # fmt: skip
    """Build everything in memory, or raise ContentRejected with every problem.

    Reads no clock, no network and no environment. `sheets` off leaves the handouts out.
    """
    progress("check", 0, 1)
    handbook, problems = examine(content, today)
    if handbook is None or has_errors(problems):
        raise ContentRejected(problems)
    with _every_word(handbook):
        files = [
            *_pages(handbook, templates, today or handbook.settings.edition, progress),
            *_data(handbook),
            *(_sheets(handbook, templates, progress) if sheets else ()),
        ]
    return Built(handbook, tuple(sorted(files, key=lambda file: file.path)), tuple(problems))


def sheet(handbook: Handbook, templates: Path, injury_id: str, paper: str) -> bytes:
    """Return one handout as PDF. Raises KeyError for an unknown injury."""
    with _every_word(handbook):
        data = handout_data(handbook, handbook.injuries[injury_id], content_version(handbook))
    return render_sheet(templates / SHEET, data, paper)


@contextmanager
def _every_word(handbook: Handbook) -> Iterator[None]:
    """Reject the content where a view needs a word that strings.yml does not have."""
    try:
        yield
    except MissingWord as error:
        raise ContentRejected([missing_word(handbook, error)]) from error


def _pages(
    handbook: Handbook, templates: Path, today: date, progress: Progress
) -> Iterator[OutputFile]:
    renderer = PageRenderer(handbook, templates)
    planned = [*pages(handbook, today), *_reference_pages(handbook)]
    problems: list[Problem] = []
    for number, spec in enumerate(planned, start=1):
        progress("pages", number, len(planned))
        try:
            yield OutputFile(spec.file, renderer.render(spec).encode(), spec.source)
        except ContentRejected as rejected:
            problems += rejected.problems
    if problems:
        raise ContentRejected(problems)


def _reference_pages(handbook: Handbook) -> Iterator[PageSpec]:
    words = handbook.strings["pages"]["reference"]
    yield PageSpec(
        "contribute/reference/", "reference.md.jinja", words["title"], words["description"],
        {"kinds": {kind: field_rows(kind) for kind in SCHEMA_KINDS}, "codes": CODES,
         "vocabularies": handbook.vocabularies},
        crumbs=((handbook.strings["nav"]["contribute"], "contribute/"),),
    )  # fmt: skip
    words = handbook.strings["pages"]["data"]
    files = sorted(path for path in data_files(handbook, __version__) if path.count("/") == 2)
    yield PageSpec(
        "data/", "data.md.jinja", words["title"], words["description"],
        {"files": files, "schemas": [f"{ROOT}/schema/{kind}.json" for kind in SCHEMA_KINDS],
         "version": content_version(handbook)},
    )  # fmt: skip


def _data(handbook: Handbook) -> Iterator[OutputFile]:
    schemas = {f"{ROOT}/schema/{kind}.json": json_schema(kind) for kind in SCHEMA_KINDS}
    files = data_files(handbook, __version__, schemas)
    for path, values in (files | schemas).items():
        yield OutputFile(path, _json(values))


def _sheets(handbook: Handbook, templates: Path, progress: Progress) -> Iterator[OutputFile]:
    version = content_version(handbook)
    wanted = [
        (injury.id, handout_data(handbook, injury, version), paper)
        for injury in handbook.injuries.values()
        for paper in PAPERS
    ]
    # The typesetter works outside Python, so threads use every core; the order stays the same.
    with ThreadPoolExecutor() as workers:
        pdfs = workers.map(lambda job: render_sheet(templates / SHEET, job[1], job[2]), wanted)
        for number, ((injury_id, _, paper), pdf) in enumerate(zip(wanted, pdfs, strict=True), 1):
            progress("sheets", number, len(wanted))
            name = f"handouts/{injury_id}.{paper.replace('-', '.')}.pdf"
            yield OutputFile(name, pdf, f"injuries/{injury_id}.md")


def _json(values: Any) -> bytes:
    text = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=False)
    return f"{text}\n".encode()
