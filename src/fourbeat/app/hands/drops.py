"""Clips and pictures made by hand, dropped from outside: onto a card, an order, or anywhere in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from fourbeat.model.ids import Id
from fourbeat.providers.handwork import CLIPS
from fourbeat.studio.clip_matching import is_picture
from fourbeat.studio.handwork import gathered

from ..board.moves import writable
from ..room import Room
from .picture_sheet import PictureSheet
from .sheet import BringSheet
from .whose import Aim


def files_dragged(data: QMimeData) -> list[Path]:
    """Give the files that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def holds_clips(files: Sequence[Path]) -> bool:
    """Tell whether a clip or a folder is among files; what else is there is told on the sheet."""
    return any(one.suffix.casefold() in CLIPS or one.is_dir() for one in files)


def show_clips(room: Room, files: Sequence[Path], aim: Aim) -> None:
    """Open the sheet that says whose these files are, and of folders those that lie in them."""
    found = room.attempt(lambda: gathered(files))
    if found:
        BringSheet(room, found, aim).present()


def bring_picture(room: Room, file: Path, job: Id) -> None:
    """Open the sheet that brings in the picture an order asks for."""
    PictureSheet(room, file, job).present()


class ClipDrops(QObject):
    """Let clips be dropped onto a widget; `aim` says what lies at a point of it, `point` shows it while they hover.

    Pictures alone are taken by an order that asks for one, or with `stills` where any waits; else they are references.
    """

    def __init__(
        self,
        room: Room,
        widget: QWidget,
        aim: Callable[[QPoint], Aim] = lambda _at: Aim(),
        point: Callable[[QPoint | None], object] = lambda _at: None,
        *,
        stills: bool = False,
    ) -> None:
        super().__init__(widget)
        self._room, self._aim, self._point, self._stills = room, aim, point, stills
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
        files = files_dragged(event.mimeData())
        if not (holds_clips(files) or (any(map(is_picture, files)) and (asks is not None or self._awaited()))):
            return False
        event.acceptProposedAction()
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            self._point(at)
            return True
        self._point(None)
        if asks is not None and len(files) == 1 and is_picture(files[0]):
            QTimer.singleShot(0, self, lambda: bring_picture(self._room, files[0], asks))
            return True
        # The program that they were dragged from waits for the end of the drop.
        QTimer.singleShot(0, self, lambda: show_clips(self._room, files, aim))
        return True

    def _awaited(self) -> bool:
        """Tell whether an order for a picture waits."""
        return self._stills and any(one.picture for one in self._room.studio.handwork.orders())
