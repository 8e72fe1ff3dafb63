"""Every text of a record is found, with its way and its mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from generator.model.base import InjuryId, Label, Model, Prose, Ref, Term, Text
from generator.model.handbook import KINDS, Handbook
from generator.model.walk import Leaf, walk


class Inner(Model):
    """A block inside."""

    note: Text | None = None
    injury: InjuryId


class Outer(Model):
    """A record with every sort of field."""

    name: Label
    count: int = 3
    plain: str = ""
    areas: tuple[Annotated[str, Term("area")], ...] = ()
    features: dict[Annotated[str, Term("feature")], Text] = Field(default_factory=dict)
    rows: tuple[tuple[Text, ...], ...] = ()
    inner: Inner | None = None
    inners: tuple[Inner, ...] = Field(default=())


def test_each_text_has_its_way_and_its_mark() -> None:
    outer = Outer(
        name="A", plain="b", areas=("knee", "foot"), features={"where": "Here."},
        rows=(("c", "d"), ("e",)), inner=Inner(note="n", injury="x"), inners=(Inner(injury="y"),),
    )  # fmt: skip
    label, text = Prose(cited=False), Prose()
    assert list(walk(outer)) == [
        Leaf(("name",), "A", label),
        Leaf(("plain",), "b", None),
        Leaf(("areas", 0), "knee", Term("area")),
        Leaf(("areas", 1), "foot", Term("area")),
        Leaf(("features", "where"), "where", Term("feature")),
        Leaf(("features", "where"), "Here.", text),
        Leaf(("rows", 0, 0), "c", text),
        Leaf(("rows", 0, 1), "d", text),
        Leaf(("rows", 1, 0), "e", text),
        Leaf(("inner", "note"), "n", text),
        Leaf(("inner", "injury"), "x", Ref("injuries")),
        Leaf(("inners", 0, "injury"), "y", Ref("injuries")),
    ]


def strings_of(value: Any) -> Iterator[str]:
    """Yield every text inside plain values, names of mappings that are data included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_of(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings_of(item)


def test_no_text_of_the_handbook_is_missed(handbook: Handbook) -> None:
    """What the walk does not find, no check sees: a script or a dead link could hide there."""
    for kind in KINDS:
        for record_id, record in handbook.of_kind(kind).items():
            walked = [leaf.text for leaf in walk(record)]
            for name in getattr(record, "features", ()):
                walked.remove(name)
            assert sorted(walked) == sorted(strings_of(record.model_dump())), (kind, record_id)


def test_every_text_that_readers_see_is_marked(handbook: Handbook) -> None:
    """A text without a mark is an id, a number's unit, a key of a source or a place."""
    unmarked = {
        (kind, str([part for part in leaf.path if isinstance(part, str)][-1]))
        for kind, _, leaf in handbook.texts
        if leaf.mark is None
    }
    names = {name for _, name in unmarked}
    assert names <= {
        "id", "body", "kind", "depth", "system", "code", "view", "props", "authors", "title",
        "container", "url", "doi", "accessed",
    }, unmarked  # fmt: skip
    assert {kind for kind, name in unmarked if name == "title"} == {"sources"}
