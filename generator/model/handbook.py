"""Everything that was loaded, by id and read-only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from types import MappingProxyType
from typing import Any, TypeVar

from generator.model.coverage import Topic
from generator.model.exercise import Exercise
from generator.model.guide import Guide
from generator.model.injury import Injury
from generator.model.plan import Plan
from generator.model.reference import GlossaryEntry, RedFlag, Source
from generator.model.settings import Settings
from generator.model.strings import Strings
from generator.model.tree import Tree
from generator.model.vignette import Vignette
from generator.model.vocabulary import Vocabularies
from generator.model.walk import Leaf, walk
from generator.problems import Origin

T = TypeVar("T")

#: Every kind of record that texts can point at.
KINDS = (
    "injuries", "exercises", "plans", "guides", "red-flags", "sources", "glossary", "tree",
    "vignettes",
)  # fmt: skip

#: Kinds of record that have a file each, and their models. The key is the folder.
RECORD_KINDS: Mapping[str, type[Injury | Exercise | Plan | Guide]] = MappingProxyType(
    {"injuries": Injury, "exercises": Exercise, "plans": Plan, "guides": Guide}
)


@dataclass(frozen=True)
class Handbook:
    """The whole content. Records that could not be read are named in `broken`.

    `found` holds what functions marked with `once` found in it.
    """

    settings: Settings
    strings: Strings
    vocabularies: Vocabularies
    injuries: Mapping[str, Injury]
    exercises: Mapping[str, Exercise]
    plans: Mapping[str, Plan]
    guides: Mapping[str, Guide]
    red_flags: Mapping[str, RedFlag]
    sources: Mapping[str, Source]
    glossary: Mapping[str, GlossaryEntry]
    tree: Tree
    vignettes: Mapping[str, Vignette]
    origins: Mapping[tuple[str, str], Origin]
    coverage: Mapping[str, Topic] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    found: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """Return the records of a kind by id; `kind` is a folder or file name in the content.

        Raises KeyError for a kind that does not exist.
        """
        return {
            "injuries": self.injuries,
            "exercises": self.exercises,
            "plans": self.plans,
            "guides": self.guides,
            "red-flags": self.red_flags,
            "sources": self.sources,
            "glossary": self.glossary,
            "tree": self.tree.nodes,
            "vignettes": self.vignettes,
        }[kind]

    @cached_property
    def texts(self) -> tuple[tuple[str, str, Leaf], ...]:
        """Every text of every record, as kind, id and text; found once, for all the checks."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[tuple[str, str, Leaf]]:
        for kind in KINDS:
            for record_id, record in self.of_kind(kind).items():
                for leaf in walk(record):
                    yield kind, record_id, leaf

    def exists(self, kind: str, record_id: str) -> bool:
        """Say whether a record was written down, even if it is broken."""
        return record_id in self.of_kind(kind) or (kind, record_id) in self.broken

    def origin(self, kind: str, record_id: str) -> Origin:
        """Return where a record was written down."""
        return self.origins[kind, record_id]

    def rank(self, vocabulary: str, term: str) -> int:
        """Return the place of a term in its vocabulary, from 0; an unknown term comes last."""
        terms = self.vocabularies[vocabulary]
        return terms.rank(term) if term in terms else len(terms.terms)


def once(find: Callable[[Handbook], T]) -> Callable[[Handbook], T]:
    """Let a function look through a handbook only once; the handbook keeps what it found."""

    @wraps(find)
    def remembered(handbook: Handbook) -> T:
        if find not in handbook.found:
            handbook.found[find] = find(handbook)
        return handbook.found[find]

    return remembered
