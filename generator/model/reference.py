"""Records that others lean on: red flags, sources, the glossary."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.base import InjuryId, Label, Model, Prose, SourceKey, Term


class RedFlag(Model):
    """A sign that needs a clinician; the only place where its words are written."""

    id: str = Field(description="Its id.")
    sign: Annotated[str, Field(min_length=1, max_length=240), Prose(printed=True, cited=False)] = (
        Field(description="The sign, so that a reader can answer yes or no.")
    )
    may_mean: Annotated[str, Prose(printed=True, cited=False)] = Field(
        description="What it may mean, in plain words."
    )
    injuries: tuple[InjuryId, ...] = Field(default=(), description="Records about what it means.")
    urgency: Annotated[str, Term("urgency")] = Field(description="How fast help is needed.")
    action: Annotated[str, Prose(printed=True, cited=False)] = Field(description="What to do.")
    areas: tuple[Annotated[str, Term("area")], ...] = Field(
        default=(), description="The areas it belongs to; none means the whole body."
    )
    sources: tuple[SourceKey, ...] = Field(min_length=1, description="Sources.")


class Source(Model):
    """A publication or page that was found and read."""

    id: str = Field(description="Its key.")
    authors: str = Field(min_length=1, description="Authors or organization.")
    year: int | None = Field(default=None, ge=1900, le=2100, description="Year, if shown.")
    title: str = Field(min_length=1, description="Title as printed.")
    container: str = Field(default="", description="Journal, book or site.")
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = Field(
        default=None, description="Address of the original."
    )
    doi: Annotated[str, Field(pattern=r"^10\.\S+$")] | None = Field(
        default=None, description="Digital object identifier."
    )
    kind: Annotated[str, Term("source-kind")] = Field(description="What sort of source.")
    accessed: str | None = Field(
        default=None, pattern=r"^\d{4}-\d{2}(-\d{2})?$", description="When it was read, if noted."
    )
    note: Annotated[str, Prose(cited=False)] | None = Field(
        default=None, description="What a reader should know about it."
    )


class GlossaryEntry(Model):
    """A medical word and its plain meaning."""

    id: str = Field(description="Its id.")
    term: Label = Field(description="The medical word.")
    plain: Annotated[str, Prose(printed=True, cited=False)] = Field(
        description="What it means, in one sentence."
    )
    also: tuple[Label, ...] = Field(default=(), description="Other forms of the word.")
