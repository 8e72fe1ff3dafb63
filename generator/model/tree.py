"""The decision tree: ids and edges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import InjuryId, Label, Model, NodeId, Prose, RedFlagId, Term

Plain = Annotated[str, Field(min_length=1), Prose(printed=True, cited=False)]


class ScreenItem(Model):
    """One red flag of a screen and the result that a yes leads to."""

    flag: RedFlagId = Field(description="The red flag asked about.")
    next: NodeId = Field(description="The result that a yes leads to.")


class Screen(Model):
    """A list of red flags; any yes ends at a result, none goes on."""

    id: str
    kind: Literal["screen"] = Field(description="Marks a list of red flags.")
    area: Annotated[str, Term("area")] = Field(description="The area whose flags are asked.")
    title: Label = Field(description="The heading of the step.")
    items: tuple[ScreenItem, ...] = Field(min_length=1, description="The flags.")
    none: NodeId = Field(description="Where 'none of these' leads.")


class Answer(Model):
    """One answer to a question."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Its id, unique in the step.")
    text: Plain = Field(description="The answer.")
    next: NodeId = Field(description="The step it leads to.")
    facts: tuple[Annotated[str, Term("fact")], ...] = Field(
        default=(), description="Facts about a runner that imply this answer."
    )


class QuestionNode(Model):
    """One question with two to seven answers."""

    id: str
    kind: Literal["question"] = Field(description="Marks a question with answers.")
    title: Label = Field(description="The question.")
    help: Plain | None = Field(default=None, description="How to find the answer.")
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=7, description="The answers.")


class Consider(Model):
    """An injury to read about, with the reason."""

    injury: InjuryId = Field(description="The id of the injury.")
    why: Plain = Field(description="Why these answers point to it.")


class Result(Model):
    """Where to get care and what to read."""

    id: str
    kind: Literal["result"] = Field(description="Marks an end of the check.")
    title: Label = Field(description="The heading of the result.")
    urgency: Annotated[str, Term("urgency")] = Field(description="How fast to get help.")
    running: Annotated[str, Term("running")] = Field(description="Whether to run.")
    consider: tuple[Consider, ...] = Field(
        default=(),
        max_length=4,
        description="One to four injuries to read about; none only where help comes first.",
    )
    first: tuple[Plain, ...] = Field(min_length=1, description="What to do first.")
    seen: Plain = Field(description="When and by whom to be seen.")


Node = Annotated[Screen | QuestionNode | Result, Field(discriminator="kind")]


@dataclass(frozen=True)
class Choice:
    """One thing a reader can pick at a step."""

    id: str
    next: str
    flag: str | None = None


def choices(node: Screen | QuestionNode | Result) -> tuple[Choice, ...]:
    """Return what a reader can pick at a node; nothing at a result."""
    if isinstance(node, Screen):
        flags = tuple(Choice(item.flag, item.next, item.flag) for item in node.items)
        return (*flags, Choice("none", node.none))
    if isinstance(node, QuestionNode):
        return tuple(Choice(answer.id, answer.next) for answer in node.answers)
    return ()


@dataclass(frozen=True)
class Step:
    """A node and the choice made there."""

    node: str
    choice: Choice


@dataclass(frozen=True)
class TreePath:
    """The steps from the start to a result."""

    steps: tuple[Step, ...]
    end: str


class Tree(Model):
    """All nodes, by id, and where to start."""

    start: NodeId
    nodes: Mapping[str, Node]

    def paths(self) -> Iterator[TreePath]:
        """Yield every path from the start to an end, depth first.

        Meant for a tree without cycles; a step that would visit a node twice is left out, as is
        one to a node that does not exist, so that the walk ends whatever the data says.
        """
        if self.start in self.nodes:
            yield from self._walk(self.start, ())

    def _walk(self, node_id: str, steps: tuple[Step, ...]) -> Iterator[TreePath]:
        options = choices(self.nodes[node_id])
        if not options:
            yield TreePath(steps, node_id)
            return
        seen = {step.node for step in steps} | {node_id}
        for choice in options:
            if choice.next in self.nodes and choice.next not in seen:
                yield from self._walk(choice.next, (*steps, Step(node_id, choice)))
