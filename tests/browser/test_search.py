"""What a runner finds by a few words."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("shin splints", "injuries/medial-tibial-stress-syndrome/"),
        ("runner's knee", "injuries/patellofemoral-pain-syndrome/"),
        ("calf raise", "exercises/calf-raise/"),
    ],
)
def test_words_that_runners_use_find_the_page(words: str, page: str, open_page: OpenPage) -> None:
    """The search finds an injury by the name that runners give it, and opens its page."""
    opened = open_page("about/", search=True)
    query = opened.locator("[data-md-component=search-query]")
    query.click()
    query.press_sequentially(words)
    found = opened.locator(f".md-search-result__link[href*='{page}']").first
    expect(found).to_be_visible()
    found.click()
    opened.wait_for_url(f"**/{page}*")
