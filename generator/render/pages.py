"""Renders pages through their templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup, escape

from generator.derive.page import PageSpec, Searched
from generator.derive.words import day
from generator.model.handbook import Handbook
from generator.model.prose import plain
from generator.model.strings import WordError
from generator.problems import ContentRejected, Problem, problem_at
from generator.render.rich import PageText, cited_sources

#: Characters that Markdown would read as marks, in text that stands outside HTML.
_MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>])")


class PageRenderer:
    """Renders the pages of one handbook."""

    def __init__(self, handbook: Handbook, templates: Path) -> None:
        self.handbook = handbook
        self.templates = templates
        self.environment = _environment(templates)
        strings = handbook.strings
        guides = {guide.id: guide.name for guide in handbook.guides.values()}
        #: All that any page may show besides its own view.
        self.shared = (strings, handbook.vocabularies, handbook.sources, guides, _texts(templates))
        self.words = {
            "s": strings,
            "sources_by_key": handbook.sources,
            "guide_names": guides,
            "term": lambda vocabulary, term: handbook.vocabularies[vocabulary][term],
            "day": lambda value: day(value, strings),
            "cited_sources": cited_sources,
            "term_labels": lambda vocabulary, terms: ", ".join(
                handbook.vocabularies[vocabulary][term].label for term in terms
            ),
            "strength": lambda evidence: _strength(handbook, evidence),
        }

    def render(self, spec: PageSpec) -> str:
        """Return a page as Markdown with its front matter.

        Raises ContentRejected where the page needs a word that strings.yml does not have.
        """
        text = PageText(spec.address)
        try:
            body = self.environment.get_template(spec.template).render(
                self.words, page=spec, view=spec.view, text=text, to=text.to, rich=text.inline,
                rich_block=text.block, cite=text.cite, cite_more=text.cite_more,
            )  # fmt: skip
        except WordError as error:
            raise ContentRejected([word_problem(self.handbook, error)]) from error
        except TemplateError as error:
            raise ContentRejected([self._broken_template(spec, error)]) from error
        return _front_matter(self.handbook, spec) + body

    def _broken_template(self, spec: PageSpec, error: TemplateError) -> Problem:
        name = getattr(error, "name", None) or spec.template
        folder = "pages" if (self.templates / "pages" / name).is_file() else "macros"
        return Problem(
            "H119", f"templates/{folder}/{name}", getattr(error, "lineno", None) or 1, 1, "",
            f"the template cannot be read ({error.message})", "a valid Jinja template",
            "Mend the template at that line.",
        )  # fmt: skip


@lru_cache(maxsize=8)
def _environment(templates: Path) -> Environment:
    """Return the templates of a folder; each is compiled once, and again when it was edited."""
    environment = Environment(
        loader=FileSystemLoader([templates / "pages", templates / "macros"]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        plain=plain, md=_markdown_text, json=_script_json, blank_lines=_without_blank_lines
    )
    return environment


def _texts(templates: Path) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted(templates.glob("*/*.jinja")))


def _front_matter(handbook: Handbook, spec: PageSpec) -> str:
    """Write the page's facts as YAML; each value is JSON, which YAML reads."""
    facts = {
        "title": spec.title,
        "description": spec.description,
        "record": spec.record,
        "classes": spec.classes,
        "hide": list(spec.hide),
        "crumbs": [list(crumb) for crumb in spec.crumbs],
        "updated": spec.updated,
        **_search_facts(spec.searched),
    }
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items() if value
    ]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _search_facts(searched: Searched | None) -> dict[str, Any]:
    """Say what the search of the theme reads; the plugin reads `searched`."""
    if searched is None:
        return {"search": {"exclude": True}}
    return {
        "tags": list(searched.names),
        "search": {"boost": searched.weight} if searched.weight != 1 else {},
        "searched": None if searched.sections is None else {"sections": list(searched.sections)},
    }


def _strength(handbook: Handbook, evidence: str) -> Markup:
    """Write how strong the evidence is as a small label."""
    label = handbook.strings["record"]["strength"].format(
        label=handbook.vocabularies["evidence"][evidence].label
    )
    return Markup('<span class="strength strength--{}">{}</span>').format(evidence, label)


def _markdown_text(text: str) -> Markup:
    """Escape a text that stands in Markdown, such as a heading."""
    return Markup(_MARKDOWN_MARKS.sub(r"\\\1", str(escape(plain(text)))))


def _script_json(value: Any) -> Markup:
    """Write a value as JSON that cannot end the script it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _without_blank_lines(html: str) -> Markup:
    """Close the gaps in HTML and end it with a blank line, so that Markdown takes it as a block."""
    return Markup("\n".join(_filled(str(html))) + "\n\n")


def _filled(html: str) -> Iterator[str]:
    return (line.strip() for line in html.split("\n") if line.strip())


def word_problem(handbook: Handbook, error: WordError) -> Problem:
    """Return the problem with a word that a page cannot use as strings.yml has it."""
    return problem_at(
        handbook.origin("strings", "strings"), error.way, "H118",
        found=error.found, expected=error.expected, hint=error.hint,
    )  # fmt: skip
