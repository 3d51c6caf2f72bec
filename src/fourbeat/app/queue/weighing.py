"""Weighing: the gate is asked and the price worked out beside the window, once a person has stopped changing things."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ..errand import Errand

_BREATH = 300
"""Milliseconds after a change until the price is worked out."""


class Weighing(QObject):
    """Work out one sheet or offer at a time; `weighed` carries that of what was asked last, `refused` why not."""

    weighed = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._way: Callable[[], object] | None = None
        self._errand: Errand | None = None
        self._stale = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_BREATH)
        self._pause.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Tell whether a sheet is being worked out, or will be in a moment."""
        return self._errand is not None or self._pause.isActive()

    def ask(self, way: Callable[[], object] | None) -> None:
        """Work another sheet out soon, None for none; what an earlier question still brings is no longer heard."""
        self._way, self._stale = way, True
        if way is None:
            self._pause.stop()
        else:
            self._pause.start()

    def end(self) -> None:
        """Wait for what is under way: the sheet is closing."""
        self.ask(None)
        if self._errand is not None:
            self._errand.wait()

    def _begin(self) -> None:
        if self._way is None or self._errand is not None:
            return
        way, self._stale = self._way, False
        errand = self._errand = Errand(lambda _tell: way(), None, self)
        errand.opened.connect(lambda found: self._heard(self.weighed.emit, found))
        errand.refused.connect(lambda error: self._heard(self.refused.emit, error))
        errand.stopped.connect(self._over)
        errand.start()

    def _heard(self, tell: Callable[[object], None], what: object) -> None:
        if self._over():
            tell(what)

    def _over(self) -> bool:
        """Forget the errand that has ended; False where it is about what is no longer wanted."""
        self._errand = None
        fresh = not self._stale
        if not fresh and not self._pause.isActive():
            self._begin()
        return fresh
