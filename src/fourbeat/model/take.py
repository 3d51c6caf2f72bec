"""A take: the record of one generated clip. It never changes once written."""

from __future__ import annotations

from pydantic import Field, JsonValue

from .ids import Id
from .message import Frozen
from .plan import Declared, Role
from .time import Rate


class SoundFacts(Frozen):
    """Say what the sound in a file is: codec, rate in Hz, channels, and how many samples per channel decode."""

    codec: str
    rate: int
    channels: int
    samples: int


class MediaFacts(Frozen):
    """Say what a clip is, read from every packet of it, not only from its header.

    Two clips whose `key` is equal can be joined without touching a picture. `reorder` is how many frames a decoder
    must hold back, `keyframes` the frame numbers it can start from, `aspect` the shape of one pixel (width:height).
    """

    codec: str
    width: int
    height: int
    pixel_format: str
    rate: str
    time_base: str
    frames: int
    constant: bool
    keyframes: tuple[int, ...]
    reorder: int
    rotation: int
    colour: str
    extradata: str
    bytes: int
    aspect: str = "1:1"
    sound: SoundFacts | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Give what must be equal for packets of two clips to stand in one stream."""
        return (
            self.codec,
            self.width,
            self.height,
            self.pixel_format,
            self.rate,
            self.rotation,
            self.colour,
            self.aspect,
            self.extradata,
        )

    @property
    def fps(self) -> Rate:
        """Give the clip's own rate, whatever the project's is."""
        num, _, den = self.rate.partition("/")
        return Rate(int(num), int(den or 1))


class UsedReference(Frozen):
    """Name a reference as it was sent: by content, with the part it played.

    `shows` says what is seen in a picture that stands nowhere in the plan, such as a frame of a take.
    """

    role: Role
    sha256: str
    name: str
    shows: Declared | None = None


class PromptPart(Frozen):
    """Say from which field of the brief a stretch of the prompt came; offsets in characters."""

    start: int
    end: int
    field: str


class Take(Frozen):
    """Record how a clip came to be and what the file is."""

    id: Id
    shot: Id
    number: int = Field(ge=1)
    job: Id
    attempt: Id
    verdict: Id
    provider: str
    model: str
    prompt: str
    parts: tuple[PromptPart, ...] = ()
    references: tuple[UsedReference, ...] = ()
    settings: dict[str, JsonValue] = Field(default_factory=dict)
    seed: int | None = None
    parent: Id | None = None
    delta: str = ""
    answer: dict[str, JsonValue] = Field(default_factory=dict)
    media: str
    sha256: str
    facts: MediaFacts
    made_at: str
