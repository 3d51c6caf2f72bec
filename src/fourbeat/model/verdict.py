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
    """Say what was found: the rule, how grave it is, where, why, and what would clear it.

    Where somebody's right is concerned, `subject` is whose, `pack` and `version` say who says so, `told_by` which of
    its rules; `words` are those that were read, and how. `asked` are facts to be said, `marks` what a
    clearance answers.
    """

    rule: str
    decision: Decision
    why: Message
    fix: Message
    field: str = ""
    start: int | None = None
    end: int | None = None
    subject: str = ""
    pack: str = ""
    version: int = 0
    told_by: str = ""
    words: str = ""
    reading: str = ""
    read_as: str = ""
    folds: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


class Owed(Frozen):
    """Be a duty that follows from a permission: its kind, to whom, the exact words or the share in percent."""

    kind: str
    subject: str
    to: str = ""
    text: str = ""
    percent: str = ""


class Pack(Frozen):
    """Name a pack as it was read: its version and the hash of its file."""

    id: str
    version: int
    sha256: str = ""


class Basis(Frozen):
    """Say what a verdict was made from: the hash of the request by itself, and of all else that was looked at.

    `people` are the real persons concerned, `relied` the consents and clearances that let it pass, `subjects` what was
    recognised.
    """

    request: str
    rights: str = ""
    packs: tuple[Pack, ...] = ()
    people: tuple[Id, ...] = ()
    relied: tuple[Id, ...] = ()
    subjects: tuple[str, ...] = ()


class Verdict(Frozen):
    """Record a decision; `digest` covers the exact request and its basis, the two times stand beside it.

    It holds until, but not at, `valid_until`. One without a basis was made before rights were looked at.
    """

    id: Id
    shot: Id
    digest: str
    decision: Decision
    findings: tuple[Finding, ...] = ()
    decided_at: str
    valid_until: str | None = None
    duties: tuple[Owed, ...] = ()
    basis: Basis | None = None
