"""Reads a whole content folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.load.front_matter import split_front_matter
from generator.load.text import TextFile, read_text
from generator.load.validate import validate
from generator.load.yaml import Parsed, parse_yaml
from generator.model.coverage import Topic, read_topic
from generator.model.handbook import KINDS, RECORD_KINDS, Handbook
from generator.model.reference import GlossaryEntry, RedFlag, Source
from generator.model.settings import Settings
from generator.model.strings import Strings
from generator.model.tree import Node, Tree
from generator.model.vignette import Vignette
from generator.model.vocabulary import VOCABULARIES, TermEntry, Vocabulary
from generator.problems import Origin, Problem, problem_at

START_NODE = "start"

#: Files that hold many records: kind, place in the content folder, model.
COLLECTIONS: tuple[tuple[str, str, Any], ...] = (
    ("red-flags", "red-flags.yml", RedFlag),
    ("sources", "sources.yml", Source),
    ("glossary", "glossary.yml", GlossaryEntry),
    ("tree", "tree/*.yml", Node),
    ("vignettes", "vignettes/*.yml", Vignette),
)

#: The model of each kind of record.
MODELS: dict[str, Any] = {
    **RECORD_KINDS, **{kind: model for kind, _, model in COLLECTIONS}, "vocabulary": TermEntry,
}  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """What could be read, and every problem met. There is no handbook without its base files."""

    handbook: Handbook | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Entry:
    """A record that was read, None if it is broken, and what is wrong with it."""

    id: str
    record: Any
    origin: Origin
    problems: tuple[Problem, ...] = ()


@dataclass
class _Shelf:
    """Everything read so far."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    origins: dict[tuple[str, str], Origin] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)

    def name(self, path: Path) -> str:
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"

    def read(self, path: Path) -> TextFile | None:
        file, problems = read_text(path, self.root, self.name(path))
        self.problems += problems
        return file

    def mapping(self, path: Path) -> Parsed | None:
        """Read a YAML file whose top level is fields with names."""
        file = self.read(path)
        if file is None:
            return None
        parsed, problems = _mapping(file)
        self.problems += problems
        return parsed

    def entries(self, kind: str, path: Path) -> tuple[_Entry, ...] | None:
        """Read a YAML file that holds many records."""
        file = self.read(path)
        if file is None:
            return None
        entries, problems = _read_entries(kind, file)
        self.problems += problems
        return entries

    def put(self, kind: str, entry: _Entry) -> None:
        """Keep a record that was read, or remember that it is broken."""
        self.problems += entry.problems
        if entry.record is None:
            self.broken.add((kind, entry.id))
        else:
            self.records[kind][entry.id] = entry.record
        self.origins.setdefault((kind, entry.id), entry.origin)


def load(
    content: Path, on_file: Callable[[], None] = lambda: None, kinds: Collection[str] = KINDS
) -> Loaded:
    """Read the content folder, or only some kinds of records in it.

    `on_file` is called after each file, to show progress.
    """
    shelf = _Shelf(content)
    settings = _load_settings(shelf)
    strings = _load_strings(shelf)
    vocabularies = _load_vocabularies(shelf)
    shelf.records = {kind: {} for kind in KINDS}
    for kind in RECORD_KINDS:
        if kind in kinds:
            _load_folder(shelf, kind, on_file)
    for kind, pattern, _ in COLLECTIONS:
        if kind in kinds:
            _load_collection(shelf, kind, pattern)
    coverage = _load_coverage(shelf)
    if settings is None or strings is None or vocabularies is None:
        return Loaded(None, tuple(shelf.problems))
    handbook = Handbook(
        settings=settings,
        strings=strings,
        vocabularies=vocabularies,
        injuries=shelf.records["injuries"],
        exercises=shelf.records["exercises"],
        plans=shelf.records["plans"],
        guides=shelf.records["guides"],
        red_flags=shelf.records["red-flags"],
        sources=shelf.records["sources"],
        glossary=shelf.records["glossary"],
        tree=Tree(start=START_NODE, nodes=shelf.records["tree"]),
        vignettes=shelf.records["vignettes"],
        origins=shelf.origins,
        coverage=coverage,
        broken=frozenset(shelf.broken),
    )
    return Loaded(handbook, tuple(shelf.problems))


def record_files(content: Path) -> list[Path]:
    """Return the files of all records that have a file each, in order."""
    return [path for kind in RECORD_KINDS for path in _files(content / kind)]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _load_folder(shelf: _Shelf, kind: str, on_file: Callable[[], None]) -> None:
    for path in _files(shelf.root / kind):
        if path.suffix != ".md" or path.is_dir():
            shelf.problems.append(
                Problem(
                    "H114", shelf.name(path), 1, 1, "", "this is not a record",
                    "files that end in .md", "Move it elsewhere, or rename it to end in .md.",
                )
            )  # fmt: skip
        elif (file := shelf.read(path)) is not None:
            shelf.put(kind, _read_record(kind, file))
        else:
            shelf.put(kind, _Entry(path.stem, None, Origin(shelf.name(path), {})))
        on_file()


# What was read from a text is kept, so that a preview reads only what was edited.
@lru_cache(maxsize=10_000)
def _read_record(kind: str, file: TextFile) -> _Entry:
    parts, problems = split_front_matter(file)
    if parts is None:
        return _Entry(file.stem, None, Origin(file.name, {}), tuple(problems))
    parsed = parse_yaml(parts.front_matter, file.name, parts.front_matter_line)
    problems += parsed.problems
    origin = Origin(file.name, parsed.positions, body_line=parts.body_line)
    record = None
    if isinstance(parsed.value, dict):
        record, found = _build(kind, parsed.value, file.stem, origin, body=parts.body)
        problems += found
    elif not parsed.problems:
        problems.append(_not_a_mapping(file.name, parts.front_matter_line))
    return _Entry(file.stem, record, origin, tuple(problems))


@lru_cache(maxsize=1_000)
def _read_entries(kind: str, file: TextFile) -> tuple[tuple[_Entry, ...] | None, list[Problem]]:
    parsed, problems = _mapping(file)
    if parsed is None:
        return None, problems
    entries = []
    for record_id, values in parsed.value.items():
        origin = Origin(file.name, parsed.positions, (record_id,))
        record, found = _build(kind, values, record_id, origin)
        entries.append(_Entry(record_id, record, origin, tuple(found)))
    return tuple(entries), problems


def _mapping(file: TextFile) -> tuple[Parsed | None, list[Problem]]:
    """Read a YAML text whose top level is fields with names."""
    parsed = parse_yaml(file.text, file.name)
    if isinstance(parsed.value, dict):
        return parsed, parsed.problems
    if parsed.problems and parsed.value is None:
        return None, parsed.problems
    return None, [*parsed.problems, _not_a_mapping(file.name, 1)]


def _load_collection(shelf: _Shelf, kind: str, pattern: str) -> None:
    paths = sorted(shelf.root.glob(pattern))
    if not paths and "*" not in pattern:
        shelf.problems.append(_missing_file(shelf, pattern))
    for path in paths:
        for entry in shelf.entries(kind, path) or ():
            if (kind, entry.id) in shelf.origins:
                first = shelf.origins[kind, entry.id]
                shelf.problems.append(
                    problem_at(
                        entry.origin, (), "H116",
                        found=f"'{entry.id}' exists already in {first.file}",
                        expected="an id of its own", hint="Give one of the two another id.",
                    )
                )  # fmt: skip
            else:
                shelf.put(kind, entry)


def _build(
    kind: str, values: Any, record_id: str, origin: Origin, **more: str
) -> tuple[Any, list[Problem]]:
    """Return the record, or None if it is broken, and what is wrong with it."""
    if not isinstance(values, dict):
        problem = problem_at(
            origin, (), "H203", found=f"'{record_id}' has no fields",
            expected="fields with names", hint="Indent the fields of the record below its id.",
        )  # fmt: skip
        return None, [problem]
    problems = [
        problem_at(
            origin, (name,), "H202", found=f"there is no field '{name}' here",
            expected="an id from the file name, or the text below the front matter",
            hint=f"Remove '{name}'.",
        )
        for name in ({"id"} | more.keys()) & values.keys()
    ]  # fmt: skip
    record, found = validate(MODELS[kind], {**values, "id": record_id, **more}, origin)
    return None if problems else record, problems + found


def _load_settings(shelf: _Shelf) -> Settings | None:
    path = shelf.root / "handbook.yml"
    if not path.exists():
        shelf.problems.append(_missing_file(shelf, "handbook.yml"))
        return None
    parsed = shelf.mapping(path)
    if parsed is None:
        return None
    origin = Origin(shelf.name(path), parsed.positions)
    shelf.origins["settings", "handbook"] = origin
    settings, problems = validate(Settings, parsed.value, origin)
    shelf.problems += problems
    return settings


def _load_strings(shelf: _Shelf) -> Strings | None:
    path = shelf.root / "strings.yml"
    if not path.exists():
        shelf.problems.append(_missing_file(shelf, "strings.yml"))
        return None
    parsed = shelf.mapping(path)
    if parsed is None:
        return None
    origin = Origin(shelf.name(path), parsed.positions)
    shelf.origins["strings", "strings"] = origin
    for way, value in _leaves(parsed.value, ()):
        if not isinstance(value, str):
            shelf.problems.append(
                problem_at(
                    origin, way, "H203", found="this is not text", expected="text",
                    hint="Put the words in double quotes.",
                )
            )  # fmt: skip
    return Strings(parsed.value)


def _load_coverage(shelf: _Shelf) -> dict[str, Topic]:
    """Read where each topic of the sources is answered; a handbook without sources has no file."""
    path = shelf.root / "coverage.yml"
    if not path.exists() or (parsed := shelf.mapping(path)) is None:
        return {}
    origin = Origin(shelf.name(path), parsed.positions)
    shelf.origins["coverage", "coverage"] = origin
    topics: dict[str, Topic] = {}
    for topic_id, value in parsed.value.items():
        lines = tuple(value) if isinstance(value, list) else (value,)
        try:
            topics[topic_id] = read_topic(topic_id, tuple(str(line) for line in lines))
        except ValueError as error:
            shelf.problems.append(
                problem_at(
                    origin, (topic_id,), "H120", found=f"'{error}' names no place",
                    expected="kind/record-id#section, a list of such, or 'left out: why'",
                    hint="Write for example guides/sleep#naps.",
                )
            )  # fmt: skip
    return topics


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    else:
        yield path, value


def _load_vocabularies(shelf: _Shelf) -> dict[str, Vocabulary] | None:
    vocabularies: dict[str, Vocabulary] = {}
    paths = sorted((shelf.root / "vocabulary").glob("*.yml"))
    missing = sorted(set(VOCABULARIES) - {path.stem for path in paths})
    shelf.problems += [_missing_file(shelf, f"vocabulary/{name}.yml") for name in missing]
    complete = not missing
    for path in paths:
        entries = shelf.entries("vocabulary", path)
        for entry in entries or ():
            shelf.origins["vocabulary", f"{path.stem}/{entry.id}"] = entry.origin
            shelf.problems += entry.problems
        if entries is None or any(entry.record is None for entry in entries):
            complete = False
        else:
            terms = tuple(entry.record for entry in entries)
            vocabularies[path.stem] = Vocabulary(id=path.stem, terms=terms)
    return vocabularies if complete else None


def _missing_file(shelf: _Shelf, name: str) -> Problem:
    return Problem(
        "H115", f"{shelf.root.name}/{name}", 1, 1, "", "the file is missing",
        "a file that every handbook has", "Bring it back from the repository's history.",
    )  # fmt: skip


def _not_a_mapping(name: str, line: int) -> Problem:
    return Problem(
        "H112", name, line, 1, "", "the file does not hold fields with names",
        "lines such as 'name: value'", "Compare it with a finished file of the same kind.",
    )  # fmt: skip
