"""Packs the decision tree, so that a phone has all of it after one small file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: The values of a row, by the kind of step and by the name of a list inside it.
COLUMNS = {
    "question": ("id", "title", "help", "answers"),
    "screen": ("id", "title", "items", "none"),
    "result": ("id", "title", "urgency", "running", "consider", "first", "seen"),
    "answers": ("id", "text", "next"),
    "items": ("flag", "text", "urgency", "next"),
    "consider": ("injury", "why"),
}


def pack(nodes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return steps of the tree by kind as rows, each text written once.

    A number in place of a text is the number of texts that came before its first use. `columns`
    names the values of a row.
    """
    rows: dict[str, list[Any]] = {kind: [] for kind in ("question", "screen", "result")}
    for node_id, node in nodes.items():
        rows[node["kind"]].append(_row(node["kind"], {"id": node_id, **node}))
    return {"columns": COLUMNS, "rows": _Texts().packed(rows)}


def _row(kind: str, values: dict[str, Any]) -> list[Any]:
    return [
        [_row(name, inner) for inner in values[name]] if name in COLUMNS else values[name]
        for name in COLUMNS[kind]
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
