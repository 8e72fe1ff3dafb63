"""Builds with MkDocs: good content is published, bad content changes nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.model.handbook import Handbook
from tests.markup import read_page
from tests.project import Project, Run, copy_project, fingerprints
from tests.synthetic.records import write

#: Mistakes in a record: the file, what stands there, what is written instead, and the report.
#: An asterisk stands for the first file of a folder.
MISTAKES = {
    "yaml": (
        "injuries/*.md", r"^name: .*$", "name: Calf: strain",
        r"content/injuries/\S+\.md:2.*\[H108\]\n +\S.+",
    ),
    "field": (
        "injuries/*.md", r"^depth: (\w+)$", r"deep: \1",
        r"content/injuries/\S+\.md:\d+ deep: .*\[H202\]\n +\S.+",
    ),
    "red-flag": (
        "injuries/*.md", r"^red_flags:\n- .*$", "red_flags:\n- rf-no-such-flag",
        r"content/injuries/\S+\.md:\d+ red_flags\[0\]: .*rf-no-such.*\[H303\]\n +\S.+",
    ),
    "urgency": (
        "red-flags.yml", r"^  urgency: \w+.*$", "  urgency: today",
        r"content/red-flags\.yml:\d+ [\w-]+\.urgency: .*'today'.*\[H301\]\n +\S.+",
    ),
    "word": (
        "strings.yml", r"^  can_i_run: .*\n", "",
        r"content/strings\.yml:\d+ .*can_i_run.*\[H118\]\n +\S.+",
    ),
    "gap": (
        "strings.yml", r"^(  version: .*)\{version\}", r"\1{verson}",
        r"content/strings\.yml:\d+ \S+\.version: .*verson.*\{version\}.*\[H118\]\n +\S.+",
    ),
    "group": (
        "strings.yml", r"^  can_i_run: .*", "  can_i_run: {one: Yes, two: No}",
        r"content/strings\.yml:\d+ .*can_i_run.*group of words.*\[H118\]\n +\S.+",
    ),
}  # fmt: skip

MakeProject = Callable[[], Project]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Return a function that makes a small project of made-up records with a finished site."""

    def make() -> Project:
        project = copy_project(tmp_path / "project", content=False)
        write(project.content, 20)
        (project.site / "injuries" / "x").mkdir(parents=True)
        (project.site / "index.html").write_text("<p>the last good site</p>\n", "utf-8")
        (project.site / "injuries" / "x" / "index.html").write_bytes(b"\x00\xffold\r\n")
        return project

    return make


def spoil(project: Project, mistake: str) -> str:
    """Put a mistake into a project, and return the file it is in."""
    file, old, new, _ = MISTAKES[mistake]
    path = sorted(project.content.glob(file))[0]
    text, count = re.subn(old, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, "utf-8")
    return path.relative_to(project.content).as_posix()


def test_good_content_builds_without_a_warning(first_build: tuple[Project, Run]) -> None:
    """A strict build of the handbook succeeds and MkDocs warns of nothing."""
    project, run = first_build
    assert run.code == 0, run.output
    assert "WARNING" not in run.output
    assert "ERROR" not in run.output
    assert (project.site / "index.html").is_file()


def test_every_injury_is_published(site: Path, handbook: Handbook) -> None:
    """Each record has its page, its data and its four handouts in the finished site."""
    missing = [
        address
        for injury in handbook.injuries
        for address in (
            f"injuries/{injury}/index.html",
            f"api/v1/injuries/{injury}.json",
            *(f"handouts/{injury}.{paper}.pdf" for paper in
              ("a4", "letter", "a4.large", "letter.large")),
        )
        if not (site / address).is_file()
    ]  # fmt: skip
    assert missing == []


def test_only_the_site_is_published(site: Path) -> None:
    """No record, template or note of the workshop stands among the published files."""
    endings = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert endings <= {
        ".html", ".css", ".mjs", ".js", ".map", ".json", ".pdf", ".png", ".svg", ".xml", ".gz",
        ".txt", ".webmanifest", ".ics",
    }  # fmt: skip


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
def test_a_mistake_stops_the_build_and_keeps_the_last_site(
    mistake: str, make_project: MakeProject
) -> None:
    """The build fails, says file, line and how to mend it, and the last site stays as it was."""
    project = make_project()
    spoil(project, mistake)
    before = fingerprints(project.site)

    run = project.build(sheets=False)

    assert run.code != 0
    assert re.search(MISTAKES[mistake][3], run.output), run.output
    assert "nothing was published" in run.output
    assert "Traceback" not in run.output
    assert fingerprints(project.site) == before


def test_every_mistake_is_told_in_one_run(make_project: MakeProject) -> None:
    """Three mistakes in three files are told by the same build."""
    project = make_project()
    spoiled = [spoil(project, mistake) for mistake in ("field", "urgency", "word")]
    guide = next((project.content / "guides").glob("*.md"))
    guide.write_text(guide.read_text("utf-8") + "\n<script>alert(1)</script>\n", "utf-8")

    run = project.build(sheets=False)

    assert run.code != 0
    for code, file in (("H202", spoiled[0]), ("H301", spoiled[1]), ("H602", guide.name)):
        assert re.search(rf"{re.escape(file)}:\d+ .*\[{code}\]", run.output), run.output


def test_a_lost_red_flag_fails_the_build(make_project: MakeProject) -> None:
    """A template that drops a red flag from a page is found out after the build."""
    project = make_project()
    path = sorted((project.content / "injuries").glob("*.md"))[0]
    flag = re.search(r"^red_flags:\n- (\S+)$", path.read_text("utf-8"), re.MULTILINE)
    assert flag
    project.change(
        "templates/macros/care_card.jinja",
        "{% for flag in card.flags %}",
        f"{{% for flag in card.flags if flag.id != '{flag[1]}' %}}",
    )

    run = project.build(sheets=False)

    assert run.code != 0
    assert "red flags are missing from finished pages" in run.output
    assert f"{path.stem}: {flag[1]}" in run.output
    page = read_page(project.site / "injuries" / path.stem / "index.html", project.site)
    assert flag[1] not in {item.attributes["data-flag"] for item in page.root.having("data-flag")}


def test_a_script_that_cannot_be_joined_is_told_in_words(make_project: MakeProject) -> None:
    """A module with an export of an unknown form ends the build with a sentence that names it."""
    project = make_project()
    project.change("templates/theme/assets/js/main.mjs", "startAll();\n//", "export default 1;\n//")

    run = project.build(sheets=False)

    assert run.code != 0
    assert re.search(r"cannot be joined: main\.mjs, line \d+: ", run.output), run.output
    assert "Traceback" not in run.output


def test_a_page_does_not_grow_with_the_handbook(make_project: MakeProject) -> None:
    """Thirty more records leave the pages of the injuries as they were, to the byte."""
    project = make_project()
    assert project.build(sheets=False).code == 0
    pages = sorted((project.site / "injuries").glob("*/index.html"))
    before = {page: page.read_bytes() for page in pages}
    guide = sorted((project.content / "guides").glob("*.md"))[0]
    plan = sorted((project.content / "plans").glob("*.md"))[0]
    for number in range(15):
        shutil.copy(guide, guide.with_stem(f"more-guide-{number}"))
        shutil.copy(plan, plan.with_stem(f"more-plan-{number}"))

    run = project.build(sheets=False)

    assert run.code == 0, run.output
    assert (project.site / "guides" / "more-guide-14" / "index.html").is_file()
    assert len(before) > 5
    assert [page.parent.name for page in pages if page.read_bytes() != before[page]] == []
