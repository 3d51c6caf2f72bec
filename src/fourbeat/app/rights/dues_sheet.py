"""The sheet on which somebody writes down that a duty is done: how that is known, until when, with which proof."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fourbeat.studio.dues import Due
from fourbeat.studio.duties import Duty

from ..board.asking import Asking
from ..brief.words import LineField
from ..room import Room
from .consent_sheet import ProofField, is_day


class DoneSheet(Asking):
    """Ask how it is known that a duty is done; it is said of the whole film."""

    def __init__(self, room: Room, due: Due, duty: Duty) -> None:
        super().__init__(room, "dues-tab.done", "dues-tab.done-go")
        self._due, self._duty = due, duty
        self.lead.setText(room.say("dues-tab.done-lead", duty=duty.name, name=due.payee(duty)))
        self.lead.show()
        self.reason = LineField(room, "dues-tab.done-reason")
        self.until = LineField(room, "rights-dock.rule-until", "rights-dock.day-hint")
        self.proof = ProofField(room)
        for field in (self.reason, self.until, self.proof):
            self.lines.addWidget(field)

    def done_asking(self) -> None:
        """Write it down."""
        room, reason, until = self.room, str(self.reason.value()), str(self.until.value())
        wrong = room.say("consent.no-such-day", day=until[:20]) if until and not is_day(until) else ""
        if not wrong and until and until < room.desk.now()[:10]:
            wrong = room.say("clearance.over", day=until)
        self.until.show_fault(wrong)
        self.reason.show_fault("" if reason else room.say("clearance.no-reason"))
        if wrong or not reason:
            # What is wrong takes a line of its own.
            self.resize(self.size().expandedTo(self.minimumSizeHint()).expandedTo(self.sizeHint()))
            (self.until if reason else self.reason).setFocus()
            return
        proof = self.proof.value()
        verb = partial(
            room.studio.dues.fulfil,
            duty=self._duty.kind,
            subject=self._due.subject,
            reason=reason,
            until=until,
            evidence=proof if isinstance(proof, Path) else None,
        )
        if room.carry_out(verb) is not None:
            self.accept()
            room.bridge.flush()
            room.stage.announce(room.say("dues-tab.noted", name=self._due.name))
