"""Verbs that may reach every shot of a film: done beside the window, which goes on drawing meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

T = TypeVar("T")

_FRAME = 0.016
"""Seconds for which nobody notices a wait; most verbs have ended by then."""


class Beside(QObject):
    """Do one verb after another in a thread of its own; who asked goes on with the answer, keys and clicks wait."""

    _ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(1, "verb")
        self.busy = False

    def do(self, verb: Callable[[], T]) -> T:
        """Call a verb and give its answer. Raises what it raises."""
        answer = self._thread.submit(verb)
        if not wait([answer], _FRAME).done:
            self._wait(answer)
        return answer.result()

    def close(self) -> None:
        """Let what is being done end."""
        self._thread.shutdown()

    def _wait(self, answer: Future[T]) -> None:
        loop, self.busy = QEventLoop(), True
        # Queued: an answer that comes before the loop begins ends it, too.
        self._ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        answer.add_done_callback(lambda _: self._ended.emit())
        try:
            while not answer.done():
                loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            self.busy = False
            QGuiApplication.restoreOverrideCursor()
            self._ended.disconnect(loop.quit)
