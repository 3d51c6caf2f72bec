"""Who or what is chosen in the outline comes to the front with its page, and the brief with the next shot."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ..room import Room
from .subject import KINDS


class Coming(QObject):
    """Bring the page of the cast to the front while one of the cast is looked at, whether it is built or not."""

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._raised = False
        room.selection.subject_changed.connect(self._follow)

    def _follow(self) -> None:
        kind = (self._room.selection.subject or ("",))[0]
        if kind in KINDS or kind == "group":
            self._raised = self._room.stage.front("cast") or self._raised
        elif kind == "shot" and self._raised:
            self._raised = False
            self._room.stage.front("brief")
