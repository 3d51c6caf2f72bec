"""Asking again: what costs money is shown first, as with everything that is sent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from fourbeat.model.job import Job, JobState
from fourbeat.model.request import RenderRequest
from fourbeat.queue.run import RETRIED
from fourbeat.studio.retrying import again
from fourbeat.studio.send_sheet import Sheet, SheetLine

from ..labels import Label
from ..room import Room
from .costs import said
from .sending import SendSheet, announce


class AgainSheet(SendSheet):
    """Show what asking again costs now; what is ticked goes back into the queue, at the price that was told."""

    def __init__(self, room: Room, told: Sheet, jobs: Sequence[Job]) -> None:
        super().__init__(room, told)
        self._jobs = {job.id: job for job in jobs}
        # Renders cost nothing and stand on no sheet: they go along.
        self._free = [job for job in jobs if isinstance(job.request, RenderRequest)]
        self.setWindowTitle(room.say("send.again"))
        self.lead.setText(room.say("send.again-lead"))
        twice = sum(job.state is JobState.UNKNOWN for job in jobs)
        self.twice = Label(room.look, room.say("send.twice", n=twice) if twice else "", tone="warn")
        self.twice.setWordWrap(True)
        self.twice.setVisible(bool(twice))
        self.lines.insertWidget(self.lines.indexOf(self.list), self.twice)

    def line(self, line: SheetLine) -> str:
        """Say how many takes are asked for again: shots may have one or several among them."""
        return said(self.room, line)

    def done_asking(self) -> None:
        """Put what is ticked back into the queue."""
        wanted = [self._jobs[one] for one in self.shots.ticked()]
        if wanted and (back := self.room.carry_out(partial(_sent, self.room, [*wanted, *self._free], self._told))):
            self.accept()
            announce(self.room, back)


def retry(room: Room, jobs: Sequence[Job]) -> None:
    """Ask again for the jobs that may be: at once where none costs money, else once the sheet is agreed to."""
    wanted = [job for job in jobs if job.state in RETRIED]

    def asked() -> tuple[Sheet, list[Job]]:
        told = again(room.studio, wanted)
        return told, [] if told.paid else _sent(room, wanted, told)

    answer = room.carry_out(asked) if wanted else None
    if answer is None:
        return
    told, back = answer
    if told.paid:
        shown = AgainSheet(room, told, wanted)
        shown.present()
        shown.list.setFocus()
    else:
        announce(room, back)


def _sent(room: Room, jobs: Sequence[Job], told: Sheet) -> list[Job]:
    return [room.studio.jobs.retry(job=job, told=told.told.get(job.id)) for job in jobs]
