"""The ways in which a take can be made from a take, and which of them a model has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from fourbeat.model.message import Message
from fourbeat.model.provider import ModelFacts
from fourbeat.model.request import Verb

LONGEST_SEED = 2**31 - 1
"""The highest seed that a shot may have, too."""

LAST = -1
"""What the last frame of a take is called where frames are counted from 0."""


class Way(StrEnum):
    """Name the ways of making a take from a take."""

    NATIVE = "native"
    WORDS = "words"
    FRAME = "frame"
    LAST_FRAME = "last-frame"


OURS: Mapping[Verb, tuple[Way, ...]] = {
    Verb.REMIX: (Way.WORDS, Way.FRAME, Way.LAST_FRAME),
    Verb.EDIT: (Way.FRAME, Way.LAST_FRAME, Way.WORDS),
    Verb.EXTEND: (Way.LAST_FRAME, Way.FRAME),
}
"""What each verb is on our side, the nearest to its meaning first. Without a frame nothing goes on."""

THINGS: Mapping[str, str] = {
    "framing": "remix.thing.framing",
    "angle": "remix.thing.angle",
    "move": "remix.thing.move",
    "lens": "remix.thing.lens",
    "palette": "remix.thing.palette",
    "light": "remix.thing.light",
    "weather": "remix.thing.weather",
    "wardrobe": "remix.thing.wardrobe",
    "hair": "remix.thing.hair",
    "action": "remix.thing.action",
    "place": "remix.thing.place",
    "dialogue": "remix.thing.dialogue",
    "sound": "remix.thing.sound",
}
"""The codes of what a change may be about, by the linter's names."""


@dataclass(frozen=True)
class Maker:
    """Be a model that a take can be made from another with, or the reason why it cannot.

    `ways` are the ways it can be done in, the nearest to the verb's meaning first; `seconds` the lengths it makes.
    """

    provider: str
    model: str
    ways: tuple[Way, ...] = ()
    seconds: tuple[str, ...] = ()
    seed: bool = False
    why: Message | None = None


def lengths(facts: ModelFacts) -> tuple[str, ...]:
    """Give the lengths that a model makes, in seconds; of one without a grid the whole seconds."""
    if facts.seconds:
        return tuple(sorted(facts.seconds, key=Fraction))
    return tuple(str(one) for one in range(1, int(Fraction(facts.longest)) + 1))


def makes(facts: ModelFacts, seconds: str) -> bool:
    """Tell whether a model makes clips of a length."""
    if facts.seconds:
        return seconds in facts.seconds
    try:
        return 0 < Fraction(seconds) <= Fraction(facts.longest)
    except (ValueError, ZeroDivisionError):
        return False
