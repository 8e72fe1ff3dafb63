"""Made-up runners are led where they should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.check.base import problem
from generator.check.tree import NOT_SURE
from generator.model.graph import graph
from generator.model.handbook import Handbook, once
from generator.model.relations import pairs
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


@once
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


def vignettes_name_look_alikes(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Whoever a vignette is told from is a look-alike of the injury that it names first."""
    known = {frozenset((pair.a, pair.b)) for pair in pairs(handbook)}
    for vignette in handbook.vignettes.values():
        for index, other in enumerate(vignette.told_from):
            if other in handbook.injuries and {vignette.injuries[0], other} not in known:
                yield problem(
                    handbook, "vignettes", vignette.id, ("told_from", index), "H517",
                    found=f"{vignette.injuries[0]} and {other} are no look-alikes",
                    expected="a look-alike of the injury named first",
                    hint="Remove it, or tell the two apart in one of their records.",
                )  # fmt: skip


def pairs_have_vignettes(handbook: Handbook, today: date) -> Iterator[Problem]:
    """For each pair of look-alikes a vignette has the one, and another vignette the other."""
    told = sides_told(handbook)
    for pair in pairs(handbook):
        missing = [end for end in (pair.a, pair.b) if (end, pair.other(end)) not in told]
        if missing and pair.a != pair.b and {pair.a, pair.b} <= handbook.injuries.keys():
            yield problem(
                handbook, "injuries", pair.written_in, ("look_alikes", pair.index), "H518",
                warning=True,
                found=f"no made-up runner has {' or '.join(missing)} and is told from the other",
                expected="a vignette on each side of the pair",
                hint="Write one in content/vignettes, with the other injury in told_from.",
            )  # fmt: skip


def sides_told(handbook: Handbook) -> set[tuple[str, str]]:
    """Return each injury that a vignette has, with a look-alike that it is told from."""
    return {
        (vignette.injuries[0], other)
        for vignette in handbook.vignettes.values()
        for other in vignette.told_from
    }


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
