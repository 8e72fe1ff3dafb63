"""Works out the symptom check: its data, its pages, its flowchart and its proof."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from generator.check.vignettes import Outcome, run_vignettes
from generator.derive.comparison import Comparison, compare
from generator.derive.page import PageSpec
from generator.derive.tree_picture import Picture, tree_picture
from generator.model.graph import graph
from generator.model.handbook import Handbook
from generator.model.injury import Injury
from generator.model.reference import RedFlag
from generator.model.tree import QuestionNode, Result, Screen, ScreenItem, Step, Tree
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
class Proof:
    """What was proven about the tree, in figures."""

    nodes: int
    paths: int
    longest: int
    vignettes: int
    passed: int
    exact: int
    under: int
    over: int
    named: int
    named_first: int
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class CheckView:
    """The page of the symptom check."""

    data: dict[str, Any]
    strings: dict[str, Any]
    start: NodeView
    proof: Proof
    covered: tuple[TermEntry, ...]
    uncovered: tuple[TermEntry, ...]
    areas: tuple[TermEntry, ...]
    opened: dict[str, str]


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


@dataclass(frozen=True)
class Parts:
    """The tree as a page loads it: what every reader needs, and one part behind each screen."""

    base: dict[str, Any]
    behind: dict[str, dict[str, Any]]


def tree_parts(handbook: Handbook) -> Parts:
    """Return the tree cut at its screens, so that a phone loads one area and not the whole body.

    A step that two areas share stands in the base, so each part is whole together with the base.
    `longest` is the most answers that a part still asks.
    """
    data = tree_data(handbook)
    nodes = handbook.tree.nodes
    reached = {
        node_id: graph(Tree(start=node_id, nodes=nodes))
        for node_id, node in nodes.items() if isinstance(node, Screen)
    }  # fmt: skip
    shared = Counter(node_id for facts in reached.values() for node_id in facts.reached)
    behind = {
        screen: {node_id: data["nodes"][node_id] for node_id in nodes
                 if node_id in facts.reached and shared[node_id] == 1}
        for screen, facts in reached.items()
    }  # fmt: skip
    base = {node_id: node for node_id, node in data["nodes"].items() if shared[node_id] != 1}
    parts = {
        screen: {"src": part_file(screen), "longest": facts.longest()}
        for screen, facts in reached.items() if behind[screen]
    }  # fmt: skip
    return Parts({**data, "nodes": base, "parts": parts}, behind)


def part_file(screen: str) -> str:
    """Return the address of the file with the part behind a screen."""
    return f"assets/tree/{screen}.js"


def proof(handbook: Handbook) -> Proof:
    """Return the figures of the tree and of its vignettes."""
    facts = graph(handbook.tree)
    outcomes = run_vignettes(handbook)
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    return Proof(
        nodes=len(handbook.tree.nodes),
        paths=facts.path_count(),
        longest=facts.longest(),
        vignettes=len(outcomes),
        passed=sum(outcome.passed for outcome in outcomes),
        exact=verdicts["exact"],
        under=verdicts["under-triaged"] + verdicts["lost"],
        over=verdicts["over-triaged"],
        named=sum(outcome.named for outcome in outcomes),
        named_first=sum(outcome.named_first for outcome in outcomes),
        outcomes=outcomes,
    )


def tree_pages(handbook: Handbook) -> list[PageSpec]:
    """Return the page of the check, a flowchart for each area, and one page for each step."""
    data = tree_data(handbook)
    views = _node_views(handbook, numbered(handbook), data["version"])
    if not views:
        return []
    words = handbook.strings["check"]
    home = ((handbook.strings["nav"]["check"], "check/"),)
    charts = _flowcharts(handbook, data["version"])
    view = _check_view(handbook, data, views, charts)
    pages = [
        PageSpec("check/", "check.md.jinja", words["title"], words["description"], view),
        PageSpec("check/flowchart/", "flowcharts.md.jinja", words["flowchart_title"],
                 words["flowchart_description"], view, crumbs=home),
    ]  # fmt: skip
    for chart in charts:
        title = words["flowchart_of"].format(area=chart.area.label)
        pages.append(
            PageSpec(f"check/flowchart/{chart.area.id}/", "flowchart.md.jinja", title,
                     words["flowchart_description"], chart, searched=False,
                     hide=("navigation", "toc"),
                     crumbs=(*home, (words["flowchart_title"], "check/flowchart/")))
        )  # fmt: skip
    for node in views.values():
        pages.append(
            PageSpec(f"check/{node.id}/", "node.md.jinja", node.node.title,
                     words["node_description"].format(title=node.node.title), node, crumbs=home,
                     source=handbook.origin("tree", node.id).file.split("/", 1)[1],
                     searched=False)
        )  # fmt: skip
    return pages


def _check_view(
    handbook: Handbook, data: dict[str, Any], views: dict[str, NodeView],
    charts: tuple[FlowchartView, ...],
) -> CheckView:  # fmt: skip
    covered = _covered(handbook)
    areas = handbook.vocabularies["area"]
    proven = proof(handbook)
    return CheckView(
        data=tree_parts(handbook).base,
        strings={"check": handbook.strings["check"], "urgency": _terms(handbook, "urgency"),
                 "running": _terms(handbook, "running"), "injuries": _injury_names(handbook)},
        start=views[handbook.tree.start],
        proof=proven,
        covered=tuple(area for area in areas if area.id in covered),
        uncovered=tuple(area for area in areas if area.id not in covered),
        areas=tuple(chart.area for chart in charts),
        opened={outcome.vignette.id: walked(data["version"], outcome.steps)
                for outcome in proven.outcomes},
    )  # fmt: skip


def walked(version: str, steps: tuple[Step, ...]) -> str:
    """Return the part of an address after ``#`` that opens the walker with these answers."""
    answers = ",".join(f"{step.node}:{step.choice.id}" for step in steps)
    return f"v={version}&a={answers}"


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


def _node_views(handbook: Handbook, numbers: dict[str, int], version: str) -> dict[str, NodeView]:
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
            if len(consider) > 1 else None,
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
