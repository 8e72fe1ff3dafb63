"""What the tests of the command line share: a way to run it."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.cli.texts import Run
from tests.conftest import CONTENT, TEMPLATES


@pytest.fixture(autouse=True)
def _collecting_again() -> Iterator[None]:
    """The command line stops collecting garbage, because it soon ends; tests go on."""
    yield
    gc.enable()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs the command line in an empty folder.

    It fails the test when the command ends by an exception that nobody caught.
    """

    def invoke(*words: str | Path, content: Path = CONTENT, templates: Path = TEMPLATES) -> Result:
        before = Path.cwd()
        os.chdir(tmp_path)
        try:
            result = CliRunner().invoke(
                main, ["--content", str(content), "--templates", str(templates), *map(str, words)],
                prog_name="handbook", terminal_width=80,
            )  # fmt: skip
        finally:
            os.chdir(before)
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke
