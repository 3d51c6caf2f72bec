"""Skim through a take by moving the mouse over its picture: one deck plays whichever take is under it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from fourbeat.model.ids import Id
from fourbeat.model.take import Take
from fourbeat.studio.proxy import Proxy
from fourbeat.studio.timeline import Block, Timeline

from ..player.deck import Deck, NoBackend
from ..room import Room

_RESTS = 180
"""Milliseconds the mouse rests on a take before its file is opened: most are only crossed."""


class Skim(QObject):
    """Hold the take under the mouse and its picture there; `shown` tells of another one."""

    shown = Signal(str)

    def __init__(self, room: Room, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.share = 0.0
        """How far through the take the mouse stands, 0 to 1."""
        self._take: Take | None = None
        self._picture: QImage | None = None
        self._deck: Deck | None = None
        self._hopeless = False
        self._open = False
        self._asked: int | None = None
        self._rests = QTimer(self)
        self._rests.setSingleShot(True)
        self._rests.setInterval(_RESTS)
        self._rests.timeout.connect(self._load)

    def picture(self, take: Id) -> QImage | None:
        """Give what is to be shown instead of a take's own picture, or None."""
        return self._picture if self._take is not None and self._take.id == take else None

    def over(self, take: Take, share: float) -> None:
        """Say that the mouse is over a take."""
        self.share = max(0.0, min(1.0, share))
        if self._take is None or take.id != self._take.id:
            self.leave()
            self._take = take
            self._rests.start()
        elif self._open:
            self._seek()

    def leave(self) -> None:
        """Say that the mouse is over none."""
        was, self._take, self._picture = self._take, None, None
        self._rests.stop()
        if self._open and self._deck is not None:
            self._deck.close()
        self._open, self._asked = False, None
        if was is not None:
            self.shown.emit(was.id)

    def _wanted(self) -> int:
        assert self._take is not None
        return min(int(self.share * self._take.facts.frames), self._take.facts.frames - 1)

    def _load(self) -> None:
        if self._take is None or self._hopeless:
            return
        if self._deck is None:
            try:
                self._deck = Deck(self)
            except NoBackend:
                self._hopeless = True
                return
            self._deck.set_volume(0)
            self._deck.shown.connect(self._shown)
            self._deck.broke.connect(self.leave)
        take, facts = self._take, self._take.facts
        file = self._room.studio.store.media.path(take.media)
        if not file.is_file():
            return
        whole = Timeline(facts.fps, (Block(take.shot, "", take.id, take.number, 0, facts.frames),))
        self._asked, self._open = self._wanted(), True
        self._deck.load(Proxy(take.id, file, whole), self._asked)

    def _seek(self) -> None:
        """Ask for the frame under the mouse, unless another one is still on its way."""
        wanted = self._wanted()
        if self._asked is None and self._deck is not None:
            self._asked = wanted
            self._deck.seek(wanted)

    def _shown(self, number: int, picture: QImage) -> None:
        if self._take is None or not self._open:
            return
        self._picture = picture
        self.shown.emit(self._take.id)
        if number == self._asked:
            self._asked = None
        if number != self._wanted():
            self._seek()
