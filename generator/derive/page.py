"""What every page has: an address, words about it, a template and its view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Searched:
    """What the search knows of a page.

    `names` are other names of the page, which find it before all else. `sections` are the ids of
    the sections whose text is searched, None for all; what stands above them always is. `weight`
    lifts a page above others that fit as well.
    """

    names: tuple[str, ...] = ()
    sections: tuple[str, ...] | None = None
    weight: int = 1


#: Pages that only list or repeat others are found by nothing.
NOT_SEARCHED = None
#: Pages found by their names and first lines; the rest says what other pages say.
BY_HEAD = Searched(sections=())


@dataclass(frozen=True)
class PageSpec:
    """One page to render. `address` is the way from the site's root, with a slash at the end."""

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
    searched: Searched | None = field(default=Searched())

    @property
    def file(self) -> str:
        """Return the page's Markdown file: ``injuries/x/`` is ``injuries/x.md``."""
        address = self.address.strip("/")
        return f"{address}.md" if address and not address.endswith("index") else "index.md"
