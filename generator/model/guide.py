"""One topic that is not a single injury, as it is typed in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import (
    Alias,
    GuideId,
    InjuryId,
    Label,
    Model,
    PlanId,
    PrintedText,
    Question,
    Record,
    Review,
    Sources,
    Term,
    Text,
)


class ScaleStep(Model):
    """One color of a traffic light."""

    light: Annotated[str, Term("running")] = Field(description="The color.")
    pain_min: int = Field(ge=0, le=10, description="Lowest pain, 0 to 10.")
    pain_max: int = Field(ge=0, le=10, description="Highest pain, 0 to 10.")
    during: PrintedText = Field(description="How it is during a run.")
    after: PrintedText = Field(description="How it is that day and the next morning.")
    do: PrintedText = Field(description="What to do.")

    @model_validator(mode="after")
    def _in_order(self) -> ScaleStep:
        if self.pain_min > self.pain_max:
            raise PydanticCustomError(
                "range_order", "the lowest pain, {low}, is above the highest, {high}",
                {"low": self.pain_min, "high": self.pain_max},
            )  # fmt: skip
        return self


class Table(Model):
    """A table with a heading for each column."""

    title: Label = Field(description="What the table shows.")
    columns: tuple[Label, ...] = Field(min_length=2, description="Column headings.")
    rows: tuple[tuple[Text, ...], ...] = Field(min_length=1, description="Rows of cells.")
    sources: Sources = Field(default=(), description="Sources of the table.")

    @model_validator(mode="after")
    def _even(self) -> Table:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise PydanticCustomError(
                    "table_uneven", "row {row} has {found} cells under {expected} headings",
                    {"row": number, "found": len(row), "expected": len(self.columns)},
                )  # fmt: skip
        return self


class Checklist(Model):
    """A list to tick."""

    title: Label = Field(description="What the list is for.")
    items: tuple[PrintedText, ...] = Field(min_length=1, description="Things to tick.")
    sources: Sources = Field(default=(), description="Sources of the list.")


class Guide(Record):
    """A topic that helps with many injuries."""

    name: Label = Field(description="The title.")
    aliases: tuple[Alias, ...] = Field(default=(), description="Other names.")
    topic: Annotated[str, Term("topic")] = Field(description="The group it belongs to.")
    summary: PrintedText = Field(description="What the reader learns, in one sentence.")
    scale: tuple[ScaleStep, ...] = Field(default=(), description="A traffic light.")
    sources: Sources = Field(
        default=(), description="Sources of the whole guide; a figure elsewhere cites its own."
    )
    tables: tuple[Table, ...] = Field(default=(), description="Tables.")
    checklists: tuple[Checklist, ...] = Field(default=(), description="Lists to tick.")
    questions: tuple[Question, ...] = Field(default=(), description="Questions people ask.")
    injuries: tuple[InjuryId, ...] = Field(default=(), description="Injuries it matters for.")
    plans: tuple[PlanId, ...] = Field(default=(), description="Plans it belongs to.")
    guides: tuple[GuideId, ...] = Field(default=(), description="Guides to read next.")
    review: Review = Field(description="Last review and next.")
