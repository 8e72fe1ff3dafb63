"""Closed lists of terms, kept as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from generator.model.base import Label, Model, Prose, Term

#: Every vocabulary that the models name; a handbook has them all.
VOCABULARIES = (
    "alias-kind", "area", "character", "clinician", "course", "evidence", "exercise-kind", "fact",
    "feature", "injury-kind", "onset", "phase", "plan-kind", "reviewer", "running", "site",
    "source-kind", "tissue", "topic", "urgency",
)  # fmt: skip


class TermEntry(Model):
    """One term of a closed list."""

    id: str = Field(description="The id that records use.")
    label: Label = Field(description="What readers see.")
    description: Annotated[str, Prose(printed=True, cited=False)] = Field(
        description="What the term means, in one sentence."
    )
    area: Annotated[str, Term("area")] | None = Field(
        default=None, description="For a body site: the area it belongs to."
    )
    view: str | None = Field(
        default=None, pattern="^(front|back)$",
        description="For a body site: the side of the body map it is drawn on.",
    )  # fmt: skip
    x: float | None = Field(
        default=None, ge=0, le=100, description="For a body site: its place across, 0 to 100."
    )
    y: float | None = Field(
        default=None, ge=0, le=240, description="For a body site: its place from the top, 0 to 240."
    )


class Vocabulary(Model):
    """A closed list of terms, in the order in which readers should meet them."""

    id: str
    terms: tuple[TermEntry, ...]

    def __iter__(self) -> Iterator[TermEntry]:  # type: ignore[override]
        return iter(self.terms)

    def __contains__(self, term: object) -> bool:
        return any(entry.id == term for entry in self.terms)

    def __getitem__(self, term: str) -> TermEntry:
        for entry in self.terms:
            if entry.id == term:
                return entry
        raise KeyError(term)

    def rank(self, term: str) -> int:
        """Return the place of a term in its list, from 0."""
        return [entry.id for entry in self.terms].index(term)


Vocabularies = Mapping[str, Vocabulary]
