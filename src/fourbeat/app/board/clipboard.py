"""Copy, cut and paste: briefs as text that a mail or an editor can hold, and as shots again."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot
from fourbeat.studio.pages import read_page
from fourbeat.studio.pasting import Pasted

from ..room import Room
from .moves import beside, chosen, current, select

BRIEFS = "application/x-fourbeat-briefs"
"""Beside the text: where the pictures are that it names, and which shots of which film were cut."""


def copy(room: Room) -> None:
    """Put the briefs of the selected shots on the clipboard as text."""
    shots = chosen(room)
    if shots:
        _put(room, shots, cut=False)
        room.stage.announce(room.say("clipboard.copied", n=len(shots)))


def cut(room: Room) -> None:
    """Put the selected shots on the clipboard, and into the bin until they are pasted."""
    shots = chosen(room)
    left = beside(room, shots)
    if not shots or room.carry_out(partial(room.studio.bin.put, shots=shots)) is None:
        return
    _put(room, shots, cut=True)
    select(room, left[:1])
    room.stage.announce(room.say("clipboard.cut", n=len(shots)))


def paste(room: Room) -> None:
    """Make shots of what is on the clipboard, after the current one; shots cut from this film come back whole."""
    data = QGuiApplication.clipboard().mimeData()
    near = current(room)
    pictures, cut_here = _beside(data, room.studio.plan.project.id)
    pasted: Pasted | None = None
    if cut_here:
        pasted = room.carry_out(partial(room.studio.pasting.put_back, shots=cut_here, after=near))
    if pasted is None:
        text = data.text() if data is not None and data.hasText() else ""
        pasted = room.carry_out(
            lambda: room.studio.pasting.paste(briefs=read_page(text), after=near, pictures=pictures)
        )
    if pasted is None:
        return
    select(room, [shot.id for shot in pasted.shots], new=True)
    told = [room.say("clipboard.pasted", n=len(pasted.shots))]
    if pasted.joined:
        told.append(room.say("shots.joined", names=pasted.joined))
    if pasted.left_out:
        told.append(room.say("shots.left-out", n=pasted.left_out))
    room.stage.announce(" ".join(told))


def _put(room: Room, shots: list[Shot], *, cut: bool) -> None:
    data = QMimeData()
    data.setText(room.studio.pasting.page(shots))
    beside_it = {
        "project": room.studio.plan.project.id,
        "cut": [shot.id for shot in shots] if cut else [],
        "pictures": {name: str(path) for name, path in room.studio.pasting.pictures(shots).items()},
    }
    data.setData(BRIEFS, json.dumps(beside_it).encode())
    QGuiApplication.clipboard().setMimeData(data)


def _beside(data: QMimeData | None, project: Id) -> tuple[dict[str, Path], list[Id]]:
    """Read what stands beside the text; whatever another program put there in its place is nothing."""
    if data is None or not data.hasFormat(BRIEFS):
        return {}, []
    try:
        found = json.loads(bytes(data.data(BRIEFS).data()))
        pictures = {str(name): Path(str(path)) for name, path in found["pictures"].items()}
        cut_here = [str(one) for one in found["cut"]] if found["project"] == project else []
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, []
    return pictures, cut_here
