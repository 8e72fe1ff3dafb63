"""Reads YAML as plain values, keeping the line and column of each."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml

from generator.problems import Path, Position, Problem

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Fields within fields: no record goes half as deep, and Python could read ten times as deep.
DEEPEST = 40
#: Above this many brackets and hyphens a text may be too deep for the parser itself.
MANY_MARKS = 1000


class _Loader(_Base):  # type: ignore[misc, valid-type]
    """Reads only null, true/false and numbers as such; `no`, `on` and dates stay text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _first in (
    ("null", r"(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"(?:true|false)$", ["t", "f"]),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]+$", list("-+0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


@dataclass
class Parsed:
    """The values of a YAML text, where each stands, and what is wrong with it."""

    value: Any = None
    positions: dict[Path, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def parse_yaml(text: str, file: str, first_line: int = 1) -> Parsed:
    """Read a YAML text whose first line is line `first_line` of `file`.

    Every duplicate key and every shared value is reported; a syntax mistake ends the reading.
    """
    parsed = Parsed()
    if problem := _tab(text, file, first_line):
        parsed.problems.append(problem)
        return parsed
    try:
        if line := _too_deep(text):
            parsed.problems.append(_depth_problem(file, Position(line + first_line - 1, 1), ""))
            return parsed
        node = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        parsed.problems.append(_syntax_problem(error, text, file, first_line))
        return parsed
    reader = _Reader(file, first_line, parsed)
    parsed.value = reader.read(node, ()) if node is not None else None
    return parsed


class _Reader:
    """Turns nodes into values and writes down their positions."""

    def __init__(self, file: str, first_line: int, parsed: Parsed) -> None:
        self.file = file
        self.first_line = first_line
        self.parsed = parsed
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> Any:
        if id(node) in self.seen:  # its own position is that of the anchor
            around = self.parsed.positions.get(path) or self.parsed.positions[path[:-1]]
            self._report(
                "H111", around, path,
                "the value is shared through an anchor (& and *)",
                "each value written out", "Write the value again in place of the '*' reference.",
            )  # fmt: skip
            return None
        self.seen.add(id(node))
        self.parsed.positions.setdefault(path, self._position(node))
        if len(path) > DEEPEST:
            name = str(path[0])
            self.parsed.problems.append(_depth_problem(self.file, self._position(node), name))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            position = self._position(key_node)
            if not isinstance(key, Hashable) or key is None or isinstance(key, bool):
                self._report(
                    "H108", position, path, "a field has no plain name", "a name before the colon",
                    "Write the field as 'name: value'.",
                )  # fmt: skip
                continue
            key = str(key)
            if key in values:
                first = self.parsed.positions[(*path, key)].line
                self._report(
                    "H110", position, (*path, key),
                    f"'{key}' is written twice (first on line {first})", "each field once",
                    "Keep one of the two, or join them.",
                )  # fmt: skip
                continue
            self.parsed.positions[(*path, key)] = position
            values[key] = self.read(value_node, (*path, key))
        return values

    @staticmethod
    def _scalar(node: yaml.ScalarNode) -> Any:
        kind = node.tag.rsplit(":", 1)[-1]
        if kind == "null":
            return None
        if kind == "bool":
            return node.value == "true"
        try:
            return {"int": int, "float": float}.get(kind, str)(node.value)
        except ValueError:  # a word marked as a number, or a number with thousands of digits
            return str(node.value)

    def _position(self, node: yaml.Node) -> Position:
        mark = node.start_mark
        return Position(mark.line + self.first_line, mark.column + 1)

    def _report(
        self, code: str, position: Position, path: Path, found: str, expected: str, hint: str
    ) -> None:
        name = str(path[-1]) if path else ""
        self.parsed.problems.append(
            Problem(code, self.file, position.line, position.column, name, found, expected, hint)
        )


def _tab(text: str, file: str, first_line: int) -> Problem | None:
    for number, line in enumerate(text.split("\n")):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return Problem(
                "H109", file, first_line + number, indent.index("\t") + 1, "",
                "the line is indented with a tab", "spaces",
                "Replace the tab with two spaces; most editors can do this for the whole file.",
            )  # fmt: skip
    return None


def _too_deep(text: str) -> int | None:
    """Return the line, from 1, where values are nested too deeply for the parser to survive it."""
    if sum(text.count(mark) for mark in ("[", "{", "- ", "? ")) <= MANY_MARKS:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return event.start_mark.line + 1
    return None


def _depth_problem(file: str, position: Position, name: str) -> Problem:
    return Problem(
        "H108", file, position.line, position.column, name, "the values are nested too deeply",
        f"at most {DEEPEST} levels", "Remove brackets or hyphens that stand there by mistake.",
    )  # fmt: skip


#: Characters that no YAML text may hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")

#: What the parser says, and what to tell a contributor.
_SYNTAX_HINTS = (
    (r"mapping values are not allowed", "a second colon stands in the value",
     "quotes around a value with a colon",
     'Put the whole value in double quotes: name: "Pain: what it means".'),
    (r"could not find expected ':'", "the line has no colon after its field name",
     "'name: value' on each line",
     "Add the colon, or indent the line so that it belongs to the text above."),
    (r"found unexpected end", "the quote that opens here is never closed",
     "a closing quote", "Add the missing quote, or take this one away."),
    (r"did not find expected ',' or", "the bracket that opens here is never closed",
     "a comma after each item and a closing bracket", "Add what is missing."),
    (r"did not find expected '-' indicator|expected <block end>|did not find expected key|"
     r"while parsing a block", "the indentation does not fit the lines above",
     "the same indentation for things that belong together",
     "Line the field up with its neighbors, two spaces for each level."),
    (r"cannot start any token|found character", "a value starts with a special character",
     "quotes around it", "Put the value in double quotes."),
    (r"undefined alias|alphabetic or numeric", "'*' or '&' starts the value", "plain text",
     "Put the value in double quotes."),
)  # fmt: skip
#: Messages about something that started on an earlier line, which is the line to mend.
_STARTED_EARLIER = re.compile("could not find expected ':'|unexpected end|expected ',' or")


def _syntax_problem(error: Exception, text: str, file: str, first_line: int) -> Problem:
    if letter := _CONTROL.search(text):
        line = text.count("\n", 0, letter.start()) + first_line
        return Problem(
            "H108", file, line, 1, "", "the line holds a control character", "plain text",
            "Type the line again; a pasted text may hide characters that cannot be seen.",
        )  # fmt: skip
    message = str(error)
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if _STARTED_EARLIER.search(message):
        marks.reverse()
    mark = marks[0] or marks[1]
    lines = text.rstrip("\n").split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    return Problem(
        "H108", file, line + first_line, column + 1, "", *_explain(error, lines[line][:column])
    )


def _explain(error: Exception, before: str) -> tuple[str, str, str]:
    """Say what was found, expected and what to do; `before` stands on the line before the place."""
    message = str(error)
    if "mapping values" in message and re.fullmatch(r" +[\w-]+", before):
        message = "while parsing a block"  # a field name, not a colon in a value
    for pattern, found, expected, hint in _SYNTAX_HINTS:
        if re.search(pattern, message):
            return found, expected, hint
    reason = (getattr(error, "problem", None) or message).split("\n")[0]
    return (
        f"the text is not valid YAML ({reason})", "fields as 'name: value'",
        "Compare the line with the same field of a finished record.",
    )  # fmt: skip
