"""The command line keeps to its interface, and answers wrong use in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import __version__
from generator.cli import main
from tests.cli.texts import Run, golden
from tests.conftest import CONTENT

COMMANDS = sorted(main.commands)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str, run: Run) -> None:
    """The help of each command is the reviewed text."""
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    golden(f"help {command}".strip().replace(" ", "-"), result.output)


def test_the_commands_are_those_of_the_interface() -> None:
    """No promised command is missing, and none was added without a word."""
    assert COMMANDS == ["build", "check", "handout", "new", "paths", "schema", "vignettes"]


def test_version(run: Run) -> None:
    """The version is told on one line."""
    result = run("--version")
    assert result.exit_code == 0
    assert result.output == f"handbook, version {__version__}\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("", 2, "Usage: handbook"),
        ("chek", 2, "No such command 'chek'"),
        ("check no/such/file.md", 2, "'no/such/file.md' does not exist"),
        ("check --xml", 2, "No such option"),
        ("--today 2026-02-30 check", 2, "'2026-02-30' is not a day; write it as 2026-11-22"),
        ("--content nowhere check", 2, "Directory 'nowhere' does not exist"),
        ("--templates nowhere build --to out", 2, "Directory 'nowhere' does not exist"),
        ("build", 2, "Missing option '--to'"),
        ("new", 2, "Missing argument"),
        ("new injuries", 2, "Missing argument 'ID'"),
        ("new injury x", 2, "'injury' is not one of 'injuries', 'exercises', 'plans', 'guides'"),
        ("new injuries calf-strain", 1, "calf-strain.md exists already; choose another id."),
        ("new injuries Bad", 1, "'Bad' is not an id; use small letters, digits and single hyphens"),
        ("new injuries ../escaped", 1, "'../escaped' is not an id"),
        ("schema injurys", 1, "There is no kind 'injurys'. Did you mean 'injuries'?"),
        ("schema zzz", 1, "There is no kind 'zzz'.\n"),
        ("handout", 2, "Missing argument 'ID'"),
        ("handout calf-strian", 1, "There is no injury 'calf-strian'. Did you mean 'calf-strain'?"),
        ("handout calf-strain --paper a5", 2, "'a5' is not one of 'a4', 'letter'"),
        ("handout calf-strain --to no/such/a.pdf", 1, "no/such/a.pdf cannot be written (No such"),
    ],
)  # fmt: skip
def test_wrong_use_is_answered_in_words(words: str, code: int, said: str, run: Run) -> None:
    """A wrong word ends with a sentence about it, and with the exit code of its sort."""
    result = run(*words.split())
    assert result.exit_code == code
    assert said in result.output
    assert not any(Path(CONTENT).parent.glob("escaped*"))


@pytest.mark.parametrize(
    "words", ["check", "build --to out", "paths", "vignettes", "handout calf-strain"]
)
def test_an_empty_folder_is_no_handbook(words: str, run: Run, tmp_path: Path) -> None:
    """A folder without records gets the list of what is missing, not an error of the program."""
    (tmp_path / "empty").mkdir()
    result = run(*words.split(), content=tmp_path / "empty")
    assert result.exit_code == 1
    assert re.search(r"^empty/strings\.yml:1 .+ is missing; .+ \[H115\]$", result.output, re.M)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", ["build --to out", "handout calf-strain --to out"])
def test_a_folder_without_templates_is_told(words: str, run: Run, tmp_path: Path) -> None:
    """Templates that are not there are a problem like any other."""
    (tmp_path / "none").mkdir()
    result = run(*words.split(), templates=tmp_path / "none")
    assert result.exit_code == 1
    assert "[H119]" in result.output
    assert not (tmp_path / "out").exists()
