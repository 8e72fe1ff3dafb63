"""Texts hold words, links and citations, and nothing that could harm a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel

from generator.check.base import line_of, problem
from generator.model.base import Prose
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.prose import citations, links, paragraphs, plain, raw_html, sections
from generator.problems import Path, Problem, nearest

#: A number with a unit of time, length, share or pain: it needs a source.
FIGURE = re.compile(
    r"(?<![\w-])\d+(?:[.,]\d+)?\s*"
    r"(?:%|percent\b|(?:weeks?|days?|months?|years?|hours?|minutes?|cm|km|kilometers?|miles?)\b"
    r"|out of \d|in \d+\b|of \d+\b)"
)
NEGATION = re.compile(r"(?:do not|don[’']t|never|avoid)\b", re.IGNORECASE)


def no_raw_html(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No text holds HTML: no script, no event handler, no frame."""
    for kind, record_id, path, text, line in _texts(handbook):
        for piece in raw_html(text):
            shown = piece.strip().split("\n")[0][:40]
            yield problem(
                handbook, kind, record_id, path, "H602", line=line_of(line, text, shown),
                found=f"there is raw HTML in the text: {shown}", expected="Markdown",
                hint="Write the words without tags; ** for bold, * for emphasis.",
            )  # fmt: skip


def links_are_safe(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No link runs a script or leaves the web; no picture comes from elsewhere."""
    for kind, record_id, path, text, line in _texts(handbook):
        for link in links(text):
            at = line_of(line, text, link.target)
            if link.is_image:
                yield problem(
                    handbook, kind, record_id, path, "H604", line=at,
                    found=f"there is a picture in the text: {link.target}", expected="words",
                    hint="Remove it; figures are drawn from the record's figure field.",
                )  # fmt: skip
            elif re.match(r"[a-z][a-z0-9+.-]*:", link.target.strip(), re.IGNORECASE) and (
                not link.target.startswith("https://")
            ):
                yield problem(
                    handbook, kind, record_id, path, "H603", line=at,
                    found=f"the link leads to '{link.target}'",
                    expected="an https address or a record",
                    hint="Use the page's https address, or link to a record as kind/id.",
                )  # fmt: skip


def headings_are_fixed(handbook: Handbook, today: date) -> Iterator[Problem]:
    """The text of a record stands under the headings of its kind, each once."""
    for kind in RECORD_KINDS:
        wanted = list(_headings(handbook, kind).values())
        if not wanted:
            continue
        for record_id, record in handbook.of_kind(kind).items():
            yield from _heading_problems(handbook, kind, record_id, record.body, wanted)


def _headings(handbook: Handbook, kind: str) -> dict[str, str]:
    headings = handbook.strings.get("headings", {})
    found = headings.get(kind, {}) if isinstance(headings, dict) else {}
    return found if isinstance(found, dict) else {}


def _heading_problems(
    handbook: Handbook, kind: str, record_id: str, body: str, wanted: list[str]
) -> Iterator[Problem]:
    start = handbook.origin(kind, record_id).body_line
    found = sections(body)
    names = [section.heading for section in found]
    for index, section in enumerate(found):
        if section.heading not in wanted or section.heading in names[:index]:
            close = nearest(section.heading, wanted)
            yield problem(
                handbook, kind, record_id, ("body",), "H605", line=start + section.line,
                found=f"'{section.heading}' is not a heading here, or stands twice"
                if section.heading else "there is text before the first heading",
                expected=", ".join(f"'## {heading}'" for heading in wanted),
                hint=f"Did you mean '## {close}'?" if close else "Use the fixed headings.",
            )  # fmt: skip
        elif not section.text:
            yield problem(
                handbook, kind, record_id, ("body",), "H607", line=start + section.line,
                found=f"nothing stands below '{section.heading}'", expected="a text",
                hint="Write at least one paragraph there.",
            )  # fmt: skip
    for heading in wanted:
        if heading not in names:
            yield problem(
                handbook, kind, record_id, ("body",), "H606", line=start,
                found=f"the heading '{heading}' is missing", expected=f"'## {heading}'",
                hint="Add the heading and its text.",
            )  # fmt: skip


def figures_have_sources(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A claim with a figure cites a source, in the text or in the block around it."""
    for kind, record_id, leaf in handbook.texts:
        if kind not in RECORD_KINDS or not isinstance(leaf.mark, Prose) or not leaf.mark.cited:
            continue
        if FIGURE.search(leaf.text) and not any(citations(leaf.text)):
            record = handbook.of_kind(kind)[record_id]
            if not _has_sources(record, leaf.path):
                yield _unsourced(handbook, kind, record_id, leaf.path, leaf.text, None)
    for kind in RECORD_KINDS:
        for record_id, record in handbook.of_kind(kind).items():
            start = handbook.origin(kind, record_id).body_line
            for line, text in paragraphs(record.body):
                sourced = any(citations(text)) or getattr(record, "sources", ())
                if FIGURE.search(text) and not sourced:
                    yield _unsourced(handbook, kind, record_id, ("body",), text, start + line)


def _has_sources(record: BaseModel, path: Path) -> bool:
    """Say whether any block on the way to a text lists its sources."""
    here: Any = record
    for part in path[:-1]:
        if getattr(here, "sources", ()):
            return True
        here = getattr(here, part) if isinstance(here, BaseModel) else here[part]
    return bool(getattr(here, "sources", ()))


def _unsourced(
    handbook: Handbook, kind: str, record_id: str, path: Path, text: str, line: int | None
) -> Problem:
    figure = FIGURE.search(text)
    shown = figure[0] if figure else ""
    return problem(
        handbook, kind, record_id, path, "H601", line=line_of(line, text, shown),
        found=f"the figure '{' '.join(shown.split())}' has no source", expected="a citation",
        hint="Add [@key] at the end of the sentence, or sources: to the block it stands in.",
    )  # fmt: skip


def avoid_names_the_thing(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A list of things to avoid starts with the thing itself."""
    for kind, record_id, leaf in handbook.texts:
        in_list = len(leaf.path) > 1 and leaf.path[-2] == "avoid"
        if in_list and NEGATION.match(leaf.text):
            yield problem(
                handbook, kind, record_id, leaf.path, "H608",
                found="the line starts with a negation", expected="the thing itself",
                hint="The list says 'avoid' already: write 'Hills and speed work.'",
            )  # fmt: skip


def one_language(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No text is written in the letters of another script."""
    for kind, record_id, path, text, line in _texts(handbook):
        if text.isascii():
            continue
        foreign = next((letter for letter in text if _is_foreign(letter)), None)
        if foreign:
            yield problem(
                handbook, kind, record_id, path, "H609", line=line_of(line, text, foreign),
                found=f"the letter '{foreign}' is not of the handbook's script",
                expected="text in the handbook's language",
                hint="Type the word again; a look-alike letter may have been pasted.",
            )  # fmt: skip


def _is_foreign(letter: str) -> bool:
    if letter < "\u0250" or not letter.isalpha():
        return False
    return not unicodedata.name(letter, "LATIN").startswith(("LATIN", "MODIFIER"))


def words_are_there(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A text that holds only a citation or blanks says nothing."""
    for kind, record_id, leaf in handbook.texts:
        if isinstance(leaf.mark, Prose) and not plain(leaf.text):
            yield problem(
                handbook, kind, record_id, leaf.path, "H610",
                found="the text has no words", expected="a text", hint="Write what is meant.",
            )  # fmt: skip


def _texts(handbook: Handbook) -> Iterator[tuple[str, str, Path, str, int | None]]:
    for kind, record_id, leaf in handbook.texts:
        if isinstance(leaf.mark, Prose):
            yield kind, record_id, leaf.path, leaf.text, None
        elif leaf.path == ("body",):
            start = handbook.origin(kind, record_id).body_line
            for line, text in paragraphs(leaf.text):
                yield kind, record_id, ("body",), text, start + line
