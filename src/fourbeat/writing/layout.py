"""What stands where in a prompt: the parts of the standard template and of the long production form, in order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """Be one paragraph of a prompt: its head, "" where it needs none, and its parts in order.

    `home` is the field that takes words standing under the head without a label of their own.
    """

    head: str
    parts: tuple[str, ...]
    home: str = ""


STANDARD = (
    Section("", ("scene", "cast", "place", "props")),
    Section("cinematography", ("camera-shot", "depth", "lens", "light", "palette", "mood"), "camera"),
    Section("actions", ("beats",)),
    Section("dialogue", ("lines",)),
    Section("", ("sound",)),
)
"""The template of the guide: plain words, cinematography, actions, dialogue; sound at its end."""

LONG = (
    Section("", ("scene",)),
    Section("format", ("look", "mood"), "look"),
    Section("lenses", ("lens", "depth", "filters"), "lens"),
    Section("grading", ("grade", "palette"), "grade"),
    Section("lighting", ("light", "atmosphere"), "light"),
    Section("location", ("place", "camera-shot", "blocking"), "blocking"),
    Section("wardrobe", ("cast", "props", "dressing"), "dressing"),
    Section("", ("sound",)),
    Section("shot-list", ("shot-list",)),
    Section("dialogue", ("lines",)),
    Section("", ("camera",)),
    Section("", ("finish",)),
)
"""All production elements of the guide, in its order."""
