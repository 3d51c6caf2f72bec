"""Sheets for complaints: writing one down, and saying how it ends."""

from __future__ import annotations

from functools import partial

from fourbeat.model.claim import ClaimEvent, ClaimKind, ClaimState
from fourbeat.model.ids import code
from fourbeat.studio.claims import Made
from fourbeat.studio.takes import Listed

from ..board.asking import Asking
from ..brief.words import LineField
from ..room import Room
from .checks_field import OneOf


class ClaimSheet(Asking):
    """Ask who says what, and about which takes."""

    def __init__(self, room: Room, one: Listed | None) -> None:
        super().__init__(room, "complaints-tab.add", "complaints-tab.keep", "complaints-tab.add-lead")
        kinds = ((ClaimKind.TAKEDOWN, "claim.kind.takedown"), (ClaimKind.CLAIM, "claim.kind.claim"))
        self.kind = OneOf(room, "column.kind", [(kind, room.say(word)) for kind, word in kinds])
        self.who = LineField(room, "column.from-whom")
        self.contact = LineField(room, "complaints-tab.contact")
        self.about = LineField(room, "column.about", "complaints-tab.about-hint")
        self.subject = LineField(room, "complaints-tab.subject", "takes-dock.review-subject-hint")
        self.takes = LineField(room, "complaints-tab.takes", "complaints-tab.takes-hint")
        if one is not None:
            self.takes.show_value(f"{one.shot.number}/t{one.take.number}")
        for field in (self.kind, self.who, self.contact, self.about, self.subject, self.takes):
            self.lines.addWidget(field)

    def done_asking(self) -> None:
        """Write it down; a takedown takes its takes out of the cut."""
        made = self.room.carry_out(self._made)
        if made is not None:
            self.accept()
            self.room.stage.announce(self.room.say("complaints-tab.added", n=len(made.reach.takes)))

    def _made(self) -> Made:
        studio, kind = self.room.studio, self.kind.value()
        named = str(self.takes.value()).replace("、", ",").split(",")
        return studio.claims.add(
            kind=kind if isinstance(kind, ClaimKind) else ClaimKind.CLAIM,
            who=str(self.who.value()),
            contact=str(self.contact.value()),
            about=str(self.about.value()),
            subject=str(self.subject.value()),
            takes=[studio.claims.about(label) for label in named if label.strip()],
        )


class DecideSheet(Asking):
    """Ask how a complaint ends, and why."""

    def __init__(self, room: Room, claim: ClaimEvent, kind: str) -> None:
        super().__init__(room, "complaints-tab.decide", "complaints-tab.keep")
        self._claim = claim
        self.lead.setText(room.say("complaints-tab.decide-lead", kind=kind, code=code(claim.claim)))
        self.lead.show()
        offered = [
            (ClaimState.UPHELD, "claim.state.upheld"),
            (ClaimState.REJECTED, "claim.state.rejected"),
            (ClaimState.SETTLED, "claim.state.settled"),
            (ClaimState.OPEN, "claim.state.open"),
        ]
        self.state = OneOf(
            room, "column.state", [(state, room.say(word)) for state, word in offered if state is not claim.state]
        )
        self.reason = LineField(room, "rights-dock.reason")
        for field in (self.state, self.reason):
            self.lines.addWidget(field)

    def done_asking(self) -> None:
        """Write the decision down."""
        state = self.state.value()
        assert isinstance(state, ClaimState)
        verb = partial(self.room.studio.claims.decide, claim=self._claim, state=state, reason=str(self.reason.value()))
        if self.room.carry_out(verb) is not None:
            self.accept()
