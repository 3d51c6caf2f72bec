"""The studio window: top bar, centre, docks, status bar, and the arrangements it remembers."""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStyle, QTabWidget, QWidget
from shiboken6 import isValid

from .actions import Actions
from .board.model import Shots
from .cast.coming import Coming
from .centre import Centre
from .docks import DOCKS, WORKSPACES, Area, Dock
from .findings.reader import reader
from .hands.drops import ClipDrops
from .pages import Pages
from .panel import Page, Panel
from .room import Room
from .script.deeds import ScriptDrops
from .statusbar import StatusBar
from .topbar import TopBar
from .verbs import TABLE

LAYOUT = 2
"""The version of the saved arrangements; another one is not restored."""

_AT_REST = 250
"""Milliseconds without a change of size after which the arrangement counts as meant."""


class StudioWindow(QMainWindow):
    """Show one open project."""

    closed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.room = room
        room.stage = self
        room.shots = Shots(room, self)
        self.settled = self.ending = False
        self.pages = Pages(self._build)
        self.panels: dict[str, Panel] = {}
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.timeout.connect(self._build_seen)
        room.actions = Actions(room, TABLE, self)
        self.setObjectName("studio")
        self.setWindowTitle(room.say("window.title", project=room.studio.plan.project.name))
        self.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        room.actions.place(self)
        ScriptDrops(room, self)
        Coming(room, self)
        ClipDrops(room, self, stills=True)
        self.topbar = TopBar(room, self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.topbar)
        self.centre = Centre(room, self)
        self.setCentralWidget(self.centre)
        self.setStatusBar(StatusBar(room, self))
        for dock in DOCKS:
            self._install(dock)
        self.centre.turned.connect(self._seen.start)
        # What is found in the film is read whether or not somebody looks at it.
        reader(room)
        for dock in DOCKS:
            if dock.always:
                self.pages[dock.id]
        room.bridge.changed.connect(self._renamed)
        room.look.changed.connect(self._fit)
        self._workspace = (
            room.memory.now.workspace if room.memory.now.workspace in WORKSPACES else next(iter(WORKSPACES))
        )
        self._opened = False
        self._was_tight = self._anew = False
        self._roomy = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_AT_REST)
        self._rest.timeout.connect(self._rested)
        self._open_up()

    # What docks and actions ask for

    def has_dock(self, dock: str) -> bool:
        """Tell whether there is such a dock or page."""
        return dock in self.pages

    def show_dock(self, dock: str) -> None:
        """Bring a dock or page to the front and give it the keyboard."""
        if dock not in self.pages:
            return
        page = self.pages[dock]
        if (panel := self.panels.get(dock)) is not None:
            panel.show()
            panel.raise_()
        else:
            self.centre.show_page(dock)
        page.enter()

    def front(self, dock: str) -> bool:
        """Bring a dock to the front and leave the keyboard where it is; tell whether it is to be seen now.

        A dock that is put away stays so, and one with the keyboard is never covered.
        """
        panel, busy = self.panels.get(dock), self.panels.get(self.focused())
        if panel is None or panel.isHidden() or (busy is not None and busy in self.tabifiedDockWidgets(panel)):
            return False
        panel.raise_()
        self.pages[dock]
        return True

    def focused(self) -> str:
        """Name the dock that has the keyboard, or had it before a sheet took it; nothing where none has."""
        widget: QWidget | None = self.focusWidget()
        named = {page: dock for dock, page in self.pages.built.items()}
        while widget is not None:
            if isinstance(widget, Page) and widget in named:
                return named[widget]
            widget = widget.parentWidget()
        return ""

    def workspace(self, name: str) -> None:
        """Change to another workspace, keeping this one's arrangement."""
        if name == self._workspace:
            return
        self.remember()
        self._workspace = name
        self.room.memory.keep(workspace=name)
        self._arrange()
        self.room.actions.refresh()
        # The bar on top shows it; the one below keeps saying what is saved.
        self._read_aloud(self.room.say(WORKSPACES[name]))

    def reset(self) -> None:
        """Put every dock back where this workspace had it at first."""
        layouts = {name: kept for name, kept in self._layouts().items() if name != self._layout_name()}
        self.room.memory.keep(layouts=layouts)
        self._arrange()

    def announce(self, text: str) -> None:
        """Say something short in the status bar, and to a screen reader."""
        bar = self.statusBar()
        assert isinstance(bar, StatusBar)
        bar.say(text)
        self._read_aloud(text)

    def _read_aloud(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def may_close(self, *, ending: bool = False) -> bool:
        """Ask once whether the window may close: each page may have work that would be lost.

        `ending` says that the program ends then; else another project is opened.
        """
        self.ending = ending
        self.settled = self.settled or all(page.may_close() for page in self.pages.built.values())
        return self.settled

    # Qt's side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put docks behind one another when the window becomes small."""
        super().resizeEvent(event)
        if self._opened:
            self._rest.start()
            if self._tight() != self._was_tight:
                QTimer.singleShot(0, self, self._fit)

    def event(self, event: QEvent) -> bool:
        """Hear when an edge between panels has been dragged."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._opened:
            self._rest.start()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the arrangement and tell that the window is gone, unless there is work to stay for."""
        if not self.may_close(ending=True):
            event.ignore()
            return
        self.remember()
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard in the middle."""
        super().showEvent(event)
        self._build_seen()
        if self.focusWidget() is None:
            self.centre.enter()

    # Inside

    def _install(self, dock: Dock) -> None:
        title = self.room.say(dock.word)
        if dock.area is Area.CENTRE:
            self.centre.add(dock.id, title)
            return
        panel = self.panels[dock.id] = Panel(self.room, dock.id, title, self)
        self.addDockWidget(dock.area.value, panel)
        panel.visibilityChanged.connect(self._name_tabs)
        panel.visibilityChanged.connect(self._seen.start)
        panel.dockLocationChanged.connect(self._name_tabs)

    def _build(self, identity: str) -> Page:
        """Build the page of a dock and put it into its place."""
        dock = next(dock for dock in DOCKS if dock.id == identity)
        page = dock.make(self.room)
        self.room.actions.place(page, identity)
        if (panel := self.panels.get(identity)) is not None:
            panel.hold(page)
        else:
            self.centre.hold(identity, page)
        return page

    def _build_seen(self) -> None:
        """Build the pages that are looked at by now; panels behind tabs stand outside of the window."""
        if not self.isVisible():
            return
        frames = {**self.centre.frames, **{dock: panel.frame for dock, panel in self.panels.items()}}
        for dock, frame in frames.items():
            if frame.page is None and not frame.viewport().visibleRegion().isEmpty():
                page = self.pages[dock]
                if self._anew and (panel := self.panels.get(dock)) is not None:
                    self._widen(panel, page)

    def _open_up(self) -> None:
        kept = self.room.memory.now
        if not (kept.geometry and self.restoreGeometry(_bytes(kept.geometry))):
            screen, size = self.screen().availableSize(), self.room.theme
            # The desktop's frame comes on top.
            high = screen.height() - self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
            self.resize(min(size.size("window"), screen.width()), min(size.size("window-high"), high))
        self._arrange()
        self._opened = True
        if not self.room.selection.shots and self.room.shots.rowCount():
            self.room.selection.choose([self.room.shots.card(0).shot])

    def _arrange(self) -> None:
        """Show the workspace as it was left, or as it is meant to be at first."""
        self._was_tight = self._tight()
        kept = self._layouts().get(self._layout_name())
        self._anew = not (kept and self.restoreState(_bytes(kept), LAYOUT))
        if self._anew:
            self._arrange_anew()
        fronts = [dock.id for dock in DOCKS if dock.area is Area.CENTRE and self._workspace in dock.workspaces]
        if fronts:
            self.centre.show_page(fronts[0])
        self._name_tabs()
        self._roomy = ""
        self._rest.start()

    def _arrange_anew(self) -> None:
        here = [dock for dock in DOCKS if dock.id in self.panels]
        for panel in self.panels.values():
            # Docks that stand side by side for a moment would make the window grow.
            panel.hide()
            panel.setFloating(False)
            self.removeDockWidget(panel)
        shown = self._shown_at_first()
        last: dict[Area, Panel] = {}
        for dock in here:
            panel = self.panels[dock.id]
            area = Area.RIGHT if self._was_tight and dock.area is Area.LEFT else dock.area
            self.addDockWidget(area.value, panel)
            # Where there is little room, what is opened at the bottom later must not stand beside but behind.
            if dock not in shown and not (self._was_tight and area is Area.BOTTOM):
                continue
            if (before := last.get(area)) is not None:
                if area is Area.BOTTOM and not self._was_tight:
                    self.splitDockWidget(before, panel, Qt.Orientation.Horizontal)
                else:
                    self.tabifyDockWidget(before, panel)
            last[area] = panel
        for dock in here:
            self.panels[dock.id].setVisible(dock in shown)
        for dock in reversed(here):
            if dock in shown and (not self._was_tight or dock.area is Area.RIGHT):
                self.panels[dock.id].raise_()
        self._size_docks(last)

    def _shown_at_first(self) -> list[Dock]:
        """List the workspace's docks; where there is little room, those of the bottom leave theirs to those beside."""
        shown = [dock for dock in DOCKS if dock.id in self.panels and self._workspace in dock.workspaces]
        beside = [dock for dock in shown if dock.area is not Area.BOTTOM]
        return beside if self._was_tight and beside else shown

    def _size_docks(self, docks: dict[Area, Panel]) -> None:
        theme = self.room.theme
        for area, size in ((Area.LEFT, "outline"), (Area.RIGHT, "inspector")):
            if (panel := docks.get(area)) is not None:
                self.resizeDocks([panel], [min(theme.size(size), self._widest())], Qt.Orientation.Horizontal)
                for one in (panel, *self.tabifiedDockWidgets(panel)):
                    if isinstance(one, Panel) and one.frame.page is not None:
                        self._widen(one, one.frame.page)
        if Area.BOTTOM in docks:
            high = min(theme.size("bottom"), self.height() // 3)
            self.resizeDocks([docks[Area.BOTTOM]], [high], Qt.Orientation.Vertical)

    def _widen(self, panel: Panel, page: Page) -> None:
        """Give a panel beside the middle the width that its page needs, where there is so much."""
        wanted = min(page.minimumSizeHint().width() + self.room.theme.size("scroll"), self._widest())
        bottom = self.dockWidgetArea(panel) == Area.BOTTOM.value
        if not bottom and not panel.isFloating() and panel.width() < wanted:
            self.resizeDocks([panel], [wanted], Qt.Orientation.Horizontal)

    def _widest(self) -> int:
        return self.width() * (9 if self._was_tight else 6) // 20

    def _tight(self) -> bool:
        """Tell whether docks must stand behind one another to leave the middle its room."""
        theme = self.room.theme
        return self.width() < theme.size("narrow") or self.height() < theme.size("low")

    def _fit(self) -> None:
        """Rearrange the docks when the window has become small for its text, or large again."""
        if self._opened and self._tight() != self._was_tight:
            held, dock = self.focusWidget(), self.focused()
            self.remember()
            self._arrange()
            if held is not None and isValid(held) and (panel := self.panels.get(dock)) is not None:
                # Panels that change their places lose the keyboard on the way.
                panel.show()
                panel.raise_()
                held.setFocus()

    def _rested(self) -> None:
        """Keep in mind how wide everything is while there is room: a small window crushes panels before it is heard."""
        self._fit()
        if not self._tight():
            self._roomy = _text(self.saveState(LAYOUT))

    def _layouts(self) -> dict[str, str]:
        return self.room.memory.now.layouts or {}

    def _layout_name(self) -> str:
        return f"{self._workspace}, tight" if self._was_tight else self._workspace

    def _name_tabs(self) -> None:
        for panel in self.panels.values():
            others = [one for one in self.tabifiedDockWidgets(panel) if not one.isHidden()]
            panel.tabbed(hidden=bool(others) and not panel.isFloating())

    def remember(self) -> None:
        """Keep the arrangement of the docks."""
        crushed = self._tight() and not self._was_tight
        state = self._roomy if crushed and self._roomy else _text(self.saveState(LAYOUT))
        layouts = {**self._layouts(), self._layout_name(): state}
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
