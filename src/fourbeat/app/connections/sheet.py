"""The sheet of connections: which there are, one of them in full, and the ways to a first one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.edit import Changes
from fourbeat.studio.connection_file import free_key
from fourbeat.studio.services import Service, services
from fourbeat.studio.unknown import unknown_generators

from ..board.asking import Asking
from ..errand import Errand
from ..labels import Label
from ..room import Room
from .editor import Editor
from .new_server import SPOKEN, NewServer
from .ways import Ways

_KEY = Qt.ItemDataRole.UserRole


class ConnectionsSheet(Asking):
    """Show the connections; without any, ask how to begin."""

    def __init__(self, room: Room, wanted: str = "") -> None:
        super().__init__(room, "act.connections", "connections.add")
        self.roomy = True
        # What the film misses is what is connected first: it is found by its key alone.
        self._wanted = wanted
        self._leaving = False
        self.ways, self.editor = Ways(room), Editor(room)
        self.list = QListWidget()
        self.list.setObjectName("connections")
        self.list.setAccessibleName(room.title("act.connections"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.remove = QPushButton(room.say("connections.remove"))
        self.remove.setAutoDefault(False)
        self.unknown = Label(room.look, "", tone="warn")
        self.unknown.setWordWrap(True)
        self.pages = QStackedWidget()
        for page in (self.ways, self.editor):
            self.pages.addWidget(_scrolled(page))
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addWidget(self.remove)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.addWidget(self._left, 1)
        self._halves.addWidget(self.pages, 3)
        self.lines.addWidget(self.unknown)
        self.lines.addLayout(self._halves, 1)
        self.go.setDefault(False)
        self.go.setAutoDefault(False)
        self.go.setProperty("primary", False)
        self.list.currentItemChanged.connect(self._turned)
        self.remove.clicked.connect(self._remove)
        self.ways.chosen.connect(self.begin)
        self.editor.changed.connect(self._renew)
        # What came of a question would stand below the edge.
        self.editor.answer.ended.connect(lambda: QTimer.singleShot(0, self, self._see_answer))
        self._halves.setSpacing(room.theme.space("l"))
        window = self.parentWidget() or self
        self.setMinimumWidth(min(room.theme.size("help"), window.width()))
        # An answer has many lines.
        self.pages.setMinimumHeight(window.height() * 6 // 10)
        self.finished.connect(self._told)
        self._renew()
        if wanted or not room.studio.connections.all():
            self._show_ways()

    def done_asking(self) -> None:
        """Offer the ways to another connection."""
        self._show_ways()

    def begin(self, way: str) -> None:
        """Go one of the ways: make the connection, or ask which service the key is for."""
        if way == "none":
            self.reject()
        elif way == "comfyui":
            self._add(next(one for one in services() if one.protocol is WireProtocol.COMFYUI), test=True)
        elif way == "websites":
            self._add(_website(self.room))
        else:
            menu = QMenu(self)
            for one in services():
                if one.protocol is not WireProtocol.COMFYUI:
                    menu.addAction(one.name, partial(self._add, one))
            menu.addSeparator()
            menu.addAction(self.room.say("connections.other"), self._ask_server)
            choice = self.ways.choices["key"]
            menu.popup(choice.mapToGlobal(choice.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list above the rest where both do not fit side by side."""
        super().resizeEvent(event)
        narrow = self.width() < 3 * self.room.theme.size("choice")
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._halves.direction() != way:
            self._halves.setDirection(way)

    def reject(self) -> None:
        """Close once what was changed is kept; whoever closes again leaves what could not be kept."""
        leaving, self._leaving = self._leaving, True
        if leaving or self.pages.currentIndex() == 0:
            super().reject()
        else:
            self.editor.keep_it(super().reject)

    def _ask_server(self) -> None:
        asked = NewServer(self.room, self._wanted)
        asked.made.connect(self._front)
        asked.present()

    def _front(self, made: Connection) -> None:
        self._wanted = ""
        self._renew(made)
        (self.editor.secret.field if not self.editor.secret.isHidden() else self.editor.name).setFocus()

    def _told(self) -> None:
        """Let the brief offer what there is now."""
        self.room.bridge.changed.emit(Changes(shots=frozenset(self.room.selection.shots)))

    def _add(self, service: Service, *, test: bool = False) -> None:
        connections = self.room.studio.connections
        taken = {one.key: one for one in connections.all()}
        key = self._wanted or free_key(service.name, taken, service.protocol.value)
        made = self.room.carry_out(partial(connections.add, key=key, fields=service.fields()))
        if made is not None:
            self._front(made)
            if test:
                self.editor.ask()

    def _remove(self) -> None:
        connection = self.editor.connection
        if connection is None:
            return
        # Beside the window: the keyring may ask for a password before it forgets.
        self.remove.setEnabled(False)
        verb = partial(self.room.studio.connections.remove, key=connection.key)
        errand = Errand(lambda _tell: (verb(),), None, self)
        errand.opened.connect(lambda _none: self._removed(connection))
        errand.refused.connect(self.room.refuse)
        errand.refused.connect(lambda _error: self.remove.setEnabled(True))
        errand.start()

    def _removed(self, connection: Connection) -> None:
        if self.editor.connection is not None and self.editor.connection.key == connection.key:
            self.editor.connection = None
        self._renew()
        self.room.stage.announce(self.room.say("connections.removed", name=connection.name))

    def _show_ways(self) -> None:
        self.list.setCurrentRow(-1)
        self.pages.setCurrentIndex(0)
        self.remove.setEnabled(False)
        self.go.setEnabled(False)
        self.ways.choices["comfyui"].setFocus()

    def _turned(self, item: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if item is None:
            return
        key = item.data(_KEY)
        if self.editor.connection is not None and self.editor.connection.key == key:
            self._show_editor()
            return
        found = self.room.studio.connections.get(key)
        if found is not None:
            self.editor.show_connection(found)
            self._show_editor()

    def _see_answer(self) -> None:
        area = self.pages.widget(1)
        assert isinstance(area, QScrollArea)
        for part in (self.editor.trial, self.editor.answer, self.editor.answer.head):
            if part.isVisible():
                area.ensureWidgetVisible(part, 0, self.room.theme.space("m"))

    def _show_editor(self) -> None:
        self.pages.setCurrentIndex(1)
        self.remove.setEnabled(True)
        self.go.setEnabled(True)

    def _renew(self, front: Connection | None = None) -> None:
        """List what there is, and say what a film misses."""
        room = self.room
        connections = room.studio.connections
        every = connections.all()
        key = front.key if front else self.editor.connection.key if self.editor.connection else ""
        self.list.blockSignals(True)
        self.list.clear()
        for one in every:
            kind = room.say(SPOKEN[one.protocol])
            if one.pool:
                kind = room.say("queue-dock.in-pool", server=one.key, pool=one.pool)
            item = QListWidgetItem(room.say("connections.row", name=one.name, kind=kind))
            item.setData(_KEY, one.key)
            item.setToolTip(one.url or one.key)
            self.list.addItem(item)
            if one.key == key:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        said = [room.words(one) for one in connections.faults()]
        said += [room.say("connections.unknown-here", key=one) for one in unknown_generators(room.studio)]
        self.unknown.setText("\n".join(said))
        self.unknown.setVisible(bool(said))
        self._left.setVisible(bool(every))
        if self.list.currentItem() is not None:
            self._turned(self.list.currentItem(), None)
        elif every:
            self.list.setCurrentRow(0)
        else:
            self._show_ways()


def _website(room: Room) -> Service:
    return Service(key="website", name=room.say("connections.website"), protocol=WireProtocol.HANDWORK)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def show_connections(room: Room, wanted: str = "") -> None:
    """Open the sheet; with a key that the film misses, at the ways to connect it."""
    ConnectionsSheet(room, wanted).present()
