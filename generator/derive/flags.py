"""Groups red flags into cards, one for each urgency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.handbook import Handbook
from generator.model.reference import RedFlag
from generator.model.vocabulary import TermEntry


@dataclass(frozen=True)
class FlagCard:
    """The red flags of one urgency."""

    urgency: TermEntry
    flags: tuple[RedFlag, ...]


def flag_cards(handbook: Handbook, flag_ids: Iterable[str]) -> tuple[FlagCard, ...]:
    """Return the cards for some red flags, the most urgent first; no card is empty."""
    flags = [handbook.red_flags[flag_id] for flag_id in dict.fromkeys(flag_ids)]
    return tuple(
        FlagCard(urgency, tuple(flag for flag in flags if flag.urgency == urgency.id))
        for urgency in handbook.vocabularies["urgency"]
        if any(flag.urgency == urgency.id for flag in flags)
    )
