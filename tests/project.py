"""Builds real sites with MkDocs, each in a folder of its own, as a user does."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: A second settings file, for builds that need no handouts.
WITHOUT_SHEETS = "INHERIT: mkdocs.yml\nplugins: [search, {handbook: {sheets: false}}]\n"


@dataclass(frozen=True)
class Run:
    """How a build ended, and what it said."""

    code: int
    output: str


@dataclass(frozen=True)
class Project:
    """A copy of everything that a site is made from."""

    folder: Path

    @property
    def site(self) -> Path:
        """Return the folder of the finished site."""
        return self.folder / "site"

    @property
    def content(self) -> Path:
        """Return the folder of the records."""
        return self.folder / "content"

    def change(self, file: str, old: str, new: str) -> None:
        """Replace a text that stands exactly once in a file."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
        path.write_text(text.replace(old, new), "utf-8")

    def build(self, *, sheets: bool = True, seed: str = "0") -> Run:
        """Run ``mkdocs build --strict``; `seed` shuffles what Python does not keep in order."""
        settings = "mkdocs.yml"
        if not sheets:
            settings = "without-sheets.yml"
            (self.folder / settings).write_text(WITHOUT_SHEETS, "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", settings]
        done = subprocess.run(
            command, cwd=self.folder, env=environment(seed), text=True, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        return Run(done.returncode, done.stdout)


def environment(seed: str = "0", **more: str) -> dict[str, str]:
    """Return the environment of a build: this tree's generator, and a seed for hashes."""
    return {
        **os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed,
        "PYTHONUTF8": "1", **more,
    }  # fmt: skip


def copy_project(folder: Path, *, content: bool = True) -> Project:
    """Copy the settings, the templates and, if wanted, the records to a new folder."""
    for name in ("content", "templates") if content else ("templates",):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return Project(folder)


def build_once(shared: Path) -> tuple[Project, Run]:
    """Build the real site in a folder that all test processes share; the first one builds."""
    folder = shared / "project"
    report = shared / "project.json"
    with (shared / "project.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not report.exists():
            run = copy_project(folder).build()
            report.write_text(json.dumps([run.code, run.output]), "utf-8")
    return Project(folder), Run(*json.loads(report.read_text("utf-8")))


def record_ids(kind: str) -> list[str]:
    """Return the ids of the records of a kind, to make one test of each."""
    return sorted(path.stem for path in (ROOT / "content" / kind).glob("*.md"))


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
