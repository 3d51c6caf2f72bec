"""Jobs: the states they pass through, and what each attempt sent and got back."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pydantic import Field, JsonValue

from .ids import Id
from .message import Frozen, Message
from .request import RenderRequest, StillRequest, TakeRequest


class JobState(StrEnum):
    """Name every state a job can be in."""

    HELD = "held"
    QUEUED = "queued"
    RESERVED = "reserved"
    SENDING = "sending"
    ACCEPTED = "accepted"
    RUNNING = "running"
    DOWNLOADING = "downloading"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


S = JobState
MOVES: dict[JobState, frozenset[JobState]] = {
    S.HELD: frozenset({S.QUEUED, S.CANCELLED}),
    S.QUEUED: frozenset({S.RESERVED, S.HELD, S.CANCELLED}),
    # The request and its hash are committed; nothing has left.
    # A render sends nothing: it goes from reserved to running, and from running to done.
    S.RESERVED: frozenset({S.SENDING, S.RUNNING, S.QUEUED, S.HELD, S.FAILED, S.CANCELLED}),
    # Bytes may have left. Only a certain "not accepted" leads back to queued.
    S.SENDING: frozenset({S.ACCEPTED, S.QUEUED, S.FAILED, S.UNKNOWN}),
    S.ACCEPTED: frozenset({S.RUNNING, S.DOWNLOADING, S.QUEUED, S.FAILED, S.CANCELLED, S.UNKNOWN}),
    S.RUNNING: frozenset({S.DOWNLOADING, S.DONE, S.QUEUED, S.FAILED, S.CANCELLED, S.UNKNOWN}),
    S.DOWNLOADING: frozenset({S.DONE, S.RUNNING, S.QUEUED, S.FAILED, S.CANCELLED}),
    S.UNKNOWN: frozenset({S.ACCEPTED, S.QUEUED, S.FAILED, S.CANCELLED}),
    S.FAILED: frozenset({S.QUEUED}),
    S.CANCELLED: frozenset({S.QUEUED}),
    S.DONE: frozenset(),
}
"""Every legal move: store, queue, help and tests read this one table."""

WAITING = frozenset({S.HELD, S.QUEUED})
AT_WORK = frozenset({S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING, S.DOWNLOADING})
ENDED = frozenset({S.DONE, S.FAILED, S.CANCELLED})


class Failure(StrEnum):
    """Name the kinds of failure; the retry rules read them."""

    POLICY_INPUT = "policy-input"
    POLICY_OUTPUT = "policy-output"
    INVALID = "invalid"
    AUTH = "auth"
    QUOTA = "quota"
    RATE_LIMITED = "rate-limited"
    NOT_FOUND = "not-found"
    EXPIRED = "expired"
    UNSUPPORTED = "unsupported"
    SERVER = "server"
    NETWORK = "network"
    MEDIA = "media"
    STORAGE = "storage"
    REFUSED = "refused"


class Money(Frozen):
    """Be an exact sum: a decimal text and a currency (ISO 4217).

    It is bounded: thousands of digits are no sum, and Python reads none, so that one of them would stop all reckoning.
    """

    amount: str = Field(pattern=r"^-?\d{1,40}(\.\d{1,80})?$")
    currency: str = Field(pattern=r"^[A-Z]{3}$")


class Charged(StrEnum):
    """Say whether a provider took money for an attempt; where it does not tell, nobody guesses."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Estimate(Frozen):
    """Say what a request may cost: a range, free, or unknown; never invented.

    `basis` shows the sum, `seconds` and `clips` are what is used up whatever it costs.
    """

    least: Money | None = None
    most: Money | None = None
    free: bool = False
    basis: str = ""
    seconds: str = Field(default="0", pattern=r"^\d{1,40}(\.\d{1,80})?$")
    clips: int = Field(default=1, ge=0)


class Attempt(Frozen):
    """Record one try: the exact request, its key, and what came back.

    `estimate` is what was reserved before anything left. `charged` is None until somebody has said whether money was
    taken; where nobody can say it is unknown.
    """

    id: Id
    job: Id
    number: int = Field(ge=1)
    key: str
    wire: dict[str, JsonValue]
    wire_hash: str
    remote_id: str | None = None
    answer: dict[str, JsonValue] = Field(default_factory=dict)
    charge: Money | None = None
    charged: Charged | None = None
    estimate: Estimate | None = None
    failure: Failure | None = None
    why: Message | None = None
    started_at: str
    answered_at: str | None = None


class Job(Frozen):
    """Be one piece of work that survives a crash. `lane` says which jobs share a limit.

    `estimate` is what whoever asked (`by`) was told it may cost; None where no money is involved.
    """

    id: Id
    lane: str
    request: StillRequest | TakeRequest | RenderRequest
    state: JobState = JobState.QUEUED
    why: Message | None = None
    failure: Failure | None = None
    verdict: Id | None = None
    order: str
    not_before: str | None = None
    tries: int = 0
    take: Id | None = None
    estimate: Estimate | None = None
    by: str = ""
    made_at: str
    changed_at: str

    @property
    def shot(self) -> Id | None:
        """Name the shot a take is asked for, or None for a still or a render."""
        return None if isinstance(self.request, StillRequest | RenderRequest) else self.request.shot

    @property
    def of(self) -> Id | None:
        """Name what a still is asked of: a shot, a character or a place; None for a take or a render."""
        return self.request.shot if isinstance(self.request, StillRequest) else None


class Place(NamedTuple):
    """Be where a job stands, and nothing of what it asks for: ten thousand are read at once.

    `why` is the code of its reason, empty where there is none.
    """

    id: Id
    lane: str
    shot: Id | None
    state: JobState
    order: str
    not_before: str | None
    take: Id | None
    failure: str | None
    changed_at: str
    why: str


class Move(NamedTuple):
    """Be one move of a job, without its reason: ten thousand jobs have made a hundred thousand."""

    job: Id
    before: JobState | None
    after: JobState
    at: str
