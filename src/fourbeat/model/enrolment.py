"""Enrolments: one of the cast as a provider knows it, by an id of its own."""

from __future__ import annotations

from pydantic import Field

from .ids import Id
from .message import Frozen


class Enrolment(Frozen):
    """Record that a provider knows a character under a name and an id, or with `ended` that it no longer does.

    `source` is the clip or picture that was shown to it, by content; `attempt` the one that made the clip there.
    """

    id: Id
    character: Id
    provider: str
    name: str = Field(min_length=1)
    remote_id: str = Field(min_length=1)
    source: str = ""
    attempt: Id | None = None
    ended: bool = False
    at: str
    by: str
