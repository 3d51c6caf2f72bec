"""Retargeting: shots move to another generator, after a report of what is lost, what changes and what it costs then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from fourbeat.model.document import Plan
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import FourbeatError, Invalid
from fourbeat.model.format import Size
from fourbeat.model.job import Estimate
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import TakeRequest
from fourbeat.queue.purse import reckoned

from .arrange import written
from .requests import found_model, request
from .send_sheet import Price

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Move:
    """Say what moving does to one shot. `why` is set where it cannot be made there; such a shot stays where it is.

    `size` is the size it is given where its own is not made there, None where it keeps its own.
    """

    shot: Shot
    lost: tuple[Message, ...] = ()
    changed: tuple[Message, ...] = ()
    size: str | None = None
    before: Estimate | None = None
    after: Estimate | None = None
    why: Message | None = None


@dataclass(frozen=True)
class Retarget:
    """Say what moving shots to a model of a generator does, before it is done.

    `film` says that the whole film moves: shots to come are made there, too.
    """

    provider: str
    model: str
    moves: tuple[Move, ...]
    film: bool = False

    @property
    def able(self) -> tuple[Move, ...]:
        """Give the shots that can be made there."""
        return tuple(one for one in self.moves if one.why is None)

    @property
    def before(self) -> Price:
        """Give what one take each of the shots that move costs where they are."""
        return Price.of([one.before for one in self.able if one.before is not None])

    @property
    def after(self) -> Price:
        """Give what one take each of the shots that move costs there."""
        return Price.of([one.after for one in self.able if one.after is not None])


class Retargeting:
    """Hold the verb and the question about moving shots to another generator."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def plan(self, *, shots: Sequence[Shot], provider: str, model: str = "", film: bool = False) -> Retarget:
        """Say what moving does; with `film` the shots are all there are, and what comes later goes there, too.

        Raises Invalid for a generator or a model that nobody knows.
        """
        facts = found_model(self._studio.generators, provider, model)
        plan = self._store.plan
        moves = tuple(self._move(plan, shot, provider, facts) for shot in shots)
        return Retarget(provider, facts.id, moves, film)

    def carry_out(self, *, retarget: Retarget) -> Changes:
        """Move the shots that can be made there, as one step. Raises Invalid where none can."""
        if not retarget.able and (retarget.moves or not retarget.film):
            raise Invalid("retarget.none", provider=retarget.provider)
        plan = self._store.plan
        changes: list[Change] = self._film(plan, retarget) if retarget.film else []
        for one in retarget.able:
            fields: dict[str, object] = {"provider": retarget.provider, "model": retarget.model}
            if one.size is not None:
                fields["size"] = one.size
            changes += plan.change(plan.get(Shot, one.shot.id), **fields)
        label = message("step.retarget", n=len(retarget.able), provider=retarget.provider)
        if retarget.film:
            label = message("step.retarget-film", provider=retarget.provider)
        return written(self._studio, label, changes)

    def _film(self, plan: Plan, retarget: Retarget) -> list[Change]:
        """Let what comes later be made there; a shot that stays and goes by the film keeps the generator it has."""
        able = {one.shot.id for one in retarget.able}
        stay = [shot for shot in plan.cut_shots() if shot.id not in able and shot.provider is None]
        old = plan.project.provider
        changes = plan.change(plan.project, provider=retarget.provider)
        return changes + [one for shot in stay for one in plan.change(shot, provider=old)]

    def _move(self, plan: Plan, shot: Shot, provider: str, facts: ModelFacts) -> Move:
        before = self._asked(plan, shot)
        own = Size.parse(shot.size or plan.project.size)
        fitting = None if facts.takes_size(own) else own.nearest(facts.sizes)
        there = shot.model_copy(update={"provider": provider, "model": facts.id})
        if fitting is not None:
            there = there.model_copy(update={"size": str(fitting)})
        try:
            after = self._request(plan, there)
        except FourbeatError as error:
            return Move(shot, why=error.message)
        return Move(
            shot,
            lost=tuple(_lost(plan, shot, facts, before)),
            changed=tuple(_changed(shot, own, fitting, before, after)),
            size=str(fitting) if fitting is not None else None,
            before=self._price(before),
            after=self._price(after),
        )

    def _asked(self, plan: Plan, shot: Shot) -> TakeRequest | None:
        try:
            return self._request(plan, shot)
        except FourbeatError:
            # It cannot be made where it is: nothing is lost by moving.
            return None

    def _request(self, plan: Plan, shot: Shot) -> TakeRequest:
        studio = self._studio
        return request(plan, studio.generators, shot, number=1, dialects=studio.dialects)

    def _price(self, asked: TakeRequest | None) -> Estimate | None:
        return None if asked is None else reckoned(self._studio.generators[asked.provider], asked)


def _lost(plan: Plan, shot: Shot, facts: ModelFacts, before: TakeRequest | None) -> Iterator[Message]:
    brief = plan.brief(shot.id)
    for one in brief.references:
        if one.role not in facts.roles:
            yield message("retarget.loses-picture", name=one.name, role=message(f"gate.role.{one.role.value}"))
    sent = len(before.references) if before is not None else 0
    if facts.pictures is not None and facts.roles and sent > facts.pictures:
        yield message("retarget.loses-pictures", n=facts.pictures)
    if shot.seed is not None and not facts.seed:
        yield message("retarget.loses-seed")
    if brief.lines and not facts.sound:
        yield message("retarget.loses-sound")


def _changed(
    shot: Shot, own: Size, fitting: Size | None, before: TakeRequest | None, after: TakeRequest
) -> Iterator[Message]:
    if fitting is not None:
        yield message("retarget.other-size", before=str(own), after=str(fitting))
    if before is not None and Fraction(before.seconds) != Fraction(after.seconds):
        yield message("retarget.other-length", before=_seconds(before), after=_seconds(after))
    if before is not None and before.prompt != after.prompt:
        yield message("retarget.other-words")
    if (shot.model or "") and before is not None and before.model != after.model:
        yield message("retarget.other-model", before=before.model, after=after.model)


def _seconds(asked: TakeRequest) -> str:
    return f"{float(Fraction(asked.seconds)):.2f}".rstrip("0").rstrip(".")
