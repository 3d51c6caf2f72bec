"""What a server answered, in words: what it can do, what one should know, or what is to be mended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fourbeat.model.errors import FourbeatError
from fourbeat.model.message import Message
from fourbeat.model.provider import Capabilities
from fourbeat.studio.connection_told import told
from fourbeat.studio.renewal import age, stale

from ..errand import Errand
from ..labels import Label
from ..room import Room


class AnswerBox(QWidget):
    """Ask a server beside the window and show what it says; `answered` carries what it can do."""

    answered = Signal(object)
    ended = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._errand: Errand | None = None
        self.head = Label(room.look, "", bold=True)
        self.head.setWordWrap(True)
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rows = QVBoxLayout()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.head)
        self._lines.addLayout(self._rows)
        self.hide()

    @property
    def busy(self) -> bool:
        """Tell whether a server is being asked."""
        return self._errand is not None

    def ask(self, name: str, way: Callable[[], Capabilities]) -> None:
        """Ask; what another question still brings is no longer heard."""
        self.clear()
        self.head.tint("text-soft")
        self.head.setText(self._room.say("connections.asking", name=name))
        self.show()
        errand = self._errand = Errand(lambda _tell: way(), None, self)
        errand.opened.connect(lambda able: self._heard(errand, name, able))
        errand.refused.connect(lambda error: self._refused(errand, error))
        errand.stopped.connect(lambda: self._over(errand))
        errand.start()

    def clear(self) -> None:
        """Forget what was answered; an answer that is still to come is not shown."""
        self._errand = None
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.hide()

    def tell(self, name: str, able: Capabilities, at: str = "") -> None:
        """Show what a server can do; `at` is when it said so, empty for now."""
        self.clear()
        say, now = self._room.say, self._room.desk.now()
        self.head.tint("good")
        self.head.setText(say("provider.answers", name=name))
        if at:
            old = stale(at, now)
            self.head.tint("warn" if old else "good")
            self.head.setText(say("connections.asked-old" if old else "connections.asked", name=name, age=age(at, now)))
        found = told(able)
        for code, icon, tone, several in (
            ("provider.can", "check", "good", found.can),
            ("provider.cannot", "info", "text-soft", found.cannot),
        ):
            if several:
                self._rows.addWidget(Label(self._room.look, say(code), tone="text-soft"))
            for one in several:
                self._rows.addWidget(self._row(icon, tone, one))
        self.show()

    def refuse(self, error: FourbeatError) -> None:
        """Show what is to be mended."""
        self.clear()
        self.head.tint("bad")
        self.head.setText(self._room.desk.wording.title(error))
        self._rows.addWidget(self._row("warning", "bad", error.message))
        self.show()

    def _heard(self, errand: Errand, name: str, able: Capabilities) -> None:
        if errand is self._errand:
            self.tell(name, able)
            self.answered.emit(able)
            self.ended.emit()

    def _refused(self, errand: Errand, error: FourbeatError) -> None:
        if errand is self._errand:
            self.refuse(error)
            self.ended.emit()

    def _over(self, errand: Errand) -> None:
        if errand is self._errand:
            self.clear()
            self.ended.emit()

    def _row(self, icon: str, tone: str, text: Message) -> QWidget:
        room, row = self._room, QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(room.theme.space("s"))
        side = room.theme.size("icon")
        mark = QLabel()
        mark.setPixmap(room.icons.icon(icon, tone).pixmap(side, side))
        words = Label(room.look, room.words(text))
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        return row
