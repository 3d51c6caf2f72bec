"""From shot to request: the exact prompt, settings and references a take is asked for with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from fourbeat.model.brief import Brief
from fourbeat.model.document import Plan
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.format import LARGEST, SMALLEST, Size
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Reference, Scene, Sequence, Shot
from fourbeat.model.provider import Capabilities, ModelFacts, Provider
from fourbeat.model.request import TakeRequest
from fourbeat.model.take import UsedReference

from .dialects import Dialects
from .panels import panel
from .prompts import sending
from .retirements import Retirement


def request(
    plan: Plan,
    providers: Mapping[str, Provider],
    shot: Shot,
    *,
    number: int,
    dialects: Dialects,
    spoken: bool = False,
) -> TakeRequest:
    """Compose the request for take `number` of a shot. Raises Invalid for settings no provider could meet."""
    project = plan.project
    capabilities, facts = _model(providers, shot.provider or project.provider, shot.model or "")
    if facts.still:
        raise Invalid("request.only-stills", model=facts.id, provider=capabilities.provider)
    size = Size.parse(shot.size or project.size)
    if not facts.takes_size(size):
        raise Invalid("request.no-such-size", size=str(size), model=facts.id, sizes=_sizes(facts), shot=shot.number)
    seconds = facts.snap(shot.frames, project.fps)
    if seconds is None:
        longest = max(facts.seconds, key=float) if facts.seconds else facts.longest
        raise Invalid("request.too-long", shot=shot.number, model=facts.id, longest=longest)
    brief = plan.brief(shot.id)
    prompt = sending(plan, dialects, shot, brief).prompt
    return TakeRequest(
        shot=shot.id,
        provider=capabilities.provider,
        model=facts.id,
        prompt=prompt.text,
        parts=prompt.parts,
        references=tuple(
            UsedReference(role=one.role, sha256=one.sha256, name=one.name) for one in references(plan, shot, facts)
        ),
        size=size,
        frames=shot.frames,
        rate=project.rate,
        seconds=seconds,
        seed=shot.seed if shot.seed is not None else seed(plan, shot, number),
        number=number,
        label=shot.number,
        panel=panel(project, shot, brief, take=number, spoken=spoken),
    )


def not_retired(asked: TakeRequest, gone: Retirement | None, today: str) -> None:
    """Let a request pass unless its model has ended. Raises Invalid, naming the model that follows it, if any does."""
    if gone is None or gone.day > today:
        return
    code = "request.retired-successor" if gone.successor else "request.retired"
    raise Invalid(code, shot=asked.label, model=asked.model, day=gone.day, successor=gone.successor)


def not_too_long(asked: TakeRequest, most: int | None) -> None:
    """Let a request pass unless its prompt is longer than its generator takes: it would certainly be refused.

    Raises Invalid, naming both lengths.
    """
    if most is not None and len(asked.prompt) > most:
        raise Invalid("request.prompt-too-long", shot=asked.label, model=asked.model, n=len(asked.prompt), most=most)


def _model(providers: Mapping[str, Provider], key: str, model: str) -> tuple[Capabilities, ModelFacts]:
    provider = providers.get(key)
    if provider is None:
        raise NotFound("request.no-such-provider", provider=key, providers=tuple(sorted(providers)))
    capabilities = provider.capabilities()
    if not capabilities.models:
        raise Invalid("request.never-asked", provider=key)
    facts = capabilities.model(model)
    if facts is None:
        known = tuple(one.id for one in capabilities.models)
        raise NotFound("request.no-such-model", model=model, provider=key, models=known)
    return capabilities, facts


def found_model(providers: Mapping[str, Provider], key: str, model: str) -> ModelFacts:
    """Find what is known of a model that a person names; without a name the generator's usual one. Raises Invalid."""
    provider = providers.get(key)
    if provider is None:
        raise Invalid("request.no-such-provider", provider=key, providers=tuple(sorted(providers)))
    capabilities = provider.capabilities()
    facts = capabilities.model(model) if capabilities.models else None
    if facts is None:
        known: tuple[str | Message, ...] = tuple(one.id for one in capabilities.models)
        none = (message("remix.none-known"),)
        raise Invalid("request.no-such-model", model=model, provider=key, models=known or none)
    return facts


def _sizes(facts: ModelFacts) -> tuple[str | Message, ...]:
    return tuple(map(str, facts.sizes)) or (message("request.any-size", least=SMALLEST, most=LARGEST),)


def references(plan: Plan, shot: Shot, facts: ModelFacts, brief: Brief | None = None) -> list[Reference]:
    """Give the shot's own references, and of its cast and place those that the model takes."""
    brief = brief or plan.brief(shot.id)
    owners = [person.id for person in brief.cast] + ([brief.place.id] if brief.place else [])
    inherited = [one for owner in owners for one in plan.of(Reference, owner) if one.role in facts.roles]
    return [*brief.references, *inherited]


def seed(plan: Plan, shot: Shot, number: int) -> int:
    """Derive a seed from the labels of a take, so that the same film made twice is the same film."""
    scene = plan.get(Scene, shot.scene)
    sequence = plan.get(Sequence, scene.sequence)
    label = f"{plan.project.name}\n{sequence.number}\n{scene.number}\n{shot.number}\n{number}"
    return int.from_bytes(hashlib.sha256(label.encode()).digest()[:4]) >> 1
