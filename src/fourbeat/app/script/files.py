"""Script files from outside: picked in a dialog, or dropped onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.studio.scripts import ENDINGS

from ..picking import Picking
from ..room import Room


def pick(room: Room, parent: QWidget, *, folder: bool = False) -> Path | None:
    """Ask for a script, or for a folder of pictures; None where the person thought better of it."""
    picking = Picking(parent, room.icons, room.memory)
    if folder:
        return picking.folder(room.title("script.pick-folder"), "script")
    kinds = room.say("script.kinds", endings=" ".join(f"*{one}" for one in ENDINGS))
    return picking.file(room.title("script.pick"), "script", kinds)


def dropped(data: QMimeData) -> Path | None:
    """Give the script that is dragged: one file whose name ends as scripts do, or one folder."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(files) != 1:
        return None
    return files[0] if files[0].suffix.casefold() in ENDINGS or files[0].is_dir() else None


def say_so(error: FourbeatError) -> None:
    """Let an error of work beside the window be said as one of a verb is."""
    raise error
