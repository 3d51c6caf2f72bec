"""The two takes that are compared: which they are, where both stand, and how they are laid over one another."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from math import ceil

from PySide6.QtCore import QPointF, Signal

from fourbeat.model.take import Take
from fourbeat.studio.timeline import Block, Timeline

from ..player.playhead import Marks, Playhead
from ..room import Room
from ..takes.model import take_list

ZOOMS = (0, 100, 200, 400)
"""The loupe's steps, in percent of a picture's own pixels; 0 shows the whole picture."""

STEP = 0.05
"""How far a key moves the line or the loupe, as a share of the picture."""

_MIDDLE = QPointF(0.5, 0.5)


class Mode(StrEnum):
    """Name the ways of laying two pictures over one another."""

    WIPE = "wipe"
    SIDE = "side"
    DIFFERENCE = "difference"


class Pair(Playhead):
    """Be the playhead of two takes: its frames are the older take's, as long as the longer of both.

    `changed` tells that the takes are others; `dressed` that they are shown in another way.
    """

    changed = Signal()
    dressed = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room.studio.plan.project.fps, room)
        self._list = take_list(room)
        self.takes: tuple[Take, Take] | None = None
        self.mode = Mode.WIPE
        self.line = 0.5
        """Where the line stands that parts the older take from the newer, from 0 at the left to 1."""
        self.zoom = ZOOMS[0]
        self.spot = QPointF(_MIDDLE)
        """The middle of what the loupe shows, as shares of the picture."""
        self.pointed: Callable[[], QPointF | None] = lambda: None
        """Gives the spot under the mouse, or None where it is elsewhere."""
        for news in (self._list.modelReset, self._list.rowsInserted, self._list.dataChanged, self._list.picked):
            news.connect(self.follow)
        room.selection.take_changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Compare what the strip says is to be compared."""
        pair = self._list.pair
        takes = (pair[0].take, pair[1].take) if pair is not None else None
        if _ids(takes) == _ids(self.takes):
            return
        same = takes is not None and self.takes is not None and takes[0].shot == self.takes[0].shot
        self.run(0)
        self.takes = takes
        frame = self.frame if same else 0
        self.marks = self.marks if same else Marks()
        self.timeline = _laid(takes) if takes is not None else Timeline(self.timeline.rate)
        self.frame = self.timeline.within(frame)
        self.relaid.emit()
        self.moved.emit(self.frame)
        self.changed.emit()

    def inner(self, side: int, frame: int) -> int:
        """Give the frame of one take that stands at a frame of both; a shorter take holds its last one."""
        assert self.takes is not None
        take = self.takes[side]
        middle = Fraction(2 * frame + 1, 2) / self.timeline.rate.fraction
        return max(0, min(int(middle * take.facts.fps.fraction), take.facts.frames - 1))

    def show(self, mode: Mode) -> None:
        """Lay the pictures over one another in another way."""
        if mode is not self.mode:
            self.mode = mode
            self.dressed.emit()

    def wipe(self, line: float) -> None:
        """Move the line."""
        line = max(0.0, min(1.0, line))
        if line != self.line:
            self.line = line
            self.dressed.emit()

    def flip(self) -> None:
        """Throw the line to the other side, so that the other take is seen whole."""
        self.wipe(1.0 if self.line < 0.5 else 0.0)

    def enlarge(self, spot: QPointF | None = None) -> None:
        """Take the next step of the loupe, about a spot."""
        self.zoom = ZOOMS[(ZOOMS.index(self.zoom) + 1) % len(ZOOMS)]
        self.look_at(spot if spot is not None else self.spot if self.zoom else _MIDDLE)
        self.dressed.emit()

    def look_at(self, spot: QPointF) -> None:
        """Move the loupe to a spot."""
        spot = QPointF(max(0.0, min(1.0, spot.x())), max(0.0, min(1.0, spot.y())))
        if spot != self.spot:
            self.spot = spot
            self.dressed.emit()


def pair(room: Room) -> Pair:
    """Give the room's pair; the first to ask makes it."""
    found = room.findChild(Pair)
    return found if isinstance(found, Pair) else Pair(room)


def _ids(takes: tuple[Take, Take] | None) -> tuple[str, str] | None:
    return (takes[0].id, takes[1].id) if takes is not None else None


def _laid(takes: tuple[Take, Take]) -> Timeline:
    before, after = takes
    rate = before.facts.fps
    other = ceil(after.facts.frames / after.facts.fps.fraction * rate.fraction)
    frames = max(before.facts.frames, other)
    return Timeline(rate, (Block(before.shot, "", before.id, before.number, 0, frames),))
