"""A live preview builds only what changed, and shows what a whole build would show."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from generator.build import Built, build
from tests.conftest import TEMPLATES
from tests.project import WITHOUT_SHEETS, Project, copy_project
from tests.synthetic.records import write

ADDRESS = "http://127.0.0.1:8000/"


class Preview:
    """A preview of a project, as `mkdocs serve --dirty` keeps it, without its server."""

    def __init__(self, project: Project, site: Path) -> None:
        self.project = project
        self.site = site
        self.plugins = self._config().plugins
        self.plugins.on_startup(command="serve", dirty=True)

    def build(self) -> None:
        """Build after an edit."""
        build_site(self._config(), serve_url=ADDRESS, dirty=True)

    def pages(self) -> dict[str, str]:
        """Return every page by its file."""
        return {
            path.relative_to(self.site).as_posix(): path.read_text("utf-8")
            for path in sorted(self.site.rglob("*.html"))
        }

    def close(self) -> None:
        """End the preview."""
        self.plugins.on_shutdown()

    def _config(self):
        settings = self.project.folder / "without-sheets.yml"
        settings.write_text(WITHOUT_SHEETS, "utf-8")
        config = load_config(str(settings), site_dir=str(self.site))
        config.site_url = ADDRESS
        return config


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small handbook of made-up records."""
    project = copy_project(tmp_path / "project", content=False)
    write(project.content, 30)
    return project


@pytest.fixture
def preview(project: Project, tmp_path: Path) -> Iterator[Preview]:
    preview = Preview(project, tmp_path / "site")
    preview.build()
    yield preview
    preview.close()


def whole(project: Project, site: Path) -> dict[str, str]:
    """Return the pages of a preview that starts anew."""
    preview = Preview(project, site)
    preview.build()
    preview.close()
    return preview.pages()


def injury(project: Project) -> Path:
    """Return the file of an injury that others name."""
    return sorted((project.content / "injuries").glob("*.md"))[3]


def rename(path: Path, name: str) -> None:
    """Give a record another name."""
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^name: .*$", f"name: {name}", text, count=1, flags=re.M), "utf-8")


def test_the_first_build_is_whole(preview: Preview, project: Project) -> None:
    """Before any edit, every page of the handbook is there, and so are the hand-written ones."""
    pages = preview.pages()
    records = [path for path in project.content.rglob("*.md") if path.parent.name != "pages"]
    for path in records:
        if path.parent.parent == project.content:
            assert f"{path.parent.name}/{path.stem}/index.html" in pages
    assert {"index.html", "about/index.html", "red-flags/index.html"} <= set(pages)


def test_an_edit_shows_on_every_page_that_names_it(
    preview: Preview, project: Project, tmp_path: Path
) -> None:
    """After an injury got another name, each page is the one that a whole build makes."""
    rename(injury(project), "Zebra knee")
    preview.build()
    pages = preview.pages()
    assert sum("Zebra knee" in page for page in pages.values()) > 5
    assert pages == whole(project, tmp_path / "whole")


def test_only_changed_pages_are_written(preview: Preview, project: Project) -> None:
    """A word in one injury leaves the pages alone that do not show it."""
    before = {name: (preview.site / name).stat().st_mtime_ns for name in preview.pages()}
    path = injury(project)
    path.write_text(path.read_text("utf-8") + "\nA new last line.\n", "utf-8")
    preview.build()
    written = {name for name, at in before.items() if (preview.site / name).stat().st_mtime_ns > at}
    assert written - {"404.html", "data/index.html"} == {f"injuries/{path.stem}/index.html"}


def test_an_edit_of_the_frame_shows_on_every_page(preview: Preview, project: Project) -> None:
    """A word that stands around every page, and the theme's own template, reach all records."""
    words = preview.project.content / "strings.yml"
    text = words.read_text("utf-8")
    words.write_text(text.replace("help_now: ", "help_now: Zebra "), "utf-8")
    preview.build()
    name = f"injuries/{injury(project).stem}/index.html"
    assert "Zebra" in preview.pages()[name]
    frame = project.folder / "templates/theme/main.html"
    frame.write_text(frame.read_text("utf-8").replace("</footer>", "Giraffe</footer>"), "utf-8")
    preview.build()
    assert "Giraffe" in preview.pages()[name]


def test_a_bad_record_leaves_the_last_pages(preview: Preview, project: Project) -> None:
    """While a record is broken the last pages stay; once it is mended, its new words show."""
    path = injury(project)
    text = path.read_text("utf-8")
    before = preview.pages()
    path.write_text(text.replace("summary:", "sumary:"), "utf-8")
    with pytest.raises(Abort):
        preview.build()
    assert preview.pages() == before
    path.write_text(text + "\nA new last line.\n", "utf-8")
    preview.build()
    assert "A new last line." in preview.pages()[f"injuries/{path.stem}/index.html"]


def test_a_save_warns_of_nothing(
    preview: Preview, project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    """The warning of MkDocs about dirty builds is kept from contributors, and no other."""
    rename(injury(project), "Zebra knee")
    with caplog.at_level(logging.INFO):
        preview.build()
        logging.getLogger("mkdocs.commands.build").warning("something else")
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert said == ["something else"]


#: What is edited: the file or the first of a folder, the words found there first, and the new ones.
EDITS = {
    "an injury's name": ("injuries", "name: ", "name: Zebra "),
    "a guide's name": ("guides", "name: ", "name: Zebra "),
    "an exercise's step": ("exercises", "steps:\n- ", "steps:\n- Zebra "),
    "a plan's stage": ("plans", "stages:\n- name: ", "stages:\n- name: Zebra "),
    "a source's title": ("sources.yml", "title: ", "title: Zebra "),
    "a red flag": ("red-flags.yml", "sign: ", "sign: Zebra "),
    "an answer of the check": ("tree", "text: ", "text: Zebra "),
    "a term": ("vocabulary/phase.yml", "label: ", "label: Zebra "),
    "a word of the site": ("strings.yml", "also_called: ", "also_called: Zebra "),
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """A small handbook, and its build."""
    content = tmp_path_factory.mktemp("reuse") / "content"
    write(content, 30)
    return content, build(content, TEMPLATES, sheets=False)


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_taken_over_is_what_would_be_built(edit: str, first: tuple[Path, Built]) -> None:
    """With an earlier build at hand, every file has the same bytes as without it."""
    content, before = first
    place, old, new = EDITS[edit]
    path = content / place
    path = path if path.is_file() else sorted(path.iterdir())[0]
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    try:
        after = build(content, TEMPLATES, sheets=False, before=before)
        alone = build(content, TEMPLATES, sheets=False)
    finally:
        path.write_text(text, "utf-8")
    assert after.files != before.files
    assert {file.path: file.content for file in after.files} == {
        file.path: file.content for file in alone.files
    }


def test_a_sheet_changes_its_version_only_with_its_own_words(first: tuple[Path, Built]) -> None:
    """Handouts of other injuries are taken over as they are when one injury is edited."""
    content, _ = first
    before = build(content, TEMPLATES)
    path = sorted((content / "injuries").glob("*.md"))[-1]
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"^now:\n- ", "now:\n- Zebra ", text, count=1, flags=re.M), "utf-8")
    try:
        after = build(content, TEMPLATES, before=before)
    finally:
        path.write_text(text, "utf-8")
    old = {file.path: file.content for file in before.files}
    changed = {file.path for file in after.files if old[file.path] != file.content}
    sheets = {name for name in changed if name.endswith(".pdf")}
    assert {name.split(".")[0] for name in sheets} == {f"handouts/{path.stem}"}
    assert len(sheets) == 4
