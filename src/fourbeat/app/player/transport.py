"""Where the film stands: playhead, in and out, and whether it plays. The player and the reel share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from fourbeat.model.edit import Changes
from fourbeat.model.errors import NotFound
from fourbeat.model.ids import Id
from fourbeat.model.plan import Reel
from fourbeat.studio.timeline import Timeline, timeline

from ..room import Room

FASTEST = 8
"""The highest speed of the shuttle, forwards and backwards."""


@dataclass(frozen=True)
class Marks:
    """Hold the first and the last frame that somebody marked, None where nothing is marked."""

    first: int | None = None
    last: int | None = None


class Transport(QObject):
    """Hold the state; whoever plays follows `sought` and `speed_changed` and tells where the film is.

    `moved` follows every change of `frame`; `sought` only when a person moved it; `relaid` when the cut is another.
    """

    moved = Signal(int)
    sought = Signal(int)
    relaid = Signal()
    marked = Signal()
    """The marks, the loop or the mute are others."""

    speed_changed = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.room = room
        self.reel: Reel | None = None
        self.timeline = Timeline(room.studio.plan.project.fps)
        self.frame = 0
        self.speed = 0
        """How fast it plays: 0 stands still, 1 is plain, -2 twice as fast backwards."""
        self.marks = Marks()
        self.loops = False
        self.muted = False
        self.watched: Callable[[], bool] = lambda: False
        """Tells whether somebody can see the player."""
        self._numbers: dict[Id, int] = {}
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.timeout.connect(self.lay)
        room.bridge.changed.connect(self._hear)
        room.selection.changed.connect(self._follow)
        self.lay()

    @property
    def plays(self) -> bool:
        """Tell whether the film moves."""
        return self.speed != 0

    @property
    def place(self) -> int | None:
        """Give the place of the block under the playhead."""
        return self.timeline.at(self.frame)

    def seek(self, frame: int) -> None:
        """Move the playhead because a person wants it there."""
        self.arrive(frame)
        self.sought.emit(self.frame)

    def arrive(self, frame: int) -> None:
        """Say that the film is at a frame."""
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
        """Give the first and last frame to play: what is marked, else the whole film."""
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
        """Silence the film, or let it be heard again."""
        self.muted = muted
        self.marked.emit()

    def timecode(self, frame: int | None = None) -> str:
        """Write a frame as timecode; without one the playhead's."""
        return self.timeline.rate.timecode(self.frame if frame is None else frame)

    def lay(self) -> None:
        """Read the cut anew; the playhead stays with its shot."""
        studio = self.room.studio
        try:
            self.reel = studio.reels.find()
        except NotFound:
            self.reel = None
        old = self.timeline
        self._numbers.update(
            {card.take: card.chosen for card in self.room.shots.cards() if card.take and card.chosen is not None}
        )
        new = timeline(studio.plan, self.reel, self._number) if self.reel else Timeline(studio.plan.project.fps)
        if new == old:
            return
        carried = old.carried(self.frame, new)
        self.timeline = new
        at = new.within(self.frame if carried is None else carried)
        other, self.frame = at != self.frame, at
        self.relaid.emit()
        if other:
            self.moved.emit(at)

    def _hear(self, changes: Changes) -> None:
        if changes.project or changes.sequences or changes.scenes or changes.shots or changes.takes or changes.reels:
            # The board's cards, whose numbers are used here, hear of it in the same turn.
            self._breath.start(0)

    def _number(self, take: Id) -> int | None:
        if take not in self._numbers:
            try:
                self._numbers[take] = self.room.studio.store.take(take).number
            except NotFound:
                return None
        return self._numbers[take]

    def _follow(self) -> None:
        """Go to the shot that was selected, unless the film plays or is there already."""
        shot = self.room.selection.shot
        if shot is None or self.plays:
            return
        there, here = self.timeline.place(shot), self.place
        if there is not None and there != here:
            self.seek(self.timeline.blocks[there].start)


def transport(room: Room) -> Transport:
    """Give the room's transport; the first to ask makes it."""
    found = room.findChild(Transport)
    return found if isinstance(found, Transport) else Transport(room)
