"""A playhead: where something that plays stands, its in and out, and whether it moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from fourbeat.model.time import Rate
from fourbeat.studio.timeline import Timeline

FASTEST = 8
"""The highest speed of the shuttle, forwards and backwards."""


@dataclass(frozen=True)
class Marks:
    """Hold the first and the last frame that somebody marked, None where nothing is marked."""

    first: int | None = None
    last: int | None = None


class Playhead(QObject):
    """Hold the state; whoever plays follows `sought` and `speed_changed` and tells where it is.

    `moved` follows every change of `frame`; `sought` only when a person moved it; `relaid` when the timeline is
    another.
    """

    moved = Signal(int)
    sought = Signal(int)
    relaid = Signal()
    marked = Signal()
    """The marks, the loop or the mute are others."""

    speed_changed = Signal(int)

    def __init__(self, rate: Rate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.timeline = Timeline(rate)
        self.frame = 0
        self.speed = 0
        """How fast it plays: 0 stands still, 1 is plain, -2 twice as fast backwards."""
        self.marks = Marks()
        self.loops = False
        self.muted = False
        self.watched: Callable[[], bool] = lambda: False
        """Tells whether somebody can see what plays."""

    @property
    def plays(self) -> bool:
        """Tell whether it moves."""
        return self.speed != 0

    @property
    def place(self) -> int | None:
        """Give the place of the block under the playhead."""
        return self.timeline.at(self.frame)

    def seek(self, frame: int) -> None:
        """Move the playhead because a person wants it there."""
        self.arrive(frame)
        self.sought.emit(self.frame)

    def stand(self, frame: int) -> None:
        """Stand still at a frame."""
        self.run(0)
        self.seek(frame)

    def arrive(self, frame: int) -> None:
        """Say that it is at a frame."""
        frame = self.timeline.within(frame)
        if frame != self.frame:
            self.frame = frame
            self.moved.emit(frame)

    def run(self, speed: int) -> None:
        """Play at a speed, or stand still at 0."""
        speed = max(-FASTEST, min(FASTEST, speed))
        if not self.timeline.frames:
            speed = 0
        if speed != self.speed:
            self.speed = speed
            self.speed_changed.emit(speed)

    def shuttle(self, way: int) -> None:
        """Play forwards (1) or backwards (-1), and faster each time."""
        self.run(self.speed * 2 if self.speed * way > 0 else way)

    def toggle(self) -> None:
        """Play, or stand still; at the end it begins again."""
        if self.plays:
            self.run(0)
            return
        first, last = self.span
        if not first <= self.frame < last and (self.frame >= last or self.loops):
            self.seek(first)
        self.run(1)

    @property
    def span(self) -> tuple[int, int]:
        """Give the first and last frame to play: what is marked, else all of it."""
        end = max(0, self.timeline.frames - 1)
        first = self.marks.first if self.marks.first is not None else 0
        last = self.marks.last if self.marks.last is not None else end
        return min(first, end), min(last, end)

    def mark(self, *, first: int | None = None, last: int | None = None) -> None:
        """Mark the first or the last frame; a mark on the wrong side takes the other one away."""
        old = self.marks
        if first is not None:
            self.marks = Marks(first, old.last if old.last is not None and old.last >= first else None)
        if last is not None:
            self.marks = Marks(old.first if old.first is not None and old.first <= last else None, last)
        self.marked.emit()

    def unmark(self) -> None:
        """Take both marks away."""
        self.marks = Marks()
        self.marked.emit()

    def set_loops(self, on: bool) -> None:
        """Play again and again, or once."""
        self.loops = on
        self.marked.emit()

    def set_muted(self, muted: bool) -> None:
        """Silence it, or let it be heard again."""
        self.muted = muted
        self.marked.emit()

    def timecode(self, frame: int | None = None) -> str:
        """Write a frame as timecode; without one the playhead's."""
        return self.timeline.rate.timecode(self.frame if frame is None else frame)
