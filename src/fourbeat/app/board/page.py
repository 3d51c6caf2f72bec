"""The board's page: the cards, how large they are, and their link to the selection."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSlider, QStackedLayout, QWidget

from fourbeat.model.ids import Id

from ..actions import Action
from ..labels import Label
from ..panel import Empty, Page
from ..room import Room
from .model import Column, Shots
from .moves import add_after, add_before, any_chosen, duplicate, place, remove, step, writable
from .view import CardView

BOARD = "board"
LIST = "list"
_HERE = (BOARD, LIST, "outline")


class Linked(QObject):
    """Keep a view's selection and the window's the same."""

    def __init__(self, room: Room, view: QAbstractItemView, shots: Shots) -> None:
        super().__init__(view)
        self._room, self._view, self._shots = room, view, shots
        self._busy = False
        view.selectionModel().selectionChanged.connect(self._chosen)
        view.selectionModel().currentChanged.connect(self._chosen)
        room.selection.changed.connect(self.follow)
        shots.modelReset.connect(self._again)
        shots.rowsInserted.connect(self.follow)
        shots.rowsMoved.connect(self.follow)
        shots.rowsRemoved.connect(self._again)
        self.follow()

    def follow(self) -> None:
        """Show the window's selection in the view."""
        if self._busy:
            return
        self._busy = True
        model = self._view.selectionModel()
        wanted = QItemSelection()
        for shot in self._room.selection.shots:
            if (row := self._shots.row_of(shot)) is not None:
                wanted.select(self._shots.index(row, 0), self._shots.index(row, len(Column) - 1))
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        row = self._shots.row_of(self._room.selection.shot or "")
        if row is not None and self._view.currentIndex().row() != row:
            model.setCurrentIndex(self._shots.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self._view.scrollTo(self._shots.index(row, 0))
        self._busy = False

    def _again(self) -> None:
        self._room.selection.keep(card.shot for card in self._shots.cards())
        self.follow()

    def _chosen(self) -> None:
        if self._busy:
            return
        self._busy = True
        rows = sorted({index.row() for index in self._view.selectionModel().selectedIndexes()})
        now: Id | None = None
        if (index := self._view.currentIndex()).isValid() and index.row() in rows:
            now = self._shots.card(index.row()).shot
        self._room.selection.choose((self._shots.card(row).shot for row in rows), now)
        self._busy = False


class Board(Page):
    """Show the film as cards."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.shots = shots = room.shots
        self.view = CardView(room, shots, self)
        room.name(self.view, "board.name")
        self.setFocusProxy(self.view)
        self._first = Empty(room, room.say("board.empty"), "new-after", self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._first)
        self._link = Linked(room, self.view, shots)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.dropped.connect(lambda ids, before: place(room, ids.split("\n"), before))
        self.view.doubleClicked.connect(lambda _index: room.actions["edit-brief"].trigger())
        for signal in (shots.rowsInserted, shots.rowsRemoved, shots.modelReset):
            signal.connect(self._fill)
        self._fill()

    def tools(self) -> QWidget | None:
        """Give the slider for the size of the cards."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        label = Label(self.room.look, self.room.say("board.size"), "caption", tone="text-soft")
        slider = QSlider(Qt.Orientation.Horizontal)
        plain = self.room.theme.measures["size"]
        slider.setRange(plain["card-least"], plain["card-most"])
        slider.setValue(self.view.cards.width)
        slider.setFixedWidth(plain["card-least"])
        slider.valueChanged.connect(self._resize)
        self.room.name(slider, "board.size")
        label.setBuddy(slider)
        line.addWidget(label)
        line.addWidget(slider)
        return box

    def _resize(self, width: int) -> None:
        self.view.cards.width = width
        self.view.resize_cards()
        self.room.memory.keep(card=width)

    def _menu(self, point: QPoint) -> None:
        menu = self.room.actions.context(BOARD, self.view)
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _fill(self) -> None:
        here: QWidget = self.view if self.shots.rowCount() else self._first
        if here is not self._stack.currentWidget():
            focused = self.isAncestorOf(self.window().focusWidget() or self.window())
            self._stack.setCurrentWidget(here)
            self.setFocusProxy(here)
            if focused:
                self.enter()


def _edit(room: Room) -> None:
    room.stage.show_dock("brief")


def _editable(room: Room) -> bool:
    return any_chosen(room) and room.stage.has_dock("brief")


ACTIONS = (
    Action("act.edit-brief", _edit, ("Return", "Enter"), "edit", "shot", _HERE, _editable),
    Action("act.new-after", add_after, ("N",), "add", "shot", _HERE, writable),
    Action("act.new-before", add_before, ("Shift+N",), "add", "shot", _HERE, writable),
    Action("act.duplicate", duplicate, ("Ctrl+D",), "copy", "shot", _HERE, any_chosen),
    Action("act.earlier", lambda room: step(room, -1), ("Alt+Left", "Alt+Up"), "back", "shot", _HERE, any_chosen),
    Action("act.later", lambda room: step(room, 1), ("Alt+Right", "Alt+Down"), "forward", "shot", _HERE, any_chosen),
    Action("act.remove", remove, ("Del",), "bin", "shot", _HERE, any_chosen),
)
"""What can be done with shots, wherever they are shown."""
