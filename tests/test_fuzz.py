"""Whatever happens to a file, the check answers with problems and never with a traceback."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.check import check
from generator.load import load
from tests.conftest import CONTENT, TODAY, MakeContent

#: Files are changed by the batch, since reading all the others takes the time.
BATCHES, FILES_IN_A_BATCH = 20, 10
SEED = 20261122
FILES = sorted(
    path.relative_to(CONTENT).as_posix()
    for path in CONTENT.rglob("*")
    if path.suffix in (".md", ".yml") and path.parent.name != "pages"
)
#: What a value may be replaced by: other types, other YAML, other text.
VALUES = (
    "", "[]", "{}", "null", "true", "0", "-1.5", "99999999999999999999", "[a, b]", "{a: b}",
    "[[[[a]]]]", '"', "'", "*x", "&x y", "!!int x", "!!binary x", "2026", "2026-02-30", "<b>x</b>",
    "[@nobody-1999]", "'[x](plans/none)'", "|", ">-", "%", "@", "\u202e", "\u0000", "x" * 5_000,
)  # fmt: skip

Mangle = Callable[[random.Random, bytes], bytes]


def cut(chance: random.Random, data: bytes) -> bytes:
    """End the file somewhere, be it in the middle of a letter."""
    return data[: chance.randrange(len(data))]


def drop_lines(chance: random.Random, data: bytes) -> bytes:
    """Take some lines away."""
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 6)):
        lines.pop(chance.randrange(len(lines)))
        lines = lines or [b""]
    return b"\n".join(lines)


def swap_bytes(chance: random.Random, data: bytes) -> bytes:
    """Swap some bytes with each other."""
    swapped = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        one, other = chance.randrange(len(data)), chance.randrange(len(data))
        swapped[one], swapped[other] = swapped[other], swapped[one]
    return bytes(swapped)


def spoil_bytes(chance: random.Random, data: bytes) -> bytes:
    """Overwrite some bytes with any."""
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        spoiled[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(spoiled)


def indent_anew(chance: random.Random, data: bytes) -> bytes:
    """Give a line another indent, or make it an item."""
    lines = data.split(b"\n")
    place = chance.randrange(len(lines))
    lines[place] = chance.choice([b"", b" ", b"   ", b"- ", b"  - ", b"? "]) + lines[place].strip()
    return b"\n".join(lines)


def swap_lines(chance: random.Random, data: bytes) -> bytes:
    """Swap two lines."""
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def replace_value(chance: random.Random, data: bytes) -> bytes:
    """Put something else in the place of a value; the file stays YAML most of the time."""
    text = data.decode()
    values = list(re.finditer(r"(?<=: )[^\s>|].*$", text, re.MULTILINE))
    if not values:
        return cut(chance, data)
    value = chance.choice(values)
    return (text[: value.start()] + chance.choice(VALUES) + text[value.end() :]).encode()


MANGLES: tuple[Mangle, ...] = (
    cut, drop_lines, swap_bytes, spoil_bytes, indent_anew, swap_lines, replace_value, replace_value,
)  # fmt: skip


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_mangled_file_ends_the_check(batch: int, make_content: MakeContent) -> None:
    """Two hundred files in all, the same at every run; each problem can be printed."""
    chance = random.Random(SEED + batch)
    changes: dict[str, str | bytes | None] = {}
    for file in chance.sample(FILES, FILES_IN_A_BATCH):
        mangle = chance.choice(MANGLES)
        changes[file] = mangle(chance, (CONTENT / file).read_bytes())
    content: Path = make_content(changes)
    loaded = load(content)
    problems = list(loaded.problems)
    if loaded.handbook is not None:
        problems += check(loaded.handbook, TODAY)
    for problem in problems:
        lines = (content.parent / problem.file).read_bytes().count(b"\n") + 1
        assert 1 <= problem.line <= lines, str(problem)
        assert problem.found, str(problem)
        assert problem.hint, str(problem)
