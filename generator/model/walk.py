"""Finds every text of a record, with the mark that says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from generator.model.base import Prose, Ref, Term
from generator.problems import Path

Mark = Ref | Term | Prose


@dataclass(frozen=True)
class Leaf:
    """A text inside a record: the way to it, the text, and its mark."""

    path: Path
    text: str
    mark: Mark | None


def walk(record: BaseModel) -> Iterator[Leaf]:
    """Yield each text of a record in the order of its fields."""
    for name in type(record).model_fields:
        yield from _walk(getattr(record, name), _annotation(type(record), name), (name,))


def _walk(value: Any, annotation: Any, path: Path) -> Iterator[Leaf]:
    if isinstance(value, str):
        yield Leaf(path, value, _mark(annotation))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), _annotation(type(value), name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, _inside(annotation, 0), (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield Leaf((*path, key), key, _mark(_inside(annotation, 0)))
            yield from _walk(item, _inside(annotation, 1), (*path, key))


@cache
def _annotation(model: type[BaseModel], name: str) -> Any:
    field = model.model_fields[name]
    marks = tuple(item for item in field.metadata if isinstance(item, Mark))
    return Annotated[(field.annotation, *marks)] if marks else field.annotation  # type: ignore[return-value]


@cache
def _mark(annotation: Any) -> Mark | None:
    """Return the mark of a text, looking through ``None |`` and other wrappings."""
    if get_origin(annotation) is Annotated:
        for item in get_args(annotation)[1:]:
            if isinstance(item, Mark):
                return item
    for inner in get_args(annotation):
        if found := _mark(inner) if _has_arguments(inner) else None:
            return found
    return None


@cache
def _inside(annotation: Any, position: int) -> Any:
    """Return the annotation of the items of a tuple, or of the keys or values of a mapping."""
    origin = get_origin(annotation)
    if origin is Annotated or origin in (Union, UnionType):
        return _inside(get_args(annotation)[0], position)
    return get_args(annotation)[position] if get_args(annotation) else None


def _has_arguments(annotation: Any) -> bool:
    return get_origin(annotation) is not None
