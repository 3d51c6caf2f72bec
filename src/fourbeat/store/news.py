"""What a reader learns of another process's writes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from ..model.document import Plan
from ..model.edit import Changes
from . import journal
from .registers import MONEY
from .rows import load_plan, wrong_row


@dataclass(frozen=True)
class Marks:
    """Say how far the journal and the records have been read."""

    edit: int
    take: int
    job: int
    audit: int
    still: int


@dataclass(frozen=True)
class Sight:
    """Be one consistent look at a project: its plan, and how far it goes."""

    plan: Plan
    marks: Marks


def look(conn: sqlite3.Connection) -> Sight:
    """Read the whole plan. Raises Storage for rows that cannot be right."""
    return Sight(load_plan(conn), _marks(conn))


def look_again(conn: sqlite3.Connection, last: Sight) -> tuple[Sight, Changes]:
    """Read only what came since the last look, and tell what that touched."""
    marks = _marks(conn)
    edits = journal.edits_after(conn, last.marks.edit)
    plan, changes = last.plan, Changes()
    if edits:
        plan = last.plan.copy()
        try:
            changes |= plan.apply(edits)
        except (KeyError, ValueError) as error:
            raise wrong_row("edit", edits[0].id, error) from error
    takes = conn.execute('SELECT "id" FROM "take" WHERE "seq" > ?', (last.marks.take,)).fetchall()
    stills = conn.execute('SELECT "id" FROM "still" WHERE "seq" > ?', (last.marks.still,)).fetchall()
    jobs = conn.execute('SELECT "id" FROM "job" WHERE "touched" > ?', (last.marks.job,)).fetchall()
    sealed = conn.execute(
        'SELECT "of", "what" FROM "audit" WHERE "seq" > ? AND "what" <> \'verdict\'', (last.marks.audit,)
    ).fetchall()
    changes |= Changes.of("rights", (of for of, what in sealed if not what.startswith(MONEY)))
    changes |= Changes.of("money", (of for of, what in sealed if what.startswith(MONEY)))
    changes |= Changes.of("takes", (take for (take,) in takes))
    changes |= Changes.of("stills", (still for (still,) in stills))
    changes |= Changes.of("jobs", (job for (job,) in jobs))
    return Sight(plan, marks), changes


def _marks(conn: sqlite3.Connection) -> Marks:
    return Marks(
        *conn.execute(
            'SELECT (SELECT coalesce(max("seq"), 0) FROM "edit"), (SELECT coalesce(max("seq"), 0) FROM "take"),'
            ' (SELECT coalesce(max("touched"), 0) FROM "job"), (SELECT coalesce(max("seq"), 0) FROM "audit"),'
            ' (SELECT coalesce(max("seq"), 0) FROM "still")'
        ).fetchone()
    )
