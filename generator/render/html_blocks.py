"""Reads the HTML blocks of a page as CommonMark does.

A block of HTML goes from a line that starts with its tag to the next blank line, and stands as it
is. Python-Markdown parses each tag of it instead: with pages that are mostly HTML, that took more
than a third of a build.
"""

from __future__ import annotations

import re

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_TAGS = "article|aside|details|div|dl|figure|footer|header|nav|ol|p|script|section|svg|table|ul"
_START = re.compile(rf"<(?:{_TAGS})[ >]")
_END = re.compile(rf"</(?:{_TAGS})>$")


class HtmlBlocks(Extension):
    """The extension to hand to Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Run after code blocks are taken out, and before HTML is parsed."""
        md.preprocessors.register(_Blocks(md), "html_blocks", 22)


class _Blocks(Preprocessor):
    """Puts each block aside, and a mark in its place that Markdown leaves alone."""

    def run(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        start = 0
        for end, line in enumerate([*lines, ""]):
            if not line.strip():
                out += self._kept(lines[start:end])
                out.append("")
                start = end + 1
        return out

    def _kept(self, lines: list[str]) -> list[str]:
        if lines and _START.match(lines[0]) and _END.search(lines[-1].rstrip()):
            return [self.md.htmlStash.store("\n".join(lines))]
        return lines
