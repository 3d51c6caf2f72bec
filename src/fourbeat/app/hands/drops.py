"""Clips dropped from outside: onto a card, an order, or anywhere in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from fourbeat.model.ids import Id
from fourbeat.providers.handwork import CLIPS

from ..board.moves import writable
from ..references.taking import pictures_in
from ..room import Room
from .picture_sheet import PictureSheet
from .sheet import BringSheet
from .whose import Aim


def clips_dragged(data: QMimeData) -> list[Path]:
    """Give the files that are dragged where a clip is among them; what else is there is told on the sheet."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files if any(one.suffix.casefold() in CLIPS for one in files) else []


def show_clips(room: Room, files: list[Path], aim: Aim) -> None:
    """Open the sheet that says whose clips these are."""
    sheet = BringSheet(room, files, aim)
    sheet.present()


def bring_picture(room: Room, file: Path, job: Id) -> None:
    """Open the sheet that brings in the picture an order asks for."""
    PictureSheet(room, file, job).present()


class ClipDrops(QObject):
    """Let clips be dropped onto a widget; `aim` says what lies at a point of it, `point` shows it while they hover."""

    def __init__(
        self,
        room: Room,
        widget: QWidget,
        aim: Callable[[QPoint], Aim] = lambda _at: Aim(),
        point: Callable[[QPoint | None], object] = lambda _at: None,
    ) -> None:
        super().__init__(widget)
        self._room, self._aim, self._point = room, aim, point
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is dragged where a clip is among it."""
        if isinstance(event, QDragLeaveEvent):
            self._point(None)
            return False
        if not isinstance(event, QDropEvent) or not writable(self._room):
            return False
        at = event.position().toPoint()
        aim = self._aim(at)
        asks = aim.job if aim.picture else None
        files = pictures_in(event.mimeData()) if asks is not None else clips_dragged(event.mimeData())
        if not files:
            return False
        event.acceptProposedAction()
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            self._point(at)
            return True
        self._point(None)
        if asks is not None:
            QTimer.singleShot(0, self, lambda: bring_picture(self._room, files[0], asks))
            return True
        # The program that they were dragged from waits for the end of the drop.
        QTimer.singleShot(0, self, lambda: show_clips(self._room, files, aim))
        return True
