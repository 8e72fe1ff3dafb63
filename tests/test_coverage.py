"""Every topic of the source documents is answered somewhere, or left out for a reason."""

from __future__ import annotations

import csv

import pytest

from generator.model.handbook import RECORD_KINDS, Handbook
from tests.conftest import CONTENT, ROOT
from tests.markup import Page

with (ROOT / "tests/data/inventory-ids.tsv").open(encoding="utf-8", newline="") as file:
    #: Every topic that the inventory of the two source documents lists, and of which kind it is.
    INVENTORY = {row["id"]: row["kind"] for row in csv.DictReader(file, delimiter="\t")}

#: Kinds of topic that may be left out, for a reason that is given.
MAY_BE_LEFT_OUT = {"claim"}


def test_the_list_of_topics_is_whole() -> None:
    """The list that coverage is held against has every topic of the inventory."""
    assert len(INVENTORY) == 103 + 144 + 127 + 64 + 77 + 58 + 60


@pytest.mark.parametrize("topic", INVENTORY)
def test_topic_is_answered(topic: str, handbook: Handbook, pages: dict[str, Page]) -> None:
    """The topic leads to a section that is on a finished page, or says why it is left out."""
    assert topic in handbook.coverage, f"add '{topic}' to {CONTENT.name}/coverage.yml"
    answer = handbook.coverage[topic]
    if answer.left_out:
        assert INVENTORY[topic] in MAY_BE_LEFT_OUT
        return
    assert answer.places
    for place in answer.places:
        if place.kind in RECORD_KINDS:
            page, anchor = f"{place.kind}/{place.record_id}/index.html", place.section
        else:
            page, anchor = f"{place.kind}/index.html", place.record_id
        assert page in pages, f"{topic} is sent to a page that is not there: {page}"
        assert not anchor or anchor in pages[page].ids, f"{page} has no section '{anchor}'"


def test_no_topic_is_made_up(handbook: Handbook) -> None:
    """Coverage names no topic that the inventory does not have."""
    assert set(handbook.coverage) <= set(INVENTORY)


@pytest.mark.parametrize("kind", ["condition", "exercise"])
def test_each_condition_and_exercise_has_a_record(kind: str, handbook: Handbook) -> None:
    """A condition or exercise is answered by a record, or a guide, of its own."""
    for topic in (topic for topic, given in INVENTORY.items() if given == kind):
        assert handbook.coverage[topic].places[0].kind in {
            "condition": ("injuries", "guides"), "exercise": ("exercises",),
        }[kind], topic  # fmt: skip


def test_the_data_page_counts_them(handbook: Handbook, pages: dict[str, Page]) -> None:
    """The page about the data says how many topics there are."""
    assert str(len(handbook.coverage)) in pages["data/index.html"].main.text
    assert all(topic in pages["data/coverage/index.html"].ids for topic in handbook.coverage)
