"""Two decks in step: what is shown is always the same moment of both takes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from fourbeat.model.take import Take
from fourbeat.studio.proxy import Proxy
from fourbeat.studio.timeline import Block, Timeline

from ..player.deck import Deck
from ..room import Room
from .pair import Pair

_KEPT = 8
_BYTES = 96 * 1024 * 1024
"""How many pictures are kept of each take while one waits for the other, and how much they may take."""

_PATIENCE = 6
"""After how many pictures without a partner the decks are brought together again."""


class Decks(QObject):
    """Play both takes of a pair. `shown` tells the frame that is on the screen with both pictures.

    Raises NoBackend when made where films cannot be played.
    """

    shown = Signal(int, QImage, QImage)
    stopped = Signal()
    broke = Signal(str)

    def __init__(self, room: Room, pair: Pair, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room, self._pair = room, pair
        self.decks = (Deck(self), Deck(self))
        # One sound is enough; the newer take's would only blur it.
        self.decks[1].set_volume(0)
        self._kept: tuple[dict[int, QImage], dict[int, QImage]] = ({}, {})
        self._over = [False, False]
        self._waits: int | None = None
        self._lonely = 0
        self._speed = 0
        for side, deck in enumerate(self.decks):
            deck.shown.connect(partial(self._arrived, side))
            deck.stopped.connect(partial(self._ended, side))
            deck.broke.connect(self.broke)

    def load(self) -> None:
        """Put the pair's takes in, standing still at its frame."""
        takes = self._pair.takes
        assert takes is not None
        self._speed = 0
        self._forget()
        for side, take in enumerate(takes):
            self._kept[side].clear()
            self.decks[side].load(self._film(take), self._pair.inner(side, self._pair.frame))

    def seek(self, frame: int) -> None:
        """Show a frame of both."""
        self._forget()
        for side, deck in enumerate(self.decks):
            deck.seek(self._pair.inner(side, frame))
            if self._speed:
                deck.run(self._speed)
        if not self._speed:
            self._join()

    def run(self, speed: int) -> None:
        """Play both at a speed; standing still shows the same frame of both."""
        self._speed = speed
        self._forget()
        for side, deck in enumerate(self.decks):
            ended = speed > 0 and self._pair.inner(side, self._pair.frame) == self._last(side)
            self._over[side] = ended
            deck.run(0 if ended else speed)
        if speed == 0:
            self.seek(self._pair.frame)

    def set_volume(self, volume: float) -> None:
        """Set how loud the older take is, 0 to 1."""
        self.decks[0].set_volume(volume)

    def close(self) -> None:
        """Let go of the files."""
        for deck in self.decks:
            deck.close()

    def _film(self, take: Take) -> Proxy:
        facts = take.facts
        whole = Timeline(facts.fps, (Block(take.shot, "", take.id, take.number, 0, facts.frames),))
        return Proxy(take.id, self._room.studio.store.media.path(take.media), whole)

    def _forget(self) -> None:
        """Begin anew: while both play, what is kept from before would be shown too early."""
        if self._speed:
            for kept in self._kept:
                kept.clear()
        self._lonely = 0
        self._waits = None
        self._over = [False, False]

    def _last(self, side: int) -> int:
        assert self._pair.takes is not None
        return self._pair.takes[side].facts.frames - 1

    def _arrived(self, side: int, number: int, picture: QImage) -> None:
        kept = self._kept[side]
        kept.pop(number, None)
        kept[number] = picture
        room = max(2, min(_KEPT, _BYTES // max(1, picture.sizeInBytes())))
        while len(kept) > room:
            del kept[next(iter(kept))]
        self._join()

    def _join(self) -> None:
        """Show the newest frame of which both pictures are there."""
        if self._pair.takes is None:
            return
        for frame in self._within_reach():
            first, second = (self._kept[side].get(self._pair.inner(side, frame)) for side in (0, 1))
            if first is not None and second is not None:
                self._lonely = 0
                self._go_on(frame)
                self.shown.emit(frame, first, second)
                return
        if self._speed:
            self._lonely += 1
            if self._lonely >= _PATIENCE:
                self._bring_together()

    def _within_reach(self) -> Iterable[int]:
        """Give the frames that may be shown next, the farthest first; standing still it is one."""
        now, reach = self._pair.frame, _KEPT * (1 + abs(self._speed))
        if self._speed > 0:
            return range(min(now + reach, self._pair.timeline.frames - 1), now, -1)
        return range(max(0, now - reach), now) if self._speed else (now,)

    def _bring_together(self) -> None:
        """Let the deck that is ahead wait, and show what there is meanwhile."""
        self._lonely = 0
        if not self._kept[0] or not self._kept[1]:
            return
        newest = [next(reversed(kept)) for kept in self._kept]
        if not self._over[0] and not self._over[1] and self._waits is None:
            assert self._pair.takes is not None
            times = [number / take.facts.fps.fraction for number, take in zip(newest, self._pair.takes, strict=True)]
            ahead = int((times[1] > times[0]) == (self._speed > 0))
            self._waits = ahead
            self.decks[ahead].run(0)
        rate = self._pair.timeline.rate
        leader = 1 if self._over[0] else 0
        assert self._pair.takes is not None
        at = newest[leader] / self._pair.takes[leader].facts.fps.fraction
        self.shown.emit(int(at * rate.fraction), self._kept[0][newest[0]], self._kept[1][newest[1]])

    def _go_on(self, frame: int | None = None) -> None:
        """Let a deck that waits play on once the other has come to where it is."""
        waits = self._waits
        if waits is None or self._over[waits]:
            return
        if frame is None or self._pair.inner(waits, frame) == next(reversed(self._kept[waits])):
            self._waits = None
            self.decks[waits].run(self._speed)

    def _ended(self, side: int) -> None:
        """Hold the last frame of a take that has ended; the other goes on."""
        self._over[side] = True
        self._go_on()
        if all(self._over):
            self.stopped.emit()
            return
        self.decks[side].run(0)
        self.decks[side].seek(self._last(side) if self._speed > 0 else 0)
