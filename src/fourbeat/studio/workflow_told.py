"""What there is to know of a workflow: what it makes, what it needs, and what servers lack of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fourbeat.model.connection import WireProtocol
from fourbeat.model.message import Message, message
from fourbeat.providers.comfyui.workflow import Workflow

from .connections import Connections


def told(workflow: Workflow, connections: Connections) -> tuple[list[Message], list[Message]]:
    """Give what a workflow makes and needs, and what was missing where a server was asked about it last."""
    return list(_facts(workflow)), list(_missing(workflow, connections))


def _facts(made: Workflow) -> Iterator[Message]:
    if not made.still:
        longest = f"{float(Fraction(made.facts.longest)):.2f}"
        yield message("workflow.makes", fps=made.fps, step=made.step, grid=made.grid, longest=longest)
    for one in made.files:
        yield message("workflow.needs", file=one.file, folder=one.folder, source=one.source)


def _missing(made: Workflow, connections: Connections) -> Iterator[Message]:
    for one in connections.all():
        learned = connections.learned(one.key) if one.protocol is WireProtocol.COMFYUI else None
        for note in learned.notes if learned is not None else ():
            if note.code == "comfyui.lacks" and note.params.get("workflow") == made.name:
                yield message("workflow-sheet.lacks", name=one.name, note=note)
