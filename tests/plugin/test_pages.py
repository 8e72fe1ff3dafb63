"""What every finished page says about itself, and the marks that others rely on."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.injury import Injury
from generator.model.prose import plain
from tests.conftest import CONTENT
from tests.links import is_elsewhere, requests
from tests.markup import Element, Page
from tests.project import record_ids

Pages = dict[str, Page]

INJURIES = record_ids("injuries")
RECORDS = [f"{kind}/{name}" for kind in RECORD_KINDS for name in record_ids(kind)]


def linked_data(page: Page) -> list[Any]:
    """Return what every block of linked data of a page holds."""
    return [json.loads(block.raw) for block in page.root.all("script", type="application/ld+json")]


def look_alikes(handbook: Handbook, injury: Injury) -> set[str]:
    """Return the injuries paired with one, written at either end."""
    ours = {pair.injury for pair in injury.look_alikes}
    return ours | {
        other.id
        for other in handbook.injuries.values()
        if any(pair.injury == injury.id for pair in other.look_alikes)
    }


def opened(page: Page) -> list[str]:
    """Return the addresses of a page's edit links."""
    return [link.attributes["href"] for link in page.root.all("a", rel="edit")]


# Every page


def test_titles_name_the_page_and_the_handbook(pages: Pages, handbook: Handbook) -> None:
    """The front page bears the handbook's name, every other page its own and the handbook's."""
    name = handbook.settings.title
    assert pages["index.html"].title == name
    wrong = {
        file: page.title
        for file, page in pages.items()
        if file not in ("index.html", "404.html") and not page.title.endswith(f" - {name}")
    }
    assert wrong == {}


def test_every_page_has_one_description(pages: Pages) -> None:
    """Search engines find one sentence about each page."""
    found = {file: page.meta("description") for file, page in pages.items()}
    assert {file: texts for file, texts in found.items() if len(texts) != 1 or not texts[0]} == {}


def test_every_page_names_its_own_address(pages: Pages, handbook: Handbook) -> None:
    """The canonical link of a page is its public address."""
    wrong = {}
    for file, page in pages.items():
        links = [link.attributes["href"] for link in page.root.all("link", rel="canonical")]
        if file != "404.html" and links != [handbook.settings.address + page.address]:
            wrong[file] = links
    assert wrong == {}


def test_every_edit_link_opens_a_file_of_the_content(pages: Pages, handbook: Handbook) -> None:
    """A page has at most one edit link, and it leads to a file that exists."""
    start = f"{handbook.settings.repository}/{handbook.settings.edit_path}"
    wrong = {
        file: links
        for file, page in pages.items()
        if (links := opened(page))
        and (
            len(links) > 1
            or not links[0].startswith(start)
            or not (CONTENT / links[0].removeprefix(start)).is_file()
        )
    }
    assert wrong == {}


def test_steps_of_the_tree_open_the_file_they_stand_in(pages: Pages, handbook: Handbook) -> None:
    """The edit link of a step leads to its file in the tree, that of a hand-written page to it."""
    start = f"{handbook.settings.repository}/{handbook.settings.edit_path}"
    for node in handbook.tree.nodes:
        file = handbook.origin("tree", node).file.removeprefix("content/")
        assert opened(pages[f"check/{node}/index.html"]) == [start + file]
    assert opened(pages["about/index.html"]) == [f"{start}pages/about.md"]


def test_every_block_of_linked_data_is_sound(pages: Pages, handbook: Handbook) -> None:
    """Linked data is JSON that names its context, its type and the address of its page."""
    found = [(file, block) for file, page in pages.items() for block in linked_data(page)]
    assert len(found) >= len(handbook.injuries)
    for file, block in found:
        assert block["@context"] == "https://schema.org", file
        assert block["@type"], file
        assert block["url"] == handbook.settings.address + pages[file].address
        assert block["inLanguage"] == handbook.settings.language


def test_every_page_has_one_main_heading_and_no_gap(pages: Pages) -> None:
    """Headings go down one level at a time, from exactly one main heading on top."""
    wrong = {}
    for file, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.headings]
        gaps = any(low - high > 1 for high, low in pairwise(levels))
        if levels[:1] != [1] or levels.count(1) != 1 or gaps:
            wrong[file] = levels
    assert wrong == {}


def test_no_heading_is_empty(pages: Pages) -> None:
    """Each heading has words."""
    empty = [
        file
        for file, page in pages.items()
        if any(not heading.text.strip("¶ ") for heading in page.headings)
    ]
    assert empty == []


def test_ids_are_unique_on_a_page(pages: Pages) -> None:
    """No two elements of a page share an id."""
    twice = {
        file: [name for name, count in Counter(page.ids).items() if count > 1]
        for file, page in pages.items()
    }
    assert {file: names for file, names in twice.items() if names} == {}


def test_elements_are_closed_in_order(pages: Pages) -> None:
    """Each element ends where it began: no template leaves one open."""
    assert {file: page.faults[:3] for file, page in pages.items() if page.faults} == {}


def test_every_page_says_that_it_does_not_diagnose(pages: Pages, handbook: Handbook) -> None:
    """The disclaimer and the way to help stand on every page."""
    words = handbook.strings["site"]
    for file, page in pages.items():
        assert words["disclaimer"] in page.main.text, file
        assert words["help_now"] in page.root.text, file


def test_pages_ask_no_other_host(pages: Pages) -> None:
    """Showing a page asks for nothing outside the site; only plain links lead out of it."""
    asked = {
        file: found
        for file, page in pages.items()
        if (found := [address for address in requests(page) if is_elsewhere(address)])
    }
    assert asked == {}


def test_nothing_wakes_the_requests_of_the_theme(pages: Pages) -> None:
    """The theme asks other hosts for diagrams and repository figures; no page has either."""
    woken = {
        file
        for file, page in pages.items()
        for element in page.root.walk()
        if "mermaid" in element.attributes.get("class", "").split()
        or element.attributes.get("data-md-component") == "source"
    }
    assert woken == set()


def test_outside_links_are_secure(pages: Pages) -> None:
    """A plain link out of the site leads to a web address."""
    schemes = {
        link.attributes["href"].partition(":")[0]
        for page in pages.values()
        for link in page.root.all("a")
        if is_elsewhere(link.attributes.get("href", ""))
    }
    assert schemes <= {"https", "http"}


# Records


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_page_is_named_and_marked(record: str, pages: Pages, handbook: Handbook) -> None:
    """Title, heading, description, mark and edit link of a record's page fit the record."""
    kind, _, name = record.partition("/")
    page, held = pages[f"{record}/index.html"], handbook.of_kind(kind)[name]
    assert page.title == f"{held.name} - {handbook.settings.title}"
    assert page.headings[0].text == held.name
    assert page.meta("description") == [plain(held.summary)]
    assert [element.attributes["data-record"] for element in page.root.having("data-record")] == [
        record
    ]
    assert page.main.attributes["data-record"] == record
    start = f"{handbook.settings.repository}/{handbook.settings.edit_path}"
    assert opened(page) == [f"{start}{record}.md"]


def test_records_are_not_in_the_navigation(pages: Pages) -> None:
    """The navigation holds the same sections on every page, and no record."""
    found = {}
    for file, page in pages.items():
        (nav,) = [
            part
            for part in page.root.all("nav")
            if "md-nav--primary" in part.attributes.get("class", "").split()
        ]
        links = [link for link in nav.all("a") if "#" not in link.attributes["href"]]
        found[file] = tuple(link.text for link in links)
        records = [
            link.attributes["href"]
            for link in links
            if any(link.attributes["href"].strip("./").startswith(f"{kind}/")
                   for kind in (*RECORD_KINDS, "check", "areas", "compare"))
            and link.attributes["href"].strip("./").count("/") > 0
        ]  # fmt: skip
        assert records == [], file
    assert len(set(found.values())) == 1


@pytest.mark.parametrize("injury_id", INJURIES)
def test_an_injury_shows_each_of_its_red_flags_once(
    injury_id: str, pages: Pages, handbook: Handbook
) -> None:
    """The page has one mark for each red flag, below its urgency, with its own words."""
    page = pages[f"injuries/{injury_id}/index.html"]
    shown = page.root.having("data-flag")
    expected = handbook.injuries[injury_id].red_flags
    assert sorted(item.attributes["data-flag"] for item in shown) == sorted(expected)
    for item in shown:
        flag = handbook.red_flags[item.attributes["data-flag"]]
        card = item.parent
        while card is not None and "data-urgency" not in card.attributes:
            card = card.parent
        assert card is not None
        assert card.attributes["data-urgency"] == flag.urgency
        assert handbook.vocabularies["urgency"][flag.urgency].label in card.headings_text
        assert flag.sign in item.text
        assert flag.action in item.text


@pytest.mark.parametrize("injury_id", INJURIES)
def test_red_flags_come_before_everything_but_running(
    injury_id: str, pages: Pages, handbook: Handbook
) -> None:
    """The first part of an injury is whether to run, the second when to get help."""
    words = handbook.strings["injury"]
    parts = [
        heading.text.rstrip("¶")
        for heading in pages[f"injuries/{injury_id}/index.html"].headings
        if heading.tag == "h2"
    ]
    assert parts[:3] == [words["can_i_run"], words["get_help"], words["is_this_it"]]


@pytest.mark.parametrize("injury_id", INJURIES)
def test_an_injury_is_described_to_search_engines(
    injury_id: str, pages: Pages, handbook: Handbook
) -> None:
    """The linked data of an injury holds its signs and its look-alikes from both ends."""
    injury = handbook.injuries[injury_id]
    (data,) = linked_data(pages[f"injuries/{injury_id}/index.html"])
    assert data["@type"] == "MedicalWebPage"
    assert data["name"] == injury.name
    assert data["description"] == plain(injury.summary)
    assert data["lastReviewed"] == injury.review.reviewed.isoformat()
    about = data["about"]
    assert about["@type"] == "MedicalCondition"
    assert about["name"] == injury.name
    assert set(about.get("alternateName", ())) == {
        alias.name for alias in injury.aliases if alias.kind != "misspelling"
    }
    signs = about["signOrSymptom"]
    assert {sign["@type"] for sign in signs} == {"MedicalSignOrSymptom"}
    assert {plain(sign) for sign in injury.presentation.signs} <= {sign["name"] for sign in signs}
    assert [code["codeValue"] for code in about.get("code", ())] == [
        code.code for code in injury.codes
    ]
    pairs = about["differentialDiagnosis"]
    assert {pair["@type"] for pair in pairs} == {"DDxElement"}
    assert sorted(pair["diagnosis"]["name"] for pair in pairs) == sorted(
        handbook.injuries[other].name for other in look_alikes(handbook, injury)
    )
    assert all(pair["distinguishingSign"] for pair in pairs)


@pytest.mark.parametrize("injury_id", INJURIES)
def test_an_injury_links_its_handouts(injury_id: str, pages: Pages) -> None:
    """The page leads to the handout on both papers and in both sizes."""
    links = pages[f"injuries/{injury_id}/index.html"].root.all("a")
    targets = {link.attributes.get("href", "") for link in links}
    papers = ("a4", "letter", "a4.large", "letter.large")
    assert {f"../../handouts/{injury_id}.{paper}.pdf" for paper in papers} <= targets


# Comparison tables


def tables(page: Page) -> list[Element]:
    """Return the comparison tables of a page."""
    return [table for table in page.root.having("data-comparison") if table.tag == "table"]


@pytest.mark.parametrize("injury_id", INJURIES)
def test_an_injury_is_compared_with_each_look_alike(
    injury_id: str, pages: Pages, handbook: Handbook
) -> None:
    """The table of an injury has a column for itself and one for each look-alike."""
    injury = handbook.injuries[injury_id]
    (table,) = tables(pages[f"injuries/{injury_id}/index.html"])
    columns = [head.text for head in table.all("th", scope="col")][1:]
    others = [handbook.injuries[other].short_name for other in look_alikes(handbook, injury)]
    assert columns[0] == injury.short_name
    assert sorted(columns[1:]) == sorted(others)


def test_every_pair_has_a_page_with_its_table(pages: Pages, handbook: Handbook) -> None:
    """Each pair of look-alikes has one page, one table and a link from both injuries."""
    for injury in handbook.injuries.values():
        for pair in injury.look_alikes:
            name = "-or-".join(sorted((injury.id, pair.injury)))
            (table,) = tables(pages[f"compare/{name}/index.html"])
            assert len(table.all("th", scope="col")) == 3
            for end in (injury.id, pair.injury):
                links = pages[f"injuries/{end}/index.html"].root.all("a")
                assert f"../../compare/{name}/" in {link.attributes["href"] for link in links}


def test_heads_of_tables_say_what_they_head(pages: Pages) -> None:
    """Every comparison table is named, each head has a scope, and every row is whole."""
    seen = 0
    for file, page in pages.items():
        for table in tables(page):
            seen += 1
            assert len(table.all("caption")) == 1, file
            assert table.all("caption")[0].text, file
            heads = table.all("th")
            assert {head.attributes.get("scope") for head in heads} == {"col", "row"}, file
            width = len(table.all("th", scope="col"))
            for row in table.all("tbody")[0].all("tr"):
                assert len(row.all("th", "td")) == width, file
                assert row.children and all(cell.text for cell in row.all("th", "td")), file
    assert seen > 20


def test_telling_cells_are_marked(pages: Pages, handbook: Handbook) -> None:
    """On the page of a pair, the rows that tell the two apart come first and say so."""
    mark = handbook.strings["compare"]["telling"]
    features = handbook.vocabularies["feature"]
    for injury in handbook.injuries.values():
        for pair in injury.look_alikes:
            name = "-or-".join(sorted((injury.id, pair.injury)))
            (table,) = tables(pages[f"compare/{name}/index.html"])
            rows = [head.text for head in table.all("th", scope="row")]
            expected = [f"{features[feature].label} {mark}" for feature in pair.tell_apart]
            assert rows[: len(expected)] == expected, name
            assert not any(mark in row for row in rows[len(expected) :]), name


# The symptom check


def test_every_step_of_the_tree_has_a_page(pages: Pages, handbook: Handbook) -> None:
    """A step's page carries its id and one link for each answer, or the urgency of the result."""
    for node_id, node in handbook.tree.nodes.items():
        (step,) = pages[f"check/{node_id}/index.html"].root.having("data-node")
        assert step.attributes["data-node"] == node_id
        answers = step.having("data-answer")
        found = {answer.attributes["data-answer"]: answer.attributes["href"] for answer in answers}
        if node.kind == "result":
            assert step.attributes["data-urgency"] == node.urgency
            assert found == {}
        elif node.kind == "screen":
            expected = {item.flag: f"../{item.next}/" for item in node.items}
            assert found == {**expected, "none": f"../{node.none}/"}
            flags = [item.attributes["data-flag"] for item in step.having("data-flag")]
            assert flags == [item.flag for item in node.items]
        else:
            assert found == {answer.id: f"../{answer.next}/" for answer in node.answers}
