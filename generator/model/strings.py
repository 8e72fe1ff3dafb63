"""The words of the site that stand in no record, in groups, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn


class WordError(Exception):
    """Raised where a page cannot use a word as strings.yml has it; `way` leads to the word."""

    def __init__(self, way: tuple[str, ...], found: str, expected: str, hint: str) -> None:
        self.way = way
        self.found = found
        self.expected = expected
        self.hint = hint
        super().__init__(f"{'.'.join(way)}: {found}")


class MissingWord(WordError):
    """Raised where a page asks for a word that is not there."""

    def __init__(self, way: tuple[str, ...]) -> None:
        super().__init__(
            way, f"the word '{way[-1]}' is missing, and a page shows it", "a text for it",
            f"Add '{way[-1]}:' with its words.",
        )  # fmt: skip


class Word(str):
    """One text of strings.yml that knows where it stands."""

    way: tuple[str, ...]

    def __new__(cls, text: str, way: tuple[str, ...]) -> Word:
        """Return the text with the way to it."""
        word = super().__new__(cls, text)
        word.way = way
        return word

    def format(self, *values: object, **named: object) -> str:
        """Fill the gaps in the text. Raises WordError for a gap that the page does not fill."""
        try:
            return super().format(*values, **named)
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            gaps = ", ".join(f"{{{name}}}" for name in named) or "none"
            raise WordError(
                self.way, f"the text has a gap that the page cannot fill ({error})",
                f"only these gaps: {gaps}", "Write each gap as it was, in curly brackets.",
            ) from error  # fmt: skip

    def __getitem__(self, key: Any) -> str:
        """Return a part of the text; a name asks for a group, which this is not."""
        if isinstance(key, str):
            _wrong_shape(self.way, "one text stands", "a group of words, with 'name: text' lines")
        return super().__getitem__(key)


class Strings(dict[str, Any]):
    """Words and groups of words. One that is not there is named with the way to it."""

    def __init__(self, words: Mapping[str, Any], way: tuple[str, ...] = ()) -> None:
        super().__init__((name, _placed(word, (*way, name))) for name, word in words.items())
        self._way = way

    def __missing__(self, name: str) -> Any:
        raise MissingWord((*self._way, str(name)))

    def __str__(self) -> str:
        """Refuse to be shown: where one text belongs, a page would show code."""
        _wrong_shape(self._way, "a group of words stands", "one text")

    def __hash__(self) -> int:  # type: ignore[override]
        """Refuse to be taken for a text by what keeps texts."""
        _wrong_shape(self._way, "a group of words stands", "one text")


def _placed(word: Any, way: tuple[str, ...]) -> Any:
    if isinstance(word, Mapping):
        return Strings(word, way)
    return Word(word, way) if isinstance(word, str) else word


def _wrong_shape(way: tuple[str, ...], found: str, expected: str) -> NoReturn:
    raise WordError(
        way, f"{found} where a page needs something else", expected,
        "Put it back into the shape it had.",
    )  # fmt: skip
