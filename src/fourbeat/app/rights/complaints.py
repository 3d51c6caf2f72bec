"""Complaints: claims, takedowns and appeals, what happened to each, and deciding them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from fourbeat.model.claim import ClaimEvent, ClaimKind, ClaimState
from fourbeat.model.edit import Changes
from fourbeat.model.ids import code

from ..board.moves import writable
from ..labels import Label
from ..room import Room
from ..takes.model import take_list
from .buttons import Buttons
from .card import Card
from .complaint_sheets import ClaimSheet, DecideSheet
from .rows import Row, RowList
from .section import Section

KINDS = {
    ClaimKind.CLAIM: "claim.kind.claim",
    ClaimKind.TAKEDOWN: "claim.kind.takedown",
    ClaimKind.APPEAL: "claim.kind.appeal",
}
STATES = {
    ClaimState.OPEN: "claim.state.open",
    ClaimState.UPHELD: "claim.state.upheld",
    ClaimState.REJECTED: "claim.state.rejected",
    ClaimState.SETTLED: "claim.state.settled",
}
_TONES = {
    ClaimState.OPEN: "warn",
    ClaimState.UPHELD: "bad",
    ClaimState.REJECTED: "text-soft",
    ClaimState.SETTLED: "good",
}


class ComplaintsSection(Section):
    """Show what others say of the film."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self.lead("complaints-tab.hint")
        self.card = Card(room)
        self.list = RowList(room, "complaints-tab.tab")
        self.told = Label(room.look, "", "caption", tone="text-soft")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        deeds = Buttons(room)
        self.add = deeds.add("complaints-tab.add", self._add, "add", primary=True)
        self.decide = deeds.add("complaints-tab.decide", self._decide, "check")
        for widget in (self.card, self.list, self.told, deeds):
            self.lines.addWidget(widget)
        self.lines.addStretch(1)
        self.setFocusProxy(self.add)
        self.list.turned.connect(self._show)

    def concerns(self, changes: Changes) -> bool:
        """Follow what is decided."""
        return bool(changes.rights)

    def follow(self) -> None:
        """Show every complaint, the newest first."""
        say, claims = self.room.say, self.room.studio.claims
        every = claims.all()
        waiting = sum(one.state is ClaimState.OPEN for one in every)
        if waiting:
            self.card.show_words("warn", say("complaints-tab.open", n=waiting))
        else:
            self.card.show_words("good", say("complaints-tab.none" if not every else "complaints-tab.all-decided"))
        self.list.show_rows([self._row(one) for one in reversed(every)])
        self.list.setVisible(bool(every))
        self.add.setEnabled(writable(self.room))
        self._show()

    def _row(self, one: ClaimEvent) -> Row:
        who = str(self.room.studio.claims.details(one).get("name") or "")
        first = self.room.studio.claims.history(one)[0]
        title = " · ".join([self.room.say(KINDS[one.kind]), self.room.say(STATES[one.state])])
        return Row(one.claim, title, " · ".join(filter(None, (first.at[:10], who, first.about))), _TONES[one.state])

    @property
    def claim(self) -> ClaimEvent | None:
        """Give the complaint that is looked at."""
        key = self.list.row.key if self.list.row else ""
        return next((one for one in self.room.studio.claims.all() if one.claim == key), None)

    def _show(self) -> None:
        one = self.claim
        self.decide.setEnabled(one is not None and writable(self.room))
        self.told.setVisible(one is not None)
        if one is None:
            return
        say, claims = self.room.say, self.room.studio.claims
        lines = [code(one.claim)]
        lines += [str(claims.details(one).get("contact") or ""), one.subject]
        for event in claims.history(one):
            state = say(STATES[event.state])
            lines.append(say("claim.event", at=event.at[:10], state=state, by=event.by, about=event.about))
        self.told.setText("\n".join(filter(None, lines)))

    def _add(self) -> None:
        """Write one down; the take that is looked at is offered."""
        sheet = ClaimSheet(self.room, take_list(self.room).current)
        sheet.present()
        sheet.who.setFocus()

    def _decide(self) -> None:
        one = self.claim
        if one is not None:
            sheet = DecideSheet(self.room, one, partial(self.room.say, KINDS[one.kind])())
            sheet.present()
            sheet.state.setFocus()
