"""Parts a record into its front matter and its body."""

from __future__ import annotations

from dataclasses import dataclass

from generator.load.text import TextFile
from generator.problems import Problem

FENCE = "---"


@dataclass(frozen=True)
class Parts:
    """The two parts of a record, and the lines of the file on which they start."""

    front_matter: str
    front_matter_line: int
    body: str
    body_line: int


def split_front_matter(file: TextFile) -> tuple[Parts | None, list[Problem]]:
    """Part a record at its two ``---`` lines; the first line of the file is the first fence."""
    lines = file.text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, [
            Problem(
                "H106", file.name, 1, 1, "", "the record does not start with front matter",
                "a first line of three hyphens (---)",
                "Start the file with ---, then the fields, then --- again, then the text.",
            )
        ]  # fmt: skip
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            body = "\n".join(lines[number + 1 :])
            parts = Parts("\n".join(lines[1:number]), 2, body, number + 2)
            return parts, _empty_body(file, body, number + 1)
    return None, [
        Problem(
            "H107", file.name, len(lines), 1, "", "the front matter is never closed",
            "a line of three hyphens (---) after the last field",
            "Add --- on a line of its own between the fields and the text.",
        )
    ]  # fmt: skip


def _empty_body(file: TextFile, body: str, line: int) -> list[Problem]:
    if body.strip():
        return []
    return [
        Problem(
            "H113", file.name, line, 1, "", "there is no text below the front matter",
            "the text under its headings", "Write the text below the second --- line.",
        )
    ]  # fmt: skip
