"""A word that is missing is named with the way to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import escape

from generator.model.strings import MissingWord, Strings, WordError

WORDS = Strings({"home": {"title": "Hello", "more": {"less": "x"}}, "months": "May June"})


def test_word_is_found_by_its_name() -> None:
    assert WORDS["home"]["title"] == "Hello"
    assert WORDS["home"]["more"]["less"] == "x"
    assert dict(WORDS["home"]["more"]) == {"less": "x"}


@pytest.mark.parametrize("path", [("away",), ("home", "name"), ("home", "more", "or")])
def test_missing_word_names_its_way(path: tuple[str, ...]) -> None:
    here = WORDS
    for name in path[:-1]:
        here = here[name]
    with pytest.raises(MissingWord) as missing:
        here[path[-1]]
    assert missing.value.way == path
    assert str(missing.value).startswith(f"{'.'.join(path)}: the word '{path[-1]}' is missing")


def test_a_gap_that_is_filled_is_filled() -> None:
    words = Strings({"home": {"greet": "Hello {name}", "sum": "{0} and {1}"}})
    assert words["home"]["greet"].format(name="you") == "Hello you"
    assert words["home"]["sum"].format(1, 2) == "1 and 2"


@pytest.mark.parametrize("text", ["Hello {nmae}", "Hello {", "Hello {0}", "Hello {name.first}"])
def test_a_gap_that_no_page_fills_is_named_with_its_way(text: str) -> None:
    with pytest.raises(WordError, match=r"^home\.greet: .*gap") as wrong:
        Strings({"home": {"greet": text}})["home"]["greet"].format(name="you")
    assert wrong.value.way == ("home", "greet")
    assert "{name}" in wrong.value.expected


@pytest.mark.parametrize("use", [str, "{}".format, hash, escape])
def test_a_group_is_never_shown_as_a_text(use: Callable[[Any], Any]) -> None:
    with pytest.raises(WordError, match=r"^home\.more: a group of words stands"):
        use(WORDS["home"]["more"])


def test_a_text_is_no_group() -> None:
    with pytest.raises(WordError, match=r"^home\.title: one text stands"):
        WORDS["home"]["title"]["first"]
    assert WORDS["home"]["title"][0] == "H"


def test_asking_whether_a_word_is_there_raises_nothing() -> None:
    assert "away" not in WORDS
    assert WORDS.get("away") is None
