"""Skus: the names under which OpenRouter publishes a model's prices, read as prices; nothing in them is guessed.

Source: `pricing_skus` of GET /videos/models, openrouter 1.3.84, and names met there in September and October 2026.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pydantic import JsonValue

from fourbeat.model.job import Money
from fourbeat.model.price import Per, Price, tier

CURRENCY = "USD"
_MOST = 60
_LONGEST = 120
_FINEST = 12
_KINDS = (
    (Per.LEAST, re.compile(r"minimum(_(cents|usd))?_per_generation")),
    (Per.PICTURE, re.compile(r"cents_per_image_input|reference_images?|per_image_input")),
    (
        Per.SECOND,
        re.compile(
            r"cents_per(_video)?(_output)?_second(_output)?|cents_per_duration_seconds|(per_video_)?(duration_)?seconds?"
        ),
    ),
)
"""What is counted, after what says when it counts was taken off; the first that fits."""
_SOUND = (
    (re.compile(r"_?(without_audio|no_audio|silent)"), False),
    (re.compile(r"_?(with_audio)"), True),
)
_PICTURES = ((re.compile(r"text_to_video_?"), False), (re.compile(r"image_to_video_?"), True))
_TIER = re.compile(r"_(\d{3,4}p|[1248]k|\d{2,5}x\d{2,5})(?=_|$)")
_GOES_ON = re.compile(r"_?(video_continuation|video_extension|video_edit|with_video_input|video_input|video_to_video)")
"""What counts only where a clip goes in; that is not what a new clip costs."""
_UNCOUNTABLE = re.compile(r"token|pixel")


def prices(skus: JsonValue) -> tuple[Price, ...]:
    """Read a model's prices; empty where one of them is counted in what nobody can tell before the clip is there.

    A name that counts seconds under a condition nobody here knows is kept as one that may count.
    """
    if not isinstance(skus, dict) or len(skus) > _MOST:
        return ()
    found: list[Price] = []
    for name, value in skus.items():
        amount = _amount(value)
        if amount is None or len(name) > _LONGEST:
            return ()
        read = _read(name, amount)
        if read is None:
            return ()
        found.append(read)
    return tuple(found) if any(one.per in (Per.SECOND, Per.CLIP) for one in found) else ()


def _read(name: str, amount: Decimal) -> Price | None:
    plain = name.strip().lower().replace("-", "_")
    if _UNCOUNTABLE.search(plain):
        return None
    told: dict[str, object] = {}
    plain, told["sound"] = _taken(plain, _SOUND)
    plain, told["pictures"] = _taken(plain, _PICTURES)
    if height := _TIER.search(plain):
        told["lines"] = tier(height[1])
        # A height whose lines nobody knows, such as 1k or 8k: it may be this one.
        told["sure"] = told["lines"] is not None
        plain = plain[: height.start()] + plain[height.end() :]
    if _GOES_ON.search(plain):
        plain, told["anew"] = _GOES_ON.sub("", plain, count=1).strip("_"), False
    kind = next((per for per, form in _KINDS if form.fullmatch(plain)), None)
    if kind is None:
        if "second" not in plain:
            return None
        kind, told["sure"] = Per.SECOND, False
        if "reference" in plain:
            told["pictures"] = True
    if "cents" in plain:
        amount /= 100
    money = Money(amount=format(amount, "f"), currency=CURRENCY)
    return Price.model_validate({"per": kind, "sum": money, "name": name, **told})


def _taken(plain: str, signs: tuple[tuple[re.Pattern[str], bool], ...]) -> tuple[str, bool | None]:
    """Take what says when a price counts off its name."""
    for sign, value in signs:
        if sign.search(plain):
            return sign.sub("", plain, count=1).strip("_"), value
    return plain, None


def _amount(value: JsonValue) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    small = amount.is_finite() and 0 <= amount < 1_000_000 and int(amount.as_tuple().exponent) >= -_FINEST
    return amount if small else None
