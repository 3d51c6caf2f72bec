"""A cut: a reel resolved to files and frames. Built by the studio, read by media and exchange."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from .format import Format
from .ids import Id
from .message import Frozen
from .panel import Panel
from .take import MediaFacts


class Clip(Frozen):
    """Be the file behind a cut item, with what it is."""

    take: Id
    path: Path
    sha256: str
    facts: MediaFacts


class Ghost(Frozen):
    """Stand in for a shot without a take: its panel, drawn when the cut is rendered.

    `withdrawn` says that its take is held back, `unchosen` that it has takes of which none stands in the cut.
    """

    panel: Panel
    seed: int
    picture: Path | None = None
    withdrawn: bool = False
    unchosen: bool = False


class CutItem(Frozen):
    """Show frames `start` up to `end` of one shot, counted in project frames of its source."""

    shot: Id
    label: str
    source: Clip | Ghost
    start: int = Field(default=0, ge=0)
    end: int = Field(ge=1)

    @property
    def frames(self) -> int:
        """Give the item's length in project frames."""
        return self.end - self.start


class Cut(Frozen):
    """Be the whole film in order, in one format."""

    title: str
    format: Format
    items: tuple[CutItem, ...]

    @property
    def frames(self) -> int:
        """Give the film's length in frames: the sum of its items."""
        return sum(item.frames for item in self.items)
