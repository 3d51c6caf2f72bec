"""Trying a generator: what one take of a shot would cost there, and the take itself where it costs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.format import Size
from fourbeat.model.job import Job
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot
from fourbeat.model.provider import Estimate
from fourbeat.model.request import TakeRequest
from fourbeat.queue.purse import reckoned

from .requests import not_retired, request

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Trial:
    """Be a shot as another generator would make it once, and what that may cost."""

    shot: Shot
    asked: TakeRequest
    estimate: Estimate


def trial(studio: Studio, *, key: str, shot: Shot) -> Trial:
    """Say what one take of a shot would cost at a generator, with the first of its models; nothing is changed.

    A size the model does not make gives way to its first. Raises NotFound, Invalid.
    """
    provider = studio.generators.get(key)
    if provider is None:
        raise NotFound("request.no-such-provider", provider=key, providers=tuple(sorted(studio.generators)))
    facts = provider.capabilities().model("")
    if facts is None:
        raise Invalid("request.never-asked", provider=key)
    size = Size.parse(shot.size or studio.plan.project.size)
    fields = {"provider": key, "model": None, "size": str(size if facts.takes_size(size) else facts.sizes[0])}
    there = shot.model_copy(update=fields)
    asked = request(studio.plan, studio.generators, there, number=1, dialects=studio.dialects)
    not_retired(asked, studio.connections.retirement(key, asked.model), studio.desk.now()[:10])
    return Trial(there, asked, reckoned(provider, asked))


def cost(tried: Trial) -> Message:
    """Say what the take would cost, as far as anybody knows."""
    estimate, shot, seconds = tried.estimate, tried.shot.number, tried.asked.seconds
    if estimate.free:
        return message("connections.trial-free", shot=shot, seconds=seconds)
    least, most = estimate.least, estimate.most
    if least is None or most is None:
        return message("connections.trial-unknown", shot=shot, seconds=seconds)
    if least == most:
        price = f"{most.amount} {most.currency}"
        return message("connections.trial-price", shot=shot, seconds=seconds, price=price)
    return message(
        "connections.trial-range",
        shot=shot,
        seconds=seconds,
        least=least.amount,
        most=most.amount,
        currency=most.currency,
    )


def try_out(studio: Studio, *, key: str, shot: Shot) -> Job:
    """Ask for one take of a shot at a generator that costs nothing. Raises Invalid for one that does, Refused."""
    tried = trial(studio, key=key, shot=shot)
    if not tried.estimate.free:
        raise Invalid("trying.not-free", provider=key)
    (job,) = studio.jobs.add(shots=[tried.shot])
    return job
