"""Shares: how much of a graph's work is done, told by news that name only the nodes that have begun.

A sampler counts each of its steps, every other node counts once: loading a picture is no half of making a clip.
Source: ComfyUI 0.3.75, run on 2026-11-22: `progress_state` holds what began, and a node that ended is 1 of 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from pydantic import JsonValue

from .graph import inputs, kind

_STEPS = 20
"""So many steps are expected of a sampler whose graph names no number."""
Step = tuple[float, float]


def expected(graph: JsonValue) -> dict[str, float]:
    """Say how much each node of a graph is expected to count."""
    if not isinstance(graph, dict):
        return {}
    nodes = {name: node for name, node in graph.items() if isinstance(node, dict)}
    named = {name: _number(inputs(node).get("steps")) for name, node in nodes.items()}
    most = max((steps for steps in named.values() if steps), default=_STEPS)
    return {
        name: (named[name] or most) if "Sampler" in kind(node) and not kind(node).endswith("Select") else 1.0
        for name, node in nodes.items()
    }


def told(news: Mapping[str, JsonValue], data: Mapping[str, JsonValue]) -> dict[str, Step]:
    """Read how far nodes are: of one, or of all that have begun."""
    if news.get("type") == "progress":
        rows: Iterable[tuple[str, JsonValue]] = [(str(data.get("node")), dict(data))]
    else:
        nodes = data.get("nodes")
        rows = nodes.items() if news.get("type") == "progress_state" and isinstance(nodes, dict) else ()
    found = {name: _step(row) for name, row in rows}
    return {name: step for name, step in found.items() if step is not None}


def share(plan: Mapping[str, float], begun: Mapping[str, Step]) -> float | None:
    """Say which part of the work is done; where no plan is known, nodes of one step tell nothing."""
    if not plan:
        begun = {name: step for name, step in begun.items() if step[1] > 1}
    whole = sum(most for _, most in begun.values()) + sum(one for name, one in plan.items() if name not in begun)
    return min(sum(value for value, _ in begun.values()) / whole, 0.99) if whole and begun else None


def _step(row: JsonValue) -> Step | None:
    value, most = (row.get("value"), row.get("max")) if isinstance(row, dict) else (None, None)
    if not isinstance(value, int | float) or not isinstance(most, int | float):
        return None
    return (float(value), float(most)) if 0 <= value <= most and 0 < most < math.inf else None


def _number(value: JsonValue) -> float:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000 else 0.0
