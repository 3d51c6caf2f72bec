"""The sheet on which somebody decides what may spend though nobody knows its price."""

from __future__ import annotations

from fourbeat.queue.purse import UNPRICED

from ..board.asking import Asking
from ..brief.words import LineField
from ..queue.story import generator, title
from ..room import Room
from .ticks import Ticks, list_of

_ALL = ""
_OWN = ("animatic", "handwork")
"""What costs nothing, or what a person pays for themselves: neither is held for its price."""


class UnknownSheet(Asking):
    """Tick what may spend under a cap without a known price: every generator, one of them, or one job that is held."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "ledger-dock.unknown-title", "ledger-dock.unknown-go", "ledger-dock.unknown-lead")
        studio, say = room.studio, room.say
        self._before = studio.budget.unknown_allowed()
        held = [job for job in studio.budget.held() if job.why is not None and job.why.code == UNPRICED]
        lines = [(_ALL, say("ledger-dock.unknown-all"))]
        lines += [(key, generator(room, key)) for key in studio.generators if key not in _OWN]
        lines += [(job.id, say("ledger-dock.unknown-held", job=title(room, job))) for job in held]
        # Jobs that were allowed and have gone since are no longer a question.
        self._asked = {key for key, _ in lines}
        self.ticks = Ticks(lines, self._before, self)
        self.list = list_of(room, self.ticks, "ledger-dock.unknown-title", self)
        self.roomy = len(lines) > 1
        self.why = LineField(room, "ledger-dock.why")
        self.lines.addWidget(self.list, 1)
        self.lines.addWidget(self.why)
        self.leave.setText(say("new.cancel"))

    def done_asking(self) -> None:
        """Write down what has changed; what was held and may go now is queued again."""
        room, budget = self.room, self.room.studio.budget
        now, before = set(self.ticks.ticked()), set(self._before) & self._asked

        def decide() -> bool:
            for gone in sorted(before - now):
                budget.ask_unknown(of=gone)
            # To ask about all again asks about each: what stays allowed is said once more.
            fresh = now if _ALL in before - now else now - before
            for one in sorted(fresh):
                budget.allow_unknown(of=one, reason=str(self.why.value()))
            return True

        if room.attempt(decide):
            self.accept()
            if now != before:
                room.stage.announce(room.say("budget.allowed" if now - before else "budget.asks-again"))
