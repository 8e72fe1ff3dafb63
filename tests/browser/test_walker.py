"""What a runner does in the symptom check."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from generator.derive.proof import walked
from generator.derive.tree import tree_data
from generator.model.tree import Result, Screen, Step, TreePath, choices
from tests.browser.conftest import OpenPage
from tests.browser.samples import (
    HANDBOOK,
    PATHS,
    TREE,
    answer,
    path_id,
    results,
    shortest_path,
    shown,
    walk,
)
from tests.browser.test_every_page import violations

pytestmark = pytest.mark.browser

#: Paths are clicked in bunches, so that a test is not all start-up.
BUNCH = 500
BUNCHES = [PATHS[start : start + BUNCH] for start in range(0, len(PATHS), BUNCH)]
#: The screen of each area.
SCREENS = {node.area: node.id for node in TREE.nodes.values() if isinstance(node, Screen)}

#: Clicks paths inside the page, each from the start to its end, and says what stood there. The
#: history of the browser is left alone, since writing it takes most of the time of a click; other
#: tests go back and forward.
CLICK_PATHS = """async (paths) => {
  history.pushState = () => {};
  const steps = document.querySelector('[data-walker-steps]');
  const shown = (selector) => new Promise((resolve, reject) => {
    const look = () => steps.querySelector(selector);
    if (look()) {
      resolve(look());
      return;
    }
    const watcher = new MutationObserver(() => look() && resolve(look()));
    watcher.observe(steps, { childList: true, subtree: true });
    setTimeout(() => reject(new Error(`${selector} never came`)), 60000);
  });
  const ends = [];
  for (const { end, steps: taken } of paths) {
    for (const { node, choice, flag } of taken) {
      const step = await shown(`[data-node='${node}']`);
      if (flag) {
        step.querySelector(`input[data-answer='${choice}']`).click();
        step.querySelector('[data-walker-continue]').click();
      } else {
        step.querySelector(`button[data-answer='${choice}']`).click();
      }
    }
    const result = await shown(`[data-node='${end}'][data-urgency]`);
    ends.push({ urgency: result.getAttribute('data-urgency'), text: result.textContent });
    steps.querySelector('[data-walker-start-over]').click();
  }
  return ends;
}"""
LONG = max((path for path in PATHS if not path.steps[1].choice.flag), key=lambda p: len(p.steps))


def to_screen(page: Page, path: TreePath) -> Screen:
    """Walk a path up to its red flags, and return the screen that asks about them."""
    for step in path.steps:
        node = TREE.nodes[step.node]
        if isinstance(node, Screen):
            return node
        answer(page, step.node, step.choice.id, None)
    pytest.fail("the path meets no red flags")


def heading(page: Page) -> str:
    """Return the text of what has the focus."""
    return page.evaluate("document.activeElement.textContent").strip()


@pytest.mark.parametrize("bunch", BUNCHES, ids=lambda bunch: path_id(bunch[0]))
def test_every_path_can_be_clicked(open_page: OpenPage, bunch: list[TreePath]) -> None:
    """Each path leads by clicking to the result that the data says, with its urgency."""
    page = open_page("check/")
    page.locator("[data-walker-steps] button").first.wait_for()
    ends = page.evaluate(CLICK_PATHS, [
        {"end": path.end, "steps": [
            {"node": step.node, "choice": step.choice.id, "flag": step.choice.flag}
            for step in path.steps
        ]} for path in bunch
    ])  # fmt: skip
    for path, end in zip(bunch, ends, strict=True):
        result = TREE.nodes[path.end]
        assert isinstance(result, Result)
        assert end["urgency"] == result.urgency, path_id(path)
        for item in result.consider:
            assert HANDBOOK.injuries[item.injury].name in end["text"], path_id(path)


@pytest.mark.parametrize("area", SCREENS)
def test_a_path_of_each_area_can_be_walked_with_the_mouse(open_page: OpenPage, area: str) -> None:
    """The longest way through an area is open to a pointer, with nothing lying over the answers."""
    page = open_page("check/", width=360)
    paths = [path for path in PATHS if any(step.node == SCREENS[area] for step in path.steps)]
    walk(page, max(paths, key=lambda path: len(path.steps)))


def test_paths_meet_every_node() -> None:
    """The clicked paths leave no step out."""
    met = {step.node for path in PATHS for step in path.steps} | {path.end for path in PATHS}
    assert met == set(TREE.nodes)


def test_each_step_takes_the_focus(open_page: OpenPage) -> None:
    """After each answer the heading of the new step has the focus."""
    page = open_page("check/")
    for step in LONG.steps[:-1]:
        answer(page, step.node, step.choice.id, step.choice.flag)
        following = TREE.nodes[step.choice.next]
        assert heading(page) == following.title
    answer(page, LONG.steps[-1].node, LONG.steps[-1].choice.id, None)
    label = HANDBOOK.vocabularies["urgency"][TREE.nodes[LONG.end].urgency].label
    assert heading(page) == label


def place_of(step: Step) -> int:
    """Return how many choices stand before the one that is made at a step."""
    return [choice.id for choice in choices(TREE.nodes[step.node])].index(step.choice.id)


def by_keyboard(page: Page, steps: Sequence[Step]) -> None:
    """Answer some steps with Tab and Enter, and wait for the next one."""
    for step in steps:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("'answer' in document.activeElement.dataset"):
                break
        for _ in range(place_of(step)):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.dataset.answer") == step.choice.id, step.node
        page.keyboard.press("Enter")
        shown(page, step.choice.next)


def test_a_path_by_keyboard_alone(open_page: OpenPage) -> None:
    """Tab and Enter are enough for the longest way to a result."""
    page = open_page("check/")
    page.locator("[data-walker-steps] button").first.wait_for()
    by_keyboard(page, LONG.steps)


def test_an_area_by_keyboard_alone(open_page: OpenPage) -> None:
    """Every result that the questions of one area lead to is reached with Tab and Enter.

    The red flags are passed by keyboard once; the other ways begin where those led.
    """
    paths = [
        path for path in PATHS
        if any(step.node == SCREENS["breathing"] and not step.choice.flag for step in path.steps)
    ]  # fmt: skip
    ends = {path.end: path for path in sorted(paths, key=lambda path: -len(path.steps))}
    first, *others = ends.values()
    assert len(others) >= 5
    page = open_page("check/")
    page.locator("[data-walker-steps] button").first.wait_for()
    by_keyboard(page, first.steps)
    version = tree_data(HANDBOOK)["version"]
    passed = [step.node for step in first.steps].index(SCREENS["breathing"]) + 1
    for path in others:
        page.evaluate("state => { location.hash = state }", walked(version, path.steps[:passed]))
        shown(page, path.steps[passed].node)
        by_keyboard(page, path.steps[passed:])


def test_a_ticked_flag_says_its_urgency_and_the_worst_one_decides(open_page: OpenPage) -> None:
    """With several flags ticked the most urgent leads to the result."""
    page = open_page("check/")
    screen = to_screen(page, LONG)
    items = sorted(
        screen.items, key=lambda i: HANDBOOK.rank("urgency", HANDBOOK.red_flags[i.flag].urgency)
    )
    worst, mildest = items[0], items[-1]
    step = page.locator(f"[data-walker-steps] [data-node='{screen.id}']")
    expect(step.locator("[data-walker-continue]")).to_be_disabled()
    step.locator(f"input[data-answer='{mildest.flag}']").check()
    step.locator(f"input[data-answer='{worst.flag}']").check()
    label = HANDBOOK.vocabularies["urgency"][HANDBOOK.red_flags[worst.flag].urgency].label
    expect(step.locator("[data-walker-status]")).to_contain_text(label)
    step.locator("[data-walker-continue]").click()
    shown(page, worst.next)


def test_back_forward_and_refresh(open_page: OpenPage) -> None:
    """The browser's own buttons move through the steps; a refresh keeps the answers."""
    page = open_page("check/")
    walk(page, LONG)
    last = LONG.steps[-1].node
    page.go_back()
    shown(page, last)
    page.go_forward()
    shown(page, LONG.end)
    page.reload()
    shown(page, LONG.end)
    expect(page.locator("[data-answered]")).to_have_count(len(LONG.steps))


def test_an_address_can_be_shared(open_page: OpenPage) -> None:
    """The address of a result opens the same result elsewhere."""
    page = open_page("check/")
    walk(page, LONG)
    state = page.url.split("/check/")[1]
    other = open_page("check/" + state)
    expect(other.locator(f"[data-walker-steps] [data-node='{LONG.end}']")).to_be_visible()


def test_changing_one_answer_keeps_those_that_still_apply(open_page: OpenPage) -> None:
    """An earlier answer can be changed and put back; the later ones are kept."""
    page = open_page("check/")
    walk(page, LONG)
    first = LONG.steps[2]
    page.locator(f"[data-change='{first.node}']").click()
    shown(page, first.node)
    answer(page, first.node, first.choice.id, None)
    shown(page, LONG.end)
    expect(page.locator("[data-answered]")).to_have_count(len(LONG.steps))


def test_a_stale_version_is_said(open_page: OpenPage) -> None:
    """An address of another version of the tree is told, and flags are asked again."""
    step = LONG.steps[0]
    page = open_page(f"check/#v=00000000&a={step.node}:{step.choice.id}")
    expect(page.locator("[data-walker-message*=stale]")).to_be_visible()
    shown(page, step.choice.next)


@pytest.mark.parametrize(
    "state",
    [
        "#v={v}&a=nowhere:yes",
        "#v={v}&a=start",
        "#v=&a=%E0%A4%A",
        "#v={v}&a=start:shin,start:calf",
    ],
)
def test_a_broken_address_starts_afresh(open_page: OpenPage, state: str) -> None:
    """A broken address is told, and the check starts at the beginning."""
    version = tree_data(HANDBOOK)["version"]
    page = open_page("check/" + state.format(v=version))
    expect(page.locator(f"[data-walker-steps] [data-node={TREE.start}]")).to_be_visible()


@pytest.mark.parametrize("urgency", ["emergency", "same-day", "within-days", "self-care"])
def test_without_scripts_links_lead_to_a_result(open_page: OpenPage, urgency: str) -> None:
    """Each step is a page of its own; links lead to a result of each urgency."""
    path = shortest_path(results(urgency)[0])
    page = open_page("check/", java_script_enabled=False)
    for step in path.steps:
        page.locator(f"[data-node='{step.node}'] a[data-answer='{step.choice.id}']").click()
    found = page.locator(f"[data-node='{path.end}']")
    expect(found).to_have_attribute("data-urgency", urgency)
    expect(found).to_contain_text(HANDBOOK.vocabularies["urgency"][urgency].description)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_any_kind_of_step(open_page: OpenPage, scheme: str) -> None:
    """A question, a screen with a ticked flag and results are accessible."""
    page = open_page("check/", scheme=scheme, width=360, reduced_motion="reduce")
    path = shortest_path(results("emergency")[0])
    walk(page, path)
    assert violations(page) == []
    page.locator("[data-walker-start-over]").click()
    screen = to_screen(page, LONG)
    page.locator("[data-walker-steps] input").first.check()
    assert violations(page) == []
    page.locator("[data-walker-steps] input").first.uncheck()
    answer(page, screen.id, "none", None)
    assert violations(page) == []


def letters_of(path: TreePath) -> int:
    """Return about how much stands on the note of a path."""
    result = TREE.nodes[path.end]
    assert isinstance(result, Result)
    said = [item.why for item in result.consider] + [*result.first, result.seen]
    picked = [choice_text(step) + TREE.nodes[step.node].title for step in path.steps]
    return sum(len(text) for text in said + picked)


def choice_text(step: Step) -> str:
    """Return the words of what is picked at a step."""
    node = TREE.nodes[step.node]
    if isinstance(node, Screen):
        return HANDBOOK.red_flags[step.choice.flag].sign if step.choice.flag else ""
    return next(answer.text for answer in node.answers if answer.id == step.choice.id)


@pytest.mark.parametrize("path", [LONG, max(PATHS, key=letters_of)], ids=["longest", "fullest"])
def test_a_result_prints_as_a_note(open_page: OpenPage, path: TreePath) -> None:
    """The printed result has urgency, answers, version and day, no buttons, and fits one page."""
    state = walked(tree_data(HANDBOOK)["version"], path.steps)
    page = open_page(f"check/#{state}")
    shown(page, path.end)
    page.emulate_media(media="print")
    notes = [PdfReader(io.BytesIO(page.pdf(format=paper))) for paper in ("A4", "Letter")]
    assert [len(note.pages) for note in notes] == [1, 1]
    text = re.sub(r"\W+", "", notes[0].pages[0].extract_text())
    result = TREE.nodes[path.end]
    wanted = [
        HANDBOOK.vocabularies["urgency"][result.urgency].label,
        *(TREE.nodes[step.node].title for step in path.steps),
        *(choice_text(step) for step in path.steps),
        *result.first,
        tree_data(HANDBOOK)["version"],
        HANDBOOK.strings["check"]["walker"]["printed"].partition("{")[0],
    ]
    for words in wanted:
        assert re.sub(r"\W+", "", words) in text, words
    expect(page.locator("[data-walker-start-over]")).to_be_hidden()


def test_answers_never_leave_the_browser(open_page: OpenPage) -> None:
    """Walking a path asks the network for nothing, and stores nothing."""
    page = open_page("check/")
    page.locator("[data-walker-steps] button").first.wait_for()
    page.wait_for_load_state("networkidle")
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    walk(page, LONG)
    # Some browsers ask for the icon of the tab again when the address changes.
    assert set(asked) <= {icon}
    stored = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert LONG.steps[0].choice.id not in stored


def test_the_check_works_from_a_folder_on_disk(browser: Browser, site: Path) -> None:
    """Opened as a file, without a server, the check is walked to its end and leads to a page."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((site / "check" / "index.html").as_uri())
    walk(page, LONG)
    page.locator("[data-walker-steps] .consider a").first.click()
    page.wait_for_url("file://**/injuries/*/index.html")
    assert page.locator("h1").inner_text() in {injury.name for injury in HANDBOOK.injuries.values()}
    page.go_back()
    shown(page, LONG.end)
    page.close()


def test_a_case_opens_in_the_check(open_page: OpenPage) -> None:
    """A made-up runner of the proof can be followed with the answers that led to the end."""
    page = open_page("check/cases/")
    page.locator(".cases a[href*='#v=']").first.click()
    expect(page.locator("[data-walker-steps] [data-urgency]")).to_be_visible()
    assert page.locator("[data-answered]").count() >= 2


def test_steps_that_cannot_be_had_lead_to_the_page_of_the_step(open_page: OpenPage) -> None:
    """Where the other steps cannot be loaded, the reader goes on without the walker."""
    page = open_page("check/")
    page.add_init_script(
        "Object.defineProperty(globalThis, 'handbookTree', { get: () => () => {}, set() {} })"
    )
    page.reload()
    page.locator("[data-walker-steps] button").first.wait_for()
    first = PATHS[0].steps[0]
    page.locator(f"button[data-answer='{first.choice.id}']").click()
    page.wait_for_url(f"**/check/{first.choice.next}/")
