"""Turns the small Markdown of records into HTML, with numbered citations."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from generator.model.prose import CITATION, RECORD_LINK, citations, without_citations

# No HTML and no picture passes, whatever a record says; the checks refuse them long before.
_writer = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_writer.disable(["reference", "image"])
_HREF = re.compile(r'href="([^"]*)"')
#: A text without any of these, but for citations, is the same in Markdown and in HTML.
_MARKS = re.compile(r"""[\\`*_\[\]<>&"\n]|^\s|\s$""")
#: Kinds of record that stand together on one page.
_ANCHORED = {
    "red-flags": "red-flags/#{id}",
    "glossary": "glossary/#{id}",
    "sources": "sources/#{id}",
    "tree": "check/{id}/",
}


class PageText:
    """The texts of one page: its links lead on from its address, its citations count up from 1."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.numbers: dict[str, int] = {}

    def inline(self, text: str) -> Markup:
        """Return one line of HTML."""
        return self._cite(_inline(text))

    def block(self, text: str) -> Markup:
        """Return paragraphs and lists of HTML."""
        return self._cite(_block(text))

    def cite(self, keys: tuple[str, ...]) -> Markup:
        """Return the numbers of some sources as links to the end of the page."""
        return Markup("".join(map(self._number, keys)))

    def cite_more(self, keys: tuple[str, ...], text: str | None) -> Markup:
        """Return the numbers of the sources that a text beside them does not cite itself."""
        cited = set(citations(text or ""))
        return self.cite(tuple(key for key in keys if key not in cited))

    def to(self, address: str) -> str:
        """Return a link from this page to an address of the site, such as ``exercises/plank/``."""
        return relative(self.address, address)

    def _cite(self, html: str) -> Markup:
        html = CITATION.sub(lambda match: self.cite(tuple(citations(match[0].strip()))), html)
        if "href=" in html:
            html = _HREF.sub(lambda match: f'href="{self._resolve(match[1])}"', html)
        return Markup(html)

    def _number(self, key: str) -> str:
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        return f'<sup class="cite"><a href="#source-{number}">{number}</a></sup>'

    def _resolve(self, target: str) -> str:
        if match := RECORD_LINK.fullmatch(target):
            pattern = _ANCHORED.get(match[1], match[1] + "/{id}/")
            return str(escape(self.to(pattern.format(id=match[2]))))
        return target


@lru_cache(maxsize=50_000)
def relative(origin: str, target: str) -> str:
    """Return the way from one address to another; both start at the site's root."""
    path, mark, anchor = target.partition("#")
    way = posixpath.relpath(f"/{path}", f"/{origin}")
    if path.endswith("/") or not path:
        way += "/"
    return f"{way}{mark}{anchor}"


@lru_cache(maxsize=20_000)
def _inline(text: str) -> str:
    if not _MARKS.search(without_citations(text)):
        return text
    return str(_writer.renderInline(text))


@lru_cache(maxsize=5_000)
def _block(text: str) -> str:
    return str(_writer.render(text))


def cited_sources(numbers: Mapping[str, int]) -> list[tuple[int, str]]:
    """Return the numbers given on a page with their source keys, in order."""
    return sorted((number, key) for key, number in numbers.items())
