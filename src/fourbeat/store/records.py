"""Writing the records: jobs and their moves, attempts, takes, stills, verdicts."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from pydantic import JsonValue

from ..model.edit import Changes
from ..model.errors import Busy, Invalid, NotFound
from ..model.ids import Id
from ..model.job import MOVES, Attempt, Charged, Estimate, Failure, Job, JobState, Money
from ..model.message import Message, message
from ..model.request import RenderRequest, StillRequest, TakeRequest
from ..model.still import Still
from ..model.take import Take
from ..model.verdict import Verdict
from . import journal, questions
from .media import checked_name
from .rows import Cell, cell, execute, insert, quoted


class Kept:
    """Stand for "leave it as it is"."""


KEEP: Final = Kept()


class Records:
    """Write records inside one transaction and remember what was touched."""

    def __init__(self, conn: sqlite3.Connection, now: Callable[[], str]) -> None:
        self._conn = conn
        self._now = now
        self._touched: dict[str, set[Id]] = defaultdict(set)
        self.failed: sqlite3.Error | Invalid | None = None
        self._ended = False

    @property
    def changes(self) -> Changes:
        """Name what this transaction has touched so far."""
        return Changes(**{noun: frozenset(ids) for noun, ids in self._touched.items()})

    def next_take_number(self, shot: Id) -> int:
        """Give the number a shot's next take will carry; whoever asks for it in this transaction has it alone."""
        return questions.next_take_number(self._conn, shot)

    def next_still_number(self, of: Id) -> int:
        """Give the number that the next picture of something will carry, as with takes."""
        return questions.next_still_number(self._conn, of)

    def last_order(self) -> str | None:
        """Give the order key of the last job of the queue; None for an empty one."""
        return questions.last_order(self._conn)

    def add_verdict(self, verdict: Verdict) -> None:
        """Write down what the gate decided."""
        self._insert("verdict", verdict.model_dump(mode="json"))

    def add_job(self, job: Job) -> None:
        """Write down a new job, and the event of its making."""
        self._insert("job", {**job.model_dump(mode="json"), "shot": job.shot, "of": job.of, "touched": 0})
        self._event(job.id, None, job.state, job.made_at, job.why, job.failure)

    def add_attempt(self, attempt: Attempt) -> None:
        """Write down a new try at a job."""
        self._insert("attempt", attempt.model_dump(mode="json"))
        self._touched["jobs"].add(attempt.job)

    def add_take(self, take: Take) -> None:
        """Write down a finished take. Raises Invalid for a media name that is not a plain one."""
        checked_name(take.media)
        self._insert("take", take.model_dump(mode="json"))
        self._touched["takes"].add(take.id)

    def add_still(self, still: Still) -> None:
        """Write down a finished still. Raises Invalid for a media name that is not a plain one."""
        checked_name(still.media)
        self._insert("still", still.model_dump(mode="json"))
        self._touched["stills"].add(still.id)

    def update_attempt(
        self,
        identity: Id,
        *,
        remote_id: str | None = None,
        answer: Mapping[str, JsonValue] | None = None,
        charge: Money | None = None,
        charged: Charged | None = None,
        failure: Failure | None = None,
        why: Message | None = None,
        answered_at: str | None = None,
        estimate: Estimate | None = None,
    ) -> Attempt:
        """Write down what came back. Each field is set once and then stays; only the answer may grow.

        Whether money was taken may become known later. What is reserved (`estimate`) is reckoned anew each time.

        Raises NotFound, or Invalid for a field that already says something else.
        """
        old = questions.one(self._conn, Attempt, identity)
        new: dict[str, object] = {
            "remote_id": remote_id,
            "charge": charge,
            "charged": charged,
            "failure": failure,
            "why": why,
            "answered_at": answered_at,
        }
        for name, value in new.items():
            if value is not None and getattr(old, name) not in (None, Charged.UNKNOWN, value):
                raise Invalid("job.answer-stands", field=name, job=old.job)
        given: dict[str, object] = {name: value for name, value in new.items() if value is not None}
        if answer is not None:
            given["answer"] = dict(answer)
        if estimate is not None:
            given["estimate"] = estimate
        later = old.model_copy(update=given)
        self._update("attempt", later, given)
        self._touched["jobs"].add(old.job)
        return later

    def move_job(
        self,
        identity: Id,
        to: JobState,
        *,
        expect: Collection[JobState] | JobState,
        why: Message | None = None,
        failure: Failure | None = None,
        not_before: str | Kept | None = KEEP,
        tries: int | Kept = KEEP,
        take: Id | Kept | None = KEEP,
        order: str | Kept = KEEP,
        verdict: Id | Kept | None = KEEP,
        request: StillRequest | TakeRequest | RenderRequest | Kept = KEEP,
        estimate: Estimate | Kept | None = KEEP,
    ) -> Job:
        """Move a job from an expected state to another and write the event; reason and failure are those of this move.

        Raises NotFound, Busy if the job is in another state than expected, Invalid for a move the table does not allow.
        """
        old = self._expected(identity, expect)
        if to not in MOVES[old.state]:
            raise Invalid("job.no-such-move", job=identity, before=_named(old.state), after=_named(to))
        given = _given(not_before=not_before, tries=tries, take=take, order=order, verdict=verdict, request=request)
        given |= _given(estimate=estimate)
        later = self._change_job(old, {**given, "state": to, "why": why, "failure": failure})
        at = self._since_it_began(old, later.changed_at) if to is JobState.SENDING else later.changed_at
        self._event(identity, old.state, to, at, why, failure)
        return later

    def move_jobs(
        self, ids: Sequence[Id], to: JobState, *, expect: JobState, why: Message | None, not_before: str | None
    ) -> list[Id]:
        """Move many jobs from one state to another for one reason, at a price that suits ten thousand.

        Those that somebody moved meanwhile are left alone; gives the others. Raises Invalid for a move the table does
        not allow.
        """
        if to not in MOVES[expect]:
            raise Invalid("job.no-such-move", job=ids[0] if ids else "", before=_named(expect), after=_named(to))
        there = {one.id for one in questions.places(self._conn, {expect}, None)}
        moved, at = [one for one in ids if one in there], self._now()
        event = questions.JobEvent(job="", before=expect, after=to, at=at, why=why).model_dump(mode="json")
        reason = cell("why", event["why"])
        with self._spoils():
            self._conn.executemany(
                'UPDATE "job" SET "state" = ?, "why" = ?, "failure" = NULL, "not_before" = ?, "changed_at" = ?'
                ' WHERE "id" = ?',
                [(to.value, reason, not_before, at, one) for one in moved],
            )
            told = {name: cell(name, value) for name, value in event.items() if name != "job"}
            self._conn.executemany(
                f'INSERT INTO "job_event" ({quoted(["job", *told])}) VALUES (?{", ?" * len(told)})',
                [(one, *told.values()) for one in moved],
            )
        self._touched["jobs"].update(moved)
        return moved

    def update_job(
        self,
        identity: Id,
        *,
        expect: Collection[JobState] | JobState | None = None,
        why: Message | Kept | None = KEEP,
        not_before: str | Kept | None = KEEP,
        order: str | Kept = KEEP,
    ) -> Job:
        """Change a job's reason, time or place in the queue without moving it. Raises NotFound, Busy."""
        old = self._expected(identity, JobState if expect is None else expect)
        return self._change_job(old, _given(why=why, not_before=not_before, order=order))

    def _expected(self, identity: Id, expect: Collection[JobState] | type[JobState] | JobState) -> Job:
        job = questions.one(self._conn, Job, identity)
        states = (expect,) if isinstance(expect, JobState) else tuple(expect)
        if job.state not in states:
            raise Busy("job.moved-on", job=identity, state=_named(job.state))
        return job

    def _change_job(self, old: Job, given: dict[str, object]) -> Job:
        given["changed_at"] = self._now()
        later = Job.model_validate({**dict(old), **given})
        self._update("job", later, given)
        if "request" in given:
            self.run('UPDATE "job" SET "shot" = ?, "of" = ? WHERE "id" = ?', (later.shot, later.of, later.id))
        self._touched["jobs"].add(old.id)
        return later

    def _since_it_began(self, job: Job, at: str) -> str:
        """Give the moment at which an attempt leaves: never before it began, though the clock was set back meanwhile.

        By these two moments it is told for good whether an attempt has left, and may have been charged.
        """
        (began,) = self._conn.execute('SELECT max("started_at") FROM "attempt" WHERE "job" = ?', (job.id,)).fetchone()
        return max(at, began or at)

    def _event(
        self, job: Id, before: JobState | None, after: JobState, at: str, why: Message | None, failure: Failure | None
    ) -> None:
        event = questions.JobEvent(job=job, before=before, after=after, at=at, why=why, failure=failure)
        self._insert("job_event", event.model_dump(mode="json"))
        self._touched["jobs"].add(job)

    def _update(self, table: str, later: Job | Attempt, given: Collection[str]) -> None:
        if not given:
            return
        values = later.model_dump(mode="json", include=set(given))
        pairs = ", ".join(f'"{name}" = ?' for name in values)
        cells = [cell(name, value) for name, value in values.items()]
        if self.run(f'UPDATE "{table}" SET {pairs} WHERE "id" = ?', [*cells, later.id]) != 1:
            raise NotFound(questions.MISSING[table], id=later.id)

    def _insert(self, table: str, values: dict[str, JsonValue]) -> None:
        with self._spoils():
            insert(self._conn, table, values)

    def finish(self) -> None:
        """Give touched jobs their place on the logical clock, where a reader finds them. Raises a swallowed failure."""
        if self.failed is not None:
            raise self.failed
        if self._touched["jobs"]:
            moment = journal.tick(self._conn) + 1
            journal.set_tick(self._conn, moment)
            self._conn.executemany(
                'UPDATE "job" SET "touched" = ? WHERE "id" = ?',
                [(moment, job) for job in sorted(self._touched["jobs"])],
            )

    def end(self) -> None:
        """Take no more work: what came now would stand outside the transaction."""
        self._ended = True

    def run(self, statement: str, values: Sequence[Cell] = ()) -> int:
        """Run one writing statement and give how many rows it touched; a failure spoils the transaction."""
        with self._spoils():
            return execute(self._conn, statement, values)

    @contextmanager
    def _spoils(self) -> Iterator[None]:
        """Note a failure, so that work which swallows it is not committed. Raises RuntimeError after the end."""
        if self._ended:
            raise RuntimeError("a writer outlives its transaction")
        try:
            yield
        except (sqlite3.Error, Invalid) as error:
            self.failed = error
            raise


def _named(state: JobState) -> Message:
    return message(f"state.{state.value}")


def _given(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if not isinstance(value, Kept)}
