"""Who is seen: a button that names them, and a menu of the cast to check."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from fourbeat.model.plan import Character, Prop

from ..room import Room
from .field import Field


class Checks(QMenu):
    """Be a menu of checks that stays open while one checks several."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Check without closing."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check with the space bar without closing."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


class Names(QPushButton):
    """Be a button that looks like the boxes below it: its words on the left, their arrow on the right."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setObjectName("names")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw button, words and the arrow of our own set."""
        painter, look, side = QStylePainter(self), QStyleOptionButton(), self._room.theme.size("icon")
        self.initStyleOption(look)
        # With its own arrow Qt would set the words against the edge.
        look.features &= ~QStyleOptionButton.ButtonFeature.HasMenu
        painter.drawControl(QStyle.ControlElement.CE_PushButton, look)
        box = QRect(0, 0, side, side)
        box.moveCenter(QPoint(self.width() - side + self._room.theme.size("focus"), self.rect().center().y()))
        self._room.icons.icon("down", "text-soft").paint(painter, box)
        painter.end()


class SeenField(Field):
    """Hold the names of the characters that are seen; or of other things that have names."""

    kind: type[Character] | type[Prop] = Character
    words = ("field.cast", "brief-dock.nobody", "brief-dock.no-cast")

    def __init__(self, room: Room) -> None:
        super().__init__(room, self.words[0])
        self._names: tuple[str, ...] = ()
        self.button = Names(room)
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.menu = Checks(self.button)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self.hold(self.button)
        self._show()

    def value(self) -> object:
        """Give the names."""
        return self._names

    def show_value(self, value: object) -> None:
        """Show names."""
        self._names = value if isinstance(value, tuple) else ()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as many names as there is room for."""
        super().resizeEvent(event)
        self._show()

    def dress(self) -> None:
        """Follow the look."""
        super().dress()
        self._show()

    def _show(self) -> None:
        text = ", ".join(self._names) or self.room.say(self.words[1])
        theme = self.room.theme
        room = self.button.width() - 3 * theme.space("m") - theme.size("icon")
        self.button.setText(self.button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(1, room)))
        self.button.setToolTip(text)
        self.button.setAccessibleDescription(text)

    def _fill(self) -> None:
        self.menu.clear()
        for name in [one.name for one in self.room.studio.plan.all(self.kind)]:
            self._person(name)
        if self.menu.isEmpty():
            self.menu.addAction(self.room.say(self.words[2])).setEnabled(False)

    def _person(self, name: str) -> None:
        action = QAction(name.replace("&", "&&"), self.menu)
        action.setCheckable(True)
        action.setChecked(name in self._names)
        action.triggered.connect(lambda on: self._check(name, on))
        self.menu.addAction(action)

    def _check(self, name: str, on: bool) -> None:
        others = tuple(one for one in self._names if one != name)
        self._names = (*others, name) if on else others
        self._show()
        self.edited.emit()


class PropsField(SeenField):
    """Hold the names of the props that are seen."""

    kind = Prop
    words = ("field.props", "brief-dock.nothing", "brief-dock.no-props")
