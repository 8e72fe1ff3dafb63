"""Every kind of mistake, word for word: what is changed in a sound handbook, and the report.

The handbook in `check/content` is small, so that a line number stands for itself and no edit of
the real records moves it; vocabularies and strings are the real ones. Each file in `check` holds
cases: `mistake` says what went wrong, `change` what is done to which file, `problems` what the
check then prints, and nothing else. A file is changed by `replace` and `by` (a text that stands
there once), `append`, `link` (to a place), `cp1252` (a text in that encoding), `times` (a text,
over and over), a new text, or null to remove it. Files of `templates/` are changed alike; such a
case is built, not only checked. Where a line is one of the real strings, its words stand in place
of its number: `{record:}`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.build import build, examine
from generator.codes import CODES
from generator.problems import ContentRejected, Problem
from tests.conftest import CONTENT, TEMPLATES, TODAY

FOLDER = Path(__file__).parent / "check"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['mistake']}")
    for path in sorted(FOLDER.glob("*.yml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
CODE = re.compile(r"\[(H\d{3})\]$", re.MULTILINE)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with the real words, copied once; nothing in it is changed."""
    folder = tmp_path_factory.mktemp("sound")
    shutil.copytree(FOLDER / "content", folder / "content")
    shutil.copytree(CONTENT / "vocabulary", folder / "content" / "vocabulary")
    shutil.copy(CONTENT / "strings.yml", folder / "content")
    shutil.copytree(TEMPLATES, folder / "templates")
    return folder


@pytest.mark.parametrize("case", CASES)
def test_mistake_is_reported(case: dict[str, Any], sound: Path, tmp_path: Path) -> None:
    """A mistake gives exactly the problems written down for it."""
    shutil.copytree(sound, tmp_path / "it", symlinks=True)
    for name, change in case["change"].items():
        folder = "" if name.startswith("templates/") else "content/"
        apply(change, tmp_path / "it" / f"{folder}{name}")
    printed = [str(problem) for problem in problems_of(tmp_path / "it", case)]
    assert printed == [with_line(text, tmp_path / "it") for text in case["problems"]]


def apply(change: Any, path: Path) -> None:
    """Change one file; a list of changes is made one after the other."""
    for step in change if isinstance(change, list) else [change]:
        old = path.read_text("utf-8") if path.is_file() else ""
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        match step:
            case None:
                continue
            case {"replace": text, "by": other}:
                assert old.count(text) == 1, f"{text!r} stands {old.count(text)} times in {path}"
                path.write_text(old.replace(text, other), "utf-8")
            case {"append": text}:
                path.write_text(old + text, "utf-8")
            case {"link": target}:
                path.symlink_to(target)
            case {"cp1252": text}:
                path.write_bytes(text.encode("cp1252"))
            case {"times": number, "text": text}:
                path.write_text(text * number, "utf-8")
            case str():
                path.write_text(step, "utf-8")
            case _:
                raise AssertionError(f"no such change: {step}")


def problems_of(folder: Path, case: dict[str, Any]) -> Iterator[Problem]:
    """Check the changed handbook; build it where the mistake shows only then."""
    if not case.get("build"):
        yield from examine(folder / "content", TODAY)[1]
        return
    with pytest.raises(ContentRejected) as rejected:
        build(folder / "content", folder / "templates", TODAY, sheets=False)
    yield from rejected.value.problems


def with_line(text: str, folder: Path) -> str:
    """Put the number of a line in place of its words, as in ``strings.yml:{record:}``."""
    if match := re.match(r"([\w/.-]+):\{(.+?)\}", text):
        lines = (folder / match[1]).read_text("utf-8").split("\n")
        return f"{match[1]}:{lines.index(match[2]) + 1}{text[match.end() :]}"
    return text


def test_handbook_is_sound_before_it_is_changed(sound: Path) -> None:
    """Without a change there is nothing to report, so that each report comes from the change."""
    assert examine(sound / "content", TODAY)[1] == []


def test_every_code_has_a_case() -> None:
    """No kind of problem goes without a case, and no case names a kind that does not exist."""
    expected = [CODE.findall(text) for case in CASES for text in case.values[0]["problems"]]
    assert {code for codes in expected for code in codes} == set(CODES)
    assert all(len(codes) == 1 for codes in expected)


def test_every_mistake_is_of_its_own_kind() -> None:
    """There are at least forty mistakes, each told apart from the others."""
    mistakes = [case.values[0]["mistake"] for case in CASES]
    assert len(mistakes) == len(set(mistakes)) >= 40
