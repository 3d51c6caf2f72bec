"""Refusals: what a provider would not make, at which stage, with which code, and whether it was charged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import JsonValue

from fourbeat.model.job import Attempt, Charged, Failure

_STAGES = {Failure.POLICY_INPUT: "input", Failure.POLICY_OUTPUT: "output"}
_CODES = ("code", "failure_code", "failureCode", "error_code", "errorCode", "reason", "failure_reason", "finish_reason")
_INSIDE = ("error", "failure", "moderation", "detail", "details")
_LONGEST = 120


class RefusedAt(StrEnum):
    """Name the stage at which a provider refused: what was asked for, or what it had made."""

    INPUT = "input"
    OUTPUT = "output"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Refusal:
    """Be a refusal: its stage, the provider's own code as it is, and whether it was charged."""

    stage: RefusedAt
    code: str
    charged: str


def refusal(attempt: Attempt) -> Refusal | None:
    """Read an attempt that a provider refused for what it asks or shows; None for any other."""
    if attempt.failure not in _STAGES:
        return None
    said = attempt.answer.get("stage")
    stage = RefusedAt(said) if said in [*map(str, RefusedAt)] else RefusedAt(_STAGES[attempt.failure])
    return Refusal(stage, next(_codes(attempt.answer), ""), _charged(attempt))


def _codes(answer: Mapping[str, JsonValue]) -> Iterator[str]:
    for name in _CODES:
        value = answer.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            yield " ".join(str(value).split())[:_LONGEST]
    for name in _INSIDE:
        inside = answer.get(name)
        if isinstance(inside, dict):
            yield from _codes(inside)


def _charged(attempt: Attempt) -> str:
    if attempt.charge is not None:
        return Charged.YES.value
    return (attempt.charged or Charged.UNKNOWN).value
