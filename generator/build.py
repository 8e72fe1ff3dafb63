"""The whole way from a content folder to finished files, as one function."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from generator import __version__
from generator.check import check
from generator.codes import CODES
from generator.derive.coverage import answered, coverage_page, held
from generator.derive.data import ROOT, content_version, data_files
from generator.derive.handout import PAPERS, handout_data
from generator.derive.page import NOT_SEARCHED, PageSpec
from generator.derive.pages import pages
from generator.derive.tree import REST_FILE, tree_parts
from generator.derive.tree_pack import pack
from generator.load import load
from generator.model.handbook import Handbook
from generator.model.strings import WordError
from generator.problems import ContentRejected, Problem, has_errors, sort_problems
from generator.render.pages import PageRenderer, word_problem
from generator.render.sheets import render_sheet, template_texts
from generator.schema import SCHEMA_KINDS, field_rows, json_schema

SHEET = "handout/handout.typ"

#: Called with what is going on, the steps done and the steps in all.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class OutputFile:
    """A finished file: where it goes, what is in it, and the record it belongs to.

    `made_from` holds all the values it was made from: the same values make the same file.
    """

    path: str
    content: bytes
    source: str = ""
    made_from: Any = field(default=None, compare=False, repr=False)


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
    before: Built | None = None,
) -> Built:  # fmt: skip
    """Build everything in memory, or raise ContentRejected with every problem.

    Reads no clock, no network and no environment. `sheets` off leaves the handouts out. Of a build
    `before`, pages and handouts are taken over where all the values they show are the same.
    """
    progress("check", 0, 1)
    handbook, problems = examine(content, today)
    if handbook is None or has_errors(problems):
        raise ContentRejected(problems)
    known = {file.path: file for file in before.files} if before else {}
    with _every_word(handbook):
        files = [
            *_pages(handbook, templates, today or handbook.settings.edition, progress, known),
            *_data(handbook),
            *(_sheets(handbook, templates, progress, known) if sheets else ()),
        ]
    return Built(handbook, tuple(sorted(files, key=lambda file: file.path)), tuple(problems))


def sheet(handbook: Handbook, templates: Path, injury_id: str, paper: str) -> bytes:
    """Return one handout as PDF. Raises KeyError for an unknown injury."""
    with _every_word(handbook):
        data = handout_data(handbook, handbook.injuries[injury_id])
    return render_sheet(templates / SHEET, data, paper)


@contextmanager
def _every_word(handbook: Handbook) -> Iterator[None]:
    """Reject the content where a view needs a word that strings.yml does not have."""
    try:
        yield
    except WordError as error:
        raise ContentRejected([word_problem(handbook, error)]) from error


def _pages(
    handbook: Handbook, templates: Path, today: date, progress: Progress,
    known: Mapping[str, OutputFile],
) -> Iterator[OutputFile]:  # fmt: skip
    renderer = PageRenderer(handbook, templates)
    planned = [*pages(handbook, today), *_reference_pages(handbook)]
    problems: list[Problem] = []
    for number, spec in enumerate(planned, start=1):
        progress("pages", number, len(planned))
        made_from = (spec, renderer.shared)
        try:
            yield _same(known, spec.file, made_from) or OutputFile(
                spec.file, renderer.render(spec).encode(), spec.source, made_from
            )
        except ContentRejected as rejected:
            problems += rejected.problems
    if problems:
        raise ContentRejected(problems)


def _same(known: Mapping[str, OutputFile], path: str, made_from: Any) -> OutputFile | None:
    """Return the file of an earlier build that was made from the same values."""
    file = known.get(path)
    return file if file is not None and file.made_from == made_from else None


def _reference_pages(handbook: Handbook) -> Iterator[PageSpec]:
    words = handbook.strings["pages"]["reference"]
    yield PageSpec(
        "contribute/reference/", "reference.md.jinja", words["title"], words["description"],
        {"kinds": {kind: field_rows(kind) for kind in SCHEMA_KINDS}, "codes": CODES,
         "vocabularies": handbook.vocabularies},
        crumbs=((handbook.strings["nav"]["contribute"], "contribute/"),), searched=NOT_SEARCHED,
    )  # fmt: skip
    words = handbook.strings["pages"]["data"]
    files = sorted(path for path in data_files(handbook, __version__) if path.count("/") == 2)
    yield PageSpec(
        "data/", "data.md.jinja", words["title"], words["description"],
        {"files": files, "schemas": [f"{ROOT}/schema/{kind}.json" for kind in SCHEMA_KINDS],
         "version": content_version(handbook), "held": held(handbook),
         "answered": answered(handbook)},
    )  # fmt: skip
    if handbook.coverage:
        yield coverage_page(handbook)


def _data(handbook: Handbook) -> Iterator[OutputFile]:
    schemas = {f"{ROOT}/schema/{kind}.json": json_schema(kind) for kind in SCHEMA_KINDS}
    files = data_files(handbook, __version__, schemas)
    for path, values in (files | schemas).items():
        yield OutputFile(path, _json(values))
    rest = json.dumps(pack(tree_parts(handbook).rest), ensure_ascii=False, separators=(",", ":"))
    yield OutputFile(REST_FILE, f"handbookTree({rest});\n".encode())


def _sheets(
    handbook: Handbook, templates: Path, progress: Progress, known: Mapping[str, OutputFile]
) -> Iterator[OutputFile]:
    parts = template_texts(templates / SHEET)
    wanted = [
        (injury.id, paper, (handout_data(handbook, injury), parts))
        for injury in handbook.injuries.values()
        for paper in PAPERS
    ]

    def made(job: tuple[str, str, Any]) -> OutputFile:
        injury_id, paper, made_from = job
        path = f"handouts/{injury_id}.{paper.replace('-', '.')}.pdf"
        return _same(known, path, made_from) or OutputFile(
            path, render_sheet(templates / SHEET, made_from[0], paper),
            f"injuries/{injury_id}.md", made_from,
        )  # fmt: skip

    # The typesetter works outside Python, so threads use every core; the order stays the same.
    with ThreadPoolExecutor() as workers:
        for number, file in enumerate(workers.map(made, wanted), start=1):
            progress("sheets", number, len(wanted))
            yield file


def _json(values: Any) -> bytes:
    """Write values as JSON: a list with an item on each line, anything else on one line."""
    if isinstance(values, list):
        lines = ",\n".join(json.dumps(value, ensure_ascii=False) for value in values)
        return f"[\n{lines}\n]\n".encode()
    return f"{json.dumps(values, ensure_ascii=False)}\n".encode()
