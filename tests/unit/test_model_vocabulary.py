"""Vocabularies are closed lists in the order readers should meet them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from generator.model.base import Term
from generator.model.handbook import Handbook
from generator.model.vocabulary import VOCABULARIES, TermEntry, Vocabulary
from generator.schema import SCHEMA_KINDS

LIGHTS = Vocabulary(
    id="light",
    terms=tuple(TermEntry(id=name, label=name, description=".") for name in ("red", "green")),
)


def terms_in(annotation: Any) -> Iterator[str]:
    """Yield the vocabularies that a type names, those of models inside it included."""
    if isinstance(annotation, Term):
        yield annotation.vocabulary
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            yield from (mark.vocabulary for mark in field.metadata if isinstance(mark, Term))
            yield from terms_in(field.annotation)
    else:
        for inner in get_args(annotation):
            yield from terms_in(inner)


def test_list_of_vocabularies_is_what_the_models_name() -> None:
    """A vocabulary that a model names and nobody wrote is missed at once, not in mid-build."""
    named = {name for model in SCHEMA_KINDS.values() for name in terms_in(model)}
    assert named == set(VOCABULARIES)


def test_term_has_a_place() -> None:
    assert [term.id for term in LIGHTS] == ["red", "green"]
    assert (LIGHTS.rank("red"), LIGHTS.rank("green")) == (0, 1)
    assert LIGHTS["green"].id == "green"
    assert "green" in LIGHTS
    assert "blue" not in LIGHTS
    with pytest.raises(KeyError, match="blue"):
        LIGHTS["blue"]


def test_unknown_term_comes_last(handbook: Handbook) -> None:
    """A wrong term is a problem of its own; sorting by it must not end the run."""
    ranks = [handbook.rank("urgency", term.id) for term in handbook.vocabularies["urgency"]]
    assert ranks == [0, 1, 2, 3]
    assert handbook.rank("urgency", "tuesday") == 4
