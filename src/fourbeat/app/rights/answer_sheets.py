"""Sheets that answer a finding of rights: it is not that, it is cleared, what a picture shows."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from fourbeat.model.clearance import Reach
from fourbeat.model.plan import Declared, Reference, Shot
from fourbeat.studio.remedies import Remedy

from ..board.asking import Asking
from ..brief.field import Field
from ..brief.words import LineField
from ..room import Room
from .checks_field import OneOf
from .consent_sheet import ProofField, is_day

REACHES = {
    Reach.SHOT: "rights-dock.reach-shot",
    Reach.SCENE: "rights-dock.reach-scene",
    Reach.PROJECT: "rights-dock.reach-film",
}
SHOWS = {
    Declared.NO_PERSON: "rights-dock.shows-nobody",
    Declared.SYNTHETIC: "rights-dock.shows-invented",
    Declared.REAL_PERSON: "rights-dock.shows-real",
}


class NotThisSheet(Asking):
    """Ask why words do not mean somebody; remembered for these words in this text alone."""

    def __init__(self, room: Room, shot: Shot, remedy: Remedy) -> None:
        super().__init__(room, "rights-dock.not-this-title", "rights-dock.not-this-go")
        self._shot, self._remedy = shot, remedy
        self.lead.setText(room.say("rights-dock.not-this-lead", words=remedy.words, name=remedy.name))
        self.lead.show()
        self.reason = LineField(room, "rights-dock.reason")
        self.lines.addWidget(self.reason)

    def done_asking(self) -> None:
        """Remember it."""
        if not _given(self.room, self.reason):
            return
        verb = partial(
            self.room.studio.clearances.not_this,
            shot=self._shot,
            subject=self._remedy.subject,
            words=self._remedy.words,
            reason=str(self.reason.value()),
        )
        if self.room.carry_out(verb) is not None:
            self.accept()
            self.room.stage.announce(self.room.say("rights-dock.answered", name=self._remedy.name))


class ClearSheet(Asking):
    """Ask for an answer to an ask: why, how far, until when, with which proof."""

    def __init__(self, room: Room, shot: Shot, remedy: Remedy) -> None:
        super().__init__(room, "rights-dock.clear-title", "rights-dock.clear-go")
        self._shot, self._remedy = shot, remedy
        self.lead.setText(room.say("rights-dock.clear-lead", name=remedy.name))
        self.lead.show()
        self.reason = LineField(room, "rights-dock.reason")
        self.reach = OneOf(room, "rights-dock.reach", [(one, room.say(code)) for one, code in REACHES.items()])
        self.until = LineField(room, "rights-dock.rule-until", "rights-dock.day-hint")
        self.proof = ProofField(room)
        fields: tuple[Field, ...] = (self.reason, self.reach, self.until, self.proof)
        for field in fields:
            self.lines.addWidget(field)

    def done_asking(self) -> None:
        """Write the answer down."""
        until = str(self.until.value())
        wrong = bool(until) and not is_day(until)
        self.until.show_fault(self.room.say("consent.no-such-day", day=until[:20]) if wrong else "")
        over = bool(until) and not wrong and until < self.room.desk.now()[:10]
        if over:
            self.until.show_fault(self.room.say("clearance.over", day=until))
        if not _given(self.room, self.reason) or wrong or over:
            return
        proof, reach = self.proof.value(), self.reach.value()
        verb = partial(
            self.room.studio.clearances.clear,
            shots=[self._shot],
            subject=self._remedy.subject,
            reason=str(self.reason.value()),
            reach=reach if isinstance(reach, Reach) else Reach.SHOT,
            until=until,
            evidence=proof if isinstance(proof, Path) else None,
        )
        if self.room.carry_out(verb) is not None:
            self.accept()
            self.room.stage.announce(self.room.say("rights-dock.answered", name=self._remedy.name))


class DeclareSheet(Asking):
    """Ask what a picture shows."""

    def __init__(self, room: Room, row: Reference) -> None:
        super().__init__(room, "rights-dock.declare-title", "rights-dock.keep")
        self._row = row
        self.lead.setText(room.say("rights-dock.declare-lead", name=row.name))
        self.lead.show()
        self.shows = OneOf(room, "rights-dock.declare-title", [(one, room.say(code)) for one, code in SHOWS.items()])
        self.lines.addWidget(self.shows)

    def done_asking(self) -> None:
        """Say it."""
        declared = self.shows.value()
        if not isinstance(declared, Declared):
            return
        if self.room.attempt(partial(self.room.studio.references.change, one=self._row, declared=declared)) is not None:
            self.accept()
            self.room.bridge.flush()


def _given(room: Room, field: LineField) -> bool:
    """Tell whether a reason was given; else say beside the field that it has to be."""
    there = bool(field.value())
    field.show_fault("" if there else room.say("clearance.no-reason"))
    if not there:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
    return there
