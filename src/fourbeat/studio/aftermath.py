"""Aftermath: what a refusal was, whether it was charged, what was answered word for word, and what to try next.

Nothing is sent from here, and nothing is put otherwise by itself: each step is a sentence for a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from fourbeat.model.errors import FourbeatError
from fourbeat.model.house_rules import NO_RULES, HouseRules
from fourbeat.model.ids import code
from fourbeat.model.job import Attempt, Charged, Failure, Job, JobState, Money
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Declared, Reference
from fourbeat.model.request import TakeRequest
from fourbeat.model.verdict import Decision
from fourbeat.writing.lint.house import says_who
from fourbeat.writing.lint.rules import OF_WORDS

from .elsewhere import others
from .faults import cleaned
from .ledger_sheet import money_of
from .refusals import RefusedAt, refusal

if TYPE_CHECKING:
    from .studio import Studio

_PICTURE = re.compile(r"image|picture|photo|face|likeness|person|reference|frame", re.IGNORECASE)
_MOST = 5


class Kind(StrEnum):
    """Name the three kinds of refusal: before anything was rendered, of what was rendered, and our own."""

    BEFORE = "before"
    AFTER = "after"
    OURS = "ours"


_REFUSED_HOW = {Kind.BEFORE: "aftermath.before", Kind.AFTER: "aftermath.after", Kind.OURS: "aftermath.ours"}
STATES = {
    Kind.BEFORE: "aftermath.state-before",
    Kind.AFTER: "aftermath.state-after",
    Kind.OURS: "aftermath.state-ours",
}
"""What a list of jobs says of a refused one."""

_CHARGE_SAID = {Charged.YES: "aftermath.said-yes", Charged.NO: "aftermath.said-no"}


@dataclass(frozen=True)
class Aftermath:
    """Be what is told of a refused job: its kind, whether it was charged, the provider's own code, and what to try."""

    kind: Kind
    paid: Charged
    charged: Message
    code: str = ""
    steps: tuple[Message, ...] = ()

    @property
    def told(self) -> Message:
        """Say which kind it is."""
        return message(_REFUSED_HOW[self.kind])


_KINDS = {Failure.POLICY_INPUT: Kind.BEFORE, Failure.POLICY_OUTPUT: Kind.AFTER, Failure.REFUSED: Kind.OURS}


def kind_of(job: Job) -> Kind | None:
    """Say by which kind of refusal a job failed, from nothing but the job; None for any other."""
    if job.state is not JobState.FAILED or job.failure is None:
        return None
    return _KINDS.get(job.failure)


def aftermath(studio: Studio, job: Job) -> Aftermath | None:
    """Say what a refused job was refused by, and what to try next; None for any other job."""
    attempts = studio.store.attempts(job.id)
    last = attempts[-1] if attempts else None
    if _ours(studio, job):
        return Aftermath(Kind.OURS, *_charged(studio, last, NO_RULES), steps=tuple(_clearing(studio, job)))
    refused = refusal(last) if last is not None and job.state is JobState.FAILED else None
    if refused is None or last is None or not isinstance(job.request, TakeRequest):
        return None
    unsaid = refused.stage is RefusedAt.UNKNOWN
    after = last.failure is Failure.POLICY_OUTPUT if unsaid else refused.stage is RefusedAt.OUTPUT
    kind = Kind.AFTER if after else Kind.BEFORE
    rules = _rules(studio, job.request.provider, job.request.model)
    steps = tuple(_steps(studio, job, job.request, last, kind, rules))
    return Aftermath(kind, *_charged(studio, last, rules), refused.code, steps)


def payload(attempt: Attempt) -> str:
    """Give what was answered, word for word, as far as it was kept: no secret and no address that opens something."""
    if not attempt.answer:
        return ""
    return cleaned(json.dumps(attempt.answer, ensure_ascii=False, indent=2))


def _ours(studio: Studio, job: Job) -> bool:
    """Tell whether the program itself stopped a job: nothing has left then."""
    if job.failure is Failure.REFUSED and job.state is JobState.FAILED:
        return True
    if job.state is not JobState.HELD or job.verdict is None:
        return False
    return studio.store.verdict(job.verdict).decision is not Decision.ALLOW


def _charged(studio: Studio, last: Attempt | None, rules: HouseRules) -> tuple[Charged, Message]:
    """Say whether money was taken; where nobody has said it, what is known of the generator."""
    if last is None:
        return Charged.NO, message("aftermath.charged-no")
    settled = [one for one in studio.store.settlements() if one.attempt == last.id]
    paid = Money(amount=settled[-1].amount, currency=settled[-1].currency) if settled else last.charge
    if paid is not None and Fraction(paid.amount):
        return Charged.YES, message("aftermath.charged-sum", sum=money_of(Fraction(paid.amount), paid.currency))
    if paid is not None or last.charged is Charged.NO or last.failure is Failure.REFUSED:
        return Charged.NO, message("aftermath.charged-no")
    if last.charged is Charged.YES:
        return Charged.YES, message("aftermath.charged-yes")
    name = "charged_output" if last.failure is Failure.POLICY_OUTPUT else "charged_input"
    known = rules.charged_output if name == "charged_output" else rules.charged_input
    if known in _CHARGE_SAID:
        told = message(_CHARGE_SAID[known], source=says_who(rules, name))
        return Charged.UNKNOWN, told
    return Charged.UNKNOWN, message("aftermath.charged-unknown")


def _steps(
    studio: Studio, job: Job, asked: TakeRequest, last: Attempt, kind: Kind, rules: HouseRules
) -> Iterator[Message]:
    """Say what to try, the likeliest first."""
    if rules.suspends:
        yield message("aftermath.step-not-again", source=says_who(rules, "suspends"))
    words = _words(studio, asked)
    yield message("aftermath.step-words", words=words) if words else message("aftermath.step-rephrase")
    yield from _pictures(studio, asked, last)
    if kind is Kind.AFTER:
        yield message("aftermath.step-seed")
    others = _others(studio, asked)
    if others:
        yield message("aftermath.step-elsewhere", generators=others)
    yield message("aftermath.step-review", id=last.remote_id or code(job.id))


def _words(studio: Studio, asked: TakeRequest) -> tuple[str, ...]:
    """Give the words of what was refused that its generator is known to stop at."""
    found = studio.findings.of_request(asked)
    return tuple(dict.fromkeys(one.words for one in found if one.rule in OF_WORDS))[:_MOST]


def _pictures(studio: Studio, asked: TakeRequest, last: Attempt) -> Iterator[Message]:
    """Name the pictures that may be the reason: those with people, or any if the answer speaks of one."""
    rows = {one.sha256: one for one in studio.plan.all(Reference)}
    people = (Declared.REAL_PERSON, Declared.SYNTHETIC)
    shown = [one for one in asked.references if _shows(one.shows, rows.get(one.sha256)) in people]
    if shown:
        yield message("aftermath.step-face", names=tuple(dict.fromkeys(one.name for one in shown))[:_MOST])
    elif asked.references and _PICTURE.search(json.dumps(last.answer)):
        yield message(
            "aftermath.step-picture", names=tuple(dict.fromkeys(one.name for one in asked.references))[:_MOST]
        )


def _shows(said: Declared | None, row: Reference | None) -> Declared | None:
    return said or (row.declared if row is not None else None)


def _others(studio: Studio, asked: TakeRequest) -> tuple[str, ...]:
    """Name the person's other generators of which no rule against contents, faces or people is known."""
    known = [one for one in others(studio) if one.key != asked.provider]
    lenient = [one.name for one in known if not _strict(one.house)]
    return tuple(lenient)[:_MOST]


def _strict(rules: HouseRules) -> bool:
    return bool(rules.categories or rules.words or rules.faces or rules.people)


def _clearing(studio: Studio, job: Job) -> Iterator[Message]:
    """Say what would let a job pass that was stopped here."""
    if job.verdict is None:
        return
    told = [one.fix for one in studio.store.verdict(job.verdict).findings if one.decision is not Decision.ALLOW]
    yield from list({one.model_dump_json(): one for one in told}.values())[:_MOST]


def _rules(studio: Studio, provider: str, model: str) -> HouseRules:
    try:
        return studio.connections.house_rules(provider, model)
    except FourbeatError:
        # A file of the person's own that cannot be read is told where it is used.
        return NO_RULES
