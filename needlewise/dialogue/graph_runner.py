"""Runs the trained graph node by node; Rasa's own runner has dask plan the same order at every call."""

from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class SerialGraphRunner(DaskGraphRunner):
    """Rasa's graph runner with the order of the nodes found once for each target."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._order = lru_cache(maxsize=None)(self._find_order)

    def run(
        self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        """Return the result of each target. Raises what the nodes raise, and KeyError for an unknown one."""
        wanted = tuple(targets or self._graph_schema.target_names)
        results = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in self._order(wanted):
            results[name] = self._instantiated_nodes[name](*(results[need] for need in needs))
        return {name: results[name][1] for name in wanted}

    def _find_order(self, targets: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        """Return the nodes that `targets` need, themselves included, each after those that it needs."""
        nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: list(node.needs.values()) for name, node in nodes.items()}
        order = TopologicalSorter(needs).static_order()
        return [(name, needs[name]) for name in order if name in needs]
