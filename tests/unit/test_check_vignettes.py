"""Made-up runners are led by what they know, and the end is held against what is right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.check.vignettes import Outcome, run_vignettes, vignettes_are_safe
from generator.model.handbook import Handbook
from generator.model.reference import RedFlag
from generator.model.tree import Node, Tree
from generator.model.vignette import Vignette
from generator.problems import Origin
from tests.conftest import TODAY


def result(node_id: str, urgency: str, *injuries: str) -> dict[str, Any]:
    consider = tuple({"injury": injury, "why": "So."} for injury in injuries)
    return {"id": node_id, "kind": "result", "title": "R", "urgency": urgency, "running": "red",
            "consider": consider, "first": ("Rest.",), "seen": "Soon."}  # fmt: skip


def answer(answer_id: str, following: str, *facts: str) -> dict[str, Any]:
    return {"id": answer_id, "text": "A.", "next": following, "facts": facts}


#: flags ┬ rf-now → now    ask ┬ hot  → soon
#:       ├ rf-today → today    ├ cold → rest
#:       └ none → ask          └ (no "not sure")
NODES: list[dict[str, Any]] = [
    {"id": "start", "kind": "question", "title": "Q", "answers": (
        answer("leg", "flags", "leg"), answer("arm", "rest", "arm"), answer("not-sure", "flags"),
    )},
    {"id": "flags", "kind": "screen", "area": "foot", "title": "S", "none": "ask", "items": (
        {"flag": "rf-today", "next": "today"}, {"flag": "rf-now", "next": "now"},
    )},
    {"id": "ask", "kind": "question", "title": "Q", "answers": (
        answer("hot", "soon", "hot", "red"), answer("cold", "rest", "cold"),
    )},
    result("now", "emergency", "burn"), result("today", "same-day", "break"),
    result("soon", "within-days", "strain", "sprain"), result("rest", "self-care", "ache"),
]  # fmt: skip


def flag(flag_id: str, urgency: str) -> RedFlag:
    return RedFlag(
        id=flag_id, sign="S.", may_mean="M.", urgency=urgency, action="A.", sources=("a",)
    )


def lead(handbook: Handbook, nodes: list[dict[str, Any]] = NODES, **known: Any) -> Outcome:
    """Lead one runner through the small tree."""
    return run_vignettes(small(handbook, nodes, **known))[0]


def small(handbook: Handbook, nodes: list[dict[str, Any]] = NODES, **known: Any) -> Handbook:
    values = {"urgency": "within-days", "injuries": ("strain",), "facts": (), **known}
    runner = Vignette(id="ann", text="Ann runs. " * 5, rationale="R.", sources=("a",), **values)
    step = TypeAdapter(Node)
    flags = (flag("rf-now", "emergency"), flag("rf-today", "same-day"))
    return replace(
        handbook,
        tree=Tree(start="start", nodes={n["id"]: step.validate_python(n) for n in nodes}),
        red_flags={item.id: item for item in flags},
        vignettes={"ann": runner},
        origins={("vignettes", "ann"): Origin("content/vignettes/a.yml", {})},
        broken=frozenset(),
    )


def way(outcome: Outcome) -> list[str]:
    return [f"{step.node}:{step.choice.id}" for step in outcome.steps] + [outcome.end]


def test_facts_lead_to_the_end_and_the_end_is_right(handbook: Handbook) -> None:
    outcome = lead(handbook, facts=("leg", "hot"))
    assert way(outcome) == ["start:leg", "flags:none", "ask:hot", "soon"]
    assert (outcome.verdict, outcome.named, outcome.named_first) == ("exact", True, True)
    assert outcome.passed


def test_first_answer_that_fits_is_taken(handbook: Handbook) -> None:
    """The more urgent answers stand first, so a doubt is settled to the safer side."""
    assert lead(handbook, facts=("cold", "red", "leg")).end == "soon"


def test_runner_who_knows_nothing_is_not_sure(handbook: Handbook) -> None:
    assert way(lead(handbook, facts=("cold",)))[0] == "start:not-sure"


@pytest.mark.parametrize("flags", [("rf-today", "rf-now"), ("rf-now", "rf-today")])
def test_most_urgent_red_flag_leads_on(flags: tuple[str, ...], handbook: Handbook) -> None:
    """Whatever the order on the screen, the emergency goes before the visit today."""
    outcome = lead(handbook, facts=("leg",), flags=flags, urgency="emergency")
    assert way(outcome) == ["start:leg", "flags:rf-now", "now"]
    assert outcome.verdict == "exact"


@pytest.mark.parametrize(
    ("facts", "urgency", "verdict"),
    [
        (("leg", "cold"), "within-days", "under-triaged"),
        (("leg", "cold"), "emergency", "under-triaged"),
        (("leg", "hot"), "within-days", "exact"),
        (("leg", "hot"), "self-care", "over-triaged"),
        (("leg",), "within-days", "lost"),
        (("arm",), "self-care", "exact"),
    ],
)
def test_end_is_held_against_what_is_right(
    facts: tuple[str, ...], urgency: str, verdict: str, handbook: Handbook
) -> None:
    assert lead(handbook, facts=facts, urgency=urgency).verdict == verdict


def test_lost_runner_stops_where_no_answer_fits(handbook: Handbook) -> None:
    outcome = lead(handbook, facts=("leg", "dry"))
    assert way(outcome) == ["start:leg", "flags:none", "ask"]
    assert (outcome.verdict, outcome.passed) == ("lost", False)


@pytest.mark.parametrize(
    ("injuries", "named", "first"),
    [
        (("strain",), True, True),
        (("sprain",), True, False),
        (("sprain", "strain"), True, False),
        (("strain", "gout"), True, True),
        (("gout",), False, False),
    ],
)
def test_injury_is_named_or_even_first(
    injuries: tuple[str, ...], named: bool, first: bool, handbook: Handbook
) -> None:
    outcome = lead(handbook, facts=("leg", "hot"), injuries=injuries)
    assert (outcome.named, outcome.named_first, outcome.passed) == (named, first, named)


def test_result_that_names_nothing_names_no_injury(handbook: Handbook) -> None:
    nodes = [*NODES[:-4], result("now", "emergency"), *NODES[-3:]]
    outcome = lead(handbook, nodes, facts=("leg",), flags=("rf-now",), urgency="emergency")
    assert (outcome.verdict, outcome.named, outcome.named_first) == ("exact", False, False)


@pytest.mark.parametrize(
    ("facts", "urgency", "codes"),
    [
        (("leg", "cold"), "within-days", ["H514"]),
        (("leg", "hot"), "self-care", []),
        (("leg", "hot"), "within-days", []),
        (("leg",), "within-days", ["H515"]),
    ],
)
def test_only_too_mild_or_nowhere_stops_a_build(
    facts: tuple[str, ...], urgency: str, codes: list[str], handbook: Handbook
) -> None:
    found = vignettes_are_safe(small(handbook, facts=facts, urgency=urgency), TODAY)
    assert [problem.code for problem in found] == codes


def test_circle_and_missing_step_end_the_walk(handbook: Handbook) -> None:
    """Both are problems of the tree; the runner is not reported on top."""
    circle = [*NODES[:2], {**NODES[2], "answers": (answer("hot", "start", "hot"),) * 2}, *NODES[3:]]
    nowhere = [*NODES[:2], {**NODES[2], "answers": (answer("hot", "gone", "hot"),) * 2}, *NODES[3:]]
    for nodes in (circle, nowhere):
        assert lead(handbook, nodes, facts=("leg", "hot")).verdict == "lost"
        changed = small(handbook, nodes, facts=("leg", "hot"))
        assert list(vignettes_are_safe(changed, TODAY)) == []
