"""Undo and redo: they cover the plan, and survive a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fourbeat.model.edit import Step

if TYPE_CHECKING:
    from .studio import Studio


class History:
    """Walk back and forth through the steps of the plan."""

    def __init__(self, studio: Studio) -> None:
        self._store = studio.store

    def undo(self) -> Step:
        """Take back the newest step. Raises NotFound when there is none."""
        return self._store.write(lambda writer: writer.undo())

    def redo(self) -> Step:
        """Bring back the step undone last. Raises NotFound when there is none."""
        return self._store.write(lambda writer: writer.redo())

    def steps(self, limit: int = 50) -> list[Step]:
        """Give the newest steps first."""
        return self._store.steps(limit)
