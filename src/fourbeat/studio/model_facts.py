"""What a person knows of a model, as it is typed: the same words for commands and for the window."""

from __future__ import annotations

from collections.abc import Mapping

from .services import PRICES, Table

LISTS = ("sizes", "seconds")
NAMES = (*LISTS, "longest", *PRICES, "free", "retired", "successor")
"""What may be typed of a model."""
YES, NO = "yes", "no"


def read(typed: Mapping[str, str]) -> dict[str, object]:
    """Read facts as they are typed; an empty one is taken back. What cannot be right is found when it is kept."""
    return {name: _read(name, text.strip()) for name, text in typed.items()}


def written(told: Table) -> dict[str, str]:
    """Write what a person has said of a model the way it is typed."""
    return {name: _written(told[name]) for name in NAMES if name in told}


def _read(name: str, text: str) -> object:
    if not text:
        return None
    if name in LISTS:
        return [one.strip() for one in text.replace("、", ",").split(",") if one.strip()]
    if name == "free":
        return {YES: True, NO: False}.get(text.lower(), text)
    return False if name == "retired" and text.lower() == NO else text


def _written(given: object) -> str:
    given = given.get("value") if isinstance(given, dict) else given
    if isinstance(given, bool):
        return YES if given else NO
    return ", ".join(map(str, given)) if isinstance(given, list) else str(given)
