"""Finds links, anchors and assets of a finished site that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from tests.markup import Element, Page

#: Attributes whose value a browser asks for by itself, or sends a form to.
ASKED_FOR = ("src", "poster", "data", "action", "formaction", "background", "ping")
_IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)['"]?([^'")\s;]+)""")
_IN_MODULE = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]""")


def broken_links(site: Path, pages: Mapping[str, Page]) -> list[str]:
    """Return each link, anchor or asset that leads nowhere, as ``page: target``."""
    anchors = {file: _anchors(page) for file, page in pages.items()}
    return [
        f"{file}: {target}"
        for file, target in _targets(site, pages)
        if not _resolves(site, anchors, file, target)
    ]


def requests(page: Page) -> Iterator[str]:
    """Yield every address that a browser asks for when it shows the page."""
    for element in page.root.walk():
        if element.tag == "style":
            yield from _IN_STYLE.findall(element.raw)
        yield from (element.attributes[name] for name in ASKED_FOR if name in element.attributes)
        for part in element.attributes.get("srcset", "").split(","):
            yield from part.split()[:1]
        yield from _IN_STYLE.findall(element.attributes.get("style", ""))
        if element.tag in ("link", "use", "image") and element.attributes.get("rel") != "canonical":
            yield element.attributes.get("href", element.attributes.get("xlink:href", ""))


def styled(text: str) -> list[str]:
    """Return every address in a style sheet."""
    return _IN_STYLE.findall(text)


def is_elsewhere(target: str) -> bool:
    """Say whether an address leads to another host, or away from the web."""
    parts = urlsplit(target)
    return bool(parts.netloc or parts.scheme)


def _targets(site: Path, pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    for file, page in pages.items():
        for element in page.root.all("a", "area"):
            if "href" in element.attributes:
                yield file, element.attributes["href"]
        yield from ((file, f"#{name}") for name in _named(page.main))
        yield from ((file, target) for target in requests(page))
    for path in site.rglob("*.css"):
        name = path.relative_to(site).as_posix()
        yield from ((name, target) for target in styled(path.read_text("utf-8")))
    for path in site.rglob("*.mjs"):
        name = path.relative_to(site).as_posix()
        yield from ((name, target) for target in _IN_MODULE.findall(path.read_text("utf-8")))


def _named(main: Element) -> Iterator[str]:
    """Yield the ids that labels and descriptions of our own part of a page point at."""
    for element in main.walk():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers"):
            yield from element.attributes.get(name, "").split()


def _anchors(page: Page) -> set[str]:
    named = {link.attributes.get("name", "") for link in page.root.all("a")}
    return named | set(page.ids) | {"", "__top"}


def _resolves(site: Path, anchors: Mapping[str, set[str]], file: str, target: str) -> bool:
    if is_elsewhere(target):
        return True
    parts = urlsplit(target)
    found = _file(site, file, unquote(parts.path))
    if found is None:
        return False
    return found not in anchors or unquote(parts.fragment) in anchors[found]


def _file(site: Path, origin: str, path: str) -> str | None:
    """Return the file an address leads to, or None where there is none."""
    if not path:
        return origin
    found = path.lstrip("/") if path.startswith("/") else join(origin, "..", path)
    if f"{normpath(found)}/".startswith("../"):
        return None
    place = site / normpath(found)
    if place.is_dir():
        place /= "index.html"
    return place.relative_to(site).as_posix() if place.is_file() else None
