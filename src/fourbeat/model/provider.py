"""The provider protocol: what every generator answers, the animatic as well as a server far away."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Protocol, runtime_checkable

from pydantic import JsonValue

from .format import Size
from .job import Charged, Failure, Money
from .job import Estimate as Estimate
from .message import Frozen, Message
from .plan import Role
from .price import Price
from .request import TakeRequest, Verb
from .time import Rate


class Resend(StrEnum):
    """Say whether a request may be sent again after nobody knows whether it arrived."""

    SAFE = "safe"
    IF_ABSENT = "if-absent"
    NEVER = "never"


class Stopping(StrEnum):
    """Say what a provider can do about a request that is under way."""

    ABORTS = "aborts"
    WAITING_ONLY = "waiting-only"
    FORGETS = "forgets"
    CANNOT = "cannot"


class Shape(Frozen):
    """Be a size as a service calls it that knows heights and shapes of pictures only, such as 720p and 16:9."""

    size: Size
    height: str
    ratio: str


class ModelFacts(Frozen):
    """Say what one model takes. Empty `sizes` means any drawable size, empty `seconds` any length up to the longest.

    `panel` is set where the model draws the request's panel and so needs no words. `native` names what the server does
    itself besides new clips; all else is done on our side. `pictures` is how many references go along at most (None:
    nobody said), `characters` how long a prompt may be, `still` whether the model makes pictures instead of clips.
    Of `prices`, those of each kind that fit a request add up (`model/pricing.py`). `texts` is what the model is told
    besides each request, `unwanted` what it is told to leave out: both are judged with the request, the second is only
    noted. `weights` are the names of the model files it loads, which may be called after whom they were made to show.
    `shapes` are what the sizes are asked for as.
    """

    id: str
    sizes: tuple[Size, ...] = ()
    seconds: tuple[str, ...] = ()
    longest: str = "60"
    roles: tuple[Role, ...] = ()
    seed: bool = False
    sound: bool = False
    panel: bool = False
    still: bool = False
    native: tuple[Verb, ...] = ()
    pictures: int | None = None
    characters: int | None = None
    prices: tuple[Price, ...] = ()
    free: bool = False
    texts: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()

    def takes_size(self, size: Size) -> bool:
        """Tell whether the model makes pictures of this size."""
        return size in self.sizes if self.sizes else size.drawable

    def snap(self, frames: int, rate: Rate) -> str | None:
        """Give the shortest length the model makes that is not shorter than asked, or None if there is none.

        Lengths are compared in frames: at 23.976, four seconds are 96 frames, which last a little longer.
        """
        if not self.seconds:
            fits = frames <= rate.frames(self.longest)
            return str(min(rate.seconds(frames), Fraction(self.longest))) if fits else None
        fitting = [text for text in self.seconds if rate.frames(text) >= frames]
        return min(fitting, key=Fraction) if fitting else None


class Capabilities(Frozen):
    """Say what a provider can do, when that was learned, and from where."""

    provider: str
    models: tuple[ModelFacts, ...]
    resend: Resend
    finds: bool
    stopping: Stopping = Stopping.CANNOT
    lane_width: int = 1
    enrols: bool = False
    """Whether it gives one of the cast an id, by which later requests name them."""
    learned_at: str
    source: str
    notes: tuple[Message, ...] = ()
    """What a person should know: what the server lacks, or could not be asked."""

    def model(self, name: str) -> ModelFacts | None:
        """Find a model by name; the empty name means the first, of which there is none before the server was asked."""
        if not name:
            return self.models[0] if self.models else None
        return next((facts for facts in self.models if facts.id == name), None)


class WireFile(Frozen):
    """Name a file that travels with a request, by content."""

    field: str
    sha256: str
    path: Path


class WireRequest(Frozen):
    """Be the exact request, ready to be stored and then sent: `key` is ours, chosen before sending."""

    provider: str
    key: str
    payload: dict[str, JsonValue]
    files: tuple[WireFile, ...] = ()

    @property
    def hash(self) -> str:
        """Give the SHA-256 of the canonical request; file paths do not count, their contents do."""
        files = [[file.field, file.sha256] for file in self.files]
        canonical = json.dumps([self.provider, self.key, self.payload, files], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def asks_like(self, other: WireRequest) -> bool:
        """Tell whether another request asks for the very same thing; when it was made (`at`) does not count."""
        mine, its = ({**one.payload, "at": None} for one in (self, other))
        files = [[(file.field, file.sha256) for file in one.files] for one in (self, other)]
        return self.provider == other.provider and mine == its and files[0] == files[1]


@dataclass(frozen=True)
class Accepted:
    """Say that the provider took the request under this id."""

    remote_id: str
    answer: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Rejected:
    """Say that the provider certainly did not take the request; `retry_after` in seconds."""

    failure: Failure
    why: Message
    retry_after: float | None = None
    charged: Charged = Charged.NO
    answer: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Unsure:
    """Say that nobody knows whether the request arrived."""

    why: Message


class Progress(StrEnum):
    """Say how far the provider is with a request; HANDS says that the next step is a person's."""

    WAITING = "waiting"
    HANDS = "hands"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"
    GONE = "gone"


@dataclass(frozen=True)
class Poll:
    """Be one look at a request: how far, what it cost, where the clip is; `again_in` in seconds.

    A `charge` says that money was taken; without one, `charged` says what the provider tells of it.
    """

    progress: Progress
    done: float | None = None
    asset: str | None = None
    charge: Money | None = None
    charged: Charged = Charged.UNKNOWN
    failure: Failure | None = None
    why: Message | None = None
    again_in: float = 1.0
    answer: Mapping[str, JsonValue] = field(default_factory=dict)


class Cancel(StrEnum):
    """Say what cancelling did."""

    ABORTED = "aborted"
    WILL_NOT_RUN = "will-not-run"
    TOO_LATE = "too-late"
    UNSUPPORTED = "unsupported"


class Provider(Protocol):
    """Turn requests into clips. Methods are called from the queue's one loop.

    `submit` makes exactly one attempt. `fetch` writes the clip to `part` and returns once it is complete there.
    Unforeseen trouble is raised as a FourbeatError, never as a library's own exception.
    """

    key: str

    def capabilities(self) -> Capabilities:
        """Say what this provider can do."""
        ...

    def estimate(self, request: TakeRequest) -> Estimate:
        """Say what a request may cost."""
        ...

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        """Make the exact request; `files` finds references by content."""
        ...

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        """Send the request once."""
        ...

    async def find(self, wire: WireRequest) -> str | None:
        """Look for a request that may have arrived; None means it certainly is not there."""
        ...

    async def poll(self, remote_id: str) -> Poll:
        """Look how far a request is."""
        ...

    async def cancel(self, remote_id: str) -> Cancel:
        """Stop a request if that is still possible."""
        ...

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        """Bring the clip to `part`."""
        ...

    async def close(self) -> None:
        """Stop everything this provider still does."""
        ...


@runtime_checkable
class Enrolling(Protocol):
    """Be a provider that can be shown one of the cast."""

    async def enrol(self, name: str, clip: Path) -> Accepted | Rejected | Unsure:
        """Send a clip of somebody once, under a name; what is accepted carries the id they have there."""
        ...

    async def close(self) -> None:
        """Let go of the server."""
        ...


class Server(Provider, Protocol):
    """Be a provider that has to be asked what it can do."""

    async def learn(self) -> Capabilities:
        """Ask the server what it can do, without spending anything. Raises ProviderError saying what to mend."""
        ...
