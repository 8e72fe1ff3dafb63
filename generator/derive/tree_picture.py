"""Lays out a picture of one part of the decision tree, for people who review it."""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass

from generator.model.handbook import Handbook
from generator.model.tree import QuestionNode, Result, Screen, choices
from generator.model.vocabulary import TermEntry

#: Sizes in units of the drawing. Text is 12 units high, so a letter takes about 6.
WIDTH, GAP, LINE, PAD = 290, 70, 16, 8
LETTERS = 42


@dataclass(frozen=True)
class Row:
    """One answer in a box: its lines, and the result or the place of the box that it leads to.

    `curve` is the path of the line to that box.
    """

    y: float
    height: float
    lines: tuple[str, ...]
    ends: tuple[str, ...]
    urgency: TermEntry | None
    to: tuple[float, float] | None
    curve: str | None


@dataclass(frozen=True)
class Box:
    """One step that asks something."""

    id: str
    x: float
    y: float
    height: float
    title: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Picture:
    """The boxes, the size of the whole drawing, and what all boxes share."""

    width: float
    height: float
    box_width: float
    line: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class _Answer:
    text: str
    next: str


def tree_picture(handbook: Handbook, screen_id: str) -> Picture:
    """Return the picture of all that follows after a screen, the screen itself first.

    A step stands in the column of its longest way from the screen, so that every line leads to
    the right. Each answer that ends names the result's urgency and the injury named first.
    """
    depth = _depths(handbook, screen_id)
    columns: dict[int, list[str]] = {}
    for node_id, column in depth.items():
        columns.setdefault(column, []).append(node_id)
    places: dict[str, tuple[float, float]] = {}
    for column, ids in columns.items():
        y = float(PAD)
        for node_id in ids:
            places[node_id] = (PAD + column * (WIDTH + GAP), y)
            y += _height(handbook, node_id) + GAP / 2
    boxes = tuple(_box(handbook, node_id, places) for node_id in depth)
    return Picture(
        width=max(box.x for box in boxes) + WIDTH + PAD,
        height=max(box.y + box.height for box in boxes) + PAD,
        box_width=WIDTH,
        line=LINE,
        boxes=boxes,
    )


def _depths(handbook: Handbook, screen_id: str) -> dict[str, int]:
    """Return the column of each step that asks something, in the order in which it is met."""
    depth: dict[str, int] = {}

    def visit(node_id: str, column: int) -> None:
        depth[node_id] = max(depth.get(node_id, 0), column)
        for answer in _answers(handbook, node_id):
            if not isinstance(handbook.tree.nodes[answer.next], Result):
                visit(answer.next, column + 1)

    visit(screen_id, 0)
    return depth


def _answers(handbook: Handbook, node_id: str) -> list[_Answer]:
    """Return what leads on from a step; the flags of a screen are counted by urgency below."""
    node = handbook.tree.nodes[node_id]
    if isinstance(node, QuestionNode):
        return [_Answer(answer.text, answer.next) for answer in node.answers]
    none = handbook.strings["check"]["none"]
    return [_Answer(none, choice.next) for choice in choices(node) if choice.flag is None]


def _height(handbook: Handbook, node_id: str) -> float:
    lines = len(_wrap(handbook.tree.nodes[node_id].title)) + len(_flag_rows(handbook, node_id))
    for answer in _answers(handbook, node_id):
        lines += len(_wrap(answer.text)) + len(_ends(handbook, answer.next))
    rows = len(_answers(handbook, node_id)) + len(_flag_rows(handbook, node_id)) + 1
    return lines * LINE + rows * PAD + PAD


def _box(handbook: Handbook, node_id: str, places: dict[str, tuple[float, float]]) -> Box:
    x, y = places[node_id]
    title = _wrap(handbook.tree.nodes[node_id].title)
    down = y + len(title) * LINE + 2 * PAD
    rows = []
    for urgency, text in _flag_rows(handbook, node_id):
        rows.append(Row(down, LINE, (), (text,), urgency, None, None))
        down += LINE + PAD
    for answer in _answers(handbook, node_id):
        row = _row(handbook, answer, (x, down), places.get(answer.next))
        rows.append(row)
        down += row.height + PAD
    return Box(node_id, x, y, _height(handbook, node_id), title, tuple(rows))


def _row(
    handbook: Handbook, answer: _Answer, at: tuple[float, float], to: tuple[float, float] | None
) -> Row:
    lines, ends = _wrap(answer.text), _ends(handbook, answer.next)
    node = handbook.tree.nodes[answer.next]
    urgency = handbook.vocabularies["urgency"][node.urgency] if isinstance(node, Result) else None
    middle = (at[0] + WIDTH, at[1] + len(lines) * LINE / 2)
    curve = _curve(middle, (to[0], to[1] + LINE)) if to else None
    return Row(at[1], (len(lines) + len(ends)) * LINE, lines, ends, urgency, to, curve)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return the path of a line that leaves one box and meets the next level."""
    (x, y), (across, down) = start, end
    return f"M{x:g} {y:g} C{x + GAP / 2:g} {y:g} {across - GAP / 2:g} {down:g} {across:g} {down:g}"


def _flag_rows(handbook: Handbook, node_id: str) -> list[tuple[TermEntry, str]]:
    """Say for each urgency how many red flags a screen asks about."""
    node = handbook.tree.nodes[node_id]
    if not isinstance(node, Screen):
        return []
    counts = Counter(handbook.red_flags[item.flag].urgency for item in node.items)
    words = handbook.strings["check"]["picture_flags"]
    return [
        (urgency, words.format(count=counts[urgency.id], urgency=urgency.label))
        for urgency in handbook.vocabularies["urgency"]
        if counts[urgency.id]
    ]


def _ends(handbook: Handbook, node_id: str) -> tuple[str, ...]:
    """Return the lines that say where an answer ends; none where it leads to another step."""
    node = handbook.tree.nodes[node_id]
    if not isinstance(node, Result):
        return ()
    urgency = handbook.vocabularies["urgency"][node.urgency].label
    named = handbook.injuries[node.consider[0].injury].short_name if node.consider else ""
    return _wrap(f"{urgency}: {named}" if named else urgency)


def _wrap(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, LETTERS))
