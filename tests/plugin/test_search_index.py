"""What the search of the finished site knows."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from generator.model.handbook import Handbook

#: The search is read with the first page that a phone opens.
MOST_BYTES = 400_000


@pytest.fixture(scope="module")
def index(site: Path) -> bytes:
    """The file that the search reads."""
    return (site / "search" / "search_index.json").read_bytes()


@pytest.fixture(scope="module")
def documents(index: bytes) -> dict[str, Any]:
    """What the search holds, by address."""
    return {document["location"]: document for document in json.loads(index)["docs"]}


def test_the_index_is_small_enough_for_a_phone(index: bytes) -> None:
    assert len(gzip.compress(index, 9, mtime=0)) <= MOST_BYTES


def test_every_record_is_found(documents: dict[str, Any], handbook: Handbook) -> None:
    kinds = ("injuries", "exercises", "plans", "guides")
    records = {f"{kind}/{name}/" for kind in kinds for name in handbook.of_kind(kind)}
    assert records - documents.keys() == set()


def test_an_injury_is_found_by_each_of_its_names(
    documents: dict[str, Any], handbook: Handbook
) -> None:
    for injury in handbook.injuries.values():
        known = documents[f"injuries/{injury.id}/"]
        assert {alias.name for alias in injury.aliases} <= set(known["tags"])
        assert known["boost"] > 1


def test_what_other_pages_say_is_not_searched_again(documents: dict[str, Any]) -> None:
    """Sources, links, red flags and exercises stand on pages of their own."""
    sections = {address.partition("#")[2] for address in documents if "injuries/" in address}
    assert "is-this-it" in sections
    assert sections & {"sources", "related", "compare", "plan", "get-help"} == set()
    assert not [
        address for address in documents if address.startswith(("a-z", "sources", "check/foot"))
    ]
