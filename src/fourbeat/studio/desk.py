"""What a program hands to every studio it opens: settings, words, clock and chance."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from fourbeat.model.ids import Ids
from fourbeat.model.message import Message

from .settings import Home, Settings, author, load
from .wording import Wording, system_language


def utc_now() -> str:
    """Give the moment as ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Desk:
    """Hold what does not belong to any one project."""

    home: Home
    settings: Settings
    wording: Wording
    ids: Ids = field(default_factory=Ids)
    now: Callable[[], str] = utc_now

    @classmethod
    def usual(cls, *, home: Home | None = None, language: str | None = None) -> Desk:
        """Read the person's settings; a language given here wins over them, and they over the system's."""
        home = home or Home.usual()
        settings = load(home)
        spoken = language or os.environ.get("FOURBEAT_LANG") or settings.language or system_language()
        return cls(home, settings, Wording.of(spoken))

    @property
    def author(self) -> str:
        """Name who makes the edits."""
        return author(self.settings)

    @property
    def holder(self) -> str:
        """Say who holds a project, for others who want to write to it."""
        return f"Fourbeat ({self.author})"

    def say(self, code: str, /, **facts: str | int | Message | tuple[str | Message, ...]) -> str:
        """Say the sentence of a code with its facts."""
        return self.wording.text(code, **facts)
