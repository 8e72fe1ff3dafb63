"""The small Markdown of records: citations, links, plain words, sections."""

from __future__ import annotations

import pytest

from generator.model.prose import (
    Link,
    Section,
    citations,
    line_within,
    links,
    paragraphs,
    plain,
    raw_html,
    sections,
    sentences,
    without_citations,
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It heals.", []),
        ("It heals [@smith-2020].", ["smith-2020"]),
        ("It heals [@smith-2020; @jones-2021].", ["smith-2020", "jones-2021"]),
        ("It heals [@smith-2020;\n@jones-2021].", ["smith-2020", "jones-2021"]),
        ("One [@a]. Two [@b] [@c].", ["a", "b", "c"]),
        ("A [link](injuries/a) and [b].", []),
        ("Mail ann@example.org.", []),
        ("Page [@a, p. 3].", ["a, p. 3"]),
        ("Empty [@].", [""]),
    ],
)
def test_citations_are_found(text: str, keys: list[str]) -> None:
    assert list(citations(text)) == keys


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It heals [@a].", "It heals."),
        ("It [@a; @b] heals [@c].", "It heals."),
        ("[@a]", ""),
    ],
)
def test_citations_go_with_the_blank_before_them(text: str, words: str) -> None:
    assert without_citations(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Run **easy** on *flat* ground.", "Run easy on flat ground."),
        ("See [the plan](plans/a) [@b].", "See the plan."),
        ("See [**the** plan](plans/a).", "See the plan."),
        ("Two\nlines,   many blanks.", "Two lines, many blanks."),
        ("Press `Enter`.", "Press Enter."),
        ("Salt &amp; water &lt; 1 l.", "Salt & water < 1 l."),
        (r"2 \* 3", "2 * 3"),
        ("Pain < 3 & calm", "Pain < 3 & calm"),
        ("A ![calf](calf.png) here.", "A calf here."),
        ("", ""),
        ("[@a]", ""),
        ("**", "**"),
    ],
)
def test_plain_words_have_no_marks(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No link [@a].", []),
        ("[a](plans/a)", [Link("plans/a")]),
        ("[a](plans/a) and [b](https://b.org/)", [Link("plans/a"), Link("https://b.org/")]),
        ("[over\nlines](plans/a)", [Link("plans/a")]),
        ("![calf](calf.png)", [Link("calf.png", is_image=True)]),
        ("[![calf](calf.png)](plans/a)", [Link("plans/a"), Link("calf.png", is_image=True)]),
        ("<https://b.org/>", [Link("https://b.org/")]),
        ("[a](javascript:alert(1))", [Link("javascript:alert(1)")]),
        ("[a](JAVASCRIPT&colon;alert(1))", [Link("JAVASCRIPT:alert(1)")]),
        ("[a](data:text/html,x)", [Link("data:text/html,x")]),
        ("[a](vbscript:x 'title')", [Link("vbscript:x")]),
        ("`[a](plans/a)`", []),
        ("[a] [c](plans/c)\n\n[a]: javascript:alert(1)", [Link("plans/c")]),
    ],
)
def test_links_are_found_even_those_a_page_would_refuse(text: str, found: list[Link]) -> None:
    """The last case: a target defined elsewhere is no link, here or on the page."""
    assert list(links(text)) == found


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Pain < 3 and > 1.", []),
        ("a <b>c</b>", ["<b>", "</b>"]),
        ("a <img src=x onerror=alert(1)> b", ["<img src=x onerror=alert(1)>"]),
        ("<script>alert(1)</script>", ["<script>alert(1)</script>"]),
        ("<SCRIPT\nsrc=x>", ["<SCRIPT\nsrc=x>"]),
        ("<!-- hidden -->", ["<!-- hidden -->"]),
        ("x <!-- hidden --> y", ["<!-- hidden -->"]),
        ("<https://b.org/>", []),
        ("&lt;script&gt;", []),
        ("`<b>`", []),
    ],
)
def test_raw_html_is_found(text: str, pieces: list[str]) -> None:
    assert [piece.rstrip("\n") for piece in raw_html(text)] == pieces


BODY = """
Before.

## What it is

One.
Two.

## Why it happens ##

### Inner

Three.

## Empty
"""


def test_body_is_parted_at_its_headings() -> None:
    assert sections(BODY) == [
        Section("", "Before.", 0),
        Section("What it is", "One.\nTwo.", 3),
        Section("Why it happens", "### Inner\n\nThree.", 8),
        Section("Empty", "", 14),
    ]


def test_body_without_headings_is_one_section_and_an_empty_one_none() -> None:
    assert sections("Text.\n") == [Section("", "Text.", 0)]
    assert sections("\n\n") == []


def test_paragraphs_know_their_lines_and_leave_fixed_headings_out() -> None:
    assert list(paragraphs(BODY)) == [
        (1, "Before."), (5, "One.\nTwo."), (10, "### Inner"), (12, "Three."),
    ]  # fmt: skip


def test_paragraph_of_a_list_item_does_not_hide_behind_its_indent() -> None:
    """Four blanks would make it code for the checks, and a picture on the page."""
    found = list(paragraphs("- One\n\n    ![calf](calf.png)\n"))
    assert found == [(0, "- One"), (2, "![calf](calf.png)")]
    assert list(links(found[1][1])) == [Link("calf.png", is_image=True)]


@pytest.mark.parametrize("line", ["#tag ![a](b.png)", "### ![a](b.png)", "# ![a](b.png)"])
def test_line_that_only_looks_like_a_fixed_heading_is_checked(line: str) -> None:
    assert list(paragraphs(f"{line}\n")) == [(0, line)]


@pytest.mark.parametrize(
    ("piece", "line"), [("one", 0), ("two", 1), ("three", 2), ("four", 0), ("one\ntwo", 0)]
)
def test_piece_of_a_text_has_a_line(piece: str, line: int) -> None:
    assert line_within("one\ntwo\nthree two", piece) == line


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("About 2.5 cm. Done [@a].", ["About 2.5 cm.", "Done."]),
        ("No end", ["No end"]),
        ("", []),
    ],
)
def test_sentences_end_at_a_mark_before_a_blank(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
