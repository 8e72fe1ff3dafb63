"""One page of each kind, and where the walker leads."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from generator.load import load
from generator.model.tree import Result, TreePath

HANDBOOK = load(Path(__file__).resolve().parents[2] / "content").handbook
assert HANDBOOK is not None
TREE = HANDBOOK.tree
PATHS = list(TREE.paths())


def _node(kind: str) -> str:
    return next(node.id for node in TREE.nodes.values() if node.kind == kind)


#: Every template at least once; injuries with the most and the fewest parts.
PAGES = (
    "", "areas/", "areas/lower-leg/", "areas/whole-body/", "injuries/",
    "injuries/medial-tibial-stress-syndrome/", "injuries/lateral-ankle-sprain/",
    "injuries/deep-vein-thrombosis/", "injuries/acute-compartment-syndrome/",
    "injuries/exercise-induced-bronchoconstriction/", "exercises/", "exercises/calf-raise/",
    "plans/", "plans/mtss-return/", "guides/", "guides/traffic-light-pain-scale/",
    "guides/load-management/", "red-flags/", "compare/",
    "compare/medial-tibial-stress-syndrome-or-tibial-stress-fracture/", "a-z/", "timelines/",
    "handouts/", "sources/", "glossary/", "data/", "about/", "how-it-is-built/", "contribute/",
    "contribute/reference/", "check/", f"check/{_node('question')}/", f"check/{_node('screen')}/",
    f"check/{_node('result')}/", "check/flowchart/", "check/flowchart/lower-leg/",
    "check/cases/",
)  # fmt: skip


def path_id(path: TreePath) -> str:
    """Name a path for the test report."""
    return ">".join(step.choice.id for step in path.steps)


def shortest_path(end: str) -> TreePath:
    """Return the shortest path to a result."""
    return min((path for path in PATHS if path.end == end), key=lambda path: len(path.steps))


def results(urgency: str) -> list[str]:
    """Return the results of an urgency."""
    return [
        node.id for node in TREE.nodes.values()
        if isinstance(node, Result) and node.urgency == urgency
    ]  # fmt: skip


def answer(page: Page, node: str, choice: str, flag: str | None) -> None:
    """Answer one step of the walker by clicking, as a reader does."""
    step = page.locator(f"[data-walker-steps] [data-node='{node}']")
    expect(step).to_be_visible()
    if flag:
        step.locator(f"input[data-answer='{choice}']").check()
        step.locator("[data-walker-continue]").click()
    else:
        step.locator(f"button[data-answer='{choice}']").click()


def shown(page: Page, node: str) -> None:
    """Wait until the walker shows a step."""
    expect(page.locator(f"[data-walker-steps] [data-node='{node}']")).to_be_visible()


def walk(page: Page, path: TreePath) -> None:
    """Click a whole path, and wait for its result."""
    for step in path.steps:
        answer(page, step.node, step.choice.id, step.choice.flag)
    shown(page, path.end)
