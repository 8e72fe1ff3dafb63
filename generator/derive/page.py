"""What every page has: an address, words about it, a template and its view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class PageSpec:
    """One page to render. `address` is the way from the site's root, with a slash at the end.

    `searched` off keeps a page that only lists or repeats others out of the search.
    """

    address: str
    template: str
    title: str
    description: str
    view: Any
    record: str = ""
    source: str = ""
    linked_data: dict[str, Any] | None = None
    classes: str = ""
    hide: tuple[str, ...] = ()
    crumbs: tuple[tuple[str, str], ...] = field(default=())
    updated: str = ""
    searched: bool = True

    @property
    def file(self) -> str:
        """Return the page's Markdown file: ``injuries/x/`` is ``injuries/x.md``."""
        address = self.address.strip("/")
        return f"{address}.md" if address and not address.endswith("index") else "index.md"
