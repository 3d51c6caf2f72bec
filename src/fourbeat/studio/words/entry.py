"""One entry of the word table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """Hold the English of one message code; `plural` is chosen by the parameter `n`."""

    code: str
    text: str
    plural: str | None = None


def say(code: str, text: str) -> Entry:
    """Give a code its English sentence; facts stand in braces."""
    return Entry(code, text)


def count(code: str, singular: str, plural: str) -> Entry:
    """Give a code its English for one and for many; the number is the parameter `n`."""
    return Entry(code, singular, plural)
