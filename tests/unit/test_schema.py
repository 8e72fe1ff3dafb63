"""Schema, reference and starter records all come from the models."""

from __future__ import annotations

import re
from typing import Any

import jsonschema
import pytest

from generator.load.front_matter import split_front_matter
from generator.load.text import TextFile
from generator.load.validate import validate
from generator.load.yaml import Parsed, parse_yaml
from generator.model.handbook import RECORD_KINDS
from generator.problems import Origin, Problem
from generator.schema import SCHEMA_KINDS, field_rows, json_schema, starter

KINDS = pytest.mark.parametrize("kind", RECORD_KINDS)
SCHEMAS = pytest.mark.parametrize("kind", SCHEMA_KINDS)
#: A required list of blocks starts with an empty block; its rules speak up, too.
EMPTY_BLOCKS = {"H211"}


def parsed_starter(kind: str, text: str | None = None) -> Parsed:
    """Read the front matter of a starter record."""
    text = text or starter(kind, "new-one", "2026-11-22", "2027-11-22")
    parts, problems = split_front_matter(TextFile("content/new.md", "new", text))
    assert [problem.code for problem in problems] == ["H113"]  # the text is still to come
    assert parts is not None
    return parse_yaml(parts.front_matter, "content/new.md", parts.front_matter_line)


def problems_of(kind: str, parsed: Parsed) -> list[Problem]:
    origin = Origin("content/new.md", parsed.positions)
    return validate(RECORD_KINDS[kind], {**parsed.value, "id": "new"}, origin)[1]


def at(value: Any, field: str) -> Any:
    """Return the value at a way such as ``phases[0].goal``."""
    for part in re.findall(r"\w+", field):
        value = value[int(part)] if part.isdigit() else value[part]
    return value


@KINDS
def test_starter_is_sound_but_for_what_is_to_be_filled_in(kind: str) -> None:
    """Every problem stands at a field that was left open, and nothing else is wrong."""
    parsed = parsed_starter(kind)
    assert parsed.problems == []
    problems = problems_of(kind, parsed)
    assert problems
    for problem in problems:
        if problem.code not in EMPTY_BLOCKS:
            assert problem.code in ("H203", "H204"), problem
            assert "nothing" in problem.found
            assert at(parsed.value, problem.field) is None


@KINDS
def test_starter_asks_for_every_required_field_and_no_other(kind: str) -> None:
    required = {name for name, field in RECORD_KINDS[kind].model_fields.items()
                if field.is_required() and name != "id"}  # fmt: skip
    assert set(parsed_starter(kind).value) == required


@KINDS
def test_starter_explains_every_field_and_dates_the_review(kind: str) -> None:
    text = starter(kind, "new-one", "2026-11-22", "2027-11-22")
    for name, field in RECORD_KINDS[kind].model_fields.items():
        if name not in ("id", "body"):
            pattern = rf"^# {re.escape(field.description)} \(.*\)\n(# )?{name}:"
            assert re.search(pattern, text, re.MULTILINE), name
    review = parsed_starter(kind).value["review"]
    assert (review["reviewed"], review["due"]) == ("2026-11-22", "2027-11-22")


@KINDS
def test_optional_field_is_used_by_taking_its_hash_away(kind: str) -> None:
    """With all of them in use the record is still well-formed, with known fields only."""
    text = starter(kind, "new-one", "2026-11-22", "2027-11-22")
    opened = re.sub(r"^( *)# ([a-z_]+:)", r"\1\2", text, flags=re.MULTILINE)
    parsed = parsed_starter(kind, opened)
    assert parsed.problems == []
    assert set(parsed.value) == set(RECORD_KINDS[kind].model_fields) - {"id", "body"}
    assert not [problem for problem in problems_of(kind, parsed) if problem.code == "H202"]


def test_starter_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        starter("shoes", "new-one", "2026-11-22", "2027-11-22")


@SCHEMAS
def test_every_field_is_described_in_a_sentence(kind: str) -> None:
    """The contributor reference is made of these."""
    rows = field_rows(kind)
    assert rows
    for row in rows:
        assert re.fullmatch(r"[A-Z0-9].+[.?]", row.description), row
        assert row.type != "value", row


@SCHEMAS
def test_json_schema_is_a_schema_and_explains_its_fields(kind: str) -> None:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == kind
    for model in [schema, *schema.get("$defs", {}).values()]:
        for name, field in model.get("properties", {}).items():
            assert field.keys() & {"description", "$ref"} or name == "id", (schema, name)


def test_inner_blocks_follow_their_field_in_the_reference() -> None:
    rows = [(row.name, row.depth) for row in field_rows("injuries")]
    place = rows.index(("seek", 0))
    assert rows[place + 1 : place + 5] == [("urgency", 1), ("text", 1), ("who", 1), ("sources", 1)]


@pytest.mark.parametrize(
    ("kind", "name", "holds", "required", "vocabulary"),
    [
        ("injuries", "name", "text", True, ""),
        ("injuries", "summary", "text, may cite", True, ""),
        ("injuries", "area", "term", True, "area"),
        ("injuries", "sites", "list of term", True, "site"),
        ("injuries", "red_flags", "list of id of red-flags", True, ""),
        ("injuries", "depth", "full or brief", True, ""),
        ("injuries", "features", "text, may cite for each term", True, "feature"),
        ("injuries", "look_alikes", "list of block", False, ""),
        ("exercises", "dose", "block", True, ""),
        ("sources", "year", "whole number", False, ""),
        ("settings", "edition", "date", True, ""),
    ],
)
def test_reference_says_in_plain_words_what_a_field_holds(
    kind: str, name: str, holds: str, required: bool, vocabulary: str
) -> None:
    row = next(row for row in field_rows(kind) if (row.name, row.depth) == (name, 0))
    assert (row.type, row.required, row.vocabulary) == (holds, required, vocabulary)
