"""Models that are gone or will be: facts with a date and a source, from the data that ships with the program."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from .resources import resources

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")


@dataclass(frozen=True)
class Retirement:
    """Say on which day a model ends or ended, and which one follows it, if any does."""

    day: str
    successor: str = ""


@cache
def retirement(provider: str, model: str) -> Retirement | None:
    """Say when a provider's model ends; None where nobody said so."""
    file = resources() / "providers" / f"{provider}.toml"
    if not _KEY.fullmatch(provider) or not file.is_file():
        return None
    facts = tomllib.loads(file.read_text(encoding="utf-8")).get("models", {}).get(model, {})
    day, successor = (facts.get(name, {}).get("value", "") for name in ("retired", "successor"))
    return Retirement(str(day), str(successor)) if day else None
