"""The help sheet: the manual's pages in a window of their own, with a list, a search, and a way back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fourbeat.studio.manual import Manual

from ..labels import Label
from ..room import Room
from . import keys
from .browser import Reader

_PAGE = Qt.ItemDataRole.UserRole


class Help(QDialog):
    """Stand beside the work: it can stay open while one tries what a page says."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self._room, self._over = room, parent
        self._stood: QPoint | None = None
        self._manual = Manual(room.desk.wording.language)
        self._titles = {page.name: page.title for page in self._manual.pages()}
        self._titles[keys.PAGE] = room.say("keys.title")
        self.setWindowTitle(room.say("manual.title"))
        self.back, self.forth = self._button("back", "manual.back"), self._button("forward", "manual.forward")
        self.field = QLineEdit()
        self.field.setPlaceholderText(room.say("manual.find"))
        room.name(self.field, "manual.find")
        self.field.setToolTip("")
        self.list = QListWidget()
        room.name(self.list, "manual.pages")
        self.list.setToolTip("")
        self.list.setObjectName("manualpages")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Label(room.look, "", tone="text-soft")
        self.nothing.setWordWrap(True)
        self.reader = Reader(room, self._manual)
        room.name(self.reader, "manual.title")
        self.reader.setToolTip("")
        self._lay_out()
        self.back.clicked.connect(self.reader.backward)
        self.forth.clicked.connect(self.reader.forward)
        self.reader.backwardAvailable.connect(self.back.setEnabled)
        self.reader.forwardAvailable.connect(self.forth.setEnabled)
        self.back.setEnabled(False)
        self.forth.setEnabled(False)
        self.reader.historyChanged.connect(self._turned)
        self.field.textChanged.connect(self.seek)
        self.field.returnPressed.connect(self._read_first)
        self.list.currentItemChanged.connect(lambda now, _before: self._read(now))
        self.seek("")

    def show_page(self, page: str, anchor: str = "") -> None:
        """Turn to a page."""
        self.field.clear()
        self.reader.turn(page, anchor=anchor)
        self._turned()

    def come(self) -> None:
        """Show the sheet, where it stood when it was put away; left to itself it would come lower each time."""
        if self._stood is not None and not self.isVisible():
            self.move(self._stood)
        open_already = self.isVisible()
        self.show()
        if self.isMinimized():
            self.showNormal()
        elif open_already and not self.isActiveWindow():
            # It may stand behind the window.
            self.raise_()
        self.activateWindow()

    def setVisible(self, visible: bool) -> None:
        """Keep in mind where it stands before it is put away."""
        if not visible and self.isVisible():
            self._stood = self.pos()
        super().setVisible(visible)

    def seek(self, words: str) -> None:
        """List the pages that hold some words, or all of them."""
        self.list.blockSignals(True)
        self.list.clear()
        if not words.strip():
            for page in self._titles:
                self._add(page, "")
        else:
            for hit in self._manual.find(words):
                self._add(hit.name, hit.excerpt)
            if line := keys.found(self._room, words):
                self._add(keys.PAGE, line)
        self.nothing.setText("" if self.list.count() else self._room.say("manual.nothing", words=words.strip()))
        self.nothing.setVisible(not self.list.count())
        self.list.setVisible(bool(self.list.count()))
        self._point()
        self.list.blockSignals(False)

    def _add(self, page: str, excerpt: str) -> None:
        title = self._titles[page]
        item = QListWidgetItem(f"{title}\n{excerpt}" if excerpt else title)
        item.setData(_PAGE, page)
        self.list.addItem(item)

    def _read(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.reader.turn(item.data(_PAGE), self.field.text())

    def _read_first(self) -> None:
        if self.list.count():
            self.list.setCurrentRow(0)
            self._read(self.list.item(0))

    def _turned(self) -> None:
        page = self.reader.page
        self.reader.setAccessibleName(self._titles.get(page, page))
        self.list.blockSignals(True)
        self._point()
        self.list.blockSignals(False)

    def _point(self) -> None:
        """Point in the list at the page that is read."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_PAGE) == self.reader.page:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(-1)

    def _button(self, icon: str, code: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("flat", True)
        self._room.icons.dress(button, icon)
        self._room.name(button, code)
        return button

    def _lay_out(self) -> None:
        theme = self._room.theme
        edge = theme.space("s")
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        column.addStretch(0)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(side)
        parts.addWidget(self.reader)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        line = QHBoxLayout()
        for widget in (self.back, self.forth, self.field):
            line.addWidget(widget)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(edge, edge, edge, edge)
        lines.addLayout(line)
        lines.addWidget(parts, 1)
        room = self._over.window().size()
        self.resize(QSize(theme.size("help"), theme.size("help-high")).boundedTo(room))
        beside = min(theme.size("outline"), self.width() // 3)
        parts.setSizes([beside, self.width() - beside])
