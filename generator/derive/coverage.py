"""Works out what the handbook holds, and where each topic of its sources is answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.derive.page import NOT_SEARCHED, PageSpec
from generator.model.coverage import Place, Topic
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.relations import pairs

#: Topics that are left out have no kind of record.
LEFT_OUT = "left-out"


@dataclass(frozen=True)
class PlaceView:
    """A place that answers a topic: where it is, and what to call it."""

    address: str
    name: str


@dataclass(frozen=True)
class TopicView:
    """A topic of the sources and the places that answer it, or why it is left out."""

    id: str
    places: tuple[PlaceView, ...]
    left_out: str


def held(handbook: Handbook) -> dict[str, int]:
    """Return how many records of each kind there are; full and brief injuries apart."""
    depths = Counter(injury.depth for injury in handbook.injuries.values())
    return {
        "injuries-full": depths["full"],
        "injuries-brief": depths["brief"],
        **{kind: len(handbook.of_kind(kind))
           for kind in ("exercises", "plans", "guides", "red-flags", "sources", "glossary")},
        "comparisons": len(tuple(pairs(handbook))),
        "tree": len(handbook.tree.nodes),
        "vignettes": len(handbook.vignettes),
    }  # fmt: skip


def answered(handbook: Handbook) -> dict[str, int]:
    """Return how many topics of the sources each kind of record answers first."""
    kinds = Counter(
        topic.places[0].kind if topic.places else LEFT_OUT for topic in handbook.coverage.values()
    )
    order = (*RECORD_KINDS, "red-flags", LEFT_OUT)
    return {kind: kinds[kind] for kind in order if kinds[kind]}


def coverage_page(handbook: Handbook) -> PageSpec:
    """Return the page that leads from each topic of the sources to its answer."""
    words = handbook.strings["pages"]["coverage"]
    return PageSpec(
        "data/coverage/", "coverage.md.jinja", words["title"], words["description"],
        tuple(_topic(handbook, topic) for topic in handbook.coverage.values()),
        crumbs=((handbook.strings["pages"]["data"]["title"], "data/"),), searched=NOT_SEARCHED,
    )  # fmt: skip


def _topic(handbook: Handbook, topic: Topic) -> TopicView:
    return TopicView(
        topic.id, tuple(_place(handbook, place) for place in topic.places), topic.left_out
    )


def _place(handbook: Handbook, place: Place) -> PlaceView:
    record = handbook.of_kind(place.kind)[place.record_id]
    if place.kind in RECORD_KINDS:
        section = f"#{place.section}" if place.section else ""
        return PlaceView(f"{place.kind}/{place.record_id}/{section}", record.name)
    return PlaceView(f"{place.kind}/#{place.record_id}", place.record_id)
