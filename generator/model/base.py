"""What every record has in common, and the marks that say what a text refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError


@dataclass(frozen=True)
class Ref:
    """Marks a text that is the id of a record of another kind."""

    kind: str


@dataclass(frozen=True)
class Term:
    """Marks a text that is a term of a vocabulary."""

    vocabulary: str


@dataclass(frozen=True)
class Prose:
    """Marks a text for readers: inline Markdown, with citations as ``[@key]``.

    `printed` texts also stand on handouts, where sentences must be shorter.
    """

    printed: bool = False
    cited: bool = True


InjuryId = Annotated[str, Ref("injuries")]
ExerciseId = Annotated[str, Ref("exercises")]
PlanId = Annotated[str, Ref("plans")]
GuideId = Annotated[str, Ref("guides")]
RedFlagId = Annotated[str, Ref("red-flags")]
SourceKey = Annotated[str, Ref("sources")]
NodeId = Annotated[str, Ref("tree")]

#: Sources of everything said in the block they stand in.
Sources = tuple[SourceKey, ...]

#: How a day is written.
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: A short name without citations.
Label = Annotated[str, Field(min_length=1, max_length=120), Prose(cited=False)]
#: A text on a page; it may cite sources.
Text = Annotated[str, Field(min_length=1), Prose()]
#: A text that is also printed on the handout.
PrintedText = Annotated[str, Field(min_length=1), Prose(printed=True)]


def _read_day(value: Any) -> date:
    """Dates are written as text, ``2026-11-22``; a number such as a bare year is none."""
    if isinstance(value, date):
        return value
    try:
        if DAY.fullmatch(str(value)):
            return date.fromisoformat(str(value))
    except ValueError:
        pass
    raise PydanticCustomError("date", "not a date")


Day = Annotated[date, BeforeValidator(_read_day)]


class Model(BaseModel):
    """A part of a record: read-only, and strict about field names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Model):
    """A record in a file of its own; the file name is its id."""

    id: str = Field(description="The file name without its ending; never reused.")
    body: str = Field(default="", description="The text below the front matter.")


class Weeks(Model):
    """A span of time, in weeks; half a week is 0.5."""

    min: float = Field(ge=0, le=208, description="Shortest usual time, in weeks.", examples=[2])
    max: float = Field(ge=0, le=208, description="Longest usual time, in weeks.", examples=[6])

    @model_validator(mode="after")
    def _in_order(self) -> Weeks:
        if self.min > self.max:
            raise PydanticCustomError(
                "range_order", "the shortest time, {low}, is longer than the longest, {high}",
                {"low": self.min, "high": self.max},
            )  # fmt: skip
        return self


class Question(Model):
    """A question readers ask, with its answer."""

    question: Label = Field(description="The question, as a runner would ask it.")
    answer: Text = Field(description="The answer, in a few short sentences.")


class Review(Model):
    """When the record was last looked at, by whom, and when it is due again."""

    reviewed: Day = Field(description="Day of the last review.", examples=["2026-11-22"])
    due: Day = Field(description="Day by which the next review is due.", examples=["2027-11-22"])
    by: Annotated[str, Term("reviewer")] = Field(description="The role of the reviewer.")
    note: Annotated[str, Prose(cited=False)] = Field(description="What changed, in one sentence.")

    @model_validator(mode="after")
    def _in_order(self) -> Review:
        if self.due <= self.reviewed:
            raise PydanticCustomError(
                "review_order", "the next review, {due}, is not after the last, {reviewed}",
                {"due": self.due.isoformat(), "reviewed": self.reviewed.isoformat()},
            )  # fmt: skip
        return self


class Alias(Model):
    """Another name readers use."""

    name: Label = Field(description="The other name, as people write it.")
    kind: Annotated[str, Term("alias-kind")] = Field(
        default="lay", description="What sort of name this is."
    )
