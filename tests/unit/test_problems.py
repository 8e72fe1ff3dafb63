"""Problems print where and what, sort by place, and name what was meant."""

from __future__ import annotations

import pytest

from generator.problems import (
    ContentRejected,
    Origin,
    Position,
    Problem,
    Severity,
    dotted,
    has_errors,
    nearest,
    problem_at,
    sort_problems,
)


def make(
    file: str = "content/a.md", line: int = 1, code: str = "H201", column: int = 1,
    field: str = "name", found: str = "nothing", severity: Severity = Severity.ERROR,
) -> Problem:  # fmt: skip
    return Problem(code, file, line, column, field, found, "text", "Write it.", severity)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("name",), "name"),
        (("phases", 0, "goal"), "phases[0].goal"),
        (("rows", 1, 2), "rows[1][2]"),
        ((3, "name"), "[3].name"),
        (("rf-fire", "sign"), "rf-fire.sign"),
    ],
)
def test_path_is_written_as_people_read_it(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text


@pytest.mark.parametrize(
    ("word", "close"),
    [
        ("lower-legs", "lower-leg"),
        ("knie", "knee"),
        ("tuesday", None),
        ("", None),
        ("knee", "knee"),
    ],
)
def test_nearest_word_is_found_or_none_is(word: str, close: str | None) -> None:
    assert nearest(word, ["knee", "lower-leg", "low-back"]) == close


def test_nearest_word_does_not_hang_on_the_order_of_the_known() -> None:
    """Sets have no order; the hint is the same on every machine all the same."""
    assert nearest("caf", ["cat", "car", "cab"]) == nearest("caf", ["cab", "cat", "car"])


def test_problem_prints_place_field_words_code_and_hint() -> None:
    assert str(make(line=7)) == "content/a.md:7 name: nothing; text [H201]\n    Write it."


def test_warning_says_so_and_a_problem_with_a_file_has_no_field() -> None:
    warning = make(line=7, field="", severity=Severity.WARNING)
    assert str(warning) == "content/a.md:7 warning: nothing; text [H201]\n    Write it."


def test_plain_values_stand_in_the_promised_order() -> None:
    assert list(make().as_dict().items()) == [
        ("code", "H201"), ("severity", "error"), ("file", "content/a.md"), ("line", 1),
        ("column", 1), ("field", "name"), ("found", "nothing"), ("expected", "text"),
        ("hint", "Write it."),
    ]  # fmt: skip


def test_problems_are_sorted_by_place_and_stand_once() -> None:
    """File first, then line as a number, column, code; the same problem twice is one."""
    ordered = [
        make("content/a.md", 2),
        make("content/a.md", 2, code="H202"),
        make("content/a.md", 2, column=5),
        make("content/a.md", 10),
        make("content/b.md", 1),
    ]
    assert sort_problems([*reversed(ordered), *ordered]) == tuple(ordered)


def test_rejection_counts_errors_and_carries_every_problem_in_order() -> None:
    warning = make(line=1, severity=Severity.WARNING)
    one = ContentRejected([make(line=3), warning])
    assert str(one) == "1 error in the content"
    assert one.problems == (warning, make(line=3))
    assert str(ContentRejected([make(line=3), make(line=4)])) == "2 errors in the content"


def test_warnings_alone_stop_nothing() -> None:
    assert not has_errors([make(severity=Severity.WARNING)])
    assert has_errors([make(severity=Severity.WARNING), make()])


ORIGIN = Origin(
    "content/red-flags.yml",
    {("rf",): Position(4, 1), ("rf", "areas"): Position(6, 3), ("rf", "areas", 0): Position(6, 11)},
    prefix=("rf",),
)


@pytest.mark.parametrize(
    ("path", "position"),
    [
        (("areas", 0), (6, 11)),
        (("areas", 5), (6, 3)),
        (("sign",), (4, 1)),
        ((), (4, 1)),
    ],
)
def test_position_is_that_of_the_value_or_of_what_is_around_it(
    path: tuple[str | int, ...], position: tuple[int, int]
) -> None:
    assert ORIGIN.position(path) == position


def test_position_of_a_record_that_could_not_be_read_is_the_start_of_its_file() -> None:
    assert Origin("content/a.md", {}).position(("name",)) == (1, 1)


def test_problem_at_a_value_names_the_whole_way_and_a_line_of_its_own_goes_before() -> None:
    words = {"found": "a", "expected": "b", "hint": "c"}
    problem = problem_at(ORIGIN, ("areas", 0), "H301", **words)
    assert (problem.line, problem.column, problem.field) == (6, 11, "rf.areas[0]")
    problem = problem_at(ORIGIN, ("areas", 0), "H301", line=9, **words)
    assert (problem.line, problem.column) == (9, 1)
