"""What clips made by hand cost: nobody knows yet, nothing, or so much each."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fourbeat.model.job import Money
from fourbeat.studio.budget import NOWHERE, checked_amount, checked_currency

from ..brief.words import ChoiceField, LineField
from ..room import Room


class Said(Enum):
    """Name what a person may say about the cost."""

    UNKNOWN = "hands.cost-unknown"
    NOTHING = "hands.cost-nothing"
    EACH = "hands.cost-each"
    OWN = "hands.cost-own"


class Cost(QWidget):
    """Ask what each clip cost; `what` and `each` are the codes of words for anything else."""

    def __init__(
        self, room: Room, what: str = "hands.cost", each: str = "hands.cost-each", *, own: bool = False
    ) -> None:
        super().__init__()
        self._own = room.studio.budget.rates().own
        self.said = ChoiceField(
            room,
            what,
            [
                (Said.UNKNOWN, room.say("hands.cost-unknown")),
                (Said.NOTHING, room.say("hands.cost-nothing")),
                (Said.EACH, room.say(each)),
                *([(Said.OWN, room.say("hands.cost-own"))] if own else []),
            ],
        )
        self.amount = LineField(room, "hands.amount")
        self.currency = LineField(room, "ledger-dock.currency")
        self.currency.show_value(self._own or "USD")
        self.said.show_value(Said.UNKNOWN)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(room.theme.space("s"))
        for field, share in ((self.said, 3), (self.amount, 1), (self.currency, 1)):
            line.addWidget(field, share)
        self.said.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Ask for a sum only where one is to be said."""
        self.amount.setVisible(self.said.value() is Said.EACH)
        self.currency.setVisible(self.said.value() in (Said.EACH, Said.OWN))

    @property
    def own(self) -> bool:
        """Tell whether each file has a sum of its own."""
        return self.said.value() is Said.OWN

    def paid(self) -> Money | None:
        """Give what each clip cost, None where nobody knows yet. Raises Invalid for what is no sum."""
        if self.said.value() is Said.EACH:
            return self.sum(str(self.amount.value()))
        if self.said.value() is Said.NOTHING:
            return Money(amount="0", currency=self._own or NOWHERE)
        return None

    def sum(self, amount: str) -> Money | None:
        """Give an amount in the currency that is said, None for none. Raises Invalid for what is no sum."""
        if not amount.strip() and self.own:
            return None
        return Money(amount=checked_amount(amount), currency=checked_currency(str(self.currency.value())))
