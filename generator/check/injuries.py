"""Every injury is complete, and tied to what it must be tied to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.check.base import problem
from generator.model.handbook import Handbook
from generator.model.injury import Injury
from generator.model.relations import pairs, pointed_at
from generator.model.tree import Result
from generator.problems import Problem

#: Distinguishing signs that a pair of full records must have, from the handbook's own figures.
FEWEST_SIGNS = 3


def pairs_are_sound(handbook: Handbook, today: date) -> Iterator[Problem]:
    """An injury is not its own look-alike, and each pair is written once."""
    written: dict[str, str] = {}
    for pair in pairs(handbook):
        path = ("look_alikes", pair.index, "injury")
        if pair.a == pair.b:
            yield problem(
                handbook, "injuries", pair.written_in, path, "H401",
                found="the injury is named as its own look-alike", expected="another injury",
                hint="Name the injury that it can be mistaken for.",
            )  # fmt: skip
        elif pair.id in written:
            yield problem(
                handbook, "injuries", pair.written_in, path, "H402",
                found=f"this pair is written already in {written[pair.id]}.md",
                expected="each pair once", hint="Remove one of the two; both pages show it.",
            )  # fmt: skip
        written.setdefault(pair.id, pair.written_in)


def features_tell_apart(handbook: Handbook, today: date) -> Iterator[Problem]:
    """The features that tell a pair apart are filled in at both ends, and differ."""
    for pair in pairs(handbook):
        here = handbook.injuries[pair.written_in]
        there = handbook.injuries.get(pair.look_alike.injury)
        if there is None or there is here:
            continue
        for index, feature in enumerate(pair.look_alike.tell_apart):
            path = ("look_alikes", pair.index, "tell_apart", index)
            for end in (here, there):
                if feature not in end.features:
                    yield problem(
                        handbook, "injuries", here.id, path, "H403",
                        found=f"{end.id} has no words for the feature '{feature}'",
                        expected="the feature filled in at both ends",
                        hint=f"Add '{feature}' to the features of {end.id}.",
                    )  # fmt: skip
            if feature in here.features and here.features[feature] == there.features.get(feature):
                yield problem(
                    handbook, "injuries", here.id, path, "H404",
                    found=f"the feature '{feature}' has the same words at both ends",
                    expected="words that tell them apart",
                    hint="Write what differs, or take the feature out of tell_apart.",
                )  # fmt: skip


def enough_signs(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A pair of full records is told apart by at least three features."""
    for pair in pairs(handbook):
        ends = [handbook.injuries.get(end) for end in (pair.a, pair.b)]
        full = all(end is not None and end.depth == "full" for end in ends)
        if full and len(set(pair.look_alike.tell_apart)) < FEWEST_SIGNS:
            yield problem(
                handbook, "injuries", pair.written_in,
                ("look_alikes", pair.index, "tell_apart"), "H405",
                found=f"features that tell them apart: {len(set(pair.look_alike.tell_apart))}",
                expected=f"at least {FEWEST_SIGNS}", hint="Add features that a person can feel.",
            )  # fmt: skip


def look_alike_exists(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every injury stands in at least one comparison."""
    compared = {end for pair in pairs(handbook) for end in (pair.a, pair.b)}
    for injury in handbook.injuries.values():
        if injury.id not in compared:
            yield problem(
                handbook, "injuries", injury.id, ("look_alikes",), "H406",
                found="the injury has no look-alike", expected="at least one",
                hint="Add a look-alike here, or name this injury in another record's look_alikes.",
            )  # fmt: skip


def relations_are_sound(handbook: Handbook, today: date) -> Iterator[Problem]:
    """An injury does not lead to itself."""
    for injury in handbook.injuries.values():
        for index, relation in enumerate(injury.leads_to):
            if relation.injury == injury.id:
                yield problem(
                    handbook, "injuries", injury.id, ("leads_to", index, "injury"), "H407",
                    found="the injury leads to itself", expected="another injury",
                    hint="Name another injury, or remove the line.",
                )  # fmt: skip


def full_is_full(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A record that says it is full has every part of one."""
    for injury in handbook.injuries.values():
        if injury.depth != "full":
            continue
        for part in _missing_parts(injury):
            yield problem(
                handbook, "injuries", injury.id, ("depth",), "H408",
                found=f"a full record without {part}", expected=part,
                hint=f"Add {part}, or set depth: brief until they are written.",
            )  # fmt: skip


def _missing_parts(injury: Injury) -> Iterator[str]:
    treated_by_exercise = injury.kind != "condition"
    parts = {
        "aliases": injury.aliases,
        "timeline": injury.timeline or not treated_by_exercise,
        "contested": injury.contested,
        "questions": injury.questions,
        "prevention": injury.prevention,
        "at least two phases": len(injury.phases) > 1 or not treated_by_exercise,
        "running.criteria": injury.running.criteria,
        "self_checks": injury.self_checks or not treated_by_exercise,
    }
    yield from (name for name, value in parts.items() if not value)


def grades_in_order(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Grades go from mild to severe, so their weeks do not shrink."""
    for injury in handbook.injuries.values():
        for index in range(1, len(injury.grades)):
            before = injury.grades[index - 1].weeks_to_running
            here = injury.grades[index].weeks_to_running
            if here.min < before.min or here.max < before.max:
                yield problem(
                    handbook, "injuries", injury.id, ("grades", index, "weeks_to_running"), "H409",
                    found=f"{here.min:g} to {here.max:g} weeks after {before.min:g} to "
                          f"{before.max:g} for the milder grade",
                    expected="grades from mild to severe",
                    hint="Put the grades in order, or mend the weeks.",
                )  # fmt: skip


def every_injury_in_tree(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every injury of an area that the tree covers is named by a result."""
    results = [node for node in handbook.tree.nodes.values() if isinstance(node, Result)]
    named = {consider.injury for result in results for consider in result.consider}
    covered = {
        node.area for node in handbook.tree.nodes.values() if getattr(node, "kind", "") == "screen"
    }
    for injury in handbook.injuries.values():
        if injury.area in covered and injury.id not in named:
            yield problem(
                handbook, "injuries", injury.id, ("area",), "H411",
                found="no result of the symptom check names this injury",
                expected="at least one result",
                hint="Name it in a result of the tree for its area.",
            )  # fmt: skip


def exercises_are_used(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every exercise is used by an injury, a plan, a guide or another exercise."""
    used = pointed_at(handbook, "exercises")
    for exercise_id in handbook.exercises:
        if exercise_id not in used:
            yield problem(
                handbook, "exercises", exercise_id, (), "H412", warning=True,
                found="no injury, plan, guide or exercise uses it", expected="a use",
                hint="Add it to a phase with its dose, or link to it from a guide.",
            )  # fmt: skip


def exercise_versions_are_sound(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No exercise is its own easier or harder version, nor is one harder than a harder one."""
    for exercise in handbook.exercises.values():
        for name in ("easier", "harder"):
            for index, other in enumerate(getattr(exercise, name)):
                back = handbook.exercises.get(other)
                if (
                    other == exercise.id
                    or (name == "harder" and other in exercise.easier)
                    or (back is not None and exercise.id in getattr(back, name))
                ):
                    yield problem(
                        handbook, "exercises", exercise.id, (name, index), "H413",
                        found=f"'{other}' cannot be the {name} version",
                        expected="another exercise",
                        hint="Name an exercise that is really easier or harder.",
                    )  # fmt: skip


def plans_are_used(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every plan is named by an injury or a guide."""
    used = pointed_at(handbook, "plans")
    for plan_id in handbook.plans:
        if plan_id not in used:
            yield problem(
                handbook, "plans", plan_id, (), "H414", warning=True,
                found="no injury or guide leads to it", expected="a link to the plan",
                hint="Name it in running.plan of an injury, or in a guide.",
            )  # fmt: skip


def names_are_unique(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No two injuries share a name, so that a search finds the right one."""
    names = [
        (name.casefold(), injury.id, path)
        for injury in handbook.injuries.values()
        for name, path in _names(injury)
    ]
    first: dict[str, str] = {}
    for name, injury_id, path in names:
        if first.setdefault(name, injury_id) != injury_id:
            yield problem(
                handbook, "injuries", injury_id, path, "H415", warning=True,
                found=f"'{name}' is also a name of {first[name]}", expected="a name of its own",
                hint="Keep it where readers would look first.",
            )  # fmt: skip


def _names(injury: Injury) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    yield injury.name, ("name",)
    if injury.short_name.casefold() != injury.name.casefold():
        yield injury.short_name, ("short_name",)
    for index, alias in enumerate(injury.aliases):
        if alias.name.casefold() not in (injury.name.casefold(), injury.short_name.casefold()):
            yield alias.name, ("aliases", index, "name")


def plan_has_criteria(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A way back to running starts with criteria."""
    for injury in handbook.injuries.values():
        if injury.running.plan and not injury.running.criteria:
            yield problem(
                handbook, "injuries", injury.id, ("running",), "H416",
                found="there is a plan and nothing that must be true before it",
                expected="criteria", hint="Add running.criteria.",
            )  # fmt: skip


def flags_are_used(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Every red flag is shown by an injury or a screen."""
    used = {leaf.text for kind, _, leaf in handbook.texts
            if getattr(leaf.mark, "kind", "") == "red-flags"}  # fmt: skip
    for flag_id in handbook.red_flags:
        if flag_id not in used:
            yield problem(
                handbook, "red-flags", flag_id, (), "H417", warning=True,
                found="no injury and no screen shows it", expected="a use",
                hint="Add it to the injuries and screens where it matters.",
            )  # fmt: skip
