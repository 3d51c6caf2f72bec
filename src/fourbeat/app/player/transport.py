"""Where the film stands: its playhead, which follows the cut. The player and the reel share it."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from fourbeat.model.edit import Changes
from fourbeat.model.errors import NotFound
from fourbeat.model.ids import Id
from fourbeat.model.plan import Reel
from fourbeat.studio.timeline import Timeline, timeline

from ..room import Room
from .playhead import Playhead

_SETTLES = 120
"""Milliseconds the playhead stands in another shot before that is selected."""


class Transport(Playhead):
    """Be the film's playhead: it reads the cut anew after every change and stays with its shot.

    Where it comes to stand, the shot is selected: what is judged by keys is what is seen.
    """

    def __init__(self, room: Room) -> None:
        super().__init__(room.studio.plan.project.fps, room)
        self.room = room
        self.reel: Reel | None = None
        self._numbers: dict[Id, int] = {}
        self.withdrawn: frozenset[Id] = frozenset()
        """The takes that may not be shown: their shots stand in the film as ghosts."""
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.timeout.connect(self.lay)
        room.bridge.changed.connect(self._hear)
        room.selection.changed.connect(self._follow)
        self._settles = QTimer(self)
        self._settles.setSingleShot(True)
        self._settles.setInterval(_SETTLES)
        self._settles.timeout.connect(self._select)
        self.sought.connect(lambda _frame: self._settles.start())
        self.speed_changed.connect(lambda _speed: self._settles.start())
        self.lay()

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
        self.withdrawn = studio.withdrawn.takes()
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
        plan = changes.project or changes.sequences or changes.scenes or changes.shots or changes.reels
        if plan or changes.takes or changes.rights:
            # The board's cards, whose numbers are used here, hear of it in the same turn.
            self._breath.start(0)

    def _number(self, take: Id) -> int | None:
        if take in self.withdrawn:
            return None
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

    def _select(self) -> None:
        """Select the shot that the film stands in."""
        place = self.place
        if self.plays or place is None:
            return
        shot = self.timeline.blocks[place].shot
        if shot != self.room.selection.shot:
            self.room.selection.choose((shot,), shot)


def transport(room: Room) -> Transport:
    """Give the room's transport; the first to ask makes it."""
    found = room.findChild(Transport)
    return found if isinstance(found, Transport) else Transport(room)
