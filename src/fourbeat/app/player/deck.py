"""The deck: plays one file frame-exactly and hands over its pictures. It alone knows the multimedia library."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtGui import QImage

from fourbeat.model.time import Rate
from fourbeat.studio.proxy import Proxy

from .quiet import hush

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

_STEP = 40
"""Milliseconds between two pictures while the film runs backwards."""


class Plays(Protocol):
    """Be a deck as the player sees it."""

    def load(self, proxy: Proxy, frame: int) -> None:
        """Put another film in, at a frame, standing still."""

    def seek(self, frame: int) -> None:
        """Show a frame."""

    def run(self, speed: int) -> None:
        """Play at a speed; 0 stands still, below 0 is backwards."""

    def set_volume(self, volume: float) -> None:
        """Set how loud it is, 0 to 1."""


class NoBackend(Exception):
    """Say that the system cannot play films."""


class Deck(QObject):
    """Play a proxy. `shown` tells each frame that is on the screen with its picture; `stopped` the film's end.

    Raises NoBackend when made where the multimedia library or its backend is missing.
    """

    shown = Signal(int, QImage)
    stopped = Signal()
    broke = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        try:
            from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink
        except ImportError as error:
            raise NoBackend from error
        self._kinds = QMediaPlayer
        hush()
        self.player = QMediaPlayer(self)
        if not self.player.isAvailable():
            raise NoBackend
        self._sound = QAudioOutput(self)
        self.player.setAudioOutput(self._sound)
        self._sink = QVideoSink(self)
        self.player.setVideoSink(self._sink)
        _settle(self._sound.volumeChanged, self._sink.videoSizeChanged, self.player.playbackRateChanged)
        self._sink.videoFrameChanged.connect(self._picture)
        self.player.mediaStatusChanged.connect(self._status)
        self.player.errorOccurred.connect(lambda _error, text: self.broke.emit(text))
        self._back = QTimer(self)
        self._back.setInterval(_STEP)
        self._back.timeout.connect(self._step_back)
        self._since: Callable[[], float] = monotonic
        self._rate = Rate(24)
        self._frames = 0
        self._frame = 0
        self._wanted: int | None = None
        self._speed = 0
        self._ready = False
        self._began = 0.0
        self._from = 0

    def load(self, proxy: Proxy, frame: int) -> None:
        """Put another film in, at a frame, standing still."""
        self._back.stop()
        self._ready = False
        self._speed = 0
        self._rate, self._frames = proxy.timeline.rate, proxy.timeline.frames
        self._wanted = frame
        self.player.setSource(QUrl.fromLocalFile(str(proxy.file)))

    def seek(self, frame: int) -> None:
        """Show a frame."""
        self._frame = max(0, min(frame, self._frames - 1))
        self._began, self._from = self._since(), self._frame
        if self._ready:
            self.player.setPosition(self._middle(self._frame))
        else:
            self._wanted = self._frame

    def run(self, speed: int) -> None:
        """Play at a speed; 0 stands still, below 0 is backwards."""
        self._speed = speed
        if not self._ready:
            return
        self._back.stop()
        if speed > 0:
            self.player.setPlaybackRate(float(speed))
            self._sound.setMuted(speed > 1)
            self.player.play()
            return
        self.player.pause()
        if speed < 0:
            self._began, self._from = self._since(), self._frame
            self._back.start()

    def set_volume(self, volume: float) -> None:
        """Set how loud it is, 0 to 1."""
        self._sound.setVolume(volume)

    def close(self) -> None:
        """Let go of the file."""
        self._back.stop()
        self.player.stop()
        self.player.setSource(QUrl())

    def _middle(self, frame: int) -> int:
        """Give a time inside a frame: its edges belong to two frames once they are rounded to milliseconds."""
        return int(self._rate.seconds(2 * frame + 1) * 500)

    def _picture(self, frame: QVideoFrame) -> None:
        if not self._ready or not frame.isValid():
            return
        begin = frame.startTime()
        number = self._frame if begin < 0 else round(begin * self._rate.fraction / 1_000_000)
        if self._speed == 0 and number != self._frame:
            # Left over from before the last seek.
            return
        if self._speed >= 0:
            self._frame = number
        self.shown.emit(number, frame.toImage())

    def _status(self, status: QMediaPlayer.MediaStatus) -> None:
        kinds = self._kinds.MediaStatus
        if status == kinds.LoadedMedia and self._wanted is not None:
            self._ready = True
            frame, self._wanted = self._wanted, None
            self.player.pause()
            self.seek(frame)
            if self._speed:
                self.run(self._speed)
        elif status == kinds.EndOfMedia:
            self.stopped.emit()

    def _step_back(self) -> None:
        gone = (self._since() - self._began) * float(self._rate.fraction) * -self._speed
        frame = max(0, self._from - int(gone))
        if frame == self._frame:
            return
        self._frame = frame
        self.player.setPosition(self._middle(frame))
        if frame == 0:
            self._back.stop()
            self.stopped.emit()


def _settle(*signals: SignalInstance) -> None:
    """Connect each signal once and disconnect it.

    The multimedia threads disconnect from these objects holding a lock that the window's thread may wait for. The first
    time an object is disconnected from, PySide asks under Python's own lock whether that is overridden, and each would
    wait for the other for ever. After this the answer is known and Python is not asked again.
    """
    for signal in signals:
        witness = QObject()
        QObject.disconnect(signal.connect(witness.deleteLater))
