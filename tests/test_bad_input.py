"""Mistakes people make, by name: each is told clearly, and nothing is written."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from generator.build import build
from generator.cli import main
from generator.problems import ContentRejected, Severity
from tests.conftest import TEMPLATES, TODAY, MakeContent

INJURY = "injuries/calf-strain.md"
EXERCISE = "exercises/calf-raise.md"
Change = Callable[[Path], None]


class Mistake(NamedTuple):
    """What is done to the content, and what the report says: code, file and part of the hint."""

    change: Change
    code: str
    file: str
    hint: str


def edit(file: str, pattern: str, by: str) -> Change:
    """Return a change that replaces the first match in a file."""

    def change(content: Path) -> None:
        text, count = re.subn(
            pattern, by, (content / file).read_text("utf-8"), count=1, flags=re.MULTILINE
        )
        assert count == 1, f"nothing in {file} matches {pattern}"
        (content / file).write_text(text, "utf-8")

    return change


def append(file: str, more: str) -> Change:
    """Return a change that adds to the end of a file."""

    def change(content: Path) -> None:
        text = (content / file).read_text("utf-8")
        (content / file).write_text(text + more, "utf-8")

    return change


def write(file: str, data: bytes) -> Change:
    """Return a change that writes a file."""
    return lambda content: (content / file).write_bytes(data) and None


def remove(file: str) -> Change:
    """Return a change that takes a file away."""
    return lambda content: (content / file).unlink()


def both(first: Change, second: Change) -> Change:
    """Return two changes as one."""

    def change(content: Path) -> None:
        first(content)
        second(content)

    return change


def link_out(content: Path) -> None:
    """Replace a record by a link to a file outside the content folder."""
    outside = content.parent / "outside.md"
    (content / INJURY).rename(outside)
    (content / INJURY).symlink_to(outside)


MILD_RESULT = """
mild-result:
  {kind: result, title: All is well, urgency: self-care, running: green, first: [Rest.],
   seen: Never., consider: [{injury: calf-strain, why: It may be.}]}
"""
SPARE_RESULT = MILD_RESULT.replace("mild-result", "spare-result")
BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]"
       for before, here in zip("abcdefgh", "bcdefghi", strict=True)]
)  # fmt: skip

MISTAKES = {
    "missing front matter": Mistake(edit(INJURY, r"\A---\n", ""), "H106", INJURY, "then the text"),
    "unclosed front matter": Mistake(
        edit(INJURY, r"^---\n+(?=## )", ""), "H107", INJURY, "on a line of its own"
    ),
    "tabs": Mistake(edit(INJURY, r"^  - ", "\t- "), "H109", INJURY, "two spaces"),
    "a colon in a value": Mistake(
        edit(INJURY, r"^name: .*$", "name: Calf: strained"), "H108", INJURY, "double quotes"
    ),
    "a duplicate key": Mistake(
        edit(INJURY, r"^(depth: .*)$", r"\1\n\1"), "H110", INJURY, "Keep one of the two"
    ),
    "a list where text belongs": Mistake(
        edit(INJURY, r"^name: .*$", "name: [Calf, strain]"), "H203", INJURY, "Write one text here"
    ),
    "an unknown area with a near miss": Mistake(
        edit(INJURY, r"^area: .*$", "area: lower-legs"), "H301", INJURY,
        "Did you mean 'lower-leg'?",
    ),
    "a red flag id that does not exist": Mistake(
        edit(INJURY, r"^red_flags:\s*\[", r"\g<0>rf-chest-pane, "), "H303", INJURY,
        "Did you mean 'rf-chest-pain'?",
    ),
    "a look-alike pointing at itself": Mistake(
        edit(INJURY, r"^(look_alikes:\n  - injury: ).*$", r"\1calf-strain"), "H401", INJURY,
        "it can be mistaken for",
    ),
    "a grade with min > max": Mistake(
        edit(INJURY, r"^(    weeks_to_running: ).*$", r"\1{min: 9, max: 2}"), "H207", INJURY,
        "Swap the two numbers",
    ),
    "a dose without repetitions or seconds": Mistake(
        edit(EXERCISE, r"^  reps: .*\n", ""), "H208", EXERCISE, "or seconds"
    ),
    "a cycle in the tree": Mistake(
        edit("tree/knee.yml", r"^  none: .*$", "  none: start"), "H503", "tree/", "so that it leads"
    ),
    "an unreachable node": Mistake(
        append("tree/start.yml", SPARE_RESULT), "H502", "tree/start.yml", "Let an answer lead here"
    ),
    "a result milder than its flag": Mistake(
        both(
            edit("tree/knee.yml", r"(\{flag: rf-chest-pain, next: )[\w-]+", r"\1mild-result"),
            append("tree/start.yml", MILD_RESULT),
        ),
        "H507", "tree/knee.yml", "at least 'emergency'",
    ),
    "a citation without a source": Mistake(
        append(INJURY, "\nIt heals [@nobody-2030].\n"), "H304", INJURY, "Add the source"
    ),
    "raw <script>": Mistake(
        append(INJURY, "\n<script>alert(1)</script>\n"), "H602", INJURY, "without tags"
    ),
    "a javascript: link": Mistake(
        append(INJURY, "\n[More](javascript:alert(1))\n"), "H603", INJURY, "https address"
    ),
    "a Windows-1252 file": Mistake(
        write(INJURY, "---\nname: Calf strain – Zerrung\n".encode("cp1252")), "H101", INJURY,
        "encoding UTF-8",
    ),
    "an empty file": Mistake(write(INJURY, b""), "H102", INJURY, "Delete the file"),
    "a 5 MB file": Mistake(write(INJURY, b"run \n" * 1024 * 1024), "H103", INJURY, "Split it"),
    "a symlink out of content": Mistake(link_out, "H104", INJURY, "real file here"),
    "a record named with spaces": Mistake(
        write("injuries/My Sore Calf.md", b"---\nname: Calf\n---\n"), "H105",
        "injuries/My Sore Calf.md", "Rename the file to my-sore-calf.md",
    ),
    "a link that leads to itself": Mistake(
        lambda content: (content / "guides/loop.md").symlink_to("loop.md"), "H104",
        "guides/loop.md", "real file here",
    ),
    "brackets without end": Mistake(
        edit(INJURY, r"^name: .*$", "name: " + "[" * 50_000), "H108", INJURY, "Remove brackets"
    ),
    "a text that grows like a bomb": Mistake(
        write("glossary.yml", BOMB.encode()), "H111", "glossary.yml", "Write the value again"
    ),
    "a word that says it is a number": Mistake(
        edit(EXERCISE, r"^  sets: .*$", "  sets: !!int three"), "H203", EXERCISE, "a whole number"
    ),
    "a red flag of unknown urgency": Mistake(
        edit("red-flags.yml", r"^  urgency: same-day$", "  urgency: same-days"), "H301",
        "red-flags.yml", "Did you mean 'same-day'?",
    ),
    "a vocabulary that is gone": Mistake(
        remove("vocabulary/urgency.yml"), "H115", "vocabulary/urgency.yml", "Bring it back"
    ),
    "a wrapped citation without a source": Mistake(
        append(INJURY, "\nIt heals [@nobody-2030;\n@nobody-2031].\n"), "H304", INJURY, "Add the"
    ),
    "a picture from elsewhere inside a list": Mistake(
        append(INJURY, "\n- Look:\n\n    ![calf](https://example.org/calf.png)\n"), "H604", INJURY,
        "Remove it",
    ),
}  # fmt: skip

NAMED = pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())


def run(content: Path, *arguments: str) -> Result:
    """Run `handbook` on a content folder."""
    try:
        options = ["--content", str(content), "--templates", str(TEMPLATES), "--today", str(TODAY)]
        return CliRunner().invoke(main, [*options, *arguments])
    finally:
        gc.enable()  # the command turns it off for its short life


def files_in(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return every path below a folder with its size and the time it was written."""
    return {
        path: (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.rglob("*")
    }  # fmt: skip


@pytest.mark.parametrize(
    "mistake",
    [
        "missing front matter", "a colon in a value", "a list where text belongs",
        "an unknown area with a near miss", "an unreachable node", "a javascript: link",
    ],
)  # fmt: skip
def test_build_refuses_it(mistake: str, make_content: MakeContent) -> None:
    """A build hands over nothing, whichever step of the check finds the mistake.

    What it raises says where the mistake is and how to mend it.
    """
    content = make_content({})
    change, code, file, hint = MISTAKES[mistake]
    change(content)
    with pytest.raises(ContentRejected) as rejected:
        build(content, TEMPLATES, TODAY)
    found = [
        problem for problem in rejected.value.problems
        if problem.code == code and problem.severity is Severity.ERROR
        and problem.file.startswith(f"content/{file}") and hint in problem.hint
    ]  # fmt: skip
    assert found, [str(problem) for problem in rejected.value.problems]


@NAMED
def test_check_tells_it(mistake: Mistake, make_content: MakeContent, tmp_path: Path) -> None:
    """`handbook check` exits 1 with a line for the mistake, no traceback, and writes nothing."""
    content = make_content({})
    mistake.change(content)
    before = files_in(tmp_path)
    result = run(content, "check")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    line = rf"^content/{re.escape(mistake.file)}\S*:\d+ .*; .+ \[{mistake.code}\]\n    .*"
    assert re.search(line + re.escape(mistake.hint), result.output,
                     re.MULTILINE), result.output  # fmt: skip
    assert re.search(r"^[1-9]\d* errors?, \d+ warnings?\. Nothing was published\.$", result.output,
                     re.MULTILINE)  # fmt: skip
    assert files_in(tmp_path) == before


def test_build_command_leaves_the_last_export_in_place(
    make_content: MakeContent, tmp_path: Path
) -> None:
    """A mistake stops `handbook build` before it touches what it wrote the last time."""
    content = make_content({})
    MISTAKES["a colon in a value"].change(content)
    target = tmp_path / "export"
    target.mkdir()
    (target / ".handbook").touch()
    (target / "index.md").write_text("the last good one", "utf-8")
    before = files_in(tmp_path)
    result = run(content, "build", "--to", str(target))
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert files_in(tmp_path) == before


def test_all_mistakes_are_told_in_one_run(make_content: MakeContent) -> None:
    """Several mistakes in several files are all reported at once, by file and line."""
    content = make_content({})
    several = [
        "a dose without repetitions or seconds", "a list where text belongs", "an unreachable node",
        "a red flag of unknown urgency", "a record named with spaces",
        "a link that leads to itself",
    ]  # fmt: skip
    for name in several:
        MISTAKES[name].change(content)
    append("plans/achilles-return.md", "\n<b>Bold</b> [@nobody-2030]\n")(content)
    output = run(content, "check").output
    for name in several:
        mistake = MISTAKES[name]
        assert re.search(rf"^content/{re.escape(mistake.file)}:\d+ .*\[{mistake.code}\]$", output,
                         re.MULTILINE), (name, output)  # fmt: skip
    plan = re.findall(r"^content/plans/achilles-return\.md:(\d+) .*\[(H\d+)\]$", output, re.M)
    assert [code for _, code in plan if code in ("H304", "H602")] == ["H304", "H602", "H602"]
    places = re.findall(r"^(content/.+?):(\d+) ", output, re.MULTILINE)
    assert places == sorted(places, key=lambda place: (place[0], int(place[1])))


def test_check_of_one_file_shows_only_its_mistakes(make_content: MakeContent) -> None:
    """With a path, `handbook check` shows what is wrong there, and answers for that alone."""
    content = make_content({})
    MISTAKES["a list where text belongs"].change(content)
    MISTAKES["a dose without repetitions or seconds"].change(content)
    shown = run(content, "check", str(content / INJURY))
    assert shown.exit_code == 1
    assert INJURY in shown.output
    assert EXERCISE not in shown.output
    assert run(content, "check", str(content / "guides")).exit_code == 0
