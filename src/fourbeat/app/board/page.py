"""The board's page: the cards, how large they are, and the filter above them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStackedLayout, QVBoxLayout, QWidget

from ..hands.drops import ClipDrops
from ..hands.whose import Aim
from ..labels import Label
from ..panel import Empty, Page
from ..references.taking import give
from ..room import Room
from .deeds import ACTIONS
from .filterbar import FilterBar
from .linked import Linked
from .moves import place
from .rows import CARD
from .showing import Showing
from .view import CardView

__all__ = ["ACTIONS", "BOARD", "LIST", "Board", "Linked"]

BOARD = "board"
LIST = "list"


class Board(Page):
    """Show the film as cards."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.shots = Showing(room, room.shots, room.shots.sift, self)
        self.view = CardView(room, self.shots, self)
        room.name(self.view, "board.name")
        self.filter = FilterBar(room, room.shots.sift, self)
        self.filter.left.connect(self.enter)
        self.setFocusProxy(self.view)
        self._first = Empty(room, room.say("board.empty"), "new-after", self)
        # After nothing there is no "after".
        self._first.button.setText(room.say("board.first"))
        self._first.offer("script")
        self._none = Empty(room, room.say("board.none-shown"), "filter-clear", self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.filter)
        self._stack = QStackedLayout()
        lines.addLayout(self._stack, 1)
        for page in (self.view, self._first, self._none):
            self._stack.addWidget(page)
        self._link = Linked(room, self.view, self.shots)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.given.connect(partial(give, room))
        ClipDrops(room, self.view.viewport(), self._aimed, self._point)
        self.view.dropped.connect(lambda ids, before: place(room, ids.split("\n"), before, self.shots))
        self.view.doubleClicked.connect(lambda _index: room.actions["edit-brief"].trigger())
        self.shots.laid.connect(self._fill)
        room.shots.laid.connect(self._fill)
        room.shots.sift.told.connect(room.actions.refresh)
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

    def _aimed(self, point: QPoint) -> Aim:
        """Say on whose card clips are dropped."""
        index = self.view.indexAt(point)
        return Aim(shot=index.data(CARD).shot) if index.isValid() else Aim()

    def _point(self, point: QPoint | None) -> None:
        self.view.point_on(QModelIndex() if point is None else self.view.indexAt(point))

    def _menu(self, point: QPoint) -> None:
        menu = self.room.actions.context(BOARD, self.view)
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _fill(self) -> None:
        any_shot = bool(self.room.shots.rowCount())
        here: QWidget = self.view if self.shots.rowCount() else self._none if any_shot else self._first
        self.filter.setVisible(any_shot)
        if here is not self._stack.currentWidget():
            focused = (self._stack.currentWidget() or self).isAncestorOf(self.window().focusWidget() or self.window())
            self._stack.setCurrentWidget(here)
            self.setFocusProxy(here)
            if focused:
                self.enter()
