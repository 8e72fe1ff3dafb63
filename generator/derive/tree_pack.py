"""Packs the decision tree, so that a phone has all of it after one small file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: The values of a step by its kind, and of what a list inside it holds by the name of that list.
FIELDS = {
    "result": ("id", "title", "urgency", "running", "consider", "first", "seen"),
    "screen": ("id", "title", "items", "none"),
    "question": ("id", "title", "help", "answers"),
    "answers": ("id", "text", "next"),
    "items": ("flag", "text", "urgency", "next"),
    "consider": ("injury", "why"),
}
KINDS = ("result", "screen", "question")


def pack(nodes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return steps of the tree by kind, as a list of values for each field, all texts once.

    A number in place of a text is the number of texts that came before its first use. Values of
    one field stand together because they are alike, which makes the compressed file smaller.
    """
    steps = {kind: _columns(kind, nodes) for kind in KINDS}
    return {"fields": FIELDS, "steps": _Texts().packed(steps)}


def _columns(kind: str, nodes: dict[str, dict[str, Any]]) -> list[list[Any]]:
    """Return a list for each field of the steps of a kind."""
    rows = [
        _row(kind, {"id": node_id, **node})
        for node_id, node in nodes.items()
        if node["kind"] == kind
    ]
    return [[row[place] for row in rows] for place in range(len(FIELDS[kind]))]


def _row(name: str, values: dict[str, Any]) -> list[Any]:
    return [
        [_row(inside, inner) for inner in values[inside]] if inside in FIELDS else values[inside]
        for inside in FIELDS[name]
    ]


@dataclass
class _Texts:
    """The texts met so far, with the place of each."""

    places: dict[str, int] = field(default_factory=dict)

    def packed(self, value: Any) -> Any:
        """Return a value with a number for each text that was met before."""
        if isinstance(value, dict):
            return {name: self.packed(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.packed(inner) for inner in value]
        if value in self.places:
            return self.places[value]
        self.places[value] = len(self.places)
        return value
