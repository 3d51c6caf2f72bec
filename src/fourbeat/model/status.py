"""The status a person sees: derived from the facts, stored only where a hand has set it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from .brief import Brief
from .job import AT_WORK, WAITING, JobState
from .plan import Shot


class Shown(StrEnum):
    """Name the statuses a shot is shown with."""

    IDEA = "idea"
    BRIEFED = "briefed"
    READY = "ready"
    WAITING = "waiting"
    GENERATING = "generating"
    REVIEW = "review"
    RETAKE = "retake"
    APPROVED = "approved"
    OMITTED = "omitted"


def shown(shot: Shot, brief: Brief, states: Collection[JobState], takes: int) -> Shown:
    """Derive a shot's status from its hand-set status, its brief, its jobs' states and how many takes it has."""
    if shot.status is not None:
        return Shown(shot.status.value)
    if any(state in AT_WORK for state in states):
        return Shown.GENERATING
    if any(state in WAITING for state in states):
        return Shown.WAITING
    if takes:
        return Shown.REVIEW
    if brief.empty:
        return Shown.IDEA
    complete = brief.text.framing and brief.text.light.strip() and (brief.beats or brief.text.short)
    return Shown.READY if complete else Shown.BRIEFED
