"""What a job asks for: a take of a shot, a still, or the render of a reel. Stored with it before anything is sent."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import Field, JsonValue

from .cut import Cut
from .format import Size
from .ids import Id
from .message import Frozen
from .panel import Panel
from .plan import Role
from .still import View
from .take import PromptPart, UsedReference
from .time import Rate


class Verb(StrEnum):
    """Say what is asked for: a new clip, the same one told otherwise, a change within it, or what comes after it."""

    NEW = "new"
    REMIX = "remix"
    EDIT = "edit"
    EXTEND = "extend"


class Source(Frozen):
    """Name the take that a request starts from: its clip by content, and its id at the provider that made it.

    `provider` and `remote_id` are None for a clip that was brought in.
    """

    take: Id
    sha256: str
    name: str
    provider: str | None = None
    remote_id: str | None = None


class TakeRequest(Frozen):
    """Ask a provider for one clip: exact prompt, settings and references, and the panel for those who draw it.

    `frames` at `rate` is what the shot needs; `seconds` is what the provider's own grid makes of it. A `verb`
    other than NEW stands only where the provider does it itself; then `source` is what it does it to. Done on our side,
    a remix is a new clip with a parent, a delta, and a frame of the parent among its references.
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
    label: str = ""
    """How people called the shot when it was asked for: what folders and files for other programs are named after."""
    parent: Id | None = None
    delta: str = ""
    verb: Verb = Verb.NEW
    source: Source | None = None
    enrolled: tuple[str, ...] = ()
    """Ids by which the provider knows who is seen."""
    panel: Panel

    @property
    def fps(self) -> Rate:
        """Give the rate as an exact fraction."""
        return Rate.parse(self.rate)

    @property
    def settings(self) -> dict[str, JsonValue]:
        """Give the container settings as a take remembers them."""
        return {"size": str(self.size), "seconds": self.seconds, "frames": self.frames, "rate": self.rate}


class StillRequest(TakeRequest):
    """Ask a provider for one picture of a shot, a character or a place, which `shot` names: a still has no length.

    It is one frame long and lasts no second. `number` counts the pictures of what it is of. `role` is what the picture
    is for as a reference; where `becomes` is set it is one as soon as it has come.
    """

    frames: int = Field(default=1, ge=1, le=1)
    seconds: str = "0"
    view: View
    role: Role
    costume: Id | None = None
    becomes: bool = False

    @property
    def settings(self) -> dict[str, JsonValue]:
        """Give the settings as a still remembers them."""
        return {"size": str(self.size)}


class RenderRequest(Frozen):
    """Ask for a reel as one file: the resolved cut, and where the file goes."""

    reel: Id
    cut: Cut
    target: Path
