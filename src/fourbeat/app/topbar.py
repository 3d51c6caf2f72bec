"""The top bar: the project's menu, the workspaces, the way to everything, the queue's state."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from .actions import MENUS
from .docks import WORKSPACES
from .labels import Label
from .ledger.button import BudgetButton
from .queue.model import job_list
from .room import Room


class TopBar(QToolBar):
    """Stand at the top of the window and never move."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self.setObjectName("topbar")
        self.setWindowTitle(room.say("window.topbar"))
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setEnabled(False)
        self.project = self._menu_button()
        self.addWidget(self.project)
        self._ways = self._segments()
        self.addWidget(self._ways)
        self.addWidget(_gap())
        self.palette_field = PaletteField(room)
        self.addWidget(self.palette_field)
        self.addWidget(_gap())
        self.budget = BudgetButton(room)
        self._budget = self.addWidget(self.budget)
        self.budget.shown.connect(self._budget.setVisible)
        self.budget.told.connect(self._fit)
        self.state = QToolButton()
        self.state.setProperty("flat", True)
        self.state.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.state.clicked.connect(lambda: room.stage.show_dock("queue"))
        self.addWidget(self.state)
        room.bridge.changed.connect(self.renew)
        job_list(room).followed.connect(self.renew)
        room.bridge.paused.connect(self.renew)
        room.look.changed.connect(self.renew)
        self._space()
        self.renew()
        self.budget.renew()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the distances: with every other theme Qt would ask the style anew, and all below would move."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish):
            self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the budget out where the queue's state would be pushed off."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        others = (self.project, self._ways, self.state)
        wide = sum(one.sizeHint().width() for one in others) + self.palette_field.minimumSizeHint().width()
        gaps = 2 * len(others) * self._room.theme.space("s")
        self.budget.compact(self.width() - wide - gaps)

    def _space(self) -> None:
        line, edge = self.layout(), self._room.theme.space("xs")
        if line is not None:
            line.setContentsMargins(edge, edge, edge, edge)
            line.setSpacing(edge)

    def renew(self) -> None:
        """Say the project's name and how the queue stands."""
        room = self._room
        name = room.studio.plan.project.name
        self.project.setText(name)
        self.project.setFont(room.theme.font("heading", bold=True))
        self.project.setAccessibleName(room.say("window.project-menu", project=name))
        jobs = job_list(room)
        working, waiting = jobs.working, jobs.waiting
        if working or waiting:
            text = room.say("window.working", working=working, waiting=waiting)
        else:
            text = room.say("window.idle")
        if room.studio.jobs.paused is not None:
            code = "window.paused-working" if working else "window.paused"
            text = room.say(code, working=working, waiting=waiting)
        icon = "pause" if room.studio.jobs.paused else "play" if working else "check"
        self.state.setText(text)
        self.state.setAccessibleName(text)
        self.state.setToolTip(room.say("window.offline"))
        self.state.setIcon(room.icons.icon(icon, "text-soft"))

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("flat", True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._room.icons.dress(button, "down", "text-soft")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        menu = QMenu(button)
        # Only the button is turned round, so that its arrow stands behind the name.
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for name in MENUS:
            part = self._room.actions.menu(name, menu)
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            if part.actions():
                menu.addMenu(part)
        button.setMenu(menu)
        return button

    def _segments(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("segments")
        line = QHBoxLayout(frame)
        edge = self._room.theme.space("xs")
        line.setContentsMargins(edge, edge, edge, edge)
        line.setSpacing(edge)
        group = QActionGroup(self)
        for name, word in WORKSPACES.items():
            action = self._room.actions[f"workspace-{name}"]
            group.addAction(action)
            button = QToolButton()
            button.setProperty("flat", True)
            button.setDefaultAction(action)
            button.setText(self._room.say(word))
            button.setAccessibleName(action.text())
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            action.changed.connect(partial(button.setText, self._room.say(word)))
            line.addWidget(button)
        return frame


class PaletteField(QPushButton):
    """Look like a field, and open the palette."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.setObjectName("palettefield")
        self.setAccessibleName(room.say("window.palette"))
        self.clicked.connect(room.actions["palette"].trigger)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        self._icon = QLabel()
        self._words = Label(room.look, room.say("window.palette"), tone="text-soft")
        self._keys = Label(room.look, room.actions.keys("palette"), "caption", tone="text-faint")
        for label in (self._icon, self._words, self._keys):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            line.addWidget(label, 1 if label is self._words else 0)
        room.look.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        """Be as wide as a field."""
        theme = self._room.theme
        words = self._words.sizeHint().width() + self._keys.sizeHint().width() + 2 * theme.size("icon")
        least = words + 4 * theme.space("m")
        return QSize(max(least, theme.size("palette") // 2), theme.size("field"))

    def minimumSizeHint(self) -> QSize:
        """Shrink to the icon where there is no room."""
        theme = self._room.theme
        return QSize(theme.size("icon") + 2 * theme.space("m"), theme.size("field"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words or keys out where they would be cut off."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = self._room.theme
        room = self.width() - theme.size("icon") - 4 * theme.space("s")
        words, keys = self._words.sizeHint().width(), self._keys.sizeHint().width()
        # A field without any word would say nothing: at the least it says its keys.
        self._words.setVisible(room >= words)
        self._keys.setVisible(room >= words + keys + theme.space("m") or keys <= room < words)

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("s")
        line = self.layout()
        assert line is not None
        line.setContentsMargins(side, 0, side, 0)
        line.setSpacing(side)
        icon = theme.size("icon")
        self._icon.setPixmap(self._room.icons.icon("search", "text-soft").pixmap(icon, icon))
        self.updateGeometry()
        self._fit()


def _gap() -> QWidget:
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return gap
