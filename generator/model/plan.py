"""One protocol with stages, as it is typed in."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import (
    Alias,
    GuideId,
    Label,
    Model,
    PrintedText,
    Record,
    Review,
    Sources,
    Term,
    Text,
)
from generator.model.injury import PhaseExercise


class Session(Model):
    """One day's work."""

    name: Label = Field(description="The day or session.", examples=["Day 1"])
    repeats: int | None = Field(default=None, ge=1, le=40, description="Times the set is done.")
    run_minutes: float | None = Field(default=None, ge=0.5, le=180, description="Minutes running.")
    walk_minutes: float | None = Field(default=None, ge=0.5, le=60, description="Minutes walking.")
    text: PrintedText | None = Field(default=None, description="What to do, in words.")

    @model_validator(mode="after")
    def _says_something(self) -> Session:
        if not (self.run_minutes or self.walk_minutes or self.text):
            raise PydanticCustomError("session_empty", "the session says nothing to do")
        return self


class Stage(Model):
    """One stage of a plan."""

    name: Label = Field(description="The name of the stage.")
    goal: PrintedText = Field(description="What the stage is for.")
    entry: tuple[PrintedText, ...] = Field(default=(), description="What must be true to start.")
    sessions: tuple[Session, ...] = Field(min_length=1, description="Days or sessions.")
    exercises: tuple[PhaseExercise, ...] = Field(default=(), description="Exercises and doses.")
    exit: tuple[PrintedText, ...] = Field(min_length=1, description="What must be true to move on.")


class Plan(Record):
    """A protocol that can be followed day by day."""

    name: Label = Field(description="The name of the plan.")
    aliases: tuple[Alias, ...] = Field(default=(), description="Other names.")
    kind: Annotated[str, Term("plan-kind")] = Field(description="What sort of plan.")
    summary: PrintedText = Field(description="What it is for, in one sentence.")
    entry: tuple[PrintedText, ...] = Field(min_length=1, description="Before you start.")
    rules: tuple[PrintedText, ...] = Field(
        min_length=1, description="Rules: pain during, after, next morning."
    )
    stages: tuple[Stage, ...] = Field(min_length=1, description="Stages, in order.")
    setback: tuple[PrintedText, ...] = Field(min_length=1, description="What to do on a setback.")
    evidence: Annotated[str, Term("evidence")] = Field(description="How strong the evidence is.")
    evidence_note: Text = Field(description="Where the plan comes from, with its source.")
    sources: Sources = Field(min_length=1, description="Sources of the whole plan.")
    guides: tuple[GuideId, ...] = Field(default=(), description="Guides worth reading with it.")
    review: Review = Field(description="Last review and next.")
