"""Everything a contributor can meet is written down: fields, terms, codes, commands, files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import click
import pytest
import yaml
from pydantic import BaseModel

from generator.build import examine
from generator.cli import main
from generator.codes import CODES
from generator.model.handbook import Handbook
from generator.plugin import PluginConfig
from generator.schema import SCHEMA_KINDS
from tests.conftest import CONTENT, MakeContent
from tests.markup import Element, Page
from tests.project import ROOT

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
#: Fields that nobody types: they come from the file name, and from the text below.
UNTYPED = {"id", "body"}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield each model that a type speaks of, those inside other models included."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    else:
        for inner in get_args(annotation):
            yield from models_in(inner)


FIELDS = sorted(
    {
        (kind, model.__name__, name)
        for kind, root in SCHEMA_KINDS.items()
        for model in models_in(root)
        for name in model.model_fields
        if name not in UNTYPED
    }
)


def used_codes() -> set[str]:
    """Return every code that stands in the program outside the list of codes."""
    return {
        node.value
        for path in (ROOT / "generator").rglob("*.py")
        if path.name != "codes.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"H\d{3}", node.value)
    }


def commands(group: click.Group = main) -> list[str]:
    """Return the name of every command."""
    return sorted(group.commands)


def targets() -> list[str]:
    """Return every command of the Makefile."""
    text = (ROOT / "Makefile").read_text("utf-8")
    return re.findall(r"^([a-z]+):(?!=)", text, flags=re.MULTILINE)


def instructions() -> str:
    """Return what a newcomer reads."""
    return "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))


@pytest.fixture(scope="module")
def reference(pages: dict[str, Page]) -> Page:
    """The finished reference for contributors."""
    return pages["contribute/reference/index.html"]


def table_of(reference: Page, kind: str) -> Element:
    """Return the table of the fields of a kind: the first below its heading."""
    elements = list(reference.main.walk())
    heading = next(item for item in elements if item.attributes.get("id") == kind)
    after = elements[elements.index(heading) :]
    return next(item for item in after if item.tag == "table")


# The reference


@pytest.mark.parametrize(("kind", "model", "field"), FIELDS)
def test_a_field_is_in_the_reference(kind: str, model: str, field: str, reference: Page) -> None:
    """Each field has a row below its kind, with what it holds and what it is for."""
    rows = [row for row in table_of(reference, kind).all("tr") if row.all("code")]
    found = [row for row in rows if row.all("code")[0].text == field]
    assert found, f"{model}.{field}"
    (described,) = [
        found_model.model_fields[field].description
        for found_model in dict.fromkeys(models_in(SCHEMA_KINDS[kind]))
        if found_model.__name__ == model
    ]
    if field == "kind" and not described:  # the kind of a step: its name says it
        return
    cells = [[cell.text for cell in row.all("td")] for row in found]
    assert any(row[-1] == described and row[0] for row in cells), cells


def test_the_reference_lists_every_code(reference: Page) -> None:
    """Each problem code stands in the reference with its meaning, and can be linked to."""
    for code, meaning in CODES.items():
        (entry,) = [item for item in reference.root.having("id")
                    if item.attributes["id"] == code.lower()]  # fmt: skip
        assert entry.all("dt")[0].text == code
        assert entry.all("dd")[0].text == meaning


def test_every_code_is_used_and_listed() -> None:
    """No problem bears a code without a meaning, and no meaning is left without a problem."""
    assert used_codes() == set(CODES)
    assert list(CODES) == sorted(CODES)


def test_the_reference_lists_every_term(reference: Page, handbook: Handbook) -> None:
    """Each vocabulary stands in the reference with every term, its label and its meaning."""
    entries = [item.text for item in reference.root.all("div") if item.all("dt")]
    for name, vocabulary in handbook.vocabularies.items():
        assert f"vocabulary-{name}" in reference.ids
        for term in vocabulary:
            assert f"{term.id} {term.label}{term.description}" in entries, f"{name}: {term.id}"


def test_the_reference_is_linked_from_where_contributors_start(pages: dict[str, Page]) -> None:
    """The page for contributors leads to the reference."""
    links = pages["contribute/index.html"].main.all("a")
    assert "reference/" in {link.attributes["href"] for link in links}


# README and CONTRIBUTING


@pytest.mark.parametrize("command", commands())
def test_a_command_is_documented(command: str) -> None:
    """Each command of the handbook is named where a newcomer looks."""
    assert re.search(rf"`(?:\S*/)?handbook {command}\b", instructions())


@pytest.mark.parametrize("command", commands())
def test_the_options_of_a_command_are_documented(command: str) -> None:
    """Each option of a command stands in its row of the README, or is told with its help."""
    row = next(
        line
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if line.startswith(f"| `handbook {command}")
    )
    for option in main.commands[command].params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            named = option.opts[0] in row or option.opts[0] in instructions()
            assert named or option.default is True, option.opts[0]


def test_options_of_every_command_are_documented() -> None:
    """The options before the command are told by the help, and the day's by CONTRIBUTING."""
    assert all(option.help for option in main.params if isinstance(option, click.Option)
               and option.name not in ("version",))  # fmt: skip
    assert "--today" in instructions()


@pytest.mark.parametrize("target", targets())
def test_a_make_target_is_documented(target: str) -> None:
    """Each command of the Makefile is named where a newcomer looks."""
    assert re.search(rf"\bmake {target}\b", instructions())


def test_no_command_is_made_up() -> None:
    """Every command that the documents name exists."""
    pages = "".join(path.read_text("utf-8") for path in (CONTENT / "pages").rglob("*.md"))
    text = instructions() + pages + (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert set(re.findall(r"`make ([a-z]+)", text)) <= set(targets())
    named = re.findall(r"`(?:\S*/)?handbook (?:--\S+ [\d-]+ )?([a-z]+)", text)
    assert set(named) <= set(commands())


def test_the_options_of_the_plugin_are_documented() -> None:
    """Whoever sets the handbook up with MkDocs finds each option of the plugin."""
    text = instructions() + (CONTENT / "pages" / "how-it-is-built.md").read_text("utf-8")
    options = [name for name, _ in PluginConfig._schema]
    assert [name for name in options if not re.search(rf"`{name}[`:]", text)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_resolve(name: str) -> None:
    """A link or picture in a document leads to a file of the repository."""
    text = re.sub(r"`[^`\n]*`", "", (ROOT / name).read_text("utf-8"))
    found = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    assert [target for target in found if not (ROOT / target).is_file()] == []


def test_links_to_the_site_resolve(site: Path, handbook: Handbook) -> None:
    """A link from a document to the public site leads to a page that is built."""
    address = re.escape(handbook.settings.address)
    found = re.findall(rf"{address}([^\s)#>]*)", instructions())
    assert found
    assert [place for place in found if not (site / place / "index.html").is_file()] == []


def test_the_folders_of_the_content_are_documented() -> None:
    """CONTRIBUTING says what each folder and file of the content holds."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"`(?:content/)?([\w.-]+?)/?`", text))
    there = {path.name for path in CONTENT.iterdir() if not path.name.startswith(".")}
    assert there - named - {"pages"} == set()


def test_the_example_of_a_problem_is_what_a_contributor_sees(make_content: MakeContent) -> None:
    """The problem shown in CONTRIBUTING is, but for its line, the one that the check prints."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    example = re.search(r"^content/(\S+):\d+ (.+)\n    (.+)$", text, flags=re.MULTILINE)
    assert example
    file, message, hint = example.groups()
    record = (CONTENT / file).read_text("utf-8")
    content = make_content({file: re.sub(r"(?m)^area: .*$", "area: lowerleg", record)})
    _, problems = examine(content)
    (found,) = [problem for problem in problems if problem.code == "H301"]
    first, second = str(found).splitlines()
    pattern = re.escape(message).replace(re.escape("..."), ".*")
    assert re.fullmatch(rf"content/{re.escape(file)}:\d+ {pattern}", first), first
    assert second.strip() == hint


def test_the_changelog_names_the_version() -> None:
    """The changelog starts with the version that is built."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version = "(.+)"$', project, flags=re.MULTILINE)
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert version
    assert headings[0] == version[1]


def test_settings_of_the_workflow_are_sound() -> None:
    """The workflow on the public host runs commands that exist."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text("utf-8"))
    runs = [
        step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step
    ]
    named = [match[1] for run in runs if (match := re.match(r"make (\w+)", run))]
    assert named
    assert set(named) <= set(targets())
