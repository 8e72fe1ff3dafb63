"""``handbook handout`` writes one sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from generator.build import sheet
from generator.model.handbook import Handbook
from tests.cli.texts import Run
from tests.conftest import TEMPLATES


@pytest.mark.parametrize(
    ("words", "file", "paper"),
    [
        ("", "calf-strain.a4.pdf", "a4"),
        ("--paper letter", "calf-strain.letter.pdf", "letter"),
        ("--large", "calf-strain.a4.large.pdf", "a4-large"),
        ("--paper letter --large --to mine.pdf", "mine.pdf", "letter-large"),
    ],
)
def test_handout(
    words: str, file: str, paper: str, run: Run, tmp_path: Path, handbook: Handbook
) -> None:  # fmt: skip
    """One sheet is written, on the paper and in the size asked for, as it is published."""
    result = run("handout", "calf-strain", *words.split())
    assert result.exit_code == 0
    assert result.output == f"Wrote {file}.\n"
    assert [path.name for path in tmp_path.iterdir()] == [file]
    path = tmp_path / file
    assert path.read_bytes() == sheet(handbook, TEMPLATES, "calf-strain", paper)
    width = float(PdfReader(path).pages[0].mediabox.width)
    assert round(width) == (612 if paper.startswith("letter") else 595)
