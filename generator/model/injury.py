"""The facts about one injury or condition, as they are typed in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.model.base import (
    Alias,
    ExerciseId,
    GuideId,
    InjuryId,
    Label,
    Model,
    PlanId,
    PrintedText,
    Question,
    Record,
    RedFlagId,
    Review,
    SourceKey,
    Sources,
    Term,
    Text,
    Weeks,
)


class DiseaseCode(Model):
    """A code of a public classification."""

    system: Literal["ICD-10", "ICD-10-CM", "ICD-10-AM", "OSIICS"] = Field(
        description="The classification and its edition."
    )
    code: str = Field(min_length=2, description="The code as printed there.", examples=["M76.6"])
    source: SourceKey = Field(description="The source that prints the code.")


class Coded(Model):
    """A term of a vocabulary, with a phrase that says what it means here."""

    note: Text | None = Field(default=None, description="What this means here, in one phrase.")


class Onset(Coded):
    """How it starts."""

    term: Annotated[str, Term("onset")] = Field(description="How it usually starts.")


class Course(Coded):
    """How the pain behaves over a run and a day."""

    term: Annotated[str, Term("course")] = Field(description="How it behaves.")


class Character(Coded):
    """What the pain is like."""

    term: Annotated[str, Term("character")] = Field(description="What it feels like.")


class Presentation(Model):
    """What the runner feels and sees."""

    where: Text = Field(description="Where it hurts, so that a finger can find it.")
    onset: tuple[Onset, ...] = Field(min_length=1, description="How it starts.")
    character: tuple[Character, ...] = Field(min_length=1, description="What it feels like.")
    course: tuple[Course, ...] = Field(min_length=1, description="How it behaves.")
    worse_with: tuple[Text, ...] = Field(min_length=1, description="What makes it worse.")
    better_with: tuple[Text, ...] = Field(default=(), description="What eases it.")
    signs: tuple[Text, ...] = Field(min_length=1, description="What you may see or feel.")
    who: tuple[Text, ...] = Field(default=(), description="Who tends to get it.")


class SelfCheck(Model):
    """A check that a runner can do alone, with its limits."""

    name: Label = Field(description="A short name for the check.")
    how: tuple[Text, ...] = Field(min_length=1, description="What to do, a step each.")
    positive: Text = Field(description="What counts as a positive check.")
    not_if: Text = Field(description="When not to try it.")
    accuracy: Text | None = Field(default=None, description="How well it works, with its source.")
    sources: Sources = Field(default=(), description="Sources of the whole check.")


class LookAlike(Model):
    """Another injury that feels alike, and the features that tell the two apart.

    The words for each feature come from the `features` of the two records.
    """

    injury: InjuryId = Field(description="The id of the other injury.")
    in_short: Text = Field(description="The difference in one sentence.")
    tell_apart: tuple[Annotated[str, Term("feature")], ...] = Field(
        min_length=1, description="Features that tell them apart, the most telling first."
    )


class Relation(Model):
    """What this injury can lead to."""

    injury: InjuryId = Field(description="The id of the other injury.")
    reason: Text = Field(description="Why one leads to the other.")


class Running(Model):
    """Whether the runner may run, in this injury's own terms."""

    green: PrintedText | None = Field(default=None, description="When running may go on.")
    amber: PrintedText | None = Field(default=None, description="When to change the running.")
    red: PrintedText = Field(description="When to stop running.")
    instead: tuple[PrintedText, ...] = Field(
        default=(), description="What to do in place of running."
    )
    criteria: tuple[PrintedText, ...] = Field(
        default=(), description="What must be true before running starts again."
    )
    plan: PlanId | None = Field(default=None, description="The plan for the way back.")
    sources: Sources = Field(default=(), description="Sources of the rules and criteria.")


class Seeking(Model):
    """Whom to see, and how soon, when no red flag is present."""

    urgency: Annotated[str, Term("urgency")] = Field(description="How soon to be seen.")
    text: PrintedText = Field(description="When to be seen, in one or two sentences.")
    who: tuple[Annotated[str, Term("clinician")], ...] = Field(
        min_length=1, description="The kinds of clinician who can help."
    )
    sources: Sources = Field(default=(), description="Sources of the advice.")


class Grade(Model):
    """One grade of severity."""

    name: Label = Field(description="The name of the grade.", examples=["Grade 1 (mild)"])
    meaning: Text = Field(description="What has happened to the tissue.")
    signs: Text = Field(description="What the runner notices.")
    weeks_to_running: Weeks = Field(description="Usual time to running again, in weeks.")
    sources: Sources = Field(min_length=1, description="Sources of the figures.")


class Timeline(Model):
    """How long recovery takes, in weeks from the start."""

    label: Label = Field(description="Which case this line is for.", examples=["Most runners"])
    daily_life: Weeks | None = Field(default=None, description="Weeks to pain-free daily life.")
    running: Weeks | None = Field(default=None, description="Weeks to the first runs.")
    full_training: Weeks | None = Field(default=None, description="Weeks to full training.")
    note: Text | None = Field(default=None, description="Why it varies.")
    sources: Sources = Field(min_length=1, description="Sources of the figures.")

    @model_validator(mode="after")
    def _has_a_span(self) -> Timeline:
        if not (self.daily_life or self.running or self.full_training):
            raise PydanticCustomError("timeline_empty", "the line has no weeks at all")
        return self


class Dose(Model):
    """How much of an exercise: how many, how often, for how long."""

    sets: int | None = Field(default=None, ge=1, le=10, description="Sets.")
    reps: int | None = Field(default=None, ge=1, le=100, description="Repetitions in a set.")
    seconds: int | None = Field(default=None, ge=1, le=600, description="Hold, in seconds.")
    minutes: float | None = Field(default=None, ge=0.5, le=120, description="Time, in minutes.")
    per_day: int | None = Field(default=None, ge=1, le=10, description="Times a day.")
    per_week: int | None = Field(default=None, ge=1, le=7, description="Days a week.")
    weeks: Weeks | None = Field(default=None, description="For how many weeks.")
    load: PrintedText | None = Field(default=None, description="How heavy, in plain words.")
    sources: Sources = Field(default=(), description="Sources of the dose.")

    @model_validator(mode="after")
    def _is_complete(self) -> Dose:
        if not (self.reps or self.seconds or self.minutes):
            raise PydanticCustomError(
                "dose_amount", "the dose has no repetitions, seconds or minutes"
            )
        if not (self.per_day or self.per_week):
            raise PydanticCustomError("dose_frequency", "the dose does not say how often")
        if self.reps and not self.sets:
            raise PydanticCustomError("dose_sets", "the dose has repetitions and no sets")
        return self


class PhaseExercise(Model):
    """An exercise of a phase, with its dose."""

    exercise: ExerciseId = Field(description="The id of the exercise.")
    dose: Dose = Field(description="How much and how often.")
    note: PrintedText | None = Field(default=None, description="What matters here.")


class Phase(Model):
    """One stage of rehabilitation."""

    phase: Annotated[str, Term("phase")] = Field(description="Which stage this is.")
    goal: PrintedText = Field(description="What this stage is for.")
    do: tuple[PrintedText, ...] = Field(min_length=1, description="What to do.")
    avoid: tuple[PrintedText, ...] = Field(
        default=(), description="What to leave out; start with the thing itself."
    )
    exercises: tuple[PhaseExercise, ...] = Field(default=(), description="Exercises and doses.")
    criteria: tuple[PrintedText, ...] = Field(
        min_length=1, description="What must be true before the next stage."
    )
    sources: Sources = Field(default=(), description="Sources of the whole stage.")


class CareOption(Model):
    """Something a clinician may add."""

    name: Label = Field(description="The test or treatment.")
    when: Text = Field(description="When it is considered, and what it brings.")
    evidence: Annotated[str, Term("evidence")] = Field(description="How strong the evidence is.")
    sources: Sources = Field(min_length=1, description="Sources.")


class Contested(Model):
    """A piece of popular advice, and what the evidence says."""

    claim: Label = Field(description="The advice as people give it.")
    answer: Text = Field(description="What the evidence says.")
    evidence: Annotated[str, Term("evidence")] = Field(description="How strong the evidence is.")
    sources: Sources = Field(min_length=1, description="Sources.")


class Injury(Record):
    """An injury or condition that runners meet."""

    name: Label = Field(description="The field's standard name.")
    short_name: Label = Field(description="The name for tables and cards, in plain words.")
    aliases: tuple[Alias, ...] = Field(default=(), description="Other names people search for.")
    area: Annotated[str, Term("area")] = Field(description="The body area it belongs to first.")
    sites: tuple[Annotated[str, Term("site")], ...] = Field(
        min_length=1, description="Finer places; each belongs to an area."
    )
    tissue: tuple[Annotated[str, Term("tissue")], ...] = Field(
        min_length=1, description="The tissue that hurts."
    )
    kind: Annotated[str, Term("injury-kind")] = Field(description="Overuse, acute or condition.")
    depth: Literal["full", "brief"] = Field(description="How complete the record is meant to be.")
    codes: tuple[DiseaseCode, ...] = Field(default=(), description="Codes, where sourced.")
    summary: PrintedText = Field(description="What it is, in one sentence.")
    plain: PrintedText = Field(description="What it is in two plain sentences, for the handout.")
    how_common: Text | None = Field(default=None, description="How common, with its source.")
    presentation: Presentation = Field(description="What the runner feels and sees.")
    features: dict[Annotated[str, Term("feature")], Text] = Field(
        min_length=3,
        description="One line for each row of the comparison tables that applies.",
    )
    self_checks: tuple[SelfCheck, ...] = Field(default=(), description="Checks to do alone.")
    red_flags: tuple[RedFlagId, ...] = Field(
        min_length=1, description="Red flags that matter for this injury."
    )
    seek: Seeking = Field(description="Whom to see when no red flag is present.")
    look_alikes: tuple[LookAlike, ...] = Field(
        default=(), description="Injuries that feel alike; write each pair once."
    )
    leads_to: tuple[Relation, ...] = Field(default=(), description="What it can turn into.")
    running: Running = Field(description="Can I run?")
    now: tuple[PrintedText, ...] = Field(min_length=1, description="What to do this week.")
    grades: tuple[Grade, ...] = Field(default=(), description="Grades, mildest first.")
    timeline: tuple[Timeline, ...] = Field(default=(), description="How long it takes.")
    phases: tuple[Phase, ...] = Field(default=(), description="Stages of rehabilitation.")
    care: tuple[CareOption, ...] = Field(default=(), description="What a clinician may add.")
    contested: tuple[Contested, ...] = Field(default=(), description="Popular advice, checked.")
    risk_factors: tuple[Text, ...] = Field(default=(), description="What makes it more likely.")
    prevention: tuple[Text, ...] = Field(default=(), description="How to prevent it.")
    questions: tuple[Question, ...] = Field(default=(), description="Questions people ask.")
    guides: tuple[GuideId, ...] = Field(default=(), description="Guides worth reading with it.")
    review: Review = Field(description="Last review and next.")
