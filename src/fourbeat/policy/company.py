"""Whom a name stands with: what makes an ambiguous one sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from .letters import plain
from .subject import Subject


@lru_cache(maxsize=20_000)
def spoken(text: str) -> str:
    """Give a text's words with a space at both ends, for finding whole words."""
    return f" {plain(text)} "


def near(needs: Iterable[str], texts: Sequence[str]) -> bool:
    """Tell whether one of the words that make a name sure stands in one of the texts."""
    for need in needs:
        wanted = spoken(need)
        inner = wanted.strip()
        if not inner:
            continue
        for text in texts:
            if wanted in (said := spoken(text)) or (not inner.isascii() and inner in said):
                return True
    return False


def related(one: Subject, other: Subject) -> bool:
    """Tell whether two subjects belong together: siblings, or a work and what is in it."""
    if one.id == other.id:
        return False
    mine, its = {*one.above, one.id}, {*other.above, other.id}
    return bool(mine & its)
