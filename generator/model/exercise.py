"""One exercise, stretch, release or drill, as it is typed in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import (
    Alias,
    ExerciseId,
    Label,
    Model,
    PrintedText,
    Prose,
    Record,
    Review,
    Sources,
    Term,
    Text,
)
from generator.model.injury import Dose


class Frame(Model):
    """One moment of the movement."""

    pose: Annotated[str, Prose(cited=False)] = Field(description="The body's pose, in words.")
    caption: Annotated[str, Prose(printed=True, cited=False)] = Field(
        description="What the reader should see."
    )


class Figure(Model):
    """What a drawing of the exercise shows."""

    view: Literal["side", "front"] = Field(description="From where the body is seen.")
    props: tuple[
        Literal["floor", "step", "wall", "chair", "band", "mat", "ball", "roller", "towel"], ...
    ] = Field(default=(), description="Things in the picture.")
    frames: tuple[Frame, ...] = Field(min_length=1, max_length=3, description="One to three.")


class Exercise(Record):
    """An exercise, stretch, release or drill."""

    name: Label = Field(description="The usual name.")
    aliases: tuple[Alias, ...] = Field(default=(), description="Other names.")
    kind: Annotated[str, Term("exercise-kind")] = Field(description="What sort of exercise.")
    target: Label = Field(description="What it works on, in plain words.")
    equipment: tuple[Label, ...] = Field(default=(), description="What you need.")
    summary: PrintedText = Field(description="What it is for, in one sentence.")
    steps: tuple[PrintedText, ...] = Field(min_length=2, description="How to do it, a step each.")
    cues: tuple[PrintedText, ...] = Field(min_length=1, description="What to feel or watch for.")
    mistakes: tuple[Text, ...] = Field(min_length=1, description="Common mistakes.")
    easier: tuple[ExerciseId, ...] = Field(default=(), description="Easier versions, by id.")
    harder: tuple[ExerciseId, ...] = Field(default=(), description="Harder versions, by id.")
    easier_how: PrintedText = Field(description="How to make it easier.")
    harder_how: PrintedText = Field(description="How to make it harder.")
    stop_rule: PrintedText = Field(description="When to stop.")
    dose: Dose = Field(description="Usual dose, where a record gives no other.")
    evidence: Annotated[str, Term("evidence")] = Field(description="How strong the evidence is.")
    sources: Sources = Field(min_length=1, description="Sources of the method and the dose.")
    figure: Figure | None = Field(default=None, description="What a drawing shows.")
    review: Review = Field(description="Last review and next.")
