"""The studio window: top bar, centre, docks, status bar, and the arrangements it remembers."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget

from .actions import Actions
from .board.model import Shots
from .centre import Centre
from .docks import DOCKS, WORKSPACES, Area, Dock
from .panel import Page, Panel
from .room import Room
from .statusbar import StatusBar
from .topbar import TopBar
from .verbs import TABLE

LAYOUT = 1
"""The version of the saved arrangements; another one is not restored."""

_SMALL = (1366, 768)


class StudioWindow(QMainWindow):
    """Show one open project."""

    closed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        room.stage = self
        room.shots = Shots(room, self)
        self.pages: dict[str, Page] = {}
        self.panels: dict[str, Panel] = {}
        self._known = {dock.id for dock in DOCKS}
        room.actions = Actions(room, TABLE, self)
        self.setObjectName("studio")
        self.setWindowTitle(room.say("window.title", project=room.studio.plan.project.name))
        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AnimatedDocks
        )
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        room.actions.place(self)
        self.topbar = TopBar(room, self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.topbar)
        self.centre = Centre(room, self)
        self.setCentralWidget(self.centre)
        self.setStatusBar(StatusBar(room, self))
        for dock in DOCKS:
            self._install(dock)
        room.bridge.changed.connect(self._renamed)
        room.look.changed.connect(self._fit)
        self._workspace = (
            room.memory.now.workspace if room.memory.now.workspace in WORKSPACES else next(iter(WORKSPACES))
        )
        self._open_up()

    # What docks and actions ask for

    def has_dock(self, dock: str) -> bool:
        """Tell whether there is such a dock or page."""
        return dock in self._known

    def show_dock(self, dock: str) -> None:
        """Bring a dock or page to the front and give it the keyboard."""
        page = self.pages.get(dock)
        if page is None:
            return
        if (panel := self.panels.get(dock)) is not None:
            panel.show()
            panel.raise_()
        else:
            self.centre.show_page(dock)
        page.enter()

    def workspace(self, name: str) -> None:
        """Change to another workspace, keeping this one's arrangement."""
        if name == self._workspace:
            return
        self.remember()
        self._workspace = name
        self.room.memory.keep(workspace=name)
        self._arrange()
        self.room.actions.refresh()
        self.announce(self.room.say(WORKSPACES[name]))

    def reset(self) -> None:
        """Put every dock back where this workspace had it at first."""
        layouts = {name: kept for name, kept in (self.room.memory.now.layouts or {}).items() if name != self._workspace}
        self.room.memory.keep(layouts=layouts)
        self._arrange()

    def announce(self, text: str) -> None:
        """Say something short in the status bar, and to a screen reader."""
        bar = self.statusBar()
        assert isinstance(bar, StatusBar)
        bar.say(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # Qt's side

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the arrangement and tell that the window is gone."""
        self.remember()
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard in the middle."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.centre.enter()

    # Inside

    def _install(self, dock: Dock) -> None:
        page = self.pages[dock.id] = dock.make(self.room)
        self.room.actions.place(page, dock.id)
        title = self.room.say(dock.word)
        if dock.area is Area.CENTRE:
            self.centre.add(dock.id, title, page)
            return
        panel = self.panels[dock.id] = Panel(self.room, dock.id, title, page, self)
        self.addDockWidget(dock.area.value, panel)
        panel.visibilityChanged.connect(lambda _there: self._name_tabs())
        panel.dockLocationChanged.connect(lambda _area: self._name_tabs())

    def _open_up(self) -> None:
        kept = self.room.memory.now
        if not (kept.geometry and self.restoreGeometry(_bytes(kept.geometry))):
            screen = self.screen().availableSize()
            self.resize(min(1600, screen.width()), min(1000, screen.height()))
        self._arrange()

    def _arrange(self) -> None:
        """Show the workspace as it was left, or as it is meant to be at first."""
        kept = (self.room.memory.now.layouts or {}).get(self._workspace)
        if not (kept and self.restoreState(_bytes(kept), LAYOUT)):
            self._arrange_anew()
        fronts = [dock.id for dock in DOCKS if dock.area is Area.CENTRE and self._workspace in dock.workspaces]
        if fronts:
            self.centre.show_page(fronts[0])
        self._name_tabs()

    def _arrange_anew(self) -> None:
        theme = self.room.theme
        behind: dict[Area, QDockWidget] = {}
        for dock in DOCKS:
            panel = self.panels.get(dock.id)
            if panel is None:
                continue
            panel.setFloating(False)
            self.addDockWidget(dock.area.value, panel)
            panel.setVisible(self._workspace in dock.workspaces)
            if panel.isHidden():
                continue
            before = behind.get(dock.area)
            if before is not None and (dock.area is not Area.BOTTOM or self._narrow()):
                self.tabifyDockWidget(before, panel)
            elif before is not None:
                self.splitDockWidget(before, panel, Qt.Orientation.Horizontal)
            behind[dock.area] = panel
        for dock in reversed(DOCKS):
            if dock.area is not Area.CENTRE and self._workspace in dock.workspaces:
                self.panels[dock.id].raise_()
        for area, size, way in (
            (Area.LEFT, "outline", Qt.Orientation.Horizontal),
            (Area.RIGHT, "inspector", Qt.Orientation.Horizontal),
            (Area.BOTTOM, "bottom", Qt.Orientation.Vertical),
        ):
            if (last := behind.get(area)) is not None:
                wanted = theme.size(size)
                if way == Qt.Orientation.Horizontal:
                    wanted = min(wanted, self.width() // 4)
                self.resizeDocks([last], [wanted], way)

    def _narrow(self) -> bool:
        """Tell whether docks must stand behind one another to leave the middle its room."""
        return self.width() / (self.room.theme.percent / 100) < _SMALL[0] * 2 // 3

    def _fit(self) -> None:
        if self._narrow() and not (self.room.memory.now.layouts or {}).get(self._workspace):
            self._arrange_anew()
            self._name_tabs()

    def _name_tabs(self) -> None:
        for panel in self.panels.values():
            others = [one for one in self.tabifiedDockWidgets(panel) if not one.isHidden()]
            panel.tabbed(hidden=bool(others) and not panel.isFloating())

    def remember(self) -> None:
        """Keep the arrangement of the docks."""
        layouts = {**(self.room.memory.now.layouts or {}), self._workspace: _text(self.saveState(LAYOUT))}
        self.room.memory.keep(geometry=_text(self.saveGeometry()), layouts=layouts)

    def _renamed(self) -> None:
        self.setWindowTitle(self.room.say("window.title", project=self.room.studio.plan.project.name))


def _bytes(text: str) -> QByteArray:
    return QByteArray(base64.b64decode(text))


def _text(data: QByteArray) -> str:
    return base64.b64encode(data.data()).decode()


def open_window(room: Room) -> StudioWindow:
    """Build and show the window of a room."""
    window = StudioWindow(room)
    window.show()
    return window
