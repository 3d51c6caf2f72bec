"""The sheet that settles by hand what nobody knows the cost of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fourbeat.model.account import Entry, Standing
from fourbeat.model.budget import Settlement
from fourbeat.model.job import Money
from fourbeat.queue.purse import written
from fourbeat.studio.budget import checked_amount, checked_currency
from fourbeat.studio.ledger_sheet import money_of

from ..board.asking import Asking
from ..brief.words import LineField
from ..queue.story import generator
from ..room import Room
from .cap_sheet import beside
from .ticks import Ticks, list_of


class SettleSheet(Asking):
    """Ask what each ticked try cost; nought says that it was not charged."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "ledger-dock.settle-title", "ledger-dock.settle", "ledger-dock.settle-lead")
        unknown = [one for one in room.studio.ledger.entries() if one.standing is Standing.UNKNOWN and one.attempt]
        self.ticks = Ticks((), frozenset(), self)
        self.list = list_of(room, self.ticks, "ledger-dock.unknown-list", self)
        self.amount = LineField(room, "ledger-dock.each-cost")
        self.currency = LineField(room, "ledger-dock.currency")
        self.note = LineField(room, "ledger-dock.settle-note")
        self.lines.addWidget(self.list, 1)
        self.lines.addLayout(beside(room, self.amount, self.currency, self.note))
        most = next((one.most for one in unknown if one.most is not None), None)
        self.currency.show_value(most.currency if most else room.studio.budget.rates().own or "USD")
        self.leave.setText(room.say("new.cancel"))
        self.ticks.dataChanged.connect(lambda *_: self._count())
        self.show_lines([(one.attempt.id, _line(room, one)) for one in unknown if one.attempt is not None])

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show the tries, each with its words; the only one is ticked."""
        some = bool(lines)
        self.lead.setText(self.room.say("ledger-dock.settle-lead" if some else "ledger-dock.nothing-unknown"))
        for widget in (self.list, self.amount, self.currency, self.note):
            widget.setVisible(some)
        self.roomy = len(lines) > 1
        self.ticks.show_lines(lines, frozenset(key for key, _ in lines) if len(lines) == 1 else frozenset())
        self.list.setCurrentIndex(self.ticks.index(0))
        self._count()

    def done_asking(self) -> None:
        """Write down what the ticked tries cost, all or none."""
        room, note = self.room, str(self.note.value())

        def settle() -> list[Settlement]:
            paid = Money(
                amount=checked_amount(str(self.amount.value())), currency=checked_currency(str(self.currency.value()))
            )
            return room.studio.budget.settle_all(sums=[(one, paid, "") for one in self.ticks.ticked()], note=note)

        if made := room.attempt(settle):
            self.accept()
            paid = money_of(Fraction(made[0].amount) * len(made), made[0].currency)
            room.stage.announce(room.say("budget.settled", n=len(made), sum=paid))

    def _count(self) -> None:
        many = len(self.ticks.ticked())
        self.go.setText(
            self.room.say("ledger-dock.settle-some", n=many) if many else self.room.say("ledger-dock.settle")
        )
        self.go.setEnabled(bool(many))


def _line(room: Room, entry: Entry) -> str:
    """Say which try it is, when, and what was reckoned with."""
    studio, account = room.studio, entry.account
    what = room.words(studio.jobs.label(studio.store.job(account.job)))
    told = entry.attempt.estimate if entry.attempt is not None else None
    price = written(told) if told is not None else room.say("budget.no-price")
    made = generator(room, entry.provider)
    return room.say("ledger-dock.unknown-line", what=what, generator=made, day=entry.day, price=price)
