"""What does not fit a model is told in plain words, at its place, all at once."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from generator.load.validate import validate
from generator.load.yaml import parse_yaml
from generator.model.base import Day, Model, Record, Weeks
from generator.model.injury import Dose
from generator.model.tree import Node
from generator.problems import Origin, Problem


class Shoe(Model):
    """A shoe, to try things on."""

    size: int
    colors: tuple[str, ...] = Field(default=(), max_length=2)


class Runner(Record):
    """A runner, to try things on."""

    name: str = Field(min_length=1, max_length=10)
    level: Literal["new", "old"] = "new"
    shoes: tuple[Shoe, ...] = Field(min_length=1)
    words: dict[str, Annotated[str, Field(min_length=2)]] = Field(default_factory=dict)
    born: Day | None = None
    weeks: Weeks | None = None


GOOD = "name: Ann\nshoes:\n  - size: 41\n    colors: [red]\n"


def check(text: str, model: Any = Runner, **more: Any) -> list[Problem]:
    """Read a YAML text, hold it against a model and return the problems."""
    parsed = parse_yaml(text, "content/runners/ann.md", 2)
    assert not parsed.problems
    origin = Origin("content/runners/ann.md", parsed.positions)
    more = {"id": "ann"} if model is Runner else more
    return validate(model, {**parsed.value, **more}, origin)[1]


def brief(problem: Problem) -> tuple[str, int, str, str, str]:
    return problem.code, problem.line, problem.field, problem.found, problem.expected


def test_good_values_become_the_model() -> None:
    parsed = parse_yaml(GOOD, "a.md")
    runner, problems = validate(Runner, {**parsed.value, "id": "ann"}, Origin("a.md", {}))
    assert problems == []
    assert runner == Runner(id="ann", name="Ann", shoes=(Shoe(size=41, colors=("red",)),))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("name: Ann\n", ("H201", 2, "shoes", "the field 'shoes' is missing", "'shoes'")),
        (GOOD.replace("size: 41", "colors: [red]").replace("    colors: [red]\n", "", 1),
         ("H201", 4, "shoes[0].size", "the field 'size' is missing", "'size'")),
        (GOOD + "name2: x\n",
         ("H202", 6, "name2", "there is no field 'name2' here",
          "one of born, level, name, shoes, weeks, words")),
        (GOOD + "    colour: blue\n",
         ("H202", 6, "shoes[0].colour", "there is no field 'colour' here", "one of colors, size")),
        (GOOD.replace("Ann", "[a, b]"), ("H203", 2, "name", "found a list", "text")),
        (GOOD.replace("Ann", "12"), ("H203", 2, "name", "found '12'", "text")),
        (GOOD.replace("Ann", "{a: b}"), ("H203", 2, "name", "found fields with names", "text")),
        (GOOD.replace("Ann", ""), ("H203", 2, "name", "found nothing", "text")),
        (GOOD.replace("41", "big"), ("H203", 4, "shoes[0].size", "found 'big'", "a whole number")),
        (GOOD.replace("41", "41.5"),
         ("H203", 4, "shoes[0].size", "found '41.5'", "a whole number")),
        (GOOD.replace("[red]", "red"),
         ("H203", 5, "shoes[0].colors", "found 'red'", "a list")),
        (GOOD + "level: older\n",
         ("H204", 6, "level", "'older' is not allowed here", "'new' or 'old'")),
        (GOOD + "born: 22.11.2026\n",
         ("H205", 6, "born", "'22.11.2026' is not a date", "a day as 2026-11-22")),
        (GOOD + "born: 20261122\n",
         ("H205", 6, "born", "'20261122' is not a date", "a day as 2026-11-22")),
        (GOOD + "born: 2026-W47-7\n",
         ("H205", 6, "born", "'2026-W47-7' is not a date", "a day as 2026-11-22")),
        (GOOD + "born: [2026]\n",
         ("H205", 6, "born", "a list is not a date", "a day as 2026-11-22")),
        (GOOD.replace("Ann", '""'),
         ("H206", 2, "name", "the text is empty", "at least 1 character")),
        (GOOD.replace("Ann", "Annabella Maria"),
         ("H206", 2, "name", "the text has 15 characters", "at most 10 characters")),
        (GOOD.replace("[red]", "[a, b, c]"),
         ("H206", 5, "shoes[0].colors", "3 items", "at most 2 items")),
        ("name: Ann\nshoes: []\n", ("H206", 3, "shoes", "0 items", "at least 1 item")),
        (GOOD + "words: {a: x}\n",
         ("H206", 6, "words.a", "the text has 1 character", "at least 2 characters")),
        (GOOD + "weeks: {min: 4, max: 2}\n",
         ("H207", 6, "weeks", "the shortest time, 4.0, is longer than the longest, 2.0",
          "the smaller number as min")),
    ],
)  # fmt: skip
def test_misfit_is_told(text: str, problem: tuple[str, int, str, str, str]) -> None:
    assert [brief(found) for found in check(text)] == [problem]


def test_long_value_is_cut_in_the_report() -> None:
    problem = check(GOOD + f"level: {'x' * 200}\n")[0]
    assert problem.found == f"'{'x' * 57}...' is not allowed here"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (GOOD + "nam: x\n", "Did you mean 'name'?"),
        (GOOD + "    colour: blue\n", "Did you mean 'colors'?"),
        (GOOD + "  - {siez: 4}\n", "Did you mean 'size'?"),
        (GOOD + "zzz: x\n", "Remove it, or see the contributor reference."),
        (GOOD + "body_: x\n", "Remove it, or see the contributor reference."),
    ],
)
def test_unknown_field_gets_the_nearest_of_its_own_block(text: str, hint: str) -> None:
    """Neither fields of other blocks nor those that nobody types are proposed."""
    unknown = [problem for problem in check(text) if problem.code == "H202"]
    assert [problem.hint for problem in unknown] == [hint]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("[a]", "Write one text here, without the leading hyphens."),
        ("{a: b}", "Put the whole text in double quotes; a colon made it look like a field."),
        ("3", "Put the value in double quotes, so that it is read as text."),
    ],
)
def test_hint_fits_what_was_typed(value: str, hint: str) -> None:
    assert check(GOOD.replace("Ann", value))[0].hint == hint


def test_every_misfit_is_told_in_one_run() -> None:
    """A wrong item does not also count as a missing one."""
    text = "name: 3\nshoes:\n  - {size: big, hue: red}\n  - size: 4\n    colors: {a: b}\nage: 4\n"
    assert sorted((p.code, p.line, p.field) for p in check(text)) == [
        ("H202", 4, "shoes[0].hue"), ("H202", 7, "age"), ("H203", 2, "name"),
        ("H203", 4, "shoes[0].size"), ("H203", 6, "shoes[1].colors"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dose", "code"),
    [
        ("sets: 3\nper_day: 1", "H208"),
        ("sets: 3\nreps: 10", "H209"),
        ("reps: 10\nper_day: 1", "H210"),
        ("sets: 3\nreps: 10\nper_day: 1", None),
        ("seconds: 30\nper_week: 3", None),
        ("minutes: 20\nper_week: 3", None),
    ],
)
def test_dose_is_complete(dose: str, code: str | None) -> None:
    assert [problem.code for problem in check(dose, Dose)] == ([code] if code else [])


@pytest.mark.parametrize("kind", ["kind: list\n", ""])
def test_step_of_no_known_kind_is_told(kind: str) -> None:
    problems = check(f"{kind}title: A\n", Node, id="a")
    assert [(problem.code, problem.field) for problem in problems] == [("H215", "kind")]


def test_place_inside_a_step_does_not_name_its_kind() -> None:
    """The way to a value is what was typed; the kind of step is no field of it."""
    problems = check("kind: question\ntitle: A\nanswers:\n  - {id: a, text: A}\n", Node, id="a")
    assert [(problem.code, problem.field, problem.line) for problem in problems] == [
        ("H201", "answers[0].next", 5), ("H206", "answers", 4),
    ]  # fmt: skip
