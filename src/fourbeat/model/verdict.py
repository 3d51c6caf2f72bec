"""A verdict: what the gate decided about one exact submission, with its evidence."""

from __future__ import annotations

from enum import StrEnum

from .ids import Id
from .message import Frozen, Message


class Decision(StrEnum):
    """Say whether a submission may pass."""

    ALLOW = "allow"
    ASK = "ask"
    BLOCK = "block"


class Finding(Frozen):
    """Say what was found: the rule, how grave it is, where, why, and what would clear it."""

    rule: str
    decision: Decision
    why: Message
    fix: Message
    field: str = ""
    start: int | None = None
    end: int | None = None


class Verdict(Frozen):
    """Record a decision; `digest` covers the exact request, the two times stand beside it."""

    id: Id
    shot: Id
    digest: str
    decision: Decision
    findings: tuple[Finding, ...] = ()
    decided_at: str
    valid_until: str | None = None
