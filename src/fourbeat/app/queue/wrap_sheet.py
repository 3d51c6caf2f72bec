"""What a run of the queue came to, in a sheet: asked for, or waiting for whoever comes back to the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from fourbeat.studio.wrap import Wrap, lines, wrap

from ..actions import Action
from ..board.asking import Asking
from ..check import Check
from ..labels import Label
from ..room import Room
from .model import job_list
from .outside import Outside


class WrapSheet(Asking):
    """Say line by line what the last run came to, and whether its end is told outside the window."""

    def __init__(self, room: Room, came: Wrap) -> None:
        super().__init__(room, "wrap-sheet.title", "wrap-sheet.show")
        self.text = Label(room.look, "\n".join(room.words(line) for line in lines(came)))
        self.text.setWordWrap(True)
        # Where there is a bar to scroll with, words keep off it.
        self.text.setContentsMargins(0, 0, room.theme.space("s"), 0)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        # A long night in large letters scrolls; the buttons stay.
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setMinimumSize(room.theme.size("sheet"), 3 * room.theme.size("row"))
        page.setWidget(self.text)
        self.roomy = True
        self.lines.addWidget(page, 1)
        self.outside = Check(room, room.say("wrap-sheet.outside"))
        self.outside.setChecked(room.memory.now.outside)
        self.outside.toggled.connect(lambda on: room.memory.keep(outside=on))
        self.lines.addWidget(self.outside)

    def done_asking(self) -> None:
        """Show the queue."""
        self.accept()
        self.room.stage.show_dock("queue")


class Returning(QObject):
    """Tell of the queue's end: at once to whoever is there, in a sheet to whoever comes back."""

    def __init__(self, room: Room, parent: QObject) -> None:
        super().__init__(parent)
        self._room = room
        self._due = False
        self.outside = Outside(room.icons.icon("film"), self)
        self.outside.wanted.connect(self._come_forward)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._turned)

    def over(self, text: str) -> None:
        """Say that the queue is done."""
        room = self._room
        room.stage.announce(text)
        if not away():
            return
        self._due = True
        if isinstance(room.stage, QWidget):
            QApplication.alert(room.stage)
        if room.memory.now.outside:
            self.tell_outside(text)

    def tell_outside(self, text: str) -> None:
        """Say it where the system shows notifications; one that has no place for them shows none."""
        self.outside.tell(self._room.studio.plan.project.name, text)

    def _turned(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            return
        self.outside.hush()
        if self._due and QApplication.activeModalWidget() is None:
            self._due = False
            show_wrap(self._room)

    def _come_forward(self) -> None:
        window = self._room.stage
        if isinstance(window, QWidget):
            window.raise_()
            window.activateWindow()


def away() -> bool:
    """Tell whether the person is not at this program."""
    return QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive


def show_wrap(room: Room) -> None:
    """Show what the last run came to."""
    came = wrap(room.studio)
    if came is None:
        room.stage.announce(room.say("wrap.none"))
        return
    sheet = WrapSheet(room, came)
    sheet.present()
    sheet.go.setFocus()


def _some(room: Room) -> bool:
    return job_list(room).rowCount() > 0


WRAP_ACTIONS = (Action("act.queue-wrap", show_wrap, (), "info", "queue", (), _some),)
