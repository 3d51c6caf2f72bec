"""Files that may hold a workflow: picked in a dialog, or dropped onto the sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from ..picking import Picking
from ..room import Room

ENDINGS = (".json", ".png", ".mp4", ".webm", ".mov", ".mkv", ".gif")
"""How the names of files end in which ComfyUI leaves a workflow."""


def pick(room: Room, parent: QWidget) -> list[Path]:
    """Ask for files; none where the person thought better of it."""
    kinds = room.say("workflow-sheet.kinds", endings=" ".join(f"*{one}" for one in ENDINGS))
    return Picking(parent, room.icons, room.memory).files(room.title("workflow-sheet.add"), "workflow", kinds)


def dropped(data: QMimeData) -> list[Path]:
    """Give the files that are dragged. Whatever they are, the sheet says what is wrong with those that are none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
