"""YAML is read as plain values with their places, and nothing in it breaks the reader."""

from __future__ import annotations

from typing import Any

import pytest

from generator.load.yaml import DEEPEST, parse_yaml


def read(text: str, first_line: int = 1) -> tuple[Any, list[tuple[str, int]]]:
    """Return the value, and the code and line of each problem."""
    parsed = parse_yaml(text, "content/a.md", first_line)
    return parsed.value, [(problem.code, problem.line) for problem in parsed.problems]


RECORD = """\
name: Calf
aliases:
  - {name: leg, kind: lay}
  - name: shank
    kind: medical
sites: [calf,
  shin]
"""


@pytest.mark.parametrize(
    ("path", "position"),
    [
        ((), (1, 1)),
        (("name",), (1, 1)),
        (("aliases",), (2, 1)),
        (("aliases", 0), (3, 5)),
        (("aliases", 0, "kind"), (3, 17)),
        (("aliases", 1), (4, 5)),
        (("aliases", 1, "kind"), (5, 5)),
        (("sites", 0), (6, 9)),
        (("sites", 1), (7, 3)),
    ],
)
def test_every_value_has_its_line_and_column(
    path: tuple[str | int, ...], position: tuple[int, int]
) -> None:
    assert parse_yaml(RECORD, "content/a.md").positions[path] == position


def test_lines_are_counted_from_where_the_text_starts_in_its_file() -> None:
    assert parse_yaml(RECORD, "content/a.md", 10).positions["sites", 1] == (16, 3)
    assert read("a: 1\na: 2", 10)[1] == [("H110", 11)]
    assert read("a: b: c", 10)[1] == [("H108", 10)]
    assert read("a:\n\tb: c", 10)[1] == [("H109", 11)]


@pytest.mark.parametrize(
    "word",
    ["yes", "no", "on", "off", "Yes", "NO", "y", "n", "True", "FALSE", "Null", "NULL", "2026-11-22",
     "2026-11-22 10:00:00", "12:30", "1:30:00", "0x1F", "0o17", "017", "1_000", "1e3", "1.5e3",
     ".5", "5.", ".inf", ".nan", "=", "3-4", "1,5", "50%", "v1.0"],
)  # fmt: skip
def test_word_stays_text(word: str) -> None:
    """What YAML would turn into truth, dates, octal or sixty-based numbers is what was typed."""
    assert read(f"a: {word}") == ({"a": word}, [])


@pytest.mark.parametrize(
    ("typed", "value"),
    [("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("0", 0),
     ("12", 12), ("-3", -3), ("+3", 3), ("0.5", 0.5), ("-1.25", -1.25), ("2026", 2026),
     ('"12"', "12"), ("'true'", "true")],
)  # fmt: skip
def test_number_truth_and_nothing_are_read_as_such(typed: str, value: object) -> None:
    found, problems = read(f"a: {typed}")
    assert problems == []
    assert found == {"a": value}
    assert type(found["a"]) is type(value)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_nothing_is_nothing(text: str) -> None:
    assert read(text) == (None, [])


def test_every_duplicate_field_is_told_with_the_line_of_the_first() -> None:
    text = "a: 1\nb:\n  c: 2\n  c: 3\na: 4\na: 5\n"
    parsed = parse_yaml(text, "content/a.md")
    assert parsed.value == {"a": 1, "b": {"c": 2}}
    assert [(p.code, p.line, p.found) for p in parsed.problems] == [
        ("H110", 4, "'c' is written twice (first on line 3)"),
        ("H110", 5, "'a' is written twice (first on line 1)"),
        ("H110", 6, "'a' is written twice (first on line 1)"),
    ]


def test_same_field_in_two_blocks_is_no_duplicate() -> None:
    assert read("a: {n: 1}\nb: {n: 1}\nc: [{n: 1}, {n: 2}]")[1] == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: &x [1]\nb: *x\n", [2]),
        ("a: &x 1\nb:\n  - 2\n  - *x\n", [2]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", [3]),
        ("a: &x [*x]\n", [1]),
    ],
    ids=["field", "item", "merge", "itself"],
)
def test_shared_value_is_told_where_it_is_used(text: str, lines: list[int]) -> None:
    """The line is that of the field that uses it, not that of the anchor."""
    assert read(text)[1] == [("H111", line) for line in lines]


def test_anchor_that_nothing_refers_to_does_no_harm() -> None:
    assert read("a: &x 1\nb: 2") == ({"a": 1, "b": 2}, [])


def test_billion_laughs_stay_small() -> None:
    """Nine levels of nine references each would be 400 million words if they were followed."""
    lines = ["a: &a [" + ", ".join(["ha"] * 9) + "]"]
    for before, here in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{here}: &{here} [" + ", ".join([f"*{before}"] * 9) + "]")
    value, problems = read("\n".join(lines))
    assert len(str(value)) < 2000
    assert set(problems) == {("H111", line) for line in range(2, 10)}
    assert len(problems) == 8 * 9


NESTS = {
    "brackets": lambda depth: "[" * depth + "]" * depth,
    "braces": lambda depth: "{a: " * depth + "1" + "}" * depth,
    "hyphens": lambda depth: "- " * depth + "1",
    "questions": lambda depth: "? " * depth + "1",
    "open brackets": lambda depth: "[" * depth,
}


@pytest.mark.parametrize("depth", [DEEPEST + 10, 300, 2_000, 60_000])
@pytest.mark.parametrize("nest", NESTS)
def test_deep_nesting_is_a_problem_and_not_the_end(nest: str, depth: int) -> None:
    """Neither Python nor the parser below it runs out of room."""
    parsed = parse_yaml(NESTS[nest](depth), "content/a.md")
    assert {problem.code for problem in parsed.problems} == {"H108"}


def test_deep_indentation_is_a_problem_and_not_the_end() -> None:
    text = "\n".join("  " * depth + "a:" for depth in range(400))
    assert read(text)[1] == [("H108", DEEPEST + 2)]


def test_text_with_many_brackets_side_by_side_is_fine() -> None:
    value, problems = read("\n".join(f"a{n}: [{{b: [c]}}, {{d: [e]}}]" for n in range(1_000)))
    assert problems == []
    assert len(value) == 1_000


@pytest.mark.parametrize(
    "typed", ["!!int three", "!!float three", "!!int " + "9" * 5_000, "9" * 5_000, "!!int 0x1F"]
)
def test_number_that_python_cannot_read_is_text(typed: str) -> None:
    value, problems = read(f"a: {typed}")
    assert problems == []
    assert value == {"a": typed.removeprefix("!!int ").removeprefix("!!float ")}


@pytest.mark.parametrize("name", ["[a, b]", "{a: b}", "true", "~"])
def test_field_without_a_plain_name_is_told(name: str) -> None:
    value, problems = read(f"a: 1\n? {name}\n: 2\nb: 3")
    assert problems == [("H108", 2)]
    assert value == {"a": 1, "b": 3}


def test_number_as_a_name_is_a_name() -> None:
    assert read("1: a\n2.5: b") == ({"1": "a", "2.5": "b"}, [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: c: d\n", 2),
        ("a: 1\nb: 'open\nc: 3\nd: 4\n", 2),
        ("a: 1\nb: [1, 2\nc: 3\nd: 4\n", 2),
        ("a: 1\nword\nc: 3\n", 2),
        ("a: 1\n  b: 2\nc: 3\n", 2),
        ("a: 1\nb: *c\n", 2),
        ("a: 1\nb: @c\n", 2),
        ("a: 1\nb: %c\n", 2),
        ("a: 1\nb: \x07\n", 2),
        ("a: 1\n- b\n", 2),
        ("a: 1\n--- \nb: 2\n", 2),
    ],
)
def test_syntax_mistake_is_told_on_the_line_to_mend(text: str, line: int) -> None:
    assert read(text) == (None, [("H108", line)])


def test_every_syntax_hint_is_plain() -> None:
    """No message of the parser's own reaches a contributor for the common mistakes."""
    for text in (
        "a: b: c",
        "a: 'b",
        "a: [b",
        "a\nb: c",
        "a: 1\n  b: 2",
        "a: *b",
        "a: @b",
        "a: *b*",
    ):
        problem = parse_yaml(text, "content/a.md").problems[0]
        assert "not valid YAML" not in problem.found, text


@pytest.mark.parametrize("text", ["a:\n\tb: 1", "a:\n  \tb: 1", "a: >\n\ttext", "\ta: 1"])
def test_tab_in_an_indent_is_told(text: str) -> None:
    assert read(text)[1] == [("H109", text[: text.index("\t")].count("\n") + 1)]


def test_tab_inside_a_value_does_no_harm() -> None:
    assert read('a: "b\tc"') == ({"a": "b\tc"}, [])
