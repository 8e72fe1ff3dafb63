"""The tree is cut and packed without a loss, and drawn without a gap."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from typing import Any

from generator.derive.proof import walked
from generator.derive.tree import numbered, tree_data, tree_parts
from generator.derive.tree_pack import pack
from generator.derive.tree_picture import WIDTH, tree_picture
from generator.model.handbook import Handbook
from generator.model.tree import Choice, QuestionNode, Result, Screen, Step, choices
from generator.render.scripts import join_modules
from tests.conftest import TEMPLATES

#: Most bytes, compressed, of the script of the pages, and of the data of the check.
SCRIPT_BYTES, DATA_BYTES = 15_000, 60_000


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def unpacked(packed: dict[str, Any]) -> dict[str, Any]:
    """Read packed steps as a browser does."""
    texts: list[str] = []

    def restored(value: Any) -> Any:
        if isinstance(value, list):
            return [restored(inner) for inner in value]
        if isinstance(value, int):
            return texts[value]
        texts.append(value)
        return value

    def named(name: str, values: Sequence[Any]) -> dict[str, Any]:
        fields = packed["fields"]
        return {
            inside: [named(inside, inner) for inner in value] if inside in fields else value
            for inside, value in zip(fields[name], values, strict=True)
        }

    steps = {
        kind: [named(kind, row) for row in zip(*restored(columns), strict=True)]
        for kind, columns in packed["steps"].items()
    }
    assert len(texts) == len(set(texts)), "a text is written twice"
    return {row.pop("id"): {"kind": kind, **row} for kind, rows in steps.items() for row in rows}


def test_the_parts_are_the_whole(handbook: Handbook) -> None:
    parts, nodes = tree_parts(handbook), tree_data(handbook)["nodes"]
    assert parts.first["nodes"] | unpacked(pack(parts.rest)) == nodes
    assert not parts.first["nodes"].keys() & parts.rest.keys()


def test_the_page_holds_all_that_comes_before_the_red_flags(handbook: Handbook) -> None:
    parts, nodes = tree_parts(handbook), handbook.tree.nodes
    assert all(isinstance(nodes[node_id], QuestionNode) for node_id in parts.first["nodes"])
    leads = {choice.next for node_id in parts.first["nodes"] for choice in choices(nodes[node_id])}
    assert handbook.tree.start in parts.first["nodes"]
    assert leads - parts.first["nodes"].keys() <= parts.first["behind"].keys()
    assert all(1 <= longest < 8 for longest in parts.first["behind"].values())


def test_what_a_phone_loads_is_small(handbook: Handbook) -> None:
    """The script, and all the data of the check, stay within their figures."""
    parts = tree_parts(handbook)
    rest = json.dumps(pack(parts.rest), ensure_ascii=False, separators=(",", ":"))
    first = json.dumps(parts.first, ensure_ascii=False)
    assert compressed(first) + compressed(rest) <= DATA_BYTES
    assert compressed(join_modules(TEMPLATES / "theme/assets/js", "main.mjs")) <= SCRIPT_BYTES


def test_a_flowchart_is_numbered_from_its_screen(handbook: Handbook) -> None:
    nodes = handbook.tree.nodes
    for screen in (node for node in nodes.values() if isinstance(node, Screen)):
        numbers = numbered(handbook, screen.id)
        assert numbers[screen.id] == 1
        assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
        asking = [number for node, number in numbers.items() if not isinstance(nodes[node], Result)]
        assert max(asking) == len(asking), "results come last"


def test_every_line_of_a_picture_leads_to_the_right(handbook: Handbook) -> None:
    for screen in (node for node in handbook.tree.nodes.values() if isinstance(node, Screen)):
        picture = tree_picture(handbook, screen.id)
        corners = {(box.x, box.y) for box in picture.boxes}
        assert len(corners) == len(picture.boxes)
        for box in picture.boxes:
            assert box.x + WIDTH <= picture.width
            assert box.y + box.height <= picture.height
            for row in box.rows:
                assert (row.to is None) == (row.urgency is not None)
                assert row.to is None or (row.to in corners and row.to[0] > box.x + WIDTH)


def test_a_case_is_opened_by_its_answers() -> None:
    steps = (Step("start", Choice("foot", "foot-flags")), Step("foot-flags", Choice("none", "x")))
    assert walked("ab12", steps) == "v=ab12&a=start:foot,foot-flags:none"
