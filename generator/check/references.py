"""Every id, term, citation and link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.check.base import line_of, problem, singular, with_article
from generator.model.base import Prose, Ref, Term
from generator.model.handbook import KINDS, RECORD_KINDS, Handbook
from generator.model.prose import (
    RECORD_LINK,
    SOURCE_KEY,
    citations,
    links,
    paragraphs,
)
from generator.problems import Problem, nearest

_CODES = {"red-flags": "H303", "sources": "H304"}


def ids_exist(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Each id names a record that exists."""
    for kind, record_id, leaf in handbook.texts:
        if isinstance(leaf.mark, Ref) and not handbook.exists(leaf.mark.kind, leaf.text):
            yield _unknown(handbook, kind, record_id, leaf.path, leaf.mark.kind, leaf.text)


def terms_exist(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Each term stands in its vocabulary."""
    terms = {name: [term.id for term in terms] for name, terms in handbook.vocabularies.items()}
    for kind, record_id, leaf in handbook.texts:
        if not isinstance(leaf.mark, Term):
            continue
        known = terms.get(leaf.mark.vocabulary, [])
        if leaf.text in known:
            continue
        close = nearest(leaf.text, known)
        yield problem(
            handbook, kind, record_id, leaf.path, "H301",
            found=f"'{leaf.text}' is not a term of '{leaf.mark.vocabulary}'",
            expected="one of " + ", ".join(known),
            hint=f"Did you mean '{close}'?" if close else
                 f"See content/vocabulary/{leaf.mark.vocabulary}.yml.",
        )  # fmt: skip


def site_areas_exist(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Each body site belongs to an area that exists."""
    areas = [term.id for term in handbook.vocabularies["area"]]
    for site in handbook.vocabularies["site"]:
        if site.area not in areas:
            close = nearest(site.area or "", areas)
            yield problem(
                handbook, "vocabulary", f"site/{site.id}", ("area",), "H307",
                found=f"the site's area is '{site.area or 'missing'}'",
                expected="one of " + ", ".join(areas),
                hint=f"Did you mean '{close}'?" if close else "Name one of the areas.",
            )  # fmt: skip


def common_injuries_exist(handbook: Handbook, today: date) -> Iterator[Problem]:
    """The injuries on the home page exist."""
    for index, injury_id in enumerate(handbook.settings.common):
        if not handbook.exists("injuries", injury_id):
            yield _unknown(
                handbook, "settings", "handbook", ("common", index), "injuries", injury_id
            )


def citations_resolve(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Each citation in a text names a source, and stands where citations may stand."""
    for kind, record_id, path, text, line in _prose(handbook):
        for key in citations(text):
            if not SOURCE_KEY.fullmatch(key):
                yield problem(
                    handbook, kind, record_id, path, "H308", line=line_of(line, text, f"@{key}"),
                    found=f"the citation '[@{key}]' cannot be read",
                    expected="[@key] or [@key; @other-key]",
                    hint="Use the key of the source as it stands in sources.yml.",
                )  # fmt: skip
            elif not handbook.exists("sources", key):
                at = line_of(line, text, f"@{key}")
                yield _unknown(handbook, kind, record_id, path, "sources", key, at)


def uncited_places(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Names, labels and printed-only texts hold no citations."""
    for kind, record_id, leaf in handbook.texts:
        if isinstance(leaf.mark, Prose) and not leaf.mark.cited and any(citations(leaf.text)):
            yield problem(
                handbook, kind, record_id, leaf.path, "H309",
                found="there is a citation in a text that is shown as it is",
                expected="words only", hint="Move the citation to 'sources' or to a longer text.",
            )  # fmt: skip


def links_resolve(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Each link in a text leads to a record or to a secure address."""
    for kind, record_id, path, text, line in _prose(handbook):
        for link in links(text):
            at = line_of(line, text, link.target)
            match = RECORD_LINK.fullmatch(link.target)
            if link.is_image or link.target.startswith("https://") or _is_scheme(link.target):
                continue  # pictures and unsafe schemes have checks of their own
            if not match or match[1] not in KINDS:
                yield problem(
                    handbook, kind, record_id, path, "H305", line=at,
                    found=f"the link leads to '{link.target}'",
                    expected="kind/id, such as exercises/plank, or an https address",
                    hint="Write the kind of the record, a slash and its id.",
                )  # fmt: skip
            elif not handbook.exists(match[1], match[2]):
                yield _unknown(handbook, kind, record_id, path, match[1], match[2], at)


def topics_are_answered(handbook: Handbook, today: date) -> Iterator[Problem]:
    """Each topic of the sources is answered in a record that exists."""
    for topic in handbook.coverage.values():
        for place in topic.places:
            known = (*RECORD_KINDS, "red-flags")
            if place.kind not in known:
                found, close = f"there is no kind '{place.kind}'", nearest(place.kind, known)
            elif not handbook.exists(place.kind, place.record_id):
                found = f"there is no {singular(place.kind)} '{place.record_id}'"
                close = nearest(place.record_id, handbook.of_kind(place.kind))
            else:
                continue
            yield problem(
                handbook, "coverage", "coverage", (topic.id,), "H311", found=found,
                expected="a record that exists",
                hint=f"Did you mean '{close}'?" if close else "Name the record that answers it.",
            )  # fmt: skip


def sources_are_used(handbook: Handbook, today: date) -> Iterator[Problem]:
    """A source that nobody cites is worth a look."""
    used = {leaf.text for _, _, leaf in handbook.texts
            if isinstance(leaf.mark, Ref) and leaf.mark.kind == "sources"}  # fmt: skip
    for _, _, _, text, _ in _prose(handbook):
        used.update(citations(text))
    for source_id in handbook.sources:
        if source_id not in used:
            yield problem(
                handbook, "sources", source_id, (), "H310", warning=True,
                found=f"nothing cites '{source_id}'", expected="a citation",
                hint="Cite it where it is used, or remove it.",
            )  # fmt: skip


def _is_scheme(target: str) -> bool:
    return ":" in target.split("/")[0]


def _prose(
    handbook: Handbook,
) -> Iterator[tuple[str, str, tuple[str | int, ...], str, int | None]]:
    """Yield every text and every paragraph of a body, with the line where a paragraph starts."""
    for kind, record_id, leaf in handbook.texts:
        if isinstance(leaf.mark, Prose):
            yield kind, record_id, leaf.path, leaf.text, None
        elif leaf.path == ("body",):
            start = handbook.origin(kind, record_id).body_line
            for number, text in paragraphs(leaf.text):
                yield kind, record_id, ("body",), text, start + number


def _unknown(
    handbook: Handbook, kind: str, record_id: str, path: tuple[str | int, ...],
    wanted: str, given: str, line: int | None = None,
) -> Problem:  # fmt: skip
    close = nearest(given, handbook.of_kind(wanted))
    return problem(
        handbook, kind, record_id, path, _CODES.get(wanted, "H302"), line=line,
        found=f"there is no {singular(wanted)} '{given}'",
        expected=f"the id of {with_article(singular(wanted))}",
        hint=f"Did you mean '{close}'?" if close else
             f"Add the {singular(wanted)}, or use the id of one that exists.",
    )  # fmt: skip
