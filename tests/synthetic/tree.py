"""Makes a symptom check that leads to every made-up injury."""

from __future__ import annotations

from typing import Any

from tests.synthetic.maker import Maker


def tree(
    maker: Maker, injuries: dict[str, dict[str, Any]], flags: dict[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return a tree that screens each area and then leads to its injuries, four to a result.

    Returns the flags too that the screen on the way of "not sure" asks about.
    """
    nodes: dict[str, Any] = {}
    screens = []
    asked: list[str] = []
    for area in dict.fromkeys(values["area"] for values in injuries.values()):
        here = [name for name, values in injuries.items() if values["area"] == area]
        groups = [here[start : start + 4] for start in range(0, len(here), 4)]
        ends = [_result(maker, nodes, group, injuries) for group in groups]
        mine = [flag for flag, values in flags.items() if area in (values["areas"] or [area])]
        asked = asked or mine
        items = []
        for flag in mine:
            urgency = flags[flag]["urgency"]
            end = f"{area}-{urgency}"
            nodes.setdefault(end, _end(maker, here[:1], urgency))
            items.append({"flag": flag, "next": end})
        nodes[f"{area}-flags"] = {
            "kind": "screen", "area": area, "title": maker.words(4, 8), "items": items,
            "none": _ask(maker, nodes, ends),
        }  # fmt: skip
        screens.append(f"{area}-flags")
    first = _ask(maker, nodes, screens, "start")
    if first != "start":
        nodes["start"] = _question(maker, [first, first])
    return nodes, asked


def _result(
    maker: Maker, nodes: dict[str, Any], group: list[str], injuries: dict[str, dict[str, Any]]
) -> str:
    urgent = any(injuries[name]["seek"]["urgency"] == "within-days" for name in group)
    name = f"result-{len(nodes)}"
    nodes[name] = _end(maker, group, "within-days" if urgent else "self-care")
    return name


def _end(maker: Maker, injuries: list[str], urgency: str) -> dict[str, Any]:
    return {
        "kind": "result", "title": maker.words(4, 8), "urgency": urgency,
        "running": "amber" if urgency == "self-care" else "red",
        "consider": [{"injury": name, "why": maker.sentence(8, 14)} for name in injuries],
        "first": [maker.sentence(6, 12) for _ in range(3)], "seen": maker.sentence(8, 14),
    }  # fmt: skip


def _ask(maker: Maker, nodes: dict[str, Any], branches: list[str], name: str = "") -> str:
    """Return the node that asks its way to the branches, six at a time."""
    if len(branches) == 1:
        return branches[0]
    while len(branches) > 6:
        groups = [branches[start : start + 6] for start in range(0, len(branches), 6)]
        branches = [_ask(maker, nodes, group) for group in groups]
    name = name or f"question-{len(nodes)}"
    nodes[name] = _question(maker, branches)
    return name


def _question(maker: Maker, branches: list[str]) -> dict[str, Any]:
    answers = [
        {"id": f"answer-{number}", "text": maker.sentence(4, 9), "next": branch}
        for number, branch in enumerate(branches)
    ]
    answers.append({"id": "not-sure", "text": maker.sentence(3, 5), "next": branches[0]})
    return {"kind": "question", "title": maker.words(5, 9), "answers": answers}


def vignettes(maker: Maker, flags: dict[str, Any], asked: list[str]) -> dict[str, Any]:
    """Return runners who know nothing but a red flag."""
    return {
        f"runner-{flag}": {
            "text": " ".join(maker.sentence(8, 14) for _ in range(3)), "facts": [],
            "flags": [flag], "urgency": flags[flag]["urgency"],
            "injuries": [maker.ids["injuries"][0]], "rationale": maker.sentence(8, 14),
            "sources": [maker.turn("sources")],
        }
        for flag in asked
    }  # fmt: skip
