"""``handbook new`` starts a record, and ``handbook schema`` explains one."""

from __future__ import annotations

import json
import re

import pytest

from generator.model.handbook import RECORD_KINDS
from generator.schema import SCHEMA_KINDS, json_schema
from tests.cli.texts import Run, golden
from tests.conftest import MakeContent


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
