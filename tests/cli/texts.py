"""Reviewed texts of the command line, and records with common mistakes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

GOLDEN = Path(__file__).parent / "golden"

#: Runs the command line with some words, and returns how it ended.
Run = Callable[..., Result]

#: Two records with common mistakes: the first cannot be read, the second breaks the rules.
BAD = {
    "guides/bad-shape.md": """\
---
name: A guide with mistakes
sumary: One letter is missing in the name of this field.
summary: This is the field that was meant.
topic:
injuries: calf-strain
tables:
  - {title: One column, columns: [a], rows: []}
review:
  reviewed: yesterday
  due: 2027-11-22
  by: editorial
  note: first draft
---
Some words.
""",
    "guides/bad-words.md": """\
---
name: A guide with other mistakes
topic: getting-halp
summary: Ice it for 20 minutes.
injuries: [calf-strian]
review:
  reviewed: 2026-11-22
  due: 2027-11-22
  by: editorial
  note: first draft
---
See [that page](http://example.com/) <b>now</b> [@qq].
""",
}


def golden(name: str, text: str) -> None:
    """Hold a text against its golden file; with GOLDEN=write in the environment, write it."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
