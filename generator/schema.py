"""Tells what may be written in records: JSON Schema, field tables and starter records."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from generator.model.base import Prose, Ref, Term
from generator.model.handbook import RECORD_KINDS
from generator.model.reference import GlossaryEntry, RedFlag, Source
from generator.model.settings import Settings
from generator.model.tree import Node
from generator.model.vignette import Vignette
from generator.model.vocabulary import TermEntry

#: Every kind that has a schema, and its model.
SCHEMA_KINDS: dict[str, Any] = {
    **RECORD_KINDS,
    "red-flags": RedFlag,
    "sources": Source,
    "glossary": GlossaryEntry,
    "tree": Node,
    "vignettes": Vignette,
    "vocabulary": TermEntry,
    "settings": Settings,
}


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of one record of a kind. Raises KeyError for an unknown kind."""
    schema = TypeAdapter(SCHEMA_KINDS[kind]).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind,
        **{key: value for key, value in schema.items() if key != "title"},
    }


@dataclass(frozen=True)
class FieldRow:
    """One field of a record, for the contributor reference."""

    name: str
    depth: int
    type: str
    required: bool
    description: str
    vocabulary: str


def field_rows(kind: str) -> tuple[FieldRow, ...]:
    """Return every field of a kind, those of inner blocks below their own."""
    rows: list[FieldRow] = []
    for model in _models(SCHEMA_KINDS[kind]):
        rows.extend(_rows(model, 0))
    return tuple(dict.fromkeys(rows))


def _rows(model: type[BaseModel], depth: int) -> Iterator[FieldRow]:
    for name, field in model.model_fields.items():
        if name in ("id", "body"):
            continue
        annotation = _full(field)
        yield FieldRow(
            name, depth, _type_name(annotation), field.is_required(), field.description or "",
            _vocabulary(annotation),
        )  # fmt: skip
        for inner in _models(annotation):
            yield from _rows(inner, depth + 1)


def starter(kind: str, record_id: str, day: str, next_year: str) -> str:
    """Return a starter record: each field with its description; the required ones open to fill.

    Raises KeyError for a kind that has no files of its own.
    """
    model = RECORD_KINDS[kind]
    lines = ["---", *_starter_lines(model, 0, day, next_year), "---", ""]
    return "\n".join(lines) + "\n"


def _starter_lines(
    model: type[BaseModel], depth: int, day: str, due: str, *, as_list: bool = False
) -> Iterator[str]:
    pad = "  " * depth
    fields = model.model_fields.items()
    if as_list:  # the hyphen of an item belongs before a field that is there
        fields = sorted(fields, key=lambda item: not item[1].is_required())
    for name, field in fields:
        if name in ("id", "body"):
            continue
        annotation = _full(field)
        vocabulary = _vocabulary(annotation)
        needed = "required" if field.is_required() else "optional"
        terms = f"; terms in vocabulary/{vocabulary}.yml" if vocabulary else ""
        yield f"{pad}# {field.description} ({_type_name(annotation)}, {needed}{terms})"
        mark = "" if field.is_required() else "# "
        inner = next(_models(annotation), None)
        if name in ("reviewed", "due"):
            yield f"{pad}{name}: {day if name == 'reviewed' else due}"
        elif inner is None or mark:
            yield f"{pad}{mark}{name}:{_example(field)}"
        else:
            yield f"{pad}{name}:"
            as_list = _is_list(annotation)
            block = list(_starter_lines(inner, depth + 1, day, due, as_list=as_list))
            yield from _as_list(block, depth + 1) if as_list else block


def _as_list(block: list[str], depth: int) -> Iterator[str]:
    """Put the hyphen of a list before the first field of its block."""
    pad = "  " * depth
    first = next(i for i, line in enumerate(block) if not line.lstrip().startswith("#"))
    for index, line in enumerate(block):
        lead = f"{pad}- " if index == first else f"{pad}  "
        yield lead + line[len(pad) :]


def _example(field: FieldInfo) -> str:
    return f" {field.examples[0]}" if field.examples else ""


def _full(field: FieldInfo) -> Any:
    marks = tuple(field.metadata)
    return Annotated[(field.annotation, *marks)] if marks else field.annotation  # type: ignore[return-value]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _models(inner)


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return _is_list(get_args(annotation)[0])
    return get_origin(annotation) is tuple


def _vocabulary(annotation: Any) -> str:
    for item in get_args(annotation):
        if isinstance(item, Term):
            return item.vocabulary
        if get_args(item) and (found := _vocabulary(item)):
            return found
    return ""


def _type_name(annotation: Any) -> str:
    """Say in plain words what a field holds."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return next((name for item in inner[1:] if (name := _marked(item))), _type_name(inner[0]))
    if origin in (Union, types.UnionType):
        return " or ".join(_type_name(item) for item in inner if item is not type(None))
    if origin is Literal:
        return " or ".join(str(item) for item in inner)
    if origin is tuple:
        return f"list of {_type_name(inner[0])}"
    if origin is not None and issubclass(origin, dict):
        return f"{_type_name(inner[1])} for each {_type_name(inner[0])}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "block"
    return {"str": "text", "int": "whole number", "float": "number", "date": "date"}.get(
        getattr(annotation, "__name__", ""), "value"
    )


def _marked(mark: Any) -> str:
    if isinstance(mark, Ref):
        return f"id of {mark.kind}"
    if isinstance(mark, Term):
        return "term"
    if isinstance(mark, Prose):
        return "text, may cite" if mark.cited else "text"
    return ""
