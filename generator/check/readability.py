"""Texts are easy to read: short sentences, common words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.check.base import problem
from generator.check.reading import grade
from generator.model.base import Prose
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.prose import paragraphs, plain, sentences
from generator.problems import Problem

#: The highest Flesch-Kincaid grades and the longest sentence, from the writing guide.
PAGE_GRADE = 8.0
PRINTED_GRADE = 6.0
LONGEST_SENTENCE = 25


@dataclass(frozen=True)
class Reading:
    """The Flesch-Kincaid grades of a record: its whole page, and what is printed of it."""

    kind: str
    record_id: str
    page: float
    printed: float


def readings(handbook: Handbook) -> Iterator[Reading]:
    """Yield the reading grades of every record and of every red flag."""
    texts: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for kind, record_id, leaf in handbook.texts:
        if kind not in (*RECORD_KINDS, "red-flags"):
            continue
        page, printed = texts.setdefault((kind, record_id), ([], []))
        if leaf.path == ("body",):
            page.extend(plain(text) for _, text in paragraphs(leaf.text))
        elif isinstance(leaf.mark, Prose) and len(words := plain(leaf.text).split()) > 3:
            sentence = " ".join(words)
            sentence += "" if sentence[-1] in ".?!" else "."
            page.append(sentence)
            if leaf.mark.printed:
                printed.append(sentence)
    for (kind, record_id), (page, printed) in texts.items():
        yield Reading(kind, record_id, grade(*page), grade(*printed))


def pages_are_readable(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Pages are at most grade 8, what is printed at most grade 6."""
    for reading in readings(handbook):
        for name, value, most in (
            ("page", reading.page, PAGE_GRADE), ("printed text", reading.printed, PRINTED_GRADE),
        ):  # fmt: skip
            if value > most:
                yield problem(
                    handbook, reading.kind, reading.record_id, (), "H802", warning=True,
                    found=f"the {name} reads at grade {value:g}", expected=f"at most {most:g}",
                    hint="Shorten sentences and choose shorter words.",
                )  # fmt: skip


def sentences_are_short(handbook: Handbook, today: date) -> Iterator[Problem]:
    """No sentence in a red flag or on a handout has more than 25 words."""
    for kind, record_id, leaf in handbook.texts:
        if not isinstance(leaf.mark, Prose) or not leaf.mark.printed:
            continue
        for sentence in sentences(leaf.text):
            count = len(sentence.split())
            if count > LONGEST_SENTENCE:
                yield problem(
                    handbook, kind, record_id, leaf.path, "H801",
                    found=f"a sentence has {count} words: '{sentence[:40]}...'",
                    expected=f"at most {LONGEST_SENTENCE} on handouts and in red flags",
                    hint="Make two sentences of it.",
                )  # fmt: skip
