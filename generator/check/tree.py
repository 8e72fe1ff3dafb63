"""The decision tree is whole, and safe on every path."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.check.base import problem
from generator.model.graph import graph
from generator.model.handbook import Handbook
from generator.model.relations import areas_of, flags_of_area
from generator.model.tree import QuestionNode, Result, Screen
from generator.problems import Path, Problem

#: The most steps a reader has to take.
MOST_STEPS = 8
#: The answer of someone who does not know.
NOT_SURE = "not-sure"


def starts_somewhere(handbook: Handbook, today: date) -> Iterator[Problem]:
    """There is a node to start at."""
    tree = handbook.tree
    if tree.nodes and not handbook.exists("tree", tree.start):
        yield problem(
            handbook, "tree", next(iter(tree.nodes)), (), "H501",
            found=f"no step is called '{tree.start}'", expected=f"a step '{tree.start}'",
            hint=f"Name the first question '{tree.start}'.",
        )  # fmt: skip


def has_no_cycle(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No path comes back to a step it has passed."""
    cycle = graph(handbook.tree).cycle
    if cycle:
        yield problem(
            handbook, "tree", cycle[0], (), "H503",
            found="these steps lead in a circle: " + " → ".join(cycle),
            expected="every path to end", hint="Change one 'next' so that it leads on.",
        )  # fmt: skip


def every_node_is_reached(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No step is left without a way to it."""
    reached = graph(handbook.tree).reached
    if not reached:
        return
    for node_id in handbook.tree.nodes:
        if node_id not in reached:
            yield problem(
                handbook, "tree", node_id, (), "H502",
                found=f"no path leads to the step '{node_id}'", expected="a way to every step",
                hint="Let an answer lead here, or remove the step.",
            )  # fmt: skip


def paths_are_short(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No reader takes more than eight steps."""
    longest = graph(handbook.tree).longest()
    if longest > MOST_STEPS:
        yield problem(
            handbook, "tree", handbook.tree.start, (), "H504",
            found=f"the longest path has {longest} steps", expected=f"at most {MOST_STEPS}",
            hint="Join or drop questions; `handbook paths` lists every path with its length.",
        )  # fmt: skip


def answers_are_unique(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Within a step each answer has an id of its own, and each flag is asked once."""
    for node_id, node in handbook.tree.nodes.items():
        if isinstance(node, QuestionNode):
            ids = [answer.id for answer in node.answers]
            field, name = "answers", "id"
        elif isinstance(node, Screen):
            ids = [item.flag for item in node.items]
            field, name = "items", "flag"
        else:
            continue
        for index, answer_id in enumerate(ids):
            if answer_id in ids[:index] or (answer_id == "none" and field == "items"):
                yield problem(
                    handbook, "tree", node_id, (field, index, name), "H505",
                    found=f"'{answer_id}' is used twice in this step", expected="each once",
                    hint="Give the answer another id, or remove it.",
                )  # fmt: skip


def flags_end_at_results(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A yes to a red flag ends at a result that is at least as urgent as the flag."""
    for node_id, index, flag_id, result_id in _screened(handbook):
        flag = handbook.red_flags.get(flag_id)
        node = handbook.tree.nodes.get(result_id)
        if flag is None or node is None:
            continue
        path: Path = ("items", index, "next")
        if not isinstance(node, Result):
            yield problem(
                handbook, "tree", node_id, path, "H506",
                found=f"a yes to '{flag_id}' goes on to '{result_id}'", expected="a result",
                hint="Let a red flag end at a result of its urgency.",
            )  # fmt: skip
        elif _is_milder(handbook, node.urgency, flag.urgency):
            yield problem(
                handbook, "tree", node_id, path, "H507",
                found=f"the result is '{node.urgency}' and the red flag is '{flag.urgency}'",
                expected=f"'{flag.urgency}' or more urgent",
                hint=f"Let '{flag_id}' lead to a result that is at least '{flag.urgency}'.",
            )  # fmt: skip


def screens_ask_their_area(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A screen asks every red flag of its area, those of the whole body included."""
    for node_id, node in handbook.tree.nodes.items():
        if not isinstance(node, Screen):
            continue
        asked = {item.flag for item in node.items}
        for flag_id in flags_of_area(handbook, node.area):
            if flag_id not in asked:
                yield problem(
                    handbook, "tree", node_id, ("items",), "H508",
                    found=f"the screen does not ask about '{flag_id}'",
                    expected=f"every red flag of the area '{node.area}'",
                    hint=f"Add - {{flag: {flag_id}, next: ...}}, or mend the flag's areas.",
                )  # fmt: skip


def self_care_is_screened(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No path reaches self-care without the screen of an area of each injury it names."""
    for result_id, result, screens in _results(handbook):
        if result.urgency != "self-care":
            continue
        areas = {handbook.tree.nodes[screen].area for screen in screens}  # type: ignore[union-attr]
        for index, consider in enumerate(result.consider):
            injury = handbook.injuries.get(consider.injury)
            if injury is not None and not areas & set(areas_of(handbook, injury)):
                yield problem(
                    handbook, "tree", result_id, ("consider", index, "injury"), "H509",
                    found=f"a path reaches this result without the screen of '{injury.area}'",
                    expected="the screen of the injury's area on every path to self-care",
                    hint="Lead the path through the screen, or make the result more urgent.",
                )  # fmt: skip


def named_flags_are_asked(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every path to self-care has asked the urgent red flags of each injury it names."""
    for result_id, result, screens in _results(handbook):
        if result.urgency != "self-care":
            continue
        asked = {
            item.flag
            for screen in screens
            for item in handbook.tree.nodes[screen].items  # type: ignore[union-attr]
        }
        for index, consider in enumerate(result.consider):
            injury = handbook.injuries.get(consider.injury)
            for flag_id in injury.red_flags if injury else ():
                flag = handbook.red_flags.get(flag_id)
                if flag and flag_id not in asked and flag.urgency in ("emergency", "same-day"):
                    yield problem(
                        handbook, "tree", result_id, ("consider", index, "injury"), "H510",
                        found=f"no path here has asked about '{flag_id}', a red flag of "
                              f"{consider.injury}",
                        expected="every urgent red flag of the injury to be asked first",
                        hint=f"Add '{flag_id}' to the screen on the way.",
                    )  # fmt: skip


def doubt_is_cautious(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Whoever is not sure never ends milder than the mildest end of every other answer."""
    facts = graph(handbook.tree)
    if facts.cycle:
        return
    mildest = dict.fromkeys(handbook.tree.nodes, -1)
    for node_id in reversed(facts.order):
        node = handbook.tree.nodes[node_id]
        here = handbook.rank("urgency", node.urgency) if isinstance(node, Result) else -1
        mildest[node_id] = max([here, *(mildest[after] for after in facts.next[node_id])])
    for node_id, node in handbook.tree.nodes.items():
        if not isinstance(node, QuestionNode) or node_id not in facts.reached:
            continue
        sure = [mildest.get(a.next, -1) for a in node.answers if a.id != NOT_SURE]
        for index, answer in enumerate(node.answers):
            if answer.id == NOT_SURE and sure and mildest.get(answer.next, -1) > max(sure):
                yield problem(
                    handbook, "tree", node_id, ("answers", index, "next"), "H516",
                    found="whoever is not sure can end milder than with any other answer",
                    expected="a way that is at least as cautious as the mildest other one",
                    hint="Lead this answer to the safer side.",
                )  # fmt: skip


def running_fits_urgency(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Whoever must be seen within days or sooner is told to stop running."""
    for node_id, node in handbook.tree.nodes.items():
        if isinstance(node, Result) and node.urgency != "self-care" and node.running != "red":
            yield problem(
                handbook, "tree", node_id, ("running",), "H511",
                found=f"the result is '{node.urgency}' and running is '{node.running}'",
                expected="red", hint="Set running: red, or make the result self-care.",
            )  # fmt: skip


def results_name_injuries(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A result names what to read about, unless help must come first."""
    for node_id, node in handbook.tree.nodes.items():
        urgent = isinstance(node, Result) and node.urgency in ("emergency", "same-day")
        if isinstance(node, Result) and not node.consider and not urgent:
            yield problem(
                handbook, "tree", node_id, ("consider",), "H513",
                found="the result names no injury", expected="one to four injuries",
                hint="Add the injuries that these answers point to, each with its reason.",
            )  # fmt: skip


def results_fit_injuries(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A result is at least as urgent as the injury it names first."""
    for node_id, node in handbook.tree.nodes.items():
        if not isinstance(node, Result) or not node.consider:
            continue
        injury = handbook.injuries.get(node.consider[0].injury)
        if injury and _is_milder(handbook, node.urgency, injury.seek.urgency):
            yield problem(
                handbook, "tree", node_id, ("urgency",), "H512",
                found=f"the result is '{node.urgency}', and {injury.id} asks for "
                      f"'{injury.seek.urgency}'",
                expected=f"'{injury.seek.urgency}' or more urgent",
                hint="Raise the urgency, or name another injury first.",
            )  # fmt: skip


def _results(handbook: Handbook) -> Iterator[tuple[str, Result, frozenset[str]]]:
    facts = graph(handbook.tree)
    before = facts.screens_before()
    for node_id, node in handbook.tree.nodes.items():
        if isinstance(node, Result) and node_id in before:
            yield node_id, node, before[node_id]


def _screened(handbook: Handbook) -> Iterator[tuple[str, int, str, str]]:
    for node_id, node in handbook.tree.nodes.items():
        if isinstance(node, Screen):
            for index, item in enumerate(node.items):
                yield node_id, index, item.flag, item.next


def _is_milder(handbook: Handbook, urgency: str, other: str) -> bool:
    """Say whether one urgency is milder than another; an unknown one is a problem of its own."""
    terms = handbook.vocabularies["urgency"]
    return urgency in terms and other in terms and terms.rank(urgency) > terms.rank(other)
