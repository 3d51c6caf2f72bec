"""The sheet that brings in the picture an order asks for: which file it is, and what it cost."""

from __future__ import annotations

from pathlib import Path

from fourbeat.model.ids import Id
from fourbeat.model.job import Job

from ..board.asking import Asking
from ..labels import Label
from ..queue.story import title
from ..references.taking import beside
from ..room import Room
from .cost import Cost
from .tidying import tidying


class PictureSheet(Asking):
    """Ask what a picture cost, and bring it in once a person says so."""

    def __init__(self, room: Room, file: Path, job: Id) -> None:
        super().__init__(room, "hands.picture-title", "hands.bring")
        self._file, self._job = file, job
        what = title(room, room.studio.store.job(job))
        self.what = Label(room.look, room.say("hands.picture-for", file=file.name, job=what))
        self.what.setWordWrap(True)
        self.cost = Cost(room, "hands.picture-cost", "hands.cost-sum")
        self.lines.addWidget(self.what)
        self.lines.addWidget(self.cost)
        self.leave.setText(room.say("new.cancel"))

    def done_asking(self) -> None:
        """Bring it in; a wrong sum is told first."""
        room, file, job = self.room, self._file, self._job
        said = room.attempt(lambda: (self.cost.paid(),))
        if said is None:
            return
        (paid,) = said

        def bring() -> Job:
            return room.studio.stills.bring(file=file, job=room.studio.store.job(job), paid=paid)

        def told(made: Job) -> str:
            tidying(room).watch([made.id])
            return room.say("hands.picture-brought" if room.studio.jobs.running else "hands.picture-brought-later")

        self.accept()
        beside(room, bring, told)
