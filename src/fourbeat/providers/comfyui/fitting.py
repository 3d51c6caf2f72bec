"""Fitting: does a server have the nodes and the model files that a workflow needs?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from ...model.message import Message, message
from .graph import inputs, kind
from .slots import PICTURES
from .workflow import Workflow


@dataclass(frozen=True)
class Lack:
    """Name what a server does not have: a node, or a file that a node loads; `source` is where a file was seen.

    `sold` is a node that is there, and asks a service that sells its clips to whoever is signed in.
    """

    node: str
    file: str = ""
    folder: str = ""
    source: str = ""
    sold: bool = False

    def told(self) -> Message:
        """Say what is missing, and where it belongs."""
        if self.sold:
            return message("comfyui.lacks-account", node=self.node)
        if not self.file:
            return message("comfyui.lacks-node", node=self.node)
        if not self.folder:
            return message("comfyui.lacks-choice", node=self.node, file=self.file)
        return message("comfyui.lacks-file", file=self.file, folder=self.folder, source=self.source)


def lacks(workflow: Workflow, described: Mapping[str, JsonValue], *, signed_in: bool = False) -> list[Lack]:
    """Compare a workflow with what the server says of its nodes (None for a class it does not know).

    Nodes of services that sell clips say so, and refuse whoever is not signed in. Source: ComfyUI 0.3.75, run.
    """
    found: dict[Lack, None] = {}
    pictures = {place for slot in PICTURES for place in workflow.slots.get(slot, ())}
    files = {one.file: one for one in workflow.files}
    for name, node in workflow.graph.items():
        node_class = kind(node)
        facts = described.get(node_class)
        if not isinstance(facts, dict):
            found[Lack(node_class)] = None
            continue
        if facts.get("api_node") is True and not signed_in:
            found[Lack(node_class, sold=True)] = None
            continue
        for key, value in inputs(node).items():
            options = _options(facts, key)
            if options is None or not isinstance(value, str) or value in options or (name, key) in pictures:
                continue
            known = files.get(value)
            found[Lack(node_class, value, known.folder if known else "", known.source if known else "")] = None
    return list(found)


def _options(facts: Mapping[str, JsonValue], name: str) -> list[str] | None:
    """Give what an input may be chosen from, or None where it is no choice: both ways in which servers write it."""
    given = facts.get("input")
    for part in ("required", "optional"):
        group = given.get(part) if isinstance(given, dict) else None
        entry = group.get(name) if isinstance(group, dict) else None
        if not isinstance(entry, list) or not entry:
            continue
        if isinstance(entry[0], list):
            return [one for one in entry[0] if isinstance(one, str)]
        if entry[0] == "COMBO" and len(entry) > 1 and isinstance(entry[1], dict):
            options = entry[1].get("options")
            return [one for one in options if isinstance(one, str)] if isinstance(options, list) else None
    return None
