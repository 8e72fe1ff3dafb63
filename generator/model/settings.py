"""What the handbook says about itself, set once."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.base import Day, Label, Model, Prose


class Clinic(Model):
    """A clinic that prints handouts under its own name."""

    name: str = Field(default="", description="Name at the foot of each sheet.")
    phone: str = Field(default="", description="Phone number at the foot of each sheet.")


class Settings(Model):
    """Name, address and edition of the handbook."""

    title: Label = Field(description="The name of the handbook.")
    description: Annotated[str, Prose(cited=False)] = Field(description="One sentence about it.")
    language: str = Field(pattern="^[a-z]{2}(-[A-Z]{2})?$", description="Language of the records.")
    address: Annotated[str, Field(pattern=r"^https://\S+/$")] = Field(
        description="The public address, with a slash at the end."
    )
    repository: Annotated[str, Field(pattern=r"^https://\S+$")] = Field(
        description="Address of the repository."
    )
    edit_path: str = Field(
        pattern=r"^\S+/$", description="From the repository's address to its content folder."
    )
    edition: Day = Field(
        description="The day this edition stands for. Builds read no clock: review dates are "
        "held against this day."
    )
    clinic: Clinic = Field(default=Clinic(), description="Clinic for the handouts.")
    common: tuple[str, ...] = Field(default=(), description="Injuries shown on the home page.")
