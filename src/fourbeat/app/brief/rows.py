"""Rows of a brief: beats and lines, added, put in another order and removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ..room import Room
from .controls import Entry, plain, said
from .field import Field

_TIME = 5
"""How many figures the time of a row shows."""


class Time(Entry):
    """Hold the second something happens at, or nothing where it takes its turn; `settled` follows a new time."""

    settled = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(16)
        self._room = room
        self.at: str | None = None
        self.setPlaceholderText(room.say("brief-dock.in-turn"))
        self.setAccessibleName(room.say("brief-dock.at"))
        self.setToolTip(room.say("brief-dock.at"))
        self.editingFinished.connect(self._finished)
        room.look.changed.connect(self._dress)
        self._dress()

    def show_at(self, at: str | None) -> None:
        """Show a time, unless one is being written."""
        if at != self.at or not self.hasFocus():
            self.at = at
            self.put(said(at))

    def _finished(self) -> None:
        text = plain(self.text())
        if text != said(self.at):
            self.at = text or None
            self.settled.emit()

    def _dress(self) -> None:
        theme = self._room.theme
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        figures = self.fontMetrics().horizontalAdvance("0" * _TIME)
        self.setFixedWidth(max(words, figures) + 2 * theme.space("s") + theme.space("s"))


class Row(QWidget):
    """Be one row: `edited` follows what a person does, `wanted` carries "earlier", "later" or "remove".

    `done` says that the row is written and the next may come.
    """

    edited = Signal()
    wanted = Signal(str)
    done = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        self.time = Time(room)
        self.time.settled.connect(self.edited)
        self.more = QToolButton()
        self.more.setProperty("flat", True)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        room.name(self.more, "brief-dock.row-menu")
        room.icons.dress(self.more, "more", "text-soft")
        menu = QMenu(self.more)
        for wish, code in (
            ("earlier", "act.item-earlier"),
            ("later", "act.item-later"),
            ("remove", "brief-dock.remove"),
        ):
            menu.addAction(room.say(code)).triggered.connect(partial(self._want, wish))
        self.more.setMenu(menu)

    def value(self) -> dict[str, object] | None:
        """Say what the row holds; None while it holds too little to be kept."""
        raise NotImplementedError

    def put(self, value: dict[str, object]) -> None:
        """Show what the brief says."""
        raise NotImplementedError

    def speak(self, language: str) -> None:
        """Ask for text to send in a language; "" for none."""

    def follow(self, before: Row | None) -> None:
        """Begin as a new row after another."""

    def first(self) -> QWidget:
        """Give the control to write in first."""
        raise NotImplementedError

    def _want(self, wish: str, _on: bool = False) -> None:
        self.wanted.emit(wish)


class RowsField(Field):
    """Hold rows of one kind."""

    def __init__(self, room: Room, word: str, add: str, make: Callable[[], Row]) -> None:
        super().__init__(room, word)
        self._make = make
        self.rows: list[Row] = []
        self._language = ""
        self._stack = QVBoxLayout()
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.add = QPushButton(room.say(add))
        self.add.setProperty("flat", True)
        room.icons.dress(self.add, "add", "text-soft")
        self.add.clicked.connect(lambda _on=False: self.append())
        self.setFocusProxy(self.add)
        self.lines.addLayout(self._stack)
        self.lines.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def value(self) -> object:
        """Give the rows that hold something."""
        return tuple(value for row in self.rows if (value := row.value()) is not None)

    def show_value(self, value: object) -> None:
        """Show rows; one that is still empty stays while the rest reads the same."""
        assert isinstance(value, tuple)
        kept = [row for row in self.rows if row.value() is not None]
        if len(kept) != len(value):
            self._count(len(value))
            kept = self.rows
        for row, one in zip(kept, value, strict=True):
            row.put(one)
        self.renew()

    def speak(self, language: str) -> None:
        """Ask every row for text to send in a language; "" for none."""
        self._language = language
        for row in self.rows:
            row.speak(language)

    def append(self) -> None:
        """Add an empty row and write in it."""
        before = self.rows[-1] if self.rows else None
        row = self._one_more()
        row.follow(before)
        self.renew()
        row.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def focused(self) -> int | None:
        """Say which row has the keyboard."""
        return next(
            (place for place, row in enumerate(self.rows) if row.isAncestorOf(row.window().focusWidget())), None
        )

    def place(self, row: Row) -> int:
        """Say which of the rows that are kept a row is."""
        kept = [one for one in self.rows if one is row or one.value() is not None]
        return kept.index(row)

    def shift(self, row: Row, by: int) -> None:
        """Let a row change places with its neighbour; each place keeps its time."""
        here = self.rows.index(row)
        there = here + by
        mine, other = row.value(), self.rows[there].value() if 0 <= there < len(self.rows) else None
        if mine is None or other is None:
            return
        mine["at"], other["at"] = other["at"], mine["at"]
        row.put(other)
        self.rows[there].put(mine)
        self.rows[there].first().setFocus(Qt.FocusReason.OtherFocusReason)
        self._written()

    def remove(self, row: Row) -> None:
        """Take a row away."""
        place = self.rows.index(row)
        near = self.rows[place - 1] if place else self.rows[1] if len(self.rows) > 1 else None
        (near.first() if near else self.add).setFocus(Qt.FocusReason.OtherFocusReason)
        self.rows.remove(row)
        self._drop(row)
        self._written()

    def renew(self) -> None:
        """Follow what the rows hold."""

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        self._stack.setSpacing(self.room.theme.space("xs"))

    def _count(self, count: int) -> None:
        while len(self.rows) > count:
            self._drop(self.rows.pop())
        while len(self.rows) < count:
            self._one_more()

    def _one_more(self) -> Row:
        row = self._make()
        row.edited.connect(self._written)
        row.wanted.connect(partial(self._wanted, row))
        row.done.connect(partial(self._next, row))
        row.speak(self._language)
        self.rows.append(row)
        self._stack.addWidget(row)
        return row

    def _drop(self, row: Row) -> None:
        self._stack.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _wanted(self, row: Row, wish: str) -> None:
        if wish == "remove":
            self.remove(row)
        else:
            self.shift(row, -1 if wish == "earlier" else 1)

    def _next(self, row: Row) -> None:
        place = self.rows.index(row) + 1
        if place < len(self.rows):
            self.rows[place].first().setFocus(Qt.FocusReason.TabFocusReason)
        elif row.value() is not None:
            self.append()

    def _written(self) -> None:
        self.renew()
        self.edited.emit()
