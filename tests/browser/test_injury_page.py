"""What a runner does on an injury page."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import OpenPage
from tests.browser.samples import HANDBOOK

pytestmark = pytest.mark.browser

INJURY = HANDBOOK.injuries["medial-tibial-stress-syndrome"]
PAGE = f"injuries/{INJURY.id}/"


def test_sections_stand_in_the_promised_order(open_page: OpenPage) -> None:
    """First whether to run, then when to get help, then everything else."""
    page = open_page(PAGE)
    ids = page.locator("article h2[id]").evaluate_all("items => items.map(item => item.id)")
    assert ids == [
        "can-i-run", "get-help", "is-this-it", "what-to-do-now", "running-again", "why",
        "clinician", "popular-advice", "questions", "related", "sources",
    ]  # fmt: skip


def test_a_tick_says_what_to_do(open_page: OpenPage) -> None:
    """A ticked red flag shows its action and is announced; the most urgent one leads."""
    page = open_page(PAGE)
    answer = page.locator("[data-checklist-answer]")
    expect(page.locator("[data-checklist][data-enhanced]")).to_be_visible()
    expect(answer).to_be_empty()
    within_days = HANDBOOK.red_flags["rf-bone-point"]
    emergency = HANDBOOK.red_flags["rf-acute-compartment"]
    action = page.locator("[data-flag=rf-bone-point] .care-card__action")
    expect(action).to_be_hidden()
    page.locator("[data-flag=rf-bone-point] input").check()
    expect(action).to_be_visible()
    expect(answer).to_contain_text(within_days.action)
    page.locator("[data-flag=rf-acute-compartment] input").check()
    expect(answer).to_contain_text(emergency.action)
    page.locator("[data-flag=rf-acute-compartment] input").uncheck()
    expect(answer).to_contain_text(within_days.action)
    page.locator("[data-flag=rf-bone-point] input").uncheck()
    expect(answer).to_be_empty()


def test_a_flag_can_be_ticked_by_keyboard(open_page: OpenPage) -> None:
    """Space on a focused box works like a click."""
    page = open_page(PAGE)
    expect(page.locator("[data-checklist][data-enhanced]")).to_be_visible()
    page.locator("[data-flag] input").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-checklist-answer]")).not_to_be_empty()


def test_without_scripts_everything_is_there(open_page: OpenPage) -> None:
    """Without scripts each red flag stands there with what to do."""
    page = open_page(PAGE, java_script_enabled=False)
    for flag_id in INJURY.red_flags:
        flag = HANDBOOK.red_flags[flag_id]
        item = page.locator(f"[data-flag={flag_id}]")
        expect(item).to_contain_text(flag.sign)
        expect(item.locator(".care-card__action")).to_be_visible()
        expect(item).to_contain_text(flag.action)


def test_nothing_ticked_is_kept(open_page: OpenPage) -> None:
    """Nothing a reader ticks is stored by the page."""
    page = open_page(PAGE)
    page.locator("[data-flag] input").first.check()
    stored = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert "rf-" not in stored
    assert "#" not in page.url


@pytest.mark.parametrize("width", [360, 1280])
def test_the_comparison_is_a_table_or_cards(open_page: OpenPage, width: int) -> None:
    """A table on a wide screen; on a phone a card for each feature, each text named."""
    page = open_page(PAGE, width=width)
    row = page.locator("table[data-comparison] tbody tr").first
    cells = row.locator("td")
    tops = cells.evaluate_all("items => items.map(item => item.getBoundingClientRect().top)")
    if width == 360:
        assert tops == sorted(set(tops)), "cards stand below each other"
        label = cells.first.evaluate("item => getComputedStyle(item, '::before').content")
        assert INJURY.short_name in label
    else:
        assert len(set(tops)) == 1, "cells of a row stand side by side"
    expect(page.get_by_role("table").first).to_be_visible()
    expect(page.get_by_role("columnheader").first).to_be_attached()
    expect(page.get_by_role("rowheader").first).to_be_visible()


def test_printing_gives_a_clean_sheet(open_page: OpenPage) -> None:
    """On paper: no menus, nothing collapsed, every red flag with its action."""
    page = open_page(PAGE)
    page.locator("[data-checklist][data-enhanced]").wait_for()
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-sidebar--primary", ".md-banner", ".handout-buttons"):
        expect(page.locator(gone).first).to_be_hidden()
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = _squeeze("".join(found.extract_text() for found in pages))
    for flag_id in INJURY.red_flags:
        flag = HANDBOOK.red_flags[flag_id]
        assert _squeeze(flag.sign) in text
        assert _squeeze(flag.action) in text
    for question in INJURY.questions:
        assert _squeeze(question.question) in text
    first_step = HANDBOOK.exercises[INJURY.phases[0].exercises[0].exercise].steps[0]
    assert _squeeze(first_step) in text, "the steps of an exercise are not collapsed"
    answer = INJURY.questions[0].answer.split(".")[0]
    assert _squeeze(answer) in text, "answers are not collapsed"


def _squeeze(text: str) -> str:
    """Drop everything but letters and digits: a PDF breaks lines and spaces where it likes."""
    return re.sub(r"[\W_]+", "", text)
