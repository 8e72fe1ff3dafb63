"""``handbook paths`` and ``handbook vignettes`` show the symptom check and its proof."""

from __future__ import annotations

import re

from generator.model.handbook import Handbook
from generator.model.tree import Result as TreeResult
from tests.cli.texts import Run
from tests.conftest import CONTENT, MakeContent


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


def test_runners_lost_in_a_broken_tree_fail(run: Run, make_content: MakeContent) -> None:
    """Where the tree leads nowhere, nobody arrives; that never counts as a success."""
    start = (CONTENT / "tree" / "start.yml").read_text("utf-8")
    broken = re.sub(r"(?m)^(      next: )lower-leg-flags$", r"\1nowhere", start)
    assert broken != start
    result = run("vignettes", content=make_content({"tree/start.yml": broken}))
    assert result.exit_code == 1
    assert ": lost" in result.output
