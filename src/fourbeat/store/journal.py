"""The journal: steps and their edits. It only grows; what can be undone is worked out from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from ..model.edit import BY_ITSELF, Edit, Step
from ..model.ids import Id
from .rows import columns, execute, quoted, read, to_json, wrong_row

_STEP = columns(Step)
_EDIT_FIELDS = ("id", "group", "author", "tick", "at", "kind", "entity", "field", "before", "after")
_ORIGINAL = '"undoes" IS NULL AND "redoes" IS NULL' + "".join(
    f' AND instr("label", \'"code":"{code}"\') = 0' for code in BY_ITSELF
)
"""What a person did: neither an answer to a step, nor made by the queue beside their work."""
_UNDONE = (
    '(SELECT count(*) FROM "step" AS u WHERE u."undoes" = s."id")'
    ' > (SELECT count(*) FROM "step" AS r WHERE r."redoes" = s."id")'
)


def steps(conn: sqlite3.Connection, limit: int) -> list[Step]:
    """List the newest steps, newest first."""
    return read(Step, conn.execute(f'SELECT {_STEP} FROM "step" ORDER BY "seq" DESC LIMIT ?', (limit,)))


def undoable(conn: sqlite3.Connection) -> Step | None:
    """Find the step that an undo would take back; the project's own beginning and the queue's own never are."""
    return _one(
        conn,
        f'SELECT {_STEP} FROM "step" AS s WHERE {_ORIGINAL} AND NOT {_UNDONE}'
        ' AND "seq" > (SELECT min("seq") FROM "step") ORDER BY "seq" DESC LIMIT 1',
    )


def redoable(conn: sqlite3.Connection) -> Step | None:
    """Find the step that a redo would bring back: undone, and no new step has been made since."""
    return _one(
        conn,
        f'SELECT {_STEP} FROM "step" AS s WHERE {_ORIGINAL} AND {_UNDONE} AND "id" IN ('
        f' SELECT "undoes" FROM "step" WHERE "seq" > (SELECT max("seq") FROM "step" WHERE {_ORIGINAL}))'
        ' ORDER BY "seq" LIMIT 1',
    )


def latest_of(conn: sqlite3.Connection, step: Id) -> Id:
    """Name the newest group that did or answered a step: its own, or its last undo or redo."""
    row = conn.execute(
        'SELECT "id" FROM "step" WHERE ? IN ("id", "undoes", "redoes") ORDER BY "seq" DESC LIMIT 1',
        (step,),
    ).fetchone()
    return str(row[0])


def edits(conn: sqlite3.Connection, group: Id) -> list[Edit]:
    """List the edits of one group, in the order they were made."""
    return _edits(conn, '"group" = ?', group)


def edits_after(conn: sqlite3.Connection, seq: int) -> list[Edit]:
    """List the edits that came after a place in the journal, in the order they were made."""
    return _edits(conn, '"seq" > ?', seq)


def append_edits(conn: sqlite3.Connection, new: Sequence[Edit]) -> None:
    """Write new edits, in order."""
    marks = ", ".join("?" * len(_EDIT_FIELDS))
    statement = f'INSERT INTO "edit" ({quoted(_EDIT_FIELDS)}) VALUES ({marks})'
    for edit in new:
        cells = [getattr(edit, name) for name in _EDIT_FIELDS[:-2]]
        execute(conn, statement, [*cells, to_json(edit.before), to_json(edit.after)])


def tick(conn: sqlite3.Connection) -> int:
    """Read the project's logical clock."""
    row = conn.execute("""SELECT "value" FROM "meta" WHERE "key" = 'tick'""").fetchone()
    try:
        return int(row[0]) if row else 0
    except ValueError as error:
        raise wrong_row("meta", "tick", error) from error


def set_tick(conn: sqlite3.Connection, now: int) -> None:
    """Set the project's logical clock."""
    conn.execute("""INSERT OR REPLACE INTO "meta" ("key", "value") VALUES ('tick', ?)""", (str(now),))


def _edits(conn: sqlite3.Connection, where: str, value: Id | int) -> list[Edit]:
    cursor = conn.execute(f'SELECT {quoted(_EDIT_FIELDS)} FROM "edit" WHERE {where} ORDER BY "seq"', (value,))
    return read(Edit, cursor, names=_EDIT_FIELDS, nested=("before", "after"))


def _one(conn: sqlite3.Connection, question: str) -> Step | None:
    found = read(Step, conn.execute(question))
    return found[0] if found else None
