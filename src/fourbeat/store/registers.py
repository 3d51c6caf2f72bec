"""Questions to the records of decisions: consents, answers, claims, reviews, money, the audit, and who somebody is."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

from ..model.audit import FIRST, AuditEntry
from ..model.budget import Cap, Exchange, PurseEvent, Settlement
from ..model.claim import ClaimEvent
from ..model.clearance import Clearance
from ..model.consent import ConsentEvent, Private
from ..model.enrolment import Enrolment
from ..model.ids import Id
from ..model.review import Review
from ..model.suggestion import Suggestion
from ..model.verdict import Decision, Verdict
from .rows import check_id, columns, read, wrong_row

T = TypeVar("T")
F = TypeVar(
    "F",
    ConsentEvent,
    Clearance,
    ClaimEvent,
    Review,
    AuditEntry,
    Verdict,
    Suggestion,
    Enrolment,
    Cap,
    PurseEvent,
    Settlement,
    Exchange,
)


RECHECK = "recheck"
"""What the audit calls an entry about something that was judged anew."""

MONEY = "money-"
"""What the audit's entries about money begin with."""


def head(conn: sqlite3.Connection) -> str:
    """Give the hash of the audit's last entry."""
    last = conn.execute('SELECT "hash" FROM "audit" ORDER BY "seq" DESC LIMIT 1').fetchone()
    return str(last[0]) if last else FIRST


def private(conn: sqlite3.Connection, person: Id | None) -> list[Private]:
    """Give what is kept of one person, or of everybody."""
    where, values = ('WHERE "person" = ? ', (person,)) if person is not None else ("", ())
    found = read(Private, conn.execute(f'SELECT {columns(Private)} FROM "private" {where}ORDER BY "id"', values))
    for one in found:
        check_id("private", one.id)
    return found


def _all(conn: sqlite3.Connection, model: type[F], table: str) -> list[F]:
    found = read(model, conn.execute(f'SELECT {columns(model)} FROM "{table}" ORDER BY "seq"'))
    for one in found:
        check_id(table, one.id)
    return found


class Registers(ABC):
    """Answer questions about rights and money; everything in the order it was written down."""

    @abstractmethod
    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T: ...

    def consent_events(self) -> list[ConsentEvent]:
        """List what happened to consents."""
        return self._ask(lambda conn: _all(conn, ConsentEvent, "consent"))

    def clearance_events(self) -> list[Clearance]:
        """List what people answered."""
        return self._ask(lambda conn: _all(conn, Clearance, "clearance"))

    def claim_events(self) -> list[ClaimEvent]:
        """List what was claimed, and how it was decided."""
        return self._ask(lambda conn: _all(conn, ClaimEvent, "claim"))

    def reviews(self) -> list[Review]:
        """List what people saw in takes and stills."""
        return self._ask(lambda conn: _all(conn, Review, "review"))

    def suggestions(self) -> list[Suggestion]:
        """List what people made of refusals."""
        return self._ask(lambda conn: _all(conn, Suggestion, "suggestion"))

    def enrolments(self) -> list[Enrolment]:
        """List which characters providers were made to know, and no longer do."""
        return self._ask(lambda conn: _all(conn, Enrolment, "enrolment"))

    def caps(self) -> list[Cap]:
        """List every cap that was ever set, raised or lifted."""
        return self._ask(lambda conn: _all(conn, Cap, "cap"))

    def purse_events(self) -> list[PurseEvent]:
        """List what was said about spending as a whole."""
        return self._ask(lambda conn: _all(conn, PurseEvent, "purse"))

    def settlements(self) -> list[Settlement]:
        """List what was settled."""
        return self._ask(lambda conn: _all(conn, Settlement, "settlement"))

    def exchanges(self) -> list[Exchange]:
        """List the typed rates of exchange."""
        return self._ask(lambda conn: _all(conn, Exchange, "exchange"))

    def verdicts(self) -> list[Verdict]:
        """List every verdict."""
        return self._ask(lambda conn: _all(conn, Verdict, "verdict"))

    def audit(self) -> list[AuditEntry]:
        """List the audit."""
        return self._ask(lambda conn: _all(conn, AuditEntry, "audit"))

    def rechecks(self, since: int = 0) -> list[tuple[int, Id, Decision, str]]:
        """Give what rechecks concluded after a place in the audit: the place, of what, the decision, and when."""
        return self._ask(lambda conn: _rechecks(conn, since))

    def private(self, person: Id | None = None) -> list[Private]:
        """Give what tells who people are, of one or of all; erased rows hold a hash only."""
        return self._ask(lambda conn: private(conn, person))

    def rights_mark(self) -> str:
        """Give a text that changes with every consent, answer and claim, and with what is known of people."""
        return self._ask(_mark)


def _rechecks(conn: sqlite3.Connection, since: int) -> list[tuple[int, Id, Decision, str]]:
    asked = 'SELECT "seq" FROM "audit" WHERE "seq" > ? AND "what" = ? ORDER BY "seq"'
    places = [int(seq) for (seq,) in conn.execute(asked, (since, RECHECK))]
    if not places:
        return []
    # Somebody may be writing: only what was counted is read.
    which = 'WHERE "seq" > ? AND "seq" <= ? AND "what" = ? ORDER BY "seq"'
    values = since, places[-1], RECHECK
    entries = read(AuditEntry, conn.execute(f'SELECT {columns(AuditEntry)} FROM "audit" {which}', values))
    found = []
    for place, entry in zip(places, entries, strict=True):
        try:
            found.append((place, entry.of, Decision(str(entry.told.get("decision"))), entry.at))
        except ValueError as error:
            raise wrong_row("audit", entry.id, error) from error
    return found


def _mark(conn: sqlite3.Connection) -> str:
    last = ", ".join(f'(SELECT coalesce(max("seq"), 0) FROM "{table}")' for table in ("consent", "clearance", "claim"))
    people = 'SELECT count(*) || \'/\' || count("erased_at") FROM "private"'
    return "/".join(map(str, conn.execute(f"SELECT {last}, ({people})").fetchone()))
