"""Reads a whole content folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from generator.load.front_matter import split_front_matter
from generator.load.text import TextFile, read_text
from generator.load.validate import validate
from generator.load.yaml import Parsed, parse_yaml
from generator.model.handbook import RECORD_KINDS, Handbook
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


@dataclass(frozen=True)
class Loaded:
    """What could be read, and every problem met. There is no handbook without its base files."""

    handbook: Handbook | None
    problems: tuple[Problem, ...]


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
        parsed = parse_yaml(file.text, file.name)
        self.problems += parsed.problems
        if parsed.problems and parsed.value is None:
            return None
        if not isinstance(parsed.value, dict):
            self.problems.append(_not_a_mapping(file.name, 1))
            return None
        return parsed

    def put(self, kind: str, record_id: str, record: Any, origin: Origin) -> None:
        """Keep a record that was read, or remember that it is broken."""
        if record is None:
            self.broken.add((kind, record_id))
        else:
            self.records[kind][record_id] = record
        self.origins.setdefault((kind, record_id), origin)


def load(content: Path, on_file: Callable[[], None] = lambda: None) -> Loaded:
    """Read the content folder. `on_file` is called after each file, to show progress."""
    shelf = _Shelf(content)
    settings = _load_settings(shelf)
    strings = _load_strings(shelf)
    vocabularies = _load_vocabularies(shelf)
    for kind in RECORD_KINDS:
        _load_folder(shelf, kind, on_file)
    for kind, pattern, model in COLLECTIONS:
        _load_collection(shelf, kind, pattern, model)
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
        broken=frozenset(shelf.broken),
    )
    return Loaded(handbook, tuple(shelf.problems))


def record_files(content: Path) -> list[Path]:
    """Return the files of all records that have a file each, in order."""
    return [path for kind in RECORD_KINDS for path in _files(content / kind)]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _load_folder(shelf: _Shelf, kind: str, on_file: Callable[[], None]) -> None:
    shelf.records[kind] = {}
    for path in _files(shelf.root / kind):
        if path.suffix != ".md" or path.is_dir():
            shelf.problems.append(
                Problem(
                    "H114", shelf.name(path), 1, 1, "", "this is not a record",
                    "files that end in .md", "Move it elsewhere, or rename it to end in .md.",
                )
            )  # fmt: skip
        else:
            _load_record(shelf, kind, path)
        on_file()


def _load_record(shelf: _Shelf, kind: str, path: Path) -> None:
    model = RECORD_KINDS[kind]
    name = shelf.name(path)
    record, origin = None, Origin(name, {})
    if (file := shelf.read(path)) is not None:
        parts, problems = split_front_matter(file)
        shelf.problems += problems
        if parts is not None:
            parsed = parse_yaml(parts.front_matter, name, parts.front_matter_line)
            shelf.problems += parsed.problems
            origin = Origin(name, parsed.positions, body_line=parts.body_line)
            if isinstance(parsed.value, dict):
                record = _build(shelf, model, parsed.value, path.stem, origin, body=parts.body)
            elif not parsed.problems:
                shelf.problems.append(_not_a_mapping(name, parts.front_matter_line))
    shelf.put(kind, path.stem, record, origin)


def _load_collection(shelf: _Shelf, kind: str, pattern: str, model: Any) -> None:
    shelf.records[kind] = {}
    paths = sorted(shelf.root.glob(pattern))
    if not paths and "*" not in pattern:
        shelf.problems.append(_missing_file(shelf, pattern))
    for path in paths:
        parsed = shelf.mapping(path)
        for record_id, values in parsed.value.items() if parsed else ():
            origin = Origin(shelf.name(path), parsed.positions, (record_id,))
            if (kind, record_id) in shelf.origins:
                first = shelf.origins[kind, record_id]
                shelf.problems.append(
                    problem_at(
                        origin, (), "H116", found=f"'{record_id}' exists already in {first.file}",
                        expected="an id of its own", hint="Give one of the two another id.",
                    )
                )  # fmt: skip
                continue
            record = _build(shelf, model, values, record_id, origin)
            shelf.put(kind, record_id, record, origin)


def _build(
    shelf: _Shelf, model: Any, values: Any, record_id: str, origin: Origin, **more: str
) -> BaseModel | None:
    if not isinstance(values, dict):
        shelf.problems.append(
            problem_at(
                origin, (), "H203", found=f"'{record_id}' has no fields",
                expected="fields with names", hint="Indent the fields of the record below its id.",
            )
        )  # fmt: skip
        return None
    problems = [
        problem_at(
            origin, (name,), "H202", found=f"there is no field '{name}' here",
            expected="an id from the file name, or the text below the front matter",
            hint=f"Remove '{name}'.",
        )
        for name in ({"id"} | more.keys()) & values.keys()
    ]  # fmt: skip
    record, found = validate(model, {**values, "id": record_id, **more}, origin)
    shelf.problems += problems + found
    return None if problems else record


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
        parsed = shelf.mapping(path)
        if parsed is None:
            complete = False
            continue
        terms = []
        for term, values in parsed.value.items():
            origin = Origin(shelf.name(path), parsed.positions, (term,))
            shelf.origins["vocabulary", f"{path.stem}/{term}"] = origin
            terms.append(_build(shelf, TermEntry, values, term, origin))
        if None in terms:
            complete = False
        else:
            vocabularies[path.stem] = Vocabulary(id=path.stem, terms=tuple(terms))
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
