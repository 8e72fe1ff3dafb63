"""The tree is cut into parts that together are the whole, and drawn without a gap."""

from __future__ import annotations

import gzip
import json

from generator.derive.tree import numbered, part_file, tree_data, tree_parts, walked
from generator.derive.tree_picture import WIDTH, tree_picture
from generator.model.handbook import Handbook
from generator.model.tree import Choice, Result, Screen, Step
from generator.render.scripts import join_modules
from tests.conftest import TEMPLATES

#: Most bytes, compressed, of the script of the pages, and of the data that one walk loads.
SCRIPT_BYTES, DATA_BYTES = 15_000, 60_000


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def test_the_parts_are_the_whole(handbook: Handbook) -> None:
    parts, nodes = tree_parts(handbook), tree_data(handbook)["nodes"]
    pieces = [parts.base["nodes"], *parts.behind.values()]
    assert sum(len(piece) for piece in pieces) == len(nodes)
    assert {node_id: node for piece in pieces for node_id, node in piece.items()} == nodes


def test_a_part_leads_nowhere_but_to_itself_and_the_base(handbook: Handbook) -> None:
    parts = tree_parts(handbook)
    for screen, piece in parts.behind.items():
        known = piece.keys() | parts.base["nodes"].keys()
        for node in piece.values():
            options = [*node.get("items", ()), *node.get("answers", ())]
            leads = {option["next"] for option in options} | (
                {node["none"]} if "none" in node else set()
            )
            assert leads <= known, screen


def test_each_part_is_named_with_its_file(handbook: Handbook) -> None:
    parts = tree_parts(handbook)
    assert {screen for screen, piece in parts.behind.items() if piece} == set(parts.base["parts"])
    for screen, part in parts.base["parts"].items():
        assert part["src"] == part_file(screen)
        assert 1 <= part["longest"] < 8


def test_what_a_phone_loads_is_small(handbook: Handbook) -> None:
    """The script, and the most that one way through the check needs, stay within their figures."""
    parts = tree_parts(handbook)
    largest = max(
        compressed(json.dumps(piece, ensure_ascii=False)) for piece in parts.behind.values()
    )
    assert compressed(json.dumps(parts.base, ensure_ascii=False)) + largest <= DATA_BYTES
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
