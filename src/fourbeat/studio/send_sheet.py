"""The send sheet: what a queueing would ask for and cost, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from fourbeat.model.budget import Cap
from fourbeat.model.errors import Refused
from fourbeat.model.job import Estimate
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot
from fourbeat.model.request import TakeRequest
from fourbeat.queue.purse import reckoned

from .ledger_sheet import range_of

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Price:
    """Be a sum of estimates: least and most by currency, how many have no known price, how many are free."""

    sums: tuple[tuple[str, Fraction, Fraction], ...] = ()
    unknown: int = 0
    free: int = 0
    basis: tuple[str, ...] = ()

    @classmethod
    def of(cls, estimates: Sequence[Estimate]) -> Price:
        """Add estimates up."""
        sums: dict[str, tuple[Fraction, Fraction]] = {}
        unknown = free = 0
        for one in estimates:
            if one.free:
                free += 1
            elif one.least is None or one.most is None:
                unknown += 1
            else:
                least, most = sums.get(one.most.currency, (Fraction(0), Fraction(0)))
                sums[one.most.currency] = least + Fraction(one.least.amount), most + Fraction(one.most.amount)
        basis = dict.fromkeys(one.basis for one in estimates if one.basis and not one.free)
        return cls(tuple((name, *pair) for name, pair in sorted(sums.items())), unknown, free, tuple(basis))

    @property
    def paid(self) -> bool:
        """Tell whether anything costs money, or may."""
        return bool(self.sums or self.unknown)

    def told(self) -> Message:
        """Say the price."""
        parts = [range_of(least, most, currency) for currency, least, most in self.sums]
        if self.unknown:
            parts.append(message("ledger.unpriced", n=self.unknown))
        if not parts:
            return message("budget.free")
        found = parts[0]
        for one in parts[1:]:
            found = message("ledger.and", one=found, other=one)
        return found


@dataclass(frozen=True)
class SheetLine:
    """Be what is asked of one model: how many shots, takes and seconds, and what they may cost."""

    provider: str
    model: str
    shots: int
    takes: int
    seconds: Fraction
    price: Price


@dataclass(frozen=True)
class Sheet:
    """Be a send sheet; `blocked` are shots that the gate does not let pass, `left` what the caps leave."""

    lines: tuple[SheetLine, ...]
    price: Price
    allowed: int
    blocked: tuple[tuple[str, Message], ...]
    left: tuple[tuple[Cap, Fraction | None], ...]

    @property
    def paid(self) -> bool:
        """Tell whether anything on it costs money that the program would spend."""
        return self.price.paid


def sheet(studio: Studio, shots: Sequence[Shot], takes: int) -> Sheet:
    """Work out what takes of shots would ask for and cost; what people make by hand costs nothing from here."""
    requests: list[TakeRequest] = []
    blocked: list[tuple[str, Message]] = []
    for shot in shots:
        try:
            requests += studio.jobs.tried(shots=[shot], takes=takes)
        except Refused as error:
            blocked.append((shot.number, error.message))
    found: dict[tuple[str, str], list[TakeRequest]] = {}
    for one in requests:
        found.setdefault((one.provider, one.model), []).append(one)
    lines = []
    everything: list[Estimate] = []
    for (provider, model), many in found.items():
        estimates = [_estimate(studio, one) for one in many]
        everything += estimates
        seconds = sum((Fraction(one.seconds) for one in estimates), start=Fraction(0))
        price = Price.of(estimates)
        lines.append(SheetLine(provider, model, len({one.shot for one in many}), len(many), seconds, price))
    providers = {line.provider for line in lines if line.price.paid}
    left = tuple(one for one in studio.budget.left() if not one[0].provider or one[0].provider in providers)
    return Sheet(tuple(lines), Price.of(everything), len(requests), tuple(blocked), left)


def _estimate(studio: Studio, request: TakeRequest) -> Estimate:
    estimate = reckoned(studio.generators[request.provider], request)
    # The person pays at the website, if at all, and says so when the clip is brought in.
    return estimate.model_copy(update={"free": True}) if studio.budget.by_hand(request.provider) else estimate
