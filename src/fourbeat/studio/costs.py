"""What generation cost, by shots: what the ledger says was spent, in each currency, and how often nobody knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from fourbeat.model.account import Standing
from fourbeat.model.ids import Id

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Cost:
    """Be sums by currency, and how many tries may have cost something that nobody knows."""

    sums: tuple[tuple[str, Decimal], ...] = ()
    unknown: int = 0

    @property
    def nothing(self) -> bool:
        """Tell whether nothing is known to have been spent, and nothing is unknown."""
        return not self.sums and not self.unknown


def costs(studio: Studio, shots: Collection[Id]) -> tuple[dict[Id, Cost], Cost]:
    """Give what the tries at each of these shots cost, those that came to nothing too, and all others together."""
    found: dict[Id, list[Cost]] = {}
    for entry in studio.ledger.entries():
        if entry.standing is Standing.SPENT and entry.sum is not None:
            one = Cost(((entry.sum.currency, Decimal(entry.sum.amount)),))
        elif entry.standing is Standing.UNKNOWN:
            one = Cost(unknown=1)
        else:
            continue
        found.setdefault(entry.account.shot, []).append(one)
    own = {shot: in_all(many) for shot, many in found.items() if shot in shots}
    return own, in_all(one for shot, many in found.items() if shot not in shots for one in many)


def in_all(costs: Iterable[Cost]) -> Cost:
    """Add costs up; currencies are never mixed."""
    sums: dict[str, Decimal] = {}
    unknown = 0
    for cost in costs:
        unknown += cost.unknown
        for currency, amount in cost.sums:
            sums[currency] = sums.get(currency, Decimal(0)) + amount
    return Cost(tuple(sorted(sums.items())), unknown)
