"""A file is read as people typed it, whatever their editor put around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.text import LARGEST_FILE, read_text


def read(folder: Path, data: bytes, name: str = "a-file.md") -> tuple[str | None, list[str]]:
    """Write a file and read it back: its text, and the codes and lines of its problems."""
    path = folder / name
    path.write_bytes(data)
    file, problems = read_text(path, folder, name)
    return file and file.text, [f"{problem.code}:{problem.line}" for problem in problems]


@pytest.mark.parametrize(
    "data",
    [b"one\ntwo\n", b"one\r\ntwo\r\n", b"one\rtwo\r", b"\xef\xbb\xbfone\ntwo\n"],
    ids=["unix", "windows", "old mac", "byte order mark"],
)
def test_every_end_of_line_is_read_alike(data: bytes, tmp_path: Path) -> None:
    assert read(tmp_path, data) == ("one\ntwo\n", [])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("one\ntwo\nthr\u00e9e\n".encode("cp1252"), "H101:3"),
        ("one\ntwo\n".encode("utf-16"), "H101:1"),
        (b"one\n\0two\n", "H101:2"),
        (b"", "H102:1"),
        (b"\xef\xbb\xbf \n\n", "H102:1"),
        (b"x" * (LARGEST_FILE + 1), "H103:1"),
    ],
    ids=["windows-1252", "utf-16", "zero byte", "empty", "blank", "too large"],
)
def test_file_that_is_no_text_is_a_problem(data: bytes, problem: str, tmp_path: Path) -> None:
    assert read(tmp_path, data) == (None, [problem])


def test_largest_file_can_be_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"x" * LARGEST_FILE) == ("x" * LARGEST_FILE, [])


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("My Knee.md", "my-knee.md"),
        ("knee_pain.md", "knee-pain.md"),
        ("knee--pain.md", "knee-pain.md"),
        ("\u00fc.md", "a-name.md"),
        ("README.md", "readme.md"),
    ],
)
def test_file_name_is_small_letters_digits_and_hyphens(
    name: str, suggestion: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(b"text")
    file, problems = read_text(tmp_path / name, tmp_path, name)
    assert file is None
    assert [problem.code for problem in problems] == ["H105"]
    assert problems[0].hint == f"Rename the file to {suggestion}."


def test_link_may_lead_to_a_file_inside_and_to_none_outside(tmp_path: Path) -> None:
    inside, outside = tmp_path / "content", tmp_path / "outside.md"
    inside.mkdir()
    outside.write_text("secret")
    (inside / "real.md").write_text("real")
    (inside / "good.md").symlink_to("real.md")
    (inside / "bad.md").symlink_to(outside)
    (inside / "round.md").symlink_to("round.md")
    (inside / "gone.md").symlink_to("nowhere.md")
    codes = {}
    for path in sorted(inside.iterdir()):
        file, problems = read_text(path, inside, path.name)
        codes[path.stem] = file.text if file else problems[0].code
    assert codes == {
        "bad": "H104", "gone": "H117", "good": "real", "real": "real", "round": "H104",
    }  # fmt: skip


def test_folder_with_the_name_of_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "tree.yml").mkdir()
    file, problems = read_text(tmp_path / "tree.yml", tmp_path, "tree.yml")
    assert (file, [problem.code for problem in problems]) == (None, ["H117"])
