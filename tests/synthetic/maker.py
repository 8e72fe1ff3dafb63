"""Makes a value for any annotation of the models."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel

from generator.model import base, injury, plan
from generator.model.guide import ScaleStep, Table
from generator.model.vocabulary import Vocabulary
from tests.synthetic.words import COUNTS, WEIGHTS, WORDS

#: How often a text cites a source, in the fields that may.
CITED = 0.4


@dataclass
class Maker:
    """Makes values for annotations; `ids` are the records that texts may point at.

    `shelf` holds the sources of the record at hand.
    """

    random: random.Random
    vocabularies: dict[str, Vocabulary]
    ids: dict[str, list[str]]
    turns: dict[str, Iterator[str]] = field(default_factory=dict)
    shelf: list[str] = field(default_factory=list)

    def record(self, model: type[BaseModel], **given: Any) -> dict[str, Any]:
        """Return the fields of a model; `given` fields are taken as they are."""
        values = dict(given)
        for name, info in model.model_fields.items():
            if name not in given and name not in ("id", "body"):
                value = self.value(info.annotation, info.metadata, name)
                values[name] = value
        return {name: values[name] for name in model.model_fields if values.get(name) is not None}

    def value(self, annotation: Any, marks: Sequence[Any] = (), name: str = "") -> Any:
        """Return a value for an annotation with its marks, in the field called `name`."""
        origin, inside = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(inside[0], (*marks, *inside[1:]), name)
        if origin in (Union, UnionType):
            some = [part for part in inside if part is not NoneType]
            rare = NoneType in inside and self.random.random() < 0.3
            return None if rare else self.value(self.random.choice(some), marks, name)
        if origin is Literal:
            return self.random.choice(inside)
        if origin is tuple:
            return self.items(inside[0], marks, name)
        if origin is dict:
            terms = _mark(get_args(inside[0]), base.Term)
            return {term.id: self.value(inside[1], (), name)
                    for term in self.vocabularies[terms.vocabulary]}  # fmt: skip
        if annotation in _SPECIAL:
            return _SPECIAL[annotation](self)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.record(annotation)
        if annotation in (int, float):
            return self.number(marks)
        return self.text(marks, name)

    def items(self, inside: Any, marks: Sequence[Any], name: str) -> list[Any]:
        """Return a list of different items, as long as usual in that field."""
        low, high = COUNTS.get(name, (1, 3))
        low = max(low, *(mark.min_length for mark in marks if isinstance(mark, MinLen)), 0)
        high = min(high, *(mark.max_length for mark in marks if isinstance(mark, MaxLen)), 99)
        made = [self.value(inside, (), name) for _ in range(self.random.randint(low, high))]
        if inside is str or get_origin(inside) is Annotated:
            return list(dict.fromkeys(made))
        return made

    def number(self, marks: Sequence[Any]) -> int:
        """Return a small number within its limits."""
        low = max((int(mark.ge) for mark in marks if isinstance(mark, Ge)), default=1)
        high = min((int(mark.le) for mark in marks if isinstance(mark, Le)), default=30)
        return self.random.randint(max(low, 1), min(high, 30))

    def text(self, marks: Sequence[Any], name: str) -> str:
        """Return a term, an id or words, as the marks of a text ask for."""
        if term := _mark(marks, base.Term):
            return self.random.choice([entry.id for entry in self.vocabularies[term.vocabulary]])
        if reference := _mark(marks, base.Ref):
            return self.source() if reference.kind == "sources" else self.turn(reference.kind)
        prose = _mark(marks, base.Prose)
        if prose is None or (not prose.cited and not prose.printed):
            return self.words(2, 5)
        if not prose.cited:
            return self.sentence(6, 14)
        first = self.sentence(7, 16) if prose.printed else self.sentence(8, 18)
        more = self.random.random() < 0.3
        return self.cite(f"{first} {self.sentence(6, 12)}" if more else first)

    def turn(self, kind: str) -> str:
        """Return the ids of a kind in turn, so that each is used."""
        return next(self.turns.setdefault(kind, cycle(self.ids[kind])))

    def source(self) -> str:
        """Return a source of the record at hand."""
        return self.random.choice(self.shelf) if self.shelf else self.turn("sources")

    def words(self, low: int, high: int) -> str:
        """Return some words that start with a capital."""
        text = " ".join(self.random.choices(WORDS, WEIGHTS, k=self.random.randint(low, high)))
        return text[0].upper() + text[1:]

    def sentence(self, low: int, high: int) -> str:
        """Return a sentence."""
        return self.words(low, high) + "."

    def cite(self, text: str) -> str:
        """Return a text, with a source in some cases."""
        if self.random.random() < CITED:
            return f"{text[:-1]} [@{self.source()}]."
        return text

    def body(self, headings: Sequence[str]) -> str:
        """Return the text below the front matter."""
        parts = []
        for heading in headings:
            parts.append(f"## {heading}\n")
            for _ in range(self.random.randint(1, 2)):
                said = [self.cite(self.sentence(7, 15)) for _ in range(self.random.randint(3, 5))]
                parts.append(" ".join(said) + "\n")
        return "\n".join(parts)

    def weeks(self) -> dict[str, int]:
        """Return a span of weeks in order."""
        low = self.random.randint(1, 8)
        return {"min": low, "max": low + self.random.randint(1, 8)}

    def dose(self) -> dict[str, Any]:
        """Return a complete dose."""
        amount: dict[str, Any] = self.random.choice(
            [{"sets": 3, "reps": 12}, {"sets": 2, "seconds": 30}, {"minutes": 10}]
        )
        often = {"per_week": self.random.randint(2, 5)}
        load = {"load": self.sentence(4, 9)} if self.random.random() < 0.6 else {}
        return {**amount, **often, "weeks": self.weeks(), **load, "sources": [self.source()]}

    def session(self) -> dict[str, Any]:
        """Return a session of running and walking."""
        return {
            "name": self.words(1, 3), "repeats": self.random.randint(2, 8),
            "run_minutes": self.random.randint(1, 10), "walk_minutes": self.random.randint(1, 3),
            "text": self.sentence(6, 12),
        }  # fmt: skip

    def scale(self) -> dict[str, Any]:
        """Return one color of a traffic light."""
        said = {name: self.sentence(6, 12) for name in ("during", "after", "do")}
        light = self.random.choice([term.id for term in self.vocabularies["running"]])
        return {"light": light, "pain_min": 0, "pain_max": 10, **said}

    def timeline(self) -> dict[str, Any]:
        """Return a line of weeks."""
        return {
            "label": self.words(2, 4), "running": self.weeks(), "full_training": self.weeks(),
            "note": self.cite(self.sentence(8, 16)), "sources": [self.source()],
        }  # fmt: skip

    def table(self) -> dict[str, Any]:
        """Return a table with a cell below each heading."""
        rows = [[self.words(2, 8) for _ in range(3)] for _ in range(self.random.randint(3, 6))]
        return {
            "title": self.words(3, 5), "columns": [self.words(1, 2) for _ in range(3)],
            "rows": rows, "sources": [self.source()],
        }  # fmt: skip


#: Models whose fields depend on each other.
_SPECIAL: dict[Any, Callable[[Maker], Any]] = {
    base.Weeks: Maker.weeks,
    injury.Dose: Maker.dose,
    injury.Timeline: Maker.timeline,
    plan.Session: Maker.session,
    ScaleStep: Maker.scale,
    Table: Maker.table,
}


def _mark(marks: Sequence[Any], kind: type) -> Any:
    return next((mark for mark in marks if isinstance(mark, kind)), None)
