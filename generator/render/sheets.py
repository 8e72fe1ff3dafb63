"""Typesets printed sheets as tagged PDF."""

from __future__ import annotations

import io
import json
import re
from bisect import bisect_left
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import segno
import typst

from generator.derive.handout import WHOLE, handout_versions
from generator.problems import ContentRejected, Problem

#: A sheet in normal print is one leaf of paper.
MOST_SIDES = 2
#: Fonts come from a pinned package, never from the machine.
FONTS = Path(font_source_sans_pro.__file__).parent / "files"


def render_sheet(template: Path, data: dict[str, Any], paper: str) -> bytes:
    """Return the sheet as PDF/UA-1. `paper` is ``a4`` or ``letter``, with ``-large`` for 16 pt.

    It is the fullest version that fits on two sides, or on one if one can hold everything; a large
    print is the fullest of all and may take more sides. Where even the shortest version does not
    fit, it runs on: red flags are never cut. The same values always give the same bytes. Raises
    ContentRejected where the template cannot be read.
    """
    parts = template.parent.glob("*.typ")
    changed = max((part.stat().st_mtime_ns for part in parts), default=0)
    versions = list(handout_versions(data))

    def pdf(version: dict[str, Any]) -> bytes:
        values = json.dumps({**version, "paper": paper}, sort_keys=True, ensure_ascii=False)
        return _compile(str(template), changed, values, tuple(data["date"]))

    def sides(version: dict[str, Any]) -> int:
        return _sides(pdf(version))

    if paper.endswith("-large"):
        return pdf(versions[0])
    if sides(versions[WHOLE - 1]) == 1:
        return pdf(next(version for version in versions if sides(version) == 1))
    # Each version takes less paper than the one before, so a few trials find the first that fits.
    first = bisect_left(versions, True, key=lambda version: sides(version) <= MOST_SIDES)
    return pdf(versions[min(first, len(versions) - 1)])


def _sides(pdf: bytes) -> int:
    """Return the number of pages of a PDF that Typst wrote."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@lru_cache(maxsize=8_000)
def _compile(template: str, changed: int, values: str, date: tuple[int, int, int]) -> bytes:
    """Compile once for each set of values: a preview typesets only what was edited."""
    address = json.loads(values)["qr"]
    try:
        pdf = typst.compile(
            template,
            sys_inputs={"data": values, "qr": _qr_code(address)},
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=int(datetime(*date, tzinfo=UTC).timestamp()),
        )
    except (typst.TypstError, OSError) as error:
        raise ContentRejected([_broken_template(template, error)]) from error
    return bytes(pdf)


def _broken_template(template: str, error: Exception) -> Problem:
    place = re.search(r"─ (\S+?):(\d+):(\d+)", getattr(error, "diagnostic", ""))
    file, line, column = place.groups() if place else (template, "1", "1")
    return Problem(
        "H119", f"templates/handout/{Path(file).name}", int(line), int(column), "",
        f"the template cannot be read ({error})", "a valid Typst template",
        "Mend the template at that line.",
    )  # fmt: skip


def _qr_code(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True
    )
    return out.getvalue().decode()
