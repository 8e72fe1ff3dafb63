"""Works out the pages that list records: home, areas, A-Z, flags, sources and the like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.derive.comparison import Comparison, compare_pair
from generator.derive.flags import FlagCard, flag_cards
from generator.derive.injury import handout_files
from generator.derive.page import BY_HEAD, NOT_SEARCHED, PageSpec, Searched
from generator.derive.proof import Proof, proof
from generator.derive.timeline import Chart, overview_chart
from generator.model.handbook import Handbook
from generator.model.injury import Injury
from generator.model.prose import citations, plain
from generator.model.reference import Source
from generator.model.relations import Pair, flags_of_area, injuries_by_area, pairs
from generator.model.tree import Screen
from generator.model.vocabulary import TermEntry

#: Kinds listed in groups: kind, the vocabulary of its groups, and the field that names the group.
GROUPED = (
    ("exercises", "exercise-kind", "kind"),
    ("plans", "plan-kind", "kind"),
    ("guides", "topic", "topic"),
)

#: Pages that repeat the names on other pages: found in a search, they would only stand in the way.
LISTS = ("a-z", "handouts", "sources")


@dataclass(frozen=True)
class AreaView:
    """An area with its injuries, its red flags and its pairs."""

    area: TermEntry
    sites: tuple[TermEntry, ...]
    injuries: tuple[Injury, ...]
    flag_cards: tuple[FlagCard, ...]
    pairs: tuple[tuple[Pair, Injury, Injury], ...]
    in_tree: bool
    screen: str


@dataclass(frozen=True)
class Group:
    """Records under one heading."""

    term: TermEntry
    records: tuple[Any, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the A-Z: a name, the record it stands for, and the name of that record."""

    name: str
    target: str
    address: str


@dataclass(frozen=True)
class HomeView:
    """The front page."""

    areas: tuple[AreaView, ...]
    common: tuple[Injury, ...]
    sites: tuple[TermEntry, ...]
    proof: Proof
    counts: Mapping[str, int]


def index_pages(handbook: Handbook) -> Iterator[PageSpec]:
    """Yield every page that lists records."""
    areas = tuple(_area_view(handbook, area) for area in handbook.vocabularies["area"])
    yield _home(handbook, areas)
    nav = handbook.strings["nav"]
    yield _page(handbook, "areas", "areas.md.jinja", areas)
    for view in areas:
        yield PageSpec(
            f"areas/{view.area.id}/", "area.md.jinja", view.area.label, view.area.description,
            view, crumbs=((nav["areas"], "areas/"),), searched=BY_HEAD,
        )  # fmt: skip
    yield _page(handbook, "injuries", "injuries.md.jinja", areas)
    for name, vocabulary, field in GROUPED:
        groups = _groups(handbook, vocabulary, handbook.of_kind(name), field)
        yield _page(handbook, name, f"{name}.md.jinja", groups)
    flags = {"cards": flag_cards(handbook, handbook.red_flags), "areas": areas}
    yield _page(handbook, "red-flags", "red-flags.md.jinja", flags)
    yield _page(handbook, "a-z", "a-z.md.jinja", _a_to_z(handbook))
    yield from _comparison_pages(handbook)
    yield _page(handbook, "timelines", "timelines.md.jinja", _overview(handbook))
    sheets = [(injury, handout_files(handbook, injury.id)) for injury in _by_name(handbook)]
    yield _page(handbook, "handouts", "handouts.md.jinja", sheets)
    yield _page(handbook, "sources", "sources.md.jinja", _sources(handbook))
    entries = sorted(handbook.glossary.values(), key=lambda entry: entry.term.casefold())
    yield _page(handbook, "glossary", "glossary.md.jinja", entries)


def _page(handbook: Handbook, name: str, template: str, view: Any) -> PageSpec:
    words = handbook.strings["pages"][name]
    return PageSpec(
        f"{name}/", template, words["title"], words["description"], view,
        searched=NOT_SEARCHED if name in LISTS else Searched(),
    )  # fmt: skip


def _home(handbook: Handbook, areas: tuple[AreaView, ...]) -> PageSpec:
    view = HomeView(
        areas=areas,
        common=tuple(handbook.injuries[injury] for injury in handbook.settings.common),
        sites=tuple(handbook.vocabularies["site"]),
        proof=proof(handbook),
        counts={kind: len(handbook.of_kind(kind))
                for kind in ("injuries", "exercises", "plans", "guides", "red-flags", "sources")},
    )  # fmt: skip
    settings = handbook.settings
    return PageSpec(
        "",
        "home.md.jinja",
        settings.title,
        settings.description,
        view,
        classes="home",
        hide=("navigation", "toc"),
    )


def _by_name(handbook: Handbook) -> list[Injury]:
    return sorted(handbook.injuries.values(), key=lambda injury: injury.name.casefold())


def _area_view(handbook: Handbook, area: TermEntry) -> AreaView:
    injuries = tuple(injuries_by_area(handbook).get(area.id, ()))
    here = {injury.id for injury in injuries}
    screens = [
        node.id for node in handbook.tree.nodes.values()
        if isinstance(node, Screen) and node.area == area.id
    ]  # fmt: skip
    return AreaView(
        area=area,
        sites=tuple(site for site in handbook.vocabularies["site"] if site.area == area.id),
        injuries=injuries,
        flag_cards=flag_cards(handbook, flags_of_area(handbook, area.id)),
        pairs=tuple(
            (pair, handbook.injuries[pair.a], handbook.injuries[pair.b])
            for pair in pairs(handbook) if {pair.a, pair.b} & here
        ),
        in_tree=bool(screens),
        screen=screens[0] if screens else "",
    )  # fmt: skip


def _groups(
    handbook: Handbook, vocabulary: str, records: Mapping[str, Any], field: str
) -> tuple[Group, ...]:
    groups = []
    for term in handbook.vocabularies[vocabulary]:
        found = [record for record in records.values() if getattr(record, field) == term.id]
        if found:
            found.sort(key=lambda record: record.name.casefold())
            groups.append(Group(term, tuple(found)))
    return tuple(groups)


def _a_to_z(handbook: Handbook) -> list[tuple[str, list[Entry]]]:
    entries = set()
    for kind in ("injuries", "exercises", "plans", "guides"):
        for record in handbook.of_kind(kind).values():
            address = f"{kind}/{record.id}/"
            entries.add(Entry(record.name, "", address))
            aliases = [alias.name for alias in record.aliases if alias.kind != "misspelling"]
            names = [*aliases, getattr(record, "short_name", record.name)]
            # Names that differ in capitals only stand once; the last one is the record's own.
            by_fold = {name.casefold(): name for name in names}
            by_fold.pop(record.name.casefold(), None)
            entries |= {Entry(name, record.name, address) for name in by_fold.values()}
    letters: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda item: (item.name.casefold(), item.address)):
        first = entry.name[0].upper()
        letters.setdefault(first if first.isalpha() else "#", []).append(entry)
    return list(letters.items())


def _comparison_pages(handbook: Handbook) -> Iterator[PageSpec]:
    words = handbook.strings["pages"]["compare"]
    found = [
        (pair, handbook.injuries[pair.a], handbook.injuries[pair.b])
        for pair in sorted(pairs(handbook), key=lambda pair: pair.id)
    ]
    yield _page(handbook, "compare", "compare.md.jinja", found)
    for pair, a, b in found:
        first, second = (a, b) if pair.written_in == a.id else (b, a)
        table: Comparison = compare_pair(handbook, pair)
        yield PageSpec(
            f"compare/{pair.id}/", "pair.md.jinja",
            words["pair_title"].format(a=first.name, b=second.name),
            plain(pair.look_alike.in_short), {"pair": pair, "comparison": table,
                                              "injuries": (first, second)},
            crumbs=((words["title"], "compare/"),), source=f"injuries/{pair.written_in}.md",
            searched=BY_HEAD,
        )  # fmt: skip


def _overview(handbook: Handbook) -> Chart | None:
    return overview_chart(list(handbook.injuries.values()), handbook.strings)


def _sources(handbook: Handbook) -> list[tuple[Source, tuple[tuple[str, str], ...]]]:
    cited: dict[str, dict[str, str]] = {key: {} for key in handbook.sources}
    for kind, record_id, leaf in handbook.texts:
        if kind not in ("injuries", "exercises", "plans", "guides", "red-flags"):
            continue
        is_source = getattr(leaf.mark, "kind", "") == "sources"
        for key in [leaf.text] if is_source else citations(leaf.text):
            if kind == "red-flags":
                cited[key][handbook.strings["nav"]["red-flags"]] = "red-flags/"
            else:
                record = handbook.of_kind(kind)[record_id]
                cited[key][record.name] = f"{kind}/{record_id}/"
    return [
        (handbook.sources[key], tuple(sorted(places.items())))
        for key, places in sorted(cited.items(), key=lambda item: _author(handbook, item[0]))
    ]


def _author(handbook: Handbook, key: str) -> tuple[str, int, str]:
    source = handbook.sources[key]
    return source.authors.casefold(), source.year or 0, key
