"""What a job asks for: a take of a shot, or the render of a reel. Stored with the job before anything is sent."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, JsonValue

from .cut import Cut
from .format import Size
from .ids import Id
from .message import Frozen
from .panel import Panel
from .take import PromptPart, UsedReference
from .time import Rate


class TakeRequest(Frozen):
    """Ask a provider for one clip: exact prompt, settings and references, and the panel for those who draw it.

    `frames` at `rate` is what the shot needs; `seconds` is what the provider's own grid makes of it.
    """

    shot: Id
    provider: str
    model: str
    prompt: str
    parts: tuple[PromptPart, ...] = ()
    references: tuple[UsedReference, ...] = ()
    size: Size
    frames: int = Field(ge=1)
    rate: str
    seconds: str
    seed: int
    number: int = Field(ge=1)
    parent: Id | None = None
    delta: str = ""
    panel: Panel

    @property
    def fps(self) -> Rate:
        """Give the rate as an exact fraction."""
        return Rate.parse(self.rate)

    @property
    def settings(self) -> dict[str, JsonValue]:
        """Give the container settings as a take remembers them."""
        return {"size": str(self.size), "seconds": self.seconds, "frames": self.frames, "rate": self.rate}


class RenderRequest(Frozen):
    """Ask for a reel as one file: the resolved cut, and where the file goes."""

    reel: Id
    cut: Cut
    target: Path
