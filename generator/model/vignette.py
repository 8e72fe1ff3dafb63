"""A made-up runner on whom the decision tree is tried."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.base import InjuryId, Model, Prose, RedFlagId, SourceKey, Term


class Vignette(Model):
    """What a made-up runner knows, and where the tree should lead.

    It states facts and red flags, never a path; the tree's answers name the facts that imply them.
    """

    id: str = Field(description="Its id.")
    text: Annotated[str, Field(min_length=40), Prose(cited=False)] = Field(
        description="The runner's story."
    )
    facts: tuple[Annotated[str, Term("fact")], ...] = Field(description="What the runner knows.")
    flags: tuple[RedFlagId, ...] = Field(default=(), description="Red flags the runner has.")
    urgency: Annotated[str, Term("urgency")] = Field(description="The urgency expected.")
    injuries: tuple[InjuryId, ...] = Field(
        min_length=1, description="Acceptable injuries, the likeliest first."
    )
    told_from: tuple[InjuryId, ...] = Field(
        default=(),
        description="Look-alikes of the injury named first that this runner could be taken for.",
    )
    rationale: Annotated[str, Prose(cited=False)] = Field(description="Why.")
    sources: tuple[SourceKey, ...] = Field(min_length=1, description="Sources.")
