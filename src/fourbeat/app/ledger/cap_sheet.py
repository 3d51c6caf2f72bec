"""The sheets that ask what may be spent at most, and what a currency is worth."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from fourbeat.model.budget import Cap, Measure, Span

from ..board.asking import Asking
from ..brief.field import Field
from ..brief.words import ChoiceField, LineField
from ..labels import Label
from ..room import Room

_MEASURES = {
    Measure.MONEY: "ledger-dock.money",
    Measure.SECONDS: "ledger-dock.seconds",
    Measure.CLIPS: "ledger-dock.clips",
}
_LAST = 4
"""So many of the rates that were typed last are shown."""
_SPANS = {Span.PROJECT: "ledger-dock.whole-film", Span.DAY: "ledger-dock.each-day"}


def beside(room: Room, *fields: Field) -> QHBoxLayout:
    """Put fields side by side: at a large text size a column of them is higher than a window."""
    line = QHBoxLayout()
    line.setSpacing(room.theme.space("m"))
    for field in fields:
        line.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
    return line


class CapSheet(Asking):
    """Ask for a cap; one that stands can be raised with a reason, lowered, or lifted."""

    def __init__(self, room: Room, cap: Cap | None = None) -> None:
        super().__init__(room, "ledger-dock.cap-title", "ledger-dock.keep-cap", "ledger-dock.cap-lead")
        say = room.say
        self.amount = LineField(room, "ledger-dock.amount")
        self.measure = ChoiceField(room, "ledger-dock.measure", [(one, say(code)) for one, code in _MEASURES.items()])
        self.currency = LineField(room, "ledger-dock.currency")
        self.span = ChoiceField(room, "ledger-dock.span", [(one, say(code)) for one, code in _SPANS.items()])
        # A pool spends nothing itself: its servers do.
        pools = room.studio.connections.pools()
        known = ((key, key) for key in room.studio.generators if key not in pools)
        providers = [("", say("ledger-dock.all-providers")), *known]
        self.provider = ChoiceField(room, "ledger-dock.provider", providers)
        self.why = LineField(room, "ledger-dock.why")
        for pair in ((self.amount, self.measure), (self.currency, self.span), (self.provider, self.why)):
            self.lines.addLayout(beside(room, *pair))
        self.measure.edited.connect(self._follow)
        self.measure.show_value(cap.measure if cap else Measure.MONEY)
        self.span.show_value(cap.span if cap else Span.DAY)
        self.provider.show_value(cap.provider if cap else "")
        self.amount.show_value((cap.most or "") if cap else "")
        self.currency.show_value((cap.currency if cap else "") or room.studio.budget.rates().own or "USD")
        self.kept = Label(
            room.look, room.say("ledger-dock.kept-as", name=room.desk.author), "caption", tone="text-soft"
        )
        self.kept.setWordWrap(True)
        self.lines.addWidget(self.kept)
        self._follow()
        self.setTabOrder(self.amount.entry, self.measure.choice)

    def done_asking(self) -> None:
        """Set, raise or lift the cap."""
        room = self.room
        measure, span = self.measure.value(), self.span.value()
        assert isinstance(measure, Measure)
        assert isinstance(span, Span)
        verb = partial(
            room.studio.budget.cap,
            span=span,
            measure=measure,
            most=str(self.amount.value()) or None,
            currency=str(self.currency.value()) if measure is Measure.MONEY else "",
            provider=str(self.provider.value() or ""),
            reason=str(self.why.value()),
        )
        if room.attempt(verb) is not None:
            self.accept()

    def _follow(self) -> None:
        self.currency.setVisible(self.measure.value() is Measure.MONEY)


class RateSheet(Asking):
    """Ask what a currency is worth in the project's."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "ledger-dock.rate-title", "ledger-dock.keep-rate", "ledger-dock.rate-lead")
        self.currency = LineField(room, "ledger-dock.currency")
        self.rate = LineField(room, "ledger-dock.rate")
        self.own = LineField(room, "ledger-dock.own")
        self.day = LineField(room, "ledger-dock.from-day", "rights-dock.day-hint")
        for pair in ((self.currency, self.rate), (self.own, self.day)):
            self.lines.addLayout(beside(room, *pair))
        self.own.show_value(room.studio.budget.rates().own)
        self.day.show_value(room.desk.now()[:10])
        typed = [one for one in room.studio.store.exchanges() if one.currency != one.into][-_LAST:]
        words = [
            room.say("ledger-dock.typed", currency=one.currency, rate=one.rate, into=one.into, day=one.day, by=one.by)
            for one in reversed(typed)
        ]
        self.typed = Label(room.look, "\n".join(words), "caption", tone="text-soft")
        self.typed.setWordWrap(True)
        self.typed.setVisible(bool(words))
        self.lines.addWidget(self.typed)

    def done_asking(self) -> None:
        """Keep the rate, and the project's currency where it is another one."""
        budget = self.room.studio.budget
        currency, rate, own, day = (str(one.value()) for one in (self.currency, self.rate, self.own, self.day))

        def verb() -> object:
            done: object = None
            if own and own.upper() != budget.rates().own:
                done = budget.currency(currency=own)
            if currency or rate or not own:
                done = budget.rate(currency=currency, rate=rate, into=own, day=day)
            return done or budget.rates()

        if self.room.attempt(verb) is not None:
            self.accept()
