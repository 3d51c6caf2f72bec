"""What is said about money from a terminal, also while a window holds the project: the holder does it and answers."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from fourbeat.model import errors
from fourbeat.model.budget import Measure, Span
from fourbeat.model.errors import Busy, FourbeatError
from fourbeat.model.message import Message
from fourbeat.store import Call, calls

from .call_seals import Seal
from .settings import Home

if TYPE_CHECKING:
    from .studio import Studio

BUDGET = "budget"
PATIENCE = 1.5
"""Seconds a call waits for the holder, who looks four times in each."""
_LONGEST = 20.0
"""Seconds the holder may take: many held jobs may be queued again."""

_log = logging.getLogger(__name__)


def carry_out(studio: Studio, verb: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Do one thing about money with what a person typed, and give what was written down. Raises what the verbs do."""
    budget, facts = studio.budget, {name: given.get(name, "") for name in _FACTS}
    made: BaseModel
    match verb:
        case "cap":
            made = budget.cap(
                span=Span(facts["span"]),
                measure=Measure(facts["measure"]),
                most=facts["most"] or None,
                currency=facts["currency"],
                provider=facts["provider"],
                reason=facts["reason"],
            )
        case "go":
            made = budget.go(reason=facts["reason"])
        case "allow" | "ask":
            of = facts["of"]
            meant = of if not of or of in studio.generators else studio.jobs.find(of).id
            allows = verb == "allow"
            made = budget.allow_unknown(of=meant, reason=facts["reason"]) if allows else budget.ask_unknown(of=meant)
        case "currency":
            made = budget.currency(currency=facts["currency"])
        case "rate":
            names = ("currency", "rate", "into", "day")
            made = budget.rate(**{name: facts[name] for name in names})
        case "settle":
            sums = {name: facts[name] for name in ("amount", "currency", "note")}
            made = budget.settle(attempt=budget.attempt_of(facts["job"]).id, **sums)
        case "invoice":
            file = Path(facts["file"])
            matches = studio.invoices.match(file=file, provider=facts["provider"], currency=facts["currency"])
            return {"settled": len(studio.invoices.settle(file=file, matches=matches))}
        case _:
            raise ValueError(verb)
    return made.model_dump(mode="json")


def ask(folder: Path, home: Home, verb: str, given: Mapping[str, str], *, by: str) -> dict[str, Any] | None:
    """Ask whoever holds a project to do it; None where nobody of this person's programs answers.

    Raises what the holder refuses, and Busy where it was taken but no answer came.
    """
    seal = Seal(home, folder)
    call = calls.stamped(Call(BUDGET, by=by, facts={"verb": verb, **given}))
    sealed = seal.of(call)
    if sealed is None:
        return None
    call = replace(call, seal=sealed)
    try:
        if not calls.leave(folder, call, patience=PATIENCE):
            return None
    except FourbeatError:
        # A folder that takes no files takes no calls either; whoever holds the project is named instead.
        return None
    found = _read(calls.answered(folder, call, patience=_LONGEST), call, seal)
    if found is None:
        raise Busy("budget.no-answer")
    if (refused := found.get("refused")) is not None:
        kind = getattr(errors, str(found.get("kind")), FourbeatError)
        told = Message.model_validate(refused)
        raise kind(told.code, **told.params)
    made: dict[str, Any] = found["made"]
    return made


def answered_to(studio: Studio, call: Call, seal: Seal) -> None:
    """Do what a sealed call asks for, as its author, and leave the answer; a call without a seal is passed over."""
    if not seal.fits(call):
        _log.warning("a call about money without a seal was passed over")
        return
    facts = dict(call.facts)
    try:
        with studio.budget.said_by(call.by):
            told: dict[str, Any] = {"made": carry_out(studio, facts.pop("verb", ""), facts)}
    except FourbeatError as error:
        told = {"refused": error.message.model_dump(mode="json"), "kind": type(error).__name__}
    content = json.dumps([call.stamp, told])
    calls.answer(studio.folder, call, json.dumps({"content": content, "seal": seal.of_text(content)}))


def _read(text: str | None, call: Call, seal: Seal) -> dict[str, Any] | None:
    """Read an answer; anything that is none, or that somebody else has left, is None."""
    try:
        outer = json.loads(text or "")
        content = str(outer["content"])
        if not compare_digest(str(outer["seal"]), seal.of_text(content) or ""):
            return None
        stamp, told = json.loads(content)
        return told if stamp == call.stamp and isinstance(told, dict) else None
    except (ValueError, KeyError, TypeError):
        return None


_FACTS = (
    *("span", "measure", "most", "currency", "provider", "reason", "of", "rate", "into", "day", "job", "amount"),
    *("note", "file"),
)
"""The names of everything a person may say about money."""
