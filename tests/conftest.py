"""What all tests share: the real handbook, small ones made for a test, and a fixed day."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.build import examine
from generator.model.handbook import Handbook
from tests.markup import Page, read_site
from tests.project import Project, Run, build_once

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
TEMPLATES = ROOT / "templates"
#: The day all tests stand on: the edition of the content.
TODAY = date(2026, 11, 22)

MakeContent = Callable[[dict[str, str | bytes | None]], Path]


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The real handbook, loaded and checked once."""
    found, problems = examine(CONTENT, TODAY)
    assert found is not None, problems
    return found


@pytest.fixture
def make_content(tmp_path: Path) -> MakeContent:
    """Return a function that copies the real content and changes some of its files.

    A text or bytes is the new content of a file, None removes it.
    """

    def make(changes: dict[str, str | bytes | None]) -> Path:
        content = tmp_path / "content"
        shutil.copytree(CONTENT, content)
        for name, value in changes.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if value is None:
                path.unlink()
            elif isinstance(value, bytes):
                path.write_bytes(value)
            else:
                path.write_text(value, "utf-8")
        return content

    return make


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Run]:
    """The real site, handouts included, built once for all test processes, and how that went."""
    own = tmp_path_factory.getbasetemp()
    return build_once(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def site(first_build: tuple[Project, Run]) -> Path:
    """The folder of the finished site; read it, do not change it."""
    project, run = first_build
    assert run.code == 0, run.output
    return project.site


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Every finished page by its file, such as ``injuries/x/index.html``."""
    return read_site(site)
