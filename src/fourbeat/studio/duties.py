"""Duties: what a permission asks for in return, and whether that is done, as far as anybody can know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fourbeat.model.clearance import Answer, Clearance
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot
from fourbeat.model.verdict import Owed
from fourbeat.policy.rule import DutyKind

from .rights_told import DUTIES

if TYPE_CHECKING:
    from .named import Named
    from .studio import Studio


class DutyState(StrEnum):
    """Say how a duty stands: done, known not to be done, or not to be known here until somebody says it."""

    MET = "met"
    UNMET = "unmet"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Duty:
    """Be one duty and how it stands; `why` says from what that is known."""

    kind: DutyKind
    to: str
    text: str
    percent: str
    state: DutyState
    why: Message

    @property
    def name(self) -> Message:
        """Say what the duty is."""
        return message(DUTIES[self.kind.value])


def duty_mark(kind: DutyKind) -> str:
    """Name what an answer carries that says a duty is fulfilled; no rule's mark looks like it."""
    return f"duty:{kind.value}"


def duty_of(answer: Clearance) -> DutyKind | None:
    """Give the duty that an answer says is fulfilled; None for one that answers rules."""
    known = {duty_mark(kind): kind for kind in DutyKind}
    return next((known[mark] for mark in answer.marks if mark in known), None)


def duties(
    studio: Studio, one: Named, owed: Sequence[Owed], where: Sequence[tuple[Id, str, Id | None]]
) -> tuple[Duty, ...]:
    """Say how each duty stands, for the shots and takes where its subject is met."""
    known = {kind.value: kind for kind in DutyKind}
    found = []
    for each in dict.fromkeys(item.model_copy(update={"subject": ""}) for item in owed):
        if (kind := known.get(each.kind)) is not None:
            state, why = _stands(studio, one, kind, where)
            found.append(Duty(kind, each.to, each.text, each.percent, state, why))
    return tuple(sorted(found, key=lambda duty: list(DutyKind).index(duty.kind)))


def _stands(
    studio: Studio, one: Named, kind: DutyKind, where: Sequence[tuple[Id, str, Id | None]]
) -> tuple[DutyState, Message]:
    own = _missing(studio, one, where, lambda answer: duty_of(answer) is kind)
    if not own:
        return DutyState.MET, message("dues.said-done")
    if kind is DutyKind.APPROVAL:
        cleared = _missing(studio, one, where, lambda answer: duty_of(answer) is None)
        left = tuple(label for label in own if label in cleared)
        if left:
            return DutyState.UNMET, message("dues.not-approved-in", shots=left)
        return DutyState.MET, message("dues.cleared")
    if kind is DutyKind.REVIEW_FINAL_CUT:
        seen = studio.reviews.latest()
        unseen = tuple(dict.fromkeys(label for _, label, take in where if take is None or take not in seen))
        if unseen:
            return DutyState.UNMET, message("dues.not-reviewed", shots=unseen)
        return DutyState.UNSAID, message("dues.reviewed-here")
    if kind is DutyKind.RETAIN_RECORDS:
        return DutyState.MET, message("dues.records-kept")
    return DutyState.UNSAID, message(_UNSAID[kind])


def _missing(
    studio: Studio,
    one: Named,
    where: Sequence[tuple[Id, str, Id | None]],
    counts: Callable[[Clearance], bool],
) -> tuple[str, ...]:
    """Name the shots that no such answer about a subject reaches today."""
    register, plan, day = studio.rights.register(), studio.plan, studio.desk.now()[:10]
    left: dict[str, None] = {}
    for shot, label, _ in where:
        found = any(
            each.kind is Answer.CLEARED
            and each.subject in {one.subject, *one.also}
            and (not each.until or day <= each.until)
            and counts(each)
            for each in register.answers_for(plan, plan.get(Shot, shot))
        )
        if not found:
            left[label] = None
    return tuple(left)


_UNSAID = {
    DutyKind.ATTRIBUTION: "dues.in-credits",
    DutyKind.REVENUE_SHARE: "dues.by-terms",
    DutyKind.LABEL_AI: "dues.label",
    DutyKind.NOTIFY: "dues.notify",
    DutyKind.NO_TRAINING: "dues.no-training",
}
