"""What a piece of writing work is handed: the plan and the records, inside one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from ..model.document import Plan, reverse
from ..model.edit import BORN, Change, Edit, Step
from ..model.errors import NotFound
from ..model.ids import Id, Ids
from ..model.message import Message, message
from . import journal
from .money import MoneyRecords
from .rows import cell
from .settle import Draft, settle


class Writer(MoneyRecords):
    """Write one transaction: edits of the plan, which are journalled, and records, which are not."""

    def __init__(self, conn: sqlite3.Connection, plan: Plan, *, ids: Ids, now: Callable[[], str], author: str) -> None:
        super().__init__(conn, now, ids=ids, author=author)
        self.plan = plan

    def edit(self, label: Message, changes: Sequence[Change], *, merge_into: Id | None = None) -> Step | None:
        """Carry out changes as one step and journal them; None where nothing changes.

        With `merge_into` they join that step, if it is the newest and this author's own. Raises Invalid, NotFound.
        """
        draft = settle(self.plan, changes)
        if not draft.changes:
            return None
        return self._keep(self._newest_own(merge_into) or self._begin(label), draft)

    def undo(self) -> Step:
        """Take the newest step back by appending its reverse. Raises NotFound where nothing is left to undo."""
        step = journal.undoable(self._conn)
        if step is None:
            raise NotFound("history.nothing-to-undo")
        back = self._reversed(step)
        return self._keep(self._begin(message("history.undone", step=step.label), undoes=step.id), back)

    def redo(self) -> Step:
        """Bring the step that was undone last back by appending it again. Raises NotFound where there is none."""
        step = journal.redoable(self._conn)
        if step is None:
            raise NotFound("history.nothing-to-redo")
        back = self._reversed(step)
        return self._keep(self._begin(message("history.redone", step=step.label), redoes=step.id), back)

    def _reversed(self, step: Step) -> Draft:
        """Try the reverse of what was last done for a step: its own edits, or those of its last undo or redo."""
        done = journal.edits(self._conn, journal.latest_of(self._conn, step.id))
        return settle(self.plan, reverse(done))

    def _begin(self, label: Message, *, undoes: Id | None = None, redoes: Id | None = None) -> Step:
        step = Step(id=self._ids.new(), label=label, author=self._author, at=self._now(), undoes=undoes, redoes=redoes)
        self._insert("step", step.model_dump(mode="json"))
        return step

    def _newest_own(self, wanted: Id | None) -> Step | None:
        if wanted is None:
            return None
        newest = journal.steps(self._conn, 1)
        own = newest and newest[0].id == wanted and newest[0].author == self._author
        return newest[0] if own and not (newest[0].undoes or newest[0].redoes) else None

    def _keep(self, step: Step, draft: Draft) -> Step:
        with self._spoils():
            journal.append_edits(self._conn, self._placed(step, draft.changes))
        for change in draft.changes:
            self._write_row(change)
        self.plan = draft.plan
        for noun, ids in draft.touched.items():
            self._touched[noun] |= ids
        return step

    def _placed(self, step: Step, changes: Iterable[Change]) -> list[Edit]:
        at, tick = self._now(), journal.tick(self._conn)
        edits = [
            Edit(
                **change.model_dump(),
                id=self._ids.new(),
                group=step.id,
                author=self._author,
                tick=tick + count,
                at=at,
            )
            for count, change in enumerate(changes, start=1)
        ]
        journal.set_tick(self._conn, tick + len(edits))
        return edits

    def _write_row(self, change: Change) -> None:
        if change.field == BORN:
            assert isinstance(change.after, dict)
            self._insert(change.kind, change.after)
            return
        value = cell(change.field, change.after)
        if self.run(f'UPDATE "{change.kind}" SET "{change.field}" = ? WHERE "id" = ?', (value, change.entity)) != 1:
            raise NotFound("plan.no-such-row", kind=change.kind, id=change.entity)
