"""A word that is missing is named with the way to it."""

from __future__ import annotations

import pytest

from generator.model.strings import MissingWord, Strings

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
    with pytest.raises(MissingWord, match=rf"^there is no word '{'.'.join(path)}'$") as missing:
        here[path[-1]]
    assert missing.value.path == path


def test_asking_whether_a_word_is_there_raises_nothing() -> None:
    assert "away" not in WORDS
    assert WORDS.get("away") is None
