"""Writing the records about rights: consents, clearances, claims and reviews, each with its line in the audit."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Callable

from pydantic import JsonValue

from ..model.audit import sealed
from ..model.claim import ClaimEvent
from ..model.clearance import Clearance
from ..model.consent import ConsentEvent, Private, Terms
from ..model.enrolment import Enrolment
from ..model.errors import Busy, NotFound
from ..model.ids import Id, Ids
from ..model.review import Review
from ..model.suggestion import Suggestion
from ..model.verdict import Verdict
from . import registers
from .records import Records
from .rows import to_json

SALT = 16
"""Bytes of chance in the salted hash of somebody's details."""


class RightsRecords(Records):
    """Write records about rights inside one transaction; the audit is written with them or not at all."""

    def __init__(self, conn: sqlite3.Connection, now: Callable[[], str], *, ids: Ids, author: str) -> None:
        super().__init__(conn, now)
        self._ids = ids
        self._author = author

    def add_verdict(self, verdict: Verdict) -> None:
        """Write down what the gate decided; it becomes one transaction with the job it is about."""
        super().add_verdict(verdict)
        basis = verdict.basis
        told: dict[str, JsonValue] = {"digest": verdict.digest, "decision": verdict.decision.value}
        if basis is not None:
            told |= {"packs": [f"{one.id} {one.version} {one.sha256}" for one in basis.packs]}
            told |= {"relied": list(basis.relied), "subjects": list(basis.subjects)}
        self._audit("verdict", verdict.id, told, verdict.decided_at)

    def add_consent(self, event: ConsentEvent) -> None:
        """Write down that a consent was given or taken back."""
        self._insert("consent", event.model_dump(mode="json"))
        told: dict[str, JsonValue] = {"person": event.person, "keep": event.keep, "terms": _hash(event.terms)}
        self._audit(f"consent-{event.kind}", event.consent, told, event.at)

    def add_clearance(self, clearance: Clearance) -> None:
        """Write down what a person answered to an ask."""
        self._insert("clearance", clearance.model_dump(mode="json"))
        kept = {"subject", "pack", "version", "marks", "reach", "of", "field", "until", "evidence"}
        told = clearance.model_dump(mode="json", include=kept)
        # The reason is a person's own words: the record holds them, the audit only their hash.
        told["reason"] = hashlib.sha256(clearance.reason.encode()).hexdigest()
        self._audit(f"clearance-{clearance.kind}", clearance.clearance, told, clearance.at)

    def add_claim(self, event: ClaimEvent) -> None:
        """Write down that a claim came, or how it was decided."""
        self._insert("claim", event.model_dump(mode="json"))
        told: dict[str, JsonValue] = {"state": event.state.value, "subject": event.subject, "takes": list(event.takes)}
        self._audit(f"claim-{event.kind}", event.claim, told, event.at)

    def add_review(self, review: Review) -> None:
        """Write down what a person saw in a take, or in a still."""
        self._insert("review", review.model_dump(mode="json"))
        told = review.model_dump(
            mode="json", include={"take", "still", "character", "person", "logo", "subject"}, exclude_none=True
        )
        self._audit("review", review.id, told, review.at)
        self._touched["takes" if review.take else "stills"].add(review.of)

    def add_suggestion(self, suggestion: Suggestion) -> None:
        """Write down what a person made of a refusal."""
        self._insert("suggestion", suggestion.model_dump(mode="json"))
        told: dict[str, JsonValue] = {"attempt": suggestion.attempt, "subject": suggestion.subject}
        self._audit(f"suggestion-{suggestion.kind}", suggestion.id, told, suggestion.at)

    def add_enrolment(self, enrolment: Enrolment) -> None:
        """Write down that a provider knows one of the cast, or no longer does."""
        self._insert("enrolment", enrolment.model_dump(mode="json"))
        kept = {"character", "provider", "remote_id", "source", "attempt", "ended"}
        told = enrolment.model_dump(mode="json", include=kept)
        self._audit("enrolment", enrolment.id, told, enrolment.at)
        self._touched["cast"].add(enrolment.character)

    def add_recheck(self, of: Id, told: dict[str, JsonValue], at: str) -> None:
        """Write down what judging something anew came to: a take, a job, a finished film, or the whole project."""
        self._audit(registers.RECHECK, of, told, at)
        if told.get("kind") in ("take", "still"):
            self._touched[f"{told['kind']}s"].add(of)

    def add_report(self, of: Id, told: dict[str, JsonValue], *, after: str) -> Id:
        """Seal a report into the audit, right after the entry it was made from; give the entry's id.

        Raises Busy where something was decided meanwhile.
        """
        if registers.head(self._conn) != after:
            raise Busy("holder.moved-on")
        return self._audit("report", of, told, self._now())

    def add_private(self, identity: Id, person: Id, details: dict[str, JsonValue]) -> Private:
        """Write down who somebody is, or words that tell it, where they can be erased."""
        salt = secrets.token_hex(SALT)
        digest = hashlib.sha256((salt + to_json(details)).encode()).hexdigest()
        private = Private(id=identity, person=person, details=details, salt=salt, digest=digest)
        self._insert("private", private.model_dump(mode="json"))
        self._touched["rights"].add(person)
        return private

    def erase(self, person: Id) -> int:
        """Take everything that tells who somebody is, and give how many rows that was. Raises NotFound for nobody."""
        known = registers.private(self._conn, person)
        if not known:
            raise NotFound("store.no-person", id=str(person)[:40])
        at = self._now()
        self.run("PRAGMA secure_delete=ON")
        open_ = [one for one in known if one.erased_at is None]
        for one in open_:
            self.run(
                'UPDATE "private" SET "details" = NULL, "salt" = \'\', "erased_at" = ? WHERE "id" = ?', (at, one.id)
            )
        if open_:
            digests: list[JsonValue] = [*sorted(one.digest for one in open_)]
            self._audit("erased", person, {"digests": digests}, at)
        return len(open_)

    def _audit(self, what: str, of: Id, told: dict[str, JsonValue], at: str) -> Id:
        entry = sealed(
            identity=self._ids.new(),
            what=what,
            of=of,
            told=told,
            at=at,
            by=self._author,
            previous=registers.head(self._conn),
        )
        self._insert("audit", entry.model_dump(mode="json"))
        if what != "verdict":
            self._touched["money" if what.startswith(registers.MONEY) else "rights"].add(of)
        return entry.id


def _hash(terms: Terms | None) -> str:
    if terms is None:
        return ""
    return hashlib.sha256(json.dumps(terms.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()
