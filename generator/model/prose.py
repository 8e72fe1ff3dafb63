"""Reads the small Markdown that records use: citations, links and plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: ``[@key]`` or ``[@key; @other-key]``.
CITATION = re.compile(r"\s?\[(@[^\]]*)\]")
SOURCE_KEY = re.compile(r"@?([a-z0-9]+(?:-[a-z0-9]+)*)")
#: A link to a record is written as its kind and id: ``exercises/plank``.
RECORD_LINK = re.compile(r"([a-z-]+)/([a-z0-9-]+)")
HEADING = re.compile(r"##\s+(.+?)\s*#*\s*$")

# The reader accepts what a page would refuse, so that the checks can point at it. Links stand
# where they are used: a target defined elsewhere in the text is no link, here and on the page.
_reader = MarkdownIt("commonmark", {"html": True}).disable("reference")
_reader.validateLink = lambda url: True  # type: ignore[method-assign]


@dataclass(frozen=True)
class Link:
    """A link or a picture in a text."""

    target: str
    is_image: bool = False


@dataclass(frozen=True)
class Section:
    """The part of a body below one heading; `line` counts from the body's first line, from 0."""

    heading: str
    text: str
    line: int


def citations(text: str) -> Iterator[str]:
    """Yield each source key that a text cites, as it is written."""
    for match in CITATION.finditer(text) if "[@" in text else ():
        for part in match[1].split(";"):
            yield part.strip().removeprefix("@").strip()


def without_citations(text: str) -> str:
    """Return the text without its citations."""
    return CITATION.sub("", text) if "[@" in text else text


@lru_cache(maxsize=500_000)
def plain(text: str) -> str:
    """Return the words of a text: no citations, no marks of emphasis, links as their words."""
    words = without_citations(text)
    if any(mark in words for mark in "*_`[\\&"):
        words = "".join(_words(_reader.parseInline(words)[0].children or []))
    return " ".join(words.split())


def links(text: str) -> tuple[Link, ...]:
    """Return the links and pictures of a text, block or inline."""
    return _links(text) if "](" in text or "<" in text else ()


@lru_cache(maxsize=50_000)
def _links(text: str) -> tuple[Link, ...]:
    found = []
    for token in _flat(_reader.parse(without_citations(text))):
        if token.type == "link_open":
            found.append(Link(str(token.attrGet("href"))))
        elif token.type == "image":
            found.append(Link(str(token.attrGet("src")), is_image=True))
    return tuple(found)


def raw_html(text: str) -> list[str]:
    """Return each piece of raw HTML in a text."""
    if "<" not in text:
        return []
    return [
        token.content
        for token in _flat(_reader.parse(text))
        if token.type in ("html_inline", "html_block")
    ]


def sections(body: str) -> list[Section]:
    """Part a body at its second-level headings; text before the first one has no heading."""
    parts: list[Section] = []
    heading, start, lines = "", 0, body.split("\n")
    gathered: list[str] = []
    for number, line in enumerate(lines):
        if match := HEADING.match(line):
            parts.append(Section(heading, "\n".join(gathered).strip(), start))
            heading, start, gathered = match[1], number, []
        else:
            gathered.append(line)
    parts.append(Section(heading, "\n".join(gathered).strip(), start))
    return [part for part in parts if part.heading or part.text]


def paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Yield each paragraph of a body with its line, counted from 0.

    Headings are left out, and so are indents: they would hide what a list item holds.
    """
    gathered: list[str] = []
    start = 0
    for number, line in enumerate([*body.split("\n"), ""]):
        if line.strip() and not HEADING.match(line):
            start = start if gathered else number
            gathered.append(line.strip())
        elif gathered:
            yield start, "\n".join(gathered)
            gathered = []


def line_within(text: str, piece: str) -> int:
    """Return the line of a text on which a piece of it first stands, from 0; 0 if it does not."""
    return text.count("\n", 0, max(0, text.find(piece)))


def sentences(text: str) -> list[str]:
    """Part plain words at the ends of sentences."""
    return [part for part in re.split(r"(?<=[.?!])\s+", plain(text)) if part]


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        else:
            yield from _words(token.children or [])
