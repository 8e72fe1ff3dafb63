"""Every link, anchor and asset of the finished site leads somewhere, and nowhere else."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from generator.model.handbook import Handbook
from tests.links import broken_links, is_elsewhere, styled
from tests.markup import Page, read_site
from tests.project import ROOT

Pages = dict[str, Page]


#: What stands after ``#`` in a link that opens the symptom check with answers: no anchor.
ANSWERS = re.compile(r"#v=[0-9a-f]{8}&a=start:")


def test_every_link_anchor_and_asset_resolves(site: Path, pages: Pages) -> None:
    """No link of the finished site is dead."""
    found = broken_links(site, pages)
    assert [link for link in found if not ANSWERS.search(link)] == []


def test_scripts_and_styles_ask_no_other_host(site: Path) -> None:
    """Our scripts name no other host, and no style sheet loads from one."""
    asked = [
        f"{path.relative_to(site)}: {address}"
        for path in sorted(site.rglob("*.css"))
        for address in styled(path.read_text("utf-8"))
        if is_elsewhere(address) and not address.startswith("data:")
    ]
    scripts = sorted((ROOT / "templates" / "theme" / "assets").rglob("*.mjs"))
    assert scripts
    for path in scripts:
        text = path.read_text("utf-8").replace("http://www.w3.org/", "")
        asked += [f"{path.name}: {found}" for found in re.findall(r"\w*://\S+", text)]
    assert asked == []


def test_scripts_of_the_theme_are_where_pages_look_for_them(site: Path, pages: Pages) -> None:
    """The theme's settings on each page point at its base and at a search script that exists."""
    for page in pages.values():
        (block,) = page.root.all("script", id="__config")
        settings = json.loads(block.raw)
        base = (site / page.file).parent / settings["base"]
        if page.file != "404.html":
            assert base.resolve() == site.resolve()
            assert ((site / page.file).parent / settings["search"]).is_file()


def test_the_sitemap_lists_every_page(site: Path, pages: Pages, handbook: Handbook) -> None:
    """Search engines are told of each page once, with the day of its review."""
    text = (site / "sitemap.xml").read_text("utf-8")
    address = handbook.settings.address
    listed = re.findall(r"<loc>(.+?)</loc>\s*<lastmod>(.+?)</lastmod>", text)
    assert sorted(place for place, _ in listed) == sorted(
        address + page.address for page in pages.values() if page.file != "404.html"
    )
    days = dict(listed)
    for injury in handbook.injuries.values():
        assert days[f"{address}injuries/{injury.id}/"] == injury.review.reviewed.isoformat()
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()).decode() == text


BROKEN = {
    "page": '<a href="../gone/">x</a>',
    "anchor": '<a href="#gone">x</a>',
    "anchor elsewhere": '<a href="../#gone">x</a>',
    "above the root": '<a href="../../index.html">x</a>',
    "from the root": '<a href="/gone/">x</a>',
    "image": '<img src="gone.png" alt="">',
    "picture set": '<img srcset="gone.png 2x" alt="">',
    "style sheet": '<link rel="stylesheet" href="gone.css">',
    "style": '<p style="background: url(gone.png)">x</p>',
    "script": '<script src="gone.mjs"></script>',
    "label": '<label for="gone">x</label>',
    "description": '<p aria-describedby="here gone">x</p>',
}


@pytest.mark.parametrize("kind", BROKEN)
def test_the_checker_finds(kind: str, tmp_path: Path) -> None:
    """A site with one dead link of a kind has that one found, and its good links passed."""
    good = '<a href="../"></a><a href="../index.html#top"></a><a href="#here"></a>'
    for file, body in (("index.html", '<p id="top">'), ("a/index.html", good + BROKEN[kind])):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        html = f'<html><article><p id="here">x</p>{body}</article></html>'
        (tmp_path / file).write_text(html, "utf-8")
    found = broken_links(tmp_path, read_site(tmp_path))
    assert len(found) == 1
    assert "gone" in found[0] or "../../" in found[0]
