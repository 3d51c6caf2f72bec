"""The takes' page: the strip, the buttons for the take that is looked at, and what is told of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fourbeat.model.edit import Changes

from ..labels import Label
from ..panel import Empty, Page
from ..room import Room
from .bar import Bar
from .deeds import TAKES
from .details import Compared, Details
from .model import take_list
from .strip import Strip


class Takes(Page):
    """Show the takes of the shot that is looked at."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.takes = take_list(room)
        self._busy = False
        self.strip = Strip(room, self.takes, self)
        room.name(self.strip, "takes-dock.name")
        self.strip.setToolTip("")
        self.details, self.compared = Details(room, self), Compared(room, self)
        self.empty = Empty(room, "", "queue-take", self)
        self.no_shot = Label(room.look, room.say("takes-dock.no-shot"), tone="text-soft")
        self.no_shot.setWordWrap(True)
        self.no_shot.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = Bar(room, self)
        self._lines = QVBoxLayout(self)
        for widget, share in ((self.strip, 0), (self._bar, 0), (self.details, 1), (self.compared, 1)):
            self._lines.addWidget(widget, share)
        self._lines.addWidget(self.empty, 1)
        self._lines.addWidget(self.no_shot, 1)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.setAutoFillBackground(True)
        self.strip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.strip.customContextMenuRequested.connect(self._menu)
        self.strip.doubleClicked.connect(lambda _index: room.actions["take-choose"].trigger())
        self.strip.selectionModel().selectionChanged.connect(self._picked)
        self.strip.selectionModel().currentChanged.connect(self._picked)
        room.selection.take_changed.connect(self._follow)
        self.takes.modelReset.connect(self._renew)
        self.takes.rowsInserted.connect(self._renew)
        self.takes.dataChanged.connect(self._changed)
        self.takes.note_wanted.connect(self._write)
        room.bridge.changed.connect(self._hear)
        room.look.changed.connect(self._dress)
        self._dress()
        self._renew()

    def sizeHint(self) -> QSize:
        """Wish for a panel's usual width."""
        theme = self.room.theme
        return QSize(theme.size("inspector"), theme.size("inspector"))

    def unkept(self) -> str:
        """Give a note that could not be saved."""
        return self.details.note.unkept()

    def showEvent(self, event: QShowEvent) -> None:
        """Say how many takes there are once the title can show it."""
        super().showEvent(event)
        self._note()

    # Inside

    def _picked(self) -> None:
        """Make the strip's current take the one that the window looks at."""
        if self._busy:
            return
        self._busy = True
        index = self.strip.currentIndex()
        if index.isValid() and self.strip.selectionModel().isSelected(index):
            self.room.selection.look_at_take(self.takes.listed(index.row()).take.id)
        self._busy = False
        self._tell()

    def _follow(self) -> None:
        """Show the take that the window looks at."""
        if not self._busy:
            self._busy = True
            self._point()
            self._busy = False
        self._tell()

    def _point(self) -> None:
        one = self.takes.current
        row = self.takes.row_of(one.take.id) if one is not None else None
        if row is not None and not (self.strip.currentIndex().row() == row and self._rows()):
            self.strip.pick(row)

    def _rows(self) -> list[int]:
        return sorted(index.row() for index in self.strip.selectionModel().selectedIndexes())

    def _renew(self) -> None:
        room, some = self.room, self.takes.rowCount() > 0
        shot = self.takes.shot
        for widget in (self.strip, self._bar):
            widget.setVisible(some)
        self.no_shot.setVisible(shot is None)
        self.empty.setVisible(shot is not None and not some)
        if shot is not None and not some:
            self.empty.text.setText(room.say("takes-dock.empty", shot=shot.number))
        self.setFocusProxy(self.empty if shot is not None and not some else self.strip)
        self._note()
        self._follow()
        room.actions.refresh()

    def _hear(self, changes: Changes) -> None:
        """Tell anew what was seen in a take: that is no part of its row."""
        if changes.takes or changes.rights:
            self._tell()

    def _changed(self) -> None:
        self._tell()
        self.room.actions.refresh()

    def _tell(self) -> None:
        """Tell of the take that is looked at, or of two that are selected."""
        rows, one = self._rows(), self.takes.current
        self.takes.select(tuple(self.takes.listed(row).take.id for row in rows))
        pair = len(rows) == 2
        self.details.setVisible(one is not None and not pair)
        self.compared.setVisible(pair)
        if pair:
            self.compared.show_takes(*(self.takes.listed(row).take for row in rows))
        elif one is not None:
            self.details.show_take(one, self.takes.origin(one))
        self._bar.give(one.mark.rating if one is not None else 0)

    def _write(self) -> None:
        """Let a note be written about the take that is looked at."""
        one = self.takes.current
        row = self.takes.row_of(one.take.id) if one is not None else None
        if row is not None:
            self.strip.pick(row)
            self.details.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.details.note.selectAll()

    def _note(self) -> None:
        number = self.takes.rowCount()
        self.noted.emit(self.room.say("takes-dock.count", n=number) if number else "")

    def _menu(self, point: QPoint) -> None:
        menu = self.room.actions.context(TAKES, self.strip)
        menu.exec(self.strip.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _dress(self) -> None:
        self._tell()
