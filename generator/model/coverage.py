"""Where each topic of the sources is answered in the handbook."""

from __future__ import annotations

from dataclasses import dataclass

#: A topic that is left out says so, and why.
LEFT_OUT = "left out:"


@dataclass(frozen=True)
class Place:
    """A record, or a section of it: the kind is a folder or file of the content."""

    kind: str
    record_id: str
    section: str


@dataclass(frozen=True)
class Topic:
    """A topic of the sources: the places that answer it, or the reason why it is left out."""

    id: str
    places: tuple[Place, ...] = ()
    left_out: str = ""


def read_topic(topic_id: str, lines: tuple[str, ...]) -> Topic:
    """Return a topic from lines such as ``guides/sleep#naps`` or ``left out: a brand name``.

    Raises ValueError, with the line, for anything else.
    """
    if len(lines) == 1 and lines[0].startswith(LEFT_OUT) and len(lines[0]) > len(LEFT_OUT) + 3:
        return Topic(topic_id, left_out=lines[0].removeprefix(LEFT_OUT).strip())
    return Topic(topic_id, tuple(read_place(line) for line in lines))


def read_place(line: str) -> Place:
    """Return the place that ``kind/record-id#section`` names; the section may be left out.

    Raises ValueError for other texts.
    """
    address, _, section = line.partition("#")
    kind, _, record_id = address.partition("/")
    if not (kind and record_id) or line.endswith("#") or " " in line or "/" in record_id:
        raise ValueError(line)
    return Place(kind, record_id, section)
