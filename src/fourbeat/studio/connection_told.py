"""What a server can do and what it cannot, in words: the same for commands and for the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fourbeat.model.message import Message, message
from fourbeat.model.price import Per, Price, written
from fourbeat.model.provider import Capabilities, ModelFacts, Resend, Stopping
from fourbeat.model.request import Verb
from fourbeat.model.sums import worth

_FEW = 8
_FEW_PRICES = 4
_PRICES = {
    Per.SECOND: "provider.price-second",
    Per.CLIP: "provider.price-clip",
    Per.PICTURE: "provider.price-picture",
    Per.LEAST: "provider.price-least",
}
_NATIVE = {
    Verb.REMIX: "provider.verb-remix",
    Verb.EDIT: "provider.verb-edit",
    Verb.EXTEND: "provider.verb-extend",
}


@dataclass(frozen=True)
class Told:
    """Say what works, and what does not or should be known."""

    can: tuple[Message, ...]
    cannot: tuple[Message, ...]


def told(able: Capabilities) -> Told:
    """Put a server's answer into words."""
    return Told(tuple(_can(able)), tuple(_cannot(able)))


def _can(able: Capabilities) -> Iterator[Message]:
    models = able.models
    yield message("provider.can-models", n=len(models), models=few(tuple(one.id for one in models)))
    native = [verb for verb in _NATIVE if any(verb in one.native for one in models)]
    if native:
        yield message("provider.can-native", verbs=tuple(message(_NATIVE[one]) for one in native))
    roles = dict.fromkeys(role for one in models for role in one.roles)
    if roles:
        yield message("provider.can-references", roles=tuple(message(f"gate.role.{one.value}") for one in roles))
    if able.enrols:
        yield message("provider.can-enrol")
    if any(one.sound for one in models):
        yield message("provider.can-sound")
    if any(one.seed for one in models):
        yield message("provider.can-seed")
    if any(one.still for one in models):
        yield message("provider.can-stills")
    if able.stopping is not Stopping.CANNOT:
        yield message(f"provider.stopping-{able.stopping.value}")
    if able.resend is Resend.SAFE:
        yield message("provider.resend-safe")
    elif able.finds:
        yield message("provider.finds")
    yield message("provider.width", n=able.lane_width)


def _cannot(able: Capabilities) -> Iterator[Message]:
    models = able.models
    yield from able.notes
    here = [verb for verb in _NATIVE if not any(verb in one.native for one in models)]
    if here:
        yield message("provider.not-native", verbs=tuple(message(_NATIVE[one]) for one in here))
    if not any(one.roles for one in models):
        yield message("provider.no-references")
    if able.stopping is Stopping.CANNOT:
        yield message("provider.stopping-cannot")
    if able.resend is not Resend.SAFE and not able.finds:
        yield message("provider.cannot-find")
    if models and not any(_priced(one) for one in models):
        yield message("provider.no-prices")
    open_ended = tuple(one.id for one in models if not one.seconds and not one.panel)
    if open_ended and not any(one.seconds for one in models):
        yield message("provider.no-lengths")


def price(facts: ModelFacts) -> Message:
    """Say what a model costs, as far as anybody said."""
    if facts.free:
        return message("provider.free")
    kinds = [(code, [one for one in facts.prices if one.per is per]) for per, code in _PRICES.items()]
    parts = [message(code, sum=_sums(found)) for code, found in kinds if found]
    if not parts:
        return message("provider.price-unknown")
    return parts[0] if len(parts) == 1 else message("provider.price-parts", parts=tuple(parts))


def sizes(facts: ModelFacts) -> Message | str:
    """Say which picture sizes a model makes."""
    return ", ".join(map(str, few(tuple(map(str, facts.sizes))))) if facts.sizes else message("provider.any-size")


def seconds(facts: ModelFacts) -> Message | str:
    """Say which lengths a model makes."""
    if facts.still:
        return message("provider.one-picture")
    if facts.seconds:
        return ", ".join(few(tuple(map(_length, facts.seconds)), 16))
    return message("provider.up-to", longest=_length(facts.longest))


def few(names: tuple[str, ...], most: int = _FEW) -> tuple[str, ...]:
    """Give as many names as a sentence holds."""
    return (*names[:most], "…") if len(names) > most else names


def _length(seconds: str) -> str:
    """Write a length as people do: models that make clips frame by frame give fractions."""
    return f"{float(Fraction(seconds)):.4g}"


def _priced(facts: ModelFacts) -> bool:
    return facts.free or bool(facts.prices)


def _sums(found: list[Price]) -> str:
    """Write the prices of one kind: each, while they are few, else from the lowest to the highest."""
    if len(found) <= _FEW_PRICES:
        return ", ".join(dict.fromkeys(written(one) for one in found))
    low, high = min(found, key=_worth), max(found, key=_worth)
    return f"{low.sum.amount}–{high.sum.amount} {high.sum.currency}"


def _worth(price: Price) -> Fraction:
    return worth(price.sum)
