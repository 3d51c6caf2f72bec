"""Backups taken by time: when a session that changed something ends and the newest copy has grown old."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from fourbeat.model.edit import Changes
from fourbeat.model.errors import Busy, Storage
from fourbeat.store import Store

EVERY = timedelta(minutes=10)
"""How old the newest backup may grow while a project is worked on."""

_log = logging.getLogger(__name__)


class Backups:
    """Watch a store for changes and copy it when a copy is due."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changed = False
        store.subscribe(self._heard)

    def take_if_due(self, now: str) -> None:
        """Copy the project if it changed and the newest copy is older than ten minutes."""
        if self._store.read_only or not self._changed:
            return
        try:
            made = [path.stat().st_mtime for path in self._store.backups()]
            if made and datetime.fromisoformat(now).timestamp() - max(made) < EVERY.total_seconds():
                return
            self._store.back_up()
        except (Storage, Busy, OSError):
            # The work itself is committed; a full disk must not make it look lost.
            _log.exception("no backup could be made")
        self._changed = False

    def _heard(self, _changes: Changes) -> None:
        self._changed = True
