"""The same records give the same bytes, wherever, whenever and however they are built."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import build
from tests.conftest import CONTENT, TEMPLATES
from tests.project import ROOT, copy_project, environment, fingerprints, record_ids

#: Sheets that both processes make; one with little on it, and some with much.
SHEETS = record_ids("injuries")[::20]

#: Prints the hash of every file, and of some sheets, that a project in this folder gives.
SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from generator.build import build, sheet
from generator.derive.handout import PAPERS

built = build(Path("content"), Path("templates"), sheets=False)
files = {file.path: file.content for file in built.files}
for injury in sys.argv[1:]:
    for paper in PAPERS:
        files[f"{injury}.{paper}"] = sheet(built.handbook, Path("templates"), injury, paper)
print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in files.items()}))
"""

#: Modules and calls that tell the time, chance, the machine or the network.
UNSTEADY_MODULES = {
    "getpass", "http", "locale", "os", "platform", "random", "requests", "secrets", "socket",
    "subprocess", "tempfile", "time", "urllib", "uuid",
}  # fmt: skip
UNSTEADY_CALLS = {"now", "today", "utcnow", "getenv", "urandom", "hash"}


def hashes(folder: Path, **surroundings: str) -> dict[str, str]:
    """Build the project in a folder in a process of its own, and return what came of it."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *SHEETS], cwd=folder, env=environment(**surroundings),
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_two_processes_in_two_places_give_the_same_bytes(tmp_path: Path) -> None:
    """Folder, order of hashes, time zone, language and home change no byte, sheets included."""
    here, there = copy_project(tmp_path / "here"), copy_project(tmp_path / "x" / "there")
    for path in sorted((there.folder / "content").rglob("*.*"), reverse=True):
        path.touch()
    first = hashes(here.folder, seed="1", TZ="UTC", LC_ALL="C")
    second = hashes(
        there.folder, seed="2", TZ="Pacific/Kiritimati", LC_ALL="de_DE.UTF-8",
        HOME=str(tmp_path), SOURCE_DATE_EPOCH="0",
    )  # fmt: skip
    assert len(first) > len(SHEETS) * 4 + 300
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


def test_building_twice_in_one_process_gives_the_same_bytes() -> None:
    """Nothing is left over from one build that shows in the next."""
    first = build(CONTENT, TEMPLATES, sheets=False)
    second = build(CONTENT, TEMPLATES, sheets=False)
    assert first.files == second.files
    assert first.warnings == second.warnings
    assert [file.path for file in first.files] == sorted({file.path for file in first.files})


def test_two_builds_with_mkdocs_give_the_same_site(site: Path, tmp_path: Path) -> None:
    """Pages, data, search index and sitemap are the same; handouts are compared above."""
    project = copy_project(tmp_path / "again")
    run = project.build(sheets=False, seed="7")
    assert run.code == 0, run.output
    first = {
        name: value
        for name, value in fingerprints(site).items()
        if not (name.startswith("handouts/") and name.endswith(".pdf"))
    }
    second = fingerprints(project.site)
    assert {"sitemap.xml", "sitemap.xml.gz", "search/search_index.json"} <= second.keys()
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


def core_modules() -> list[str]:
    """Return the modules that a build runs through; the edges may look around."""
    root = ROOT / "generator"
    edges = {"cli.py", "plugin.py", "__main__.py"}
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*.py") if path.name not in edges
    )


@pytest.mark.parametrize("module", core_modules())
def test_the_core_reads_no_clock_no_chance_and_no_machine(module: str) -> None:
    """No module of the core can learn the time, a random number, the machine or the network."""
    tree = ast.parse((ROOT / "generator" / module).read_text("utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names if a.name.split(".")[0] in UNSTEADY_MODULES]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module] if (node.module or "").split(".")[0] in UNSTEADY_MODULES else []
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found += [f"{name}()"] if name in UNSTEADY_CALLS else []
    assert found == []
