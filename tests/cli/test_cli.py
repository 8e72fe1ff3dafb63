"""The command line does what its interface promises, and says in words what went wrong."""

from __future__ import annotations

import gc
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from generator import __version__
from generator.build import build, sheet
from generator.cli import MARK, main
from generator.codes import CODES
from generator.model.handbook import RECORD_KINDS, Handbook
from generator.model.tree import Result as TreeResult
from generator.schema import SCHEMA_KINDS, json_schema
from tests.conftest import CONTENT, TEMPLATES, MakeContent
from tests.project import fingerprints

GOLDEN = Path(__file__).parent / "golden"
COMMANDS = sorted(main.commands)

#: Two records with common mistakes: the first cannot be read, the second breaks the rules.
BAD = {
    "guides/bad-shape.md": """\
---
name: A guide with mistakes
sumary: One letter is missing in the name of this field.
summary: This is the field that was meant.
topic:
injuries: calf-strain
tables:
  - {title: One column, columns: [a], rows: []}
review:
  reviewed: yesterday
  due: 2027-11-22
  by: editorial
  note: first draft
---
Some words.
""",
    "guides/bad-words.md": """\
---
name: A guide with other mistakes
topic: getting-halp
summary: Ice it for 20 minutes.
injuries: [calf-strian]
review:
  reviewed: 2026-11-22
  due: 2027-11-22
  by: editorial
  note: first draft
---
See [that page](http://example.com/) <b>now</b> [@qq].
""",
}


@pytest.fixture(autouse=True)
def _collecting_again() -> Iterator[None]:
    """The command line stops collecting garbage, because it soon ends; tests go on."""
    yield
    gc.enable()


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs the command line in an empty folder.

    It fails the test when the command ends by an exception that nobody caught.
    """

    def invoke(*words: str | Path, content: Path = CONTENT, templates: Path = TEMPLATES) -> Result:
        before = Path.cwd()
        os.chdir(tmp_path)
        try:
            result = CliRunner().invoke(
                main, ["--content", str(content), "--templates", str(templates), *map(str, words)],
                prog_name="handbook", terminal_width=80,
            )  # fmt: skip
        finally:
            os.chdir(before)
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke


def golden(name: str, text: str) -> None:
    """Hold a text against its golden file; with GOLDEN=write in the environment, write it."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


# Help


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(command: str, run: Run) -> None:
    """The help of each command is the reviewed text."""
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    golden(f"help {command}".strip().replace(" ", "-"), result.output)


def test_the_commands_are_those_of_the_interface() -> None:
    """No promised command is missing, and none was added without a word."""
    assert COMMANDS == ["build", "check", "handout", "new", "paths", "schema", "vignettes"]


def test_version(run: Run) -> None:
    """The version is told on one line."""
    result = run("--version")
    assert result.exit_code == 0
    assert result.output == f"handbook, version {__version__}\n"


# Wrong use


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("", 2, "Usage: handbook"),
        ("chek", 2, "No such command 'chek'"),
        ("check no/such/file.md", 2, "'no/such/file.md' does not exist"),
        ("check --xml", 2, "No such option"),
        ("--today 2026-02-30 check", 2, "'2026-02-30' is not a day; write it as 2026-11-22"),
        ("--content nowhere check", 2, "Directory 'nowhere' does not exist"),
        ("--templates nowhere build --to out", 2, "Directory 'nowhere' does not exist"),
        ("build", 2, "Missing option '--to'"),
        ("new", 2, "Missing argument"),
        ("new injuries", 2, "Missing argument 'ID'"),
        ("new injury x", 2, "'injury' is not one of 'injuries', 'exercises', 'plans', 'guides'"),
        ("new injuries calf-strain", 1, "calf-strain.md exists already; choose another id."),
        ("new injuries Bad", 1, "'Bad' is not an id; use small letters, digits and single hyphens"),
        ("new injuries ../escaped", 1, "'../escaped' is not an id"),
        ("schema injurys", 1, "There is no kind 'injurys'. Did you mean 'injuries'?"),
        ("schema zzz", 1, "There is no kind 'zzz'.\n"),
        ("handout", 2, "Missing argument 'ID'"),
        ("handout calf-strian", 1, "There is no injury 'calf-strian'. Did you mean 'calf-strain'?"),
        ("handout calf-strain --paper a5", 2, "'a5' is not one of 'a4', 'letter'"),
        ("handout calf-strain --to no/such/a.pdf", 1, "no/such/a.pdf cannot be written (No such"),
    ],
)  # fmt: skip
def test_wrong_use_is_answered_in_words(words: str, code: int, said: str, run: Run) -> None:
    """A wrong word ends with a sentence about it, and with the exit code of its sort."""
    result = run(*words.split())
    assert result.exit_code == code
    assert said in result.output
    assert not any(Path(CONTENT).parent.glob("escaped*"))


@pytest.mark.parametrize(
    "words", ["check", "build --to out", "paths", "vignettes", "handout calf-strain"]
)
def test_an_empty_folder_is_no_handbook(words: str, run: Run, tmp_path: Path) -> None:
    """A folder without records gets the list of what is missing, not an error of the program."""
    (tmp_path / "empty").mkdir()
    result = run(*words.split(), content=tmp_path / "empty")
    assert result.exit_code == 1
    assert re.search(r"^empty/strings\.yml:1 .+ is missing; .+ \[H115\]$", result.output, re.M)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", ["build --to out", "handout calf-strain --to out"])
def test_a_folder_without_templates_is_told(words: str, run: Run, tmp_path: Path) -> None:
    """Templates that are not there are a problem like any other."""
    (tmp_path / "none").mkdir()
    result = run(*words.split(), templates=tmp_path / "none")
    assert result.exit_code == 1
    assert "[H119]" in result.output
    assert not (tmp_path / "out").exists()


# check


def test_check_of_good_content(run: Run, handbook: Handbook) -> None:
    """The handbook passes, and the last line counts warnings and records."""
    result = run("check")
    assert result.exit_code == 0
    records = sum(len(handbook.of_kind(kind)) for kind in RECORD_KINDS)
    last = result.output.splitlines()[-1]
    assert re.fullmatch(rf"0 errors, \d+ warnings? in {records} records\.", last)


def test_check_prints_every_problem(run: Run, make_content: MakeContent) -> None:
    """Each mistake is told with file, line, field, what was found, what is right and a hint."""
    content = make_content(BAD)
    result = run("check", *(content / file for file in BAD), content=content)
    assert result.exit_code == 1
    golden("check-bad-guides", result.output)


def test_check_as_json(run: Run, make_content: MakeContent) -> None:
    """The same problems as JSON: the promised keys in the promised order, and nothing else."""
    content = make_content(BAD)
    paths = [content / file for file in BAD]
    result = run("check", "--json", *paths, content=content)
    assert result.exit_code == 1
    problems = json.loads(result.output)
    assert len(problems) >= 10
    for problem in problems:
        assert list(problem) == [
            "code", "severity", "file", "line", "column", "field", "found", "expected", "hint",
        ]  # fmt: skip
        assert problem["code"] in CODES
        assert problem["severity"] in ("error", "warning")
        assert problem["file"].removeprefix("content/") in BAD
        assert problem["line"] >= 1
        assert problem["column"] >= 1
        assert problem["found"]
        assert problem["expected"]
        assert problem["hint"]
    text = run("check", *paths, content=content).output
    assert [problem["code"] for problem in problems] == re.findall(r"\[(H\d{3})\]", text)


def test_check_of_good_content_as_json_is_a_list(run: Run) -> None:
    """Without problems in a place the list is empty and the exit code is 0."""
    result = run("check", "--json", CONTENT / "handbook.yml")
    assert result.exit_code == 0
    assert json.loads(result.output) == []


def test_check_shows_only_the_paths_asked_for(run: Run, make_content: MakeContent) -> None:
    """A file or a folder narrows what is shown and what the exit code speaks of."""
    content = make_content(BAD)
    other = run("check", content / "exercises", content / "plans", content=content)
    assert other.exit_code == 0
    assert "bad-words" not in other.output
    folder = run("check", content / "guides", content=content)
    assert folder.exit_code == 1
    assert "content/guides/bad-words.md:3 topic" in folder.output
    assert run("check", content=content).exit_code == 1


def test_check_of_a_path_tells_when_nothing_could_be_checked(
    run: Run, make_content: MakeContent
) -> None:
    """With a broken base file no record passes, whichever path was asked for."""
    content = make_content({"strings.yml": "a: [\n"})
    result = run("check", content / "guides", content=content)
    assert result.exit_code == 1
    assert "content/strings.yml:" in result.output


def test_check_with_reading_grades(run: Run, handbook: Handbook) -> None:
    """Every record has a line with its two grades, every kind its median."""
    result = run("check", "--readability")
    assert result.exit_code == 0
    for kind in RECORD_KINDS:
        for record in handbook.of_kind(kind):
            assert re.search(rf"^{kind}/{record} +-?\d+\.\d +-?\d+\.\d$", result.output, re.M)
        assert re.search(rf"^median of {kind}: -?[\d.]+$", result.output, re.M)


def test_the_day_can_be_chosen(run: Run) -> None:
    """Reviews are held against the given day; years later they are overdue."""
    result = run("--today", "2031-01-01", "check")
    assert result.exit_code == 1
    assert "[H701]" in result.output
    assert "[H702]" in result.output


# build


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


# new


@pytest.mark.parametrize("kind", sorted(RECORD_KINDS))
def test_a_new_record_is_explained(kind: str, run: Run, make_content: MakeContent) -> None:
    """The started record is the reviewed text: every field with its description."""
    content = make_content({})
    result = run("new", kind, "brand-new", content=content)
    path = content / kind / "brand-new.md"
    assert result.exit_code == 0
    assert result.output == f"Wrote {path}. Fill it in, then run `handbook check {path}`.\n"
    golden(f"new-{kind}", path.read_text("utf-8"))


@pytest.mark.parametrize("kind", sorted(RECORD_KINDS))
def test_a_new_record_is_found_by_the_check(kind: str, run: Run, make_content: MakeContent) -> None:
    """Until it is filled in, the check names each open field of the started record."""
    content = make_content({})
    path = content / kind / "brand-new.md"
    run("new", kind, "brand-new", content=content)
    result = run("check", path, content=content)
    assert result.exit_code == 1
    golden(f"check-new-{kind}", result.output)
    lines = path.read_text("utf-8").splitlines()
    for number, field in re.findall(r"brand-new\.md:(\d+) (\S+): found nothing", result.output):
        assert lines[int(number) - 1].strip(" -").startswith(field.rpartition(".")[2].split("[")[0])


def test_a_new_record_may_be_the_first(run: Run, make_content: MakeContent) -> None:
    """The folder of a kind is made where it is missing."""
    content = make_content({})
    for path in (content / "guides").iterdir():
        path.unlink()
    (content / "guides").rmdir()
    assert run("new", "guides", "first", content=content).exit_code == 0
    assert (content / "guides" / "first.md").is_file()


# schema


def test_schema_lists_its_kinds(run: Run) -> None:
    """Without a kind, every kind is named on a line."""
    result = run("schema")
    assert result.exit_code == 0
    assert result.output.splitlines() == list(SCHEMA_KINDS)


@pytest.mark.parametrize("kind", sorted(SCHEMA_KINDS))
def test_schema_prints_the_schema_of_a_kind(kind: str, run: Run) -> None:
    """The schema is the one that is published."""
    result = run("schema", kind)
    assert result.exit_code == 0
    assert json.loads(result.output) == json_schema(kind)


# paths and vignettes


def test_paths_are_a_line_each(run: Run, handbook: Handbook) -> None:
    """Each line is one way through the tree: steps with answers, then the result."""
    result = run("paths")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) == len(set(lines)) == sum(1 for _ in handbook.tree.paths())
    nodes = handbook.tree.nodes
    for line in lines:
        way, end = line.split(" => ")
        steps = [step.split(":") for step in way.split(" > ")]
        assert isinstance(nodes[end], TreeResult)
        assert steps[0][0] == handbook.tree.start
        assert all(node in nodes for node, _ in steps)


def test_vignettes_are_counted(run: Run, handbook: Handbook) -> None:
    """Each vignette has a line with its verdict, and the figures stand at the end."""
    result = run("vignettes")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    names = [line.split(":")[0] for line in lines[: len(handbook.vignettes)]]
    assert names == list(handbook.vignettes)
    figures = dict(re.findall(r"^([a-z -]+?) +(\d+) +\d+\.\d %$", result.output, re.M))
    assert list(figures) == [
        "vignettes", "passed", "urgency exact", "under-triaged", "over-triaged", "injury named",
        "named first",
    ]  # fmt: skip
    assert figures["vignettes"] == str(len(handbook.vignettes))
    assert figures["under-triaged"] == "0"


def test_an_under_triage_fails(run: Run, make_content: MakeContent) -> None:
    """A vignette that is led to too mild a result ends the command with exit code 1."""
    vignettes = CONTENT / "vignettes" / "lower-leg.yml"
    text = vignettes.read_text("utf-8")
    worse = re.sub(r"(?m)^  urgency: self-care$", "  urgency: emergency", text, count=1)
    assert worse != text
    content = make_content({"vignettes/lower-leg.yml": worse})
    result = run("vignettes", content=content)
    assert result.exit_code == 1
    assert "[H514]" in result.output


# handout


@pytest.mark.parametrize(
    ("words", "file", "paper"),
    [
        ("", "calf-strain.a4.pdf", "a4"),
        ("--paper letter", "calf-strain.letter.pdf", "letter"),
        ("--large", "calf-strain.a4.large.pdf", "a4-large"),
        ("--paper letter --large --to mine.pdf", "mine.pdf", "letter-large"),
    ],
)
def test_handout(
    words: str, file: str, paper: str, run: Run, tmp_path: Path, handbook: Handbook
) -> None:  # fmt: skip
    """One sheet is written, on the paper and in the size asked for, as it is published."""
    result = run("handout", "calf-strain", *words.split())
    assert result.exit_code == 0
    assert result.output == f"Wrote {file}.\n"
    assert [path.name for path in tmp_path.iterdir()] == [file]
    path = tmp_path / file
    assert path.read_bytes() == sheet(handbook, TEMPLATES, "calf-strain", paper)
    width = float(PdfReader(path).pages[0].mediabox.width)
    assert round(width) == (612 if paper.startswith("letter") else 595)
