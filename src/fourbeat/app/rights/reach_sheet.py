"""Sheets that show what would be reached before it is: taking a consent back, and erasing a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QAbstractItemView, QListWidget

from fourbeat.model.consent import Consent
from fourbeat.model.ids import code
from fourbeat.model.plan import Shot
from fourbeat.model.request import RenderRequest, StillRequest, TakeRequest
from fourbeat.studio.register import Person
from fourbeat.studio.withdrawn import Reach

from ..board.asking import Asking
from ..brief.words import LineField
from ..check import Check
from ..labels import Label
from ..room import Room


class RevokeSheet(Asking):
    """Show every shot, job, take and film that a consent reaches, and take it back with a reason."""

    def __init__(self, room: Room, consent: Consent, person: Person) -> None:
        super().__init__(room, "rights-dock.revoke-title", "rights-dock.revoke-go")
        self._consent, self.roomy = consent, True
        self.lead.setText(room.say("rights-dock.revoke-lead", person=person.name))
        self.lead.show()
        reach = room.carry_out(partial(room.studio.withdrawn.reach, consent))
        self.reached = QListWidget()
        self.reached.setAccessibleName(room.say("rights-dock.reached"))
        self.reached.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.reached.setMinimumHeight(room.theme.size("row") * 3)
        lines = list(told(room, reach)) if reach is not None else []
        self.reached.addItems(lines or [room.say("rights-dock.reaches-nothing")])
        self.keep = Check(room, room.say("rights-dock.keep-takes"))
        self.keep.setVisible(bool(reach and reach.takes))
        self.reason = LineField(room, "rights-dock.reason")
        self.lines.addWidget(Label(room.look, room.say("rights-dock.reached"), "caption", tone="text-soft"))
        self.lines.addWidget(self.reached, 1)
        self.lines.addWidget(self.keep)
        self.lines.addWidget(self.reason)
        self.go.setDefault(False)
        self.go.setAutoDefault(False)

    def done_asking(self) -> None:
        """Take it back."""
        reason = str(self.reason.value())
        if not reason:
            self.reason.show_fault(self.room.say("clearance.no-reason"))
            self.reason.setFocus()
            return
        verb = partial(
            self.room.studio.consents.revoke, consent=self._consent, keep=self.keep.isChecked(), reason=reason
        )
        if self.room.carry_out(verb) is not None:
            self.accept()
            self.room.bridge.flush()
            self.room.stage.announce(self.room.say("consent.revoked", code=code(self._consent.id)))


class EraseSheet(Asking):
    """Ask twice before a person's data are gone for good."""

    def __init__(self, room: Room, person: Person) -> None:
        super().__init__(room, "rights-dock.erase-title", "rights-dock.erase-go")
        self._person = person
        self.lead.setText(room.say("rights-dock.erase-lead", person=person.name, code=person.code))
        self.lead.show()
        self.sure = LineField(room, "rights-dock.erase-sure")
        self.lines.addWidget(self.sure)
        self.go.setDefault(False)
        self.go.setAutoDefault(False)
        self.go.setEnabled(False)
        self.sure.entry.textChanged.connect(
            lambda text: self.go.setEnabled(text.strip().casefold() in (person.name.casefold(), person.code.casefold()))
        )

    def done_asking(self) -> None:
        """Erase."""
        count = self.room.carry_out(partial(self.room.studio.consents.erase, person=self._person))
        if count is not None:
            self.accept()
            self.room.bridge.flush()
            self.room.stage.announce(self.room.say("consent.was-erased", code=self._person.code, n=count))


def told(room: Room, reach: Reach) -> Iterator[str]:
    """Say what is reached, one to a line."""
    plan, say = room.studio.plan, room.say
    for take in reach.takes:
        shot = plan.find(Shot, take.shot)
        yield say("about.take", shot=shot.number if shot else "", number=take.number)
    for still in reach.stills:
        yield say("consent.reaches-still", still=room.studio.stills.called(still), hash=still.sha256[:12])
    for job in reach.jobs:
        if isinstance(job.request, StillRequest):
            yield room.words(room.studio.jobs.label(job))
            continue
        shot = plan.find(Shot, job.request.shot) if isinstance(job.request, TakeRequest) else None
        yield say("rights-dock.reaches-job", shot=shot.number if shot else "", job=code(job.id))
    for job in reach.films:
        if isinstance(job.request, RenderRequest):
            yield say("consent.reaches-film", file=str(job.request.target))
    told_of = {take.shot for take in reach.takes}
    for shot in reach.shots:
        if shot.id not in told_of:
            yield say("consent.reaches-shot", shot=shot.number)
