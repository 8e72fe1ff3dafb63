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

#: Mistakes in a record: the file, what stands there, what is written instead, and the report.
MISTAKES = {
    "yaml": (
        "injuries/calf-strain.md", r"^name: .*$", "name: Calf: strain",
        r"content/injuries/calf-strain\.md:2.*\[H108\]\n +\S.+",
    ),
    "field": (
        "injuries/calf-strain.md", r"^depth: full$", "deep: full",
        r"content/injuries/calf-strain\.md:\d+ deep: .*\[H202\]\n +\S.+",
    ),
    "red-flag": (
        "injuries/calf-strain.md", r"^red_flags: *\[?", r"\g<0>rf-no-such-flag, ",
        r"content/injuries/calf-strain\.md:\d+ red_flags\[0\]: .*rf-no-such.*\[H303\]\n +\S.+",
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
    """Return a function that copies the project and puts a finished site into it."""

    def make() -> Project:
        project = copy_project(tmp_path / "project")
        (project.site / "injuries" / "x").mkdir(parents=True)
        (project.site / "index.html").write_text("<p>the last good site</p>\n", "utf-8")
        (project.site / "injuries" / "x" / "index.html").write_bytes(b"\x00\xffold\r\n")
        return project

    return make


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
    file, old, new, report = MISTAKES[mistake]
    project = make_project()
    path = project.content / file
    text, count = re.subn(old, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, "utf-8")
    before = fingerprints(project.site)

    run = project.build(sheets=False)

    assert run.code != 0
    assert re.search(report, run.output), run.output
    assert "nothing was published" in run.output
    assert "Traceback" not in run.output
    assert fingerprints(project.site) == before


def test_every_mistake_is_told_in_one_run(make_project: MakeProject) -> None:
    """Three mistakes in three files are told by the same build."""
    project = make_project()
    for file, old, new, _ in (MISTAKES["field"], MISTAKES["urgency"], MISTAKES["word"]):
        path = project.content / file
        text = re.sub(old, new, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
        path.write_text(text, "utf-8")
    guide = next((project.content / "guides").glob("*.md"))
    guide.write_text(guide.read_text("utf-8") + "\n<script>alert(1)</script>\n", "utf-8")

    run = project.build(sheets=False)

    assert run.code != 0
    for code, file in (("H202", "calf-strain.md"), ("H301", "red-flags.yml"), ("H602", guide.name)):
        assert re.search(rf"{re.escape(file)}:\d+ .*\[{code}\]", run.output), run.output


def test_a_lost_red_flag_fails_the_build(make_project: MakeProject, handbook: Handbook) -> None:
    """A template that drops a red flag from a page is found out after the build."""
    project = make_project()
    flag = handbook.injuries["calf-strain"].red_flags[0]
    project.change(
        "templates/macros/care_card.jinja",
        "{% for flag in card.flags %}",
        f"{{% for flag in card.flags if flag.id != '{flag}' %}}",
    )

    run = project.build(sheets=False)

    assert run.code != 0
    assert "red flags are missing from finished pages" in run.output
    assert f"calf-strain: {flag}" in run.output
    page = read_page(project.site / "injuries" / "calf-strain" / "index.html", project.site)
    assert flag not in {item.attributes["data-flag"] for item in page.root.having("data-flag")}


def test_a_page_does_not_grow_with_the_handbook(make_project: MakeProject, site: Path) -> None:
    """Thirty more records leave the pages of the injuries as they were, to the byte."""
    project = make_project()
    guide = project.content / "guides" / "footwear.md"
    plan = project.content / "plans" / "six-week-return.md"
    for number in range(15):
        shutil.copy(guide, guide.with_stem(f"more-footwear-{number}"))
        shutil.copy(plan, plan.with_stem(f"more-return-{number}"))

    run = project.build(sheets=False)

    assert run.code == 0, run.output
    assert (project.site / "guides" / "more-footwear-14" / "index.html").is_file()
    changed = [
        page.parent.name
        for page in sorted((site / "injuries").glob("*/index.html"))
        if (project.site / page.relative_to(site)).read_bytes() != page.read_bytes()
    ]
    assert changed == []
