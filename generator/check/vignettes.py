"""Made-up runners are led where they should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.check.base import problem
from generator.check.tree import NOT_SURE
from generator.model.graph import graph
from generator.model.handbook import Handbook
from generator.model.tree import QuestionNode, Result, Screen, Step, choices
from generator.model.vignette import Vignette
from generator.problems import Problem

Verdict = Literal["exact", "under-triaged", "over-triaged", "lost"]


@dataclass(frozen=True)
class Outcome:
    """Where a vignette was led: the steps, the result, and how it compares."""

    vignette: Vignette
    steps: tuple[Step, ...]
    end: str
    verdict: Verdict
    named: bool
    named_first: bool

    @property
    def passed(self) -> bool:
        """Whether the urgency is exact and an acceptable injury is named."""
        return self.verdict == "exact" and self.named


def run_vignettes(handbook: Handbook) -> tuple[Outcome, ...]:
    """Lead every vignette through the tree by the answers that its facts imply."""
    return tuple(_run(handbook, vignette) for vignette in handbook.vignettes.values())


def vignettes_are_safe(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No vignette ends milder than it should, or nowhere."""
    if handbook.tree.start not in handbook.tree.nodes or graph(handbook.tree).cycle:
        return
    for outcome in run_vignettes(handbook):
        if outcome.verdict == "under-triaged":
            yield problem(
                handbook, "vignettes", outcome.vignette.id, ("urgency",), "H514",
                found=f"the tree ends at '{outcome.end}', which is milder than "
                      f"'{outcome.vignette.urgency}'",
                expected=f"'{outcome.vignette.urgency}' or more urgent",
                hint="Make the question better that let this runner through.",
            )  # fmt: skip
        elif outcome.verdict == "lost" and outcome.end in handbook.tree.nodes:
            yield problem(
                handbook, "vignettes", outcome.vignette.id, ("facts",), "H515",
                found=f"no answer at '{outcome.end}' fits the facts",
                expected="a fact for each question on the way, or an answer 'not-sure'",
                hint="Add what the runner knows, or a 'not sure' answer to the question.",
            )  # fmt: skip


def _run(handbook: Handbook, vignette: Vignette) -> Outcome:
    nodes = handbook.tree.nodes
    here, steps = handbook.tree.start, []
    while here in nodes and not isinstance(nodes[here], Result) and len(steps) < len(nodes):
        step = _answer(handbook, here, vignette)
        if step is None:
            break
        steps.append(step)
        here = step.choice.next
    result = nodes.get(here)
    if not isinstance(result, Result):
        return Outcome(vignette, tuple(steps), here, "lost", False, False)
    named = [consider.injury for consider in result.consider]
    return Outcome(
        vignette, tuple(steps), here, _verdict(handbook, result, vignette),
        any(injury in named for injury in vignette.injuries), named[:1] == [vignette.injuries[0]],
    )  # fmt: skip


def _answer(handbook: Handbook, node_id: str, vignette: Vignette) -> Step | None:
    node = handbook.tree.nodes[node_id]
    options = {choice.id: choice for choice in choices(node)}
    if isinstance(node, Screen):
        yes = [flag for flag in vignette.flags if flag in options and flag in handbook.red_flags]
        yes.sort(key=lambda flag: handbook.rank("urgency", handbook.red_flags[flag].urgency))
        return Step(node_id, options[yes[0] if yes else "none"])
    if isinstance(node, QuestionNode):
        for answer in node.answers:
            if set(answer.facts) & set(vignette.facts):
                return Step(node_id, options[answer.id])
    return Step(node_id, options[NOT_SURE]) if NOT_SURE in options else None


def _verdict(handbook: Handbook, result: Result, vignette: Vignette) -> Verdict:
    urgencies = handbook.vocabularies["urgency"]
    if result.urgency not in urgencies or vignette.urgency not in urgencies:
        return "exact"  # the unknown term is a problem of its own
    difference = urgencies.rank(result.urgency) - urgencies.rank(vignette.urgency)
    return "exact" if not difference else "under-triaged" if difference > 0 else "over-triaged"
