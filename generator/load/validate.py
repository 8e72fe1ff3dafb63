"""Holds plain values against a model, and says in plain words what does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.problems import Origin, Path, Problem, nearest, problem_at

T = TypeVar("T")

#: Types as people call them.
_TYPE_NAMES = {
    "string_type": "text", "string_sub_type": "text", "int_type": "a whole number",
    "int_parsing": "a whole number", "int_from_float": "a whole number",
    "float_type": "a number", "float_parsing": "a number",
    "tuple_type": "a list", "list_type": "a list", "dict_type": "fields with names",
    "model_type": "fields with names", "model_attributes_type": "fields with names",
    "date_type": "a date", "bool_type": "true or false", "bool_parsing": "true or false",
}  # fmt: skip

#: Rules of the models that have a code of their own: code, what is expected, what to do.
_RULES = {
    "range_order": ("H207", "the smaller number as min", "Swap the two numbers, or mend one."),
    "dose_amount": ("H208", "repetitions, seconds or minutes",
                    "Add reps with sets, or seconds, or minutes to the dose."),
    "dose_frequency": ("H209", "per_day or per_week", "Add how often it is done."),
    "dose_sets": ("H210", "sets as well", "Add sets, even if it is one."),
    "session_empty": ("H211", "minutes or text", "Add run_minutes, walk_minutes or text."),
    "timeline_empty": ("H212", "weeks", "Add daily_life, running or full_training."),
    "table_uneven": ("H213", "a cell for each heading", "Add or remove cells in that row."),
    "review_order": ("H214", "a later day", "Set due to a day after reviewed."),
    "date": ("H205", "a day as 2026-11-22", "Write year, month and day with hyphens."),
}  # fmt: skip


def validate(model: type[T] | Any, values: Any, origin: Origin) -> tuple[T | None, list[Problem]]:
    """Return the model built from the values, or None and every problem with them."""
    try:
        return TypeAdapter(model).validate_python(values), []
    except ValidationError as error:
        problems = [
            _problem(model, values, origin, details)
            for details in error.errors(include_url=False)
            if not _is_echo(details)
        ]
        return None, problems


def _is_echo(details: Mapping[str, Any]) -> bool:
    """Say whether a list is called too short only because its items have problems of their own."""
    needed = details.get("ctx", {}).get("min_length")
    return details["type"] == "too_short" and len(details["input"]) >= needed


def _problem(model: Any, values: Any, origin: Origin, details: Mapping[str, Any]) -> Problem:
    path = _typed_path(details["loc"], values)
    kind = details["type"]
    given = details.get("input")
    if kind == "missing":
        return _missing(origin, path)
    if kind == "extra_forbidden":
        return _unknown_field(model, values, origin, path)
    if kind in _RULES:
        code, expected, hint = _RULES[kind]
        found = details["msg"] if kind != "date" else f"{_shown(given)} is not a date"
        return problem_at(origin, path, code, found=found, expected=expected, hint=hint)
    if kind in _TYPE_NAMES:
        return _wrong_type(origin, path, given, _TYPE_NAMES[kind])
    if kind.startswith("union_tag"):
        return problem_at(
            origin, (*path, "kind"), "H215", found="the node's kind is missing or unknown",
            expected="screen, question or result", hint="Add kind: screen, question or result.",
        )  # fmt: skip
    if kind in ("too_short", "too_long", "string_too_short", "string_too_long"):
        return problem_at(
            origin, path, "H206", found=_amount(kind, given),
            expected=_limit(details), hint="Add what is missing, or split it.",
        )  # fmt: skip
    return problem_at(
        origin, path, "H204", found=f"{_shown(given)} is not allowed here",
        expected=details.get("ctx", {}).get("expected") or _sentence(details["msg"]),
        hint="See the field in the contributor reference for what it may hold.",
    )  # fmt: skip


def _missing(origin: Origin, path: Path) -> Problem:
    name = path[-1]
    return problem_at(
        origin, path, "H201", found=f"the field '{name}' is missing", expected=f"'{name}'",
        hint=f"Add '{name}:'. `handbook new` writes a record with every field explained.",
    )  # fmt: skip


def _unknown_field(model: Any, values: Any, origin: Origin, path: Path) -> Problem:
    name = str(path[-1])
    known = sorted(_fields_at(model, path[:-1], values))
    close = nearest(name, known)
    hint = f"Did you mean '{close}'?" if close else "Remove it, or see the contributor reference."
    return problem_at(
        origin, path, "H202", found=f"there is no field '{name}' here",
        expected="one of " + ", ".join(known) if known else "a known field", hint=hint,
    )  # fmt: skip


def _wrong_type(origin: Origin, path: Path, given: Any, wanted: str) -> Problem:
    hint = f"Write {wanted} here."
    if given is None:
        hint = f"Write {wanted} after the colon or below it."
    elif wanted == "text" and isinstance(given, list):
        hint = "Write one text here, without the leading hyphens."
    elif wanted == "text" and isinstance(given, dict):
        hint = "Put the whole text in double quotes; a colon made it look like a field."
    elif wanted == "text":
        hint = "Put the value in double quotes, so that it is read as text."
    elif wanted == "a list":
        hint = "Start each item on a line of its own with a hyphen and a space."
    return problem_at(
        origin, path, "H203", found=f"found {_shown(given)}", expected=wanted, hint=hint
    )


def _typed_path(loc: tuple[str | int, ...], values: Any) -> Path:
    """Keep the parts of a location that exist in the values; drop names of union members."""
    path: list[str | int] = []
    here = values
    for part in loc:
        if part == "[key]":
            continue
        if _holds(here, part):
            here = here[part]
        elif part in ("screen", "question", "result") and part != loc[-1]:
            continue
        else:
            here = None
        path.append(part)
    return tuple(path)


def _holds(value: Any, part: str | int) -> bool:
    """Say whether a value is a mapping with that field, or a list with that place."""
    if isinstance(value, list):
        return isinstance(part, int) and part < len(value)
    return isinstance(value, dict) and part in value


def _fields_at(model: Any, path: Path, values: Any) -> set[str]:
    """Return the names of the fields of the model found at a path."""
    here = {model}
    for part in path:
        inner: set[Any] = set()
        for candidate in here:
            for found in _models(candidate):
                if isinstance(part, str) and part in found.model_fields:
                    inner.add(found.model_fields[part].annotation)
            if isinstance(part, int):
                inner.update(_models(candidate))
        here = inner
    names: set[str] = set()
    for candidate in here:
        for found in _models(candidate):
            names |= set(found.model_fields) - {"id", "body"}
    return names


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is Union or get_args(annotation):
        for inner in get_args(annotation):
            yield from _models(inner)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "fields with names"
    if value is None:
        return "nothing"
    text = str(value)
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"


def _amount(kind: str, given: Any) -> str:
    if isinstance(given, str):
        return f"the text has {_count(len(given), 'character')}" if given else "the text is empty"
    return _count(len(given), "item") if hasattr(given, "__len__") else kind.replace("_", " ")


def _limit(details: Mapping[str, Any]) -> str:
    """Say how much there may be of a text or a list."""
    limits = details["ctx"]
    name = "character" if details["type"].startswith("string") else "item"
    if "max_length" in limits:
        return f"at most {_count(limits['max_length'], name)}"
    return f"at least {_count(limits['min_length'], name)}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _sentence(message: str) -> str:
    return message[:1].lower() + message[1:]
