"""The printed sheets hold what keeps a reader safe, fit their paper and can be read aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from generator.derive.handout import handout_data
from generator.model.handbook import Handbook
from generator.model.prose import plain
from tests.project import record_ids

INJURIES = record_ids("injuries")
SMALL = ("a4", "letter")
LARGE = ("a4.large", "letter.large")

#: Width and height of each paper, in points.
PAPER = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}

#: Office printers leave this much of the paper blank: a sixth of an inch.
EDGE = 12.0

#: Reading a sheet takes as long as setting it. Each injury is read on one paper, and some on all:
#: the words come from the same data, only their places differ.
ON_ALL_PAPERS = INJURIES[::6]
SHEETS = [
    *((injury, "a4") for injury in INJURIES),
    *((injury, paper) for injury in ON_ALL_PAPERS for paper in ("letter", *LARGE)),
]

every_injury = pytest.mark.parametrize("injury_id", INJURIES)
every_sheet = pytest.mark.parametrize(("injury_id", "paper"), SHEETS)


class Sheet:
    """A finished sheet: its pages, its words, and the size of each of them."""

    def __init__(self, path: Path) -> None:
        self.reader = PdfReader(path)
        self.catalog: DictionaryObject = self.reader.root_object

    @cached_property
    def runs(self) -> list[tuple[int, str, float, float, float]]:
        """Each piece of text: its page, its words, its size, and where it starts."""
        runs: list[tuple[int, str, float, float, float]] = []

        for number, page in enumerate(self.reader.pages, start=1):

            def visit(
                text: str, outer: list[float], inner: list[float], font: Any, size: float,
                number: int = number,
            ) -> None:  # fmt: skip
                if text.strip():
                    scale = abs(inner[3] * outer[3])
                    across = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
                    up = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
                    runs.append((number, text, round(size * scale, 1), across, up))

            page.extract_text(visitor_text=visit)
        return runs

    @cached_property
    def text(self) -> str:
        """All words in reading order, with single spaces."""
        return words(" ".join(page.extract_text() for page in self.reader.pages))

    @property
    def sizes(self) -> Counter[float]:
        """How many letters there are of each size."""
        counted: Counter[float] = Counter()
        for _, text, size, _, _ in self.runs:
            counted[size] += len(text)
        return counted

    @property
    def fonts(self) -> Iterator[DictionaryObject]:
        """The fonts that the pages use."""
        for page in self.reader.pages:
            for font in page["/Resources"]["/Font"].values():
                yield font.get_object()

    def tags(self, part: Any = None) -> Iterator[DictionaryObject]:
        """Yield every tag of the structure that a screen reader follows, in order."""
        part = self.catalog["/StructTreeRoot"] if part is None else part.get_object()
        if isinstance(part, ArrayObject):
            for kid in part:
                yield from self.tags(kid)
        elif isinstance(part, DictionaryObject):
            if "/S" in part:
                yield part
            if "/K" in part and part.get("/Type") != "/OBJR":
                yield from self.tags(part.raw_get("/K"))

    @property
    def links(self) -> set[str]:
        """The addresses that links open."""
        return {
            note.get_object()["/A"]["/URI"]
            for page in self.reader.pages
            for note in page.get("/Annots", ())
            if "/A" in note.get_object()
        }


def words(text: str) -> str:
    """Return a text with single spaces, as it is compared."""
    return " ".join(text.split())


def letters(text: str) -> str:
    """Return a text without any spaces, for texts that a line break may part anywhere."""
    return "".join(text.split())


OpenSheet = Callable[[str, str], Sheet]


@pytest.fixture(scope="module")
def opened(site: Path) -> OpenSheet:
    """Return a function that opens the published sheet of an injury; each is read once."""
    held: dict[tuple[str, str], Sheet] = {}

    def read(injury: str, paper: str) -> Sheet:
        if (injury, paper) not in held:
            held[injury, paper] = Sheet(site / "handouts" / f"{injury}.{paper}.pdf")
        return held[injury, paper]

    return read


# What a reader must not miss


@every_sheet
def test_every_red_flag_is_printed(
    injury_id: str, paper: str, opened: OpenSheet, handbook: Handbook
) -> None:
    """Each red flag of the record stands on the sheet in its own words, below its urgency."""
    text = letters(opened(injury_id, paper).text)
    flags = [handbook.red_flags[flag] for flag in handbook.injuries[injury_id].red_flags]
    assert [flag.id for flag in flags if letters(flag.sign) not in text] == []
    here = text.index(letters(handbook.strings["handout"]["flags"]))
    for urgency in handbook.vocabularies["urgency"]:
        signs = [letters(flag.sign) for flag in flags if flag.urgency == urgency.id]
        if signs:
            head = text.index(letters(f"{urgency.label}: {urgency.description}"), here)
            here = max(text.index(sign, head) for sign in signs)


@every_sheet
def test_the_sheet_says_whether_to_run(
    injury_id: str, paper: str, opened: OpenSheet, handbook: Handbook
) -> None:
    """Name, what it is, each light with its words, and when to come back are printed in full."""
    injury = handbook.injuries[injury_id]
    text = letters(opened(injury_id, paper).text)
    running = injury.running
    texts = [injury.short_name, injury.name, injury.plain, injury.seek.text, *injury.now]
    texts += [said for said in (running.green, running.amber, running.red) if said]
    texts += [*running.instead, *running.criteria]
    assert [said for said in texts if letters(plain(said)) not in text] == []
    vocabulary = handbook.vocabularies["running"]
    for light in ("green", "amber", "red"):
        assert (letters(vocabulary[light].label) in text) == (getattr(running, light) is not None)


@every_sheet
def test_red_flags_come_before_exercises(
    injury_id: str, paper: str, opened: OpenSheet, handbook: Handbook
) -> None:
    """The parts of a sheet stand in one order: running, red flags, this week, the way back."""
    text = letters(opened(injury_id, paper).text)
    heads = handbook.strings["handout"]
    order = [letters(heads[name]) for name in ("running", "flags", "now", "exercises", "back")]
    places = [text.index(head) for head in order if head in text]
    assert places == sorted(places)
    assert len(places) >= 4


@every_sheet
def test_the_sheet_says_where_it_comes_from(
    injury_id: str, paper: str, opened: OpenSheet, handbook: Handbook
) -> None:
    """Disclaimer, review, content version, lines to fill in and the page's address are there."""
    sheet = opened(injury_id, paper)
    text = letters(sheet.text)
    said = handbook.strings["handout"]
    injury = handbook.injuries[injury_id]
    reviewer = handbook.vocabularies["reviewer"][injury.review.by].label
    expected = [
        said["disclaimer"], said["prepared_for"], said["prepared_by"], said["next_visit"],
        handout_data(handbook, injury)["version"], reviewer,
        str(injury.review.reviewed.year), handbook.settings.title,
    ]  # fmt: skip
    assert [part for part in expected if letters(part) not in text] == []
    assert f"{handbook.settings.address}injuries/{injury_id}/" in sheet.links


# Paper


@pytest.mark.parametrize("paper", SMALL)
@every_injury
def test_the_sheet_is_one_leaf(injury_id: str, paper: str, opened: OpenSheet) -> None:
    """In normal print everything stands on the two sides of one leaf."""
    assert len(opened(injury_id, paper).reader.pages) <= 2


@every_sheet
def test_the_paper_is_the_one_asked_for(injury_id: str, paper: str, opened: OpenSheet) -> None:
    """Each page has the size of its paper, and no line comes nearer to an edge than printers do."""
    sheet = opened(injury_id, paper)
    width, height = PAPER[paper.partition(".")[0]]
    for page in sheet.reader.pages:
        box = page.mediabox
        assert (float(box.width), float(box.height)) == pytest.approx((width, height), abs=0.1)
        assert page.get("/Rotate", 0) == 0
    lost = [
        text
        for _, text, size, across, up in sheet.runs
        if not (EDGE < across < width - EDGE and up - size / 4 > EDGE and up + size < height - EDGE)
    ]
    assert lost == []


@every_sheet
def test_letters_are_large_enough(injury_id: str, paper: str, opened: OpenSheet) -> None:
    """Nothing is smaller than 12 points, in large print than 16; most of the text is just that."""
    least = 16.0 if paper in LARGE else 12.0
    sizes = opened(injury_id, paper).sizes
    assert min(sizes) >= least
    assert sizes.most_common(1)[0][0] == least


@every_sheet
def test_no_page_is_left_almost_empty(injury_id: str, paper: str, opened: OpenSheet) -> None:
    """Each page bears more than its foot."""
    filled: Counter[int] = Counter()
    sheet = opened(injury_id, paper)
    for page, text, *_ in sheet.runs:
        filled[page] += len(text)
    assert len(filled) == len(sheet.reader.pages)
    assert min(filled.values()) > 100


# Reading aloud, and printing anywhere


@every_sheet
def test_the_sheet_is_tagged(
    injury_id: str, paper: str, opened: OpenSheet, handbook: Handbook
) -> None:
    """The sheet bears its title and language, is tagged, and says that it meets PDF/UA-1."""
    sheet = opened(injury_id, paper)
    assert sheet.reader.metadata is not None
    assert sheet.reader.metadata.title == handbook.injuries[injury_id].short_name
    assert sheet.catalog["/Lang"] == handbook.settings.language
    assert sheet.catalog["/MarkInfo"]["/Marked"]
    assert sheet.catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in sheet.catalog
    metadata = sheet.catalog["/Metadata"]
    assert isinstance(metadata, StreamObject)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.get_data()
    assert all("/StructParents" in page for page in sheet.reader.pages)


@every_sheet
def test_the_structure_can_be_followed(injury_id: str, paper: str, opened: OpenSheet) -> None:
    """There is one main heading, headings leave out no level, and pictures have words."""
    tags = list(opened(injury_id, paper).tags())
    names = [tag["/S"] for tag in tags]
    levels = [int(name[2:]) for name in names if name[1:2] == "H" and name[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(low - high <= 1 for high, low in pairwise(levels))
    figures = [tag for tag in tags if tag["/S"] == "/Figure"]
    assert figures
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)
    assert {"/L", "/LI", "/P", "/Link"} <= set(names)


@every_sheet
def test_fonts_are_on_board(injury_id: str, paper: str, opened: OpenSheet) -> None:
    """Only Source Sans is used, it is embedded, and its letters can be copied as text."""
    fonts = list(opened(injury_id, paper).fonts)
    assert fonts
    for font in fonts:
        name = font["/BaseFont"].partition("+")[2]
        assert name.startswith("SourceSans")
        assert "/ToUnicode" in font
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        held = inner["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & held.keys()


@pytest.mark.parametrize("injury_id", ON_ALL_PAPERS)
def test_large_print_leaves_nothing_out(
    injury_id: str, opened: OpenSheet, handbook: Handbook
) -> None:
    """The large sheet may take more pages, so it names every stage, and no exercise is lost."""
    for small, large in zip(SMALL, LARGE, strict=True):
        text = letters(opened(injury_id, large).text)
        for phase in handbook.injuries[injury_id].phases:
            assert letters(handbook.vocabularies["phase"][phase.phase].label) in text
            assert all(letters(plain(criterion)) in text for criterion in phase.criteria)
        few = letters(opened(injury_id, small).text)
        for exercise in handbook.exercises.values():
            shown = letters(exercise.name)
            assert shown not in few or shown in text


@pytest.mark.parametrize("injury_id", ON_ALL_PAPERS)
def test_both_papers_say_the_same_of_safety(injury_id: str, opened: OpenSheet) -> None:
    """From its name to its red flags, a sheet has the same words on either paper."""
    ends = [opened(injury_id, paper).text for paper in SMALL]
    assert letters(ends[0])[:600] == letters(ends[1])[:600]
