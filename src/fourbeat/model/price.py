"""One price of a model: what is counted, and when it counts: for which picture, with or without sound, from what."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import Field

from .job import Money
from .message import Frozen

LINES = {"2k": 1440, "4k": 2160}
"""Names of picture heights that are no number of lines; what "1k" means differs from service to service."""
_TIER = re.compile(r"(\d{3,4})p|([24]k)|(\d{2,5})x(\d{2,5})")
_SUM = re.compile(r"(\d+(?:\.\d+)?) ([A-Za-z]{3})")
_WORDS = {
    "sound": ("sound", True),
    "silent": ("sound", False),
    "pictures": ("pictures", True),
    "text": ("pictures", False),
}


class Per(StrEnum):
    """Say what a price is for: each second, each clip, each picture sent along, or a clip at the very least."""

    SECOND = "second"
    CLIP = "clip"
    PICTURE = "picture"
    LEAST = "least"


class Price(Frozen):
    """Be one price. Where `lines`, `sound`, `pictures` and `anew` are None, it counts for every request.

    `lines` is the shorter side of the picture, `anew` whether a clip is made from nothing or from another. Not `sure`
    is a price whose condition nobody here understands: it may be the one that counts. `name` is what the service calls
    it, `day` when that was learned.
    """

    per: Per
    sum: Money
    lines: int | None = Field(default=None, ge=1)
    sound: bool | None = None
    pictures: bool | None = None
    anew: bool | None = None
    sure: bool = True
    name: str = ""
    day: str = ""


def tier(text: str) -> int | None:
    """Read a picture's height as services write it, `720p`, `4k` or `1280x720`; None for what is none of these."""
    found = _TIER.fullmatch(text.strip().lower())
    if found is None:
        return None
    if found[1]:
        return int(found[1])
    return LINES[found[2]] if found[2] else min(int(found[3]), int(found[4]))


def prices(text: str, per: Per, *, day: str = "") -> tuple[Price, ...]:
    """Read prices as people write them: `0.10 USD`, or `720p 0.30 USD, 1080p silent 0.45 USD`. Raises ValueError."""
    return tuple(_price(one.strip(), per, day) for one in text.split(","))


def heard(every: tuple[Price, ...], sound: bool | None) -> tuple[Price, ...]:
    """Leave out prices for clips with sound where silent ones are asked for, and the other way round."""
    if sound is None:
        return every
    fitting = tuple(one for one in every if one.sound in (None, sound))
    # Prices of the other kind alone say nothing of this one; they are still the best that is known.
    lost = {one.per for one in every} - {one.per for one in fitting}
    return fitting + tuple(one for one in every if one.per in lost)


def written(price: Price) -> str:
    """Write when a price counts, the way it is read."""
    said = [f"{price.lines}p"] if price.lines is not None else []
    said += [word for word, (field, value) in _WORDS.items() if getattr(price, field) is value]
    return " ".join((*said, f"{price.sum.amount} {price.sum.currency}"))


def _price(text: str, per: Per, day: str) -> Price:
    words = text.split()
    found = _SUM.fullmatch(" ".join(words[-2:]))
    if found is None:
        raise ValueError(text)
    told: dict[str, object] = {}
    for word in words[:-2]:
        name, value = _WORDS.get(word.lower(), ("lines", tier(word)))
        if value is None or name in told:
            raise ValueError(text)
        told[name] = value
    return Price.model_validate(
        {"per": per, "sum": Money(amount=found[1], currency=found[2].upper()), "day": day, **told}
    )
