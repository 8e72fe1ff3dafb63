"""The projects that are measured, each made once in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from tests.bench.figures import Figures, handbook, mkdocs, run
from tests.project import ROOT, WITHOUT_SHEETS, copy_project
from tests.synthetic.records import write

OURS = "without-sheets.yml"
PLAIN = "plain.yml"


class Projects:
    """Makes projects below a folder when they are first asked for."""

    def __init__(self, folder: Path, figures: Figures) -> None:
        self.folder = folder
        self.figures = figures

    def made_up(self, number: int) -> Path:
        """Return a project of `number` made-up records."""
        folder = self.folder / str(number)
        if not folder.exists():
            self.figures.say(f"writing {number} made-up records")
            write(folder / "content", number)
            shutil.copytree(ROOT / "templates", folder / "templates")
            shutil.copy(ROOT / "mkdocs.yml", folder)
            (folder / OURS).write_text(WITHOUT_SHEETS, "utf-8")
        return folder

    def plain(self, number: int) -> Path:
        """Return the same records as exported Markdown, for MkDocs and Material alone."""
        folder = self.made_up(number)
        if not (folder / PLAIN).exists():
            self.figures.say(f"exporting {number} made-up records as Markdown")
            run(handbook("build", "--to", "tree", "--no-sheets"), folder)
            ours = yaml_load((folder / "mkdocs.yml").read_text("utf-8"))
            theme = {name: value for name, value in ours["theme"].items() if name != "custom_dir"}
            settings = {
                "site_name": "Plain",
                "docs_dir": "tree",
                "site_dir": "plain",
                "theme": theme,
                "plugins": ["search"],
                "markdown_extensions": ours["markdown_extensions"],
            }
            (folder / PLAIN).write_text(yaml.safe_dump(settings), "utf-8")
        return folder

    def real(self) -> Path:
        """Return a project of the real content."""
        folder = self.folder / "real"
        if not folder.exists():
            copy_project(folder)
            (folder / OURS).write_text(WITHOUT_SHEETS, "utf-8")
        return folder

    def real_site(self) -> Path:
        """Return the finished site of the real content, handouts left out."""
        if not (self.real() / "site").exists():
            self.figures.say("building the real content")
            run(mkdocs(OURS), self.real())
        return self.real() / "site"
