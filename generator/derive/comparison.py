"""Sets injuries side by side, a feature a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.model.handbook import Handbook
from generator.model.injury import Injury
from generator.model.relations import Pair, pairs_by_injury
from generator.model.vocabulary import TermEntry


@dataclass(frozen=True)
class Cell:
    """What one injury says about a feature; `telling` marks a difference that decides."""

    injury: str
    label: str
    text: str
    telling: bool


@dataclass(frozen=True)
class Row:
    """One feature across all columns."""

    feature: TermEntry
    cells: tuple[Cell, ...]
    telling: bool


@dataclass(frozen=True)
class Comparison:
    """A table: injuries are columns, features are rows."""

    columns: tuple[Injury, ...]
    rows: tuple[Row, ...]


def pairs_of(handbook: Handbook, injury_id: str) -> tuple[Pair, ...]:
    """Return the pairs of an injury, its own first, then those written at the other end."""
    return tuple(pairs_by_injury(handbook).get(injury_id, ()))


def compare_pair(handbook: Handbook, pair: Pair) -> Comparison:
    """Return the table of one pair, the telling features first."""
    columns = (handbook.injuries[pair.written_in], handbook.injuries[pair.look_alike.injury])
    telling = pair.look_alike.tell_apart
    return _comparison(handbook, columns, {end.id: telling for end in columns}, first=telling)


def compare_with_look_alikes(handbook: Handbook, injury: Injury) -> Comparison:
    """Return the table of an injury and its look-alikes."""
    found = pairs_of(handbook, injury.id)
    columns = (injury, *(handbook.injuries[pair.other(injury.id)] for pair in found))
    telling = {pair.other(injury.id): pair.look_alike.tell_apart for pair in found}
    return _comparison(handbook, columns, telling)


def compare(handbook: Handbook, injury_ids: Iterable[str]) -> Comparison:
    """Return the table of any injuries; pairs that are written down mark what tells them apart."""
    columns = tuple(handbook.injuries[injury_id] for injury_id in injury_ids)
    chosen = {injury.id for injury in columns}
    telling: dict[str, set[str]] = {injury_id: set() for injury_id in chosen}
    for injury_id in chosen:
        for pair in pairs_by_injury(handbook).get(injury_id, ()):
            if pair.other(injury_id) in chosen:
                telling[injury_id].update(pair.look_alike.tell_apart)
    return _comparison(handbook, columns, telling)


def _comparison(
    handbook: Handbook, columns: tuple[Injury, ...], telling: dict[str, Collection[str]],
    first: tuple[str, ...] = (),
) -> Comparison:  # fmt: skip
    vocabulary = handbook.vocabularies["feature"]
    order = [*first, *(term.id for term in vocabulary if term.id not in first)]
    rows = []
    for feature in order:
        texts = [column.features.get(feature, "") for column in columns]
        if not texts[0] or not any(texts[1:]):
            continue
        cells = tuple(
            Cell(column.id, column.short_name, text, feature in telling.get(column.id, ()))
            for column, text in zip(columns, texts, strict=True)
        )
        rows.append(Row(vocabulary[feature], cells, any(cell.telling for cell in cells)))
    return Comparison(columns, tuple(rows))
