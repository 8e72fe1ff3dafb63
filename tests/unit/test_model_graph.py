"""Facts about the tree: circles, lengths, screens on the way, the number of paths."""

from __future__ import annotations

import pytest

from generator.model.graph import graph
from generator.model.handbook import Handbook
from generator.model.tree import Answer, QuestionNode, Result, Screen, ScreenItem, Tree


def question(node_id: str, *following: str) -> QuestionNode:
    answers = tuple(
        Answer(id=f"a{number}", text="A.", next=node) for number, node in enumerate(following)
    )
    return QuestionNode(id=node_id, kind="question", title="Q", answers=answers)


def screen(node_id: str, none: str, *results: str) -> Screen:
    items = tuple(
        ScreenItem(flag=f"rf-{node_id}-{number}", next=node) for number, node in enumerate(results)
    )
    return Screen(id=node_id, kind="screen", area="foot", title="S", items=items, none=none)


def result(node_id: str) -> Result:
    return Result(
        id=node_id, kind="result", title="R", urgency="self-care", running="green",
        first=("Rest.",), seen="Never.",
    )  # fmt: skip


def tree(*nodes: QuestionNode | Screen | Result) -> Tree:
    return Tree(start="start", nodes={node.id: node for node in nodes})


#: start ─ flags ┬ (yes) ─ urgent
#:       │       └ more ┬ mild
#:       └ more         └ urgent
DIAMOND = tree(
    question("start", "flags", "more"), screen("flags", "more", "urgent"),
    question("more", "mild", "urgent"), result("mild"), result("urgent"),
)  # fmt: skip


def test_diamond_is_measured() -> None:
    facts = graph(DIAMOND)
    assert facts.cycle == ()
    assert facts.reached == {"start", "flags", "more", "mild", "urgent"}
    assert facts.longest() == 3
    assert facts.path_count() == 5
    assert facts.order.index("flags") < facts.order.index("more") < facts.order.index("mild")


def test_screen_counts_only_where_every_path_passed_it() -> None:
    """A way around the screen, or a yes to it, does not count as an answer 'none'."""
    assert graph(DIAMOND).screens_before() == {
        "start": frozenset(), "flags": frozenset(), "more": frozenset(), "mild": frozenset(),
        "urgent": frozenset(),
    }  # fmt: skip
    straight = tree(
        question("start", "flags", "flags"), screen("flags", "other", "urgent"),
        screen("other", "mild", "urgent"), result("mild"), result("urgent"),
    )  # fmt: skip
    before = graph(straight).screens_before()
    assert before["other"] == {"flags"}
    assert before["mild"] == {"flags", "other"}
    assert before["urgent"] == frozenset()


@pytest.mark.parametrize(
    ("nodes", "circle"),
    [
        ((question("start", "a", "end"), question("a", "b", "end"), question("b", "a", "end")),
         {"a", "b"}),
        ((question("start", "start", "end"),), {"start"}),
        ((question("start", "a", "end"), question("a", "b", "end"), question("b", "c", "end"),
          question("c", "a", "end")), {"a", "b", "c"}),
        ((screen("start", "a", "end"), question("a", "start", "end")), {"start", "a"}),
    ],
)  # fmt: skip
def test_circle_is_found_in_the_order_of_its_steps(
    nodes: tuple[QuestionNode | Screen, ...], circle: set[str]
) -> None:
    facts = graph(tree(*nodes, result("end")))
    assert set(facts.cycle) == circle
    assert facts.cycle[0] == facts.cycle[-1]
    for here, following in zip(facts.cycle, facts.cycle[1:], strict=False):
        assert following in facts.next[here]
    assert facts.longest() == 0
    assert facts.order == ()


def test_circle_that_nobody_reaches_is_no_circle_of_the_tree() -> None:
    lonely = (question("a", "b", "b"), question("b", "a", "a"))
    facts = graph(tree(question("start", "end", "end"), result("end"), *lonely))
    assert facts.cycle == ()
    assert facts.reached == {"start", "end"}


def test_edge_to_a_step_that_does_not_exist_is_left_out() -> None:
    facts = graph(tree(question("start", "nowhere", "end"), result("end")))
    assert facts.next["start"] == ("end",)
    assert (facts.longest(), facts.path_count()) == (1, 1)


def test_tree_without_a_start_has_nothing_to_reach() -> None:
    facts = graph(Tree(start="start", nodes={"end": result("end")}))
    assert facts.reached == frozenset()
    assert (facts.longest(), facts.path_count(), facts.cycle) == (0, 0, ())


@pytest.mark.parametrize(("long", "short"), [("ab", "z"), ("yz", "a")])
def test_longest_path_is_the_longest_wherever_it_stands(long: str, short: str) -> None:
    facts = graph(
        tree(
            question("start", long[0], short), question(long[0], long[1], "end"),
            question(long[1], "end", "end"), question(short, "end", "end"), result("end"),
        )
    )  # fmt: skip
    assert facts.longest() == 3


def test_two_answers_to_one_step_are_two_paths() -> None:
    facts = graph(tree(question("start", "end", "end", "end"), result("end")))
    assert facts.path_count() == 3


@pytest.mark.parametrize("small", [DIAMOND], ids=["diamond"])
def test_number_of_paths_is_that_of_the_listed_ones(small: Tree) -> None:
    listed = list(small.paths())
    assert graph(small).path_count() == len(listed) == len(set(listed))
    assert graph(small).longest() == max(len(path.steps) for path in listed)


def test_number_of_paths_of_the_real_tree_is_that_of_the_listed_ones(handbook: Handbook) -> None:
    facts, listed = graph(handbook.tree), list(handbook.tree.paths())
    assert facts.path_count() == len(listed) == len(set(listed)) > 100
    assert facts.longest() == max(len(path.steps) for path in listed)


def test_screens_before_a_real_result_are_those_of_its_paths(handbook: Handbook) -> None:
    """The quick way and the long way agree: intersect the screens over every listed path."""
    slow: dict[str, frozenset[str]] = {}
    for path in handbook.tree.paths():
        passed = frozenset(
            step.node for step in path.steps
            if isinstance(handbook.tree.nodes[step.node], Screen) and step.choice.flag is None
        )  # fmt: skip
        slow[path.end] = slow.get(path.end, passed) & passed
    before = graph(handbook.tree).screens_before()
    assert {end: before[end] for end in slow} == slow
