"""Text of records becomes harmless HTML, with numbered sources and links that lead on."""

from __future__ import annotations

import pytest

from generator.render.rich import PageText, cited_sources, relative

PAGE = "injuries/calf-strain/"


def inline(text: str, page: str = PAGE) -> str:
    return str(PageText(page).inline(text))


def block(text: str, page: str = PAGE) -> str:
    return str(PageText(page).block(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Pain < 3 & calm", "Pain &lt; 3 &amp; calm"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<b onclick='x'>b</b>", "&lt;b onclick='x'&gt;b&lt;/b&gt;"),
        ('"quoted"', "&quot;quoted&quot;"),
        ("**bold** and *soft*", "<strong>bold</strong> and <em>soft</em>"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("{{ s.title }} {% if x %}", "{{ s.title }} {% if x %}"),
    ],
)
def test_words_are_escaped(text: str, html: str) -> None:
    assert inline(text) == html
    assert block(text) == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n<script>alert(1)</script>\n</div>",
        "<!-- hidden -->",
        "<iframe src=https://example.org></iframe>",
        "- one\n\n    <img src=x onerror=alert(1)>",
    ],
)
def test_block_of_html_is_shown_as_text(text: str) -> None:
    html = block(text)
    for tag in ("<div", "<script", "<!--", "<iframe", "<img"):
        assert tag not in html


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](JavaScript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](vbscript:x)",
        "[a](data:text/html,x)",
        "<javascript:alert(1)>",
        "[a][b]\n\n[b]: javascript:alert(1)",
    ],
)
def test_link_that_runs_a_script_is_no_link(text: str) -> None:
    assert "href=" not in block(text)


@pytest.mark.parametrize(
    "text",
    [
        "![calf](https://example.org/calf.png)",
        "[![calf](https://example.org/calf.png)](plans/a)",
        "![calf][b]\n\n[b]: https://example.org/calf.png",
        "- one\n\n    ![calf](https://example.org/calf.png)",
    ],
)
def test_no_picture_is_ever_asked_of_another_host(text: str) -> None:
    """The checks refuse pictures; a text that slips past them still loads none."""
    assert "<img" not in block(text)


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("exercises/calf-raise", "../../exercises/calf-raise/"),
        ("injuries/calf-strain", "./"),
        ("injuries/achilles-tendinopathy", "../achilles-tendinopathy/"),
        ("red-flags/rf-fire", "../../red-flags/#rf-fire"),
        ("glossary/tendon", "../../glossary/#tendon"),
        ("sources/smith-2020", "../../sources/#smith-2020"),
        ("tree/lower-leg-flags", "../../check/lower-leg-flags/"),
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2"),
    ],
)
def test_link_leads_on_from_the_page(target: str, href: str) -> None:
    assert inline(f"[a]({target})") == f'<a href="{href}">a</a>'


@pytest.mark.parametrize(
    ("origin", "target", "way"),
    [
        ("", "injuries/a/", "injuries/a/"),
        ("injuries/a/", "", "../../"),
        ("injuries/a/", "injuries/b/", "../b/"),
        ("injuries/a/", "injuries/a/", "./"),
        ("injuries/", "injuries/a/", "a/"),
        ("compare/a-or-b/", "red-flags/#rf", "../../red-flags/#rf"),
        ("red-flags/", "red-flags/#rf", "./#rf"),
        ("injuries/a/", "handouts/a.a4.pdf", "../../handouts/a.a4.pdf"),
        ("", "", "./"),
    ],
)
def test_way_between_two_addresses(origin: str, target: str, way: str) -> None:
    """No way starts at a root, so the site works in any folder of any host."""
    assert relative(origin, target) == way


def mark(*numbers: int) -> str:
    return "".join(f'<sup class="cite"><a href="#source-{n}">{n}</a></sup>' for n in numbers)


def test_citations_count_up_and_keep_their_number() -> None:
    """A source has one number on a page, whichever text cites it and however often."""
    text = PageText(PAGE)
    assert str(text.inline("One [@a]. Two [@b; @a].")) == f"One{mark(1)}. Two{mark(2, 1)}."
    assert str(text.block("Three [@c;\n@b].")) == f"<p>Three{mark(3, 2)}.</p>\n"
    assert str(text.cite(("d", "a"))) == mark(4, 1)
    assert cited_sources(text.numbers) == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]


def test_numbers_start_anew_on_each_page() -> None:
    assert inline("[@b]") == inline("[@a]") == mark(1)


def test_sources_beside_a_text_are_shown_where_it_does_not_cite_them() -> None:
    text = PageText(PAGE)
    text.inline("One [@a].")
    assert str(text.cite_more(("a", "b"), "One [@a].")) == mark(2)
    assert str(text.cite_more(("a", "b"), None)) == mark(1, 2)


def test_table_and_list_are_kept() -> None:
    assert "<li>one</li>" in block("- one\n- two")
    assert "<td>1</td>" in block("| a |\n| - |\n| 1 |")
