"""Tags: the words that programs write into a clip's head."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .source import opened

_LONGEST = 8_000_000


def tags(path: Path, _report: Callable[[float], None] | None = None) -> dict[str, str]:
    """Read the tags of a clip, those that are far too long left out. Raises NotFound, MediaError."""
    with opened(path, known=True) as container:
        return {name.lower(): text for name, text in container.metadata.items() if len(text) <= _LONGEST}
