"""Facts about the decision tree as a graph, found without walking every path."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from generator.model.tree import Result, Screen, Tree, choices


@dataclass(frozen=True)
class Graph:
    """Edges between nodes that exist, and what follows from them."""

    tree: Tree
    next: dict[str, tuple[str, ...]]
    reached: frozenset[str]
    order: tuple[str, ...]
    cycle: tuple[str, ...]

    def longest(self) -> int:
        """Return the number of steps of the longest path; 0 where there is a cycle."""
        depth = dict.fromkeys(self.order, 0)
        for node in self.order:
            for following in self.next[node]:
                depth[following] = max(depth[following], depth[node] + 1)
        return max(depth.values(), default=0)

    def screens_before(self) -> dict[str, frozenset[str]]:
        """Return for each reached node the screens that every path to it answers with 'none'."""
        before: dict[str, frozenset[str]] = {self.tree.start: frozenset()}
        for node_id in self.order:
            if node_id not in before:
                continue
            node = self.tree.nodes[node_id]
            for choice in choices(node):
                if choice.next not in self.next:
                    continue
                passed = before[node_id]
                if isinstance(node, Screen) and choice.flag is None:
                    passed |= {node_id}
                known = before.get(choice.next)
                before[choice.next] = passed if known is None else known & passed
        return before

    def path_count(self) -> int:
        """Return how many paths lead from the start to a result."""
        count = {node: int(node == self.tree.start) for node in self.order}
        for node in self.order:
            for following in self._edges(node):
                count[following] += count[node]
        return sum(
            number for node, number in count.items()
            if isinstance(self.tree.nodes[node], Result)
        )  # fmt: skip

    def _edges(self, node_id: str) -> list[str]:
        return [c.next for c in choices(self.tree.nodes[node_id]) if c.next in self.next]


def graph(tree: Tree) -> Graph:
    """Return the graph of a tree; edges to nodes that do not exist are left out."""
    following = {
        node_id: tuple(
            dict.fromkeys(choice.next for choice in choices(node) if choice.next in tree.nodes)
        )
        for node_id, node in tree.nodes.items()
    }
    reached: set[str] = set()
    waiting = [tree.start] if tree.start in following else []
    while waiting:
        node_id = waiting.pop()
        if node_id not in reached:
            reached.add(node_id)
            waiting.extend(following[node_id])
    cycle: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    sorter = TopologicalSorter({node: sorted(following[node]) for node in sorted(reached)})
    try:
        order = tuple(reversed(tuple(sorter.static_order())))
    except CycleError as error:
        cycle = tuple(reversed(error.args[1]))
    return Graph(tree, following, frozenset(reached), order, cycle)
