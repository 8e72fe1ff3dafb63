"""``handbook check`` tells every problem, and only those asked for."""

from __future__ import annotations

import json
import re

from generator.codes import CODES
from generator.model.handbook import RECORD_KINDS, Handbook
from tests.cli.texts import BAD, Run, golden
from tests.conftest import CONTENT, MakeContent


def test_check_of_good_content(run: Run, handbook: Handbook) -> None:
    """The handbook passes, and the last line counts warnings and records."""
    result = run("check")
    assert result.exit_code == 0
    records = sum(len(handbook.of_kind(kind)) for kind in RECORD_KINDS)
    last = result.output.splitlines()[-1]
    assert re.fullmatch(rf"0 errors, \d+ warnings? in {records} records\.", last)


def test_check_prints_every_problem(run: Run, make_content: MakeContent) -> None:
    """Each mistake is told with file, line, field, what was found, what is right and a hint."""
    content = make_content(BAD)
    result = run("check", *(content / file for file in BAD), content=content)
    assert result.exit_code == 1
    golden("check-bad-guides", result.output)


def test_check_as_json(run: Run, make_content: MakeContent) -> None:
    """The same problems as JSON: the promised keys in the promised order, and nothing else."""
    content = make_content(BAD)
    paths = [content / file for file in BAD]
    result = run("check", "--json", *paths, content=content)
    assert result.exit_code == 1
    problems = json.loads(result.output)
    assert len(problems) >= 10
    for problem in problems:
        assert list(problem) == [
            "code", "severity", "file", "line", "column", "field", "found", "expected", "hint",
        ]  # fmt: skip
        assert problem["code"] in CODES
        assert problem["severity"] in ("error", "warning")
        assert problem["file"].removeprefix("content/") in BAD
        assert problem["line"] >= 1
        assert problem["column"] >= 1
        assert problem["found"]
        assert problem["expected"]
        assert problem["hint"]
    text = run("check", *paths, content=content).output
    assert [problem["code"] for problem in problems] == re.findall(r"\[(H\d{3})\]", text)


def test_check_of_good_content_as_json_is_a_list(run: Run) -> None:
    """Without problems in a place the list is empty and the exit code is 0."""
    result = run("check", "--json", CONTENT / "handbook.yml")
    assert result.exit_code == 0
    assert json.loads(result.output) == []


def test_check_shows_only_the_paths_asked_for(run: Run, make_content: MakeContent) -> None:
    """A file or a folder narrows what is shown and what the exit code speaks of."""
    content = make_content(BAD)
    other = run("check", content / "exercises", content / "plans", content=content)
    assert other.exit_code == 0
    assert "bad-words" not in other.output
    folder = run("check", content / "guides", content=content)
    assert folder.exit_code == 1
    assert "content/guides/bad-words.md:3 topic" in folder.output
    assert run("check", content=content).exit_code == 1


def test_check_of_a_path_tells_when_nothing_could_be_checked(
    run: Run, make_content: MakeContent
) -> None:
    """With a broken base file no record passes, whichever path was asked for."""
    content = make_content({"strings.yml": "a: [\n"})
    result = run("check", content / "guides", content=content)
    assert result.exit_code == 1
    assert "content/strings.yml:" in result.output


def test_check_with_reading_grades(run: Run, handbook: Handbook) -> None:
    """Every record has a line with its two grades, every kind its median."""
    result = run("check", "--readability")
    assert result.exit_code == 0
    for kind in RECORD_KINDS:
        for record in handbook.of_kind(kind):
            assert re.search(rf"^{kind}/{record} +-?\d+\.\d +-?\d+\.\d$", result.output, re.M)
        assert re.search(rf"^median of {kind}: -?[\d.]+$", result.output, re.M)


def test_the_day_can_be_chosen(run: Run) -> None:
    """Reviews are held against the given day; years later they are overdue."""
    result = run("--today", "2031-01-01", "check")
    assert result.exit_code == 1
    assert "[H701]" in result.output
    assert "[H702]" in result.output
