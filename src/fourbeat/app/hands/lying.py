"""Clips that were saved into an order's folder: offered above the pages, and never taken by themselves."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from fourbeat.model.edit import Changes
from fourbeat.studio.handwork import Order
from fourbeat.studio.lying import Lying, Watch

from ..board.moves import writable
from ..errand import Errand
from ..flow import Flow
from ..labels import Label
from ..room import Room
from .drops import show_clips
from .whose import Aim

_log = logging.getLogger(__name__)
_PAUSE = 2000
"""Milliseconds between two looks into the folders; there are none while no order waits."""
_NAMED = 3
"""So many files are called by their names; of more, the number is told."""


class LyingStrip(QWidget):
    """Tell of files that lie in the folders of orders, and offer to bring them in."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._watch = Watch()
        self._orders: Sequence[Order] = ()
        self._anew, self._busy = True, False
        self._left: dict[Path, tuple[int, int]] = {}
        """What a person was offered: it is not offered again as it is."""
        self.shown: list[Lying] = []
        self._icon = QLabel()
        self.words = Label(room.look, "")
        self.words.setWordWrap(True)
        buttons = QWidget()
        flow = Flow(buttons, room, line=True)
        self.bring, self.later = QPushButton(room.say("hands.lying-bring")), QPushButton(room.say("hands.lying-later"))
        for button in (self.bring, self.later):
            button.setAutoDefault(True)
            flow.addWidget(button)
        lines = QVBoxLayout()
        lines.addWidget(self.words)
        lines.addWidget(buttons)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(lines, 1)
        self.setAutoFillBackground(True)
        self.bring.clicked.connect(self._bring)
        self.later.clicked.connect(self._leave)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE)
        self._rest.timeout.connect(self.look)
        self.destroyed.connect(self._watch.stop.set)
        room.bridge.changed.connect(self._hear)
        room.look.changed.connect(self._dress)
        self._dress()
        self.hide()
        self._rest.start()

    def look(self) -> None:
        """Look into the folders, beside the window: they may lie on a slow disk."""
        if self._busy or not writable(self._room):
            return
        self._busy = True
        errand = Errand(lambda _tell: self._glance(), None, self)
        errand.opened.connect(self._tell)
        for ended in (errand.opened, errand.refused, errand.stopped):
            ended.connect(errand.deleteLater)
            ended.connect(self._looked)
        errand.start()

    def _glance(self) -> list[Lying]:
        try:
            if self._anew:
                self._anew = False
                self._orders = self._room.studio.handwork.orders()
            return self._watch.glance(self._orders)
        except Exception as error:
            # The film may be closed meanwhile, and a folder may go; the next look is soon.
            _log.info("the folders of orders cannot be looked into: %s", type(error).__name__)
            return []

    def _looked(self) -> None:
        self._busy = False
        if self._orders or self._anew:
            self._rest.start()

    def _tell(self, found: list[Lying]) -> None:
        self.shown = [one for one in found if self._left.get(one.file) != one.stamp]
        names = tuple(one.file.name for one in self.shown)
        if not names:
            self.hide()
            return
        say, many = self._room.say, len(names)
        words = say("hands.lying", n=many, files=names) if many <= _NAMED else say("hands.lying-many", n=many)
        if words != self.words.text():
            self.words.setText(words)
            self._room.stage.announce(words)
        self.show()

    def _bring(self, _on: bool = False) -> None:
        files = [one.file for one in self.shown]
        self._leave()
        show_clips(self._room, files, Aim())

    def _leave(self, _on: bool = False) -> None:
        """Say no more of these files in this window, unless they become others."""
        self._left |= {one.file: one.stamp for one in self.shown}
        self.shown = []
        self.hide()

    def _hear(self, changes: Changes) -> None:
        if changes.jobs:
            self._anew = True
            if not self._busy and not self._rest.isActive():
                self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words whole: a layout alone would leave them one line."""
        super().resizeEvent(event)
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(self.words.width())))

    def _dress(self) -> None:
        theme = self._room.theme
        self._line.setContentsMargins(theme.space("l"), theme.space("s"), theme.space("l"), theme.space("s"))
        self._line.setSpacing(theme.space("m"))
        self._icon.setPixmap(self._room.icons.icon("info", "accent").pixmap(theme.size("icon"), theme.size("icon")))
