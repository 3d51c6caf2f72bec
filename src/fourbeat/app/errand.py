"""Work that a screen or a sheet waits for: beside the window, with its progress, and to be stopped."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

from fourbeat.model.errors import Cancelled, FourbeatError
from fourbeat.studio.studio import Studio

Tell = Callable[[int, int, float], None]


class Errand(QObject):
    """Do one thing in a thread of its own; exactly one of `opened` with what came of it, `refused`, `stopped` follows.

    `told` carries how many of how many parts are done, and how much of one the others come to.
    """

    opened = Signal(object)
    refused = Signal(object)
    stopped = Signal()
    told = Signal(int, int, float)
    _ended = Signal(object)

    def __init__(self, way: Callable[[Tell], object], stop: Callable[[], None] | None, parent: QObject) -> None:
        super().__init__(parent)
        self._way, self._stop = way, stop
        self.can_stop = stop is not None
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=self._run, name="errand", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the work to end early; `stopped` follows once it has."""
        if self._stop is not None:
            Thread(target=self._stop, name="stop", daemon=True).start()

    def wait(self) -> None:
        """Wait for the end, without any signal: the program is ending."""
        self._thread.join(15)

    def _run(self) -> None:
        try:
            ended: object = self._way(self.told.emit)
        except Exception as error:
            ended = error
        try:
            self._ended.emit(ended)
        except RuntimeError:
            # The screen was closed meanwhile: nobody will use the project.
            if isinstance(ended, Studio):
                ended.close()

    def _tell(self, ended: object) -> None:
        if isinstance(ended, Cancelled):
            self.stopped.emit()
        elif isinstance(ended, FourbeatError):
            self.refused.emit(ended)
        elif isinstance(ended, Exception):
            self.stopped.emit()
            raise ended
        else:
            self.opened.emit(ended)
