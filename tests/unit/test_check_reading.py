"""The reading grade is that of the library textstat, found without its slow start."""

from __future__ import annotations

import pytest
import textstat

from generator.check import readability
from generator.check.reading import grade
from generator.model.handbook import RECORD_KINDS, Handbook

#: The formula counts the same, but the two part words and sentences at other places.
CLOSE, CLOSE_WHEN_SHORT = 0.6, 1.5

Texts = list[tuple[str, str]]


@pytest.fixture(scope="module")
def texts(handbook: Handbook) -> dict[str, Texts]:
    """The texts that the check grades: whole pages, and what is printed of them, by record."""
    seen: list[str] = []
    original = readability.grade
    readability.grade = lambda *texts: seen.append(" ".join(texts)) or 0.0
    try:
        names = [f"{item.kind}/{item.record_id}" for item in readability.readings(handbook)]
    finally:
        readability.grade = original
    pages, printed = seen[::2], seen[1::2]
    return {"page": list(zip(names, pages, strict=True)),
            "printed": list(zip(names, printed, strict=True))}  # fmt: skip


def far(texts: Texts, most: float) -> list[tuple[str, float, float]]:
    """Return the texts whose two grades lie further apart than `most`."""
    both = [
        (name, grade(text), textstat.flesch_kincaid_grade(text)) for name, text in texts if text
    ]
    assert both
    return [item for item in both if abs(item[1] - item[2]) > most]


def test_every_record_reads_as_the_library_says(texts: dict[str, Texts]) -> None:
    pages = [(name, text) for name, text in texts["page"] if name.split("/")[0] in RECORD_KINDS]
    assert far(pages, CLOSE) == []


def test_short_texts_read_nearly_as_the_library_says(texts: dict[str, Texts]) -> None:
    """What is printed of a record, and each red flag: a few sentences."""
    flags = [(name, text) for name, text in texts["page"] if name.startswith("red-flags/")]
    assert far([*texts["printed"], *flags], CLOSE_WHEN_SHORT) == []


@pytest.mark.parametrize(
    "text",
    [
        "The calf burns; the bone and the tendon do not stab.",
        "Stop if pain is sharp, makes you limp or passes the limit in your plan.",
        "You walk fast for 30 minutes without a limp.",
        "Physical therapists recommend progressive loading. It takes patience and repetition.",
    ],
)
def test_single_sentence_reads_nearly_as_the_library_says(text: str) -> None:
    assert grade(text) == pytest.approx(textstat.flesch_kincaid_grade(text), abs=CLOSE_WHEN_SHORT)


@pytest.mark.parametrize("text", ["", " ", "...", "!?", "\u2013"])
def test_text_without_words_has_no_grade(text: str) -> None:
    assert grade(text) == 0.0


def test_longer_sentences_and_words_are_harder() -> None:
    easy = grade("Rest the calf. Then walk.")
    assert easy < grade("Rest the calf and then walk for a while on flat ground.")
    assert easy < grade("Immobilize gastrocnemius musculature. Subsequently ambulate.")


def test_apostrophe_may_be_curly_and_a_number_may_have_a_decimal() -> None:
    """What an editor makes of a text does not change how hard it is."""
    assert grade("The body\u2019s weight.") == grade("The body's weight.")
    assert grade("Press 2.5 cm up.") == grade("Press 2,5 cm up.")
