"""The Rights panel: a choice of its parts in the title line, and the section of the one that is in front."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from fourbeat.model.edit import Changes

from ..panel import Page
from ..room import Room
from .area import Area
from .section import Section
from .tab_choice import TabChoice
from .tabs import TABS

RIGHTS = "rights"


class RightsPage(Page):
    """Show one section at a time; sections ask for nothing as long as nobody sees them."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(room, parent)
        self.tabs = TabChoice(room)
        self.stack = QStackedWidget()
        self.sections: dict[str, Section] = {}
        self._areas: list[QScrollArea] = []
        for tab in TABS:
            section = self.sections[tab.id] = tab.make(room)
            self.tabs.add(room.say(tab.word))
            self.stack.addWidget(self._framed(section, room.say(tab.word)))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.stack, 1)
        self.setAutoFillBackground(True)
        self.setFocusProxy(self.tabs)
        self.tabs.turned.connect(self._turned)
        self._recall()
        room.bridge.changed.connect(self._hear)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._reveal)

    @property
    def section(self) -> Section:
        """Give the section in front."""
        return self.sections[TABS[self.tabs.current()].id]

    def show_tab(self, tab: str) -> Section:
        """Bring a tab to the front and give its section."""
        self.tabs.choose([one.id for one in TABS].index(tab))
        return self.section

    def enter(self) -> None:
        """Take the keyboard in the section in front."""
        self.section.enter()

    def tools(self) -> QWidget:
        """Give the choice of what is shown."""
        return self.tabs

    def showEvent(self, event: QShowEvent) -> None:
        """Show what stands now."""
        super().showEvent(event)
        self.section.follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave no section narrower than its widest part."""
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, Section):
            self._fit()
        return super().eventFilter(watched, event)

    def _framed(self, section: Section, name: str) -> QScrollArea:
        area = Area(self.room, section)
        section.setAccessibleName(name)
        section.installEventFilter(self)
        self._areas.append(area)
        return area

    def _fit(self) -> None:
        widest = max((one.minimumSizeHint().width() for one in self.sections.values()), default=0)
        self.stack.setMinimumWidth(widest + self.room.theme.size("scroll"))

    def _recall(self) -> None:
        """Bring the part to the front that stood there last: another language builds the window anew."""
        known = (self.room.memory.now.tabs or {}).get(RIGHTS, "")
        place = next((at for at, one in enumerate(TABS) if one.id == known), 0)
        self.tabs.choose(place)

    def _turned(self, row: int) -> None:
        self.stack.setCurrentIndex(row)
        self.tabs.setToolTip(self.tabs.text(row))
        memory = self.room.memory
        memory.keep(tabs={**(memory.now.tabs or {}), RIGHTS: TABS[row].id})
        if self.isVisible():
            self.section.follow()

    def _hear(self, changes: Changes) -> None:
        if self.isVisible() and self.section.concerns(changes):
            self.section.follow()

    def _reveal(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what has the keyboard."""
        for area in self._areas:
            if now is not None and (inner := area.widget()) is not None and inner.isAncestorOf(now):
                area.ensureWidgetVisible(now)
