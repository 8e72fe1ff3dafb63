"""Works out what was proven about the symptom check."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.check.vignettes import Outcome, run_vignettes, sides_told
from generator.model.graph import graph
from generator.model.handbook import Handbook
from generator.model.injury import Injury
from generator.model.relations import pairs
from generator.model.tree import Step
from generator.model.vocabulary import TermEntry


@dataclass(frozen=True)
class Proof:
    """The figures: of the tree, then of the made-up runners that it was tried on."""

    steps: int
    paths: int
    longest: int
    pairs: int
    vignettes: int
    passed: int
    exact: int
    under: int
    over: int
    named: int
    first: int


@dataclass(frozen=True)
class Case:
    """A made-up runner: what was right, where the check led, and the answers as an address."""

    outcome: Outcome
    has: Injury
    told_from: tuple[Injury, ...]
    urgency: TermEntry
    answers: str


@dataclass(frozen=True)
class CaseGroup:
    """Cases under a heading: those of an area, or those that did not pass."""

    id: str
    title: str
    cases: tuple[Case, ...]


def proof(handbook: Handbook) -> Proof:
    """Return the figures of the tree and of its vignettes.

    `pairs` are look-alikes of which a vignette has the one, and another vignette the other.
    """
    facts = graph(handbook.tree)
    outcomes = run_vignettes(handbook)
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    told = sides_told(handbook)
    return Proof(
        steps=len(handbook.tree.nodes),
        paths=facts.path_count(),
        longest=facts.longest(),
        pairs=sum({(pair.a, pair.b), (pair.b, pair.a)} <= told for pair in pairs(handbook)),
        vignettes=len(outcomes),
        passed=sum(outcome.passed for outcome in outcomes),
        exact=verdicts["exact"],
        under=verdicts["under-triaged"] + verdicts["lost"],
        over=verdicts["over-triaged"],
        named=sum(outcome.named for outcome in outcomes),
        first=sum(outcome.named_first for outcome in outcomes),
    )


def case_groups(handbook: Handbook, version: str) -> tuple[CaseGroup, ...]:
    """Return the cases that did not pass, then the others by area. `version` is the tree's."""
    cases = [_case(handbook, outcome, version) for outcome in run_vignettes(handbook)]
    failed = tuple(case for case in cases if not case.outcome.passed)
    groups = [CaseGroup("not-passed", handbook.strings["check"]["cases_failed"], failed)]
    for area in handbook.vocabularies["area"]:
        passed = tuple(c for c in cases if c.outcome.passed and c.has.area == area.id)
        groups.append(CaseGroup(area.id, area.label, passed))
    return tuple(group for group in groups if group.cases)


def _case(handbook: Handbook, outcome: Outcome, version: str) -> Case:
    vignette = outcome.vignette
    return Case(
        outcome=outcome,
        has=handbook.injuries[vignette.injuries[0]],
        told_from=tuple(handbook.injuries[other] for other in vignette.told_from),
        urgency=handbook.vocabularies["urgency"][vignette.urgency],
        answers=walked(version, outcome.steps),
    )


def walked(version: str, steps: tuple[Step, ...]) -> str:
    """Return the part of an address after ``#`` that opens the walker with these answers."""
    answers = ",".join(f"{step.node}:{step.choice.id}" for step in steps)
    return f"v={version}&a={answers}"
