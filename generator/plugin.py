"""Hands the finished files to MkDocs."""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.build import Built, OutputFile, build
from generator.problems import ContentRejected, Severity
from generator.progress import ProgressBar
from generator.render.html_blocks import HtmlBlocks
from generator.render.kept_templates import KeptTemplates
from generator.render.scripts import join_modules

log = logging.getLogger("mkdocs.plugins.handbook")
_builder_log = logging.getLogger("mkdocs.commands.build")
#: Where the theme keeps the modules of the pages, and the one that starts the rest.
MODULES = "assets/js"
ENTRY = "main.mjs"
_ANCHOR = re.compile(r' id="([^"]+)"')
_HEADING = re.compile(r'(<h[2-6](?=[^>]*\bid="([^"]+)"))')
#: Sections that only list links.
LINKS = ("related", "sources")
_FLAG_IN_PAGE = re.compile(r'data-flag="([^"]+)"')


class PluginConfig(Config):
    """Where the handbook lives; paths are relative to mkdocs.yml."""

    content = config_options.Dir(default="content", exists=True)
    templates = config_options.Dir(default="templates", exists=True)
    today = config_options.Optional(config_options.Type(str))
    sheets = config_options.Type(bool, default=True)


class PreviewFile(File):
    """A generated file that knows whether it changed since the last build of a preview."""

    changed = True

    def is_modified(self) -> bool:
        """Say whether the file has to be built again; asked only in a dirty build."""
        return self.changed or not Path(self.abs_dest_path).is_file()


class HandbookPlugin(BasePlugin[PluginConfig]):
    """Checks and builds before the output folder is emptied; then adds the files."""

    built: Built | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep the plugin alive between the builds of a preview, and what was published last."""
        self.published: dict[str, bytes] = {}
        self.frame: tuple[Any, ...] = ()
        self.titles: dict[str, str] = {}
        self.templates = KeptTemplates()
        _builder_log.addFilter(_is_true_here)

    def on_shutdown(self) -> None:
        """Let MkDocs say everything again."""
        _builder_log.removeFilter(_is_true_here)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Leave the HTML of the pages as it is."""
        config.markdown_extensions.append(HtmlBlocks())
        return config

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the content and the templates."""
        server.watch(self.config.content)
        server.watch(self.config.templates)
        return server

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build everything in memory. A bad record stops here, and the old site stays."""
        today = date.fromisoformat(self.config.today) if self.config.today else None
        gc.disable()  # nearly all that is made here is kept: collecting only costs time
        try:
            with ProgressBar() as bar:
                self.built = build(
                    Path(self.config.content), Path(self.config.templates), today,
                    sheets=self.config.sheets, progress=bar.show, before=self.built,
                )  # fmt: skip
        except ContentRejected as rejected:
            for problem in rejected.problems:
                level = logging.ERROR if problem.severity is Severity.ERROR else logging.INFO
                log.log(level, "%s", problem)
            raise Abort(f"{rejected}; nothing was published, the last site is unchanged.") from None
        finally:
            gc.enable()
        _describe(config, self.built)
        if self.built.warnings:
            log.info("%d warnings in the content; `handbook check` lists them.",
                     len(self.built.warnings))  # fmt: skip

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every finished file; edit links open the record."""
        for written in files.documentation_pages():
            written.edit_uri = f"pages/{written.src_uri}"
        frame = _frame(config, self.built)
        published = self.published if frame == self.frame else {}
        self.published, self.frame = {}, frame
        for output in (*self.built.files, *_scripts(config, files)):
            file = _file(config, output)
            file.changed = published.get(output.path) != output.content
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Name the pages in the menu that a preview does not read again."""
        for page in nav.pages:
            if page.file.src_uri in self.titles and not page.file.is_modified():
                page.title = self.titles[page.file.src_uri]
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Remember what each page is called, and how the theme's templates are compiled."""
        env.bytecode_cache = self.templates
        pages = [file.page for file in files.documentation_pages() if file.page]
        self.titles |= {page.file.src_uri: page.title for page in pages if page.title}
        return env

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Date the page by its review, so that the same content gives the same sitemap."""
        edition = self.built.handbook.settings.edition.isoformat()
        page.update_date = str(page.meta.get("updated") or edition)
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Name the anchors inside blocks of HTML, so that links to them are held to be good.

        Sections that the search does not read are marked as the theme's search wants it.
        """
        page.present_anchor_ids = page.present_anchor_ids | set(_ANCHOR.findall(page.markdown))
        return _without_unsearched(html, page.meta.get("searched"))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fail when a red flag of an injury is missing from its finished page."""
        missing = list(_missing_flags(self.built, Path(config.site_dir)))
        if missing:
            raise PluginError("red flags are missing from finished pages: " + ", ".join(missing))
        self.published = {output.path: output.content for output in self.built.files}


def _without_unsearched(html: str, searched: dict[str, Any] | None) -> str:
    """Mark the headings of sections that repeat what other pages say, so that no search reads them.

    `searched` names the sections to read; without it all are read but those of links.
    """

    def marked(heading: re.Match[str]) -> str:
        read = heading[2] in searched["sections"] if searched else heading[2] not in LINKS
        return heading[0] if read else f"{heading[1]} data-search-exclude"

    return _HEADING.sub(marked, html)


def _is_true_here(record: logging.LogRecord) -> bool:
    """Drop the warning that a preview builds only what changed: here that is complete."""
    return not record.getMessage().startswith("A 'dirty' build is being performed")


def _frame(config: MkDocsConfig, built: Built) -> tuple[Any, ...]:
    """Return what stands around every page: the settings, the words and the theme's templates."""
    theme = Path(config.theme.custom_dir or ".")
    files = [Path(config.config_file_path), *sorted(theme.rglob("*.html"))]
    handbook = built.handbook
    return handbook.settings, handbook.strings, tuple(file.read_text("utf-8") for file in files)


def _scripts(config: MkDocsConfig, files: Files) -> Iterator[OutputFile]:
    """Yield the script of the pages, in place of the theme's modules that it is made of."""
    modules = Path(config.theme.custom_dir or ".") / MODULES
    if not (modules / ENTRY).is_file():
        return
    for file in [file for file in files if file.src_uri.startswith(f"{MODULES}/")]:
        files.remove(file)
    try:
        joined = join_modules(modules, ENTRY)
    except (ValueError, OSError) as error:
        raise PluginError(f"the scripts in {modules} cannot be joined: {error}.") from error
    yield OutputFile(f"{MODULES}/handbook.js", joined.encode())


def _describe(config: MkDocsConfig, built: Built) -> None:
    settings = built.handbook.settings
    config.site_name = settings.title
    config.site_description = settings.description
    config.repo_url = settings.repository
    config.repo_name = settings.repository.rstrip("/").rsplit("/", 1)[-1]
    config.edit_uri = settings.edit_path
    if not config.site_url or "127.0.0.1" not in config.site_url:
        config.site_url = settings.address
    config.extra["strings"] = built.handbook.strings


def _file(config: MkDocsConfig, output: OutputFile) -> PreviewFile:
    file = PreviewFile(
        output.path, src_dir=None, dest_dir=config.site_dir,
        use_directory_urls=config.use_directory_urls,
    )  # fmt: skip
    file.generated_by = "handbook"
    file.content_bytes = output.content
    file.edit_uri = output.source or None
    return file


def _missing_flags(built: Built, site: Path) -> list[str]:
    missing = []
    for injury in built.handbook.injuries.values():
        page = site / "injuries" / injury.id / "index.html"
        shown = set(_FLAG_IN_PAGE.findall(page.read_text("utf-8"))) if page.is_file() else set()
        missing += [f"{injury.id}: {flag}" for flag in injury.red_flags if flag not in shown]
    return missing
