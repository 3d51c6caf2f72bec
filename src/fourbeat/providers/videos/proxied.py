"""Proxied: what a LiteLLM proxy tells of the services behind it: who makes each model's clips, and for how much.

Source: litellm 1.109.1, run on 2026-11-22 in front of servers of our own: `/model/info`, and its `llms/*/videos`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pydantic import JsonValue

from ...model.errors import ProviderError
from ...model.job import Money
from ...model.price import Per, Price, tier
from ..line import Answer, Line

ONCE = {"x-litellm-num-retries": "0"}
"""Without it a proxy sends again what may have been accepted: three clips were made, and paid, of one request."""
VIDEO = "video_generation"
_DERIVING = frozenset({"openai", "azure"})
"""Who is asked for a remix, an edit, an extension or a character; for the others the proxy refuses, or they do."""
_BY_TEXT = frozenset({"runwayml", "fal_ai"})
"""Who is handed a picture as a text; of a file the proxy makes an error."""
_RATES = ("output_cost_per_video_per_second", "output_cost_per_second")
_DEAREST, _FINEST = Decimal(1000), 30
"""What a clip or a second of it may cost, and to how many decimals that may be told, to be believed."""


@dataclass(frozen=True)
class Behind:
    """Say what stands behind one name of a proxy: the services, what the model is for, and its prices."""

    services: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    prices: tuple[Price, ...] = ()

    @property
    def derives(self) -> bool:
        """Tell whether every service behind it remixes, edits and extends."""
        return bool(self.services) and self.services <= _DERIVING

    @property
    def by_text(self) -> bool:
        """Tell whether every service behind it is handed a picture as a text."""
        return bool(self.services) and self.services <= _BY_TEXT

    @property
    def mixed(self) -> bool:
        """Tell whether some of the services behind it are handed a picture as a text, and some as a file."""
        return bool(self.services & _BY_TEXT) and not self.by_text


async def behind(line: Line, day: str) -> dict[str, Behind]:
    """Ask a proxy what stands behind its names; empty where this key may not know."""
    try:
        answer = await line.ask("GET", "/model/info")
        rows = answer.table().get("data") if answer.ok else None
    except ProviderError:
        return {}
    found: dict[str, list[Mapping[str, JsonValue]]] = {}
    for row in rows if isinstance(rows, list) else ():
        name, facts = (row.get("model_name"), row.get("model_info")) if isinstance(row, dict) else (None, None)
        if isinstance(name, str) and isinstance(facts, dict):
            found.setdefault(name, []).append(facts)
    return {name: _behind(every, day) for name, every in found.items()}


def makes_clips(row: Mapping[str, JsonValue], known: Behind | None) -> bool:
    """Tell whether a model of a proxy may make clips: one it knows to be for something else does not."""
    modes = {one for one in (row.get("mode"), *(known.modes if known else ())) if isinstance(one, str) and one}
    return not modes or VIDEO in modes


def asked_elsewhere(answer: Answer) -> bool:
    """Tell whether a proxy asked another model after the one that was chosen had failed."""
    return answer.headers.get("x-litellm-attempted-fallbacks", "0") not in ("", "0")


def booked(answer: Answer) -> Money | None:
    """Give what a proxy books for a clip, by its own table of prices; None where that holds none for the model."""
    amount = _amount(answer.headers.get("x-litellm-response-cost"))
    return Money(amount=format(amount, "f"), currency="USD") if amount else None


def key_behind(answer: Answer) -> bool:
    """Tell whether a service refused the proxy's key, not the proxy ours."""
    return answer.status == 401 and b"litellm.AuthenticationError" in answer.body


def never_left(text: str) -> bool:
    """Tell whether a proxy's only attempt to reach the service ended before anything was sent."""
    if "Cannot connect to host" not in text or "Fallback to" in text or "Retried" in text:
        return False
    return "Connect call failed" in text or "Name or service not known" in text


def _behind(every: Iterable[Mapping[str, JsonValue]], day: str) -> Behind:
    services, modes, prices = set[str](), set[str](), set[tuple[Price, ...]]()
    for facts in every:
        service, mode = facts.get("litellm_provider"), facts.get("mode")
        services.add(service if isinstance(service, str) else "")
        if isinstance(mode, str):
            modes.add(mode)
        prices.add(_prices(facts, day) if mode == VIDEO else ())
    # Which of several services makes the clip is the proxy's to decide: only a price they share is one.
    shared = prices.pop() if len(prices) == 1 else ()
    return Behind(frozenset(services), frozenset(modes), shared)


def _prices(facts: Mapping[str, JsonValue], day: str) -> tuple[Price, ...]:
    base = next((name for name in _RATES if _amount(facts.get(name))), None)
    found = []
    for name, value in facts.items() if base else ():
        amount = _amount(value)
        if not amount or (name != base and not name.startswith(f"{base}_")):
            continue
        named = name.removeprefix(f"{base}").removeprefix("_")
        lines = tier(named) if named else None
        money = Money(amount=format(amount, "f"), currency="USD")
        found.append(Price(per=Per.SECOND, sum=money, lines=lines, sure=bool(lines) or not named, name=named, day=day))
    return tuple(found)


def _amount(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    sane = amount.is_finite() and 0 < amount < _DEAREST and int(amount.as_tuple().exponent) > -_FINEST
    return amount.normalize() if sane else None
