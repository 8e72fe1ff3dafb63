"""Finds every text of a record, with the mark that says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from generator.model.base import Prose, Ref, Term
from generator.problems import Path

Mark = Ref | Term | Prose


class Leaf(NamedTuple):
    """A text inside a record: the way to it, the text, and its mark."""

    path: Path
    text: str
    mark: Mark | None


class _Shape(NamedTuple):
    """What an annotation says: the mark of its text, and the shapes of what is inside it."""

    mark: Mark | None
    inside: tuple[_Shape, ...]


class _Same:
    """A record that is equal only to itself, so that it can be looked up at once."""

    def __init__(self, record: BaseModel) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.record is self.record


def walk(record: BaseModel) -> tuple[Leaf, ...]:
    """Return each text of a record in the order of its fields.

    A preview meets most records again and again, so the texts of a record are kept.
    """
    return _leaves(_Same(record))


@lru_cache(maxsize=10_000)
def _leaves(same: _Same) -> tuple[Leaf, ...]:
    return tuple(
        leaf
        for name, shape in _fields(type(same.record))
        for leaf in _walk(getattr(same.record, name), shape, (name,))
    )


def _walk(value: Any, shape: _Shape, path: Path) -> Iterator[Leaf]:
    if isinstance(value, str):
        yield Leaf(path, value, shape.mark)
    elif isinstance(value, BaseModel):
        for name, inner in _fields(type(value)):
            yield from _walk(getattr(value, name), inner, (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, shape.inside[0], (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield Leaf((*path, key), key, shape.inside[0].mark)
            yield from _walk(item, shape.inside[1], (*path, key))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, _Shape], ...]:
    return tuple((name, _shape(_annotation(model, name))) for name in model.model_fields)


def _annotation(model: type[BaseModel], name: str) -> Any:
    field = model.model_fields[name]
    marks = tuple(item for item in field.metadata if isinstance(item, Mark))
    return Annotated[(field.annotation, *marks)] if marks else field.annotation  # type: ignore[return-value]


def _shape(annotation: Any) -> _Shape:
    return _Shape(_mark(annotation), tuple(_shape(inner) for inner in _inside(annotation)))


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


def _inside(annotation: Any) -> tuple[Any, ...]:
    """Return the annotations of the items of a tuple, or of the keys and values of a mapping."""
    origin = get_origin(annotation)
    if origin is Annotated or origin in (Union, UnionType):
        return _inside(get_args(annotation)[0])
    return get_args(annotation)


def _has_arguments(annotation: Any) -> bool:
    return get_origin(annotation) is not None
