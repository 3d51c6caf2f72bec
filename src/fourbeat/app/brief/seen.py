"""Who is seen: a button that names them, and a menu of the cast to check."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

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


class SeenField(Field):
    """Hold the names of the characters that are seen; or of other things that have names."""

    kind: type[Character] | type[Prop] = Character
    words = ("field.cast", "brief-dock.nobody", "brief-dock.no-cast")

    def __init__(self, room: Room) -> None:
        super().__init__(room, self.words[0])
        self._names: tuple[str, ...] = ()
        self.button = QPushButton()
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
