"""How the open project stands on its disk: whether it can be written, and since when not."""

from __future__ import annotations

import shutil
from threading import Thread

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from fourbeat.model.errors import FourbeatError, Storage
from fourbeat.studio.studio import Studio

from .bridge import Bridge

DISK = frozenset(
    {
        "store.gone",
        "store.cannot-write",
        "store.disk-full",
        "store.disk-failed",
        "store.cannot-open",
        "store.failed",
    }
)
"""The errors that say nothing about what was asked, only about where it was to be written."""

_SEEN = frozenset({"store.gone", "store.cannot-write"})
"""The troubles whose end can be seen by looking."""

_LOOK = 2000
"""Milliseconds between two looks."""
_ROOM = 4_000_000
"""So many bytes more than when the disk was full, and it is worth trying again."""


class Standing(QObject):
    """Notice that the project's disk fails, is full, or is gone; say so once; notice that it is back.

    `changed` follows whenever `trouble` is another. With `mended` everybody may try again what could not be saved.
    """

    changed = Signal()
    mended = Signal()
    _looked = Signal(object, object)

    def __init__(self, studio: Studio, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._studio = studio
        self._looking = False
        self._held = False
        self._free = 0
        self.trouble: FourbeatError | None = None
        self._looked.connect(self._take_in, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        bridge.paused.connect(self._hear_queue)

    def takes(self, error: FourbeatError) -> bool:
        """Take an error that is the disk's over, so that it is said in one place and once; False for any other."""
        if not isinstance(error, Storage) or error.code not in DISK:
            return False
        # That the folder is gone explains whatever else fails there.
        if self.trouble is None or (self.trouble.code != error.code and self.trouble.code not in _SEEN):
            self._free = self._space() or 0
            self._turn(error)
            self.look()
        return True

    def look(self) -> None:
        """Look at the disk, beside the window: one that hangs must not hang the window."""
        if not self._looking:
            self._looking = True
            Thread(target=self._look, name="standing", daemon=True).start()

    def try_again(self) -> None:
        """Let everybody try again, on a person's word."""
        if self.trouble is None:
            return
        self._turn(None)
        self.mended.emit()
        self._go_on()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._looked.disconnect(self._take_in)

    def _look(self) -> None:
        try:
            found: FourbeatError | None = self._studio.store.trouble()
        except FourbeatError as error:
            found = error
        space = self._space()
        try:
            self._looked.emit(found, space)
        except RuntimeError:
            # The window was closed meanwhile.
            return

    def _take_in(self, found: FourbeatError | None, free: int | None) -> None:
        self._looking = False
        if found is not None:
            if self.trouble is None or self.trouble.code != found.code:
                self._turn(found)
                if self._studio.jobs.running and self._studio.jobs.paused is None:
                    self._studio.jobs.pause()
                    self._held = True
            return
        if self.trouble is None:
            return
        roomier = self.trouble.code == "store.disk-full" and free is not None and free >= self._free + _ROOM
        if self.trouble.code in _SEEN or roomier:
            self._turn(None)
            self.mended.emit()
            if self._held:
                self._go_on()

    def _go_on(self) -> None:
        """Let the queue go on where it was the disk that stopped it, not a person."""
        paused = self._studio.jobs.paused
        if self.trouble is None and paused is not None and (self._held or paused.code in DISK):
            self._studio.jobs.resume()
        self._held = False

    def _hear_queue(self) -> None:
        paused = self._studio.jobs.paused
        if paused is not None and paused.code in DISK:
            self.takes(Storage(paused.code, **paused.params))

    def _turn(self, trouble: FourbeatError | None) -> None:
        self.trouble = trouble
        self.changed.emit()

    def _space(self) -> int | None:
        try:
            return shutil.disk_usage(self._studio.folder).free
        except OSError:
            return None
