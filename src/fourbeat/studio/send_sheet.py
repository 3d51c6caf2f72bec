"""The send sheet: what a queueing would ask for and cost, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from fourbeat.model.budget import Cap
from fourbeat.model.errors import Invalid, NotFound, Refused
from fourbeat.model.ids import Id
from fourbeat.model.job import Estimate
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Severity, Shot
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
        basis = dict.fromkeys(one.basis for one in estimates if one.basis and one.most is not None and not one.free)
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
class SheetShot:
    """Be the takes that are asked of one shot, or with `job` one take that is asked for again.

    `told` is what one take costs, `estimate` what the program spends of it: nothing where a person pays at a website.
    `warned` is what its generator may refuse it for; it can be sent all the same.
    """

    shot: Id
    number: str
    provider: str
    model: str
    takes: int
    estimate: Estimate
    told: Estimate
    job: Id | None = None
    warned: tuple[Message, ...] = ()

    @property
    def id(self) -> Id:
        """Tell it from the others on its sheet: by its job, or by its shot."""
        return self.job or self.shot

    @property
    def price(self) -> Price:
        """Give what its takes may cost."""
        return Price.of([self.estimate] * self.takes)


@dataclass(frozen=True)
class Sheet:
    """Be a send sheet; `blocked` are shots that the gate does not let pass, `left` what the caps leave."""

    shots: tuple[SheetShot, ...]
    lines: tuple[SheetLine, ...]
    price: Price
    allowed: int
    blocked: tuple[tuple[str, Message], ...]
    left: tuple[tuple[Cap, Fraction | None], ...]

    @property
    def paid(self) -> bool:
        """Tell whether anything on it costs money that the program would spend."""
        return self.price.paid

    @property
    def warned(self) -> tuple[tuple[str, Message], ...]:
        """Say by shot what generators may refuse."""
        return tuple((one.number, why) for one in self.shots for why in one.warned)

    @property
    def told(self) -> Mapping[Id, Estimate]:
        """Give what one take of each shot, or each job, costs as was said: what became dearer since is held."""
        return {one.id: one.told for one in self.shots}

    def only(self, some: Collection[Id]) -> Sheet:
        """Give the sheet with some of its shots or jobs."""
        kept = tuple(one for one in self.shots if one.id in some)
        return replace(self, shots=kept, lines=_lines(kept), price=_sum(kept), allowed=sum(one.takes for one in kept))


def sheet(
    studio: Studio, shots: Sequence[Shot], takes: int, *, like: Callable[[TakeRequest], TakeRequest] | None = None
) -> Sheet:
    """Work out what takes of shots would ask for and cost; what people make by hand costs nothing from here.

    `like` makes of a brief's request what is asked, as in `Jobs.add_like`.
    """
    asked: list[SheetShot] = []
    blocked: list[tuple[str, Message]] = []
    for shot in shots:
        try:
            requests = studio.asking.tried(shots=[shot], takes=takes, like=like)
        except (Invalid, NotFound, Refused) as error:
            blocked.append((shot.number, held_back(shot.number, error.message)))
            continue
        # Takes of a shot differ in their number and seed only, so that one price is the price of each.
        first = requests[0]
        told = reckoned(studio.generators[first.provider], first)
        cost = spent(studio, first.provider, told)
        may = warned(studio, first)
        asked.append(SheetShot(shot.id, shot.number, first.provider, first.model, len(requests), cost, told, None, may))
    return drawn_up(studio, asked, blocked)


def warned(studio: Studio, asked: TakeRequest) -> tuple[Message, ...]:
    """Say what a generator may refuse a request for; what is only a note waits in the findings."""
    found = studio.findings.of_request(asked)
    return tuple(one.what for one in found if one.severity is not Severity.NOTE)


def spent(studio: Studio, provider: str, told: Estimate) -> Estimate:
    """Give what of a price the program spends: a person pays at a website, if at all, and says so with the clip."""
    return told.model_copy(update={"free": True}) if studio.budget.by_hand(provider) else told


def drawn_up(studio: Studio, asked: Sequence[SheetShot], blocked: Sequence[tuple[str, Message]]) -> Sheet:
    """Add up what is asked for, beside what the caps leave."""
    found = tuple(asked)
    lines = _lines(found)
    paid = {line.provider for line in lines if line.price.paid}
    providers = {one for key in paid for one in (key, *(studio.connections.members(key) or ()))}
    left = tuple(one for one in studio.budget.left() if not one[0].provider or one[0].provider in providers)
    return Sheet(found, lines, _sum(found), sum(one.takes for one in found), tuple(blocked), left)


def held_back(number: str, refused: Message) -> Message:
    """Say which shot is blocked, and why."""
    found = refused.params.get("findings") if refused.code == "request.blocked" else None
    why = message("send.findings", findings=found) if found is not None else refused
    return why if "shot" in why.params else message("send.blocked", shot=number, why=why)


def _lines(shots: Sequence[SheetShot]) -> tuple[SheetLine, ...]:
    """Add up by generator and model."""
    found: dict[tuple[str, str], list[SheetShot]] = {}
    for one in shots:
        found.setdefault((one.provider, one.model), []).append(one)
    return tuple(
        SheetLine(
            provider,
            model,
            len({one.shot for one in many}),
            sum(one.takes for one in many),
            sum((Fraction(one.estimate.seconds) * one.takes for one in many), start=Fraction(0)),
            _sum(many),
        )
        for (provider, model), many in found.items()
    )


def _sum(shots: Sequence[SheetShot]) -> Price:
    return Price.of([one.estimate for one in shots for _ in range(one.takes)])
