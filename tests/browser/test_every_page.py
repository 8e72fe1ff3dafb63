"""Every kind of page is accessible, fits a phone, and asks nobody for anything."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import OpenPage
from tests.browser.samples import PAGES

pytestmark = pytest.mark.browser

FITS = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1
    && !e.closest('.md-sidebar, .md-search, .visually-hidden, [tabindex="0"][role=region], pre')
    && getComputedStyle(e).position !== 'fixed')
  .map(e => e.tagName + '.' + e.className).slice(0, 5)"""


#: Rules whose outcome hangs on colors; all others are the same in both schemes.
COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any, rules: Any = WCAG) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA, a line for each kind."""
    # All that passes is neither gathered nor sent: it would take most of the time.
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{item['id']} ({item['impact']}): {item['help']}: "
        + "; ".join(node["html"][:120] for node in item["nodes"][:3])
        for item in found
    ]


#: Takes what comes after the twelfth of many items that are all alike out of a page.
SHORTEN = """() => document
  .querySelectorAll('article :is(li, tr, dl > div):nth-child(n + 13)')
  .forEach((item) => item.remove())"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_fits_a_phone(open_page: OpenPage, path: str) -> None:
    """No page breaks a rule of accessibility, in light or dark, and at 360 px nothing sticks out.

    Of a long list axe sees the first twelve items; the rest are like them.
    """
    page = open_page(path, scheme="light", reduced_motion="reduce")
    page.evaluate(SHORTEN)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(FITS) == []
    page.evaluate(SHORTEN)
    assert violations(page, COLORS) == []


def test_axe_finds_nothing_on_a_phone_while_a_flag_is_ticked(open_page: OpenPage) -> None:
    """The checklist is accessible in use, too."""
    page = open_page("injuries/medial-tibial-stress-syndrome/", width=360)
    page.locator("[data-checklist][data-enhanced] [data-flag] input").first.check()
    assert violations(page) == []
