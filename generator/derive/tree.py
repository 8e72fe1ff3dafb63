"""Works out the symptom check: its data and its pages."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from generator.derive.comparison import Comparison, compare
from generator.derive.page import NOT_SEARCHED, PageSpec
from generator.derive.proof import case_groups, proof
from generator.derive.tree_picture import Picture, tree_picture
from generator.model.graph import graph
from generator.model.handbook import Handbook
from generator.model.injury import Injury
from generator.model.reference import RedFlag
from generator.model.tree import QuestionNode, Result, Screen, ScreenItem, Tree, choices
from generator.model.vocabulary import TermEntry


@dataclass(frozen=True)
class Option:
    """One answer as a link to the next step."""

    id: str
    text: str
    next: str
    number: int
    flag: RedFlag | None = None


@dataclass(frozen=True)
class NodeView:
    """One step: a page of its own, and a box of the flowchart."""

    id: str
    number: int
    node: Screen | QuestionNode | Result
    options: tuple[Option, ...]
    urgency: TermEntry | None
    running: TermEntry | None
    consider: tuple[tuple[Injury, str], ...]
    comparison: Comparison | None
    version: str


@dataclass(frozen=True)
class CheckView:
    """The page of the symptom check."""

    data: dict[str, Any]
    strings: dict[str, Any]
    start: NodeView
    figures: dict[str, int]
    covered: tuple[TermEntry, ...]
    uncovered: tuple[TermEntry, ...]
    areas: tuple[TermEntry, ...]


@dataclass(frozen=True)
class FlowchartView:
    """One area of the check on paper: its steps, numbered from 1, and their picture."""

    area: TermEntry
    nodes: tuple[NodeView, ...]
    picture: Picture
    version: str


def tree_data(handbook: Handbook) -> dict[str, Any]:
    """Return the tree as the interface promises it, with its version."""
    nodes = {node_id: _node_data(handbook, node) for node_id, node in handbook.tree.nodes.items()}
    body = {"start": handbook.tree.start, "nodes": nodes}
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return {"version": digest[:8], **body}


#: The file with all that follows after the first questions.
REST_FILE = "assets/tree.js"


@dataclass(frozen=True)
class Parts:
    """The tree as a page loads it: the first questions, and all that follows them."""

    first: dict[str, Any]
    rest: dict[str, Any]


def tree_parts(handbook: Handbook) -> Parts:
    """Return the tree cut at its screens, so that the first question is there with the page.

    The rest is one file for the whole body, so that no request tells which area a reader chose.
    `behind` says for each screen how many answers are still asked there at most.
    """
    data = tree_data(handbook)
    nodes = handbook.tree.nodes
    behind = {
        node_id: graph(Tree(start=node_id, nodes=nodes)).longest()
        for node_id, node in nodes.items() if isinstance(node, Screen)
    }  # fmt: skip
    first = _before_screens(handbook.tree)
    every = data["nodes"]
    return Parts(
        # The version in the address keeps a page from meeting the steps of an older one.
        first={**data, "nodes": {node_id: every[node_id] for node_id in first},
               "behind": behind, "src": f"{REST_FILE}?v={data['version']}"},
        rest={node_id: node for node_id, node in every.items() if node_id not in first},
    )  # fmt: skip


def _before_screens(tree: Tree) -> dict[str, None]:
    """Return the steps that a reader meets before the red flags are asked, in order."""
    met: dict[str, None] = {}
    waiting = [tree.start]
    while waiting:
        node = tree.nodes[waiting.pop(0)]
        if node.id not in met and not isinstance(node, Screen):
            met[node.id] = None
            waiting += [choice.next for choice in choices(node)]
    return met


def tree_pages(handbook: Handbook) -> list[PageSpec]:
    """Return the page of the check, a flowchart for each area, and one page for each step."""
    data = tree_data(handbook)
    views = _node_views(handbook, numbered(handbook), data["version"], compared=True)
    if not views:
        return []
    words = handbook.strings["check"]
    home = ((handbook.strings["nav"]["check"], "check/"),)
    charts = _flowcharts(handbook, data["version"])
    view = _check_view(handbook, views, charts)
    pages = [
        PageSpec("check/", "check.md.jinja", words["title"], words["description"], view),
        PageSpec("check/flowchart/", "flowcharts.md.jinja", words["flowchart_title"],
                 words["flowchart_description"], view, crumbs=home),
        PageSpec("check/cases/", "cases.md.jinja", words["cases_title"],
                 words["cases_description"], case_groups(handbook, data["version"]),
                 crumbs=home, searched=NOT_SEARCHED),
    ]  # fmt: skip
    for chart in charts:
        title = words["flowchart_of"].format(area=chart.area.label)
        pages.append(
            PageSpec(f"check/flowchart/{chart.area.id}/", "flowchart.md.jinja", title,
                     words["flowchart_description"], chart, searched=NOT_SEARCHED,
                     hide=("navigation", "toc"),
                     crumbs=(*home, (words["flowchart_title"], "check/flowchart/")))
        )  # fmt: skip
    for node in views.values():
        pages.append(
            PageSpec(f"check/{node.id}/", "node.md.jinja", node.node.title,
                     words["node_description"].format(title=node.node.title), node, crumbs=home,
                     source=handbook.origin("tree", node.id).file.split("/", 1)[1],
                     searched=NOT_SEARCHED)
        )  # fmt: skip
    return pages


def _check_view(
    handbook: Handbook, views: dict[str, NodeView], charts: tuple[FlowchartView, ...]
) -> CheckView:  # fmt: skip
    covered = _covered(handbook)
    areas = handbook.vocabularies["area"]
    return CheckView(
        data=tree_parts(handbook).first,
        strings={"check": handbook.strings["check"], "urgency": _terms(handbook, "urgency"),
                 "running": _terms(handbook, "running"), "injuries": _injury_names(handbook)},
        start=views[handbook.tree.start],
        figures=asdict(proof(handbook)),
        covered=tuple(area for area in areas if area.id in covered),
        uncovered=tuple(area for area in areas if area.id not in covered),
        areas=tuple(chart.area for chart in charts),
    )  # fmt: skip


def _flowcharts(handbook: Handbook, version: str) -> tuple[FlowchartView, ...]:
    """Return a flowchart for the first screen of each area."""
    screens = {
        node.area: node_id for node_id, node in reversed(handbook.tree.nodes.items())
        if isinstance(node, Screen)
    }  # fmt: skip
    return tuple(
        FlowchartView(
            area,
            tuple(_node_views(handbook, numbered(handbook, screens[area.id]), version).values()),
            tree_picture(handbook, screens[area.id]),
            version,
        )
        for area in handbook.vocabularies["area"]
        if area.id in screens
    )


def _covered(handbook: Handbook) -> set[str]:
    """Return the areas whose every injury is the first that some result names."""
    results = [node for node in handbook.tree.nodes.values() if isinstance(node, Result)]
    first = {result.consider[0].injury for result in results if result.consider}
    screened = {node.area for node in handbook.tree.nodes.values() if isinstance(node, Screen)}
    return screened - {
        injury.area for injury in handbook.injuries.values() if injury.id not in first
    }


def numbered(handbook: Handbook, first: str | None = None) -> dict[str, int]:
    """Number the steps that follow after a step, or after the start, from 1; results come last."""
    reached = graph(Tree(start=first or handbook.tree.start, nodes=handbook.tree.nodes)).order
    results = [node for node in reached if isinstance(handbook.tree.nodes[node], Result)]
    asking = [node for node in reached if node not in set(results)]
    return {node: number for number, node in enumerate([*asking, *results], start=1)}


def _node_views(
    handbook: Handbook, numbers: dict[str, int], version: str, *, compared: bool = False
) -> dict[str, NodeView]:
    """Return the steps that have a number; `compared` sets injuries of a result side by side."""
    views = {}
    for node_id, number in numbers.items():
        node = handbook.tree.nodes[node_id]
        result = node if isinstance(node, Result) else None
        consider = tuple(
            (handbook.injuries[item.injury], item.why)
            for item in (result.consider if result else ())
        )
        views[node_id] = NodeView(
            id=node_id,
            number=number,
            node=node,
            options=tuple(_options(handbook, node, numbers)),
            urgency=handbook.vocabularies["urgency"][result.urgency] if result else None,
            running=handbook.vocabularies["running"][result.running] if result else None,
            consider=consider,
            comparison=compare(handbook, [injury.id for injury, _ in consider])
            if compared and len(consider) > 1 else None,
            version=version,
        )  # fmt: skip
    return views


def _options(
    handbook: Handbook, node: Screen | QuestionNode | Result, numbers: dict[str, int]
) -> list[Option]:
    if isinstance(node, Screen):
        flags = [(handbook.red_flags[item.flag], item.next) for item in _asked(handbook, node)]
        options = [Option(flag.id, flag.sign, to, numbers[to], flag) for flag, to in flags]
        none = handbook.strings["check"]["none"]
        return [*options, Option("none", none, node.none, numbers[node.none])]
    if isinstance(node, QuestionNode):
        return [Option(a.id, a.text, a.next, numbers[a.next]) for a in node.answers]
    return []


def _asked(handbook: Handbook, screen: Screen) -> list[ScreenItem]:
    """Return the flags of a screen, the most urgent first, so that each urgency is one group."""
    return sorted(
        screen.items,
        key=lambda item: handbook.rank("urgency", handbook.red_flags[item.flag].urgency),
    )


def _node_data(handbook: Handbook, node: Screen | QuestionNode | Result) -> dict[str, Any]:
    if isinstance(node, Screen):
        items = []
        for item in _asked(handbook, node):
            flag = handbook.red_flags[item.flag]
            items.append(
                {"flag": flag.id, "text": flag.sign, "urgency": flag.urgency, "next": item.next}
            )
        return {"kind": "screen", "title": node.title, "items": items, "none": node.none}
    if isinstance(node, QuestionNode):
        answers = [{"id": a.id, "text": a.text, "next": a.next} for a in node.answers]
        return {"kind": "question", "title": node.title, "help": node.help or "",
                "answers": answers}  # fmt: skip
    return {
        "kind": "result",
        "title": node.title,
        "urgency": node.urgency,
        "running": node.running,
        "consider": [{"injury": item.injury, "why": item.why} for item in node.consider],
        "first": list(node.first),
        "seen": node.seen,
    }


def _terms(handbook: Handbook, vocabulary: str) -> dict[str, dict[str, str]]:
    return {
        term.id: {"label": term.label, "description": term.description}
        for term in handbook.vocabularies[vocabulary]
    }


def _injury_names(handbook: Handbook) -> dict[str, str]:
    named = {
        item.injury for node in handbook.tree.nodes.values() if isinstance(node, Result)
        for item in node.consider
    }  # fmt: skip
    return {injury_id: handbook.injuries[injury_id].name for injury_id in sorted(named)}
