"""Claims: what others say about a film, what was done about it, and appeals against findings that were wrong."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from .ids import Id
from .message import Frozen


class ClaimKind(StrEnum):
    """Name what is asked for: a right is claimed, a take is to come down, or a finding is said to be wrong."""

    CLAIM = "claim"
    TAKEDOWN = "takedown"
    APPEAL = "appeal"


class ClaimState(StrEnum):
    """Name how a claim stands."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"
    SETTLED = "settled"


class ClaimEvent(Frozen):
    """Record that a claim came or how it was decided; who made it stands in `Private`, under the id of the claim."""

    id: Id
    claim: Id
    kind: ClaimKind
    state: ClaimState
    subject: str = ""
    takes: tuple[Id, ...] = ()
    about: str = ""
    at: str
    by: str


def claims(events: Iterable[ClaimEvent]) -> list[ClaimEvent]:
    """Give every claim as its last event leaves it, with the kind, subject and takes that its first one named."""
    found: dict[Id, ClaimEvent] = {}
    for event in events:
        first = found.get(event.claim)
        same = {} if first is None else {"kind": first.kind, "subject": first.subject, "takes": first.takes}
        found[event.claim] = event.model_copy(update=same)
    return list(found.values())
