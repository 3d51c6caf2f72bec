"""The middle of the window: pages behind tabs, with the front page's own tools beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from .connections.missing import MissingStrip
from .hands.lying import LyingStrip
from .labels import Label
from .panel import Frame, Page
from .room import Room


class Centre(QWidget):
    """Hold the pages of the centre; `turned` tells that another one may be in front, and has to be there."""

    turned = Signal()

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room
        self._ids: list[str] = []
        self.frames: dict[str, Frame] = {}
        self._tools: dict[str, QWidget] = {}
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        room.name(self.tabs, "window.views")
        self.tabs.setToolTip("")
        self.note = Label(room.look, "", "caption", tone="text-soft")
        self.pages = QStackedWidget()
        self._line = QHBoxLayout()
        self._line.addWidget(self.tabs)
        self._line.addStretch(1)
        self._line.addWidget(self.note)
        self._lines = QVBoxLayout(self)
        self.missing = MissingStrip(room)
        self._lines.addWidget(self.missing)
        self.lying = LyingStrip(room)
        self._lines.addWidget(self.lying)
        self._lines.addLayout(self._line)
        self._lines.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self._turn)
        room.look.changed.connect(self._dress)
        self._dress()

    def add(self, identity: str, title: str) -> None:
        """Make a tab for a page."""
        self._ids.append(identity)
        frame = self.frames[identity] = Frame(self._room, self)
        self.pages.addWidget(frame)
        self.tabs.addTab(title)

    def hold(self, identity: str, page: Page) -> None:
        """Put a page behind its tab."""
        page.setAccessibleName(self.tabs.tabText(self._ids.index(identity)))
        self.frames[identity].hold(page)
        if (tools := page.tools()) is not None:
            self._tools[identity] = tools
            self._line.addWidget(tools)
        page.noted.connect(self._tell)
        self._dress_tab()

    @property
    def front(self) -> str:
        """Name the page in front."""
        return self._ids[self.tabs.currentIndex()]

    def show_page(self, identity: str) -> None:
        """Bring a page to the front."""
        if identity in self._ids:
            self.tabs.setCurrentIndex(self._ids.index(identity))

    def enter(self) -> None:
        """Give the keyboard to the page in front."""
        if (page := self.frames[self.front].page) is not None:
            page.enter()

    def _turn(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        self._dress_tab()
        self.turned.emit()

    def _dress_tab(self) -> None:
        self._tell()
        for identity, tools in self._tools.items():
            tools.setVisible(identity == self.front)

    def _tell(self) -> None:
        page = self.frames[self.front].page
        self.note.setText(page.note if page is not None else "")

    def _dress(self) -> None:
        theme = self._room.theme
        side = theme.space("m")
        self._line.setContentsMargins(side, theme.space("s"), side, theme.space("xs"))
        self._line.setSpacing(theme.space("s"))
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=True)
        self.setObjectName("centre")
