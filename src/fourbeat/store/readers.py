"""Connections for reading: one for each thread that asks."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Reader:
    """Hold one thread's connection and the last version of the data it has seen."""

    conn: sqlite3.Connection
    seen: int = -1


class Readers:
    """Hand each thread its own connection and close those whose thread has ended."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._local = threading.local()
        self._lock = threading.Lock()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._closed = False

    def mine(self) -> Reader:
        """Give this thread's connection; a new thread gets a new one."""
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = Reader(self._connect())
            with self._lock:
                self._forget_ended()
                self._open[threading.current_thread()] = reader.conn
                if self._closed:
                    reader.conn.close()
        return reader

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            self._closed = True
            for conn in self._open.values():
                conn.close()
            self._open.clear()

    def _forget_ended(self) -> None:
        for thread in [thread for thread in self._open if not thread.is_alive()]:
            self._open.pop(thread).close()
