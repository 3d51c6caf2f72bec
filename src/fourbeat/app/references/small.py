"""Small copies of reference pictures, made one after the other beside the window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from fourbeat.model.plan import Reference

from ..errand import Errand
from ..room import Room

SIDE = 640
"""How large they are made, in pixels: enough for a card on a dense screen."""


class Smalls(QObject):
    """Give small pictures at once or later: `ready` names the content of one that has come."""

    ready = Signal(str)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._kept: dict[str, QPixmap] = {}
        self._wishes: dict[str, Reference] = {}
        self._tried: set[str] = set()
        self._errand: Errand | None = None

    def picture(self, one: Reference) -> QPixmap | None:
        """Give a reference's small picture, or None and `ready` later; one that cannot be read is not tried again."""
        if one.sha256 in self._kept:
            return self._kept[one.sha256]
        if one.sha256 not in self._tried:
            self._wishes[one.sha256] = one
            self._next()
        return None

    def _next(self) -> None:
        if self._errand is not None or not self._wishes:
            return
        # What is asked for last is what is looked at now.
        sha256, one = self._wishes.popitem()
        self._tried.add(sha256)
        references = self._room.studio.references
        self._errand = errand = Errand(lambda _tell: references.small(one, SIDE), None, self)
        errand.opened.connect(partial(self._made, sha256))
        errand.refused.connect(lambda _error: self._ended())
        errand.stopped.connect(self._ended)
        errand.start()

    def _made(self, sha256: str, file: object) -> None:
        picture = QPixmap(str(file))
        if not picture.isNull():
            self._kept[sha256] = picture
            self.ready.emit(sha256)
        self._ended()

    def _ended(self) -> None:
        if self._errand is not None:
            self._errand.deleteLater()
        self._errand = None
        self._next()


def smalls(room: Room) -> Smalls:
    """Give the room's one collection of small pictures."""
    found = room.findChild(Smalls)
    return found if isinstance(found, Smalls) else Smalls(room)
