"""Which inputs of a graph a slot could go to: those that hold a value of the right kind, the likeliest first."""

from __future__ import annotations

from pydantic import JsonValue

from .graph import Graph, Place, inputs, kind, link, title
from .slots import PICTURES, Slot

_LIKELY = {
    Slot.PROMPT: ("text", "prompt", "caption", "string"),
    Slot.NEGATIVE: ("text", "prompt", "caption", "string"),
    Slot.SEED: ("seed",),
    Slot.WIDTH: ("width",),
    Slot.HEIGHT: ("height",),
    Slot.FRAMES: ("length", "frames", "frame_count"),
    Slot.FPS: ("fps", "frame_rate"),
    Slot.FIRST_FRAME: ("image",),
    Slot.LAST_FRAME: ("image",),
    Slot.NAME: ("prefix", "filename"),
}
"""Parts of the names that such inputs have in most nodes."""


def offers(graph: Graph, slot: Slot) -> list[Place]:
    """Give the inputs that hold such a value of their own, those that are called so first, else in the graph's order.

    Pictures go only where one is loaded.
    """
    fits = _is_text if slot in (Slot.PROMPT, Slot.NEGATIVE, Slot.NAME, *PICTURES) else _is_number
    found = [
        Place(name, entry)
        for name, node in graph.items()
        for entry, value in inputs(node).items()
        if link(value) is None and fits(value)
    ]
    if slot in PICTURES:
        return [one for one in found if _likely(one, slot) and "load" in kind(graph[one.node]).lower()]
    return sorted(found, key=lambda one: not _likely(one, slot))


def called(graph: Graph, place: Place) -> tuple[str, str]:
    """Give what a person called the place's node, if anything, and the node's class."""
    node = graph.get(place.node)
    return (title(node), kind(node)) if node is not None else ("", "")


def _likely(place: Place, slot: Slot) -> bool:
    return any(part in place.input.lower() for part in _LIKELY[slot])


def _is_text(value: JsonValue) -> bool:
    return isinstance(value, str)


def _is_number(value: JsonValue) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
