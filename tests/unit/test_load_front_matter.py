"""A record is parted at its two lines of hyphens."""

from __future__ import annotations

import pytest

from generator.load.front_matter import Parts, split_front_matter
from generator.load.text import TextFile


def split(text: str) -> tuple[Parts | None, list[tuple[str, int]]]:
    parts, problems = split_front_matter(TextFile("content/a.md", "a", text))
    return parts, [(problem.code, problem.line) for problem in problems]


def test_parts_know_the_lines_they_start_on() -> None:
    parts, problems = split("---\nname: A\narea: b\n---\n\nText.\n")
    assert problems == []
    assert parts == Parts("name: A\narea: b", 2, "\nText.\n", 5)


def test_blanks_after_the_hyphens_do_no_harm() -> None:
    parts, problems = split("---  \nname: A\n--- \nText.\n")
    assert problems == []
    assert parts == Parts("name: A", 2, "Text.\n", 4)


def test_hyphens_below_the_front_matter_are_text() -> None:
    """A rule between paragraphs, or hyphens inside a value, part nothing."""
    parts, problems = split("---\nname: a --- b\n---\nOne.\n\n---\n\nTwo.\n")
    assert problems == []
    assert parts is not None
    assert parts.front_matter == "name: a --- b"
    assert parts.body == "One.\n\n---\n\nTwo.\n"


@pytest.mark.parametrize("text", ["name: A\n", "\n---\nname: A\n---\nText.\n", "----\na: b\n---\n"])
def test_first_line_must_be_three_hyphens(text: str) -> None:
    assert split(text) == (None, [("H106", 1)])


def test_front_matter_that_is_never_closed_is_told_at_the_end() -> None:
    assert split("---\nname: A\n\nText.") == (None, [("H107", 4)])


@pytest.mark.parametrize("body", ["", "\n", "\n  \n"])
def test_record_without_text_is_told_and_can_still_be_read(body: str) -> None:
    """The fields are read, so that their mistakes are reported in the same run."""
    parts, problems = split(f"---\nname: A\n---{body}")
    assert problems == [("H113", 3)]
    assert parts is not None
    assert parts.front_matter == "name: A"
