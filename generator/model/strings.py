"""The words of the site that stand in no record, in groups, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class MissingWord(Exception):
    """Raised where a word is asked for that the handbook does not have; `path` leads to it."""

    def __init__(self, path: tuple[str, ...]) -> None:
        self.path = path
        super().__init__(f"there is no word '{'.'.join(path)}'")


class Strings(dict[str, Any]):
    """Words and groups of words. One that is not there is named with the way to it."""

    def __init__(self, words: Mapping[str, Any], way: tuple[str, ...] = ()) -> None:
        super().__init__(
            (name, Strings(word, (*way, name)) if isinstance(word, Mapping) else word)
            for name, word in words.items()
        )
        self._way = way

    def __missing__(self, name: str) -> Any:
        raise MissingWord((*self._way, str(name)))
