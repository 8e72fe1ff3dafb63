"""Reads a file as text, or says why it cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem

#: A record is a few pages of text; anything larger was put here by mistake.
LARGEST_FILE = 512 * 1024
FILE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class TextFile:
    """A file that was read: its name as people see it, and its text."""

    name: str
    stem: str
    text: str


def read_text(path: Path, root: Path, name: str) -> tuple[TextFile | None, list[Problem]]:
    """Read `path`, a file somewhere below `root`; `name` is how problems call it.

    Returns the text, or None and the problem that stopped it from being read.
    """
    if problem := _refuse(path, root, name):
        return None, [problem]
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return None, [_not_utf8(name, line)]
    except OSError as error:
        return None, [
            _problem(
                "H117", name, f"the file cannot be opened ({error.strerror})",
                "a file that can be read", "Check that the file exists and that you may read it.",
            )
        ]  # fmt: skip
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        return None, [_not_utf8(name, text[: text.index("\0")].count("\n") + 1)]
    if not text.strip():
        return None, [
            _problem(
                "H102", name, "the file is empty", "a record",
                "Delete the file, or start it with `handbook new`.",
            )
        ]  # fmt: skip
    return TextFile(name, path.stem, text), []


def _refuse(path: Path, root: Path, name: str) -> Problem | None:
    try:
        inside = path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself
        inside = False
    if not inside:
        return _problem(
            "H104", name, "the file is a link that leads out of the content folder",
            "a file inside it", "Copy the text into a real file here.",
        )  # fmt: skip
    if not FILE_NAME.fullmatch(path.stem):
        suggestion = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "a-name"
        return _problem(
            "H105", name, f"'{path.stem}' is not a usable file name",
            "small letters, digits and single hyphens",
            f"Rename the file to {suggestion}{path.suffix}.",
        )  # fmt: skip
    if path.is_file() and path.stat().st_size > LARGEST_FILE:
        size = path.stat().st_size // 1024
        return _problem(
            "H103", name, f"the file has {size} KB", f"at most {LARGEST_FILE // 1024} KB",
            "Split it, or check that this is the right file.",
        )  # fmt: skip
    return None


def _not_utf8(name: str, line: int) -> Problem:
    return _problem(
        "H101", name, "the text is not UTF-8", "text saved as UTF-8",
        "Save the file again with the encoding UTF-8 (not Windows-1252 or Latin-1).", line,
    )  # fmt: skip


def _problem(code: str, name: str, found: str, expected: str, hint: str, line: int = 1) -> Problem:
    return Problem(code, name, line, 1, "", found, expected, hint)
