"""Writing the records about money: caps, stops, settlements and rates, each with its line in the audit."""

from __future__ import annotations

import hashlib

from pydantic import JsonValue

from ..model.budget import Cap, Exchange, PurseEvent, Settlement
from ..model.job import Attempt
from . import questions
from .registers import MONEY
from .rights import RightsRecords


class MoneyRecords(RightsRecords):
    """Write records about money inside one transaction; whoever raises a cap or stops all spending is on record."""

    def add_cap(self, cap: Cap) -> None:
        """Write down what may be spent at most from now on."""
        self._insert("cap", cap.model_dump(mode="json"))
        told = cap.model_dump(mode="json", include={"provider", "span", "measure", "most", "currency"})
        self._audit(f"{MONEY}cap", cap.id, {**told, "reason": _hash(cap.reason)}, cap.at)

    def add_purse_event(self, event: PurseEvent) -> None:
        """Write down that spending was stopped or goes on, or what is said of prices that nobody knows."""
        self._insert("purse", event.model_dump(mode="json"))
        told: dict[str, JsonValue] = {"of": event.of, "reason": _hash(event.reason)}
        self._audit(f"{MONEY}{event.word}", event.id, told, event.at)

    def add_settlement(self, settlement: Settlement) -> None:
        """Write down what an attempt cost after all. Raises NotFound for an attempt that is not there."""
        attempt = questions.one(self._conn, Attempt, settlement.attempt)
        self._insert("settlement", settlement.model_dump(mode="json"))
        told: dict[str, JsonValue] = settlement.model_dump(mode="json", include={"attempt", "amount", "currency"})
        told |= {"source": _hash(settlement.source), "note": _hash(settlement.note)}
        self._audit(f"{MONEY}settled", settlement.id, told, settlement.at)
        self._touched["jobs"].add(attempt.job)

    def add_exchange(self, exchange: Exchange) -> None:
        """Write down what one unit of a currency was worth from a day on."""
        self._insert("exchange", exchange.model_dump(mode="json"))
        told = exchange.model_dump(mode="json", include={"currency", "into", "rate", "day"})
        self._audit(f"{MONEY}rate", exchange.id, told, exchange.at)


def _hash(words: str) -> str:
    # A person's own words stand in the record; the audit holds only their hash, as with answers about rights.
    return hashlib.sha256(words.encode()).hexdigest()
