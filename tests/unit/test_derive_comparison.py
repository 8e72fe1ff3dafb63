"""A pair is written once and shown at both ends, in the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.derive.comparison import (
    Cell,
    Comparison,
    compare,
    compare_pair,
    compare_with_look_alikes,
    pairs_of,
)
from generator.model.handbook import Handbook
from generator.model.injury import LookAlike
from generator.model.relations import pairs


def cells_of(table: Comparison, injury_id: str) -> dict[str, Cell]:
    return {
        row.feature.id: cell for row in table.rows for cell in row.cells if cell.injury == injury_id
    }


def test_every_pair_is_shown_at_both_ends_in_the_same_words(handbook: Handbook) -> None:
    """Each end's table has a column for the other, with the words of the other's record."""
    shown = 0
    for pair in pairs(handbook):
        for here, there in ((pair.a, pair.b), (pair.b, pair.a)):
            table = compare_with_look_alikes(handbook, handbook.injuries[here])
            assert table.columns[0].id == here
            assert there in [column.id for column in table.columns[1:]], (here, there)
            for feature, cell in cells_of(table, there).items():
                words = handbook.injuries[there].features.get(feature, "")
                assert cell.text == words, (here, there, feature)
                shown += 1
    assert shown > 100


def test_every_pair_is_told_apart_by_the_same_features_at_both_ends(handbook: Handbook) -> None:
    for pair in pairs(handbook):
        telling = set(pair.look_alike.tell_apart)
        for here, there in ((pair.a, pair.b), (pair.b, pair.a)):
            table = compare_with_look_alikes(handbook, handbook.injuries[here])
            marked = {name for name, cell in cells_of(table, there).items() if cell.telling}
            assert marked == telling, (here, there)
            assert not any(cell.telling for cell in cells_of(table, here).values())


def test_page_of_a_pair_starts_with_the_most_telling_feature(handbook: Handbook) -> None:
    order = [term.id for term in handbook.vocabularies["feature"]]
    for pair in pairs(handbook):
        table = compare_pair(handbook, pair)
        assert {column.id for column in table.columns} == {pair.a, pair.b}
        features = [row.feature.id for row in table.rows]
        telling = list(pair.look_alike.tell_apart)
        assert features[: len(telling)] == telling, pair.id
        rest = features[len(telling) :]
        assert rest == sorted(rest, key=order.index), pair.id
        assert [row.telling for row in table.rows] == [name in telling for name in features]


def test_table_of_an_injury_is_in_the_order_of_the_vocabulary(handbook: Handbook) -> None:
    order = [term.id for term in handbook.vocabularies["feature"]]
    for injury in handbook.injuries.values():
        features = [row.feature.id for row in compare_with_look_alikes(handbook, injury).rows]
        assert features == sorted(features, key=order.index)


@pytest.fixture
def three(handbook: Handbook) -> Handbook:
    """Three injuries: `one` names `two` as its look-alike, and `three` names `one`."""
    real = next(iter(handbook.injuries.values()))

    def made(name: str, features: dict[str, str], *alike: LookAlike) -> dict[str, object]:
        update = {"id": name, "short_name": name, "features": features, "look_alikes": alike}
        return {name: real.model_copy(update=update)}

    def alike(name: str, *features: str) -> LookAlike:
        return LookAlike(injury=name, in_short=".", tell_apart=features)

    return replace(handbook, injuries={
        **made("three", {"start": "3s", "where": "3w"}, alike("one", "start")),
        **made("one", {"where": "1w", "start": "1s", "press": "1p"},
               alike("two", "press", "where")),
        **made("two", {"where": "2w", "press": "2p", "morning": "2m"}),
    })  # fmt: skip


def rows(table: Comparison) -> list[tuple[str, list[str], list[bool]]]:
    return [
        (row.feature.id, [cell.text for cell in row.cells], [cell.telling for cell in row.cells])
        for row in table.rows
    ]


def test_own_pairs_come_before_those_written_elsewhere(three: Handbook) -> None:
    assert [pair.id for pair in pairs_of(three, "one")] == ["one-or-two", "one-or-three"]
    assert [pair.id for pair in pairs_of(three, "two")] == ["one-or-two"]
    assert [pair.other("one") for pair in pairs_of(three, "three")] == ["three"]


def test_pair_shows_what_the_first_column_has_and_the_second_answers(three: Handbook) -> None:
    pair = pairs_of(three, "two")[0]
    assert rows(compare_pair(three, pair)) == [
        ("press", ["1p", "2p"], [True, True]), ("where", ["1w", "2w"], [True, True]),
    ]  # fmt: skip


def test_each_column_marks_its_own_telling_features(three: Handbook) -> None:
    """A feature that tells one look-alike apart says nothing about the other."""
    assert rows(compare_with_look_alikes(three, three.injuries["one"])) == [
        ("where", ["1w", "2w", "3w"], [False, True, False]),
        ("start", ["1s", "", "3s"], [False, False, True]),
        ("press", ["1p", "2p", ""], [False, True, False]),
    ]


def test_any_injuries_can_be_set_side_by_side(three: Handbook) -> None:
    assert rows(compare(three, ["three", "two"])) == [("where", ["3w", "2w"], [False, False])]
    assert rows(compare(three, ["two", "one"])) == [
        ("where", ["2w", "1w"], [True, True]), ("press", ["2p", "1p"], [True, True]),
    ]  # fmt: skip
