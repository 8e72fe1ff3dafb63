"""Reads finished HTML into a small tree that tests can ask questions of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

#: Elements that never have an end tag.
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
#: Elements of drawings, which may close themselves.
DRAWN = frozenset(
    ("circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "stop", "text", "use")
)  # fmt: skip
#: Elements whose text nobody reads.
SILENT = frozenset(("script", "style", "template", "head"))


@dataclass(eq=False)
class Element:
    """One element: its tag, its attributes, and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all in it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str, **attributes: str) -> list[Element]:
        """Return the elements in it with one of the tags, if any, and with the attributes.

        An underscore in the name of an attribute stands for a hyphen.
        """
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.walk()
            if (not tags or element.tag in tags)
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def having(self, attribute: str) -> list[Element]:
        """Return the elements in it that have an attribute."""
        return [element for element in self.walk() if attribute in element.attributes]

    @property
    def raw(self) -> str:
        """Return all the characters in it, scripts included."""
        return "".join(
            child if isinstance(child, str) else child.raw for child in self.children
        )  # fmt: skip

    @property
    def text(self) -> str:
        """Return what a reader sees of it, with single spaces."""
        return " ".join("".join(self._seen()).split())

    @property
    def headings_text(self) -> str:
        """Return the words of the headings in it."""
        return " ".join(part.text for part in self.all("h1", "h2", "h3", "h4", "h5", "h6"))

    def _seen(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in SILENT:
                yield from child._seen()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Element("document")
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)
        if tag not in VOID | DRAWN:
            self.faults.append(f"<{tag}/> on line {self.getpos()[0]} closes nothing")

    def handle_endtag(self, tag: str) -> None:
        if tag != self.open.tag:
            self.faults.append(
                f"</{tag}> on line {self.getpos()[0]} does not close <{self.open.tag}>"
            )
        closed = self.open
        while closed.parent and closed.tag != tag:
            closed = closed.parent
        self.open = closed.parent or self.open

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> on line {self.getpos()[0]} has an attribute twice")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        return element


@dataclass(frozen=True)
class Page:
    """A finished page: its file below the site's root, and its elements."""

    file: str
    root: Element
    faults: tuple[str, ...]

    @property
    def address(self) -> str:
        """Return the way to the page from the site's root: ``injuries/x/``."""
        return self.file.removesuffix("index.html")

    @cached_property
    def main(self) -> Element:
        """Return the part that is not the frame around every page."""
        return self.root.all("article")[0]

    @cached_property
    def ids(self) -> list[str]:
        """Return every id, as often as it is given."""
        return [element.attributes["id"] for element in self.root.having("id")]

    @cached_property
    def headings(self) -> list[Element]:
        """Return the headings in reading order."""
        return self.root.all("h1", "h2", "h3", "h4", "h5", "h6")

    @property
    def title(self) -> str:
        """Return the title in the browser's tab."""
        return self.root.all("title")[0].text

    def meta(self, name: str) -> list[str]:
        """Return the contents of the meta tags of a name."""
        return [tag.attributes.get("content", "") for tag in self.root.all("meta", name=name)]


def read_page(path: Path, site: Path) -> Page:
    """Return the page in a file of a site."""
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    faults = list(reader.faults)
    if reader.open is not reader.root:
        faults.append(f"<{reader.open.tag}> is never closed")
    return Page(path.relative_to(site).as_posix(), reader.root, tuple(faults))


class Site(Mapping[str, Page]):
    """The pages of a finished site by their files; each is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = [
            path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))
        ]
        self.known = frozenset(self.files)
        self.read: dict[str, Page] = {}

    def __getitem__(self, file: str) -> Page:
        if file not in self.known:
            raise KeyError(file)
        if file not in self.read:
            self.read[file] = read_page(self.folder / file, self.folder)
        return self.read[file]

    def __contains__(self, file: object) -> bool:
        return file in self.known

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def read_site(site: Path) -> Mapping[str, Page]:
    """Return every page of a site by its file."""
    return Site(site)
