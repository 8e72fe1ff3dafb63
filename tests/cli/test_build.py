"""``handbook build`` writes a whole folder or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from generator.build import build
from generator.cli import MARK
from generator.model.handbook import Handbook
from tests.cli.texts import BAD, Run
from tests.conftest import CONTENT, TEMPLATES, MakeContent
from tests.project import fingerprints


@pytest.fixture
def quick(run: Run) -> Callable[..., Result]:
    """Return a function that builds a folder without handouts."""

    def invoke(*words: str | Path, **more: Path) -> Result:
        return run("build", "--no-sheets", "--to", *words, **more)

    return invoke


def test_build_writes_everything(run: Run, tmp_path: Path, handbook: Handbook) -> None:
    """The folder holds every page, the hand-written ones, the data, the assets and no more."""
    result = run("build", "--to", "deep/out", "--no-sheets")
    assert result.exit_code == 0
    target = tmp_path / "deep" / "out"
    found = set(fingerprints(target))
    built = {file.path for file in build(CONTENT, TEMPLATES, sheets=False).files}
    pages = {path.relative_to(CONTENT / "pages").as_posix()
             for path in (CONTENT / "pages").rglob("*") if path.is_file()}  # fmt: skip
    assets = TEMPLATES / "theme" / "assets"
    styles = {f"assets/{path.relative_to(assets).as_posix()}"
              for path in assets.rglob("*") if path.is_file()}  # fmt: skip
    assert found == built | pages | styles | {MARK}
    assert f"Wrote {len(found) - 1} files to deep/out. " in result.output
    for injury in handbook.injuries:
        assert f"injuries/{injury}.md" in found
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep"]
    assert sorted(path.name for path in (tmp_path / "deep").iterdir()) == ["out"]


def test_build_replaces_its_own_folder(quick: Run, tmp_path: Path) -> None:
    """What the command wrote before is replaced as a whole; an empty folder is taken."""
    out = tmp_path / "out"
    out.mkdir()
    assert quick("out").exit_code == 0
    (out / "injuries" / "long-gone.md").write_text("x", "utf-8")
    first = fingerprints(out)
    assert quick("out").exit_code == 0
    assert fingerprints(out) == {
        name: value for name, value in first.items() if name != "injuries/long-gone.md"
    }


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "sub/folder/file"])
def test_build_refuses_a_foreign_folder(name: str, quick: Run, tmp_path: Path) -> None:
    """A folder with files of someone else is left as it is."""
    path = tmp_path / "mine" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine", "utf-8")
    result = quick("mine")
    assert result.exit_code == 1
    assert "mine has files that this command did not write; name an empty folder." in result.output
    assert list(fingerprints(tmp_path)) == [f"mine/{name}"]
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("where", [".", ".."])
def test_build_refuses_the_folder_it_stands_in(where: str, quick: Run) -> None:
    """The folder under the reader's feet is not swapped away."""
    result = quick(where)
    assert result.exit_code == 1
    assert "Error: " in result.output


def test_build_keeps_a_neighbor(quick: Run, tmp_path: Path) -> None:
    """A folder beside the target is never touched, whatever its name."""
    for name in ("out.new", "out.old", ".out"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.txt").write_text("mine", "utf-8")
    assert quick("out").exit_code == 0
    for name in ("out.new", "out.old", ".out"):
        assert (tmp_path / name / "mine.txt").read_text("utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 4


def test_build_of_bad_content_writes_nothing(
    quick: Run, tmp_path: Path, make_content: MakeContent
) -> None:
    """With an error in the content the last folder stays, to the byte, and nothing is added."""
    assert quick("out").exit_code == 0
    content = make_content(BAD)
    before = fingerprints(tmp_path / "out")
    again = quick("out", content=content)
    fresh = quick("fresh", content=content)
    for result in (again, fresh):
        assert result.exit_code == 1
        assert "content/guides/bad-words.md:3 topic" in result.output
        assert result.output.rstrip().endswith("Nothing was published.")
    assert fingerprints(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "out"]


def test_a_full_disk_leaves_nothing_half_written(
    quick: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing fails in the middle, the last folder stays and the half one is cleared."""
    assert quick("out").exit_code == 0
    for path in (tmp_path / "out").rglob("*.md"):
        path.write_text("the last build", "utf-8")
    before = fingerprints(tmp_path)
    write, written = Path.write_bytes, []

    def fail(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == 50:
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    result = quick("out")
    assert result.exit_code == 1
    assert "out cannot be written (No space left on device)." in result.output
    assert fingerprints(tmp_path) == before


def test_build_below_a_file_is_answered_in_words(quick: Run, tmp_path: Path) -> None:
    """A target that cannot exist is told in a sentence."""
    (tmp_path / "file").write_text("x", "utf-8")
    result = quick("file/sub")
    assert result.exit_code == 1
    assert "file/sub cannot be written" in result.output
