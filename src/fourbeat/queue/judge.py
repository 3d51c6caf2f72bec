"""What the gate asks of whoever knows the rights: the studio hands a judge in, since packs and consents are its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from fourbeat.model.ids import Id
from fourbeat.model.message import Message
from fourbeat.model.request import RenderRequest, TakeRequest
from fourbeat.model.verdict import Finding, Owed, Pack


@dataclass(frozen=True)
class Judged:
    """Be what a judge says of a submission; `rights` is the hash of all that it looked at beside the request.

    `holds_until` is the moment from which it must be judged anew.
    """

    rights: str
    findings: tuple[Finding, ...] = ()
    packs: tuple[Pack, ...] = ()
    people: tuple[Id, ...] = ()
    relied: tuple[Id, ...] = ()
    subjects: tuple[str, ...] = ()
    duties: tuple[Owed, ...] = ()
    holds_until: str | None = None


class Judge(Protocol):
    """Judge requests by the rights of others. Called from any thread, also inside a write."""

    def judge(self, request: TakeRequest, at: str) -> Judged:
        """Say whose rights a request touches, and what follows."""
        ...

    def film(self, request: RenderRequest) -> Message | None:
        """Say why a film must not be made as it was asked for: it holds takes that are withdrawn. None where it may."""
        ...

    def rights(self, request: TakeRequest, at: str) -> str:
        """Give the hash of all that would be looked at now, cheaply: cast, consents, answers, packs, use, the day."""
        ...
