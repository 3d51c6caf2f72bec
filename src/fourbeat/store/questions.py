"""Questions to the records: takes, stills, jobs with their attempts and events, verdicts."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple, TypeVar

from ..model.errors import NotFound
from ..model.ids import Id
from ..model.job import Attempt, Failure, Job, JobState, Move, Place
from ..model.message import Frozen, Message
from ..model.still import Still
from ..model.take import Take
from ..model.verdict import Verdict
from .rows import Cell, check_id, columns, read, wrong_row

F = TypeVar("F", Take, Still, Job, Attempt, Verdict)

TABLES: dict[type[Take | Still | Job | Attempt | Verdict], str] = {
    Take: "take",
    Still: "still",
    Job: "job",
    Attempt: "attempt",
    Verdict: "verdict",
}
MISSING: dict[str, str] = {
    "take": "store.no-take",
    "still": "store.no-still",
    "job": "store.no-job",
    "attempt": "store.no-attempt",
    "verdict": "store.no-verdict",
}


_STATES = {state.value: state for state in JobState}


class JobEvent(Frozen):
    """Record one move of a job: from a state (None: it was made) to another, when, and why."""

    job: Id
    before: JobState | None
    after: JobState
    at: str
    why: Message | None = None
    failure: Failure | None = None


class Made(NamedTuple):
    """Be what was asked for of a clip: when it came, of which model, for which shot, in which words."""

    at: str
    model: str
    shot: Id
    prompt: str


def one(conn: sqlite3.Connection, model: type[F], identity: Id) -> F:
    """Give one record. Raises NotFound."""
    found = _many(conn, model, 'WHERE "id" = ?', (identity,))
    if not found:
        raise NotFound(MISSING[TABLES[model]], id=str(identity)[:40])
    return found[0]


def takes(conn: sqlite3.Connection, shot: Id | None) -> list[Take]:
    """List the takes of a shot by number, or all of them as they came."""
    if shot is None:
        return _many(conn, Take, 'ORDER BY "seq"')
    return _many(conn, Take, 'WHERE "shot" = ? ORDER BY "number", "id"', (shot,))


def take_counts(conn: sqlite3.Connection) -> dict[Id, int]:
    """Count the takes of every shot that has any."""
    return dict(conn.execute('SELECT "shot", count(*) FROM "take" GROUP BY "shot"').fetchall())


def take_numbers(conn: sqlite3.Connection) -> dict[Id, int]:
    """Give every take's number."""
    return dict(conn.execute('SELECT "id", "number" FROM "take"').fetchall())


def next_take_number(conn: sqlite3.Connection, shot: Id) -> int:
    """Give the number a shot's next take will carry: above every take's, and every number that was asked for."""
    (highest,) = conn.execute(
        'SELECT max("number") FROM ('
        'SELECT "number" FROM "take" WHERE "shot" = ?1 UNION ALL '
        """SELECT json_extract("request", '$.number') FROM "job" WHERE "shot" = ?1)""",
        (shot,),
    ).fetchone()
    return int(highest or 0) + 1


def stills(conn: sqlite3.Connection, of: Id | None) -> list[Still]:
    """List the stills of a shot, a character or a place by number, or all of them as they came."""
    if of is None:
        return _many(conn, Still, 'ORDER BY "seq"')
    return _many(conn, Still, 'WHERE "of" = ? ORDER BY "number", "id"', (of,))


def still_states(conn: sqlite3.Connection, of: Id) -> list[JobState]:
    """Give the states of the jobs that ask for stills of something, in the order of the queue."""
    rows = conn.execute('SELECT "state" FROM "job" WHERE "of" = ? ORDER BY "order", "id"', (of,)).fetchall()
    try:
        return [JobState(state) for (state,) in rows]
    except ValueError as error:
        raise wrong_row("job", of, error) from error


def next_still_number(conn: sqlite3.Connection, of: Id) -> int:
    """Give the number that the next picture of something will carry: above all that there are or were asked for."""
    (highest,) = conn.execute(
        'SELECT max("number") FROM ('
        'SELECT "number" FROM "still" WHERE "of" = ?1 UNION ALL '
        """SELECT json_extract("request", '$.number') FROM "job" WHERE "of" = ?1)""",
        (of,),
    ).fetchone()
    return int(highest or 0) + 1


def job_states(conn: sqlite3.Connection) -> dict[Id, list[JobState]]:
    """Give the states of every shot's jobs, in the order of the queue."""
    found: dict[Id, list[JobState]] = defaultdict(list)
    for shot, state in conn.execute('SELECT "shot", "state" FROM "job" WHERE "shot" NOT NULL ORDER BY "order", "id"'):
        try:
            found[shot].append(JobState(state))
        except ValueError as error:
            raise wrong_row("job", shot, error) from error
    return dict(found)


def last_order(conn: sqlite3.Connection) -> str | None:
    """Give the order key of the last job; None where there is none."""
    (key,) = conn.execute('SELECT max("order") FROM "job"').fetchone()
    return str(key) if key is not None else None


def jobs(
    conn: sqlite3.Connection, states: Collection[JobState] | None, shot: Id | None, ids: Collection[Id] | None = None
) -> list[Job]:
    """List jobs by order key, then id; only those in some states, of one shot or of these where asked."""
    condition, values = _condition(states, shot, ids)
    return _many(conn, Job, condition + 'ORDER BY "order", "id"', values)


def places(
    conn: sqlite3.Connection, states: Collection[JobState] | None, shot: Id | None, ids: Collection[Id] | None = None
) -> list[Place]:
    """Say where jobs stand, by order key, then id; only those in some states, of one shot or of these where asked."""
    condition, values = _condition(states, shot, ids)
    rows = conn.execute(
        'SELECT "id", "lane", "shot", "state", "order", "not_before", "take", "failure", "changed_at", '
        f"""coalesce(json_extract("why", '$.code'), '') FROM "job" {condition}ORDER BY "order", "id\"""",
        values,
    )
    found = []
    for row in rows:
        try:
            found.append(Place._make((*row[:3], _STATES[row[3]], *row[4:])))
        except KeyError as error:
            raise wrong_row("job", row[0], error) from error
    return found


def tried(conn: sqlite3.Connection, jobs: Collection[Id]) -> set[Id]:
    """Name those of some jobs that have an attempt."""
    asked = json.dumps(list(jobs))
    rows = conn.execute(
        'SELECT DISTINCT "job" FROM "attempt" WHERE "job" IN (SELECT "value" FROM json_each(?))', (asked,)
    )
    return {job for (job,) in rows}


def shots_of(conn: sqlite3.Connection, jobs: Collection[Id]) -> set[Id]:
    """Name the shots that jobs ask for takes of."""
    asked = json.dumps(list(jobs))
    rows = conn.execute('SELECT DISTINCT "shot" FROM "job" WHERE "id" IN (SELECT "value" FROM json_each(?))', (asked,))
    return {shot for (shot,) in rows if shot is not None}


def job_counts(conn: sqlite3.Connection) -> dict[JobState, int]:
    """Count the jobs of each state there are any of, in the order of the walk."""
    counted = dict(conn.execute('SELECT "state", count(*) FROM "job" GROUP BY "state"').fetchall())
    return {state: counted[state.value] for state in JobState if state.value in counted}


def attempts(conn: sqlite3.Connection, job: Id) -> list[Attempt]:
    """List a job's attempts in order."""
    return _many(conn, Attempt, 'WHERE "job" = ? ORDER BY "number"', (job,))


def refused(conn: sqlite3.Connection) -> list[Attempt]:
    """List the attempts that a provider refused for what they ask or show, oldest first."""
    kinds = (Failure.POLICY_INPUT.value, Failure.POLICY_OUTPUT.value)
    return _many(conn, Attempt, 'WHERE "failure" IN (?, ?) ORDER BY "started_at", "id"', kinds)


def prompts(conn: sqlite3.Connection, provider: str) -> list[Made]:
    """Say of every clip that a provider made what was asked for, oldest first."""
    asked = 'SELECT "made_at", "model", "shot", "prompt" FROM "take" WHERE "provider" = ? ORDER BY "made_at", "id"'
    return [Made(*map(str, row)) for row in conn.execute(asked, (provider,)).fetchall()]


def attempts_as(conn: sqlite3.Connection, remote_id: str) -> list[Attempt]:
    """List the attempts that a provider knows under an id."""
    return _many(conn, Attempt, 'WHERE "remote_id" = ? ORDER BY "id"', (remote_id,))


def moves(conn: sqlite3.Connection, since: str) -> list[Move]:
    """List every job's moves from a moment on, in order."""
    rows = conn.execute(
        'SELECT "job", "before", "after", "at" FROM "job_event" WHERE "at" >= ? ORDER BY "seq"', (since,)
    )
    try:
        return [Move(job, _STATES[before] if before else None, _STATES[after], at) for job, before, after, at in rows]
    except KeyError as error:
        raise wrong_row("job_event", "", error) from error


def events(conn: sqlite3.Connection, job: Id) -> list[JobEvent]:
    """List a job's moves in order."""
    return read(
        JobEvent, conn.execute(f'SELECT {columns(JobEvent)} FROM "job_event" WHERE "job" = ? ORDER BY "seq"', (job,))
    )


def _condition(
    states: Collection[JobState] | None, shot: Id | None, ids: Collection[Id] | None
) -> tuple[str, list[Cell]]:
    where: list[str] = []
    values: list[Cell] = []
    if states is not None:
        where.append(f'"state" IN ({", ".join("?" * len(states))})')
        values += [state.value for state in states]
    if shot is not None:
        where.append('"shot" = ?')
        values.append(shot)
    if ids is not None:
        where.append('"id" IN (SELECT "value" FROM json_each(?))')
        values.append(json.dumps(list(ids)))
    return (f"WHERE {' AND '.join(where)} " if where else ""), values


def _many(conn: sqlite3.Connection, model: type[F], rest: str, values: Sequence[Cell] = ()) -> list[F]:
    table = TABLES[model]
    found = read(model, conn.execute(f'SELECT {columns(model)} FROM "{table}" {rest}', values))
    for record in found:
        check_id(table, record.id)
    return found
