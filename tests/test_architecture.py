"""The shape of the code: who may know whom, and where words may stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from tests.project import ROOT

GENERATOR = ROOT / "generator"
TEMPLATES = ROOT / "templates"

#: Parts of the generator, each with those it may import from; none may look ahead.
ORDER = (
    ("problems", "codes"), ("model",), ("load",), ("check",), ("derive",), ("render",),
    ("schema",), ("build",), ("progress",), ("plugin", "cli"),
)  # fmt: skip
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}

#: Packages that only one part may import.
KEPT = {
    "mkdocs": {"plugin"},
    "material": set(),
    "jinja2": {"render"},
    "typst": {"render"},
    "segno": {"render"},
    "font_source_sans_pro": {"render"},
    "click": {"cli", "progress"},
    "yaml": {"load"},
    "textstat": {"check"},
    "markupsafe": {"render"},
}

#: Modules and calls through which code reaches for files.
FILES = {"pathlib", "os", "io", "shutil", "glob", "tempfile", "fileinput", "importlib"}
FILE_CALLS = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "mkdir", "glob"}

#: Words of this handbook's own subject: the program and the templates serve any subject.
SUBJECT = re.compile(
    r"\b(achilles|marathons?|shins?|shinbones?|calf|calves|tendons?|tibial?|plantar|hamstrings?"
    r"|ankles?|knees?|kneecaps?|cadence|strides?|joggers?|jogging|sneakers?|trails?)\b",
    re.IGNORECASE,
)

MODULES = sorted(path.relative_to(GENERATOR).as_posix() for path in GENERATOR.rglob("*.py"))


def parse(module: str) -> ast.Module:
    """Return the syntax tree of a module of the generator."""
    return ast.parse((GENERATOR / module).read_text("utf-8"))


def part_of(name: str) -> str:
    """Return the part a module belongs to: ``derive/page.py`` and ``derive.page`` are derive."""
    return re.split(r"[./]", name.removesuffix(".py"))[0]


def imported(module: str) -> Iterator[str]:
    """Yield the full name of everything a module imports, wherever it does."""
    for node in ast.walk(parse(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


# Who may import whom


def test_every_module_has_its_place() -> None:
    """A new module has to be given a place in the order before it can be added."""
    assert {part_of(module) for module in MODULES} == {*RANK, "__init__", "__main__"}


@pytest.mark.parametrize("module", [name for name in MODULES if part_of(name) in RANK])
def test_imports_look_back(module: str) -> None:
    """A module imports only from its own part and from parts before it."""
    own = part_of(module)
    wrong = []
    for name in imported(module):
        if name.startswith("generator."):
            other = part_of(name.removeprefix("generator."))
            if other in RANK and other != own and RANK[other] >= RANK[own]:
                wrong.append(name)
    assert wrong == []


@pytest.mark.parametrize("module", MODULES)
def test_packages_stay_in_their_part(module: str) -> None:
    """Only the plugin knows MkDocs, only rendering knows Jinja and Typst, and so on."""
    wrong = [
        name
        for name in imported(module)
        if part_of(module) not in KEPT.get(name.split(".")[0], {part_of(module)})
    ]
    assert wrong == []


def test_mkdocs_is_imported_by_the_plugin_alone() -> None:
    """The engine is imported in exactly one module, and the packages are used at all."""
    users: dict[str, set[str]] = {}
    for module in MODULES:
        for name in imported(module):
            users.setdefault(name.split(".")[0], set()).add(module)
    assert users["mkdocs"] == {"plugin.py"}
    for package in ("jinja2", "typst"):
        assert {Path(module).parts[0] for module in users[package]} == {"render"}


@pytest.mark.parametrize("module", [name for name in MODULES if part_of(name) == "model"])
def test_the_model_knows_no_files(module: str) -> None:
    """The model imports nothing that reads files and opens none."""
    assert [name for name in imported(module) if name.split(".")[0] in FILES] == []
    called = {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(parse(module))
        if isinstance(node, ast.Call)
    }
    assert called & FILE_CALLS == set()


# Where words may stand


class _Visible(HTMLParser):
    """Gathers what a reader would see or hear of HTML: texts, and the values of spoken attributes.

    What stands between tags of the template language is taken out before.
    """

    SPOKEN = frozenset(("alt", "aria-label", "title", "placeholder", "content", "label", "summary"))

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value or "" for name, value in attrs if name in self.SPOKEN]
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


#: Marks of Markdown that stand outside HTML: ids and classes of headings, and front matter.
_ATTRIBUTES = re.compile(r"\{:.*?\}")
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_JINJA_TAG = re.compile(r"(?<=<)\{\{.*?\}\}|(?<=</)\{\{.*?\}\}")
#: Two words with a space between, or one that starts a sentence; names have neither.
_PHRASE = re.compile(r"[A-Za-z]{2,}[,.;:!?]?\s+[A-Za-z]{2,}|^[A-Z][a-z]+\b")
_WORD = re.compile(r"[^\W\d_]{2,}")


def visible_words(template: str) -> list[str]:
    """Return the words a template itself shows a reader."""
    # What the template language prints comes from records and strings; so it goes first.
    html = _JINJA.sub("", _JINJA_TAG.sub("div", template))
    reader = _Visible()
    reader.feed(_ATTRIBUTES.sub("", html))
    reader.close()
    return _WORD.findall(" ".join(reader.words))


def printed_words(template: str) -> list[str]:
    """Return the phrases in the code of a template, such as ``{{ 'Stop now' }}``."""
    texts = [value[1:-1] for _, kind, value in Environment().lex(template) if kind == "string"]
    return [text for text in texts if _PHRASE.search(text)]


def typst_words(source: str) -> list[str]:
    """Return the phrases in the texts and the markup of a Typst file."""
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", source, flags=re.DOTALL)
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', code)
    # Markup stands between brackets, such as [Stop now], and is shown as it is.
    markup = re.findall(r"\[([^\[\]#]*)\]", re.sub(r'"(?:[^"\\]|\\.)*"', "", code))
    return [text for text in (*texts, *markup) if _PHRASE.search(text)]


WITH_WORDS = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for folder in ("pages", "macros", "theme")
    for path in (TEMPLATES / folder).rglob("*")
    if path.suffix in (".jinja", ".html", ".svg")
)
TYPST = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.typ"))
#: Names in Typst that are no words for readers.
TYPST_NAMES = {"Source Sans Pro"}


@pytest.mark.parametrize("template", WITH_WORDS)
def test_templates_hold_no_words(template: str) -> None:
    """Every word a page shows comes from a record, a vocabulary or the strings."""
    text = (TEMPLATES / template).read_text("utf-8")
    assert visible_words(text) == []
    assert printed_words(text) == []


@pytest.mark.parametrize("template", TYPST)
def test_sheets_hold_no_words(template: str) -> None:
    """Every word a sheet shows comes with its data."""
    found = typst_words((TEMPLATES / template).read_text("utf-8"))
    assert [text for text in found if text not in TYPST_NAMES] == []


SEEN = {
    "<p>Stop now</p>": ["Stop", "now"],
    "{{ s.x }} or {{ s.y }}": ["or"],
    '<img alt="A knee">': ["knee"],
    "## Signs {: #signs }": ["Signs"],
    "{# A note #}<p>{{ s.x }}: ({% if a %}–{% endif %}) · 1 px</p>": ["px"],
    "<p class='big'>{{ s.x }}</p> {: .red }": [],
    "<{{ tag }} class='big' id='{{ id }}'>{{ s.x }}</{{ tag }}>": [],
    "<script>let x = 1;</script>": [],
}


@pytest.mark.parametrize("template", SEEN)
def test_words_are_found(template: str) -> None:
    """The search for words sees texts, headings and spoken attributes, and nothing else."""
    assert visible_words(template) == SEEN[template]


def test_words_in_code_are_found() -> None:
    """A phrase that a tag prints, or that Typst shows, is found; names and marks are not."""
    assert printed_words("{{ 'Stop at once' }}{% set a = \"Stop\" %}{{ to('a/' ~ b) }}") == [
        "Stop at once",
        "Stop",
    ]
    assert typst_words('// A note\n#text("Stop at once")[Rest] #box[#x] "top-left"') == [
        "Stop at once",
        "Rest",
    ]


SUBJECTLESS = [
    path.relative_to(ROOT).as_posix()
    for folder in (GENERATOR, TEMPLATES)
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".py", ".jinja", ".html", ".typ", ".mjs", ".css", ".svg")
]


@pytest.mark.parametrize("file", SUBJECTLESS)
def test_nothing_knows_the_subject(file: str) -> None:
    """The program and the templates serve a handbook of any subject; they name no part of ours."""
    text = (ROOT / file).read_text("utf-8")
    assert [match[0] for match in SUBJECT.finditer(text)] == []
