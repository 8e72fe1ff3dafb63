"""Every record holds every rule: one named test for each record and each check."""

from __future__ import annotations

from collections import Counter
from statistics import median

import pytest

from generator.check import CHECKS
from generator.check.base import Check
from generator.check.readability import readings
from generator.derive.proof import proof
from generator.load import load
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.relations import pairs
from generator.problems import Problem
from tests.conftest import CONTENT, TODAY

RECORDS = [
    path.relative_to(CONTENT).as_posix()
    for kind in RECORD_KINDS
    for path in sorted((CONTENT / kind).glob("*.md"))
]
OTHER_FILES = [
    path.relative_to(CONTENT).as_posix()
    for path in sorted(CONTENT.rglob("*.yml"))
    if path.parent.name != "pages"
]
#: Warnings that are known and stay for now, as (code, file).
KNOWN_WARNINGS: frozenset[tuple[str, str]] = frozenset()

Found = dict[tuple[str, str], list[Problem]]


def name_of(rule: Check) -> str:
    """Return how a check is called in the names of tests: ``tree.has_no_cycle``."""
    return f"{rule.__module__.rsplit('.', 1)[-1]}.{rule.__name__}"


@pytest.fixture(scope="session")
def found() -> Found:
    """The problems of the real content by check and file, found once."""
    loaded = load(CONTENT)
    assert loaded.handbook is not None, loaded.problems
    found: Found = {}
    for problem in loaded.problems:
        found.setdefault(("load", problem.file), []).append(problem)
    for rule in CHECKS:
        for problem in rule(loaded.handbook, TODAY):
            found.setdefault((name_of(rule), problem.file), []).append(problem)
    return found


def unexpected(problems: list[Problem], file: str) -> str:
    """Print the problems of a file that are not known."""
    return "\n".join(
        str(problem) for problem in problems if (problem.code, file) not in KNOWN_WARNINGS
    )


@pytest.mark.parametrize("check", ["load", *(name_of(rule) for rule in CHECKS)])
@pytest.mark.parametrize("record", RECORDS)
def test_record(record: str, check: str, found: Found) -> None:
    """A record can be read, and a check finds nothing in it."""
    assert not unexpected(found.get((check, f"content/{record}"), []), record)


@pytest.mark.parametrize("file", OTHER_FILES)
def test_other_file(file: str, found: Found) -> None:
    """Vocabularies, sources, red flags, the tree and all else can be read and hold every rule."""
    problems = [
        problem
        for (_, place), problems in found.items()
        if place == f"content/{file}"
        for problem in problems
    ]
    assert not unexpected(problems, file)


def test_nothing_is_found_elsewhere(found: Found) -> None:
    """Every problem stands in a file that has a test above."""
    places = {file for _, file in found}
    assert places <= {f"content/{file}" for file in [*RECORDS, *OTHER_FILES]}


def test_known_warnings_are_still_there(found: Found) -> None:
    """A warning that was mended leaves the list, and no error is ever on it."""
    there = {
        (problem.code, problem.file.removeprefix("content/"), problem.severity.value)
        for problems in found.values()
        for problem in problems
    }
    assert {(*known, "warning") for known in KNOWN_WARNINGS} <= there
    assert not {known for known in KNOWN_WARNINGS if (*known, "error") in there}


FULL = sorted(
    path.stem
    for path in (CONTENT / "injuries").glob("*.md")
    if "\ndepth: full\n" in path.read_text()
)


def test_what_runners_meet_is_written_in_full() -> None:
    """Half a hundred injuries and conditions, at the least, are complete."""
    assert len(FULL) >= 50


@pytest.mark.parametrize("injury_id", FULL)
def test_a_full_injury_is_told_apart(injury_id: str, handbook: Handbook) -> None:
    """Three signs or more tell it from each of two look-alikes or more."""
    signs = [
        len(set(pair.look_alike.tell_apart))
        for pair in pairs(handbook)
        if injury_id in (pair.a, pair.b)
    ]
    assert sum(count >= 3 for count in signs) >= 2


@pytest.mark.parametrize("injury_id", FULL)
def test_a_full_injury_says_how_long_and_how(injury_id: str, handbook: Handbook) -> None:
    """It has a timeline with a source, what must be true to run again, and two stages of care.

    A clot has no stages of exercise: its care is the clinician's.
    """
    injury = handbook.injuries[injury_id]
    assert injury.timeline
    assert all(line.sources for line in injury.timeline)
    assert injury.running.criteria
    assert len(injury.phases) >= 2 or injury_id == "deep-vein-thrombosis"


URGENT = ("emergency", "same-day")


@pytest.mark.parametrize("urgency", URGENT)
def test_an_urgent_condition_has_two_made_up_runners(urgency: str, handbook: Handbook) -> None:
    """The check is tried at least twice on each condition that cannot wait for tomorrow."""
    runners = Counter(
        injury
        for vignette in handbook.vignettes.values()
        if vignette.urgency == urgency
        for injury in vignette.injuries
    )
    conditions = [i.id for i in handbook.injuries.values() if i.seek.urgency == urgency]
    assert len(conditions) >= 5
    assert [injury for injury in conditions if runners[injury] < 2] == []


def test_an_urgent_sign_has_a_made_up_runner(handbook: Handbook) -> None:
    """Each red flag that cannot wait for tomorrow is one that some runner has."""
    had = {flag for vignette in handbook.vignettes.values() for flag in vignette.flags}
    urgent = {flag.id for flag in handbook.red_flags.values() if flag.urgency in URGENT}
    assert urgent - had == set()


def test_enough_made_up_runners_need_no_clinician(handbook: Handbook) -> None:
    """A check that sends everybody to a clinician would fail on these."""
    mild = [v for v in handbook.vignettes.values() if v.urgency == "self-care"]
    assert len(mild) >= 30


def test_the_score_of_the_check_holds(handbook: Handbook) -> None:
    """Nobody is sent too late, few too soon, and most to a page that fits."""
    found = proof(handbook)
    assert found.under == 0
    assert found.exact >= 0.85 * found.vignettes
    assert found.over <= 0.2 * found.vignettes
    assert found.named >= 0.9 * found.vignettes
    assert found.first >= 0.7 * found.vignettes
    assert found.longest <= 8
    assert found.pairs == len(list(pairs(handbook)))


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_the_handbook_is_easy_to_read(kind: str, handbook: Handbook) -> None:
    """The median page is at most grade 8, and no printed text is above grade 6."""
    grades = [reading for reading in readings(handbook) if reading.kind == kind]
    assert median(reading.page for reading in grades) <= 8
    assert max(reading.printed for reading in grades) <= 6
