"""Typesets printed sheets as tagged PDF."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Callable
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
#: The version that a sheet with exercises takes most often, give or take one.
USUAL = 9
#: Fonts come from a pinned package, never from the machine.
FONTS = Path(font_source_sans_pro.__file__).parent / "files"

_PAGE = re.compile(rb"/Type\s*/Page\b")
#: What each thread keeps from one sheet to the next.
_kept = threading.local()


def render_sheet(template: Path, data: dict[str, Any], paper: str) -> bytes:
    """Return the sheet as PDF/UA-1. `paper` is ``a4`` or ``letter``, with ``-large`` for 16 pt.

    It is the fullest version that fits on two sides, or on one if one can hold everything; a large
    print is the fullest of all and may take more sides. Where even the shortest version does not
    fit, it runs on: red flags are never cut. The same values always give the same bytes. Raises
    ContentRejected where the template cannot be read.
    """
    parts = template_texts(template)
    versions = list(handout_versions(data))

    def values(version: dict[str, Any]) -> str:
        return json.dumps({**version, "paper": paper}, sort_keys=True, ensure_ascii=False)

    def pdf(place: int) -> bytes:
        return _compile(str(template), parts, values(versions[place]), tuple(data["date"]))

    def sides(place: int) -> int:
        return len(_PAGE.findall(pdf(place)))

    if paper.endswith("-large"):
        return pdf(0)
    usual = USUAL if data["exercises"] else 0
    first = _first(lambda place: sides(place) <= MOST_SIDES, len(versions), usual)
    if first < WHOLE and sides(WHOLE - 1) == 1:
        first = next(place for place in range(WHOLE) if sides(place) == 1)
    return pdf(first)


def _first(fits: Callable[[int], bool], count: int, guess: int) -> int:
    """Return the first of `count` places that fits, or the last; all after one that fits do too.

    It looks near the guess first, then ever farther away: each look typesets a sheet.
    """
    low, high, place, reach = 0, count - 1, guess, 1
    while low < high:
        place = min(max(place, low), high - 1)
        if fits(place):
            high, place = place, place - reach
        else:
            low, place = place + 1, place + reach
        reach *= 2
    return low


def template_texts(template: Path) -> tuple[str, ...]:
    """Return the texts of a template and of the parts beside it."""
    return tuple(path.read_text("utf-8") for path in sorted(template.parent.glob("*.typ")))


@lru_cache(maxsize=64)
def _compile(
    template: str, parts: tuple[str, ...], values: str, date: tuple[int, int, int]
) -> bytes:
    address = json.loads(values)["qr"]
    try:
        pdf = _compiler(template, parts).compile(
            sys_inputs={"data": values, "qr": _qr_code(address)},
            timestamp=int(datetime(*date, tzinfo=UTC).timestamp()),
            pdf_standards="ua-1",
        )
    except (typst.TypstError, OSError) as error:
        raise ContentRejected([_broken_template(template, error)]) from error
    return bytes(pdf)


def _compiler(template: str, parts: tuple[str, ...]) -> typst.Compiler:
    """Return this thread's typesetter: reading the fonts once saves a third of the time."""
    made_for, compiler = getattr(_kept, "compiler", (None, None))
    if made_for != (template, parts):
        compiler = typst.Compiler(template, font_paths=[str(FONTS)], ignore_system_fonts=True)
        _kept.compiler = ((template, parts), compiler)
    return compiler


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
