"""Small pictures of takes, read in the background and kept while there is room."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap, QPixmapCache

from fourbeat.model.ids import Id
from fourbeat.studio.posters import Posters

_CACHE = 96 * 1024
"""How much the pictures kept may take together, in KB."""
_READERS = 2


class _Reading(QRunnable):
    def __init__(self, home: Thumbs, take: Id, file: Path, size: QSize) -> None:
        super().__init__()
        self._home, self._take, self._file, self._size = home, take, file, size

    def run(self) -> None:
        reader = QImageReader(str(self._file))
        full = reader.size()
        if full.isValid():
            reader.setScaledSize(full.scaled(self._size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
        self._home.read.emit(self._take, self._size, reader.read())


class Thumbs(QObject):
    """Give pictures of takes at once or later: `ready` names a take whose picture has come."""

    ready = Signal(str)
    read = Signal(str, QSize, QImage)
    _made = Signal(str)

    def __init__(self, posters: Posters, parent: QObject | None = None) -> None:
        super().__init__(parent)
        QPixmapCache.setCacheLimit(_CACHE)
        self._posters = posters
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_READERS)
        self._asked: set[str] = set()
        self._last: dict[str, QSize] = {}
        self.read.connect(self._keep, Qt.ConnectionType.QueuedConnection)
        self._made.connect(self.ready, Qt.ConnectionType.QueuedConnection)
        self._end = posters.subscribe(lambda take, _file: self._made.emit(take))

    def picture(self, take: Id, size: QSize, density: float = 1.0) -> QPixmap | None:
        """Give a take's picture that fills a size in logical pixels, or None and `ready` later."""
        pixels = (size * density).expandedTo(QSize(1, 1))
        key = _key(take, pixels)
        found = QPixmap()
        if QPixmapCache.find(key, found):
            found.setDevicePixelRatio(density)
            return found
        if key not in self._asked:
            file = self._posters.ready(take)
            if file is not None:
                self._asked.add(key)
                self._pool.start(_Reading(self, take, file, pixels))
        return self._meanwhile(take, pixels, density)

    def close(self) -> None:
        """Read nothing more."""
        self._end()
        self._pool.clear()
        self._pool.waitForDone()

    def _meanwhile(self, take: Id, pixels: QSize, density: float) -> QPixmap | None:
        """Give the picture as it was read last, stretched: better soft for a moment than blank."""
        found = QPixmap()
        if take not in self._last or not QPixmapCache.find(_key(take, self._last[take]), found):
            return None
        stretched = found.scaled(pixels, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        stretched.setDevicePixelRatio(density)
        return stretched

    def _keep(self, take: Id, size: QSize, image: QImage) -> None:
        key = _key(take, size)
        if image.isNull():
            # The file is spoilt; asking again would not mend it.
            return
        self._asked.discard(key)
        QPixmapCache.insert(key, QPixmap.fromImage(image))
        self._last[take] = size
        self.ready.emit(take)


def _key(take: Id, pixels: QSize) -> str:
    return f"{take} {pixels.width()} {pixels.height()}"
